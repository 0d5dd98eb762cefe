"""The lines of an export, many at a time, whatever its encoding and however long one of them is."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.audit.exports.source import Stream

FALLBACK = "cp1252"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
BLOCK = 1 << 16


class Block(NamedTuple):
    """Some lines that follow each other, ends kept. number: of the first one, from 1."""

    number: int
    lines: list[str]


def blocks(stream: Stream, encoding: str | None, limit: int) -> Iterator[Block | FileError]:
    """All lines. In the place of one that is too long or not in the encoding stands what is wrong;
    where the stream breaks off, in the place of its last, partial line.

    Without an encoding, UTF-16 is known by its first bytes; else each line is read as UTF-8, or
    where it is not valid as CP1252, which is what spreadsheets write. limit: in bytes.
    """
    encoding = encoding or wide_encoding(stream.peek(200)[:200])
    read = _wide if _is_wide(encoding) else _narrow
    number = 1
    for piece in read(stream, encoding, limit):
        if isinstance(piece, FileError):
            piece.line = number
            number += 1
            yield piece
        elif piece:
            if number == 1:
                piece[0] = piece[0].removeprefix("\ufeff")
            yield Block(number, piece)
            number += len(piece)


def _narrow(stream: Stream, encoding: str | None, limit: int) -> Iterator[list[str] | FileError]:
    """Of an encoding in which a line end is one byte."""
    rest = b""
    skipping = False
    while data := stream.read1(BLOCK):
        end = data.rfind(b"\n") + 1
        if not end:
            if not skipping:
                rest += data
            if len(rest) > limit:
                rest, skipping = b"", True
            continue
        whole, data = data[:end], data[end:]
        if skipping:
            yield FileError("line-too-long", limit=limit)
            whole, skipping = whole[whole.index(b"\n") + 1 :], False
        yield from _decoded(rest + whole, encoding, limit)
        rest = data
    problem = _last_problem(stream, limit, skipping=skipping)
    if problem is not None:
        yield problem
    elif rest:
        yield from _decoded(rest, encoding, limit)


def _decoded(data: bytes, encoding: str | None, limit: int) -> Iterator[list[str] | FileError]:
    """Whole lines as text: all at once, or if that fails one by one."""
    try:
        lines = _split(data.decode(encoding or "utf-8"))
        if max(map(len, lines), default=0) * 4 <= limit:  # a character is up to four bytes
            yield lines
            return
    except UnicodeDecodeError:
        pass
    good: list[str] = []
    for line in data.split(b"\n"):
        line += b"\n"  # noqa: PLW2901
        read = _line(line, encoding, limit)
        if isinstance(read, str):
            good.append(read)
        else:
            yield good
            yield read
            good = []
    if good:  # what is behind the last line end
        last = good.pop()[:-1]
        yield [*good, last] if last else good


def _line(data: bytes, encoding: str | None, limit: int) -> str | FileError:
    if len(data) > limit:
        return FileError("line-too-long", limit=limit)
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding is None:
            # Five bytes mean nothing in CP1252.
            return data.decode(FALLBACK, "replace")
        byte = f"0x{data[error.start]:02X}"
        return FileError("encoding", encoding=encoding.upper(), byte=byte)


def _wide(stream: Stream, encoding: str | None, limit: int) -> Iterator[list[str] | FileError]:
    """Of UTF-16 or UTF-32, in which a line end is several bytes."""
    assert encoding is not None
    decoder = codecs.getincrementaldecoder(encoding)()
    rest = ""
    skipping = False
    data = b"\0"
    while data:
        data = stream.read1(BLOCK)
        try:
            text = rest + decoder.decode(data, final=not data)
        except UnicodeError:
            # Nothing behind it can be trusted: which byte begins a character is lost.
            yield FileError("encoding", encoding=encoding.upper(), byte="?")
            return
        *lines, rest = text.split("\n")
        if skipping and lines:
            yield FileError("line-too-long", limit=limit)
            skipping = False
            del lines[0]
        for line in lines:
            if len(line) * 2 > limit:
                yield FileError("line-too-long", limit=limit)
            else:
                yield [f"{line}\n"]
        if skipping or len(rest) * 2 > limit:
            rest, skipping = "", True
    problem = _last_problem(stream, limit, skipping=skipping)
    if problem is not None:
        yield problem
    elif rest:
        yield [rest]


def _last_problem(stream: Stream, limit: int, *, skipping: bool) -> FileError | None:
    """What is wrong with the last line, if it is known to be cut or too long."""
    if stream.damage is not None:
        return FileError(stream.damage)
    return FileError("line-too-long", limit=limit) if skipping else None


def _split(text: str) -> list[str]:
    """The lines of a text, ends kept; `splitlines` sees line ends where no editor does."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    if last:
        lines.append(last)
    return lines


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 where the first bytes say so: a byte order mark, or nearly every other byte null."""
    if head.startswith(_UTF16_BOMS):
        return "utf-16"
    head = head[:200]
    first, second = head[::2].count(0), head[1::2].count(0)
    enough = 0.4 * len(head)
    if len(head) >= 4 and second >= enough and not first:
        return "utf-16-le"
    if len(head) >= 4 and first >= enough and not second:
        return "utf-16-be"
    return None


def _is_wide(encoding: str | None) -> bool:
    return encoding is not None and encoding.lower().replace("_", "-").startswith(
        ("utf-16", "utf16", "utf-32", "utf32")
    )
