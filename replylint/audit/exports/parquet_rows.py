"""The rows of a Parquet export, a batch of them in memory at a time."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.lines import FALLBACK
from replylint.audit.exports.rows import SAMPLE, Row, RowError, dict_getter, dotted
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.source import Part

_BATCH = 500


class ParquetRecords:
    """A Parquet export. Rows are counted from 1. Where columns are nested, each row is an object,
    as in JSON."""

    format = "parquet"

    def __init__(self, part: Part, options: ExportOptions) -> None:
        self._part = part
        self._limit = options.limit
        with _opened(part) as file:
            schema = file.schema_arrow
        self._names = tuple(schema.names)
        self._nested = any(is_nested(field.type) for field in schema)
        self.columns = self._names
        self.sample = []
        for row in self.rows():
            if isinstance(row, Row):
                self.sample.append(row)
            if len(self.sample) >= SAMPLE:
                break
        if self._nested:
            self.columns = tuple(
                dict.fromkeys(name for row in self.sample for name in dotted(row.values))
            )

    def getter(self, column: str) -> Callable[[Any], Any]:
        """A place in the row; in an object a key, or a dotted path of keys."""
        return dict_getter(column) if self._nested else itemgetter(self._names.index(column))

    def rows(self) -> Iterator[Row | FileError]:
        """All rows."""
        import pyarrow as pa

        number = 0
        with _opened(self._part) as file:
            try:
                for batch in file.iter_batches(batch_size=_BATCH):
                    for values in self._values(batch):
                        number += 1
                        if size_of(values) > self._limit:
                            yield RowError("row-too-long", line=number, limit=self._limit)
                        else:
                            yield Row(number, values)
            except (pa.ArrowException, OSError, UnicodeDecodeError):
                yield FileError("damaged", line=number + 1)

    def _values(self, batch: Any) -> Iterator[Any]:
        if self._nested:
            return iter(batch.to_pylist())
        return zip(*map(cells, batch.columns), strict=True)


def cells(column: Any) -> list[Any]:
    """The values of a column; what is no UTF-8 is read as CP1252."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":  # a datetime has no nanoseconds
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        binary = pa.large_binary() if pa.types.is_large_string(kind) else pa.binary()
        return [_decoded(value) for value in column.cast(binary).to_pylist()]


def _decoded(value: bytes | None) -> str | None:
    if value is None:
        return None
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode(FALLBACK, "replace")


def size_of(values: Any) -> int:
    """How long the texts of a row are."""
    if isinstance(values, str):
        return len(values)
    if isinstance(values, dict):
        return sum(map(size_of, values.values()))
    return sum(map(size_of, values)) if isinstance(values, list | tuple) else 0


def is_nested(kind: Any) -> bool:
    """Whether a column of this type holds lists or objects."""
    import pyarrow as pa

    return bool(pa.types.is_nested(kind))


def _opened(part: Part) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise FileError("needs-extra", package="pyarrow", extra="parquet") from None
    try:
        return pq.ParquetFile(part.seekable(), pre_buffer=False)
    except (pa.ArrowException, OSError):
        # What tells where the rows are stands at the end.
        raise FileError("damaged-table") from None
