"""Times, counted so that any quantile can be told and any two counts can be added."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DAY = 86_400
_HOUR = 3_600
_LAST = DAY + 400 * 24  # all that takes longer than 400 days is in one place
_FEW = 4_096
# The bars of a histogram end here; the last one has no end.
EDGES = (60, 300, 900, 1800, 3600, 7200, 14400, 28800, 43200, DAY, 2 * DAY, 3 * DAY, 7 * DAY)
QUANTILES = (("median", 50), ("p90", 90), ("p95", 95))


class Seconds:
    """Counts of times: to the second up to a day, then up to the hour. At most 96,001 places.

    total is exact, so the mean is too.
    """

    __slots__ = ("_few", "_many", "n", "total")

    def __init__(self) -> None:
        self.n = 0
        self.total = 0
        self._few: dict[int, int] = {}
        # A dictionary takes less room for few times, an array for many.
        self._many: array[int] | None = None

    def add(self, seconds: int) -> None:
        """Count a time, not negative."""
        self.n += 1
        self.total += seconds
        place = seconds
        if place > DAY:
            place = min(DAY - (DAY - seconds) // _HOUR, _LAST)
        self._put(place, 1)

    def _put(self, place: int, n: int) -> None:
        if self._many is not None:
            self._many[place] += n
            return
        few = self._few
        few[place] = few.get(place, 0) + n
        if len(few) > _FEW:
            self._many = array("Q", bytes(8 * (_LAST + 1)))
            for known, times in few.items():
                self._many[known] = times
            self._few = {}

    def _places(self) -> Iterator[tuple[int, int]]:
        if self._many is None:
            return iter(sorted(self._few.items()))
        return ((place, n) for place, n in enumerate(self._many) if n)

    def counts(self) -> Iterator[tuple[int, int]]:
        """Each time with how often it was seen, the shortest first; over a day to the hour above."""
        for place, n in self._places():
            yield place if place <= DAY else DAY + (place - DAY) * _HOUR, n

    def merge(self, other: Seconds) -> None:
        """Add the counts of another."""
        self.n += other.n
        self.total += other.total
        for place, n in other._places():
            self._put(place, n)

    def state(self) -> list[Any]:
        """As plain values."""
        return [self.n, self.total, [list(item) for item in self._places()]]

    @classmethod
    def from_state(cls, state: list[Any]) -> Seconds:
        """The one that had this state."""
        made = cls()
        made.n, made.total = state[0], state[1]
        for place, n in state[2]:
            made._put(place, n)
        return made


def quantile(counts: Iterable[tuple[int, int]], n: int, percent: int) -> int | None:
    """The least value that at least so many percent do not exceed: `percentile_disc` of SQL."""
    wanted, seen = n * percent, 0
    for value, times in counts:
        seen += times
        if seen * 100 >= wanted:
            return value
    return None


# --- for medians of many groups, where less precision will do -------------------------------------

Coarse = dict[int, int]
_STEPS = 32  # for each doubling: steps of 3 % at most


def place_of(seconds: int) -> int:
    """The coarse place of a time: exact up to a minute, then to within 3 %."""
    if seconds < 2 * _STEPS:
        return seconds
    shift = seconds.bit_length() - 6
    return (shift + 1 << 5) + (seconds >> shift) - _STEPS


def time_at(place: int) -> int:
    """The middle of the times that have a coarse place."""
    if place < 2 * _STEPS:
        return place
    shift = (place >> 5) - 1
    low = (place & 31) + _STEPS << shift
    return low + (1 << shift >> 1)


def coarse_median(counts: Mapping[int, int] | None) -> int | None:
    """The median of coarse counts, to within 3 %."""
    if not counts:
        return None
    place = quantile(sorted(counts.items()), sum(counts.values()), 50)
    return None if place is None else time_at(place)
