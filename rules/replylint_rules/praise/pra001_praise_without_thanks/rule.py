"""PRA001: the customer praises, and the reply does not thank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.inbound import Inbound

# A message of so few words only nods.
_A_NOD = 2
_GOOD_NEWS = 4


_THANKS = ("thank", "thx", "cheers", "ta", "merci", "gracias", "danke", "grazie", "obrigad")
# Folded hands, and a face that holds back tears: thanks without a word.
_THANKFUL = ("\U0001f64f", "\U0001f979")
# Signs that nod and do not thank; a heart does.
_NODS = frozenset(
    "\U0001f44d\U0001f44c\u2705\u2714\U0001f60e\U0001f197\U0001f4aa\U0001f609\U0001f91d\U0001f642"
    "\U0001f338\U0001f33c\U0001f33b\U0001f31f\u2b50\u2728\U0001f525\U0001f389\U0001f4af\u2600\U0001f31e\U0001f308"
)
_FEW_LETTERS = 12
_FIRST_EMOJI = "\U0001f300"
_SEVERAL = 2  # signs in place of words; praise that a question beside does not hide
_WORDS_A_PRAISE = 12  # how far apart kind words may stand beside a question
_MOST_WORDS = 20  # of a message whose only praise is a thank-you


def _is_curt(doc: Document) -> bool:
    """Whether all that is said is a word or two without thanks: "OK", "Noted."."""
    body = doc.folded[slice(*doc.zones.body)].strip(" .!")
    return 0 < len(body) <= _FEW_LETTERS and body.isascii() and not body.startswith(_THANKS)


def _only_nods(doc: Document) -> bool:
    """Whether a reply is a sign that nods, and no word: a thumb."""
    body = doc.text[slice(*doc.zones.body)]
    return not _NODS.isdisjoint(body) and not any(map(str.isalnum, body))


def _is_dry(doc: Document) -> bool:
    """Whether a reply in no language that can be told is curt, or only states something.

    The phrases of all languages count in it; a cheer in none of them may still be thanks.
    """
    text = doc.text
    plain = (
        any(map(str.isalnum, text))
        and "!" not in text
        and all(sign < _FIRST_EMOJI or sign in _NODS for sign in text)
    )
    told = doc.inbound_language != "und" or doc.zones.greeting is not None
    return _is_curt(doc) or (plain and (told or any(map(str.isdigit, text))))


def _says_little(inbound: Inbound, words: int) -> bool:
    """Whether praise is beside the point: a long report that ends with thanks, or "it works"."""
    if not inbound.found("praise"):
        signs = len(inbound.found("applause"))
        return words > _MOST_WORDS or (words <= 1 and signs < _SEVERAL)
    return words <= _GOOD_NEWS and not set(inbound.found("resolved")) <= set(
        inbound.found("praise")
    )


class PraiseWithoutThanks(Rule):
    """Praise, and nothing else, is answered without a word of thanks."""

    code = "PRA001"
    name = "praise-without-thanks"
    needs = ("inbound",)
    parts = ("body",)
    options = {"weigh": True}
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
        if self._thanks(doc):
            return
        if doc.language == "und" and not (_only_nods(doc) or _is_dry(doc)):
            return
        reading = doc.inbound_reading
        inbound = doc.inbound
        if reading is None or inbound is None or not inbound.praise or inbound.complaint:
            return
        words = len(reading.folded.split())
        # Who is sorry has read no praise, or only the trifle beside it.
        sorry = self.hits(doc, "sorry") and not inbound.found("reservation")
        if sorry or _says_little(inbound, words):
            return
        asks = inbound.asks or "?" in reading.folded
        kind_words = len(inbound.found("praise"))
        if asks and (kind_words < _SEVERAL or words > kind_words * _WORDS_A_PRAISE):
            return  # who asks, and has a kind word or two beside, does not merely praise
        if self.hits(doc, "welcome") and (
            words <= _A_NOD
            or self.inbound_hits(doc, "inbound.thanks")
            or (words <= _GOOD_NEWS and inbound.found("resolved"))
        ):
            return  # who says thank you, or just "great", or that it works, is told "you're welcome"
        yield Flag(0, 0)

    def is_doubtful(self, doc: Document) -> bool:
        """Where the customer complains too, or is thanked."""
        return doc.inbound is None or doc.inbound.complaint or self._thanks(doc)

    def _thanks(self, doc: Document) -> bool:
        """Whether the reply thanks, or is glad."""
        return bool(self.hits(doc, "thanks") or doc.hits("joy")) or any(
            sign in doc.text for sign in _THANKFUL
        )
