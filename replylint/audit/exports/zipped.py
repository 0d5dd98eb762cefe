"""The exports in a zip, none of which may unpack to far more than the zip holds."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, BinaryIO, cast

from replylint.audit.exports.source import FREE, Owner, Part, Stream
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from replylint.audit.exports.options import ExportOptions

_MOST = 1_000
_SUFFIXES = (
    ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".js", ".parquet", ".xlsx"
)  # fmt: skip
_ENCRYPTED = 0x1


def members(file: Callable[[], BinaryIO], options: ExportOptions) -> list[Part] | None:
    """The files of a zip that may be exports, by name; None where the zip is an Excel file.

    Raises FileError: damaged, protected, without any such file, or unpacking to too much.
    """
    try:
        with file() as raw, zipfile.ZipFile(raw) as archive:
            entries = archive.infolist()
            packed = raw.seek(0, 2)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        # The directory stands at the end of a zip: cut, nothing of it can be trusted.
        raise FileError("damaged-zip") from None
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return None
    wanted = sorted(
        (entry for entry in entries if _is_wanted(entry.filename)), key=lambda e: e.filename
    )
    if not wanted:
        raise FileError("no-rows")
    if any(entry.flag_bits & _ENCRYPTED for entry in wanted):
        raise FileError("password")
    most = max(FREE, packed * options.ratio)
    if len(wanted) > _MOST or sum(entry.file_size for entry in wanted) > most:
        raise FileError("unpacks-to-too-much")
    return [Part(entry.filename, _opener(file, entry, most)) for entry in wanted]


def check_sizes(file: BinaryIO, ratio: int) -> None:
    """Refuse a zip that would unpack to far more than its size, of all that it holds."""
    try:
        entries = zipfile.ZipFile(file).infolist()
        packed = file.seek(0, 2)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise FileError("damaged-zip") from None
    if sum(entry.file_size for entry in entries) > max(FREE, packed * ratio):
        raise FileError("unpacks-to-too-much")
    file.seek(0)


def _is_wanted(name: str) -> bool:
    base = name.rpartition("/")[2]
    # An archive of X also holds what was deleted.
    hidden = name.startswith("__MACOSX/") or base.startswith((".", "deleted-"))
    return base.lower().endswith(_SUFFIXES) and not hidden


def _opener(
    file: Callable[[], BinaryIO], entry: zipfile.ZipInfo, most: int
) -> Callable[[], Stream]:
    def opened() -> Stream:
        raw = file()
        try:
            inner = zipfile.ZipFile(raw).open(entry)  # noqa: SIM115
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
            raw.close()
            raise FileError("damaged-zip") from None
        # What the directory says of sizes may be a lie, so the bytes themselves are counted.
        return Stream(cast("BinaryIO", Owner(inner, raw)), most)

    return opened
