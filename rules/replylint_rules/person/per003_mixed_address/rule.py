"""PER003: one reply says tu and vous to the same customer."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.phrases import Hit


class MixedAddress(Rule):
    """Flags the rarer of the two forms of address where a reply has both."""

    code = "PER003"
    name = "mixed-address"
    parts = ("body",)
    only_phrases = True
    messages = {
        "en": {
            "default": "“{phrase}” in a reply that says “{form}” elsewhere",
            "default.suggestion": "Keep to one of “{familiar}” and “{formal}” from the first line to the last.",
        },
        "fr": {
            "default": "« {phrase} » dans une réponse qui dit « {form} » ailleurs",
            "default.suggestion": "Tenez-vous-en à « {familiar} » ou à « {formal} » du début à la fin.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        familiar = [hit for hit in self.hits(doc, "familiar") if not _is_acronym(doc, hit)]
        if not familiar:
            return
        formal = self.hits(doc, "formal")
        capital = self.hits(doc, "formal.capital")
        if capital:
            formal = [*formal, *(hit for hit in capital if _is_capital_inside(doc, hit))]
            formal.sort(key=attrgetter("start"))
        # To several people, or about the form itself, both are right.
        if not formal or self.hits(doc, "several"):
            return
        forms = self.wording(doc.language)
        if not forms:
            return
        names = forms["familiar"], forms["formal"]
        rarer, form = (familiar, names[1]) if len(familiar) < len(formal) else (formal, names[0])
        if len(familiar) == len(formal) and familiar[0].start > formal[0].start:
            rarer, form = familiar, names[1]
        params: dict[str, object] = {"form": form, "familiar": names[0], "formal": names[1]}
        yield Flag(rarer[0].start, rarer[0].end, params=params, confidence=rarer[0].confidence)


def _is_acronym(doc: Document, hit: Hit) -> bool:
    """Whether it stands in capitals in a text that has small letters: TA, TU."""
    return doc.text[hit.start : hit.end].isupper() and not doc.text.isupper()


def _is_capital_inside(doc: Document, hit: Hit) -> bool:
    """Whether it has a capital and another word of its line goes before it: "können Sie"."""
    before = doc.text[max(0, hit.start - 3) : hit.start].rstrip(" ")
    return doc.text[hit.start].isupper() and (before[-1:].isalnum() or before[-1:] == ",")
