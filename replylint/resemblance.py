"""How alike two replies are, leaving out what differs from customer to customer."""

from __future__ import annotations

from replylint.lazy import lazy_pattern

# What differs from customer to customer says nothing: handles, links, numbers, placeholders.
_OWN = lazy_pattern(
    r"[@#]\w{1,60}|https?://\S{1,2000}|www\.\S{1,2000}|(?<!\w)[^\W\d]{0,30}\d\w{0,60}|\{[^{}\n]{1,120}\}"
)
_WORD = lazy_pattern(r"[^\W\d_]+")
_ENDS = lazy_pattern(r"[,.!?:\n]")
_GREETING = 6  # words at most before the first mark
_SIGNATURE = 5  # words at most behind the last

Shingles = frozenset[tuple[str, ...]]


def body_words(folded: str) -> list[str]:
    """The words of a text without its greeting, signature and what is the customer's own."""
    text = _OWN.sub(" ", folded)
    marks = [mark.start() for mark in _ENDS.finditer(text)]
    if not marks:
        return _WORD.findall(text)
    start, end = 0, len(text)
    if len(_WORD.findall(text[: marks[0]])) <= _GREETING:
        start = marks[0]
    if marks[-1] > start and len(_WORD.findall(text[marks[-1] :])) <= _SIGNATURE:
        end = marks[-1]
    return _WORD.findall(text[start:end])


def shingles(words: list[str]) -> Shingles:
    """The runs of three words (Broder: On the resemblance of documents, 1997)."""
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def resemblance(one: Shingles, other: Shingles) -> float:
    """The share of their runs that two texts have in common, from 0 to 1."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0
