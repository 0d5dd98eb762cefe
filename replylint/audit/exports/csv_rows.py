"""The rows of a CSV export, with whatever delimiter; a broken row never takes others with it."""

from __future__ import annotations

import csv
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.lines import BLOCK, blocks
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
        # Rows are measured when the next lines are asked for, so that the module's own limit, for
        # all readers of the process, is only met by what they would not let through.
        most = self._options.limit + 16 * BLOCK
        csv.field_size_limit(max(csv.field_size_limit(), most))
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
    again: a quotation mark that is never closed would swallow the rest of the export.

    The csv module reads line after line without any code of ours in between; its count of lines
    tells which ones a row took.
    """

    def __init__(
        self, pieces: Iterator[Block | FileError], delimiter: str, header: list[str], limit: int
    ) -> None:
        self._pieces = pieces
        self._delimiter = delimiter
        self._header = header
        self._limit = limit
        self._least = 1  # lines before this one are passed over
        self._waiting: tuple[int, list[str]] = 1, []  # to be read first, and their first number
        self._window: list[str] = []  # what the reader was given, from line `_base` of it on
        self._base = 0
        self._start = 0  # so many lines of the reader were taken by the rows before this one
        self._offset = 0  # from the reader's lines to the export's

    def rows(self, least: int) -> Iterator[Row | FileError]:
        """The rows from a line on."""
        self._least = least
        header, width = self._header, len(self._header)
        bounded = self._limit >= BLOCK
        while True:
            lines = chain.from_iterable(self._blocks())
            reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
            try:
                for cells in reader:
                    start, self._start = self._start, reader.line_num
                    if len(cells) == width and cells != header and bounded:
                        yield Row(start + 1 + self._offset, cells)
                    elif cells:
                        yield self._odd(cells, start)
                return
            except csv.Error:
                taken = self._taken(self._start, reader.line_num)
                again = self._go_on(taken, reader.line_num)
                yield self._rejected("csv", taken[:1] if again else taken)
            except FileError as error:
                yield from self._too_long(error, reader.line_num)

    def _blocks(self) -> Iterator[list[str]]:
        """Lines for the csv module. Raises FileError where one cannot be read, or a row becomes
        too long."""
        number, lines = self._waiting
        self._waiting = 1, []
        self._window, self._base, self._start, self._offset = lines, 0, 0, number - 1
        yield lines
        while True:
            del self._window[: self._start - self._base]
            self._base = self._start
            if sum(map(len, self._window)) > self._limit:
                raise FileError("row-too-long", limit=self._limit)
            piece = next(self._pieces, None)
            if piece is None:
                return
            if isinstance(piece, FileError):
                raise piece
            skipped = max(0, self._least - piece.number)
            lines = piece.lines[skipped:]
            self._offset = piece.number + skipped - 1 - self._base - len(self._window)
            self._window = self._window + lines
            yield lines

    def _taken(self, start: int, end: int) -> list[str]:
        return self._window[start - self._base : end - self._base]

    def _rejected(
        self, key: str, taken: list[str], start: int | None = None, **params: object
    ) -> RowError:
        line = (self._start if start is None else start) + 1 + self._offset
        return RowError(key, line=line, raw="".join(taken[:_LOOKED_AT]), **params)

    def _odd(self, cells: list[str], start: int) -> Row | RowError:
        """A row with fewer or more cells than the header, or that is the header, or may be over a
        small limit."""
        width = len(self._header)
        taken = self._taken(start, self._start)
        if cells == self._header:
            return self._rejected("header-again", taken, start)
        if sum(map(len, taken)) > self._limit:
            return self._rejected("row-too-long", taken, start, limit=self._limit)
        if any(cell.strip() for cell in cells[width:]):
            return self._rejected("cells", taken, start, found=len(cells), columns=width)
        if len(cells) < width and not taken[-1].endswith(("\n", "\r")):
            return self._rejected("cut", taken, start)
        problems = ("uneven-row",) if len(cells) < width else ()
        return Row(start + 1 + self._offset, (cells + [""] * width)[:width], problems)

    def _too_long(self, error: FileError, end: int) -> Iterator[FileError]:
        """Go on behind a line that cannot be read, or a row of many lines over the limit."""
        taken = self._taken(self._start, end)
        if error.key == "row-too-long":
            yield self._rejected("row-too-long", taken, limit=self._limit)
            if not self._go_on(taken, end):
                self._pass_over()
            return
        if taken:  # the line that is gone was in the middle of a row
            yield self._rejected("csv", taken)
        yield error
        self._go_on(taken, end)

    def _go_on(self, taken: list[str], end: int) -> bool:
        """Go on behind a row that came to nothing, or behind its first line, if those under it look
        like rows of their own: then True."""
        rest = self._window[end - self._base :]
        under = taken[1:]
        looked_at = under[:_LOOKED_AT]
        rows = 2 * sum(map(self._is_row, looked_at)) >= len(looked_at)
        if rows:
            rest = under + rest
        self._waiting = end + 1 + self._offset - (len(under) if rows else 0), rest
        return rows

    def _is_row(self, line: str) -> bool:
        try:
            cells = next(csv.reader([line], delimiter=self._delimiter, strict=True), [])
        except csv.Error:
            return False
        return len(cells) == len(self._header)

    def _pass_over(self) -> None:
        """Skip the rest of a row whose quoted cell goes on: up to the mark that closes it."""
        for piece in self._pieces:
            if isinstance(piece, FileError):
                continue
            for place, line in enumerate(piece.lines):
                if line.count('"') % 2:
                    self._waiting = piece.number + place + 1, piece.lines[place + 1 :]
                    return
