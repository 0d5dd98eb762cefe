"""Cuts a text into groups of digits, and strings together the groups that may be one number."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from replylint.lazy import lazy_pattern
from replylint.personal_data.lookalikes import INVISIBLE, PICTURE

_GROUP = lazy_pattern(f"[0-9][0-9{INVISIBLE}]*")  # what decorates the last digit belongs to it
# What may stand between two groups of one number; a line break may not.
_SIGNS = r"./,\\()\[\]{}|*·•:_+~=\-–—‐‑‒−" + PICTURE
_GAP = lazy_pattern(rf"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000{INVISIBLE}{_SIGNS}]{{1,10}}")
_SPACES = lazy_pattern(rf"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000{INVISIBLE}]+")
# Dashes are alike, and brackets only decorate: "06(39)98(44)12".
_PLAIN = str.maketrans({**dict.fromkeys("–—‐‑‒−", "-"), "(": "", ")": ""})

LONGEST_WHOLE = 24
"""A longer string of groups is a table or noise: only short windows of it are tried."""
_SHORT_WINDOW = 6  # groups in "+33 6 39 98 12 34", the number with most groups in common use


class Group(NamedTuple):
    """Digits without a separator: "06" in "06 39", "39" in "trente-neuf"."""

    start: int
    end: int
    digits: str
    gap: str = ""  # the sign between the group before and this one, without spaces


class Window(NamedTuple):
    """Neighbouring groups that are tried as one number."""

    groups: Sequence[Group]
    alone: bool  # no further group of the same make stands on either side

    @property
    def start(self) -> int:
        return self.groups[0].start

    @property
    def end(self) -> int:
        return self.groups[-1].end

    @property
    def digits(self) -> str:
        return "".join([group.digits for group in self.groups])

    @property
    def shape(self) -> str:
        """The groups joined by dashes; digits parted one by one are read as not parted."""
        if len(self.groups) > 6 and all(len(group.digits) == 1 for group in self.groups):
            return self.digits
        return "-".join([group.digits for group in self.groups])

    @property
    def gaps(self) -> list[str]:
        return [group.gap for group in self.groups[1:]]


def groups(text: str) -> list[Group]:
    """All groups of ASCII digits of a text that `lookalikes.read` has read, in order."""
    found = []
    for match in _GROUP.finditer(text):
        digits = match[0]
        if not digits.isdigit():
            digits = digits.replace(INVISIBLE, "")
        found.append(Group(match.start(), match.end(), digits))
    return found


def chains(text: str, found: Sequence[Group]) -> list[list[Group]]:
    """`found` parted into chains: lists of groups with nothing but separators between them."""
    result: list[list[Group]] = []
    last = Group(-11, -11, "")
    for group in found:
        gap = text[last.end : group.start] if group.start - last.end <= 10 else ""
        sign = None
        if gap in _COMMON_GAPS:
            sign = gap.strip()
        elif gap and last.end >= 0 and _GAP.fullmatch(gap):
            sign = _SPACES.sub("", gap).translate(_PLAIN)
            if PICTURE in sign:
                sign = PICTURE
            # A comma parts the numbers of a list, unless it parts groups of one length.
            elif sign == "," and len(last.digits) != len(group.digits) and last.gap != ",":
                sign = None
        if sign is None:
            last = group
            result.append([group])
        else:
            last = Group(group.start, group.end, group.digits, sign)
            result[-1].append(last)
    return result


_COMMON_GAPS = frozenset((" ", "-", ".", "/"))


def windows(text: str, chain: Sequence[Group], fewest: int, most: int) -> Iterator[Window]:
    """Neighbouring groups of `chain` with `fewest` to `most` digits in all, longest first."""
    count = len(chain)
    widest = count if count <= LONGEST_WHOLE else _SHORT_WINDOW
    for first in range(count):
        total = 0
        ends = []
        for last in range(first, min(first + widest, count)):
            total += len(chain[last].digits)
            if total > most:
                break
            if total >= fewest:
                ends.append(last + 1)
        for end in reversed(ends):
            yield Window(chain[first:end], not _continued(text, chain, first, end))


def _continued(text: str, chain: Sequence[Group], first: int, end: int) -> bool:
    """Whether the group before or after looks like a part of the same number."""
    gap = chain[end - 1].gap if end - first > 1 else None
    if first > 0 and gap in (None, chain[first].gap):
        before = chain[first - 1]
        # The end of a date or of a time ("12/05", "14:30") is no part of the number after it.
        parted = before.gap in ("/", ":", "-") and before.gap != chain[first].gap
        if not parted and not text[before.start - 1 : before.start].isalpha():
            return True
    if end < len(chain) and gap in (None, chain[end].gap):
        after = chain[end]
        further = chain[end + 1].gap if end + 1 < len(chain) else after.gap
        parted = further in ("/", ":", "-") and further != after.gap
        if not parted and not text[after.end : after.end + 1].isalpha():
            return True
    return False
