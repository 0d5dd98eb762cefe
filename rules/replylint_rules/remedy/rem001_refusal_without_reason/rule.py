"""REM001: a no without a why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class RefusalWithoutReason(Rule):
    """A refusal in a reply that gives neither a reason nor something instead."""

    code = "REM001"
    name = "refusal-without-reason"
    preview = True
    only_phrases = True
    messages = {
        "en": {
            "default": "“{phrase}” says no and not why",
            "default.suggestion": "Give the reason in one sentence, and what you can do instead.",
        },
        "fr": {
            "default": "« {phrase} » dit non sans dire pourquoi",
            "default.suggestion": "Donnez la raison en une phrase, et ce que vous pouvez proposer.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        refusals = self.hits(doc, "refusal")
        if refusals and not self.hits(doc, "reason"):
            yield Flag(refusals[0].start, refusals[0].end, confidence=0.7)
