"""The automaton never loses a phrase: whatever a pattern's regex matches, its shape lets through."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.phrases import Matcher
from replylint.phrases import automaton as automata
from replylint.phrases.compiling import PhraseSet, compile_table
from replylint.phrases.files import parse_phrases
from replylint.phrases.search import search
from replylint.phrases.syntax import PhraseError, compile_pattern
from replylint.sentences import split_sentences

WORDS = st.sampled_from(["a", "ab", "abc", "b", "d'", "l'ab", "a-b", "cœur", "no1", "b.c", "x_y"])
ATOMS = WORDS | WORDS.map(lambda word: f"{word.rstrip(chr(39))}*")


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    branches = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        st.tuples(inner, st.sampled_from([" ", " ", "-", "", " ~2 ", " _ "]), inner).map("".join),
        branches.map(lambda found: f"({'|'.join(found)})"),
        inner.map(lambda found: f"({found})?"),
    )


PATTERNS = st.recursive(ATOMS, _joined, max_leaves=7)
PIECES = st.sampled_from(
    ["a", "ab", "abc", "b", "d", "l", "cœur", "no1", "x_y", "bab", "lab", "é", "привет", "c"]
)
GLUE = st.sampled_from([" ", " ", ", ", "'", "-", "", ". ", "\n", "/", "  ", " \U0001f600 "])
TEXTS = st.lists(st.tuples(PIECES, GLUE).map("".join), max_size=14).map("".join)


def _by_regex(pattern: str, text: str) -> set[tuple[int, int]]:
    compiled = compile_pattern(pattern, {})
    found = search(compiled.regex, compiled.at_start, compiled.at_end, wordy=False)
    return {
        (start + s, start + e)
        for start, end in split_sentences(text)
        for s, e in found(text[start:end], ())
    }


@settings(max_examples=400)
@given(PATTERNS, TEXTS)
def test_what_a_regex_matches_is_found(pattern: str, text: str) -> None:
    try:
        groups = parse_phrases(pattern, "test").groups
    except PhraseError:
        return
    matcher = Matcher(compile_table([PhraseSet("T", groups)]))
    hits = matcher.find(text, split_sentences(text)).get("T", "default")
    assert {(hit.start, hit.end) for hit in hits} == _by_regex(pattern, text)


def test_what_is_forgotten_is_found_again(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(automata, "_MAX_STATES", 3)
    monkeypatch.setattr(automata, "_MAX_WORDS", 3)
    groups = parse_phrases("one two three\nfour ~2 six", "test").groups
    matcher = Matcher(compile_table([PhraseSet("T", groups)]))
    for number in range(20):
        text = f"one two {number} one two three; four {number} five six"
        hits = matcher.find(text, [(0, len(text))]).get("T", "default")
        assert next(text[hit.start : hit.end] for hit in hits) == "one two three"
        assert len(hits) == 2
