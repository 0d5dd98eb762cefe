"""CHN002: the reply asks for a private message to tell what everybody could read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class NeedlessPrivateMessage(Rule):
    """A private message for a price, opening hours, a size: nothing personal."""

    code = "CHN002"
    name = "needless-private-message"
    severity = Severity.INFO
    preview = True
    only_phrases = True
    needs = ("visibility",)
    messages = {
        "en": {
            "default": "“{phrase}”: this is not private, so others would like to read it too",
            "default.suggestion": "Answer here; keep the private message for personal data.",
        },
        "fr": {
            "default": "« {phrase} » : rien de privé ici, d'autres aimeraient aussi le lire",
            "default.suggestion": "Répondez ici ; gardez le message privé pour les données "
            "personnelles.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.visibility == "public":
            for hit in self.hits(doc):
                yield Flag(hit.start, hit.end)
