"""The rows of a CSV export, with whatever delimiter; a broken row never takes others with it."""

from __future__ import annotations

import csv
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.rows import SAMPLE, Row, RowError
from replylint.audit.lines import Lines
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        with part.open() as stream:
            lines = Lines(stream, encoding=options.encoding, limit=options.limit)
            self._hint, header, self._skipped = _header_line(lines)
            self.delimiter = options.delimiter or self._hint or guess_delimiter(header)
            try:
                cells = next(csv.reader([header], delimiter=self.delimiter), [])
            except csv.Error:
                raise FileError("csv", line=lines.number) from None
        self._header = cells
        self.columns = tuple(dict.fromkeys(cell.strip() for cell in cells))
        self.sample = [row for row in islice(self.rows(), SAMPLE) if isinstance(row, Row)]

    def getter(self, column: str) -> Callable[[Any], Any]:
        """Of two columns with one name the first counts."""
        return itemgetter([cell.strip() for cell in self._header].index(column))

    def rows(self) -> Iterator[Row | FileError]:
        """The rows under the header."""
        csv.field_size_limit(max(csv.field_size_limit(), self._options.limit))
        with self._part.open() as stream:
            lines = Lines(stream, encoding=self._options.encoding, limit=self._options.limit)
            for _ in range(self._skipped):
                next(lines)
            yield from _Reading(lines, self.delimiter, self._header, self._options.limit).rows()


def _header_line(lines: Lines) -> tuple[str | None, str, int]:
    """The delimiter that Excel's hint names, the header, and how many lines they take."""
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise FileError("no-rows")
    hint = first.strip()
    if hint.lower().startswith("sep=") and len(hint) == 5:
        return hint[4], next(lines, ""), lines.number
    if first.lower().startswith("sep=\t"):
        return "\t", next(lines, ""), lines.number
    return None, first, lines.number


def guess_delimiter(header: str) -> str:
    """The delimiter that a header line has most of, outside quotation marks; else the comma."""
    bare = "".join(header.split('"')[::2])
    best = max(DELIMITERS, key=bare.count)
    return best if best in bare else ","


class _Reading:
    """One way through the rows. Where a row comes to nothing, the lines that it took are looked at
    again: a quotation mark that is never closed would swallow the rest of the export."""

    def __init__(self, lines: Lines, delimiter: str, header: list[str], limit: int) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._header = header
        self._limit = limit
        self._taken: list[tuple[int, str]] = []
        self._again: list[tuple[int, str]] = []  # the next one last

    def _feed(self) -> Iterator[str]:
        taken, lines, limit = self._taken, self._lines, self._limit
        size = 0
        while True:
            if self._again:
                number, line = self._again.pop()
            else:
                try:
                    line = next(lines)
                except StopIteration:
                    return
                number = lines.number
            size = size + len(line) if taken else len(line)
            taken.append((number, line))
            if size > limit:
                raise FileError("row-too-long", line=number, limit=limit)
            yield line

    def rows(self) -> Iterator[Row | FileError]:
        taken, header = self._taken, self._header
        width = len(header)
        while True:
            reader = csv.reader(self._feed(), delimiter=self._delimiter, strict=True)
            try:
                for cells in reader:
                    line = taken[0][0]
                    if len(cells) == width:
                        if cells == header:
                            yield self._rejected("header-again")
                        else:
                            yield Row(line, cells)
                    elif cells:
                        yield self._uneven(line, cells)
                    taken.clear()
                return
            except csv.Error:
                yield self._rejected("csv")
                self._give_back()
            except FileError as error:
                yield from self._too_long(error)

    def _rejected(self, key: str, **params: object) -> RowError:
        line, raw = self._taken[0]
        return RowError(key, line=line, raw=raw, **params)

    def _uneven(self, line: int, cells: list[str]) -> Row | RowError:
        width = len(self._header)
        if any(cell.strip() for cell in cells[width:]):
            return self._rejected("cells", found=len(cells), columns=width)
        if len(cells) < width and not self._taken[-1][1].endswith(("\n", "\r")):
            return self._rejected("cut")
        problems = ("uneven-row",) if len(cells) < width else ()
        return Row(line, (cells + [""] * width)[:width], problems)

    def _too_long(self, error: FileError) -> Iterator[FileError]:
        """Go on behind a line, or a row of many lines, that is over the limit."""
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
        whole = sum(map(self._is_row, (line for _, line in looked_at)))
        if 2 * whole < len(looked_at):
            return False
        self._again += reversed(rest)
        return True

    def _is_row(self, line: str) -> bool:
        try:
            cells = next(csv.reader([line], delimiter=self._delimiter, strict=True), [])
        except csv.Error:
            return False
        return len(cells) == len(self._header)

    def _pass_over(self) -> None:
        """Skip the rest of a row whose quoted cell goes on: up to the mark that closes it."""
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                return
            except FileError:
                continue
            if line.count('"') % 2:
                return
