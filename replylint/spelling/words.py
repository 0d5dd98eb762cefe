"""A word list on disk that answers at once: nothing is loaded, a word is found where it must lie.

The file: four bytes of magic, the number of buckets (a power of two), the offset of each bucket and
of the end, all as 32-bit little-endian; then the words as UTF-8, each between two newlines, grouped
by the CRC-32 of their bytes. Looking a word up reads one bucket of some 30 words.
"""

from __future__ import annotations

import mmap
import struct
import sys
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAGIC = b"RLW1"
_WORDS_PER_BUCKET = 24


class WordFile:
    """A word list of `pack`, mapped into memory."""

    def __init__(self, path: str) -> None:
        """Open a list. Raises OSError where it cannot be read, ValueError for another file."""
        with open(path, "rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if data[:4] != _MAGIC or sys.byteorder != "little":
            raise ValueError(f"{path} is no word list")
        buckets = int.from_bytes(data[4:8], "little")
        self._data = data
        self._mask = buckets - 1
        self._offsets = memoryview(data)[8 : 8 + 4 * (buckets + 1)].cast("I")

    def __contains__(self, word: str) -> bool:
        """Whether a word, in lower case and composed, is in the list."""
        encoded = word.encode()
        bucket = crc32(encoded) & self._mask
        start, end = self._offsets[bucket], self._offsets[bucket + 1]
        return self._data.find(b"\n%b\n" % encoded, start, end) >= 0


def pack(words: Iterable[str]) -> bytes:
    """The bytes of a word list."""
    unique = sorted({word.encode() for word in words})
    buckets = 1
    while buckets * _WORDS_PER_BUCKET < len(unique):
        buckets *= 2
    grouped: list[list[bytes]] = [[] for _ in range(buckets)]
    for word in unique:
        grouped[crc32(word) & (buckets - 1)].append(word)
    bodies = [b"\n%b\n" % b"\n".join(group) if group else b"" for group in grouped]
    offsets = [8 + 4 * (buckets + 1)]
    for body in bodies:
        offsets.append(offsets[-1] + len(body))
    head = struct.pack(f"<4sI{buckets + 1}I", _MAGIC, buckets, *offsets)
    return head + b"".join(bodies)
