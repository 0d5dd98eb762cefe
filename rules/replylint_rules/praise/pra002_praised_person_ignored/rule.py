"""PRA002: the customer praises somebody by name, and the reply does not pass it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Names that are more often something else in praise.
_NOT_PEOPLE = frozenset(
    {"noel", "france", "paris", "rose", "may", "grace", "chance", "bravo", "vinted"}
)
_NAME = lazy_pattern(r"(?<![\w@#.])[A-Z\u00c0-\u00dd][a-z\u00df-\u00ff]{2,15}(?!\w)")


class PraisedPersonIgnored(Rule):
    """A first name in the customer's praise is not in the reply, nor anything of passing it on."""

    code = "PRA002"
    name = "praised-person-ignored"
    severity = Severity.INFO
    preview = True
    needs = ("inbound",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "the customer praises {who}, and the reply says nothing of it",
            "default.suggestion": "Say that you pass it on to {who}.",
        },
        "fr": {
            "default": "le client félicite {who} et la réponse n'en dit rien",
            "default.suggestion": "Dites que vous le transmettez à {who}.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        inbound = doc.inbound
        if inbound is None or not inbound.praise or inbound.complaint:
            return
        if self.hits(doc, "passes_on"):
            return
        known, signed = doc.words("names"), fold(inbound.name or "").split()
        for match in _NAME.finditer(inbound.text):
            name = fold(match.group())
            if name in known and name not in signed and name not in _NOT_PEOPLE:
                if name not in doc.folded:
                    yield Flag(0, 0, params={"who": match.group()})
                return
