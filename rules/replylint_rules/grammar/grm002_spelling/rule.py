"""GRM002: a word is misspelt."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.prose import overlaps
from replylint.reading import fold
from replylint.rule import Edit, Fix, Flag, Rule, Severity, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.grammar.answer import Answer

_THRICE = lazy_pattern(r"(.)\1\1")
# How sure each slip makes us that the word is meant to be the other one.
_CONFIDENCE = {
    "accent": 0.95,
    "swap": 0.95,
    "double": 0.95,
    "extra": 0.9,
    "missing": 0.85,
    "other": 0.8,
}
# A capital at the beginning of a sentence may still begin a name.
_SURE = ("accent", "swap", "double")
# More unknown words than this in a text of so few: it is in another language, or no language.
_FOREIGN = 3
_FOREIGN_SHARE = 0.15
# Shorter ones are abbreviations as often as not.
_SHORTEST = 4
# What glues a word to a code, a file, a handle or an address.
_GLUE = "@#_/\\&=+-~^*%$\u2011"
_APOSTROPHES = "'\u2019"


class Spelling(Rule):
    """Words that no word list has and that are one slip away from one that it has."""

    code = "GRM002"
    name = "spelling"
    severity = Severity.WARNING
    languages = None
    wants = ("grammar",)
    options = MappingProxyType({"words": []})
    messages = {
        "en": {
            "default": "“{phrase}” is misspelt",
            "default.suggestion": "Rather: “{instead}”.",
            "unknown": "If it is right, add it to the option words.",
        },
        "fr": {
            "default": "« {phrase} » est mal orthographié",
            "default.suggestion": "Plutôt : « {instead} ».",
            "unknown": "S'il est juste, ajoutez-le à l'option words.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag | Skip]:
        fine = {fold(word) for word in self.words("words")}
        answer = doc.grammar
        if answer is not None and answer.failure is None:
            flags = list(_of_languagetool(doc, answer, fine))
            if not _is_foreign(doc, len(flags)):
                yield from flags
            return
        speller = doc.speller
        if doc.language not in speller.languages:
            yield Skip("language", {"language": doc.language})
            return
        words = speller.suspects(doc.text, doc.language)
        if not words:
            return
        if _is_foreign(doc, len(words)):
            return
        for word in words:
            if _is_shaped(word):
                yield from self._flags(doc, word, fine)

    def _flags(self, doc: Document, word: str, fine: set[str]) -> Iterator[Flag]:
        capital = word[0].isupper()
        for start in _places(doc, word):
            # A capital begins a sentence or a name.
            if capital and not _opens(doc, start):
                continue
            corrections = doc.speller.corrections(word.lower(), doc.language)
            if not corrections:
                return
            slip = corrections[0].slip
            if capital:
                if slip not in _SURE:
                    return
                words = [one.word.capitalize() for one in corrections]
            else:
                words = [one.word for one in corrections]
            if _is_allowed(doc, fold(word), fine):  # the dearest test
                return
            end = start + len(word)
            fix = Fix((Edit(start, end, words[0]),), safe=False)
            params: dict[str, object] = {"instead": ", ".join(words)}
            yield Flag(start, end, params=params, confidence=_CONFIDENCE[slip], fix=fix)


def _is_foreign(doc: Document, unknown: int) -> bool:
    """Whether so many words are unknown that it is the language that is another."""
    return unknown > _FOREIGN and unknown > _FOREIGN_SHARE * len(doc.text.split())


def _of_languagetool(doc: Document, answer: Answer, fine: set[str]) -> Iterator[Flag]:
    """What LanguageTool's dictionary does not have, less what the word lists here know better."""
    for problem in answer.problems:
        start, end = problem.start, problem.end
        word = doc.text[start:end]
        if (
            not problem.is_spelling
            or not word.isalpha()
            or len(word) < _SHORTEST
            or not _is_shaped(word)
            or start not in _places(doc, word)
            or doc.speller.knows(word.lower())
            or _is_allowed(doc, fold(word), fine)
            or (word[0].isupper() and not _opens(doc, start))
        ):
            continue
        instead = problem.replacements
        yield Flag(
            start,
            end,
            params={"instead": ", ".join(instead[:3])},
            confidence=_CONFIDENCE["missing"] if instead else _CONFIDENCE["other"],
            suggestion="" if instead else "unknown",
            fix=Fix((Edit(start, end, instead[0]),), safe=False) if instead else None,
        )


def _is_shaped(word: str) -> bool:
    """Whether a word is written as words are: one capital at most, no letter thrice in a row."""
    if not (word.islower() or (word[0].isupper() and word[1:].islower())):
        return False
    return word[0].lower() != word[1] and not _THRICE.search(word)


def _is_allowed(doc: Document, folded: str, fine: set[str]) -> bool:
    """Whether a word is a name or one of the trade, or was written by the customer first."""
    trade, names = doc.words("spelling"), doc.words("names")
    for word in (folded, folded.removesuffix("s")):
        if word in fine or word in trade or word in names:
            return True
    reply = doc.reply
    if any(one and folded in fold(one) for one in (reply.brand, reply.author, reply.customer)):
        return True
    return bool(reply.inbound) and folded in fold(reply.inbound or "")


def _places(doc: Document, word: str) -> Iterator[int]:
    """Where a word stands alone in prose, outside quotations, the greeting's name, signatures."""
    text = doc.text
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        before = text[start - 1] if start else " "
        after = text[end] if end < len(text) else " "
        follows = text[end + 1] if end + 1 < len(text) else " "
        glued = (
            before.isalnum()
            or after.isalnum()
            or before in _GLUE
            or after in _GLUE
            or (
                before == "."
                and start > 1
                and not text[start - 2].isspace()
                and text[start - 2] != "."
            )
            or (after in ".:" and (follows.isalnum() or follows == "/"))
            # "jusqu'à": what is left of an elision is no word.
            or (after in _APOSTROPHES and follows.isalpha() and follows != "s")
        )
        if not glued and doc.is_prose(start, end) and not _stands_aside(doc, start, end):
            yield start
        start = text.find(word, end)


def _stands_aside(doc: Document, start: int, end: int) -> bool:
    if doc.quotes and overlaps(doc.quotes, start, end):
        return True
    zones = doc.zones
    if zones.addressee is not None and zones.addressee[0] < end and start < zones.addressee[1]:
        return True
    return any(one.start <= start < one.end for one in zones.signatures)


def _opens(doc: Document, start: int) -> bool:
    """Whether a sentence begins there."""
    text = doc.text
    while start and not text[start - 1].isalnum():
        start -= 1
        if text[start] in ".!?\n\u2026":
            return True
    return start == 0
