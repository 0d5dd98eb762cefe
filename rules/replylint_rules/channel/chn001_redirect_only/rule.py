"""CHN001: the reply sends the customer elsewhere and gives nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule
from replylint_rules.channel.clauses import clauses_of
from replylint_rules.links import links_between
from replylint_rules.privacy.asking import between, requests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.document import Document
    from replylint_rules.channel.clauses import Clause
    from replylint_rules.privacy.asking import Request

# Words in clauses that neither send away nor are empty; from here on they are taken for an answer.
_ANSWER = 8
# A clause this short says nothing by itself ("as always", "step 1").
_SHORT = 3
# A question this long is about the matter; a shorter one is "how can we help?".
_QUESTION = 5
_LONGEST_CONDITION = 20


class RedirectOnly(Rule):
    """Every clause sends elsewhere or is empty: an apology, thanks, a vague promise."""

    code = "CHN001"
    name = "redirect-only"
    messages = {
        "en": {
            "default": "This only sends the customer elsewhere: there is no answer, and no next "
            "step of yours",
            "default.suggestion": "Give what help you can here, say what you do next and by when; "
            "then name the other channel.",
        },
        "fr": {
            "default": "La réponse ne fait qu'envoyer le client ailleurs : ni aide, ni étape "
            "prise en charge par vous",
            "default.suggestion": "Aidez d'abord ici, dites ce que vous faites et pour quand ; "
            "indiquez ensuite l'autre canal.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if not self.hits(doc, "redirect") and not any(links_between(doc, 0, len(doc.text))):
            return
        if (
            doc.inbound is not None
            and doc.inbound.praise
            and not (doc.inbound.complaint or doc.inbound.question)
        ):
            return
        asked = [] if doc.hits("private_way") else requests(doc, doc.hits("datum"))
        away: Clause | None = None
        unknown = 0
        for clause in clauses_of(doc):
            kind = self._kind(doc, clause, asked)
            if kind == "answer":
                return
            if kind == "unknown":
                unknown += clause.words
            elif kind == "redirect" and away is None:
                away = clause
        if away is not None and unknown < _ANSWER:
            yield Flag(away.first, away.end)

    def _kind(self, doc: Document, clause: Clause, asked: Sequence[Request]) -> str:
        """What a clause does: "redirect", "answer", "empty" or "unknown"."""
        redirects = self._has(doc, clause, "redirect")
        if (
            not redirects
            and clause.words <= _LONGEST_CONDITION
            and self._begins(doc, clause, "condition")
        ):
            return "empty"
        if self._answers(doc, clause) or any(between(asked, clause.start, clause.end)):
            return "answer"
        return "redirect" if redirects else self._kind_by_form(doc, clause)

    def _answers(self, doc: Document, clause: Clause) -> bool:
        if self._has(doc, clause, "answer") or self._begins(doc, clause, "verdict"):
            return True
        # "@SomeTeam are the people you need" asks nothing, "@customer are you..." does.
        addressed = clause.start > 0 and "@" in doc.text[clause.start : clause.first]
        return not addressed and self._begins(doc, clause, "question")

    def _kind_by_form(self, doc: Document, clause: Clause) -> str:
        """What a clause does that neither sends away nor answers by its words."""
        text = doc.text[clause.start : clause.end]
        if "?" in text and clause.words >= _QUESTION:
            return "answer"
        if self._has(doc, clause, "filler"):
            return "empty"
        if clause.leads_to_link:
            return "redirect"
        if self._begins(doc, clause, "context"):
            return "empty"
        if clause.words < _SHORT or not any(character.isdigit() for character in text):
            return "empty" if clause.words <= _SHORT else "unknown"
        return "answer"

    def _has(self, doc: Document, clause: Clause, group: str) -> bool:
        return any(between(self.hits(doc, group), clause.start, clause.end))

    def _begins(self, doc: Document, clause: Clause, group: str) -> bool:
        return any(between(self.hits(doc, group), clause.first, clause.first + 1))
