"""Lines of an export, whatever their encoding and length."""

from __future__ import annotations

import io
from typing import Any

import pytest

from replylint.audit.exports.lines import blocks
from replylint.audit.exports.source import Stream
from replylint.sources import FileError


def lines_of(data: bytes, *, encoding: str | None = None, limit: int = 100_000) -> list[Any]:
    """Each line with its number, or the key of what is wrong with it."""
    found: list[Any] = []
    for block in blocks(Stream(io.BytesIO(data)), encoding, limit):
        if isinstance(block, FileError):
            found.append((block.line, block.key))
        else:
            found += enumerate(block.lines, start=block.number)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", ""])
def test_every_common_encoding_is_read(encoding: str, end: str) -> None:
    text = f"Reply;when\r\n« déjà » – 5 €;x\r\n\r\nlast{end}"
    lines = text.splitlines(keepends=True)
    assert lines_of(text.encode(encoding)) == [*enumerate(lines, start=1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_lines_over_several_reads(encoding: str) -> None:
    lines = [f"{number} é{'x' * (number % 700)}\n" for number in range(3000)]
    assert lines_of("".join(lines).encode(encoding)) == [*enumerate(lines, start=1)]


def test_lines_that_are_not_utf8_are_read_as_cp1252() -> None:
    data = "é\n".encode() + b"\xe9\n" + "è\n".encode() + b"\x81\n\xe8"
    assert [line for _, line in lines_of(data)] == ["é\n", "é\n", "è\n", "\ufffd\n", "è"]


def test_a_wanted_encoding_is_kept_to() -> None:
    assert lines_of(b"a\n\xe9\nb\n\xe9", encoding="utf-8") == [
        (1, "a\n"), (2, "encoding"), (3, "b\n"), (4, "encoding"),
    ]  # fmt: skip
    assert lines_of("é\n".encode("utf-16-le"), encoding="utf-16-le") == [(1, "é\n")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("size", [150, 70_000, 300_000])
def test_a_line_that_is_too_long_is_passed_over(encoding: str, size: int) -> None:
    text = f"a\n{'x' * size}\nb\n{'y' * size}"
    assert lines_of(text.encode(encoding), limit=100) == [
        (1, "a\n"), (2, "line-too-long"), (3, "b\n"), (4, "line-too-long"),
    ]  # fmt: skip


def test_where_wide_text_is_broken_nothing_more_is_read() -> None:
    data = "a\nb\n".encode("utf-16") + b"\x00\xd8\x00\xd8" + "c\n".encode("utf-16-le")
    assert lines_of(data)[-1][1] == "encoding"


def test_other_characters_that_part_lines_stay_in_them() -> None:
    text = "a\u2028b\x0bc\x85d\n"
    assert lines_of(text.encode()) == [(1, text)]
