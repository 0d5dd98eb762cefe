"""Rows and records: what every format gives, and how a value is taken out of a row."""

from __future__ import annotations

import json
from operator import methodcaller
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SAMPLE = 100
_DEPTH = 4
# Twice of what is ever shown, so that personal data is known and masked before it is cut.
RAW = 4000


class Row(NamedTuple):
    """A row and where it begins: a line of a text, else its number from 1.

    values: cells in the order of the columns, or the object of a JSON export.
    """

    line: int
    values: Any
    problems: tuple[str, ...] = ()


class RowError(FileError):
    """What is wrong with a row, and the beginning of the row itself, which is personal data."""

    def __init__(self, key: str, *, line: int | None, raw: str = "", **params: object) -> None:
        super().__init__(key, line=line, **params)
        self.raw = raw[:RAW]


def raw_of(values: Any) -> str:
    """A row as it can be shown, where it is not at hand as it was written."""
    if isinstance(values, dict):
        return json.dumps(values, ensure_ascii=False, default=str)
    return ", ".join("" if value is None else str(value) for value in values)


class Records(Protocol):
    """The rows of an export in some format.

    format: its name. columns: the names found in the header or in the first rows, inner ones
    dotted. sample: the first rows.
    """

    format: str
    columns: tuple[str, ...]
    sample: list[Row]

    def rows(self) -> Iterator[Row | FileError]:
        """All rows from the first on; in the place of a bad one stands what is wrong."""

    def getter(self, column: str) -> Callable[[Any], Any]:
        """What takes the value of a column out of a row's values."""


def dotted(record: Mapping[str, Any], prefix: str = "", depth: int = 1) -> Iterator[str]:
    """The names of an object's values; those of inner objects as `reply.body`."""
    for key, value in record.items():
        if isinstance(value, dict) and depth < _DEPTH:
            yield from dotted(value, f"{prefix}{key}.", depth + 1)
        else:
            yield f"{prefix}{key}"


def dict_getter(column: str) -> Callable[[Any], Any]:
    """What takes a value out of an object, by its key or by a dotted path."""
    if "." not in column:
        return methodcaller("get", column)
    keys = column.split(".")

    def get(record: Any) -> Any:
        if column in record:  # a key that has a dot itself
            return record[column]
        for key in keys:
            if not isinstance(record, dict):
                return None
            record = record.get(key)
        return record

    return get
