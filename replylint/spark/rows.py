"""The rows of a DataFrame, as the readers of exports want them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.parquet_rows import cells, is_nested, size_of
from replylint.audit.exports.rows import SAMPLE, Row, RowError, dict_getter, dotted
from replylint.errors import ConfigError, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pyarrow as pa
    from pyspark.sql import DataFrame

    from replylint.audit.exports.options import ExportOptions
    from replylint.sources.file import FileError
    from replylint.spark.worker import Job


@dataclass(frozen=True, slots=True)
class Frame:
    """What a worker must know of a DataFrame to read its rows. Plain values.

    names: its columns. row: the one that numbers the rows; where it is None, `firsts` has the
    number of the first row of each partition, and `counts` how many rows each has.
    sample: the values of the first rows, which tell the shape of an export.
    """

    name: str
    names: tuple[str, ...]
    nested: bool
    sample: tuple[Any, ...]
    options: ExportOptions
    row: str | None = None
    firsts: Mapping[int, int] | None = None
    counts: Mapping[int, int] | None = None

    def selected(self) -> list[str]:
        """The columns to read, as Spark SQL reads their names."""
        return [quoted(column) for column in (*self.names, *([self.row] if self.row else []))]


class Batches:
    """The rows of a partition, which come as Arrow batches."""

    format = "spark"

    def __init__(self, frame: Frame, batches: Iterable[pa.RecordBatch] = ()) -> None:
        self._frame = frame
        self._batches = batches
        self.sample = [Row(number, values) for number, values in enumerate(frame.sample, 1)]
        self.columns = frame.names
        if frame.nested:
            found = (name for values in frame.sample for name in dotted(values))
            self.columns = tuple(dict.fromkeys(found))

    def getter(self, column: str) -> Callable[[Any], Any]:
        """A place in the row; in an object a key, or a dotted path of keys."""
        frame = self._frame
        return dict_getter(column) if frame.nested else itemgetter(frame.names.index(column))

    def rows(self) -> Iterator[Row | FileError]:
        """All rows with their numbers."""
        limit = self._frame.options.limit
        for number, values in self._numbered():
            if size_of(values) > limit:
                yield RowError("row-too-long", line=number, limit=limit)
            else:
                yield Row(number, values)

    def _numbered(self) -> Iterator[tuple[int, Any]]:
        frame = self._frame
        if frame.row is not None:
            for batch in self._batches:
                numbers = batch.column(frame.row).to_pylist()
                yield from zip(numbers, values_of(frame, batch), strict=True)
            return
        from pyspark import TaskContext

        task = TaskContext.get()
        part = task.partitionId() if task is not None else 0
        number = first = (frame.firsts or {}).get(part, 1)
        for batch in self._batches:
            for values in values_of(frame, batch):
                yield number, values
                number += 1
        if frame.counts is not None and number - first != frame.counts.get(part, 0):
            raise ConfigError(
                f"{frame.name}: its partitions changed while they were numbered; "
                "name a column with the number of each row: row=..."
            )


def values_of(frame: Frame, batch: pa.RecordBatch) -> Iterator[Any]:
    """The values of each row: in the order of the columns; objects where columns are nested."""
    batch = batch.select(list(frame.names))
    if frame.nested:
        return iter(batch.to_pylist())
    return zip(*map(cells, batch.columns), strict=True)


# --- on the driver --------------------------------------------------------------------------------


def describe(df: DataFrame, name: str, options: ExportOptions, row: str | None) -> Frame:
    """A DataFrame as the workers will see it. Looks at its first rows."""
    if row is not None and row not in df.columns:
        raise ConfigError(f"{name}: no column {row!r}; {nearest(row, df.columns)}")
    names = tuple(column for column in df.columns if column != row)
    table = df.select(*map(quoted, names)).limit(SAMPLE).toArrow()
    nested = any(is_nested(field.type) for field in table.schema)
    frame = Frame(name, names, nested, (), options, row)
    sample = tuple(values for batch in table.to_batches() for values in values_of(frame, batch))
    return replace(frame, sample=sample)


def quoted(column: str) -> str:
    """A column's name as Spark SQL reads it, dots and all."""
    return "`" + column.replace("`", "``") + "`"


def numbered(df: DataFrame, job: Job) -> Job:
    """The job with the number of each partition's first row, where no column numbers the rows.

    Counts the rows that will be read, column for column: whatever Spark does to put partitions
    together, it does to both.
    """
    from replylint.spark.worker import count_rows

    if job.frame.row is not None:
        return job
    rows = df.select(*job.frame.selected()).mapInArrow(count_rows, "part int, n bigint")
    counts = {row["part"]: row["n"] for row in rows.collect()}
    firsts, number = {}, 1
    for part in sorted(counts):
        firsts[part] = number
        number += counts[part]
    return replace(job, frame=replace(job.frame, firsts=firsts, counts=counts))
