"""Suggestions carry text that can be pasted, in the language of the reply."""

from __future__ import annotations

from datetime import datetime

import pytest

from replylint import Linter, Reply

SATURDAY_NIGHT = datetime.fromisoformat("2026-03-28T22:15:00+01:00")
WEDNESDAY_MORNING = datetime.fromisoformat("2026-03-25T07:00:00+01:00")


@pytest.mark.parametrize(
    ("text", "sent_at", "ready"),
    [
        ("Bonjour Inès, écrivez-nous en MP. ^JL", SATURDAY_NIGHT, "nous revenons lundi à 9 h"),
        ("Hi Owen, drop us a DM. ^JL", SATURDAY_NIGHT, "we're back on Monday at 9:00"),
        ("Hi Owen, drop us a DM. ^JL", WEDNESDAY_MORNING, "we're back on Wednesday at 13:30"),
        ("Hola Ana, escríbenos por DM. ^MG", SATURDAY_NIGHT, "volvemos el lunes a las 9"),
        ("Hallo Jan, melde dich per DM. ^JB", SATURDAY_NIGHT, "wir sind am Montag ab 9 Uhr"),
        ("Ciao Luca, scrivici in DM. ^CR", SATURDAY_NIGHT, "torniamo lunedì alle 9"),
    ],
)
def test_when_somebody_is_there_again(text: str, sent_at: datetime, ready: str) -> None:
    hours = ["mon-tue 9:00-18:00", "wed 13:30-18:00", "thu-fri 9:00-18:00"]
    linter = Linter(select=["CHN003"], rule={"CHN003": {"hours": hours}}, raise_errors=True)
    (finding,) = linter.check(Reply(text, channel="x", sent_at=sent_at)).findings
    assert ready in (finding.suggestion or "")


@pytest.mark.parametrize(
    ("text", "customer", "ready"),
    [
        ("Your parcel comes tomorrow before noon. ^JL", "Owen Hale", "“Hi Owen,”"),
        ("Votre colis arrive demain avant midi. ^JL", "Inès Kaci", "“Bonjour Inès,”"),
        ("Votre colis arrive demain avant midi. ^JL", "@ines_k", "“Bonjour Madame Roy,”"),
        ("Votre colis arrive demain avant midi. ^JL", None, "“Bonjour Madame Roy,”"),
    ],
)
def test_a_greeting(text: str, customer: str | None, ready: str) -> None:
    linter = Linter(select=["PER001"], raise_errors=True)
    (finding,) = linter.check(Reply(text, channel="x", customer=customer, turn=1)).findings
    assert ready in (finding.suggestion or "")
