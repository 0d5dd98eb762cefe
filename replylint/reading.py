"""Reads a text into the forms that rules match on, keeping every offset.

Two steps. `clean` removes what nobody sees (zero-width characters, soft hyphens), composes
decomposed accents, decodes HTML entities, reads letters of another alphabet inside of a Latin word
as what they look like, and makes runs of spaces one space; `fold` then lowers
case and drops accents one character to one character, so that an offset in one holds in the other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from replylint.lazy import lazy_pattern

# Characters that change nothing for the reader. The zero-width joiner and the variation selectors
# stay: emoji need them.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff"
)
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\ufe20-\ufe2f"
_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_SPACES = "[ \u00a0\u202f\u2009]{2,}"
# Cyrillic and Greek letters that look like Latin ones: inside of a Latin word they hide it.
_ALIKE = {
    **dict(
        zip(
            "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u03bf",
            "aeopcyxijshdo",
            strict=True,
        )
    ),
    **dict(
        zip(
            "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405",
            "ABEKMHOPCTYXIJS",
            strict=True,
        )
    ),
    **dict(
        zip(
            "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
            "ABEZHIKMNOPTYX",
            strict=True,
        )
    ),
}
_LETTERS = "".join(_ALIKE)
_TROUBLE = lazy_pattern(
    f"(?P<entity>{_ENTITY})|(?P<invisible>[{_INVISIBLE}]+)"
    f"|(?P<alike>(?<=[A-Za-z])[{_LETTERS}]+|[{_LETTERS}]+(?=[0-9]?[A-Za-z]))"
    f"|(?P<cluster>[^{_MARKS}][{_MARKS}]+)|(?P<spaces>{_SPACES})"
)
# A zero-width joiner between two letters or digits hides something; between emoji it is spelling.
_JOINER = lazy_pattern("(?<=[0-9A-Za-z\u00c0-\u024f])\u200d(?=[0-9A-Za-z\u00c0-\u024f])")
_BEYOND = lazy_pattern("([^\x00-\xff]+)")
_MAY_TROUBLE = lazy_pattern(f"[{_INVISIBLE}{_MARKS}{_LETTERS}\u200d\u202f\u2009]")


class Reading(NamedTuple):
    """A cleaned text, its folded twin of the same length, and the way back to the original.

    offsets: for each code point of `text`, where it starts in the original; one more entry for
    the end. None where text and original are the same.
    """

    text: str
    folded: str
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original behind the span start..end of `text`."""
        if self.offsets is None:
            return start, end
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end]

    def back(self, offset: int) -> int:
        """The offset in `text` of an offset in the original."""
        if self.offsets is None:
            return offset
        return max(0, bisect_right(self.offsets, offset) - 1)


def read(original: str) -> Reading:
    """Clean and fold a text. Linear in its length; raises nothing."""
    return (
        _clean(original) if _needs_cleaning(original) else Reading(original, fold(original), None)
    )


def _needs_cleaning(text: str) -> bool:
    """Cheap tests first: nearly every reply passes them in under a microsecond."""
    if "  " in text or ("&" in text and ";" in text):
        return True
    if text.isascii():
        return False
    if "\u00ad" in text or "\u00a0" in text:
        return True
    beyond = "".join(_BEYOND.findall(text))
    return _MAY_TROUBLE.search(beyond) is not None


def _clean(original: str) -> Reading:
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0

    def keep(until: int) -> None:
        nonlocal done
        pieces.append(original[done:until])
        offsets.extend(range(done, until))
        done = until

    matches = [*_TROUBLE.finditer(original), *_JOINER.finditer(original)]
    matches.sort(key=re.Match.start)
    for match in matches:
        start, end = match.span()
        if start < done:
            continue
        replacement = _replacement(match)
        if replacement is None:
            continue
        keep(start)
        pieces.append(replacement)
        offsets.extend([start] * len(replacement))
        done = end
    keep(len(original))
    offsets.append(len(original))
    text = "".join(pieces)
    return Reading(text, fold(text), tuple(offsets))


def _replacement(match: re.Match[str]) -> str | None:
    """What stands in the clean text for a match; None to leave it alone."""
    kind = match.lastgroup
    found = match.group()
    if kind == "entity":
        import html

        decoded = html.unescape(found)
        return decoded if decoded != found and len(decoded) == 1 else None
    if kind == "cluster":
        composed = unicodedata.normalize("NFC", found)
        return composed if len(composed) < len(found) else found[0] if found[0].isalnum() else None
    if kind == "alike":
        return "".join(map(_ALIKE.__getitem__, found))
    if kind == "spaces":
        return " "
    return ""


# --- folding ---------------------------------------------------------------------------------


def _folded_character(character: str) -> str:
    """The plain lower-case form of one character, always one character long."""
    if character in _PLAIN:
        return _PLAIN[character]
    if character.isspace():
        return " "
    lowered = character.lower()
    if len(lowered) != 1:
        lowered = lowered[0]
    decomposed = unicodedata.normalize("NFKD", lowered)
    first = decomposed[0]
    if first == " ":  # a lone accent, such as "¨": a space would make two words of one
        return lowered
    if len(decomposed) == 1 or all(unicodedata.combining(mark) for mark in decomposed[1:]):
        return first.lower() if len(first.lower()) == 1 else first
    return lowered


_PLAIN = {
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "\u0060": "'", "\u2032": "'",
    "\u201b": "'", "\uff07": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u0153": "\u0153", "\u0152": "\u0153", "\u00e6": "\u00e6", "\u00c6": "\u00e6",
    "\u00b0": "\u00b0", "\u00ba": "\u00b0", "\u2026": "\u2026", "\u00df": "\u00df",
}  # fmt: skip

_LATIN = bytes(
    ord(_folded_character(chr(code))) if ord(_folded_character(chr(code))) < 256 else code
    for code in range(256)
)
# The characters beyond Latin-1 that replies are full of: replacing them first keeps most texts
# on the fast path.
_COMMON = (("\u2019", "'"), ("\u2013", "-"), ("\u2014", "-"), ("\u201c", '"'), ("\u201d", '"'),
           ("\u202f", " "))  # fmt: skip


def fold(text: str) -> str:
    """The text in lower case, without accents, with plain apostrophes, hyphens and spaces.

    One code point gives one code point: fold(t)[i:j] is always the folded form of t[i:j].
    """
    if not text.isascii():
        for character, plain in _COMMON:
            if character in text:
                text = text.replace(character, plain)
    try:
        return text.encode("latin-1").translate(_LATIN).decode("latin-1")
    except UnicodeEncodeError:
        pieces = _BEYOND.split(text)
        pieces[::2] = [p.encode("latin-1").translate(_LATIN).decode("latin-1") for p in pieces[::2]]
        pieces[1::2] = ["".join(map(_cached_fold, piece)) for piece in pieces[1::2]]
        return "".join(pieces)


class _FoldTable(dict[str, str]):
    """Folded characters, remembered; bounded by the number of Unicode code points."""

    def __missing__(self, character: str) -> str:
        self[character] = folded = _folded_character(character)
        return folded


_TABLE = _FoldTable()
_cached_fold = _TABLE.__getitem__
