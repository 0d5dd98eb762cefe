"""When the next reply of a conversation came, as exports of each shape tell it."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import pytest

from replylint.audit.exchange import NEVER, Exchange
from replylint.audit.exports import ExportOptions, open_export

DAY = "2026-03-04T"


def exchanges(path: Path) -> dict[int, Exchange]:
    with open_export(str(path), ExportOptions()) as export:
        found = [one for one in export.exchanges() if isinstance(one, Exchange)]
    return {one.line: one for one in found if one.reply is not None}


def test_in_conversations(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        ("c1", "true", "Where is it?", f"{DAY}08:00:00Z"),
        ("c1", "false", "We'll get back to you within 2 hours 1/2", f"{DAY}08:05:00Z"),
        ("c2", "true", "And mine?", f"{DAY}08:06:00Z"),
        ("c1", "false", "as the depot is closed. 2/2", f"{DAY}08:06:00Z"),
        ("c1", "true", "ok", f"{DAY}08:10:00Z"),
        ("c1", "false", "It left today.", f"{DAY}09:00:00Z"),
        ("c2", "false", "It is in the post.", ""),
        ("c2", "false", "It has arrived.", f"{DAY}12:00:00Z"),
    ]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("conversation", "from_customer", "text", "created_at"), *rows])
    found = exchanges(path)
    nine = datetime.fromisoformat(f"{DAY}09:00:00+00:00")
    assert {line: one.next_at for line, one in found.items()} == {
        3: nine, 5: nine, 7: NEVER, 8: None, 9: NEVER,
    }  # fmt: skip


@pytest.mark.parametrize("gap", ["08:07:00", "08:40:00"])
def test_in_threads_of_answers(tmp_path: Path, gap: str) -> None:
    path = tmp_path / "twcs.csv"
    head = ("tweet_id", "author_id", "inbound", "created_at", "text", "response_tweet_id",
            "in_response_to_tweet_id")  # fmt: skip

    def at(clock: str) -> str:
        return f"Wed Mar 04 {clock} +0000 2026"

    rows = [
        ("1", "115712", "True", at("08:00:00"), "@acme where is it?", "2", ""),
        (
            "2",
            "acme",
            "False",
            at("08:05:00"),
            "@115712 We'll be in touch within 2 hours",
            "3",
            "1",
        ),
        ("3", "acme", "False", at(gap), "@115712 as the depot is closed. ^JL", "4", "2"),
        ("4", "115712", "True", at("09:00:00"), "@acme ok", "5", "3"),
        ("5", "acme", "False", at("09:30:00"), "@115712 It left today. ^JL", "", "4"),
    ]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    found = {one.reply.id: one.next_at for one in exchanges(path).values() if one.reply}
    last = datetime.fromisoformat(f"{DAY}09:30:00+00:00")
    part = datetime.fromisoformat(f"{DAY}{gap}+00:00")
    assert found == {"2": last if gap == "08:07:00" else part, "3": last, "5": NEVER}
