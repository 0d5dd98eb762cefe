"""Exports that are cut, damaged, mixed up or made to do harm: counted and named, never a traceback."""

from __future__ import annotations

import gzip
import io
import json
import random
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from exports_made import FORMATS, SHAPES, as_csv, as_jsonl, as_zip, read_bytes

from replylint.audit.exports import ExportOptions, open_export
from replylint.audit.tables import reject_values
from replylint.errors import ReplylintError

ROWS: list[Mapping[str, Any]] = [
    {
        "id": f"m{number}",
        "conversation": f"c{number // 3}",
        "from_customer": number % 3 != 2,
        "author": "AskExample" if number % 3 == 2 else f"ann{number // 3}",
        "at": f"2026-03-{1 + number // 20:02}T{number % 20:02}:15:00+00:00",
        "text": f"Café n°{number} — “it's here” & there;\nthank you | \U0001f60a",
    }
    for number in range(60)
]
PAIRS = [
    {"reply": f"Hello Ann, parcel {number} leaves today.", "question": "Where?", "id": f"r{number}"}
    for number in range(40)
]


def attempt(data: bytes, **options: Any) -> Counter[str]:
    """What comes of an export, whatever it is; anything but an error with a remedy is a failure."""
    found: Counter[str] = Counter()
    try:
        with open_export(io.BytesIO(data), ExportOptions(**options)) as export:
            for item in export.exchanges():
                if isinstance(item, ReplylintError):
                    found[item.key] += 1
                    assert item.say("fr") != item.say("en")
                    assert reject_values(item, "en")
                else:
                    found["replies" if item.reply is not None else "unanswered"] += 1
    except ReplylintError as error:
        assert str(error)
        found["refused"] += 1
    return found


EVERYTHING = {
    **{name: make(ROWS) for name, make in FORMATS.items()},
    **{name: make(ROWS) for name, (_, make) in SHAPES.items()},
}


@pytest.mark.parametrize("name", EVERYTHING)
def test_cut_anywhere(name: str) -> None:
    data = EVERYTHING[name]
    whole = attempt(data)
    assert whole["replies"] == 20
    assert set(whole) == {"replies"}
    chance = random.Random(name)
    for _ in range(25):
        found = attempt(data[: chance.randrange(len(data))])
        assert found["replies"] <= 20


@pytest.mark.parametrize("name", EVERYTHING)
def test_damaged_anywhere(name: str) -> None:
    chance = random.Random(name)
    for _ in range(25):
        data = bytearray(EVERYTHING[name])
        for _ in range(chance.randrange(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        attempt(bytes(data))


@pytest.mark.parametrize("form", ["a.csv", "a.jsonl", "array.json", "a.csv.gz"])
def test_what_stands_before_a_cut_is_read(form: str) -> None:
    data = FORMATS[form](ROWS)
    for share in (0.5, 0.9, 0.99):
        found = attempt(data[: int(len(data) * share)])
        least = 20 * share * 0.6 if form.endswith("gz") else 20 * share - 2
        assert found["replies"] >= least, (share, found)
        assert "refused" not in found


def test_a_cut_gz_is_named_and_no_half_reply_comes_of_it() -> None:
    data = gzip.compress(as_csv(PAIRS))
    exchanges, rejected = read_bytes(data[:-40])
    whole = {row["reply"] for row in PAIRS}
    assert {e.reply.text for e in exchanges if e.reply} < whole
    assert [error.key for error in rejected] == ["cut"]
    assert rejected[0].line == len(exchanges) + 2


def test_a_quotation_mark_that_is_never_closed_loses_one_row() -> None:
    lines = as_csv(PAIRS).decode().splitlines()
    lines[5] = f'"{lines[5]}'
    exchanges, rejected = read_bytes("\n".join(lines).encode())
    assert len(exchanges) == len(PAIRS) - 1
    assert [(error.key, error.line) for error in rejected] == [("csv", 6)]
    assert getattr(rejected[0], "raw", "") == f"{lines[5]}\n"


def test_a_hundred_megabytes_in_one_cell_cost_one_row_and_little_memory() -> None:
    class Big(io.RawIOBase):
        """An export with a cell of `pieces`, made as it is read."""

        def __init__(self, piece: bytes, times: int) -> None:
            before = as_csv(PAIRS[:5])
            self.pieces = iter([before, b'"', *[piece] * times, b'",q,big\r\n', as_csv(PAIRS)[19:]])
            self.rest = b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            piece = self.rest or next(self.pieces, b"")
            piece, self.rest = piece[: len(buffer)], piece[len(buffer) :]
            buffer[: len(piece)] = piece
            return len(piece)

    for piece, times in ((b"x" * 60_000, 1_700), (b"my words; they go on\n" * 2_800, 100)):
        data = io.BufferedReader(Big(piece, times), 1 << 16)  # type: ignore[arg-type]
        tracemalloc.start()
        with open_export(data) as export:
            found = list(export.exchanges())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        errors = [item for item in found if isinstance(item, ReplylintError)]
        assert len(found) - len(errors) == 45 - 5  # five of them came before
        assert Counter(error.key for error in errors) == {
            errors[0].key: 1, "duplicate": 5,
        }  # fmt: skip
        assert errors[0].key in ("line-too-long", "row-too-long")
        assert errors[0].line == 7
        assert peak < 12_000_000


def test_a_huge_value_in_json_costs_one_row() -> None:
    huge = {"reply": "x" * 3_000_000}
    for data in (
        as_jsonl([PAIRS[0], huge, PAIRS[1]]),
        json.dumps([PAIRS[0], huge, PAIRS[1]]).encode(),
    ):
        exchanges, rejected = read_bytes(data)
        assert [e.reply.id for e in exchanges if e.reply] == ["r0", "r1"]
        assert len(rejected) == 1
        assert rejected[0].key in ("line-too-long", "row-too-long")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives may unpack to 200 kB, however small they are."""
    monkeypatch.setattr("replylint.audit.exports.source.FREE", 200_000)
    monkeypatch.setattr("replylint.audit.exports.zipped.FREE", 200_000)


@pytest.mark.usefixtures("small")
def test_a_bomb_is_refused_or_read_up_to_a_bound() -> None:
    bomb = b"reply\nHello\n" + b"0" * 3_000_000
    with pytest.raises(ReplylintError, match="unpacks to far more"):
        read_bytes(as_zip({"a.csv": bomb}))
    exchanges, rejected = read_bytes(gzip.compress(bomb))
    assert [e.reply.text for e in exchanges if e.reply] == ["Hello"]
    assert [error.key for error in rejected] == ["unpacks-to-too-much"]
    with pytest.raises(ReplylintError, match="unpacks to far more"):
        read_bytes(as_zip({"[Content_Types].xml": b"", "xl/workbook.xml": b" " * 3_000_000}))


@pytest.mark.usefixtures("small")
def test_a_zip_that_lies_about_sizes_is_stopped() -> None:
    data = bytearray(as_zip({"a.csv": b"reply\nHello\n" + b"Hello again\n" * 300_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")  # the size that the directory gives
    assert attempt(bytes(data))["replies"] < 20_000


def test_other_archives_and_files_are_refused_by_name() -> None:
    for head, name in (
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0" * 9, "XLS"),
        (b"BZh91AY", "bzip2"),
    ):
        with pytest.raises(ReplylintError, match=name):
            read_bytes(head)
    with pytest.raises(ReplylintError, match="binary"):
        read_bytes(bytes(range(1, 256)) * 4 + b"\0" * 500)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.md", "hello")
    with pytest.raises(ReplylintError, match="no rows"):
        read_bytes(out.getvalue())


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\xef\xbb\xbf", b"[]", b"{}", b'{"tickets": []}', b"reply\n"]
)
def test_nothing_to_read(data: bytes) -> None:
    found = attempt(data)
    assert found["replies"] == 0


def test_mixed_encodings() -> None:
    data = b"reply,id\n" + "Café,1\n".encode() + "Café,2\n".encode("cp1252") + b"Caf\x81\xc3,3\n"
    exchanges, rejected = read_bytes(data)
    assert [e.reply.text for e in exchanges if e.reply] == ["Café", "Café", "Caf\ufffdÃ"]
    assert not rejected
    exchanges, rejected = read_bytes(data, encoding="utf-8")
    assert [(error.key, error.line) for error in rejected] == [("encoding", 3), ("encoding", 4)]
    exchanges, _ = read_bytes(b'[{"reply": "Caf\xe9"}, {"reply": "Caf\xc3\xa9"}]')
    assert [e.reply.text for e in exchanges if e.reply] == ["Café", "Café"]


def test_uneven_rows_and_a_header_again() -> None:
    data = b"id,reply,channel\n1,Hello,email\n2,Hi\n3,Hey,email,\n4,Yo,email,x\nid,reply,channel\n5,Hullo,email\n6,Cut"
    exchanges, rejected = read_bytes(data)
    assert [(e.line, e.problems) for e in exchanges] == [
        (2, ()), (3, ("uneven-row",)), (4, ()), (7, ()),
    ]  # fmt: skip
    assert [(error.line, error.key) for error in rejected] == [
        (5, "cells"), (6, "header-again"), (8, "cut"),
    ]  # fmt: skip


def test_wrong_dates_and_values_are_left_out_and_named() -> None:
    rows = [
        {"reply": "Hello", "sent_at": at, "channel": "email", "turn": "1"}
        for at in (
            "2026-02-30",
            "yesterday",
            "0000-00-00 00:00:00",
            "9999999999999999",
            "3026-01-01",
            "-1",
        )
    ]
    for data in (as_csv(rows), as_jsonl(rows)):
        exchanges, rejected = read_bytes(data)
        assert not rejected
        assert [(e.sent_at, e.problems) for e in exchanges] == [(None, ("no-date",))] * len(rows)
    odd = [
        {
            "reply": "Hello",
            "channel": "Minitel",
            "visibility": "maybe",
            "language": "42",
            "turn": "first",
        }
    ]
    exchanges, _ = read_bytes(as_csv(odd), channels={"email": "email"})
    assert exchanges[0].reply is not None
    assert exchanges[0].problems == ("no-channel", "odd-value", "odd-value", "odd-value")


def test_odd_types_in_json() -> None:
    rows: list[Any] = [
        {"reply": "Hello", "question": None, "id": 7, "channel": ["email"], "sent_at": {"a": 1}},
        {"reply": None, "question": "Anybody?"},
        {"reply": {"text": "no"}, "question": []},
        {"reply": 42.0, "question": True, "sent_at": 1772359200},
        ["no", "object"], None, 3,
    ]  # fmt: skip
    exchanges, rejected = read_bytes(as_jsonl(rows))
    assert [e.reply.text if e.reply else None for e in exchanges] == ["Hello", None, "42"]
    assert exchanges[0].problems == ("no-channel", "no-date")
    assert exchanges[1].inbound == "Anybody?"
    assert [error.key for error in rejected] == ["no-text", *["json-object"] * 3]
    assert [error.line for error in rejected] == [3, 5, 6, 7]


def test_null_bytes_and_control_characters_pass() -> None:
    exchanges, _ = read_bytes(b"reply,id\nHel\0lo\x1b[31m,1\n" + b"Hi,2\n" * 30)
    assert exchanges[0].reply is not None
    assert exchanges[0].reply.text == "Hel\0lo\x1b[31m"


def test_deep_nesting_is_a_bad_row() -> None:
    deep = b'{"reply": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    for data in (b'{"reply": "Hello"}\n' + deep + b'\n{"reply": "Hi"}\n',
                 b'[{"reply": "Hello"},\n' + deep + b',\n{"reply": "Hi"}]'):  # fmt: skip
        exchanges, rejected = read_bytes(data)
        assert len(exchanges) == 2
        assert [(error.key, error.line) for error in rejected] == [("json", 2)]


def test_a_broken_object_in_an_array_loses_only_itself() -> None:
    rows = [json.dumps(row) for row in PAIRS]
    for number, broken in ((3, rows[3][:-1]), (5, rows[5].replace('"', "", 1)), (7, rows[7][:20])):
        changed = [*rows[:number], broken, *rows[number + 1 :]]
        exchanges, rejected = read_bytes(("[" + ",\n".join(changed) + "]").encode())
        assert len(exchanges) == len(rows) - 1, broken
        assert [(error.key, error.line) for error in rejected] == [("json", number + 1)]


def test_what_is_rejected_is_written_masked() -> None:
    data = b'id,reply\n1,"Hello"x\n2,Hello,write to ann.smith@example.com or 4111 1111 1111 1111\n'
    _, rejected = read_bytes(data)
    rows = [reject_values(error, "en") for error in rejected]
    assert [row[:2] for row in rows] == [(2, "csv"), (3, "cells")]
    assert rows[0][3] == '•,"Hello"x'
    assert "4111" not in str(rows[1])
    assert "ann.smith" not in str(rows[1])
    assert str(rows[1][3]).startswith("•,Hello,write to ")
