"""Which keys came before, for any number of them: in memory first, then on disk."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

_IN_MEMORY = 400_000


class Seen:
    """A set that only grows, by 64 bits a key: of a billion keys two may be taken for one.

    What does not fit in memory is in a private temporary database, which has no name on the disk.
    """

    def __init__(self, in_memory: int = _IN_MEMORY) -> None:
        self._most = in_memory
        self._recent: set[int] = set()
        self._older: sqlite3.Connection | None = None

    def add(self, key: Hashable) -> bool:
        """Whether the key is new."""
        number = hash(key)
        if number in self._recent:
            return False
        if self._older is not None:
            found = self._older.execute("SELECT 1 FROM seen WHERE key = ?", (number,))
            if found.fetchone() is not None:
                return False
        self._recent.add(number)
        if len(self._recent) >= self._most:
            self._put_away()
        return True

    def _put_away(self) -> None:
        if self._older is None:
            self._older = temporary_database()
            self._older.execute("CREATE TABLE seen (key INTEGER PRIMARY KEY)")
        keys = sorted(self._recent)
        self._recent.clear()
        self._older.executemany("INSERT INTO seen VALUES (?)", ((key,) for key in keys))


def temporary_database() -> sqlite3.Connection:
    """A database that is gone when it is closed or the process ends, however it ends."""
    database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA cache_size = -32000")
    database.execute("PRAGMA temp_store = FILE")
    database.execute("BEGIN")
    return database
