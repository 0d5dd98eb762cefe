"""Where what a reply says ends: before links, tags, part numbers, emoji and afterwords."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Span = tuple[int, int]

# A postscript, the line of a phone, the quoted message: what follows a signature.
_AFTERWORD = lazy_pattern(
    r"\n[ \t]*(?:>|p\. ?s\.?[ :,\u2013\u2014-]|ps ?[:,\u2013\u2014-]"
    r"|(?:sent|get outlook|envoyé|télécharge[rz]) (?:from|for|d[eu'\u2019]|outlook)"
    r"|-{3,} ?original|(?:on|le) [^\n]{4,120} (?:wrote|a écrit)\s?:)",
    re.IGNORECASE,
)
PART = lazy_pattern(r"(?<![\w/.,])(\d) ?(?:/|of|sur) ?(\d)\Z")
_KISSES = lazy_pattern(r"(?<![^\W_])(?:[xX]{1,5}|[xX]o(?:xo?){1,3}|(?<=[:;=8x])-?[dDpPoO])\Z")
_PRONOUNS = lazy_pattern(r"\((?:she|he|they|elle|il|iel)(?: ?/ ?[^()\n]{2,16})?\Z", re.IGNORECASE)
_MAX_ENDS = 10


def find_afterword(text: str) -> int:
    """Where the first afterword begins; the length of the text where there is none."""
    match = _AFTERWORD.search(text) if "\n" in text else None
    return match.start() if match is not None else len(text)


def ends(text: str, skipped: Sequence[Span], stop: int) -> Iterator[int]:
    """The ends of words at which a reply's last words may end, from text[:stop] inwards.

    skipped: spans that are passed over: links, handles, hashtags; sorted, none overlapping. Part
    numbers ("1/2"), emoji and punctuation are passed over too; kisses are offered, then passed
    over.
    """
    end = stop
    for _ in range(_MAX_ENDS):
        while end and not text[end - 1].isalnum():
            end -= 1
        if not end:
            return
        span = _span_at(skipped, end)
        if span is not None:
            end = span[0]
            continue
        if text[end - 1].isdigit():
            part = PART.search(text, max(0, end - 8), end)
            if part is not None and part[1] <= part[2]:
                end = part.start()
                continue
        elif text.startswith(")", end):
            pronouns = _PRONOUNS.search(text, max(0, end - 24), end)
            if pronouns is not None:
                end = pronouns.start()
                continue
        yield end
        kisses = _KISSES.search(text, max(0, end - 8), end) if text[end - 1] in "xXoOdDpP" else None
        if kisses is None:
            return
        end = kisses.start()


def _span_at(spans: Sequence[Span], end: int) -> Span | None:
    """The span that the character before `end` lies in."""
    for span in reversed(spans):
        if span[0] < end:
            return span if end <= span[1] else None
    return None
