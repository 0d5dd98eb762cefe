"""TPL004: the reply is nearly word for word one that others got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.reading import fold
from replylint.resemblance import body_words, resemblance, shingles
from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.resemblance import Shingles

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
        words = body_words(doc.folded)
        if len(words) < self.number("min_words"):
            return
        own = shingles(words)
        least = self.number("similarity")
        best = max((_resemblance(own, text, least) for text in doc.reply.history), default=0.0)
        if best >= least:
            end = len(doc.text.rstrip())
            yield Flag(0, end, params={"percent": int(100 * best)}, confidence=min(1.0, best))


def _resemblance(own: Shingles, text: str, least: float) -> float:
    """The share of runs of three words that two texts have in common; 0 where it is under `least`
    for their lengths alone."""
    words = body_words(fold(text))
    longest = max(len(words) - _SHINGLE + 1, len(own))
    if not own or min(len(words), len(own)) < least * longest:
        return 0.0
    return resemblance(own, shingles(words))
