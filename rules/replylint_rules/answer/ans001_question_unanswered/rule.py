"""ANS001: the customer asks something, and the reply says nothing of use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule
from replylint_rules.channel.clauses import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class QuestionUnanswered(Rule):
    """A question, and a reply of empty clauses only."""

    code = "ANS001"
    name = "question-unanswered"
    preview = True
    languages = ("en", "fr")
    needs = ("inbound",)
    messages = {
        "en": {
            "default": "The customer asked a question, and the reply does not answer it",
            "default.suggestion": "Answer it first, or say when the answer comes and from whom.",
        },
        "fr": {
            "default": "Le client a posé une question, et la réponse n'y répond pas",
            "default.suggestion": "Répondez d'abord, ou dites quand viendra la réponse, et de qui.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        inbound = doc.inbound
        if inbound is None or "?" not in inbound.text:
            return
        if inbound.question and says_nothing(doc):
            yield Flag(*doc.zones.body, confidence=0.7)
