"""Looks around a place in the text for the words that say whose the datum there is."""

import re
from enum import Enum

from replylint.lazy import lazy_pattern
from replylint.personal_data.lookalikes import plain
from replylint.personal_data.patterns import words as lists

_MARK = lazy_pattern(r"[.!?…\n]")
_ABBREVIATION = lazy_pattern(
    r"(?:^|[\s(\[-])(?:\w{0,6}nr|t[ée]l|n|no|num|r[ée]f|[a-z]|av|ave|bd|bld|boul|st|ste|mr|mrs|ms|mme|mlle|dr|app|appt"
    r"|apt|cf|ex|env|approx|ext|dept)$",
    re.IGNORECASE,
)
_CAPITAL = lazy_pattern(r"[\s\ufffc\u200b]+(?:[\"«“(#]*[A-ZÀ-ÖØ-Þ0-9]|$)")


def _ends_sentence(piece: str, index: int) -> bool:
    """Whether the mark at `index` ends a sentence; a line break does after another mark."""
    mark, following = piece[index], piece[index + 1 : index + 2]
    if mark in "!?…":
        return not following or not following.isalnum()
    if mark == "\n":
        above = piece[:index].rstrip(" \t\r")
        return not above or above[-1] in ".!?,;\n"
    return _CAPITAL.match(piece, index + 1) is not None and not _ABBREVIATION.search(
        piece, max(0, index - 12), index
    )


class Owner(Enum):
    """Whose a phone number or an address is."""

    BRAND = "brand"
    PERSON = "person"
    UNKNOWN = "unknown"


def before(text: str, start: int, reach: int = 80) -> str:
    """The plain words of the same sentence that stand before `start`, at most `reach`."""
    piece = text[max(0, start - reach) : start]
    cut = 0
    for match in _MARK.finditer(piece):
        if _ends_sentence(piece, match.start()):
            cut = match.end()
    return plain(piece[cut:])


def after(text: str, end: int, reach: int = 60) -> str:
    """The plain words of the same sentence that stand after `end`, at most `reach`."""
    piece = text[end : end + reach]
    for match in _MARK.finditer(piece):
        if _ends_sentence(piece, match.start()):
            return plain(piece[: match.end()])
    return plain(piece)


def _last(pattern: re.Pattern[str], words: str) -> tuple[int, int]:
    """Where the last match ends, and how long it is; (-1, 0) where there is none."""
    spans = (match.span() for match in pattern.finditer(words))
    return max(((end, end - start) for start, end in spans), default=(-1, 0))


def nearest(words: str, brand: re.Pattern[str], person: re.Pattern[str]) -> Owner:
    """Whose cue ends last in `words`, that is nearest to what follows them.

    Of two that end at the same word the longer wins: "I'll call" over "call".
    """
    ours, theirs = _last(brand, words), _last(person, words)
    if ours == theirs:
        return Owner.UNKNOWN
    return Owner.BRAND if ours > theirs else Owner.PERSON


_AROUND = lists("around")
_EXAMPLE, _TAIL, _COMPANY = _AROUND["example"], _AROUND["tail"], _AROUND["company"]
_MASKED = lazy_pattern(r"(?:[*•●·][ .-]{0,2}|[xX#]{2}[ .-]{0,2}|(?<![A-Za-z])[xX]|…|\.\.)$")


def announces_sample(words: str) -> bool:
    """Whether plain words end with those that announce an example."""
    return _EXAMPLE.search(words) is not None


def is_sample(text: str, start: int) -> bool:
    """Whether the words before `start` announce an example ("du type", "for example")."""
    return _EXAMPLE.search(plain(text[max(0, start - 28) : start])) is not None


def is_tail(text: str, start: int) -> bool:
    """Whether only the end of a number is given: "ending in 4242", "**** 4242", "x1234"."""
    piece = text[max(0, start - 32) : start]
    return _MASKED.search(piece) is not None or _TAIL.search(plain(piece)) is not None


def is_company(text: str, start: int) -> bool:
    """Whether the number is a company's, a product's, a law's or a version's by its label."""
    return _COMPANY.search(plain(text[max(0, start - 56) : start])) is not None
