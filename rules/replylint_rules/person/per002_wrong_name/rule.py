"""PER002: the reply speaks to somebody else than the customer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.people import may_be, name_parts
from replylint.reading import fold
from replylint.rule import Edit, Fix, Flag, Rule, Severity, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from replylint.document import Document

_HANDLE = lazy_pattern(r"@?[\w.-]{2,60}")
_GAP = lazy_pattern(r"[\s.,]*")
# Spellings of one name are as near as this: Sara and Sarah, Mathieu and Matthieu.
_ALIKE = 0.8
_SHORTEST = 3  # letters of a name that can be told from an initial


class WrongName(Rule):
    """The name or the handle at the head of the reply is another than the customer's."""

    code = "PER002"
    name = "wrong-name"
    severity = Severity.ERROR
    preview = True
    needs = ("customer",)
    kinds = ("draft",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "“{phrase}” is not the customer's name",
            "default.suggestion": "Their name is “{customer}”.",
            "handle": "“{phrase}” is not the customer's handle",
            "handle.suggestion": "Theirs is “{customer}”.",
        },
        "fr": {
            "default": "« {phrase} » n'est pas le nom du client",
            "default.suggestion": "Son nom : « {customer} ».",
            "handle": "« {phrase} » n'est pas le pseudo du client",
            "handle.suggestion": "Le sien : « {customer} ».",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        customer = (doc.reply.customer or "").strip()
        if customer.startswith("@"):
            yield from self._handle(doc, customer)
        elif doc.zones.addressee is not None:
            yield from self._name(doc, customer, *doc.zones.addressee)

    def _handle(self, doc: Document, customer: str) -> Iterator[Flag]:
        """The handles that open the reply, none of which is the customer's or written to before."""
        if _HANDLE.fullmatch(customer) is None:
            return
        opening = list(_opening_handles(doc))
        known = _heard(doc) | {fold(customer), "@" + fold(doc.reply.brand or "").replace(" ", "")}
        if opening and not any(doc.folded[slice(*span)] in known for span in opening):
            start, end = opening[0]
            fix = Fix((Edit(start, end, customer),), safe=False)
            yield Flag(start, end, "handle", {"customer": customer}, fix=fix)

    def _name(self, doc: Document, customer: str, start: int, end: int) -> Iterator[Flag]:
        """The name behind the greeting, where both names are names of persons."""
        said, theirs = name_parts(doc.text[start:end]), name_parts(customer)
        if not said or not theirs or any(map(str.isdigit, customer)):
            return
        names = doc.words("names")
        surname = said[0] not in names
        if surname:  # "Madame Roy": only where the surname is known too
            if len(theirs) < 2 or not _is_titled(doc, start) or len(theirs[-1]) < _SHORTEST:
                return
        elif theirs[0] not in names:
            return
        if self._are_one(said, theirs, surname) or _in_conversation(doc, said[0]):
            return
        first = customer.split(maxsplit=1)[-1 if surname else 0]
        fix = None if surname else Fix((Edit(start, end, first),), safe=False)
        params: dict[str, object] = {"customer": customer}
        yield Flag(start, end, params=params, confidence=0.8 if surname else 0.95, fix=fix)

    def _are_one(self, said: list[str], theirs: list[str], surname: bool) -> bool:
        if not set(said).isdisjoint(theirs) or may_be(" ".join(said), " ".join(theirs)):
            return True
        from difflib import SequenceMatcher

        alike = (SequenceMatcher(None, said[0], part).ratio() for part in theirs)
        if any(ratio >= _ALIKE for ratio in alike):
            return True
        nicknames = _nicknames(f"{self.folder}/nicknames.words")
        known = nicknames.get(said[0], frozenset())
        return not surname and not known.isdisjoint(theirs)


@cache
def _nicknames(path: str) -> Mapping[str, frozenset[str]]:
    """What else a person of a name may be called."""
    found: dict[str, set[str]] = {}
    for line in read_lines(path):
        if not line.startswith("#"):
            for name in line.split():
                found.setdefault(name, set()).update(line.split())
    return {name: frozenset(others) for name, others in found.items()}


def _opening_handles(doc: Document) -> Iterator[tuple[int, int]]:
    place = 0
    for start, end in doc.non_prose:
        if doc.text[start] != "@" or _GAP.fullmatch(doc.text, place, start) is None:
            return
        yield start, end
        place = end


def _heard(doc: Document) -> set[str]:
    """The handles in what the customer and others wrote before."""
    return {
        word.strip(".,:;!?()")
        for text in (doc.reply.inbound or "", *doc.reply.thread)
        if "@" in text
        for word in fold(text).split()
        if word.startswith("@")
    }


def _is_titled(doc: Document, start: int) -> bool:
    words = doc.folded[max(0, start - 16) : start].replace(".", " ").split()
    return bool(words) and words[-1] in doc.words("titles")


def _in_conversation(doc: Document, name: str) -> bool:
    """Whether somebody of that name wrote, or was written of, in the conversation."""
    texts = (doc.reply.inbound or "", *doc.reply.thread)
    return any(name in name_parts(text) for text in texts)
