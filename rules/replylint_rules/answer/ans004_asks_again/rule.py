"""ANS004: the reply asks for what the customer has given already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule
from replylint_rules.privacy.asking import between, requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# The groups of the phrase files that name each kind of personal data.
_GROUPS = {"reference": "reference", "email": "email", "phone": "phone", "address": "address",
           "date_of_birth": "birth"}  # fmt: skip
_SURE = 0.6


class AsksAgain(Rule):
    """A request for a kind of datum that stands in the customer's message."""

    code = "ANS004"
    name = "asks-again"
    preview = True
    only_phrases = True
    needs = ("inbound",)
    messages = {
        "en": {
            "default": "“{phrase}”: the customer has given it already",
            "default.suggestion": "Use what is in the message, and thank for it.",
        },
        "fr": {
            "default": "« {phrase} » : le client l'a déjà donné",
            "default.suggestion": "Servez-vous de ce qui est dans le message, et remerciez-en.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        inbound = doc.inbound_reading
        if inbound is None or not any(c.isdigit() or c == "@" for c in inbound.text):
            return
        asked = requests(doc, doc.hits("datum"))
        if not asked:
            return
        from replylint.personal_data import find

        given = {data.kind.value for data in find(inbound.text) if data.confidence >= _SURE}
        for request in asked:
            for kind in given & _GROUPS.keys():
                named = between(self.hits(doc, _GROUPS[kind]), request.start, request.end)
                if next(named, None) is not None:
                    yield Flag(request.start, request.end, confidence=0.8)
                    break
