"""ANS005: the reply is in another language than the customer's message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.language import UNDETERMINED
from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Votes of stop words (see replylint.language): how many make a language sure, and how many times
# those of the other language they must be. A greeting or a brand is one or two words.
# A message of fewer words than this is no sign of what its author reads.
_FEW = 3
_SURE_OF_INBOUND = 1.0
_SURE_OF_REPLY = 2.0
_LEAD = 3.0


class LanguageMismatch(Rule):
    """The customer wrote in one language and is answered in another.

    A reply that is also in the customer's language is fine, and so is any answer to a message in
    two languages or in none that can be told.
    """

    code = "ANS005"
    name = "language-mismatch"
    severity = Severity.ERROR
    needs = ("inbound",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "the customer writes in “{theirs}”, the reply is in “{ours}”",
            "default.suggestion": "Answer in the customer's language, or in both.",
        },
        "fr": {
            "default": "le client écrit en « {theirs} », la réponse est en « {ours} »",
            "default.suggestion": "Répondez dans la langue du client, ou dans les deux.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        reading = doc.inbound_reading
        theirs, ours = doc.inbound_language, doc.detected_language
        if reading is None or theirs == ours or UNDETERMINED in (theirs, ours):
            return
        words = sum(any(map(str.isalnum, word)) for word in reading.folded.split())
        if words < _FEW - ("?" in reading.folded):
            return  # "Merci!", "love it" are said everywhere, a question is not
        asked, answered = doc.votes(reading.folded), doc.votes(doc.folded)
        if asked.get(theirs, 0) < max(_SURE_OF_INBOUND, _LEAD * asked.get(ours, 0)):
            return
        if answered.get(ours, 0) < max(_SURE_OF_REPLY, _LEAD * answered.get(theirs, 0)):
            return
        yield Flag(0, 0, params={"theirs": theirs, "ours": ours})
