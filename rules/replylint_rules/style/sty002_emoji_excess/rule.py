"""STY002: more emoji than words can carry."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_PICTURE = "[\u231a\u231b\u23e9-\u23f3\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001faff]"
_STYLE = "[\ufe0f\U0001f3fb-\U0001f3ff]?"
# A flag, or pictures joined into one.
_EMOJI = lazy_pattern(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}{_STYLE}(?:\u200d{_PICTURE}{_STYLE}){{0,7}}"
)
# A picture that opens a line with text behind it is a bullet.
_BULLET = lazy_pattern(f"(?:^|\\n)[ \\t]*{_PICTURE}{_STYLE}(?=[ \\t]*[^\\W_])")


class EmojiExcess(Rule):
    """More emoji than the option allows, or one of them three times in a row."""

    code = "STY002"
    name = "emoji-excess"
    severity = Severity.INFO
    parts = ("body",)
    options = MappingProxyType({"max_emoji": 3, "max_in_a_row": 2})
    strict = MappingProxyType({"max_emoji": 2})
    messages = {
        "en": {
            "default": "{count} emoji in one reply: {most} at most",
            "default.suggestion": "Keep the one that says something.",
            "row": "{count} emoji in a row: {most} at most",
            "row.suggestion": "One is enough.",
        },
        "fr": {
            "default": "{count} emoji dans une réponse : {most} au plus",
            "default.suggestion": "Gardez celui qui dit quelque chose.",
            "row": "{count} emoji à la suite : {most} au plus",
            "row.suggestion": "Un seul suffit.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        text = doc.text
        if text.isascii() or max(text) < "\u2600":
            return
        bullets = {match.end() for match in _BULLET.finditer(text)}
        found = [m.span() for m in _EMOJI.finditer(text) if m.end() not in bullets]
        most = int(self.number("max_emoji"))
        if len(found) > most:
            yield Flag(*found[most], params={"count": len(found), "most": most})
            return
        most = int(self.number("max_in_a_row"))
        for row in _rows(found):
            if len(row) > most:
                yield Flag(row[0][0], row[-1][1], "row", {"count": len(row), "most": most})


def _rows(spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans that follow each other with one space between them at most."""
    rows: list[list[tuple[int, int]]] = []
    for span in spans:
        if rows and span[0] - rows[-1][-1][1] <= 1:
            rows[-1].append(span)
        else:
            rows.append([span])
    return rows
