"""Several parts of an archive that are one export: their rows follow each other."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.rows import SAMPLE, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from replylint.audit.exports.rows import Records
    from replylint.sources.file import FileError


class Several:
    """The rows of exports with the same columns, as if they were one; lines are counted on."""

    def __init__(self, parts: Sequence[Records]) -> None:
        self._parts = parts
        self.format = parts[0].format
        self.columns = tuple(dict.fromkeys(chain.from_iterable(p.columns for p in parts)))
        self.sample = [*islice(chain.from_iterable(part.sample for part in parts), SAMPLE)]
        self.delimiter = getattr(parts[0], "delimiter", None)

    def getter(self, column: str) -> Callable[[Any], Any]:
        """The same for all parts."""
        return self._parts[0].getter(column)

    def rows(self) -> Iterator[Row | FileError]:
        """The rows of each part behind those of the one before."""
        before = last = 0
        for part in self._parts:
            for row in part.rows():
                last = before + (row.line or 0)
                if isinstance(row, Row):
                    yield row._replace(line=last)
                else:
                    row.line = last
                    yield row
            before = last


def is_one(first: Records, other: Records) -> bool:
    """Whether two parts have the same columns in the same places, or are both objects."""
    if _has_objects(first) or _has_objects(other):
        return _has_objects(first) and _has_objects(other)
    return first.columns == other.columns


def _has_objects(records: Records) -> bool:
    return bool(records.sample) and isinstance(records.sample[0].values, dict)
