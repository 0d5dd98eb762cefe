"""Where to cut a text that is over its limit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.units.registry import unit_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from replylint.units.registry import Unit

__all__ = ["fits_prefix", "split_point"]

# White space that a line may break at: no no-break space, nor what stands before French high
# punctuation or after an opening guillemet.
_BLANK = r" \t\n\r\u2000-\u2006\u2008-\u200a\u3000"
_GAP = lazy_pattern(rf"(?<![«{_BLANK}])[{_BLANK}]+(?![{_BLANK}!?:;»%])")


def fits_prefix(text: str, unit: str, limit: int) -> int:
    """Find how much of a text, from its start, is within a limit.

    In: a text, the name of a unit, a limit in that unit. Out: the place, in code points of the
    text as given, where the longest prefix within the limit ends, never inside a grapheme cluster
    nor, where links have a price of their own, inside a link; 0 if nothing fits. Raises
    ValueError for a name that is not in `UNITS`.
    """
    kind = unit_named(unit)
    if kind.upper(text) <= limit or kind.length(text) <= limit:
        return len(text)
    places = _places(text, kind)
    turn = bisect_right(places, kind.turn(text))
    for low in (turn, 0) if turn else (0,):
        best = _longest(text, places, low, kind, limit)
        if best >= low:
            return places[best]
    return 0


def _longest(text: str, places: Sequence[int], low: int, kind: Unit, limit: int) -> int:
    """The index of the last of `places[low:]` whose prefix is within the limit, or low - 1."""

    def length(place: int) -> int:
        return kind.length(text[:place])

    # The place is about as far as the limit is large, however long the text.
    high = low + max(limit, 1)
    while high < len(places) and length(places[high]) <= limit:
        low, high = high + 1, 2 * high
    return bisect_right(places, limit, low, min(high, len(places)), key=length) - 1


def split_point(text: str, unit: str, limit: int, sentence_ends: Iterable[int]) -> int:
    """Suggest where to split a text that is over a limit, so that what comes before fits.

    In: as `fits_prefix`, and the places in code points where sentences end. Out: the place right
    after the last sentence that fits, if that is at least half of what fits, or else after the
    last word that fits, or else what `fits_prefix` gives; the length of the text if all of it
    fits. White space at the place belongs to neither half. Raises like `fits_prefix`.
    """
    room = fits_prefix(text, unit, limit)
    if room == len(text):
        return room
    reach = len(text) - len(text[room:].lstrip())  # a sentence may end in white space
    sentence = len(text[: max((e for e in sentence_ends if e <= reach), default=0)].rstrip())
    if 2 * sentence >= room > 0:
        return sentence
    word = 0
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        if start > room:
            break
        if not (text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()):
            word = start  # a number or a telephone number written in groups stays whole
    return word or room


def _places(text: str, kind: Unit) -> Sequence[int]:
    """The places, in order, where the text may be cut."""
    from replylint.units import graphemes

    places = graphemes.boundaries(text)
    spans = kind.whole(text)
    if not spans:
        return places
    starts = [start for start, _ in spans]
    kept = []
    for place in places:
        before = bisect_left(starts, place) - 1
        if before < 0 or place >= spans[before][1]:
            kept.append(place)
    return kept
