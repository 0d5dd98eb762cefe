"""SEN004: a public reply confirms a relation that the customer did not speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity
from replylint_rules.privacy.private_way import private_params

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class RevealsRelationship(Rule):
    """Words that confirm that somebody is a patient or client, or what they came for."""

    code = "SEN004"
    name = "reveals-relationship"
    severity = Severity.ERROR
    preview = True
    only_phrases = True
    needs = ("visibility", "inbound")
    messages = {
        "en": {
            "default": "“{phrase}” confirms in public what the customer did not post",
            "default.suggestion": "Answer in general terms and go on in private: “{invitation}”",
        },
        "fr": {
            "default": "« {phrase} » confirme en public ce que le client n'a pas publié",
            "default.suggestion": "Répondez en termes généraux et poursuivez en privé : "
            "« {invitation} »",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.visibility != "public":
            return
        for group in ("patient", "visit", "file"):
            hits = self.hits(doc, group)
            if hits and not self.inbound_hits(doc, f"inbound.{group}"):
                for hit in hits:
                    yield Flag(
                        hit.start,
                        hit.end,
                        params=private_params(self, doc, asked=False),
                        confidence=0.7,
                    )
