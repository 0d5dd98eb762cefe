"""Real replies, in every format and shape: the same exchanges, and times as SQL counts them."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from exports_made import FORMATS, SHAPES, folded, known, read, written

from replylint.audit.exchange import Exchange

SHARED = Path(__file__).parents[2] / "../shared/data/replies"
FILES = ("reviews_fr", "x_en_conversations", "x_fr_lowercased")

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="without the shared replies")


@cache
def rows_of(name: str) -> list[Mapping[str, Any]]:
    with (SHARED / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def direct(name: str) -> list[Exchange]:
    exchanges, rejected = read(SHARED / f"{name}.jsonl")
    assert not rejected
    return exchanges


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_exchanges(name: str, form: str, tmp_path: Path) -> None:
    path = written(tmp_path, form, FORMATS[form](rows_of(name)))
    exchanges, rejected = read(path)
    assert not rejected
    assert [known(e) for e in exchanges] == [known(e) for e in direct(name)]
    assert [e.reply for e in exchanges] == [e.reply for e in direct(name)]


def test_the_conversations_are_read_as_a_reader_would() -> None:
    exchanges = direct("x_en_conversations")
    rows = rows_of("x_en_conversations")
    assert [e.line for e in exchanges if e.reply] == [
        number for number, row in enumerate(rows, start=1) if not row["from_customer"]
    ]
    first = exchanges[0]
    assert first.reply is not None
    assert (first.reply.text, first.inbound) == (rows[1]["text"], rows[0]["text"])
    assert (first.agent, first.reply.author, first.reply.brand) == (
        "TeamYouTube", None, "TeamYouTube",
    )  # fmt: skip
    assert first.received_at == datetime.fromisoformat(rows[0]["at"])


def dated(rows: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The conversations with all dates: the missing ones some minutes after the message before."""
    chance = random.Random(5)
    found: list[Mapping[str, Any]] = []
    for row in rows:
        if row["at"] is not None:
            found.append(row)
        elif found and found[-1]["conversation"] == row["conversation"]:
            before = datetime.fromisoformat(found[-1]["at"])
            at = int(before.timestamp()) + chance.randrange(1, 20_000)
            found.append({**row, "at": datetime.fromtimestamp(at, before.tzinfo).isoformat()})
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_exchanges(shape: str, tmp_path: Path) -> None:
    rows = dated(rows_of("x_en_conversations"))
    expected, rejected = read(written(tmp_path, "plain.jsonl", FORMATS["a.jsonl"](rows)))
    assert not rejected
    name, convert = SHAPES[shape]
    exchanges, rejected = read(written(tmp_path, name, convert(rows)))
    assert not rejected
    found = sorted((folded(known(e)) for e in exchanges), key=str)
    assert found == sorted((folded(known(e)) for e in expected), key=str)


@pytest.mark.parametrize("disorder", ["as it is", "shuffled", "reversed"])
def test_response_times_are_those_of_sql(disorder: str, tmp_path: Path) -> None:
    rows = dated(rows_of("x_en_conversations"))
    if disorder == "shuffled":
        random.Random(3).shuffle(rows)
    elif disorder == "reversed":
        rows = rows[::-1]
    exchanges, _ = read(written(tmp_path, "a.csv", FORMATS["a.csv"](rows)))
    found = sorted(
        (e.reply.id or "", (e.sent_at - e.received_at).total_seconds())
        for e in exchanges
        if e.reply and e.sent_at and e.received_at
    )
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE m (id, conversation, from_customer, at REAL)")
    database.executemany(
        "INSERT INTO m VALUES (?, ?, ?, ?)",
        (
            (r["id"], r["conversation"], r["from_customer"],
             datetime.fromisoformat(r["at"]).timestamp())
            for r in rows
        ),
    )  # fmt: skip
    database.execute("CREATE INDEX c ON m (conversation)")
    wanted = database.execute(
        """
        SELECT r.id, r.at - (
            SELECT max(q.at) FROM m AS q
            WHERE q.conversation = r.conversation AND q.from_customer AND q.at <= r.at
        ) AS waited
        FROM m AS r WHERE NOT r.from_customer AND waited IS NOT NULL ORDER BY r.id
        """
    ).fetchall()
    assert len(found) > 1000
    assert [(i, round(s, 3)) for i, s in found] == [(i, round(s, 3)) for i, s in wanted]
    (unanswered,) = database.execute(
        """
        SELECT count(*) FROM m AS q WHERE q.from_customer AND NOT EXISTS (
            SELECT 1 FROM m AS r
            WHERE r.conversation = q.conversation AND NOT r.from_customer AND r.at >= q.at
        )
        """
    ).fetchone()
    assert sum(e.reply is None for e in exchanges) == unanswered
