"""STY001 and RDB002, beyond the examples of their pages."""

from __future__ import annotations

import pytest

from replylint import Linter, Reply

TYPOGRAPHY = Linter(select=["STY001"], raise_errors=True)
SENTENCES = Linter(select=["RDB002"], raise_errors=True)


def mended(text: str, language: str = "fr") -> str:
    return TYPOGRAPHY.check(Reply(text, language=language)).fixed()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Merci ! À jeudi. Bonne soirée!", "Merci ! À jeudi. Bonne soirée !"),
        ("Merci\u202f! À jeudi. Bonne soirée!", "Merci\u202f! À jeudi. Bonne soirée\u202f!"),
        ("Oui! Quand? Dites-moi ! Zoé", "Oui! Quand? Dites-moi! Zoé"),
        ("Onglets « Retours » et «Avis».", "Onglets « Retours » et « Avis »."),
        ("Bonjour Yann, merci , à jeudi.", "Bonjour Yann, merci, à jeudi."),
        ("Bonjour Yann,merci à vous.", "Bonjour Yann, merci à vous."),
        ("C'est noté.Nous arrivons.", "C'est noté. Nous arrivons."),
        ("Voir icihttps://aide.example.com", "Voir ici https://aide.example.com"),
        ("Voir https://aide.example.com/a.Merci", "Voir https://aide.example.com/a. Merci"),
    ],
)
def test_french(text: str, expected: str) -> None:
    assert mended(text) == expected
    assert mended(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks Ivan ! See you.", "Thanks Ivan! See you."),
        ("Is that right ? Tell me !", "Is that right? Tell me!"),
        ("Hi Ivan, all set , see you.", "Hi Ivan, all set, see you."),
    ],
)
def test_english(text: str, expected: str) -> None:
    assert mended(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour ! Merci ! À jeudi ?",
        "Bonjour! Merci! À jeudi?",
        "Bonjour Yann :) ;) :-) ^^ !? merci...",
        "Prix : 3,50 € ou 1,000.50 $, 10:30, etc., p.ex. demain.",
        "Voir https://example.com/a,b;c!d?e=f.G et booking.Com !",
        "`a ,b` et {{ a ,b }}",
        "Voir l'aide https://example.com/aide ? Dites-moi !",
        "«Retours» et «Avis»",
        "",
    ],
)
def test_nothing_to_mend(text: str) -> None:
    assert mended(text) == text


def test_other_languages_are_not_judged() -> None:
    report = TYPOGRAPHY.check(Reply("Hallo ,danke !", language="de"))
    assert report.ok
    assert [note.reason for note in report.skipped] == ["language"]


def words(count: int) -> str:
    return " ".join(["mot"] * count)


def test_forty_words_are_not_too_many() -> None:
    assert SENTENCES.check(f"{words(40)}. {words(40)}.").ok
    finding = SENTENCES.check(f"{words(3)}. {words(41)}. {words(3)}.").findings[0]
    assert finding.severity.label == "info"
    assert "41 words" in finding.message
    assert finding.start == len(words(3)) + 2


def test_links_end_a_sentence_and_handles_are_no_words() -> None:
    assert SENTENCES.check(f"{words(30)} https://example.com/a {words(30)}.").ok
    assert SENTENCES.check(f"@a @b @c - 😊 {words(40)}.").ok


def test_list_items_are_sentences() -> None:
    assert SENTENCES.check(f"Au choix :\n- {words(30)} ;\n- {words(30)} ;\n- {words(30)}.").ok


def test_the_limit_is_an_option() -> None:
    linter = Linter(select=["RDB002"], rule={"RDB002": {"max_words": 5}})
    assert not linter.check(f"{words(6)}.").ok
    assert not Linter(select=["RDB002"], preset="strict").check(f"{words(31)}.").ok
