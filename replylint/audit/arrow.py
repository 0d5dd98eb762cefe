"""The tables of an audit as Arrow: typed columns, for Parquet and for Spark."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from replylint.audit.tables import COLUMNS, finding_values, reject_values, reply_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow as pa

    from replylint.audit.tables import Row, Table
    from replylint.sources.file import FileError


def arrow_schema(name: str) -> pa.Schema:
    """The columns of a table; its times are in UTC."""
    import pyarrow as pa

    types: Mapping[str, pa.DataType] = {
        "whole": pa.int64(),
        "number": pa.float64(),
        "text": pa.string(),
        "words": pa.list_(pa.string()),
        "time": pa.timestamp("us", "UTC"),
    }
    return pa.schema([(column, types[kind]) for column, kind in COLUMNS[name].items()])


class ArrowRows:
    """Some rows of a table, which `take` gives as an Arrow stream. What is empty is null."""

    def __init__(self, table: Table, ui_lang: str) -> None:
        self._name = table.name
        self._lang = ui_lang
        self._schema = arrow_schema(table.name)
        self._rows: list[Iterable[Any]] = []
        self._kinds = tuple(COLUMNS[table.name].values())

    def take(self) -> bytes:
        """The rows so far; the next ones begin anew."""
        import pyarrow as pa

        columns = zip(*self._rows, strict=True) if self._rows else ([] for _ in self._kinds)
        arrays = [
            pa.array([_read(value, kind) for value in column], field.type)
            for column, kind, field in zip(columns, self._kinds, self._schema, strict=True)
        ]
        self._rows = []
        stream = pa.BufferOutputStream()
        with pa.ipc.new_stream(stream, self._schema) as writer:
            writer.write_batch(pa.record_batch(arrays, schema=self._schema))
        return bytes(stream.getvalue())

    def reply(self, row: Row) -> None:
        """Add what the table holds of a reply."""
        if self._name == "replies":
            self._rows.append(reply_values(row))
        elif self._name == "findings":
            for values in finding_values(row):
                self._rows.append([values[column] for column in COLUMNS["findings"]])

    def rejected(self, error: FileError) -> None:
        """Add a row of the export that was left out."""
        if self._name == "rejects":
            self._rows.append(reject_values(error, self._lang))


def _read(value: Any, kind: str) -> Any:
    if kind == "words":
        return value.split() if value else []
    if value is None or value == "":
        return None
    if kind == "time":
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if kind == "text" and not value.isascii():
        # Half of a surrogate pair cannot be written anywhere.
        return value.encode("utf-8", "replace").decode()
    return value
