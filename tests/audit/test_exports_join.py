"""Messages brought together: order, clocks, duplicates, and any number of them."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from exports_made import as_jsonl, as_zip, known, read_bytes

from replylint.audit.exports.seen import Seen

START = datetime.fromisoformat("2026-03-02T10:00:00+00:00")


def row(
    conversation: str, number: int, side: str, minutes: float | None, text: str = ""
) -> dict[str, Any]:
    at = (START + timedelta(minutes=minutes)).isoformat() if minutes is not None else None
    return {"id": f"{conversation}{number}", "conversation": conversation, "direction": side,
            "at": at, "text": text or f"{side} {number}"}  # fmt: skip


ORDERLY = [
    row(f"o{n}", place, "in" if place % 2 == 0 else "out", n * 60 + place * 20)
    for n in range(10)
    for place in range(4)
]


def test_a_clock_that_is_a_little_off() -> None:
    rows = [*ORDERLY, row("a", 0, "in", 0), row("a", 1, "out", -1)]
    exchanges, _ = read_bytes(as_jsonl(rows))
    last = exchanges[-1]
    assert (last.inbound, last.problems) == ("in 0", ("clock-skew",))
    assert not any(e.problems for e in exchanges[:-1])


def test_a_reply_that_stands_before_its_question() -> None:
    rows = [*ORDERLY, row("a", 1, "out", 30), row("a", 0, "in", 0)]
    exchanges, _ = read_bytes(as_jsonl(rows))
    assert (exchanges[-1].inbound, exchanges[-1].problems) == ("in 0", ())
    rows = [*ORDERLY, row("a", 1, "out", 0), row("a", 0, "in", 30)]
    exchanges, _ = read_bytes(as_jsonl(rows))
    early, waiting = exchanges[-2:]
    assert (early.inbound, early.problems) == (None, ("reply-before-question",))
    assert (waiting.reply, waiting.inbound) == (None, "in 0")


def test_the_newest_may_come_first() -> None:
    expected = [known(e) for e in read_bytes(as_jsonl(ORDERLY))[0]]
    turned, _ = read_bytes(as_jsonl(ORDERLY[::-1]))
    assert sorted(map(known, turned), key=str) == sorted(expected, key=str)
    one_chat = [row("a", 1, "out", 1), row("a", 0, "in", 0)]
    assert read_bytes(as_jsonl(one_chat))[0][0].inbound == "in 0"


@pytest.mark.parametrize("seed", range(5))
def test_scattered_messages_give_what_those_together_give(seed: int) -> None:
    expected = sorted((known(e) for e in read_bytes(as_jsonl(ORDERLY))[0]), key=str)
    rows = ORDERLY.copy()
    random.Random(seed).shuffle(rows)
    exchanges, rejected = read_bytes(as_jsonl(rows))
    assert not rejected
    assert sorted(map(known, exchanges), key=str) == expected


def test_messages_without_dates_stay_where_they_stand() -> None:
    rows = [
        row("a", 0, "in", 5),
        row("a", 1, "out", None),
        row("a", 2, "in", 60),
        row("a", 3, "out", None),
    ]
    exchanges, _ = read_bytes(as_jsonl(rows))
    assert [(e.inbound, e.turn, e.sent_at) for e in exchanges] == [
        ("in 0", 1, None),
        ("in 2", 2, None),
    ]


def test_messages_without_a_conversation_stand_alone() -> None:
    rows = [{**r, "conversation": None} for r in ORDERLY[:4]]
    exchanges, _ = read_bytes(as_jsonl([*ORDERLY, *rows]))
    alone = exchanges[-4:]
    assert [(e.reply is None, e.turn) for e in alone] == [(True, None), (False, 1)] * 2
    assert [e.inbound for e in alone if e.reply] == [None, None]


def test_the_same_message_twice_is_counted_once_and_named() -> None:
    other = {**ORDERLY[1], "text": "corrected"}
    rows = [*ORDERLY[:4], ORDERLY[1], other, *ORDERLY[4:8], ORDERLY[2]]
    exchanges, rejected = read_bytes(as_jsonl(rows))
    assert [(error.key, error.line) for error in rejected] == [("duplicate", 5), ("duplicate", 11)]
    assert [e.problems for e in exchanges if e.reply and e.reply.text == "corrected"] == [
        ("duplicate-id",)
    ]


def test_who_wrote_must_be_told() -> None:
    rows: list[dict[str, Any]] = [
        *ORDERLY,
        *({**row("z", n, "in", 0), "direction": None} for n in range(2)),
    ]
    exchanges, rejected = read_bytes(as_jsonl(rows))
    assert [(error.key, error.line) for error in rejected] == [("no-side", 41), ("no-side", 42)]
    assert len(exchanges) == 20


def test_the_thread_is_bounded() -> None:
    rows = [
        row("a", n, "in" if n % 2 == 0 else "out", n, f"text {n} " + "x" * 9000) for n in range(40)
    ]
    exchanges, _ = read_bytes(as_jsonl(rows), thread=4)
    last = exchanges[-1].reply
    assert last is not None
    assert [text[:7].strip() for text in last.thread] == [
        "text 35",
        "text 36",
        "text 37",
        "text 38",
    ]
    assert max(map(len, last.thread)) == 4000
    assert last.turn == 20


def test_a_conversation_without_end_does_not_fill_the_memory() -> None:
    rows = [row("a", n, "in" if n % 2 == 0 else "out", n / 10) for n in range(12_001)]
    for order in (rows, [*rows[6000:], *rows[:6000], row("b", 1, "in", 0), rows[0]]):
        exchanges, _ = read_bytes(as_jsonl(order))
        assert sum(e.reply is not None for e in exchanges) == 6000


def test_files_of_a_zip_are_joined_and_counted_on() -> None:
    files = {f"{n}.jsonl": as_jsonl(ORDERLY[n::3]) for n in range(3)}
    exchanges, rejected = read_bytes(as_zip(files))
    assert not rejected
    expected = sorted((known(e) for e in read_bytes(as_jsonl(ORDERLY))[0]), key=str)
    assert sorted(map(known, exchanges), key=str) == expected
    assert len({e.line for e in exchanges}) == len(exchanges)


def test_keys_are_remembered_on_disk_too() -> None:
    seen = Seen(in_memory=100)
    numbers = [random.Random(1).randrange(2000) for _ in range(10)] + [n % 700 for n in range(3000)]
    known_before: set[int] = set()
    for number in numbers:
        assert seen.add(f"k{number}") is (number not in known_before)
        known_before.add(number)


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    rows = ORDERLY.copy()
    random.Random(3).shuffle(rows)
    read_bytes(as_jsonl(rows))
    assert not list(tmp_path.iterdir())
