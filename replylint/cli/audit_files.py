"""The files of an audit: which tables to write, where to keep what is done, what was before."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from replylint.audit.checkpoint import Folder
from replylint.audit.tables import Table
from replylint.errors import ReplylintError
from replylint.i18n import say
from replylint.sources.file import FileError, os_error
from replylint.user_cache import cache_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import ExitStack

# The options that name a file to write; those of tables by what the table is called.
_OPTIONS: Mapping[str, str] = MappingProxyType(
    {"replies": "output", "findings": "findings", "rejects": "rejects"}
)
FILES: Mapping[str, str] = MappingProxyType({**_OPTIONS, "report": "report", "record": "record"})
_FORMS = {".csv": "csv", ".parquet": "parquet", ".pq": "parquet", ".jsonl": "jsonl",
          ".ndjson": "jsonl", "": "jsonl"}  # fmt: skip


def tables(given: Mapping[str, Any], lang: str) -> dict[Table, str]:
    """The tables to write and their files. Raises ReplylintError where that cannot be done."""
    found = {}
    for name, option in _OPTIONS.items():
        target = given[option]
        if target is None:
            continue
        suffix = Path(target).suffix.lower()
        if suffix not in _FORMS:
            error = FileError("table-form", suffix=suffix)
            raise ReplylintError(f"{target}: {error.say(lang)}")
        form = _FORMS[suffix]
        if form == "parquet":
            from replylint.audit.parquet import see_parquet

            see_parquet()
        found[Table(name, form)] = target
    return found


def state_folder(given: Mapping[str, Any], path: str | None, lang: str, stack: ExitStack) -> Folder:
    """Where to keep what is done: as wanted, else beside the first file to write, else in the
    user's cache folder; where there is none, it lives no longer than the audit."""
    if given["checkpoint"] is not None:
        return Folder(given["checkpoint"], lang)
    for option in FILES.values():
        target = Path(given[option]).resolve() if given[option] is not None else None
        if target is not None and (target.is_file() or not target.exists()):
            return Folder(str(target.with_name(f".{target.name}.audit")), lang)
    cache = cache_folder("audit") if path is not None else None
    if cache is None:
        return Folder(stack.enter_context(TemporaryDirectory(prefix="replylint-")), lang)
    name = hashlib.sha256(os.path.abspath(path or "").encode("utf-8", "replace")).hexdigest()[:16]
    return Folder(os.path.join(cache, name), lang)


def earlier_record(path: str | None, lang: str) -> dict[str, Any] | None:
    """The record of an earlier audit. Raises ReplylintError where it is none."""
    if path is None:
        return None
    from replylint.audit.compare import can_be_compared

    record: Any = None
    try:
        record = json.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise ReplylintError(f"{path}: {os_error(error, path).say(lang)}") from None
    except (ValueError, RecursionError):
        pass
    if not can_be_compared(record):
        raise ReplylintError(f"{path}: {say('audit.not-record', lang)}")
    return cast("dict[str, Any]", record)


def read_key(path: str, lang: str) -> bytes:
    """The secret behind pseudonyms."""
    try:
        return Path(path).read_bytes().strip()
    except OSError as error:
        raise ReplylintError(f"{path}: {os_error(error, path).say(lang)}") from None
