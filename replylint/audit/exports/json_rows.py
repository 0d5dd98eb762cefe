"""The rows of an export with one JSON object a line."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.lines import blocks
from replylint.audit.exports.rows import SAMPLE, Row, RowError, dict_getter, dotted
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.source import Part


# Where exports hold their records; an object with an id is a record itself.
PAGE_KEYS = frozenset(
    "tickets ticket_events conversations messages comments data results items records rows tweets"
    " replies reviews exchanges entries events value".split()
)
IDS = frozenset(("id", "ticket_id", "conversation_id", "conversationId"))


def is_page(value: Mapping[str, Any]) -> bool:
    """Whether an object holds the records of an export, and is not one itself."""
    return IDS.isdisjoint(value) and any(
        isinstance(held := value[key], list) and (not held or isinstance(held[0], dict))
        for key in PAGE_KEYS & value.keys()
    )


def columns_of(sample: Sequence[Row]) -> tuple[str, ...]:
    """The columns of some objects, which need not all have the same keys."""
    return tuple(dict.fromkeys(name for row in sample for name in dotted(row.values)))


def mended(value: Any) -> Any:
    """A JSON value without the halves of surrogate pairs, which cannot be written anywhere."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [mended(item) for item in value]
    if isinstance(value, dict):
        return {mended(key): mended(item) for key, item in value.items()}
    return value


_decode = json.JSONDecoder().raw_decode


def row_of(line: str, number: int) -> Row | RowError | None:
    """The object of a line; None for a blank one."""
    line = line.lstrip()
    try:
        value, end = _decode(line)
        if end < len(line) - 1 and line[end:].strip():
            raise ValueError
    except (ValueError, RecursionError):
        return RowError("json", line=number, raw=line) if line else None
    if not isinstance(value, dict):
        return RowError("json-object", line=number, raw=line)
    if "\\ud" in line or "\\uD" in line:
        value = mended(value)
    return Row(number, value)


class JsonLines:
    """A JSONL (or NDJSON) export. Lines that are blank are passed over."""

    format = "jsonl"

    def __init__(self, part: Part, options: ExportOptions) -> None:
        self._part = part
        self._options = options
        self.sample = [row for row in islice(self.rows(), SAMPLE) if isinstance(row, Row)]
        self.columns = columns_of(self.sample)

    def getter(self, column: str) -> Callable[[Any], Any]:
        """A key, or a dotted path of keys."""
        return dict_getter(column)

    def rows(self) -> Iterator[Row | FileError]:
        """The object of each line."""
        with self._part.open() as stream:
            for block in blocks(stream, self._options.encoding, self._options.limit):
                if isinstance(block, FileError):
                    yield block
                    continue
                for number, line in enumerate(block.lines, start=block.number):
                    row = row_of(line, number)
                    if row is not None:
                        yield row
