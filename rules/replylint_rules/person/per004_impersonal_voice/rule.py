"""PER004: the reply reads as written by an office, not by a person to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.phrases import Hit

# What each group of phrases speaks for.
_WEIGHTS = {"form": 2.0, "office": 2.0, "stock": 1.0}
# A person shows by "I", by warm words, by the customer's name, by a lively mark.
_PERSON, _WARM, _NAME, _LIVELY = 1.0, 1.0, 0.5, 0.5
# A bare instruction this short, with nothing of a person in it, is impersonal all by itself.
_BARE_WORDS = 28
_WORD = lazy_pattern(r"[^\W\d_]{2,}")


class ImpersonalVoice(Rule):
    """Weighs impersonal phrases against signs of a person; see the page."""

    code = "PER004"
    name = "impersonal-voice"
    parts = ("body",)
    options = {"threshold": 3.0}
    strict = {"threshold": 2.0}
    messages = {
        "en": {
            "default": "Reads as written by an office: {evidence}",
            "default.suggestion": "Write as “I” to “you”: name the customer, take up what they said, "
            "and say what you do in plain verbs.",
            "bare": "A bare instruction: no greeting, no name, no word of understanding, no person",
            "bare.suggestion": "Greet, take up the problem in a few words, and say why this way helps.",
        },
        "fr": {
            "default": "Sonne comme un courrier administratif : {evidence}",
            "default.suggestion": "Écrivez de « je » à « vous » : nommez le client, reprenez ce qu'il "
            "a dit, et dites ce que vous faites avec des verbes simples.",
            "bare": "Une consigne sèche : ni bonjour, ni nom, ni un mot de compréhension, ni personne",
            "bare.suggestion": "Saluez, reprenez le problème en quelques mots, et dites en quoi cela aide.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        found = [
            (weight, hit)
            for group, weight in _WEIGHTS.items()
            for hit in _distinct(doc, self.hits(doc, group))
        ]
        total = sum(weight for weight, _ in found)
        threshold = self.number("threshold")
        if total >= threshold:
            total -= self._signs_of_a_person(doc)
            if total >= threshold:
                yield self._flag(doc, [hit for _, hit in found], total / (threshold + 2))
                return
        if self.hits(doc, "instruction") and self._is_bare(doc):
            start, end = doc.zones.body
            yield Flag(start, end, "bare", confidence=0.9)

    def _flag(self, doc: Document, hits: list[Hit], confidence: float) -> Flag:
        hits.sort(key=lambda hit: hit.start)
        shown = ", ".join(f"“{doc.masked[hit.start : hit.end]}”" for hit in hits[:4])
        return Flag(
            hits[0].start, hits[-1].end, params={"evidence": " ".join(shown.split())},
            confidence=min(1.0, confidence),
        )  # fmt: skip

    def _signs_of_a_person(self, doc: Document) -> float:
        signs = 0.0
        if self.hits(doc, "person"):
            signs += _PERSON
        if self.hits(doc, "warm"):
            signs += _WARM
        if doc.zones.addressee is not None:
            signs += _NAME
        if "!" in doc.text:
            signs += _LIVELY
        return signs

    def _is_bare(self, doc: Document) -> bool:
        """Whether a short reply has an instruction and nothing else."""
        if self.hits(doc, "person") or self.hits(doc, "warm") or "!" in doc.text:
            return False
        zones = doc.zones
        if zones.greeting is not None and zones.addressee is not None:
            return False
        start, end = zones.body
        text = doc.text[start:end]
        for first, last in reversed(doc.non_prose):
            if start <= first and last <= end:
                text = text[: first - start] + text[last - start :]
        return len(_WORD.findall(text)) <= _BARE_WORDS


def _distinct(doc: Document, hits: list[Hit]) -> list[Hit]:
    """A phrase said twice is one piece of evidence."""
    seen: dict[str, Hit] = {}
    for hit in hits:
        seen.setdefault(doc.folded[hit.start : hit.end], hit)
    return list(seen.values())
