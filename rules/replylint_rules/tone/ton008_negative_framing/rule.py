"""TON008: refusals or hedges pile up."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class NegativeFraming(Rule):
    """A reply that says no again and again, or says nothing for sure."""

    code = "TON008"
    name = "negative-framing"
    severity = Severity.INFO
    preview = True
    only_phrases = True
    options = MappingProxyType({"refusals": 3, "hedges": 3})
    messages = {
        "en": {
            "refusal": "this reply says no {count} times",
            "refusal.suggestion": "Say no once, with the reason, and then what you can do.",
            "hedge": "{count} hedges in one reply: nothing is certain",
            "hedge.suggestion": "Say what you know, and when you will know the rest.",
        },
        "fr": {
            "refusal": "cette réponse dit non {count} fois",
            "refusal.suggestion": "Dites non une fois, avec la raison, puis ce que vous pouvez faire.",
            "hedge": "{count} réserves dans une réponse : rien n'est sûr",
            "hedge.suggestion": "Dites ce que vous savez, et quand vous saurez le reste.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        for group, option in (("refusal", "refusals"), ("hedge", "hedges")):
            hits = self.hits(doc, group)
            most = int(self.number(option))
            if len(hits) >= most:
                last = hits[most - 1]
                yield Flag(last.start, last.end, group, {"count": len(hits)})
