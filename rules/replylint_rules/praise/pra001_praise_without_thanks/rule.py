"""PRA001: the customer praises, and the reply does not thank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# A message of so few words only nods.
_A_NOD = 2


_THANKS = ("thank", "thx", "cheers", "ta", "merci", "gracias", "danke", "grazie", "obrigad")
_FEW_LETTERS = 12
_FIRST_EMOJI = "\U0001f300"
_MOST_WORDS = 20  # of a message whose only praise is a thank-you


def _is_curt(doc: Document) -> bool:
    """Whether all that is said is a word or two without thanks: "OK", "Noted."."""
    body = doc.folded[slice(*doc.zones.body)].strip(" .!")
    return 0 < len(body) <= _FEW_LETTERS and body.isascii() and not body.startswith(_THANKS)


def _is_dry(doc: Document) -> bool:
    """Whether a reply in no language that can be told is curt, or only states something.

    The phrases of all languages count in it; a cheer in none of them may still be thanks.
    """
    text = doc.text
    plain = "!" not in text and max(text, default="") < _FIRST_EMOJI
    told = doc.inbound_language != "und" or doc.zones.greeting is not None
    return _is_curt(doc) or (plain and (told or any(map(str.isdigit, text))))


class PraiseWithoutThanks(Rule):
    """Praise, and nothing else, is answered without a word of thanks."""

    code = "PRA001"
    name = "praise-without-thanks"
    needs = ("inbound",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "the customer praises you, and the reply does not thank them",
            "default.suggestion": "Thank them first, for what they praise.",
        },
        "fr": {
            "default": "le client vous félicite et la réponse ne le remercie pas",
            "default.suggestion": "Remerciez d'abord, pour ce que le client apprécie.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if self.hits(doc, "thanks") or (doc.language == "und" and not _is_dry(doc)):
            return
        reading = doc.inbound_reading
        if reading is None or "?" in reading.folded:
            return  # who asks does not merely praise
        inbound = doc.inbound
        if inbound is None or not inbound.praise or inbound.complaint or inbound.question:
            return
        if not inbound.found("praise") and len(reading.folded.split()) > _MOST_WORDS:
            return  # a long report that ends with "thank you for your help!"
        if self.hits(doc, "welcome") and (
            self.inbound_hits(doc, "inbound.thanks") or len(reading.folded.split()) <= _A_NOD
        ):
            return  # who says thank you, or just "great", may be told that they are welcome
        yield Flag(0, 0)
