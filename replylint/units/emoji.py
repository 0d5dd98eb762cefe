"""Emoji made of several code points, which a reader sees as one.

Source: Unicode Technical Standard 51, section 1.4 (emoji sequences) and `emoji-data.txt` for
Extended_Pictographic. The shape of a sequence decides, not a list of those that exist today, so
that next year's emoji count like this year's; Unicode keeps the code points below reserved for
pictographs. Keycaps, flags, skin tones, tag sequences (the flag of Scotland) and pictures joined
by a zero-width joiner are covered.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["SIGNS", "sequences"]

# One of these is in every sequence: the emoji style, the keycap, a skin tone, a letter of a flag,
# the end of a tag or the joiner.
SIGNS = frozenset(
    "\ufe0f\u20e3\U000e007f\u200d"
    + "".join(map(chr, (*range(0x1F3FB, 0x1F400), *range(0x1F1E6, 0x1F200))))
)

_PICTURE = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u2388\u23cf"
    "\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2605"
    "\u2607-\u2612\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716\u271d\u2721\u2728\u2733\u2734"
    "\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1\u27b0\u27bf"
    "\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171\U0001f17e\U0001f17f"
    "\U0001f18e\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5\U0001f201-\U0001f20f\U0001f21a\U0001f22f"
    "\U0001f232-\U0001f23a\U0001f23c-\U0001f23f\U0001f249-\U0001f3fa\U0001f400-\U0001f53d"
    "\U0001f546-\U0001f64f\U0001f680-\U0001f6ff\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff"
    "\U0001f80c-\U0001f80f\U0001f848-\U0001f84f\U0001f85a-\U0001f85f\U0001f888-\U0001f88f"
    "\U0001f8ae-\U0001f8ff\U0001f90c-\U0001f93a\U0001f93c-\U0001f945\U0001f947-\U0001faff"
    "\U0001fc00-\U0001fffd"
)
_LETTER = "\U0001f1e6-\U0001f1ff"  # of a flag
_STYLE = "[\ufe0f\U0001f3fb-\U0001f3ff]"  # as an emoji, or a skin tone


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    # A coarse class in front, and the exact one looked back at: most text is then passed over
    # at once.
    pictures = re.compile(
        f"[\u00a9\u00ae\u203c-\U0001fffd](?:(?<=[{_LETTER}])[{_LETTER}]"
        "|(?<=\U0001f3f4)[\U000e0030-\U000e007a]{2,6}\U000e007f"
        f"|(?<=[{_PICTURE}])(?:{_STYLE}?(?:\u200d[{_PICTURE}]{_STYLE}?)+|{_STYLE}))"
    )
    return pictures, re.compile("[0-9#*]\ufe0f?\u20e3")


def sequences(text: str) -> list[str]:
    """The emoji of a text that are made of several code points, keycaps last."""
    pictures, keycaps = _patterns()
    found: list[str] = pictures.findall(text)
    if "\u20e3" in text:
        found += keycaps.findall(text)
    return found
