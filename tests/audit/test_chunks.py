"""Exchanges come out of a chunk as they went in, and chunks end where the export says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from replylint import Reply
from replylint.audit.chunks import chunked, unpack
from replylint.audit.exchange import Exchange
from replylint.audit.exports.rows import RowError
from replylint.sources.file import FileError

AT = datetime(2026, 3, 1, 10, 0, 0, 123457, tzinfo=UTC)
REPLY = Reply("Hi", "x", inbound="Why? \ud83d", author="Ann", customer="@bo", id="1", sent_at=AT,
              received_at=AT - timedelta(minutes=5), turn=2, history=("a", "b"), thread=("c",),
              visibility="public", language="en", brand="Lumea", kind="draft")  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        Exchange(7, REPLY, "Why? \ud83d", "Ann", "x", "c1", AT, AT - timedelta(minutes=5), 2,
                 ("clock-skew",), AT + timedelta(days=2)),
        Exchange(8, None, "Anybody?", None, None, None, None, AT),
        Exchange(9, Reply("Hi")),
        Exchange(10, Reply("Hi", sent_at=AT), sent_at=AT + timedelta(microseconds=1)),
        Exchange(11, Reply("", sent_at=AT.astimezone(timezone(timedelta(hours=2))))),
        Exchange(12, Reply("Hi"), sent_at=datetime(1, 1, 1, 0, 0, 0, 7, tzinfo=UTC)),
        Exchange(13, Reply("Hi"), sent_at=datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
        Exchange(14, Reply("Hi", sent_at=datetime(1970, 1, 1, tzinfo=UTC))),
        Exchange(15, Reply("Hi", sent_at=datetime(2026, 1, 1))),
    ],
)  # fmt: skip
def test_an_exchange_arrives_as_it_was(item: Exchange) -> None:
    (chunk,) = chunked([item])
    assert list(unpack(chunk.data)) == [item]


def test_a_rejected_row_arrives_as_it_was() -> None:
    sent = RowError("cells", line=4, raw="a;b;c", found=3, columns=2)
    (chunk,) = chunked([sent, FileError("csv", line=5)])
    first, second = unpack(chunk.data)
    assert isinstance(first, RowError)
    assert isinstance(second, FileError)
    assert (first.line, str(first), first.raw) == (4, str(sent), "a;b;c")
    assert (second.line, str(second)) == (5, str(FileError("csv")))


def test_every_microsecond_arrives() -> None:
    items = [Exchange(n, Reply("Hi"), sent_at=AT + timedelta(microseconds=n)) for n in range(2000)]
    (chunk,) = chunked(items)
    assert list(unpack(chunk.data)) == items


def test_chunks_end_by_number_and_by_length() -> None:
    items = [Exchange(n, Reply("Hi")) for n in range(2, 12)]
    chunks = list(chunked(items, 4))
    assert [(c.items, c.last, c.lines) for c in chunks] == [
        (4, 4, (2, 5)), (4, 8, (6, 9)), (2, 10, (10, 11)),
    ]  # fmt: skip
    assert [c.last for c in chunked(items, 4, done=20)] == [24, 28, 30]
    long = [Exchange(n, Reply("x" * 900_000)) for n in range(7)]
    assert [c.items for c in chunked(long, 4)] == [3, 3, 1]
    assert list(chunked([])) == []
