"""TON005: the apology is hollow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, PhraseRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document


class HollowApology(PhraseRule):
    """Regrets what the customer feels, or whatever it may be, instead of what happened.

    The formula ("any inconvenience caused") is flagged only where nothing in the reply says what
    is regretted (the group "specific").
    """

    code = "TON005"
    name = "hollow-apology"
    messages = {
        "en": {
            "default": "“{phrase}” apologises for what the customer feels, not for what happened",
            "default.suggestion": "Say what went wrong and that you are sorry for it.",
            "formula": "“{phrase}” is all there is of an apology",
            "formula.suggestion": "Name what went wrong: “I'm sorry that the parcel came open”.",
        },
        "fr": {
            "default": "« {phrase} » s'excuse du ressenti du client, pas de ce qui est arrivé",
            "default.suggestion": "Dites ce qui n'a pas marché et que vous en êtes désolé.",
            "formula": "« {phrase} », voilà toute l'excuse",
            "formula.suggestion": "Nommez ce qui n'a pas marché : « désolée que le colis soit "
            "arrivé ouvert ».",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        named = bool(self.hits(doc, "specific"))
        for key, hits in doc.all_hits(self.code):
            if key == "specific" or (key == "formula" and named):
                continue
            for hit in hits:
                yield Flag(hit.start, hit.end, key, confidence=hit.confidence)
