"""TON009: the customer complains, and the reply acknowledges nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# The second part of a reply in parts, "2/2": what was acknowledged stands in the first.
_LATER_PART = re.compile(r"(?<![\d/])[2-9]/[2-9](?![\d/])")
_SAD = re.compile(
    "[\U0001f614\U0001f61e\U0001f622\U0001f625\U0001f62d\U0001f97a\U0001f494\U0001f64f]"
)


class NoEmpathy(Rule):
    """A complaint is answered without apology, understanding or any sign that it was heard."""

    code = "TON009"
    name = "no-empathy"
    needs = ("inbound",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "the customer is in trouble, and the reply does not acknowledge it",
            "default.suggestion": "Begin with the person: say that you see what happened to them, or that you are sorry.",
        },
        "fr": {
            "default": "le client a un ennui et la réponse n'en tient aucun compte",
            "default.suggestion": "Commencez par la personne : dites que vous voyez ce qui lui arrive, ou que vous en êtes désolé.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        # The customer's message is read last: most replies settle the question by themselves.
        if doc.language == "und" or _is_bare(doc.folded) or self.hits(doc, "acknowledges"):
            return
        text = doc.text
        if not text.isascii() and _SAD.search(text):
            return
        if "/" in text and _LATER_PART.search(text):
            return
        inbound = doc.inbound
        if inbound is not None and inbound.complaint:
            yield Flag(0, 0)


def _is_bare(folded: str) -> bool:
    """Whether a reply has too few words to be an answer."""
    return folded.count(" ") < 2
