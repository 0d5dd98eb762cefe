"""The rows of an Excel export, read as they stream by."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.rows import SAMPLE, Row, RowError
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.source import Part


class XlsxRecords:
    """The first sheet of an Excel file that holds rows; its first row that is not empty is the
    header. A row has the number that Excel shows."""

    format = "xlsx"

    def __init__(self, part: Part, options: ExportOptions) -> None:
        self._part = part
        self._limit = options.limit
        self._ratio = options.ratio
        self._sheet = 0
        self._header: tuple[str, ...] = ()
        for place in range(_sheets(part, self._ratio)):
            self._sheet = place
            first = next((cells for _, cells in self._cells() if cells is not None), None)
            if first is not None:
                self._header = tuple(_name(cell) for cell in first)
                break
        if not self._header:
            raise FileError("no-rows")
        while self._header and not self._header[-1]:
            self._header = self._header[:-1]
        self.columns = tuple(dict.fromkeys(self._header))
        self.sample = []
        for row in self.rows():
            if isinstance(row, Row):
                self.sample.append(row)
            if len(self.sample) >= SAMPLE:
                break

    def getter(self, column: str) -> Callable[[Any], Any]:
        """Of two columns with one name the first counts."""
        return itemgetter(self._header.index(column))

    def rows(self) -> Iterator[Row | FileError]:
        """The rows under the header; empty ones are passed over."""
        header = self._header
        width = len(header)
        under = False
        for number, cells in self._cells():
            if cells is None:
                if number:
                    yield FileError("damaged", line=number)
            elif not under:
                under = True
            elif any(cell is not None for cell in cells[width:]):
                raw = " ".join(map(_name, cells))
                yield RowError("cells", line=number, raw=raw, found=len(cells), columns=width)
            elif tuple(map(_name, cells[:width])) == header:
                yield RowError("header-again", line=number)
            elif sum(len(cell) for cell in cells if isinstance(cell, str)) > self._limit:
                yield RowError("row-too-long", line=number, limit=self._limit)
            else:
                yield Row(number, (*cells, *(None,) * (width - len(cells)))[:width])

    def _cells(self) -> Iterator[tuple[int, tuple[Any, ...] | None]]:
        """The rows that are not empty, by number; None for one where the file breaks off."""
        number = 0
        try:
            book = _opened(self._part, self._ratio)
            try:
                sheet = book.worksheets[self._sheet]
                sheet.reset_dimensions()
                for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                    if any(cell is not None for cell in cells):
                        yield number, cells
            finally:
                book.close()
        except FileError:
            raise
        except Exception:  # a damaged file shows in all of zipfile's, the XML parser's and others'
            yield number + 1, None


def _name(cell: Any) -> str:
    return "" if cell is None else str(cell).strip()


def _sheets(part: Part, ratio: int) -> int:
    book = _opened(part, ratio)
    try:
        return len(book.worksheets)
    finally:
        book.close()


def _opened(part: Part, ratio: int) -> Any:
    try:
        import openpyxl
    except ImportError:
        raise FileError("needs-extra", package="openpyxl", extra="xlsx") from None
    from warnings import catch_warnings, simplefilter

    from replylint.audit.exports.zipped import check_sizes

    file = part.seekable()
    check_sizes(file, ratio)
    try:
        with catch_warnings():
            simplefilter("ignore")  # of styles and the like, which nobody reads here
            return openpyxl.load_workbook(file, read_only=True, data_only=True)
    except Exception:
        file.close()
        raise FileError("damaged-table") from None
