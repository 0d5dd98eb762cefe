"""The week and the hour of a moment by one clock, and time that passes in announced hours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from replylint.audit.metrics.cells import OTHER
from replylint.hours import read_hours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from replylint.hours import Opening

_QUARTER = 900  # seconds: no clock differs from UTC by anything but whole quarters of an hour
_REMEMBERED = 8_192
_YEARS = range(2000, 2050)
_MAX_DAYS = 62


class Calendar:
    """Reads moments by the clock of a time zone."""

    def __init__(self, timezone: str, hours: Sequence[str] = ()) -> None:
        self.zone = ZoneInfo(timezone)
        # For each weekday, when it opens and closes, in minutes, in order and not overlapping.
        self._open = [_joined(read_hours(hours), day) for day in range(7)] if hours else []
        self._known: dict[int, tuple[str, int | None]] = {}

    def place(self, moment: datetime) -> tuple[str, int | None]:
        """The ISO week, such as "2026-W07", and the hour of the week, from Monday at 0.

        A moment beyond a few decades is a wrong date: its week is OTHER, and its hour not known.
        """
        quarter = int(moment.timestamp()) // _QUARTER
        known = self._known.get(quarter)
        if known is None:
            known = self._look(moment) if is_likely(moment) else (OTHER, None)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[quarter] = known
        return known

    def _look(self, moment: datetime) -> tuple[str, int]:
        here = moment.astimezone(self.zone)
        year, week, day = here.isocalendar()
        return f"{year}-W{week:02d}", (day - 1) * 24 + here.hour

    def open_seconds(self, start: datetime, end: datetime) -> int | None:
        """The seconds from start to end in announced hours; None without any, or beyond 2 months."""
        if not self._open or not (is_likely(start) and is_likely(end)):
            return None
        if end - start > timedelta(days=_MAX_DAYS):
            return None
        first, last = start.astimezone(self.zone), end.astimezone(self.zone)
        total = 0
        day = datetime(first.year, first.month, first.day)
        while day.date() <= last.date():
            for opens, closes in self._open[day.weekday()]:
                begin = (day + timedelta(minutes=opens)).replace(tzinfo=self.zone)
                close = (day + timedelta(minutes=closes)).replace(tzinfo=self.zone)
                total += max(
                    0, int(min(end, close).timestamp()) - int(max(start, begin).timestamp())
                )
            day += timedelta(days=1)
        return total

    @property
    def has_hours(self) -> bool:
        """Whether hours are announced."""
        return bool(self._open)

    def open_hours(self) -> list[int]:
        """The hours of the week, from Monday at 0, in which it is open for a while."""
        return [
            day * 24 + hour
            for day, spans in enumerate(self._open)
            for hour in range(24)
            if any(opens < hour * 60 + 60 and closes > hour * 60 for opens, closes in spans)
        ]


def is_likely(moment: datetime) -> bool:
    """Whether a date is likely to be right, and not what a broken clock or cell gives."""
    return moment.year in _YEARS


def _joined(openings: Sequence[Opening], day: int) -> list[tuple[int, int]]:
    spans = sorted(
        (one.opens, one.closes) for one in openings if day in one.days and one.opens < one.closes
    )
    joined: list[tuple[int, int]] = []
    for opens, closes in spans:
        if joined and opens <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(closes, joined[-1][1])
        else:
            joined.append((opens, closes))
    return joined
