"""The phrase language: what a pattern matches, what it refuses, and that it stays fast."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.phrases import Matcher
from replylint.phrases.compiling import PhraseSet, compile_table
from replylint.phrases.files import parse_phrases
from replylint.phrases.syntax import PhraseError
from replylint.reading import read
from replylint.sentences import split_sentences
from replylint.user_cache import write_cached

if TYPE_CHECKING:
    from pathlib import Path


def found(phrases: str, text: str) -> dict[str, list[str]]:
    """What a phrase file finds in a text, by group."""
    reading = read(text)
    matcher = Matcher(compile_table([PhraseSet("T", parse_phrases(phrases, "test").groups)]))
    hits = matcher.find(reading.folded, split_sentences(reading.text))
    return {
        key.removeprefix("T/"): [reading.text[h.start : h.end] for h in group]
        for key, group in hits.items()
    }


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("calm down", "Please CALM  down!", ["CALM down"]),
        ("calm down", "calm, down", ["calm, down"]),
        ("calm down", "a calm downtown", []),
        ("désolé si", "Desole si cela", ["Desole si"]),
        ("apologi*", "Our apologies", ["apologies"]),
        ("(pouvez|peux)-(vous|tu)", "Peux tu", ["Peux tu"]),
        ("(really)? sorry if", "I am really sorry if so", ["really sorry if"]),
        ("sorry (about|for) (the|this)? delay", "sorry for delay", ["sorry for delay"]),
        ("give ~3 number", "give us your order number", ["give us your order number"]),
        ("give ~1 number", "give us your order number", []),
        ("your _ number", "your order number", ["your order number"]),
        ("l'abonnement", "labonnement", ["labonnement"]),
        ("l'abonnement", "L’abonnement", ["L’abonnement"]),
        ("bon (de|d') (commande|achat)", "un bon d'achat", ["bon d'achat"]),
        ("bon (de|d') (commande|achat)", "un bon de commande", ["bon de commande"]),
        ("photo ~3 identité", "photo de carte d’identité", ["photo de carte d’identité"]),
        ("rendez-vous", "rendez vous", ["rendez vous"]),
        ("rendez-vous", "rendezvous", ["rendezvous"]),
        ("e-mail", "my email", ["email"]),
        ("aujourd'hui", "aujourdhui", ["aujourdhui"]),
        ("^thanks", "Hi. Thanks a lot", ["Thanks"]),
        ("^thanks", "Many thanks", []),
        ("bye$", "So, bye!", ["bye"]),
        ("bye$", "bye now", []),
        ("as soon as possible", "as soon. As possible", []),
        ("as soon as possible", "as soon\nas possible", ["as soon\nas possible"]),
        ("c++", "in c++ today", ["c++"]),
    ],
)
def test_pattern(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text).get("default", []) == expected


def test_macros_groups_exceptions_and_suggestions() -> None:
    phrases = """
    # asks
    $give = (give|send)
    [ask confidence=0.8]
    $give ~2 number => send it privately
    ! no need to $give
    [other]
    number
    """
    assert found(phrases, "Send us your number")["ask"] == ["Send us your number"]
    assert found(phrases, "No need to send us your number") == {"other": ["number"]}
    (ask, other) = parse_phrases(phrases, "test").groups
    assert ask.confidence == 0.8
    assert ask.phrases[0].suggestion == "send it privately"
    assert other.name == "other"


def test_a_word_with_an_apostrophe_may_stand_beside_the_anchor() -> None:
    assert found("(that's|such is) life", "That’s life.") == {"default": ["That’s life"]}
    assert found("~3 (can't|won't) read", "I can't read") == {"default": ["can't read"]}


def test_a_question_mark_may_stand_close_to_its_word() -> None:
    assert found("happy now ?", "Happy now?") == {"default": ["Happy now?"]}
    assert found("why are you ~3 ?", "Why are you here ?") == {"default": ["Why are you here ?"]}


def test_the_longest_of_overlapping_matches_is_kept() -> None:
    assert found("sorry\nso sorry if", "so sorry if") == {"default": ["so sorry if"]}


@pytest.mark.parametrize(
    ("phrases", "trouble"),
    [
        ("(a|b", "test:1: '(a|b' lacks a closing parenthesis"),
        ("ok\n$unknown word", "test:2: '$unknown word' uses $unknown, which is not defined"),
        ("(maybe)?", "needs at least one word"),
        ("a ~9 b", "a gap of 9 words"),
        ("a ~8 b ~8 c ~8 d", "too many or too long gaps"),
        ("[group confidence=2]", "outside 0 to 1"),
        ("[group colour=red]", "unknown setting 'colour'"),
        ("x)", "does not expect ')'"),
        ("(" * 40 + "x" + ")" * 40, "nested too deeply"),
    ],
)
def test_a_wrong_pattern_is_named_with_its_line(phrases: str, trouble: str) -> None:
    with pytest.raises(PhraseError) as error:
        parse_phrases(phrases, "test")
    assert trouble in str(error.value)


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        groups = parse_phrases(line, "test").groups
    except PhraseError:
        return
    matcher = Matcher(compile_table([PhraseSet("T", groups)]))
    found = dict(matcher.find("some words of a reply", [(0, 21)]).items())
    for hits in found.values():
        assert all(0 <= hit.start < hit.end <= 21 for hit in hits)


@pytest.mark.parametrize(
    "text",
    ["a " * 50_000, "a" * 100_000, "give " * 20_000, "give me my " * 9_000, "(" * 100_000],
    ids=["words", "one-word", "anchors", "gaps", "brackets"],
)
def test_no_text_makes_a_pattern_slow(text: str) -> None:
    phrases = "give ~7 me ~7 my ~6 number\n(a|b) ~3 give\na a* (a|b)? ~4 z"
    started = time.process_time()
    found(phrases, text)
    assert time.process_time() - started < 20  # a bound against explosion, not a measure of speed


def test_the_cache_keeps_few_old_tables(tmp_path: Path) -> None:
    for number in range(6):
        write_cached(str(tmp_path / str(number)), b"x", keep=4)
        os.utime(tmp_path / str(number), (number, number))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2", "3", "4", "5"]
