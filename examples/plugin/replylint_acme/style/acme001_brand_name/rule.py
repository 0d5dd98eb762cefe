"""ACME001: the brand's name is written in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from replylint.document import Document
from replylint.rule import Edit, Fix, Flag, Rule, Severity


class BrandName(Rule):
    """Finds the brand's name in any other spelling and mends it."""

    code = "ACME001"
    name = "brand-name"
    severity = Severity.INFO
    messages = {
        "en": {"default": "“{phrase}” is written ACME"},
        "fr": {"default": "« {phrase} » s'écrit ACME"},
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        for hit in self.hits(doc):
            if doc.text[hit.start : hit.end] != "ACME":
                fix = Fix((Edit(hit.start, hit.end, "ACME"),))
                yield Flag(hit.start, hit.end, fix=fix)
