"""Characters as a reader sees them: extended grapheme clusters.

Source: Unicode Standard Annex 29, by way of the `regex` library, which is imported only for a
text that needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    import regex

__all__ = ["boundaries", "count"]

# What may share a cluster with its neighbour. Coarse on the safe side: whole blocks of scripts
# with marks are in it, but neither Latin letters, punctuation, ideographs, Hangul syllables nor
# single emoji.
_MAY_JOIN = lazy_pattern(
    "[\r\u0300-\u1fff\u200c\u200d\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a"
    "\ua000-\uabff\ud7a4-\ufe2f\uff9e\uff9f\U00010000-\U0001f1ff\U0001f3fb-\U0001f3ff"
    "\U000e0000-\U0010ffff]"
)

# `regex` goes back over all the letters of a row of flags at each of them. A pair of letters is a
# cluster like any base with a mark on it, which takes as many code points and no going back.
_FLAG = lazy_pattern("[\U0001f1e6-\U0001f1ff]{2}")
_BASE_AND_MARK = "x\u0301"


@cache
def _cluster() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\X")


def count(text: str) -> int:
    """Count the grapheme clusters of a text: 0 or more. Never raises."""
    if not _MAY_JOIN.search(text):
        return len(text)
    return len(_cluster().findall(_FLAG.sub(_BASE_AND_MARK, text)))


def boundaries(text: str) -> Sequence[int]:
    """The places between the clusters of a text, in code points, from 0 to its length."""
    if not _MAY_JOIN.search(text):
        return range(len(text) + 1)
    return [0, *(cluster.end() for cluster in _cluster().finditer(_FLAG.sub(_BASE_AND_MARK, text)))]
