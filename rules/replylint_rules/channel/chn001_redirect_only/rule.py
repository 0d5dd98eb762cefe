"""CHN001: the reply sends the customer elsewhere and gives nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule
from replylint_rules.channel.clauses import (
    ANSWER,
    answers,
    clauses_of,
    kind_of,
    lead_of,
    tells_hours,
)
from replylint_rules.links import links_between
from replylint_rules.parts import is_later_part
from replylint_rules.privacy.asking import requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint_rules.channel.clauses import Clause

# So many ways to turn to are an answer to "how do I contact you?"; so is a number.
_SEVERAL = 2
_NUMBER = lazy_pattern(r"\d(?:[ .-]?\d){6,12}(?!\d)|(?<!\d)3\d{3}(?!\d)")


class RedirectOnly(Rule):
    """Every clause sends elsewhere or is empty: an apology, thanks, a vague promise."""

    code = "CHN001"
    name = "redirect-only"
    languages = ("en", "fr")
    options = {"weigh": True}
    messages = {
        "en": {
            "default": "This only sends the customer elsewhere: there is no answer, and no next "
            "step of yours",
            "default.suggestion": "Give what help you can here, say what you do next and by when; "
            "then name the other channel.",
            "weighed": "This seems only to send the customer elsewhere, by {evidence}",
        },
        "fr": {
            "default": "La réponse ne fait qu'envoyer le client ailleurs : ni aide, ni étape "
            "prise en charge par vous",
            "default.suggestion": "Aidez d'abord ici, dites ce que vous faites et pour quand ; "
            "indiquez ensuite l'autre canal.",
            "weighed": "La réponse semble ne faire qu'envoyer le client ailleurs, par {evidence}",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        clauses: list[Clause] = []
        for clause in clauses_of(doc):
            if answers(doc, clause):  # most replies end here
                return
            clauses.append(clause)
        away: Clause | None = None
        unknown = 0
        for clause in clauses:
            kind = kind_of(doc, clause)
            if kind == "answer" and away is not None and tells_hours(doc, clause):
                kind = "empty"
            if kind == "redirect":
                away = away or clause
                unknown += lead_of(doc, clause)
            elif kind == "unknown":
                unknown += clause.words
            if kind == "answer" or unknown >= ANSWER:
                return
        if away is not None and not self.is_doubtful(doc):
            yield Flag(away.first, away.end)

    def is_doubtful(self, doc: Document) -> bool:
        """Where the other place is what was asked for, or something is asked for here."""
        return is_later_part(doc) or _asks_here(doc) or _only_praises(doc) or self._was_asked(doc)

    def _was_asked(self, doc: Document) -> bool:
        """Whether the customer asked for a place to turn to, and the reply names it."""
        if self.inbound_hits(doc, "inbound.contact") or self.inbound_hits(doc, "inbound.where"):
            return True
        if self.inbound_hits(doc, "inbound.page") and _holds_link(doc):
            return True
        return bool(self.inbound_hits(doc, "inbound.reach")) and (
            len(doc.hits("clause.redirect")) >= _SEVERAL or _holds_number(doc)
        )


def _holds_number(doc: Document) -> bool:
    return any(doc.is_prose(*match.span()) for match in _NUMBER.finditer(doc.text))


def _holds_link(doc: Document) -> bool:
    return any(links_between(doc, 0, len(doc.text)))


def _asks_here(doc: Document) -> bool:
    """Whether the reply asks for something that is to be answered where it stands."""
    if doc.hits("private_way"):
        return False
    if requests(doc, doc.hits("datum")):
        return True
    return bool(doc.hits("clause.inquiry")) and not any(links_between(doc, 0, len(doc.text)))


def _only_praises(doc: Document) -> bool:
    """Whether the customer does nothing but praise."""
    reading = doc.inbound_reading
    if reading is None or "?" in reading.folded:
        return False
    inbound = doc.inbound
    return inbound is not None and (
        inbound.praise and not inbound.complaint and not inbound.question
    )
