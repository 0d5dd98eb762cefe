"""The summary that a terminal shows: what is in it, in both languages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from made import HOURS, INBOUND, TEXTS, counted, exchange

from replylint.audit.exchange import PROBLEMS
from replylint.audit.summary import render
from replylint.audit.words import WORDS, duration
from replylint.outputs import View
from replylint.sources import FileError


def record(lang: str = "en", **about: Any) -> dict[str, Any]:
    """The record of a small audit with a bit of everything."""
    many = [
        exchange(
            line, TEXTS[line % 10], inbound=INBOUND[line % 5], agent=("Julie", "Tom")[line % 2],
            channel=("x", "email")[line % 3 == 0], received=24 * (line % 3) + 168 * (line % 4) + line % 2, waited=line * 20,
            conversation=str(line), next_in=86_400,
        )
        for line in range(2, 90)
    ]  # fmt: skip
    many.append(exchange(90, None, received=5, channel="email"))
    aggregate = counted(many, timezone="Europe/Paris", hours=HOURS)
    aggregate.reject(FileError("csv", line=7))
    aggregate.problems.add("clock-skew", 4)
    return aggregate.record(
        name="past.csv", columns={"text": "Body", "channel": "Kind"}, language=lang, **about
    )


def shown(found: dict[str, Any], lang: str = "en", **options: Any) -> str:
    return "".join(render(found, View(ui_lang=lang), **options))


def test_every_part_is_there() -> None:
    text = shown(record(before=record()))
    assert text.startswith("past.csv\nColumns: text=Body, channel=Kind\n1 row left out: ")
    assert "1 exchange: the reply is dated before the message (line 4)\n" in text
    titles = re.findall(r"\n\n(.+)\n", text)
    assert titles == [
        "Scores", "Habits", "First response", "Channels", "Agents", "Weeks", "Days", "Findings",
        "Sent most often, nearly word for word", "Worst replies", "Since past.csv",
    ]  # fmt: skip
    assert "88 replies checked. Mean score" in text
    assert re.search(r"\n  Unanswered messages +1\.1 % +1 of 89\n", text)
    assert re.search(r"\nJulie +44 ", text)
    assert re.search(r"\nin announced hours +88 ", text)
    assert "Nothing has changed by more than chance would have it." in text
    assert "4111" not in text


def test_in_french() -> None:
    text = shown(record("fr"), "fr")
    assert "\n1 ligne laissée de côté : les guillemets" in text
    assert "\nHabitudes\n" in text
    assert re.search(r"\nréclamations +\d", text)
    assert "Note moyenne la plus basse : " in text


def test_what_is_not_known_is_left_out() -> None:
    text = shown(counted([exchange(2), exchange(3, TEXTS[1])]).record(name="a.csv"))
    for title in ("First response", "Agents", "Weeks", "Days", "Sent most often", "Since"):
        assert title not in text
    assert "No reply was checked." in shown(counted([]).record(name="a.csv"))


def test_as_many_of_the_worst_as_wanted() -> None:
    found = record()
    assert shown(found, worst=3).count("/100, ") == 3
    assert "Worst replies" not in shown(found, worst=0)


def test_real_changes_are_told_with_their_direction() -> None:
    before = [exchange(line, TEXTS[0]) for line in range(100)]
    after = [exchange(line, TEXTS[1]) for line in range(100)]
    found = counted(after).record(before=counted(before).record(name="old.csv"))
    text = shown(found)
    assert "\nSince old.csv\n  Mean score " in text
    assert re.search(r"\n  TON002 blaming, in 1,000 replies +0 → 1,000 +worse\n", text)


@pytest.mark.parametrize(
    ("seconds", "english", "french"),
    [
        (None, "-", "-"), (0, "0 s", "0 s"), (59, "59 s", "59 s"), (60, "1 min", "1 min"),
        (3600, "1 h", "1 h"), (3900, "1 h 05", "1 h 05"), (86400, "1 d", "1 j"),
        (100_000, "1 d 3 h", "1 j 3 h"),
    ],
)  # fmt: skip
def test_durations(seconds: int | None, english: str, french: str) -> None:
    assert (duration(seconds, "en"), duration(seconds, "fr")) == (english, french)


def test_both_languages_say_the_same_things() -> None:
    english, french = WORDS["en"], WORDS["fr"]
    assert list(english) == list(french)
    for key, text in english.items():
        other = french[key]
        assert isinstance(text, str) == isinstance(other, str), key
        for one, two in zip(
            (text,) if isinstance(text, str) else text,
            (other,) if isinstance(other, str) else other,
            strict=True,
        ):
            assert set(re.findall(r"\{\w+\}", one)) == set(re.findall(r"\{\w+\}", two)), key
    assert all(f"problem.{name}" in english for name in PROBLEMS)
