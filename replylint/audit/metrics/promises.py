"""Promises to write again by a time, and whether it was done.

A promise is checked against the next reply of its conversation, whose time comes with the exchange
(`next_at`): so nothing has to be remembered from one exchange to another, and chunks of an export
may be cut anywhere. Only promises to answer count: whether a parcel came is not in the export.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.exchange import NEVER
from replylint.audit.metrics.smallest import Smallest
from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from replylint.document import Document

GROUP = "writes_again"
SAMPLES = 10

_NUMBERS_EN = "an?|one|two|three|four|five|six|seven|eight|ten|twelve|couple of"
_NUMBERS_FR = "une?|deux|trois|quatre|cinq|six|sept|huit|dix|douze"
_NUMBERS = {
    name: value
    for names in (
        "a:1 an:1 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 ten:10 twelve:12",
        "un:1 une:1 deux:2 trois:3 quatre:4 cinq:5 six:6 sept:7 huit:8 dix:10 douze:12",
    )
    for name, value in ((pair.split(":")[0], int(pair.split(":")[1])) for pair in names.split())
} | {"couple of": 2}
_DAYS_EN = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DAYS_FR = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_WEEKDAYS = {
    name: day for names in (_DAYS_EN, _DAYS_FR) for day, name in enumerate(names.split("|"))
}
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "j": timedelta(days=1),
    "w": timedelta(weeks=1),
    "s": timedelta(weeks=1),
}
# A time by which something will happen, in folded text: a span, the end of a day, or a weekday.
_TIMES: Mapping[str, re.Pattern[str]] = {
    "en": lazy_pattern(
        r"\b(?:within|in|under|less than)(?: (?:the|next|about|around|up to|a)){0,3} "
        rf"(?:(?:\d{{1,3}}|{_NUMBERS_EN}) ?(?:-|/|to|or) ?)?(?P<n>\d{{1,3}}|{_NUMBERS_EN})[ -]?"
        r"(?P<work>working |business )?(?P<unit>min(?:ute)?s?|h(?:ou)?rs?|h|days?|weeks?)\b"
        r"|\bwithin the (?P<whole>hour|day|week)\b"
        r"|\b(?P<today>today|tonight|this (?:afternoon|evening)|end of (?:the |play )?day)\b"
        r"|\b(?P<tomorrow>tomorrow)\b"
        rf"|\b(?:by|on|before|until|this|next) (?P<weekday>{_DAYS_EN})\b"
    ),
    "fr": lazy_pattern(
        r"\b(?:sous|dans|d'ici|en moins de|avant|maximum|en)(?: (?:les|un delai de|delai de|environ)){0,2} "
        rf"(?:(?:\d{{1,3}}|{_NUMBERS_FR}) ?h? ?(?:-|/|a|ou) ?)?(?P<n>\d{{1,3}}|{_NUMBERS_FR}) ?"
        r"(?:prochaine?s? )?(?P<unit>min(?:ute)?s?|h(?:eures?)?|j(?:ours?)?|semaines?)\b"
        r"(?P<work> ouvr(?:e|able)e?s?)?"
        r"|\b(?:dans|sous) (?:l'|la )(?P<whole>heure|semaine)\b"
        r"|\b(?P<today>aujourd'hui|ce soir|cet apres-midi|dans la (?:journee|soiree))\b"
        r"|\b(?P<tomorrow>demain)\b"
        rf"|\b(?:d'ici|avant|des|ce|au plus tard|pour)(?: le| a)? ?(?P<weekday>{_DAYS_FR})\b"
    ),
}


class Promise(NamedTuple):
    """A promise to write again. start, end: of the time in `Document.text`."""

    due: datetime
    start: int
    end: int


def find_promise(doc: Document, sent_at: datetime, zone: ZoneInfo) -> Promise | None:
    """The first promise of a reply to write again by a time."""
    for hit in doc.hits(GROUP):
        first, last = next(
            (s for s in doc.sentences if s[0] <= hit.start < s[1]), (hit.start, hit.end)
        )
        for language, pattern in _TIMES.items():
            if doc.languages and language not in doc.languages:
                continue
            match = pattern.search(doc.folded, first, last)
            if match is not None:
                return Promise(_due(match, sent_at, zone), *match.span())
    return None


def _due(match: re.Match[str], sent_at: datetime, zone: ZoneInfo) -> datetime:
    """When a promise made at sent_at ends; days end at midnight by the zone's clock."""
    here = sent_at.astimezone(zone)
    midnight = datetime(here.year, here.month, here.day, tzinfo=zone)
    if match["n"]:
        number = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
        if match["work"]:
            days = -(-number // 24) if match["unit"].startswith("h") else number
            return _working_days(midnight, days)
        due = sent_at + number * _UNITS[match["unit"][0]]
        # "In two days" is kept on the whole of that day.
        return due if match["unit"][0] in "mh" else _end_of(due.astimezone(zone), zone)
    if match["whole"]:
        return sent_at + {"h": timedelta(hours=1), "d": timedelta(days=1)}.get(
            match["whole"][0], timedelta(weeks=1)
        )
    if match["weekday"]:
        ahead = (_WEEKDAYS[match["weekday"]] - here.weekday()) % 7
        day = midnight + timedelta(days=ahead or 7)
        return day if match.group().startswith(("before", "avant")) else _end_of(day, zone)
    return _end_of(midnight + timedelta(days=bool(match["tomorrow"])), zone)


def _end_of(day: datetime, zone: ZoneInfo) -> datetime:
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=zone)


def _working_days(midnight: datetime, number: int) -> datetime:
    """The end of the last of so many days from Monday to Friday. Holidays are not known."""
    day = midnight
    while number > 0:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return _end_of(day, midnight.tzinfo)  # type: ignore[arg-type]


class Promises:
    """Promises counted. Those without a later reply wait by the hour that they fall due in.

    last: the last hour (since 1970) of any reply: what fell due before it was not kept.
    """

    __slots__ = ("kept", "last", "late", "late_samples", "unknown", "waiting", "waiting_samples")

    def __init__(self) -> None:
        self.kept = self.late = self.unknown = self.last = 0
        self.waiting: dict[int, int] = {}
        self.late_samples = Smallest(SAMPLES)
        self.waiting_samples = Smallest(SAMPLES)

    def add(self, due: datetime, next_at: datetime | None) -> Smallest | None:
        """Count a promise; gives back where a sample of it belongs."""
        if next_at is None:
            self.unknown += 1
            return None
        if next_at == NEVER:
            hour = hour_of(due)
            self.waiting[hour] = self.waiting.get(hour, 0) + 1
            return self.waiting_samples
        if next_at <= due:
            self.kept += 1
            return None
        self.late += 1
        return self.late_samples

    def merge(self, other: Promises) -> None:
        """Add the counts of another."""
        self.kept += other.kept
        self.late += other.late
        self.unknown += other.unknown
        self.last = max(self.last, other.last)
        for hour, n in other.waiting.items():
            self.waiting[hour] = self.waiting.get(hour, 0) + n
        self.late_samples.merge(other.late_samples)
        self.waiting_samples.merge(other.waiting_samples)

    def figures(self) -> dict[str, Any]:
        """What the record says of them."""
        overdue = sum(n for hour, n in self.waiting.items() if hour < self.last)
        waiting = sum(self.waiting.values())
        forgotten = [one for one in self.waiting_samples.items() if one["due"] < self.last]
        samples = [*self.late_samples.items(), *forgotten][:SAMPLES]
        return {
            "made": self.kept + self.late + self.unknown + waiting,
            "kept": self.kept,
            "broken": self.late + overdue,
            "unknown": self.unknown + waiting - overdue,
            "samples": [{k: v for k, v in one.items() if k != "due"} for one in samples],
        }

    def state(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "counts": [self.kept, self.late, self.unknown, self.last],
            "waiting": [list(item) for item in self.waiting.items()],
            "late_samples": self.late_samples.state(),
            "waiting_samples": self.waiting_samples.state(),
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Promises:
        """The one that had this state."""
        made = cls()
        made.kept, made.late, made.unknown, made.last = state["counts"]
        made.waiting = dict(state["waiting"])
        made.late_samples = Smallest.from_state(SAMPLES, state["late_samples"])
        made.waiting_samples = Smallest.from_state(SAMPLES, state["waiting_samples"])
        return made


def hour_of(moment: datetime) -> int:
    """The hours from 1970 to a moment."""
    return int(moment.timestamp()) // 3600
