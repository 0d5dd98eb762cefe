"""ANS005: the reply is in another language than the customer's message."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from replylint.language import UNDETERMINED
from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Votes of stop words (see replylint.language): how many make a language sure, and how many times
# those of the other language they must be. A greeting or a brand is one or two words.
# A message of fewer words than this is no sign of what its author reads.
_FEW = 3
_SURE_OF_INBOUND = 1.0
_SURE_OF_REPLY = 2.0
_LEAD = 3.0

# "Do you speak French?", "en anglais svp": the customer says what they read.
_ASKS_FOR_ANOTHER = lazy_pattern(
    r"\b(?:speak|in|into|understand|parl\w{1,4}|en|habl\w{1,3}|sprech\w{1,3}|auf) (?:any |un peu |de "
    r"|also |aussi )?(?:l')?(?:french|english|german|dutch|spanish|italian|francais|anglais|allemand"
    r"|neerlandais|espagnol|italien|frances|ingles|aleman|franzosisch|englisch|deutsch)\b"
)
# Letters of other alphabets, which no pack tells apart.
_LATIN = lazy_pattern(r"[A-Za-z\xc0-\u024f]")
_OTHER_LETTER = lazy_pattern(r"[^\W\d_A-Za-z\xaa-\u024f\u1d00-\u1eff]")


def _foreign_script(doc: Document) -> str:
    """The alphabet that most of a reply is written in, where it is not the Latin one; or ""."""
    if doc.text.isascii():
        return ""
    found = _OTHER_LETTER.search(doc.text)
    others = len(_OTHER_LETTER.findall(doc.text)) if found else 0
    if found is None or others < _FEW or others <= len(_LATIN.findall(doc.text)):
        return ""
    return unicodedata.name(found[0], "?").partition(" ")[0].capitalize()


class LanguageMismatch(Rule):
    """The customer wrote in one language and is answered in another.

    A reply that is also in the customer's language is fine, and so is any answer to a message in
    two languages or in none that can be told.
    """

    code = "ANS005"
    name = "language-mismatch"
    severity = Severity.ERROR
    needs = ("inbound",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "the customer writes in “{theirs}”, the reply is in “{ours}”",
            "default.suggestion": "Answer in the customer's language, or in both.",
        },
        "fr": {
            "default": "le client écrit en « {theirs} », la réponse est en « {ours} »",
            "default.suggestion": "Répondez dans la langue du client, ou dans les deux.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        reading = doc.inbound_reading
        theirs, ours = doc.inbound_language, doc.detected_language
        if reading is None or theirs in (ours, UNDETERMINED):
            return
        if ours == UNDETERMINED:
            script = _foreign_script(doc)
            if script:
                yield Flag(0, 0, params={"theirs": theirs, "ours": script})
            return
        words = sum(any(map(str.isalnum, word)) for word in reading.folded.split())
        if words < _FEW - ("?" in reading.folded):
            return  # "Merci!", "love it" are said everywhere, a question is not
        asked, answered = doc.votes(reading.folded), doc.votes(doc.folded)
        if asked.get(theirs, 0) < max(_SURE_OF_INBOUND, _LEAD * asked.get(ours, 0)):
            return
        if answered.get(ours, 0) < max(_SURE_OF_REPLY, _LEAD * answered.get(theirs, 0)):
            return
        if _ASKS_FOR_ANOTHER.search(reading.folded):
            return
        yield Flag(0, 0, params={"theirs": theirs, "ours": ours})
