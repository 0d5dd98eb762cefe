"""The rows of an export: CSV with any common delimiter, or one JSON object a line."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from replylint.audit.lines import Lines

DELIMITERS = ",;\t|"
_JSON_SUFFIXES = (".jsonl", ".ndjson")
# Objects need not all have the same keys: those of so many are looked at for the columns.
_SAMPLE = 100
_DEPTH = 4


class Row(NamedTuple):
    """A row and the line that it begins in."""

    line: int
    values: Mapping[str, str]


class Table(NamedTuple):
    """The columns of an export and its rows; in the place of a bad row stands what is wrong."""

    columns: tuple[str, ...]
    rows: Iterator[Row | FileError]


def read_table(lines: Lines, name: str, delimiter: str | None = None) -> Table:
    """Open an export. It is CSV unless its name or its first character says JSON.

    delimiter: None to find it from the header. Raises FileError for an export without any row.
    """
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise FileError("no-rows")
    if name.lower().endswith(_JSON_SUFFIXES) or first.lstrip().startswith(("{", "[")):
        return _json_table(lines, first)
    return _csv_table(lines, first, delimiter)


# --- CSV ---------------------------------------------------------------------------------------


def _csv_table(lines: Lines, first: str, delimiter: str | None) -> Table:
    import csv

    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # a hint that Excel writes
        delimiter = delimiter or first.strip()[4]
        first = next(lines, "")
    reader = csv.reader(
        chain([first], lines), delimiter=delimiter or guess_delimiter(first), strict=True
    )
    try:
        header = next(reader, [])
    except csv.Error:
        raise FileError("csv", line=lines.number) from None
    return Table(tuple(column.strip() for column in header), _csv_rows(reader, lines, header))


def guess_delimiter(header: str) -> str:
    """The delimiter that a header line has most of, outside quotation marks; else the comma."""
    bare = "".join(header.split('"')[::2])
    best = max(DELIMITERS, key=bare.count)
    return best if best in bare else ","


def _csv_rows(
    reader: Iterator[list[str]], lines: Lines, header: list[str]
) -> Iterator[Row | FileError]:
    import csv

    # Of two columns with one name the first counts.
    places = {column.strip(): number for number, column in reversed([*enumerate(header)])}
    while True:
        line = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield FileError("csv", line=line)
            continue
        except FileError as error:
            yield error
            continue
        if any(cell.strip() for cell in cells[len(header) :]):
            yield FileError("cells", line=line, found=len(cells), columns=len(header))
        elif cells:
            yield Row(
                line,
                {column: cells[at] if at < len(cells) else "" for column, at in places.items()},
            )


# --- JSON --------------------------------------------------------------------------------------


def _json_table(lines: Lines, first: str) -> Table:
    if first.lstrip().startswith("["):
        raise FileError("json-array", line=lines.number)
    rows = _json_rows(lines, first)
    sample = list(islice(rows, _SAMPLE))
    columns = dict.fromkeys(
        column for row in sample if isinstance(row, Row) for column in row.values
    )
    return Table(tuple(columns), chain(sample, rows))


def _json_rows(lines: Lines, first: str) -> Iterator[Row | FileError]:
    import json

    line: str | None = first
    while line is not None:
        number = lines.number
        if line.strip():
            try:
                value = json.loads(line)
                if isinstance(value, dict):
                    yield Row(number, dict(_flat(value)))
                else:
                    yield FileError("json-object", line=number)
            except (ValueError, RecursionError):
                yield FileError("json", line=number)
        while True:
            try:
                line = next(lines, None)
                break
            except FileError as error:
                yield error


def _flat(
    value: Mapping[str, object], prefix: str = "", depth: int = 1
) -> Iterator[tuple[str, str]]:
    """The texts of an object; those of inner objects under dotted names: `reply.body`."""
    for key, inner in value.items():
        name = f"{prefix}{key}"
        if isinstance(inner, dict):
            if depth < _DEPTH:
                yield from _flat(inner, f"{name}.", depth + 1)
        elif isinstance(inner, bool):
            yield name, str(inner).lower()
        elif isinstance(inner, str):
            # Half of a surrogate pair, which JSON can hold, cannot be written anywhere.
            yield name, inner if inner.isascii() else inner.encode("utf-8", "replace").decode()
        elif isinstance(inner, int | float):
            yield name, str(inner)
        elif inner is None:
            yield name, ""
