"""The weighted length of a post on X.

Source: twitter-text's configuration v3 and `parseTweet`, as documented at
https://docs.x.com/fundamentals/counting-characters.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.units import emoji

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LINK", "count", "find_links", "upper_bound"]

# Configuration v3: `transformedURLLength`, and `defaultWeight` 200 over `scale` 100.
LINK = 23
_EMOJI = 2

# All but the `ranges` of weight 100: U+0-10FF, U+2000-200D, U+2010-201F and U+2032-2037. So an
# accent or a curly quote costs 1; the euro sign, the ellipsis character, a narrow no-break space
# and an ideograph cost 2.
_HEAVY = lazy_pattern("[^\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
# These and a few of weight 100: a set that compiles in a tenth of the time.
_MAYBE_HEAVY = lazy_pattern("[^\0-\u10ff]")

# What can be the first dot of a link, and the rest of its host: there is one link at most in a row
# of ASCII letters, digits, hyphens and dots, and none has fewer characters than "t.co".
_HOST = lazy_pattern(r"\.(?<=[^ \n.]\.)[^ \n.][A-Za-z0-9.-]*")
_LONGEST_GAIN = LINK - len("t.co")

# Sorting the marks on one letter takes the square of their number, so a long text is normalised
# in slices that end at a space if they can.
_SLICE = 2000
_SLICES = lazy_pattern(rf"(?s).{{1,{_SLICE}}}(?!\S)|.{{1,{_SLICE}}}")


def count(text: str) -> int:
    """Count a text as X counts it.

    In: any text, lone surrogates included. Out: its weighted length, 0 or more, where 280 is the
    limit of a post: the text is brought to NFC, a line end counts 1, each link 23 however long,
    each emoji 2 however many code points it has, any other character 1 or 2. Never raises.
    """
    text = _normal(text)
    found = find_links(text)
    if not found:
        return _weigh(text)
    pieces, done = [], 0
    for start, end in found:
        pieces.append(text[done:start])
        done = end
    pieces.append(text[done:])
    # Line ends keep the pieces apart, lest an emoji grow across a link; they are taken off again.
    return _weigh("\n".join(pieces)) + (LINK - 1) * len(found)


def find_links(text: str) -> list[tuple[int, int]]:
    """Find what counts as a link on X: the (start, end) of each, in code points."""
    return _finder()(text) if _HOST.search(text) else []


def upper_bound(text: str) -> int:
    """A weighted length that `count(text)` does not exceed, found without looking for links."""
    text = _normal(text)
    heavy = 0 if text.isascii() else len(_MAYBE_HEAVY.findall(text))
    return len(text) + heavy + _LONGEST_GAIN * len(_HOST.findall(text))


@cache
def _finder() -> Callable[[str], list[tuple[int, int]]]:
    from replylint.units import links  # compiles patterns that most texts have no need of

    return links.find


def _normal(text: str) -> str:
    """The text in NFC, each of its line ends one character."""
    if not text.isascii():
        if len(text) <= _SLICE:
            text = unicodedata.normalize("NFC", text)
        else:
            text = "".join(unicodedata.normalize("NFC", part) for part in _SLICES.findall(text))
    return text.replace("\r\n", "\n") if "\r" in text else text


def _weigh(text: str) -> int:
    """The weight of a text without links."""
    if text.isascii():
        return len(text)
    heavy = _HEAVY.findall(text)
    weight = len(text) + len(heavy)
    if "\u200d" in text or not emoji.SIGNS.isdisjoint(heavy):  # the joiner alone is not heavy
        for sequence in emoji.sequences(text):
            weight += _EMOJI - len(sequence) - len(_HEAVY.findall(sequence))
    return weight
