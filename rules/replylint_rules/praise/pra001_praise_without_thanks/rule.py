"""PRA001: the customer praises, and the reply does not thank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# A message of so few words only nods.
_A_NOD = 2


class PraiseWithoutThanks(Rule):
    """Praise, and nothing else, is answered without a word of thanks."""

    code = "PRA001"
    name = "praise-without-thanks"
    needs = ("inbound",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "the customer praises you, and the reply does not thank them",
            "default.suggestion": "Thank them first, for what they praise.",
        },
        "fr": {
            "default": "le client vous félicite et la réponse ne le remercie pas",
            "default.suggestion": "Remerciez d'abord, pour ce que le client apprécie.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.language == "und" or self.hits(doc, "thanks"):
            return
        reading = doc.inbound_reading
        if reading is None or "?" in reading.folded:
            return  # who asks does not merely praise
        inbound = doc.inbound
        if inbound is None or not inbound.praise or inbound.complaint or inbound.question:
            return
        if self.hits(doc, "welcome") and (
            self.inbound_hits(doc, "inbound.thanks") or len(reading.folded.split()) <= _A_NOD
        ):
            return  # who says thank you, or just "great", may be told that they are welcome
        yield Flag(0, 0)
