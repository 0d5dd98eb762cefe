"""TON002: the reply blames the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import PhraseRule
from replylint_rules.tone.goodwill import unless_meant_well

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.rule import Flag


class Blaming(PhraseRule):
    """Phrases that put the fault on the customer."""

    code = "TON002"
    name = "blaming"
    messages = {
        "en": {
            "default": "“{phrase}” blames the customer",
            "default.suggestion": "Say what you will do now; if they can avoid it next time, offer it as a tip.",
        },
        "fr": {
            "default": "« {phrase} » rejette la faute sur le client",
            "default.suggestion": "Dites ce que vous faites maintenant ; un conseil pour la suite passe mieux qu'un reproche.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        yield from unless_meant_well(doc, tuple(super().check(doc)))
