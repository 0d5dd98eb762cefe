"""PUB001: the reply to a review asks for a better rating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class RatingRequest(Rule):
    """Asking for stars, for a changed or a removed review, where the platform forbids it."""

    code = "PUB001"
    name = "rating-request"
    severity = Severity.ERROR
    only_phrases = True
    needs = ("channel",)
    messages = {
        "en": {
            "default": "“{phrase}” asks for a rating, which {channel} does not allow in a reply",
            "default.suggestion": "Say what you have put right, and leave the rating to the "
            "customer.",
        },
        "fr": {
            "default": "« {phrase} » demande une note, ce que {channel} n'admet pas dans une "
            "réponse",
            "default.suggestion": "Dites ce que vous avez corrigé, et laissez le client noter.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.channel is None or "no_rating_requests" not in doc.channel.capabilities:
            return
        for hit in self.hits(doc):
            yield Flag(hit.start, hit.end, params={"channel": doc.channel.title})
