"""The values of cells: texts, flags and times, whatever type a format gives them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from replylint.lazy import lazy_pattern
from replylint.sources.fields import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

_MONTHS = {
    name: number
    for number, name in enumerate(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1
    )
}
# 31/03/2026 09:30, 3/31/26 9:30 PM, 31.03.2026
_LOCAL = lazy_pattern(
    r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})"
    r"(?:[ T,à]+(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([AaPp])\.?[Mm]\.?)?)?"
)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_FROM_CUSTOMER = frozenset(
    "true 1 yes y oui vrai customer client cliente user end_user enduser contact lead visitor"
    " consumer requester inbound incoming in received entrant recu consommateur usager".split()
)
_FROM_AGENT = frozenset(
    "false 0 no n non faux agent admin brand company staff operator team bot support conseiller"
    " conseillere marque outbound outgoing out sent sortant envoye assistant".split()
)


def text_of(value: Any) -> str:
    """A value as text; what has no text of its own (null, lists, objects) is empty."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, list | dict | bytes):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def flag_of(value: Any) -> bool | None:
    """Whether a flag or a role says that the customer wrote; None where it says neither."""
    if isinstance(value, bool):
        return value
    word = plain(text_of(value))
    return True if word in _FROM_CUSTOMER else False if word in _FROM_AGENT else None


class Clock:
    """Reads dates into UTC. zone: of those that name none.

    day_first: the order in dates such as 03/04/2026; None where nothing tells it.
    """

    def __init__(self, zone: tzinfo = UTC, *, day_first: bool | None = None) -> None:
        self._zone = zone
        self.day_first = day_first

    def read(self, value: Any) -> datetime | None:
        """A moment in UTC, or None for no value. Raises ValueError for what is no date."""
        if isinstance(value, str):
            try:
                moment = datetime.fromisoformat(value)
            except ValueError:
                value = value.strip()
                if not value:
                    return None
                moment = self._other(value)
        elif value is None:
            return None
        elif isinstance(value, datetime):
            moment = value
        elif isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError
        else:
            moment = _epoch(value)
        if moment.tzinfo is not UTC:
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=self._zone)
            try:
                moment = moment.astimezone(UTC)
            except OverflowError:
                raise ValueError from None
        if _EARLIEST <= moment < _LATEST:
            return moment
        raise ValueError

    def _other(self, value: str) -> datetime:
        if value[0].isalpha():
            return _as_x_writes(value)
        if value.replace(".", "", 1).isdigit() and len(value) >= 9:
            return _epoch(float(value))
        match = _LOCAL.fullmatch(value)
        if match is None:
            # "2026-03-31 09:30:00 +0200", "2026/03/31 09:30", "2026-03-31 09:30:00 UTC"
            plainer = value.replace("/", "-").removesuffix(" UTC").replace(" +", "+")
            return datetime.fromisoformat(plainer)
        first, mark, second, year, hour, minute, seconds, half = match.groups()
        day_first = True if mark == "." else self.day_first
        if day_first is None:
            raise ValueError
        day, month = (first, second) if day_first else (second, first)
        number = int(hour or 0)
        if half:
            number = number % 12 + (12 if half in "pP" else 0)
        return datetime(
            int(year), int(month), int(day), number, int(minute or 0), int(seconds or 0)
        )


def _epoch(number: float) -> datetime:
    try:
        seconds = number / 1000 if number > 1e11 else number
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError):
        raise ValueError from None


def _as_x_writes(value: str) -> datetime:
    """As in "Sun Mar 01 10:00:00 +0000 2026"; strptime takes ten times as long."""
    try:
        _, month, day, time, zone, year = value.split(" ")
        hours, minutes, seconds = time.split(":")
        moment = datetime(
            int(year), _MONTHS[month], int(day), int(hours), int(minutes), int(seconds), tzinfo=UTC
        )
        if zone == "+0000":
            return moment
        away = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5]))
    except (KeyError, ValueError):
        raise ValueError from None
    return moment + away if zone[0] == "-" else moment - away


def day_first(values: Iterable[Any]) -> bool | None:
    """Whether the day comes before the month, where some of the dates can be read in one way."""
    for value in values:
        match = _LOCAL.match(value.strip()) if isinstance(value, str) else None
        if match is not None and match[2] != ".":
            if int(match[1]) > 12:
                return True
            if int(match[3]) > 12:
                return False
    return None
