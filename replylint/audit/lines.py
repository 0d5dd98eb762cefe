"""The lines of an export, one at a time, whatever its encoding and however long one of them is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from replylint.sources.file import FileError

if TYPE_CHECKING:
    from typing import TextIO

FALLBACK = "cp1252"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_UTF8_BOM = b"\xef\xbb\xbf"


class Lines:
    """Iterates over the lines of a stream, line ends kept.

    Without an encoding, a byte order mark decides, else each line is read as UTF-8, or where it
    is not valid as CP1252, which is what spreadsheets write. limit: the longest line, in bytes.
    Iterating raises FileError for a line that is too long or not in the encoding, and then goes
    on with the next one; for a stream that breaks off, in place of its last, partial line.

    number: of the line read last, from 1. position: bytes read so far. fallbacks: lines that were
    read as CP1252.
    """

    def __init__(
        self, stream: io.BufferedReader, *, encoding: str | None = None, limit: int
    ) -> None:
        head = stream.peek(200)[:200]
        encoding = encoding or wide_encoding(head)
        self._wide: TextIO | None = None
        if _is_wide(encoding):
            self._wide = io.TextIOWrapper(stream, encoding, newline="")
        self._stream = stream
        self._broke_off = False
        self._encoding = encoding
        self._limit = limit
        self._first = head.startswith(_UTF8_BOM)
        self.number = 0
        self.position = 0
        self.fallbacks = 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        self.number += 1
        line = self._wide_line() if self._wide is not None else self._line()
        if line[-1:] != "\n":  # the last line, or none
            damage = getattr(self._stream, "damage", None)
            if damage is not None and not self._broke_off:
                self._broke_off = True
                raise FileError(damage, line=self.number)
            if not line or damage is not None:
                self.number -= 1
                raise StopIteration
        return line

    def _line(self) -> str:
        data = self._stream.readline(self._limit + 1)
        self.position += len(data)
        if len(data) > self._limit:
            while data and not data.endswith(b"\n"):
                data = self._stream.readline(self._limit)
                self.position += len(data)
            raise FileError("line-too-long", line=self.number, limit=self._limit)
        if self._first:
            data = data.removeprefix(_UTF8_BOM)
            self._first = False
        try:
            return data.decode(self._encoding or "utf-8")
        except UnicodeDecodeError as error:
            if self._encoding is None:
                self.fallbacks += 1
                # Five bytes mean nothing in CP1252.
                return data.decode(FALLBACK, "replace")
            raise FileError(
                "encoding",
                line=self.number,
                encoding=self._encoding.upper(),
                byte=f"0x{data[error.start]:02X}",
            ) from None

    def _wide_line(self) -> str:
        """A line of UTF-16 or UTF-32, whose line ends are no single bytes."""
        assert self._wide is not None
        try:
            line = self._wide.readline(self._limit + 1)
            self.position += 2 * len(line)
            if len(line) <= self._limit:
                return line
            while line and not line.endswith("\n"):
                line = self._wide.readline(self._limit)
                self.position += 2 * len(line)
        except UnicodeError:
            # Nothing after it can be trusted: which byte begins a character is lost.
            self._wide = io.StringIO()
            raise FileError(
                "encoding", line=self.number, encoding=str(self._encoding).upper(), byte="?"
            ) from None
        raise FileError("line-too-long", line=self.number, limit=self._limit)


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
