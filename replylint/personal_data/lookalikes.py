"""Reads look-alike characters as what they look like, one character to one character.

Digits are hidden from filters as full-width, Arabic-Indic, mathematical or circled digits, with
zero-width characters or with an emoji between them. Every reading here keeps the length of the
text, so that an offset found in what was read is an offset in what the user wrote.
"""

import unicodedata
from functools import lru_cache

from replylint.lazy import lazy_pattern

INVISIBLE = "\u200b"
"""What a character that shows nothing, or that only decorates its neighbour, is read as."""
PICTURE = "\ufffc"
"""What an emoji or another symbol is read as."""

# All that is not ordinary text of the languages read here: Latin letters, spaces, punctuation.
_STRANGE = lazy_pattern(
    "[^\x00-\x7f\xa0-\xac\xae-\u02ff\u1e00-\u1eff\u2000-\u200a\u2010-\u2029\u202f-\u205f\u20a0-\u20bf"
    "\u2116\u2122]"
)
_SUPERSCRIPTS = frozenset("²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")  # footnotes and units, never a number's digits
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


@lru_cache(maxsize=4096)
def _read(char: str) -> str:
    if char in _SUPERSCRIPTS:
        return char
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(char)
    if category in ("Cf", "Me", "Mn"):
        return INVISIBLE
    compatible = unicodedata.normalize("NFKC", char)
    if len(compatible) == 1 and compatible.isascii():
        return compatible
    if category in ("So", "Sk") or ord(char) in _FLAG_LETTERS:
        return PICTURE
    return char


# A letter for a zero: "O6 39 98 12 34", "077OO 900123", "06 39 98 1O 34".
_MIXED = lazy_pattern(
    r"[0-9OolI](?:(?<=[0-9])[Oo]|(?<=[Oo])[0-9]|(?<=[0-9]{2}[ .-][lI])[0-9](?![0-9a-z]))"
)
_LETTER_O = lazy_pattern(
    r"(?<![A-Za-z0-9])[Oo](?=[1-9](?:[ .-]?[0-9]{2}){2}|[0-9]{3,4}\b)"
    r"|(?<=[0-9])[Oo]{1,4}(?=[0-9]|[ .-][0-9]{2})"
)
_LETTER_L = lazy_pattern(r"(?<=[0-9]{2}[ .-])[lI](?=[0-9](?![0-9a-z]))")


def read(text: str) -> str:
    """The text with look-alike characters read as ASCII; the same length as `text`."""
    if not text.isascii() and _STRANGE.search(text):
        text = _STRANGE.sub(lambda found: _read(found[0]), text)
    if _MIXED.search(text):
        for _ in range(2):  # one zero shows the next
            text = _LETTER_O.sub(lambda found: "0" * len(found[0]), text)
        text = _LETTER_L.sub("1", text)
    return text


def plain(text: str) -> str:
    """The text in lower case without accents and with straight apostrophes, for looking up words.

    The length may change: offsets in it mean nothing.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("’", "'"))
        text = "".join(char for char in text if not unicodedata.combining(char))
    return text.lower()
