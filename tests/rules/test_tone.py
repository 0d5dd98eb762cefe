"""The tone rules on whole replies: hostile ones are found, kind ones that resemble them are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from replylint import Linter, Reply

CASES = Path(__file__).parent / "tone"
HOSTILE = Linter(select=["TON001", "TON002", "TON003"], raise_errors=True)


def cases(name: str) -> list[tuple[str, str]]:
    """The replies of tone/<name>.<language>.txt with their language."""
    return [
        (language, line)
        for language in ("en", "fr")
        for line in (CASES / f"{name}.{language}.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]


@pytest.mark.parametrize(("language", "text"), cases("hostile"))
def test_hostile_replies_are_found(language: str, text: str) -> None:
    assert HOSTILE.check(Reply(text, language=language)).findings


@pytest.mark.parametrize(("language", "text"), cases("kind"))
def test_kind_replies_are_left_alone(language: str, text: str) -> None:
    assert HOSTILE.check(Reply(text, language=language)).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "You wrote “you are an idiot”, and I understand that you were angry. I'm on it. Paul",
        "Vous nous écrivez « vous êtes des voleurs » : je comprends, et je rembourse. Julie",
        "> you people are liars\n\nSorry, Inez. Your refund left today. ^PK",
    ],
)
def test_the_customers_own_words_are_not_judged(text: str) -> None:
    assert HOSTILE.check(text).findings == ()


def test_a_typo_an_accent_or_an_apostrophe_hides_nothing() -> None:
    for text in (
        "CALMEZ VOUS, ce n’est qu’un retard.",
        "Il fallait reflechir avant de commander, c'est pas notre probleme.",
        "You should’ve checked, thats not our problem.",
        "Its only a pair of shoes, calm down.",
    ):
        assert HOSTILE.check(text).findings, text


def test_one_warm_word_is_enough_not_to_be_curt() -> None:
    curt = "You ordered the small one and the answer is final."
    assert [f.code for f in HOSTILE.check(curt).findings] == ["TON003"]
    assert HOSTILE.check(f"Sorry about that. {curt.replace('final', 'below')}").findings == ()
