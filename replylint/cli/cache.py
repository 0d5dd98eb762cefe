"""Remembers the results of files that did not change, in the user's own cache folder.

A file's key is a digest of its content, of the settings in force and of the rules themselves. What
is kept is masked; see `records`. $REPLYLINT_CACHE_DIR says where, else the user's cache folder.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from replylint import __version__
from replylint.stamps import stamps as _stamps
from replylint.user_cache import cache_folder, write_cached

if TYPE_CHECKING:
    from replylint.cli.records import Record
    from replylint.linter import Linter
    from replylint.sources import File

_KEEP_DAYS = 30


class Cache:
    """Records by file. A cache that cannot be read or written is no error: it is only slower."""

    def __init__(self, extra: object = None) -> None:
        self._folder = cache_folder("check")
        self._extra = repr(extra)
        self._linters: list[tuple[Linter, bytes]] = []

    def key(self, file: File, linter: Linter) -> str:
        """The key of a file's results. Raises FileError where the file cannot be read."""
        digest = hashlib.sha256(self._of_linter(linter))
        name = Path(file.name).name.encode("utf-8", "replace")
        digest.update(name + b"\0" + file.encoding.encode() + b"\0")
        digest.update(file.data)
        return digest.hexdigest()

    def get(self, key: str) -> list[Record] | None:
        """The records of a file, or None."""
        if self._folder is None:
            return None
        try:
            digest, _, kept = Path(self._path(key)).read_bytes().partition(b"\n")
        except OSError:
            return None
        if digest != _digest(kept):  # cut short, or not ours
            return None
        records: list[Record] = json.loads(kept)
        return records

    def put(self, key: str, records: list[Record]) -> None:
        """Keep the records of a file."""
        if self._folder is not None:
            kept = json.dumps(records).encode()
            write_cached(self._path(key), _digest(kept) + b"\n" + kept)

    def prune(self) -> None:
        """Forget what has not been made in a month."""
        if self._folder is None:
            return
        import time

        oldest = time.time() - _KEEP_DAYS * 86_400
        with suppress(OSError):
            for path in Path(self._folder).glob("*/*"):
                if path.stat().st_mtime < oldest:
                    path.unlink()

    def _path(self, key: str) -> str:
        return f"{self._folder}/{key[:2]}/{key[2:]}.json"

    def _of_linter(self, linter: Linter) -> bytes:
        for known, digest in self._linters:
            if known is linter:
                return digest
        parts = [__version__, repr(linter.settings), self._extra, _today(), *_stamps(linter)]
        self._linters.append((linter, hashlib.sha256("\0".join(parts).encode()).digest()))
        return self._linters[-1][1]


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _today() -> str:
    """The date: some rules look at it."""
    import time

    return time.strftime("%Y-%m-%d")
