"""The tone rules on whole replies: hostile ones are found, kind ones that resemble them are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from replylint import Linter, Reply

CASES = Path(__file__).parent / "tone"
IMPERSONAL = Linter(select=["PER004"], channel="x", raise_errors=True)
VAGUE = Linter(select=["REM003"], raise_errors=True)
HOSTILE = Linter(select=["TON001", "TON002", "TON003"], raise_errors=True)


def cases(name: str) -> list[tuple[str, str]]:
    """The replies of tone/<name>.<language>.txt with their language."""
    return [
        (language, line.replace("\\n", "\n"))
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


def test_a_reply_that_offers_nothing_is_judged_by_what_it_answers() -> None:
    text = "The guests before us never mind. Kim"
    complaint = "An hour for a table we had booked. Terrible service!"
    (finding,) = HOSTILE.check(Reply(text, inbound=complaint)).findings
    assert (finding.code, finding.confidence, finding.excerpt) == (
        "TON003", 0.4, "The guests before us never mind.",
    )  # fmt: skip
    assert HOSTILE.check(Reply(text, inbound="What do they think of it?")).findings == ()
    assert HOSTILE.check(text).findings == ()
    for better in (f"{text} https://example.com/book", f"{text} 😊"):
        assert HOSTILE.check(Reply(better, inbound=complaint)).findings == ()
    (aside,) = HOSTILE.check(Reply(f"Table 4, at 8. {text}", inbound=complaint)).findings
    assert aside.excerpt == finding.excerpt  # a fact beside it does not make it kinder


@pytest.mark.parametrize(("language", "text"), cases("impersonal"))
def test_the_voice_of_an_office_is_heard(language: str, text: str) -> None:
    assert IMPERSONAL.check(Reply(text, language=language)).findings


@pytest.mark.parametrize(("language", "text"), cases("personal"))
def test_a_person_may_use_a_formula(language: str, text: str) -> None:
    assert IMPERSONAL.check(Reply(text, language=language)).findings == ()


def test_a_long_reply_has_room_for_a_formula() -> None:
    formula = "Your request has been forwarded to the relevant department."
    assert IMPERSONAL.check(formula).findings
    facts = " ".join(f"The part with the number {n} is on shelf {n} in Leeds." for n in range(30))
    assert IMPERSONAL.check(f"{formula} {facts}").findings == ()


def test_the_message_names_the_evidence() -> None:
    (finding,) = IMPERSONAL.check("Dear Customer, upon review no action will be taken.").findings
    assert "“Dear Customer”" in finding.message
    assert "upon review" in finding.message.lower()


@pytest.mark.parametrize(("language", "text"), cases("vague"))
def test_a_promise_without_a_time_is_vague(language: str, text: str) -> None:
    assert VAGUE.check(Reply(text, language=language)).findings


@pytest.mark.parametrize(("language", "text"), cases("dated"))
def test_a_promise_with_a_time_or_a_step_is_not(language: str, text: str) -> None:
    assert VAGUE.check(Reply(text, language=language)).findings == ()


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("We'll be in touch soon, by 5 pm.", True),
        ("We'll be in touch soon. You have waited since Monday.", False),
        ("We'll be in touch soon. Sorry for the three days.", False),
        ("On revient vers vous rapidement, avant midi.", True),
        ("On revient vers vous rapidement. Vous attendez depuis lundi.", False),
        ("On revient vers vous rapidement. Commande passée il y a dix jours.", False),
    ],
)
def test_only_a_time_to_come_bounds_a_promise(text: str, dated: bool) -> None:
    assert bool(VAGUE.check(text).findings) != dated
