"""CHN005: a bare invitation to a private message, with no public word of acknowledgment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity
from replylint_rules.channel.clauses import answers, clauses_of, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class SilentHandoff(Rule):
    """A public reply whose every clause leads to a private message, without a kind word."""

    code = "CHN005"
    name = "silent-handoff"
    severity = Severity.INFO
    needs = ("visibility",)
    messages = {
        "en": {
            "default": "“{phrase}” is all that readers see: nobody acknowledges the matter",
            "default.suggestion": "Say in public that you have understood and take it on, then "
            "invite to the private message.",
        },
        "fr": {
            "default": "« {phrase} » est tout ce que voient les lecteurs : rien ne montre que vous "
            "avez compris",
            "default.suggestion": "Dites en public que vous avez compris et que vous vous en "
            "chargez, puis invitez au message privé.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        invitations = self.hits(doc, "message")
        if doc.visibility != "public" or not invitations or self.hits(doc, "acknowledges"):
            return
        for clause in clauses_of(doc):
            if answers(doc, clause) or kind_of(doc, clause) in ("answer", "unknown"):
                return
        yield Flag(invitations[0].start, invitations[0].end)
