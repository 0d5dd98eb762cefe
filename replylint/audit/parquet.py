"""A table as a Parquet file, made row group by row group from the rows as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.arrow import arrow_schema
from replylint.audit.tables import COLUMNS
from replylint.errors import ReplylintError

if TYPE_CHECKING:
    from pathlib import Path

    from replylint.audit.tables import Table

# Of rows as CSV: a block becomes a row group.
_BLOCK = 8 << 20


def see_parquet() -> None:
    """Raise ReplylintError where Parquet cannot be written."""
    from importlib.util import find_spec

    # Not imported yet: it takes much memory, and is needed when the other processes are gone.
    if find_spec("pyarrow") is None:
        raise ReplylintError("needs pyarrow; to get it: pip install 'replylint[parquet]'")


def to_parquet(rows: Path, made: Path, table: Table) -> None:
    """Write the rows as a Parquet file. An empty cell means that nothing is known."""
    import pyarrow as pa
    from pyarrow import csv, parquet

    schema = arrow_schema(table.name)
    # As they stand in a cell: times without a zone, words as one text.
    cells = {"time": pa.timestamp("us"), "words": pa.string()}
    columns = {
        name: cells.get(kind, schema.field(name).type) for name, kind in COLUMNS[table.name].items()
    }
    reader = csv.open_csv(
        rows,
        csv.ReadOptions(block_size=_BLOCK, use_threads=False),
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=columns,
            null_values=[""],
            strings_can_be_null=True,
            timestamp_parsers=[csv.ISO8601],
        ),
    )
    with parquet.ParquetWriter(made, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_table(_typed(batch, schema))


def _typed(batch: Any, schema: Any) -> Any:
    import pyarrow as pa
    from pyarrow import compute

    arrays = []
    for column, field in zip(batch.columns, schema, strict=True):
        if pa.types.is_list(field.type):
            words = ((cell or "").split() for cell in column.to_pylist())
            arrays.append(pa.array(words, field.type))
        elif pa.types.is_timestamp(field.type):
            arrays.append(compute.assume_timezone(column, "UTC"))
        else:
            arrays.append(column)
    return pa.Table.from_arrays(arrays, schema=schema)
