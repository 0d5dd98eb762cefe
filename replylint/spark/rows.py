"""The rows of a DataFrame, as the readers of exports want them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.json_rows import columns_of, row_of
from replylint.audit.exports.lines import FALLBACK
from replylint.audit.exports.parquet_rows import cells, is_nested, size_of
from replylint.audit.exports.rows import SAMPLE, Row, RowError, dict_getter
from replylint.errors import ConfigError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pyarrow as pa
    from pyspark.sql import DataFrame

    from replylint.audit.exports.options import ExportOptions
    from replylint.sources.file import FileError

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a worker must know of a DataFrame to read its rows. Plain values.

    names: the columns to read. objects: rows are objects, as in JSON, since columns are nested.
    lines: the only column has lines of JSON. row: the column that numbers the rows; where it is
    None, `firsts` has the number of the first row of each partition, and `counts` how many rows it
    has. sample: the first rows, which tell the shape of an export.
    """

    name: str
    names: tuple[str, ...]
    options: ExportOptions
    objects: bool = False
    lines: bool = False
    row: str | None = None
    sample: tuple[Row, ...] = ()
    firsts: Mapping[int, int] | None = None
    counts: Mapping[int, int] | None = None

    def select(self, df: DataFrame) -> DataFrame:
        """What is read of the DataFrame, in this order and under plain names: `mapInArrow` knows
        no column with a dot in its name."""
        wanted = [_quoted(name) for name in self.names]
        if self.lines:  # as bytes: what is no UTF-8 is not lost
            wanted = [f"CAST({name} AS BINARY)" for name in wanted]
        if self.row is not None:
            wanted.append(f"CAST({_quoted(self.row)} AS BIGINT)")
        return df.selectExpr(*(f"{name} AS c{at}" for at, name in enumerate(wanted)))


class Batches:
    """The rows of a partition, which come as Arrow batches."""

    format = "spark"

    def __init__(self, frame: Frame, batches: Iterable[pa.RecordBatch] = ()) -> None:
        self._frame = frame
        self._batches = batches
        self.sample = list(frame.sample)
        self.columns = columns_of(frame.sample) if frame.objects else frame.names

    def getter(self, column: str) -> Callable[[Any], Any]:
        """A place in the row; in an object a key, or a dotted path of keys."""
        frame = self._frame
        return dict_getter(column) if frame.objects else itemgetter(frame.names.index(column))

    def rows(self) -> Iterator[Row | FileError]:
        """All rows with their numbers."""
        frame = self._frame
        for number, values in self._numbered():
            row = _read_row(frame, number, values)
            if row is not None:
                yield row

    def _numbered(self) -> Iterator[tuple[int, Any]]:
        frame = self._frame
        if frame.row is not None:
            for batch in self._batches:
                numbers = batch.column(len(frame.names)).to_pylist()
                yield from zip(numbers, _values(frame, batch), strict=True)
            return
        part = partition()
        number = first = (frame.firsts or {}).get(part, 1)
        for batch in self._batches:
            for values in _values(frame, batch):
                yield number, values
                number += 1
        if frame.counts is not None and number - first != frame.counts.get(part, 0):
            raise ConfigError(
                f"{frame.name}: its partitions changed while they were numbered; "
                "name a column with the number of each row: row=..."
            )


def partition() -> int:
    """The number of the partition that this process works on."""
    from pyspark import TaskContext

    task = TaskContext.get()
    return task.partitionId() if task is not None else 0


def _values(frame: Frame, batch: pa.RecordBatch) -> Iterator[Any]:
    batch = batch.select(range(len(frame.names)))
    if frame.lines:
        return iter(batch.column(0).to_pylist())
    if frame.objects:
        return iter(batch.rename_columns(list(frame.names)).to_pylist())
    return zip(*map(cells, batch.columns), strict=True)


def _read_row(frame: Frame, number: int, values: Any) -> Row | RowError | None:
    """The row; None for a blank line."""
    limit = frame.options.limit
    if frame.lines:
        if values is None:
            return None
        if len(values) > limit:
            return RowError("line-too-long", line=number, limit=limit)
        return row_of(_decoded(values.removeprefix(_BOM)), number)
    if size_of(values) > limit:
        return RowError("row-too-long", line=number, limit=limit)
    return Row(number, values)


def _decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(FALLBACK, "replace")


# --- on the driver --------------------------------------------------------------------------------


def describe(
    df: DataFrame, name: str, options: ExportOptions, *, row: str | None, lines: str | None
) -> Frame:
    """A DataFrame as the workers will see it. Looks at its first rows."""
    for column in (row, lines):
        if column is not None and column not in df.columns:
            raise ConfigError(f"{name}: no column {column!r}; {nearest(column, df.columns)}")
    names = tuple(column for column in df.columns if column != row)
    frame = Frame(name, (lines,) if lines else names, options, lines=lines is not None, row=row)
    table = frame.select(df).limit(SAMPLE).toArrow()
    objects = frame.lines or any(is_nested(field.type) for field in table.schema)
    frame = replace(frame, objects=objects)
    found = (
        _read_row(frame, number, values)
        for number, values in enumerate(
            (values for batch in table.to_batches() for values in _values(frame, batch)), 1
        )
    )
    return replace(frame, sample=tuple(row for row in found if isinstance(row, Row)))


def numbered(df: DataFrame, frame: Frame) -> Frame:
    """The frame with the number of each partition's first row, where no column numbers the rows.

    Counts the rows that will be read, column for column: whatever Spark does to put partitions
    together, it does to both.
    """
    from replylint.spark.worker import count_rows

    if frame.row is not None:
        return frame
    rows = frame.select(df).mapInArrow(count_rows, "part int, n bigint")
    counts = {row["part"]: row["n"] for row in rows.collect()}
    firsts, number = {}, 1
    for part in sorted(counts):
        firsts[part] = number
        number += counts[part]
    return replace(frame, firsts=firsts, counts=counts)


def _quoted(column: str) -> str:
    """A column's name as Spark SQL reads it, dots and all."""
    return "`" + column.replace("`", "``") + "`"
