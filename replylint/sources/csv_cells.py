"""The cells of a CSV file, each code point with its place in the file (RFC 4180)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.sources.file import FileError
from replylint.sources.mapped import Mapped, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DELIMITERS = ",;\t|"


def guess_delimiter(content: str) -> str:
    """The delimiter that stands most often, outside quotes, in the first line."""
    counts = dict.fromkeys(_DELIMITERS, 0)
    quoted = False
    for character in content:
        if character == '"':
            quoted = not quoted
        elif character in "\r\n" and not quoted:
            break
        elif character in counts and not quoted:
            counts[character] += 1
    best = max(counts, key=lambda delimiter: counts[delimiter])
    return best if counts[best] else ","


def rows(content: str, delimiter: str) -> Iterator[list[Mapped]]:
    """Each row's cells; empty lines are passed over.

    Raises FileError for a quote that is never closed, with the line where it opens.
    """
    at = 1 if content.startswith("\ufeff") else 0
    end = len(content)
    cells: list[Mapped] = []
    while at < end:
        cell, at = _cell(content, at, delimiter)
        cells.append(cell)
        if at < end and content[at] == delimiter:
            at += 1
            if at == end:
                cells.append(plain(content, at, at))
            elif content[at] not in "\r\n":
                continue
            else:
                cells.append(plain(content, at, at))
        while at < end and content[at] in "\r\n":
            at += 2 if content.startswith("\r\n", at) else 1
        if len(cells) > 1 or cells[0].text:
            yield cells
        cells = []


def _cell(content: str, at: int, delimiter: str) -> tuple[Mapped, int]:
    if not content.startswith('"', at):
        end = at
        while end < len(content) and content[end] not in (delimiter, "\r", "\n"):
            end += 1
        cell = plain(content, at, end)
        return Mapped(cell.text, cell.starts, cell.ends, at, _write_bare(delimiter)), end
    opened = at
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at += 1
    while True:
        close = content.find('"', at)
        if close < 0:
            raise FileError("csv-quote", line=content.count("\n", 0, opened) + 1)
        characters += content[at:close]
        starts += range(at, close)
        ends += range(at + 1, close + 1)
        if not content.startswith('""', close):
            break
        characters.append('"')
        starts.append(close)
        ends.append(close + 2)
        at = close + 2
    after = close + 1
    while after < len(content) and content[after] not in (delimiter, "\r", "\n"):
        # What follows a closing quote belongs to the cell, as the csv module reads it.
        characters.append(content[after])
        starts.append(after)
        ends.append(after + 1)
        after += 1
    return Mapped("".join(characters), starts, ends, opened + 1, _write_quoted), after


def _write_quoted(replacement: str) -> str:
    return replacement.replace('"', '""')


def _write_bare(delimiter: str) -> Callable[[str], str | None]:
    """A cell without quotes cannot hold what would end it."""

    def write(replacement: str) -> str | None:
        odd = any(character in replacement for character in (delimiter, '"', "\r", "\n"))
        return None if odd else replacement

    return write
