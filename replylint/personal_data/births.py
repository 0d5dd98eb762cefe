"""Finds dates of birth: a full date beside a word for being born."""

import re
from collections.abc import Iterator, Sequence

from replylint.lazy import lazy_pattern
from replylint.personal_data import cues
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import plain
from replylint.personal_data.numbers import Group
from replylint.personal_data.patterns import words

_LISTS = words("births")
_BEFORE, _AFTER, _THING = _LISTS["before"], _LISTS["after"], _LISTS["thing"]

_MONTH = (
    r"(?:janv(?:ier|\.)?|f[ée]v(?:rier|r?\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|l?\.)?|ao[uû]t"
    r"|sept?(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|d[ée]c(?:embre|\.)?|jan(?:uary|\.)?"
    r"|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|september|october"
    r"|november|december)"
)
_DAY, _DAY_2 = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0[1-9]|[12][0-9]|3[01])"
_NUMBER, _NUMBER_2 = r"(?:0?[1-9]|1[0-2])", r"(?:0[1-9]|1[0-2])"  # of the month
_CENTURY = r"(?:1[89]|20)"
_DATE = lazy_pattern(
    rf"(?:{_DAY}(?P<sign>[/.\-\u2010-\u2013 ]){_NUMBER}(?P=sign){_CENTURY}?[0-9]{{2}}"
    rf"|{_NUMBER}/{_DAY}/{_CENTURY}?[0-9]{{2}}"
    rf"|{_CENTURY}[0-9]{{2}}[-/.]{_NUMBER_2}[-/.]{_DAY_2}"
    rf"|{_DAY}(?:er|st|nd|rd|th)?(?: of)?[ \xa0\u202f-]{_MONTH}"
    rf",?[ \xa0\u202f-]{_CENTURY}[0-9]{{2}})"
    r"(?![0-9])",
    re.IGNORECASE,
)
_DAY_AND_YEAR = lazy_pattern(r"[0-9]{1,2}(?:st|nd|rd|th)?,?[ \xa0](?:1[89]|20)[0-9]{2}(?![0-9])")
_MONTH_BEFORE = lazy_pattern(rf"\b{_MONTH}[ \xa0]\Z", re.IGNORECASE)


def births(text: str, found: Sequence[Group]) -> Iterator[PersonalData]:
    """Dates of birth. The date alone is the span, not the words that announce it."""
    for group in found:
        span = _date(text, group)
        if not span:
            continue
        start, end = span
        before = cues.before(text, start)
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
