"""LEN002: the reply is far longer than a good reply on its channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# A word and its space take no less.
_SHORTEST_WORD = 2
_ROOM = 1.5  # a budget is what a good reply stays within; only half as much again is flagged


class OverBrevityBudget(Rule):
    """Counts words: what is separated by white space."""

    code = "LEN002"
    name = "over-brevity-budget"
    severity = Severity.INFO
    needs = ("channel",)
    options = {"max_words": 0}
    messages = {
        "en": {
            "default": "{count} words: a good reply takes {budget} at most ({channel})",
            "default.suggestion": "Keep what answers the question; the rest can be a link or a "
            "second message.",
        },
        "fr": {
            "default": "{count} mots : une bonne réponse en prend {budget} au plus ({channel})",
            "default.suggestion": "Gardez ce qui répond à la question ; un lien ou un second "
            "message dira le reste.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        channel = doc.channel
        if channel is None:
            return
        own = int(self.number("max_words"))
        budget = own or channel.budget
        if not budget:
            return
        limit = own or int(budget * _ROOM)
        text = doc.text
        if len(text) < limit * _SHORTEST_WORD:
            return
        words = text.split()
        if len(words) > limit:
            start = len(text) - len(text.split(None, limit)[limit])
            yield Flag(
                start,
                len(text.rstrip()),
                params={"count": len(words), "budget": budget, "channel": channel.title},
            )
