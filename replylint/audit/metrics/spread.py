"""How the scores of a group of replies are spread: over bands, and over the hours of the week."""

from __future__ import annotations

from typing import Any

BAND = 50  # tenths of a point
BANDS = 1000 // BAND


def band_of(tenths: int) -> int:
    """The band of five points that a score is in; the last one has 100 in it."""
    return min(tenths // BAND, BANDS - 1)


class Spread:
    """bands: replies by band. tenths: the sum of their scores, in tenths of points.

    hours: replies and that sum by weekday * 24 + hour.
    """

    __slots__ = ("bands", "hours", "tenths")

    def __init__(self) -> None:
        self.tenths = 0
        self.bands: dict[int, int] = {}
        self.hours: dict[int, tuple[int, int]] = {}

    def add(self, tenths: int, hour: int | None) -> None:
        """Count a reply."""
        band = band_of(tenths)
        self.tenths += tenths
        self.bands[band] = self.bands.get(band, 0) + 1
        if hour is not None:
            self._add(hour, 1, tenths)

    def _add(self, hour: int, n: int, tenths: int) -> None:
        known, total = self.hours.get(hour, (0, 0))
        self.hours[hour] = known + n, total + tenths

    def merge(self, other: Spread) -> None:
        """Add the counts of another."""
        self.tenths += other.tenths
        for band, n in other.bands.items():
            self.bands[band] = self.bands.get(band, 0) + n
        for hour, (n, tenths) in other.hours.items():
            self._add(hour, n, tenths)

    def state(self) -> list[Any]:
        """As plain values."""
        return [
            self.tenths,
            [list(item) for item in self.bands.items()],
            [[hour, *sums] for hour, sums in self.hours.items()],
        ]

    @classmethod
    def from_state(cls, state: list[Any]) -> Spread:
        """The one that had this state."""
        made = cls()
        made.tenths = state[0]
        made.bands = dict(state[1])
        made.hours = {hour: (n, tenths) for hour, n, tenths in state[2]}
        return made

    def figures(self) -> dict[str, Any]:
        """The mean score, the replies in each band, and [hour of the week, replies, mean score]."""
        n = sum(self.bands.values())
        return {
            "replies": n,
            "score_mean": round(self.tenths / n / 10, 1) if n else None,
            "scores": [self.bands.get(band, 0) for band in range(BANDS)],
            "hours": [
                [hour, n, round(tenths / n / 10, 1)]
                for hour, (n, tenths) in sorted(self.hours.items())
            ],
        }
