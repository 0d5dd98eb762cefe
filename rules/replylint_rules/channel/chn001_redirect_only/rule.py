"""CHN001: the reply sends the customer elsewhere and gives nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule
from replylint_rules.channel.clauses import clauses_of
from replylint_rules.links import links_between
from replylint_rules.privacy.asking import between, requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.inbound import Inbound
    from replylint_rules.channel.clauses import Clause

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
        clauses: list[Clause] = []
        for clause in clauses_of(doc):
            if self._answers(doc, clause):  # most replies end here
                return
            clauses.append(clause)
        if not self.hits(doc, "redirect") and not any(links_between(doc, 0, len(doc.text))):
            return
        kinds = [self._kind(doc, clause) for clause in clauses]
        unknown = sum(
            clause.words for clause, kind in zip(clauses, kinds, strict=True) if kind == "unknown"
        )
        if "redirect" not in kinds or "answer" in kinds or unknown >= _ANSWER:
            return
        if requests(doc, doc.hits("datum")) and not doc.hits("private_way"):
            return
        if doc.inbound is not None and _only_praises(doc.inbound):
            return
        away = clauses[kinds.index("redirect")]
        yield Flag(away.first, away.end)

    def _kind(self, doc: Document, clause: Clause) -> str:
        """What a clause does that does not answer by its words.

        "redirect", "empty", "answer" (by its form) or "unknown".
        """
        if self._has(doc, clause, "redirect"):
            return "redirect"
        text = doc.text[clause.start : clause.end]
        if self._is_condition(doc, clause):
            return "empty"
        if "?" in text and clause.words >= _QUESTION:
            return "answer"
        if self._has(doc, clause, "filler"):
            return "empty"
        return "redirect" if clause.leads_to_link else self._plain_kind(doc, clause, text)

    def _plain_kind(self, doc: Document, clause: Clause, text: str) -> str:
        if self._begins(doc, clause, "context"):
            return "empty"
        if clause.words >= _SHORT and any(character.isdigit() for character in text):
            return "answer"
        return "empty" if clause.words <= _SHORT else "unknown"

    def _answers(self, doc: Document, clause: Clause) -> bool:
        if self._is_condition(doc, clause):
            return False
        if self._has(doc, clause, "answer") or self._begins(doc, clause, "verdict"):
            return True
        # "@SomeTeam are the people you need" asks nothing, "@customer are you..." does.
        addressed = clause.start > 0 and "@" in doc.text[clause.start : clause.first]
        return not addressed and self._begins(doc, clause, "question")

    def _is_condition(self, doc: Document, clause: Clause) -> bool:
        """Whether a clause only says when: "if that doesn't help"."""
        return clause.words <= _LONGEST_CONDITION and self._begins(doc, clause, "condition")

    def _has(self, doc: Document, clause: Clause, group: str) -> bool:
        return any(between(self.hits(doc, group), clause.start, clause.end))

    def _begins(self, doc: Document, clause: Clause, group: str) -> bool:
        return any(between(self.hits(doc, group), clause.first, clause.first + 1))


def _only_praises(inbound: Inbound) -> bool:
    return inbound.praise and not inbound.complaint and not inbound.question
