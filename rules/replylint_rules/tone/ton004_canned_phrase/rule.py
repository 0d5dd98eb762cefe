"""TON004: the reply uses dead phrases."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, PhraseRule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

MILD = "mild"
# How a letter ends, and what shows that one person wrote it: "I", but for what a form letter says with it.
_VALEDICTION = "valediction"
_SPEAKS = {
    "fr": lazy_pattern(
        r"\bj(?:'|e (?:ne |n')?(?!vous (?:pri|inform|invit|remerci|confirm|signal|indiqu|assur|sais|saurai)"
        r"|rest|demeur|me tiens))"
    )
}
_OFTEN = 2
# Contractions, "I" and exclamation marks: a person speaks.
_LIVELY = {
    "en": lazy_pattern(r"\w'(?:s|m|re|ve|ll|d|t)\b|!|\bi\b"),
    "fr": lazy_pattern(
        r"\bj'(?:y|en|ai (?!le regret|bien (?:recu|note)))|\bmoi-meme\b|\bmeme\b|!"
        r"|\bje (?:m'en|le|la|les|lui|passe|mets|garde|viens|vais)\b|\bvous avez bien fait\b"
    ),
}
_ENOUGH_LIFE = 3


class CannedPhrase(PhraseRule):
    """Dead phrases, each with what a person would say; polite formulas only where they pile up.

    A single dead phrase in a reply that is lively otherwise is let pass.
    """

    code = "TON004"
    name = "canned-phrase"
    severity = Severity.INFO
    options = MappingProxyType({"formulas": 3})
    strict = MappingProxyType({"formulas": 2})
    messages = {
        "en": {
            "default": "“{phrase}” is a dead phrase",
            "default.suggestion": "Say it in your own words.",
            "instead": "Say it like a person: “{instead}”.",
            "mild": "“{phrase}” is one formula too many",
            "mild.suggestion": "Keep one polite formula, and say the rest in your own words.",
        },
        "fr": {
            "default": "« {phrase} » est une formule morte",
            "default.suggestion": "Dites-le avec vos mots.",
            "instead": "Dites-le simplement : « {instead} ».",
            "mild": "« {phrase} » fait une formule de trop",
            "mild.suggestion": "Gardez une formule de politesse et dites le reste avec vos mots.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        mild = self.hits(doc, MILD)
        many = len(mild) >= self.number("formulas")
        flags = list(super().check(doc))
        if _speaks(doc):
            closings = {hit.start for hit in self.hits(doc, _VALEDICTION)}
            flags = [flag for flag in flags if flag.start not in closings]
        dead = sum(flag.message != MILD for flag in flags)
        if dead == 1 and not many and _is_lively(doc):
            return
        for flag in flags:
            if flag.message != MILD:
                yield flag
            elif many:
                yield Flag(flag.start, flag.end, MILD, confidence=0.5)


def _speaks(doc: Document) -> bool:
    """Whether one person tells another what they have done: a formal end is then no fault."""
    person = _SPEAKS.get(doc.language)
    return person is not None and sum(1 for _ in person.finditer(doc.folded)) >= _OFTEN


def _is_lively(doc: Document) -> bool:
    """Whether a person is plainly heard around one dead phrase."""
    lively = _LIVELY.get(doc.language)
    return lively is not None and sum(1 for _ in lively.finditer(doc.folded)) >= _ENOUGH_LIFE
