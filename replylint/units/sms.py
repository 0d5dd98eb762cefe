"""Text messages: which alphabet a text needs, how long it is in it and in how many parts it goes.

Source: 3GPP TS 23.038, section 6.2.1 (the GSM 7 bit default alphabet and its extension table) and
TS 23.040, section 9.2.3.24.1 (a message in several parts gives 6 of its 140 octets to a header).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from replylint.lazy import lazy_pattern
from replylint.units import encoded

__all__ = ["Encoding", "costly", "count", "encoding", "first_costly", "parts"]

Encoding = Literal["gsm7", "ucs2"]

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = "\f^{}\\[~]|€"  # each an escape and a septet

_DOUBLE = lazy_pattern(f"[{re.escape(_EXTENSION)}]")
_ASTRAL = lazy_pattern("[\U00010000-\U0010ffff]")
_ROOM: dict[Encoding, tuple[int, int]] = {"gsm7": (160, 153), "ucs2": (70, 67)}


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(f"[^{re.escape(_BASIC + _EXTENSION)}]")


def encoding(text: str) -> Encoding:
    """The alphabet a text needs: "gsm7", or "ucs2" as soon as one character is not in GSM 7."""
    return "ucs2" if _foreign().search(text) else "gsm7"


def first_costly(text: str) -> int:
    """The place of the first character that GSM 7 lacks, in code points, or -1."""
    return next(costly(text), (-1, ""))[0]


def costly(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character that GSM 7 lacks, with its place in code points."""
    return ((match.start(), match[0]) for match in _foreign().finditer(text))


def count(text: str) -> int:
    """Count a text in the units of the alphabet it needs.

    In: any text. Out: septets if GSM 7 has all of it (two for each of [ ] { } ^ ~ \\ | € and form
    feed), otherwise 16-bit units (two for each code point above U+FFFF). Never raises.
    """
    if encoding(text) == "ucs2":
        return encoded.utf16(text)
    return len(text) + len(_DOUBLE.findall(text))


def parts(text: str) -> int:
    """Count the parts a text is sent in: 0 if it is empty.

    One part holds 160 septets or 70 16-bit units; of several, each holds 153 or 67. A character
    of two units is never split between parts: it leaves a unit free and opens the next part.
    """
    alphabet = encoding(text)
    alone, among = _ROOM[alphabet]
    size = count(text)
    if size <= alone:
        return min(size, 1)
    pairs = (_DOUBLE if alphabet == "gsm7" else _ASTRAL).finditer(text)
    # `wasted` units were left free so far; each pair shifts what follows it by one more.
    wasted = 0
    for earlier, pair in enumerate(pairs):
        if (pair.start() + earlier + wasted) % among == among - 1:
            wasted += 1
    return -(-(size + wasted) // among)
