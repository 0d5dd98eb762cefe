"""The format of a part of an export: by its first bytes, then by its name."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING

from replylint.audit.exports.lines import wide_encoding
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.rows import Records
    from replylint.audit.exports.source import Part

_HEAD = 1 << 16
# Imported when there is something to read.
_READERS = {
    "csv": ("csv_rows", "CsvRecords"),
    "jsonl": ("json_rows", "JsonLines"),
    "json": ("json_stream", "JsonStream"),
    "parquet": ("parquet_rows", "ParquetRecords"),
    "xlsx": ("xlsx_rows", "XlsxRecords"),
}
# Those that are not among them are no exports, whatever is said of them.
_MAGIC = {
    b"PAR1": "parquet",
    b"%PDF": "PDF", b"\xd0\xcf\x11\xe0": "XLS", b"7z\xbc\xaf": "7z", b"BZh": "bzip2",
    b"\xfd7zX": "xz", b"(\xb5/\xfd": "Zstandard", b"Rar!": "RAR", b"SQLi": "SQLite",
    b"\x1f\x8b": "gz", b"PK\x03\x04": "zip",
}  # fmt: skip


def records_of(part: Part, options: ExportOptions) -> Records:
    """The rows of a part. Raises FileError: no rows, a format that is not read."""
    from importlib import import_module

    with part.open() as stream:
        head = stream.peek(_HEAD)[:_HEAD]
        damage = stream.damage
    kind = format_of(head, part.name, options.encoding)
    if kind is None:
        raise FileError(damage or "no-rows")
    if kind not in _READERS:
        raise FileError("format", format=kind)
    module, name = _READERS[kind]
    reader = getattr(import_module(f"replylint.audit.exports.{module}"), name)
    records: Records = reader(part, options)
    return records


def format_of(head: bytes, name: str, encoding: str | None = None) -> str | None:
    """What the first bytes of a file are; None where there are none but blanks."""
    if head.startswith(b"PK") and b"xl/" in head:
        return "xlsx"
    for magic, format_name in _MAGIC.items():
        if head.startswith(magic):
            return format_name
    text = _decoded(head, encoding)
    return "binary" if text is None else _of_text(text.lstrip(), name)


def _of_text(text: str, name: str) -> str | None:
    if not text:
        return None
    if text.startswith(("[", "window.YTD.")):
        return "json"
    return _of_objects(text, name) if text.startswith("{") else "csv"


def _decoded(head: bytes, encoding: str | None) -> str | None:
    encoding = encoding or wide_encoding(head) or "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(head)
    # A null here and there is a fault of a row; many of them are no text.
    return None if text.count("\0") * 20 > len(text) else text


def _of_objects(text: str, name: str) -> str:
    """Objects: one a line, or laid out over several lines, or one that holds all the others."""
    from replylint.audit.exports.json_rows import is_page

    lines = [line for line in text.split("\n")[:50] if line.strip()]
    for line in lines[:-1] or lines:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return "json" if is_page(value) else "jsonl"
    return "jsonl" if name.lower().endswith((".jsonl", ".ndjson")) and len(lines) > 1 else "json"
