"""RDB001: the reply is hard to read."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.readability import FORMULAS, MissingTextstatError, reading_ease
from replylint.rule import Flag, Measure, Rule, Severity, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Flesch, The Art of Readable Writing (1949): 60-70 is "standard", 50-60 "fairly difficult". What
# is read on a phone among other messages must be plain; a letter or an answer to a review may
# ask a little more.
_PLAIN, _FAIRLY_DIFFICULT = 60, 50
_TARGETS = {
    "social": _PLAIN,
    "messaging": _PLAIN,
    "sms": _PLAIN,
    "chat": _PLAIN,
    "store": _PLAIN,
    "review": _FAIRLY_DIFFICULT,
    "email": _FAIRLY_DIFFICULT,
}
# Three sentences, lest one without a full stop decide.
_SENTENCES = 3


class HardToRead(Rule):
    """Reading ease under the channel's target, by the language's own formula."""

    code = "RDB001"
    name = "hard-to-read"
    severity = Severity.INFO
    parts = ("body",)
    options = MappingProxyType({"target": 0, "min_words": 100})
    messages = {
        "en": {
            "default": "Hard to read: reading ease {ease}, where {target} is the target here",
            "default.suggestion": "Shorten the sentences and prefer everyday words.",
        },
        "fr": {
            "default": "Difficile à lire : facilité de lecture {ease}, objectif {target}",
            "default.suggestion": "Raccourcissez les phrases et prenez des mots de tous les jours.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag | Skip | Measure]:
        least = self.number("min_words")
        # A word takes two characters at least, its space among them.
        if len(doc.text) < 2 * least:
            return
        start, end = doc.zones.body
        text = _prose(doc, start, end)
        if len(text.split()) < least:
            return
        if sum(start <= first < end for first, _ in doc.sentences) < _SENTENCES:
            return
        if doc.language not in FORMULAS:
            yield Skip("language", {"language": doc.language})
            return
        try:
            ease = round(reading_ease(text, doc.language), 1)
        except MissingTextstatError:
            yield Skip("needs-textstat")
            return
        yield Measure("reading_ease", ease)
        target = self.number("target") or _TARGETS.get(
            doc.channel.family if doc.channel is not None else "", _FAIRLY_DIFFICULT
        )
        if ease < target:
            yield Flag(start, end, params={"ease": f"{ease:.0f}", "target": f"{target:.0f}"})


def _prose(doc: Document, start: int, end: int) -> str:
    """The text between two offsets without links, handles, placeholders and markup."""
    pieces: list[str] = []
    for first, last in doc.non_prose:
        if first >= end:
            break
        if last > start:
            pieces.append(doc.text[start:first])
            start = max(start, last)
    pieces.append(doc.text[start:end])
    return " ".join(pieces)
