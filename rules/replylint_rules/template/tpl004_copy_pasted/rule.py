"""TPL004: the reply is nearly word for word one that others got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# What differs from customer to customer says nothing: handles, links, numbers, placeholders.
_OWN = lazy_pattern(
    r"[@#]\w{1,60}|https?://\S{1,2000}|www\.\S{1,2000}|(?<!\w)[^\W\d]{0,30}\d\w{0,60}|\{[^{}\n]{1,120}\}"
)
_WORD = lazy_pattern(r"[^\W\d_]+")
_ENDS = lazy_pattern(r"[,.!?:\n]")
_GREETING = 6  # words at most before the first mark
_SIGNATURE = 5  # words at most behind the last
_SHINGLE = 3  # words


class CopyPasted(Rule):
    """Compares runs of three words, as Broder does (On the resemblance of documents, 1997)."""

    code = "TPL004"
    name = "copy-pasted"
    needs = ("history",)
    kinds = ("draft",)
    options = {"similarity": 0.8, "min_words": 10}
    strict = {"similarity": 0.6}
    messages = {
        "en": {
            "default": "{percent} % the same as a recent reply to somebody else",
            "default.suggestion": "Say something that only fits this customer: their question, "
            "their case, what happens next.",
        },
        "fr": {
            "default": "identique à {percent} % à une réponse récente faite à quelqu'un d'autre",
            "default.suggestion": "Dites ce qui ne va qu'à ce client : sa question, son cas, la "
            "suite.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        words = _body(doc.folded)
        if len(words) < self.number("min_words"):
            return
        own = _shingles(words)
        least = self.number("similarity")
        best = max((_resemblance(own, text, least) for text in doc.reply.history), default=0.0)
        if best >= least:
            end = len(doc.text.rstrip())
            yield Flag(0, end, params={"percent": int(100 * best)}, confidence=min(1.0, best))


def _body(folded: str) -> list[str]:
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


def _shingles(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _resemblance(own: frozenset[tuple[str, ...]], text: str, least: float) -> float:
    """The share of runs of three words that two texts have in common; 0 where it is under `least`
    for their lengths alone."""
    words = _body(fold(text))
    longest = max(len(words) - _SHINGLE + 1, len(own))
    if not own or min(len(words), len(own)) < least * longest:
        return 0.0
    other = _shingles(words)
    return len(own & other) / len(own | other)
