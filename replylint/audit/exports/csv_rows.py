"""The rows of a CSV export, with whatever delimiter; a broken row never takes others with it."""

from __future__ import annotations

import csv
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.lines import blocks
from replylint.audit.exports.rows import SAMPLE, Row, RowError
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from replylint.audit.exports.lines import Block
    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.source import Part

DELIMITERS = ",;\t|"
_LOOKED_AT = 20


class CsvRecords:
    """A CSV export: the first line that is not empty is its header."""

    format = "csv"

    def __init__(self, part: Part, options: ExportOptions) -> None:
        self._part = part
        self._options = options
        hint, header, self._number = self._header_line()
        self.delimiter = options.delimiter or hint or guess_delimiter(header)
        try:
            self._header = next(csv.reader([header], delimiter=self.delimiter), [])
        except csv.Error:
            raise FileError("csv", line=self._number) from None
        self.columns = tuple(dict.fromkeys(cell.strip() for cell in self._header))
        self.sample = [row for row in islice(self.rows(), SAMPLE) if isinstance(row, Row)]

    def getter(self, column: str) -> Callable[[Any], Any]:
        """Of two columns with one name the first counts."""
        return itemgetter([cell.strip() for cell in self._header].index(column))

    def rows(self) -> Iterator[Row | FileError]:
        """The rows under the header."""
        csv.field_size_limit(max(csv.field_size_limit(), self._options.limit))
        with self._part.open() as stream:
            lines = blocks(stream, self._options.encoding, self._options.limit)
            reading = _Reading(lines, self.delimiter, self._header, self._options.limit)
            yield from reading.rows(self._number + 1)

    def _header_line(self) -> tuple[str | None, str, int]:
        """The delimiter that a hint of Excel names, the header, and in which line it is."""
        hint = None
        with self._part.open() as stream:
            for block in blocks(stream, self._options.encoding, self._options.limit):
                if isinstance(block, FileError):
                    raise block
                for number, line in enumerate(block.lines, start=block.number):
                    words = line.strip("\r\n ")
                    if hint is None and words[:4].lower() == "sep=" and len(words) == 5:
                        hint = words[4]
                    elif words.strip():
                        return hint, line, number
        raise FileError("no-rows")


def guess_delimiter(header: str) -> str:
    """The delimiter that a header line has most of, outside quotation marks; else the comma."""
    bare = "".join(header.split('"')[::2])
    best = max(DELIMITERS, key=bare.count)
    return best if best in bare else ","


class _Reading:
    """One way through the rows. Where a row comes to nothing, the lines that it took are looked at
    again: a quotation mark that is never closed would swallow the rest of the export."""

    def __init__(
        self, pieces: Iterator[Block | FileError], delimiter: str, header: list[str], limit: int
    ) -> None:
        self._pieces = pieces
        self._delimiter = delimiter
        self._header = header
        self._limit = limit
        self._taken: list[str] = []  # by the row that is being read
        self._first = 1  # the line where it begins
        self._waiting: list[str] = []  # lines not taken yet, the next one last
        self._next = 1  # the number of that one
        self._least = 1  # lines before this one are passed over

    def rows(self, least: int) -> Iterator[Row | FileError]:
        """The rows from a line on."""
        self._least = least
        taken, header = self._taken, self._header
        width = len(header)
        while True:
            reader = csv.reader(self._feed(), delimiter=self._delimiter, strict=True)
            try:
                for cells in reader:
                    if len(cells) == width:
                        if cells == header:
                            yield self._rejected("header-again")
                        else:
                            yield Row(self._first, cells)
                    elif cells:
                        yield self._uneven(cells)
                    taken.clear()
                return
            except csv.Error:
                yield self._rejected("csv")
                self._give_back()
            except FileError as error:
                yield from self._too_long(error)

    def _feed(self) -> Iterator[str]:
        """Lines for the csv module. Raises FileError where one cannot be read, or a row becomes
        too long."""
        taken, limit = self._taken, self._limit
        size = 0
        while True:
            waiting = self._waiting
            while waiting:
                line = waiting.pop()
                if taken:
                    size += len(line)
                else:
                    self._first, size = self._next, len(line)
                self._next += 1
                taken.append(line)
                if size > limit:
                    raise FileError("row-too-long", limit=limit)
                yield line
            piece = next(self._pieces, None)
            if piece is None:
                return
            if isinstance(piece, FileError):
                raise piece
            skipped = max(0, self._least - piece.number)
            self._waiting = piece.lines[skipped:][::-1]
            self._next = piece.number + skipped

    def _rejected(self, key: str, **params: object) -> RowError:
        return RowError(key, line=self._first, raw="".join(self._taken[:_LOOKED_AT]), **params)

    def _uneven(self, cells: list[str]) -> Row | RowError:
        width = len(self._header)
        if any(cell.strip() for cell in cells[width:]):
            return self._rejected("cells", found=len(cells), columns=width)
        if len(cells) < width and not self._taken[-1].endswith(("\n", "\r")):
            return self._rejected("cut")
        problems = ("uneven-row",) if len(cells) < width else ()
        return Row(self._first, (cells + [""] * width)[:width], problems)

    def _too_long(self, error: FileError) -> Iterator[FileError]:
        """Go on behind a line that cannot be read, or a row of many lines over the limit."""
        if error.key != "row-too-long":  # of the lines: that one is gone
            if self._taken:
                yield self._rejected("csv")
            yield error
            self._give_back()
            return
        yield self._rejected("row-too-long", limit=self._limit)
        if not self._give_back():
            self._pass_over()

    def _give_back(self) -> bool:
        """Take all lines but the first as not yet read, if they look like rows of their own."""
        rest = self._taken[1:]
        self._taken.clear()
        looked_at = rest[:_LOOKED_AT]
        if 2 * sum(map(self._is_row, looked_at)) < len(looked_at):
            return False
        self._waiting += reversed(rest)
        self._next -= len(rest)
        return True

    def _is_row(self, line: str) -> bool:
        try:
            cells = next(csv.reader([line], delimiter=self._delimiter, strict=True), [])
        except csv.Error:
            return False
        return len(cells) == len(self._header)

    def _pass_over(self) -> None:
        """Skip the rest of a row whose quoted cell goes on: up to the mark that closes it."""
        try:
            for line in self._feed():
                self._taken.clear()
                if line.count('"') % 2:
                    return
        except FileError:
            self._pass_over()
