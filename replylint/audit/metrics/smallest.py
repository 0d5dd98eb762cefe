"""A sample that depends on nothing but what it is drawn from: the items with the smallest keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable

Key = tuple[int, int]
_MASK = (1 << 64) - 1


def chance(line: int, text: str) -> int:
    """A number from 0 to 2**64 - 1 that looks drawn at random, the same for the same reply.

    The mixing is that of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
    generators, 2014).
    """
    x = (line << 32 ^ crc32(text.encode("utf-8", "replace"))) * 0x9E3779B97F4A7C15 & _MASK
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    x = (x ^ x >> 27) * 0x94D049BB133111EB & _MASK
    return x ^ x >> 31


class Smallest:
    """Keeps the `keep` items with the smallest keys, whatever the order in which they come."""

    __slots__ = ("_items", "_limit", "keep")

    def __init__(self, keep: int) -> None:
        self.keep = keep
        self._items: dict[Key, Any] = {}
        # What is not under it has no chance any more.
        self._limit: Key | None = None if keep else (-1, -1)

    def wants(self, key: Key) -> bool:
        """Whether an item with this key may be kept: cheaper to ask than to make the item."""
        return self._limit is None or key < self._limit

    def add(self, key: Key, item: Any) -> None:
        """Offer an item of plain JSON values. Of two with one key, the same one always stays."""
        if not self.wants(key):
            return
        other = self._items.get(key)
        if other is None or repr(item) < repr(other):
            self._items[key] = item
        if len(self._items) > 2 * self.keep:
            self._prune()

    def _prune(self) -> None:
        if len(self._items) > self.keep:
            keys = sorted(self._items)[: self.keep]
            self._items = {key: self._items[key] for key in keys}
            self._limit = (keys[-1][0], keys[-1][1] + 1)

    def kept(self) -> list[Key]:
        """The keys of what is kept."""
        self._prune()
        return list(self._items)

    def want_less_than(self, other: Smallest) -> None:
        """Let go from now on what has no chance beside what another one keeps."""
        other._prune()
        if other._limit is not None:
            self._limit = min(self._limit or other._limit, other._limit)

    def items(self) -> list[Any]:
        """The items, the one with the smallest key first."""
        return [self._items[key] for key in sorted(self._items)[: self.keep]]

    def merge(self, other: Smallest) -> None:
        """Keep what both would have kept together."""
        self.extend(other._items.items())

    def extend(self, items: Iterable[tuple[Key, Any]]) -> None:
        """Offer several."""
        for key, item in items:
            self.add(key, item)

    def state(self) -> list[list[Any]]:
        """As plain values."""
        self._prune()
        return [[*key, item] for key, item in sorted(self._items.items(), key=lambda i: i[0])]

    @classmethod
    def from_state(cls, keep: int, state: Iterable[list[Any]]) -> Smallest:
        """The one that had this state."""
        made = cls(keep)
        made.extend(((low, high), item) for low, high, item in state)
        return made
