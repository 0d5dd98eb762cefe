"""Finds dates of birth: a full date beside a word for being born."""

from collections.abc import Iterator, Sequence

from replylint.lazy import lazy_pattern
from replylint.personal_data import cues
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import plain
from replylint.personal_data.numbers import Group
from replylint.personal_data.patterns import words

_LISTS = words("births")
_BEFORE, _AFTER, _THING = _LISTS["before"], _LISTS["after"], _LISTS["thing"]

# Nobody who reads was born then.
_BYGONE = lazy_pattern(r"(?<!\d)18\d\d(?!\d)")
_DATE, _DAY_AND_YEAR, _MONTH_BEFORE = _LISTS["date"], _LISTS["day and year"], _LISTS["month before"]


def births(text: str, found: Sequence[Group]) -> Iterator[PersonalData]:
    """Dates of birth. The date alone is the span, not the words that announce it."""
    for group in found:
        span = _date(text, group)
        if not span:
            continue
        start, end = span
        before = cues.before(text, start)
        if _BYGONE.search(text, start, end):
            continue
        labelled = _BEFORE.search(before)
        if labelled and _THING.search(before[: labelled.start()]):
            continue
        if not labelled and not _AFTER.match(plain(text[end : end + 40])):
            continue
        if not cues.is_sample(text, start):
            yield PersonalData(Kind.DATE_OF_BIRTH, start, end, 0.95)


def _date(text: str, group: Group) -> tuple[int, int] | None:
    """The date that begins with the group, or with the month before it."""
    if len(group.digits) not in (1, 2, 4):
        return None
    date = _DATE.match(text, group.start)
    if date:
        return date.span()
    following = _DAY_AND_YEAR.match(text, group.start)
    month = _MONTH_BEFORE.search(text, max(0, group.start - 11), group.start) if following else None
    return (month.start(), following.end()) if month and following else None
