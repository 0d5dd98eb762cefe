"""SEN003: the reply asks for a password, a PIN, a card's number or code, or a one-time code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity
from replylint_rules.privacy.asking import (
    between,
    link_near,
    merged,
    requests,
    sentence_of,
    words_between,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.document import Document
    from replylint.phrases import Hit


class NeverAsk(Rule):
    """A way of asking and the name of a secret, on any channel."""

    code = "SEN003"
    name = "never-ask"
    severity = Severity.CRITICAL
    only_phrases = True
    messages = {
        "en": {
            "default": "“{phrase}” asks for a secret that nobody may ask for, not even in private",
            "default.suggestion": "Identify the customer another way, and ask them to keep it to "
            "themselves.",
        },
        "fr": {
            "default": "« {phrase} » demande un secret que nul ne doit demander, même en privé",
            "default.suggestion": "Identifiez le client autrement, et demandez-lui de garder "
            "ce secret pour lui.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        secrets = self.hits(doc, "secret")
        told = [] if secrets else self._told(doc)
        direct = [hit for hit in self.hits(doc, "direct") if not link_near(doc, hit.end)]
        if not (secrets or direct or told):
            return
        asked = requests(doc, secrets, self.hits(doc, "ask"))
        more = [*self._alone(doc, secrets), *direct, *told, *self._handed_over(doc, secrets)]
        warned = {sentence_of(doc, hit.start) for hit in self.hits(doc, "warning")}
        for request in merged(asked, more):
            sentence = sentence_of(doc, request.start)
            # "Type the code. Never give it to anybody": the next sentence may warn.
            if warned.isdisjoint((sentence, sentence_of(doc, sentence[1]))):
                yield Flag(request.start, request.end)

    def _told(self, doc: Document) -> list[Hit]:
        """ "Read it to me", where the customer speaks of a code or a password."""
        handed = list(self.hits(doc, "hand_over"))
        return handed if handed and self.inbound_hits(doc, "inbound.secret") else []

    def _alone(self, doc: Document, secrets: Sequence[Hit]) -> Iterator[Hit]:
        """Secrets asked for without a verb: "And the three digits on the back?"."""
        for hit in secrets:
            start, end = sentence_of(doc, hit.start)
            if (
                words_between(doc.folded, start, hit.start) <= 3
                and words_between(doc.folded, hit.end, end) <= 5
                and "?" in doc.folded[hit.end : end]
            ):
                yield hit

    def _handed_over(self, doc: Document, secrets: Sequence[Hit]) -> Iterator[Hit]:
        """ "Send it to me", in the sentence of a secret or in the next one."""
        for hit in self.hits(doc, "hand_over"):
            start = sentence_of(doc, hit.start)[0]
            before = sentence_of(doc, start - 1)[0] if start else 0
            if any(between(secrets, before, hit.start)) and not link_near(doc, hit.end):
                yield hit
