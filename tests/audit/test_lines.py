"""Lines of an export, whatever their encoding and length."""

from __future__ import annotations

import io

import pytest

from replylint.audit.lines import Lines
from replylint.sources import FileError


def lines_of(data: bytes, *, encoding: str | None = None, limit: int = 1000) -> Lines:
    return Lines(io.BufferedReader(io.BytesIO(data)), encoding=encoding, limit=limit)  # type: ignore[type-var]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_common_encoding_is_read(encoding: str) -> None:
    text = "Réponse;été\r\n« déjà » – 5 €;x\r\n"
    assert list(lines_of(text.encode(encoding))) == text.splitlines(keepends=True)


def test_lines_that_are_not_utf8_are_counted() -> None:
    lines = lines_of("é\n".encode() + b"\xe9\n" + "è\n".encode() + b"\x81\n")
    assert list(lines) == ["é\n", "é\n", "è\n", "\ufffd\n"]
    assert lines.fallbacks == 2
    assert lines.number == 4


def test_a_wanted_encoding_is_kept_to() -> None:
    lines = lines_of(b"a\n\xe9\nb\n", encoding="utf-8")
    assert next(lines) == "a\n"
    with pytest.raises(FileError) as error:
        next(lines)
    assert error.value.line == 2
    assert next(lines) == "b\n"
    assert list(lines_of("é\n".encode("utf-16-le"), encoding="utf-16-le")) == ["é\n"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_without_end_is_skipped_without_being_read_whole(encoding: str) -> None:
    data = ("a\n" + "x" * 5000 + "\nb\n").encode(encoding)
    lines = lines_of(data, limit=100)
    assert next(lines) == "a\n"
    with pytest.raises(FileError, match="longer than 100 bytes") as error:
        next(lines)
    assert error.value.line == 2
    assert next(lines) == "b\n"
    assert lines.number == 3


def test_broken_utf16_ends_the_reading() -> None:
    lines = lines_of("a\nb\n".encode("utf-16") + b"\x00\xd8\n\0")
    found: list[str] = []
    with pytest.raises(FileError):
        found.extend(lines)
    assert list(lines) == []
