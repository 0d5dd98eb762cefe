"""Promises to write again: which are found, by when, and whether they were kept."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from made import counted, exchange, linter

from replylint import Reply
from replylint.audit.metrics.promises import find_promise

SENT = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)  # a Wednesday, 16:00 in Paris
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("We'll get back to you within 24 hours. ^JL", "2026-03-05T16:00"),
        ("Our team will contact you within 24-48 hours. Tom", "2026-03-06T16:00"),
        ("Somebody will be in touch by Friday. Tom", "2026-03-07T00:00"),
        ("We will reply before Friday. Tom", "2026-03-06T00:00"),
        ("I will call you tomorrow. Anna", "2026-03-06T00:00"),
        ("We'll update you by the end of the day. Anna", "2026-03-05T00:00"),
        ("Expect a reply within the hour. Anna", "2026-03-04T17:00"),
        ("You'll hear from us within 2-3 working days. Tom", "2026-03-10T00:00"),
        ("We aim to respond in two days. Tom", "2026-03-07T00:00"),
        ("Nous revenons vers vous sous 48 h. Julie", "2026-03-06T16:00"),
        ("Réponse sous 24/48h. Julie", "2026-03-06T16:00"),
        ("Je vous rappelle demain matin. Julie", "2026-03-06T00:00"),
        ("Vous serez recontactée sous 3 jours ouvrés. Julie", "2026-03-10T00:00"),
        ("Le service vous contactera sous 48 à 72 h ouvrées. Julie", "2026-03-10T00:00"),
        ("Un conseiller vous contactera d'ici vendredi. Julie", "2026-03-07T00:00"),
        ("Je reviens vers vous dans la journée. Julie", "2026-03-05T00:00"),
        ("Nous vous répondrons dans l'heure. Julie", "2026-03-04T17:00"),
        ("Your parcel arrives tomorrow. Tom", None),
        ("It was delivered within 24 hours. Tom", None),
        ("If you reply within 24 hours we can help. Tom", None),
        ("We'll get back to you as soon as possible. Tom", None),
        ("We'll be in touch. Your parcel arrives tomorrow. Tom", None),
        ("Our expert will be back on Monday. Tom", None),
        ("Nous vous tiendrons informés : la panne dure depuis ce matin. Julie", None),
        ("Votre colis arrive demain. Julie", None),
        ("Répondez-nous sous 48 h. Julie", None),
        ("Le retour du colis sous 14 jours est gratuit. Julie", None),
        ("Nous revenons vers vous au plus vite. Julie", None),
    ],
)
def test_promises_and_when_they_fall_due(text: str, due: str | None) -> None:
    doc = linter().read(Reply(text, channel="email"))
    found = find_promise(doc, SENT, PARIS)
    assert (found and found.due.astimezone(PARIS).isoformat()[:16]) == due


def promised(**about: object) -> dict[str, object]:
    """The figures of one promise to answer within two hours, and of a last reply a week later."""
    text = "Hi Tom, we'll get back to you within 2 hours. ^MK"
    many = [
        exchange(2, text, received=0, waited=60, **{"conversation": "c", **about}),  # type: ignore[arg-type]
        exchange(3, received=24 * 7, waited=60),
    ]
    found = counted(many).record()["promises"]
    for sample in found["samples"]:
        assert sample["masked"][sample["start"] : sample["end"]] == "within 2 hours"
    return {key: n for key, n in found.items() if key != "samples" and n} | {
        "lines": [sample["line"] for sample in found["samples"]]
    }


def test_kept_late_and_forgotten() -> None:
    assert promised(next_in=7200) == {"made": 1, "kept": 1, "lines": []}
    assert promised(next_in=7201) == {"made": 1, "broken": 1, "lines": [2]}
    assert promised() == {"made": 1, "broken": 1, "lines": [2]}
    assert promised(conversation=None) == {"made": 1, "unknown": 1, "lines": []}


def test_what_is_not_due_yet_is_not_broken() -> None:
    text = "Hi Tom, we'll get back to you within 2 hours. ^MK"
    only = exchange(2, text, received=0, waited=60, conversation="c")
    found = counted([only]).record()["promises"]
    assert (found["made"], found["broken"], found["unknown"], found["samples"]) == (1, 0, 1, [])
