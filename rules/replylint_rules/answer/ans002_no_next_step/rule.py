"""ANS002: the customer is in trouble, and the reply says neither what to do nor what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity
from replylint_rules.channel.clauses import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class NoNextStep(Rule):
    """A complaint, and a reply of empty clauses only."""

    code = "ANS002"
    name = "no-next-step"
    severity = Severity.INFO
    preview = True
    languages = ("en", "fr")
    needs = ("inbound",)
    messages = {
        "en": {
            "default": "Nothing here says what happens next",
            "default.suggestion": "Say what you do, or what the customer can do, and by when.",
        },
        "fr": {
            "default": "Rien ne dit ce qui va se passer",
            "default.suggestion": "Dites ce que vous faites, ou ce que le client peut faire, et "
            "pour quand.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        inbound = doc.inbound
        if inbound is None or not inbound.complaint or inbound.praise or "?" in inbound.text:
            return
        if says_nothing(doc):
            yield Flag(*doc.zones.body, confidence=0.7)
