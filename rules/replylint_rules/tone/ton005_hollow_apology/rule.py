"""TON005: an apology that takes nothing on itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity
from replylint.spans import merged, overlaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class HollowApology(Rule):
    """Flags apologies for how the customer feels, for what may have been, and the bare formula."""

    code = "TON005"
    name = "hollow-apology"
    only_phrases = True
    messages = {
        "en": {
            "feelings": "“{phrase}” apologises for what the customer feels, not for what went wrong",
            "conditional": "“{phrase}” doubts that anything went wrong",
            "formula": "“{phrase}” is a formula that names nothing",
            "feelings.suggestion": "Say what went wrong, then that you are sorry for it.",
            "conditional.suggestion": "Drop the “if” and name it: “sorry your parcel came late”.",
            "formula.suggestion": "Name what happened: “sorry for the three lost days”.",
        },
        "fr": {
            "feelings": "« {phrase} » s'excuse de ce que ressent le client, pas de ce qui s'est passé",
            "conditional": "« {phrase} » met en doute qu'il y ait eu un problème",
            "formula": "« {phrase} » est une formule qui ne nomme rien",
            "feelings.suggestion": "Dites ce qui n'a pas marché, puis que vous en êtes désolé.",
            "conditional.suggestion": "Sans « si », et en le nommant : « désolé pour ce colis en retard ».",
            "formula.suggestion": "Nommez ce qui s'est passé : « désolé pour ces trois jours perdus ».",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        grave = [(h.start, h.end) for h in self.hits(doc, "feelings")]
        grave += [(h.start, h.end) for h in self.hits(doc, "conditional")]
        spans = merged(grave)
        for group in ("feelings", "conditional", "formula"):
            severity = Severity.INFO if group == "formula" else Severity.WARNING
            for hit in self.hits(doc, group):
                # One apology is flagged once, by the graver reading.
                if group != "formula" or not overlaps(spans, hit.start, hit.end):
                    yield Flag(
                        hit.start, hit.end, group, severity=severity, confidence=hit.confidence
                    )
