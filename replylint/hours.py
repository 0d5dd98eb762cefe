"""Reads opening hours such as "mon-fri 08:00-18:00" and says whether a moment falls within them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from replylint.errors import ConfigError, nearest
from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_JOURS = ("lun", "mar", "mer", "jeu", "ven", "sam", "dim")
_NUMBERS = {name: day for names in (_DAYS, _JOURS) for day, name in enumerate(names)}
_LINE = lazy_pattern(
    r"(?P<first>[a-z]{3})(?:-(?P<last>[a-z]{3}))?\s+"
    r"(?P<opens>\d{1,2}:\d{2})\s*-\s*(?P<closes>\d{1,2}:\d{2})"
)


class Opening(NamedTuple):
    """Days of the week (0 is Monday) and minutes of the day from `opens` to before `closes`."""

    days: frozenset[int]
    opens: int
    closes: int


def read_hours(lines: Iterable[str], where: str = "rule.CHN003.hours") -> tuple[Opening, ...]:
    """The openings that lines such as "mon-fri 08:00-18:00" or "sam 9:00-12:30" tell.

    Raises ConfigError for a line that cannot be read; it names `where` the line stands.
    """
    return tuple(_read(line, where) for line in lines)


def is_open(openings: Iterable[Opening], moment: datetime) -> bool:
    """Whether somebody is there at a moment, by the clock of its own time zone."""
    minute = moment.hour * 60 + moment.minute
    return any(
        moment.weekday() in opening.days and opening.opens <= minute < opening.closes
        for opening in openings
    )


def next_opening(openings: Iterable[Opening], moment: datetime) -> tuple[int, int]:
    """The day of the week and the minute of the day at which somebody is there again.

    Raises ValueError where there are no openings.
    """
    minute = moment.hour * 60 + moment.minute
    _, day, opens = min(
        (ahead, (moment.weekday() + ahead) % 7, opening.opens)
        for opening in openings
        for ahead in range(8)
        if (moment.weekday() + ahead) % 7 in opening.days and (ahead or opening.opens > minute)
    )
    return day, opens


def _read(line: str, where: str) -> Opening:
    match = _LINE.fullmatch(line.strip().lower())
    if match is None:
        raise ConfigError(f"{where}: cannot read {line!r}; an example is 'mon-fri 08:00-18:00'")
    first = _day(match["first"], where)
    last = _day(match["last"], where) if match["last"] else first
    days = range(first, last + 1) if first <= last else (*range(first, 7), *range(last + 1))
    return Opening(frozenset(days), _minutes(match["opens"]), _minutes(match["closes"]))


def _day(name: str, where: str) -> int:
    if name not in _NUMBERS:
        raise ConfigError(f"{where}: {name!r} is no day; {nearest(name, _DAYS)}")
    return _NUMBERS[name]


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
