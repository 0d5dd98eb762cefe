"""REM003: an answer or an action is promised with no time and no step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# A clock time, a date, a number of days: whoever names one is not vague.
_TIME = lazy_pattern(
    r"\b\d{1,2} ?(?:h|:)(?: ?\d{2})?\b|\b\d{1,2} ?(?:am|pm|a\.m|p\.m)\b|\b\d{1,2}[/.]\d{2}\b"
    r"|\b(?:le|on the|by the|the|before the|avant le) \d{1,2}(?:er|st|nd|rd|th)?\b"
    r"|\b\d{1,3}(?: ?(?:a|to|-|or|ou|et|and) ?\d{1,3})? ?(?:ouvre[se]+ )?(?:working |business )?"
    r"(?:minutes?|mins?|heures?|hours?|hrs?|h|jours?|days?|semaines?|weeks?|mois|months?|secondes?)\b"
)


class VagueDelay(Rule):
    """Flags a promise of soon where nothing in the reply says when or what comes next."""

    code = "REM003"
    name = "vague-delay"
    severity = Severity.INFO
    only_phrases = True
    parts = ("body",)
    messages = {
        "en": {
            "default": "“{phrase}” does not say when",
            "default.suggestion": "Give a day or an hour, even a cautious one, or the very next step.",
        },
        "fr": {
            "default": "« {phrase} » ne dit pas quand",
            "default.suggestion": "Donnez un jour ou une heure, même prudents, ou la toute prochaine étape.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        hits = self.hits(doc, "vague")
        if not hits or self.hits(doc, "when") or _TIME.search(doc.folded):
            return
        yield Flag(hits[0].start, hits[0].end, confidence=hits[0].confidence)
