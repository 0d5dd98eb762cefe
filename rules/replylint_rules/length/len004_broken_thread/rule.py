"""LEN004: a reply in several parts that are too many, out of order or not numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Edit, Fix, Flag, Rule, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_MAYBE = lazy_pattern(r"[1-9] ?(?:/|of|sur) ?[2-9]")
# "(1/2)", "1/2" at the end of a part, before links and a signature of a word; "[2/3]", "2 of 3".
_NUMBER = lazy_pattern(
    r"(?<![\w/.,])[(\[]?(?P<part>[1-9]) ?(?:/|of|sur) ?(?P<of>[2-9])[)\]]?(?![\w/.,%])"
    r"(?=(?:\s+(?:https?://\S{1,500}|[\^*/~-]?\w{1,20}|#\w{1,60})){0,2}\s*\Z)"
)
_AT_HEAD = lazy_pattern(
    r"\A(?:\s*@\w{1,30}){0,5}\s*[(\[]?(?P<part>[1-9]) ?/ ?(?P<of>[2-9])[)\]]?[ :.)-]"
)


class BrokenThread(Rule):
    """Looks at the last message of the thread: where that is part 1/2, this must be part 2/2."""

    code = "LEN004"
    name = "broken-thread"
    kinds = ("draft",)
    options = {"max_parts": 3}
    messages = {
        "en": {
            "many": "part {part} of {of}: more than {limit} parts are hard to follow",
            "many.suggestion": "Shorten it, or link to a page that says it all.",
            "order": "this is part {part}/{of}, where {expected} should follow",
            "order.suggestion": "Number it {expected}.",
            "unnumbered": "the message before is part {before}, and this one has no number",
            "unnumbered.suggestion": "Number it {expected}.",
            "announced": "“{phrase}” announces another part, and this one has no number",
            "announced.suggestion": "Number it: (1/2).",
        },
        "fr": {
            "many": "partie {part} sur {of} : au-delà de {limit}, on perd le fil",
            "many.suggestion": "Raccourcissez, ou donnez le lien d'une page qui dit tout.",
            "order": "c'est la partie {part}/{of}, alors que {expected} devait suivre",
            "order.suggestion": "Numérotez-la {expected}.",
            "unnumbered": "le message d'avant est la partie {before}, celui-ci n'a pas de numéro",
            "unnumbered.suggestion": "Numérotez-le {expected}.",
            "announced": "« {phrase} » annonce une autre partie, et celle-ci n'est pas numérotée",
            "announced.suggestion": "Numérotez-la : (1/2).",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag | Skip]:
        own = _number(doc.text)
        if own is not None and own[1] > self.number("max_parts"):
            limit = int(self.number("max_parts"))
            yield Flag(*own[2], "many", {"part": own[0], "of": own[1], "limit": limit})
        if own is None:
            for hit in self.hits(doc, "announced"):
                fix = _numbering(doc, "(1/2)")
                yield Flag(hit.start, hit.end, "announced", fix=fix)
        if not doc.reply.thread:
            if own is not None and own[0] > 1:
                yield Skip("needs-thread")
            return
        before = _number(doc.reply.thread[-1])
        if before is None or before[0] >= before[1]:
            return
        expected = f"({before[0] + 1}/{before[1]})"
        if own is None:
            end = len(doc.text.rstrip())
            params: dict[str, object] = {"before": f"{before[0]}/{before[1]}", "expected": expected}
            yield Flag(0, end, "unnumbered", params, fix=_numbering(doc, expected))
        elif own[:2] != (before[0] + 1, before[1]):
            params = {"part": own[0], "of": own[1], "expected": expected}
            yield Flag(*own[2], "order", params, fix=Fix((Edit(*own[2], expected),)))


def _number(text: str) -> tuple[int, int, tuple[int, int]] | None:
    """Which part of how many a message says it is, and where it says so."""
    if _MAYBE.search(text) is None:
        return None
    match = _NUMBER.search(text, max(0, len(text) - 600)) or _AT_HEAD.search(text)
    if match is None:
        return None
    part, of = int(match["part"]), int(match["of"])
    number = match.group().strip(" :.-")
    start = match.start() + match.group().index(number)
    return (part, of, (start, start + len(number))) if part <= of else None


def _numbering(doc: Document, number: str) -> Fix:
    """A fix that ends the text with a number."""
    end = len(doc.text.rstrip())
    return Fix((Edit(end, end, f" {number}"),))
