"""An export, opened: its shape, its columns, and its exchanges one by one."""

from __future__ import annotations

from datetime import UTC
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol

from replylint.audit.exports.formats import records_of
from replylint.audit.exports.options import ExportOptions
from replylint.audit.exports.several import Several, is_one
from replylint.audit.exports.shapes import KNOWN, shape_of
from replylint.audit.exports.source import Source
from replylint.errors import ConfigError
from replylint.sources.file import FileError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from datetime import tzinfo
    from types import TracebackType
    from typing import BinaryIO

    from replylint.audit.exchange import Exchange
    from replylint.audit.exports.rows import Records
    from replylint.audit.exports.source import Part


class Shaped(Protocol):
    """Rows whose shape is known. name: of the shape. columns: where each field is found."""

    name: str
    columns: Mapping[str, str]

    def exchanges(self, skip: int = 0) -> Iterator[Exchange | FileError]:
        """The exchanges, and in their places the rows that were rejected."""


class Export:
    """An export of past replies; made by `open_export`, closed when done."""

    def __init__(self, source: Source, parts: list[Shaped]) -> None:
        self._source = source
        self._parts = parts
        self.name = source.name
        self.shape = "+".join(dict.fromkeys(part.name for part in parts))
        self.columns: Mapping[str, str] = parts[0].columns

    def exchanges(self, skip: int = 0) -> Iterator[Exchange | FileError]:
        """Each exchange; in the place of a row that was rejected stands what is wrong with it.

        The same export and options give the same sequence, of which the first `skip` are left out.
        """
        if len(self._parts) == 1:
            return self._parts[0].exchanges(skip)
        everything = chain.from_iterable(part.exchanges() for part in self._parts)
        return islice(everything, skip, None)

    def position(self) -> int:
        """How many bytes were read so far."""
        return self._source.position()

    def size(self) -> int:
        """How many bytes there are."""
        return self._source.size

    def close(self) -> None:
        """Give back what standard input was kept in."""
        self._source.close()

    def __enter__(self) -> Export:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_export(
    source: str | os.PathLike[str] | BinaryIO, options: ExportOptions | None = None
) -> Export:
    """Open an export of past replies: a path, "-" for standard input, or a stream.

    Raises FileError where nothing can be read from it, and ConfigError where it cannot be told
    which column holds what.
    """
    options = options or ExportOptions()
    zone = zone_of(options.timezone)
    opened = Source(source, options)
    try:
        shaped = _shaped(opened.parts(), options, zone)
    except BaseException:
        opened.close()
        raise
    return Export(opened, shaped)


def _shaped(parts: list[Part], options: ExportOptions, zone: tzinfo) -> list[Shaped]:
    """The parts whose shape is known; those of one shape are one."""
    found: list[tuple[str, Shaped, list[Records]]] = []
    problem: Exception = FileError("no-rows")
    for part in parts:
        try:
            records = records_of(part, options)
            shaped = shape_of(records, part.name, options, zone)
        except (FileError, ConfigError) as error:
            problem = error
            continue
        for _, like, group in found:
            if (like.name, like.columns) == (shaped.name, shaped.columns) and is_one(
                group[0], records
            ):
                group.append(records)
                break
        else:
            found.append((part.name, shaped, [records]))
    if not found:
        raise problem
    # Beside what a help desk exports, other tables of an archive are none of replies.
    if any(shaped.name in KNOWN for _, shaped, _ in found):
        found = [one for one in found if one[1].name in KNOWN]
    return [
        shaped if len(group) == 1 else shape_of(Several(group), name, options, zone)
        for name, shaped, group in found
    ]


def zone_of(name: str | None) -> tzinfo:
    """The time zone of that name, UTC by default. Raises ConfigError where there is none."""
    if name is None:
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ConfigError(f"no time zone {name!r}; write one such as Europe/Paris") from None
