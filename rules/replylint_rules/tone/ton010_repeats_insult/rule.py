"""TON010: the reply repeats the customer's insult."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Words about ourselves or about what was said, of which one stands shortly before a repeated insult;
# without them the word may be meant as it is ("report the scammers").
_ABOUT_US = lazy_pattern(
    r"\b(?:we|we're|i|i'm|us|our|not|no|aren't|isn't|call|called|calling|being|"
    r"nous|notre|nos|on|je|pas|traite[rsz]?|traiter|appel\w{1,3}|sommes|suis|des|vous)\b"
)
_BEFORE = 30
_SHORTEST = 4


class RepeatsInsult(Rule):
    """An insult of the customer's comes back in the reply, be it to deny it."""

    code = "TON010"
    name = "repeats-insult"
    severity = Severity.ERROR
    needs = ("inbound",)
    languages = ("en", "fr")  # those that inbound.txt knows insults of
    messages = {
        "en": {
            "default": "“{phrase}” repeats the customer's insult",
            "default.suggestion": "Answer what happened, not the word.",
        },
        "fr": {
            "default": "« {phrase} » reprend l'insulte du client",
            "default.suggestion": "Répondez aux faits, pas au mot.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if not doc.inbound_hits("insult") or doc.inbound is None:
            return
        reached = 0
        # Of "bunch of crooks", the last word is the one that hurts.
        for insult in sorted({fold(words).split()[-1] for words in doc.inbound.found("insult")}):
            start = doc.folded.find(insult, reached) if len(insult) >= _SHORTEST else -1
            if start < 0 or doc.folded[max(0, start - 1) : start].isalnum():
                continue
            end = start + len(insult)
            if doc.folded[end : end + 1].isalnum() or not doc.is_prose(start, end):
                continue
            if _ABOUT_US.search(doc.folded, max(0, start - _BEFORE), start):
                reached = end
                yield Flag(start, end)
