"""TON006: the reply's tone does not fit the customer's: cheer for a complaint, regret for praise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Parties and bright grins; a plain smile, a heart or folded hands may comfort.
_CHEER = lazy_pattern(
    "[\U0001f389\U0001f38a\U0001f973\U0001f60d\U0001f929\U0001f601\U0001f600\U0001f603\U0001f604"
    "\U0001f483\U0001f57a\U0001f388\U0001f381\U0001f680\U0001f525\U0001f60e\u2728]"
)
_MARKS = lazy_pattern(r"!")
_MANY_MARKS = 4


class ToneMismatch(Rule):
    """Cheer or many exclamation marks for a complaint, an apology for praise."""

    code = "TON006"
    name = "tone-mismatch"
    needs = ("inbound",)
    parts = ("body",)
    options = {"exclamation-marks": _MANY_MARKS}
    messages = {
        "en": {
            "default": "“{phrase}” is too cheerful for a complaint",
            "marks": "{count} exclamation marks are too many for a complaint",
            "sorry": "“{phrase}” apologises for praise",
            "default.suggestion": "Keep the cheer for good news.",
            "marks.suggestion": "End these sentences with a full stop.",
            "sorry.suggestion": "Thank the customer instead.",
        },
        "fr": {
            "default": "« {phrase} » est trop gai pour une plainte",
            "marks": "{count} points d'exclamation, c'est trop pour une plainte",
            "sorry": "« {phrase} » s'excuse d'un compliment",
            "default.suggestion": "Gardez la gaieté pour les bonnes nouvelles.",
            "marks.suggestion": "Terminez ces phrases par un point.",
            "sorry.suggestion": "Remerciez plutôt.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        text = doc.text
        cheer = None if text.isascii() else _CHEER.search(text)
        cheerful, sorry = self.hits(doc, "cheer"), self.hits(doc, "sorry")
        exclaims = text.count("!") >= self.number("exclamation-marks")
        if not (cheer or cheerful or exclaims or sorry):
            return
        inbound = doc.inbound
        if inbound is None or inbound.playful:
            return
        if inbound.complaint:
            if inbound.praise:
                return
            if cheer is not None:
                yield Flag(*cheer.span())
            for hit in cheerful:
                yield Flag(hit.start, hit.end)
            if exclaims:
                marks = [m.start() for m in _MARKS.finditer(text)]
                yield Flag(marks[0], marks[-1] + 1, "marks", {"count": len(marks)})
        elif inbound.praise and not inbound.question:
            for hit in sorry[:1]:
                yield Flag(hit.start, hit.end, "sorry")
