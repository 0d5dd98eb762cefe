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
# A message or a reply of fewer words than this needs fewer votes, or more of them.
_SHORT = 5
_SURE_OF_SHORT = 1.5
# An answer to a question, with at most one word of its language that others have too.
_SURE_OF_ANSWER, _SHARED = 1.0, 0.5
_SURE_OF_INBOUND = 1.0
_SURE_OF_REPLY = 2.0
_LEAD = 3.0
# Of the words of a reply in a language without a pack at most this share are words of the customer's.
_FOREIGN = 0.34
_MANY, _CHANCE = 4, 1.0
_WORD = lazy_pattern(r"(?<![\w@#/.-])[^\W\d_A-Z]{3,}(?![\w@/])")
_LAST_LATIN = "\u024f"

# "Do you speak French?", "en anglais svp": the customer says what they read.
_ASKS_FOR_ANOTHER = lazy_pattern(
    r"\b(?:speak|in|into|understand|parl\w{1,4}|en|habl\w{1,3}|sprech\w{1,3}|auf) (?:any |un peu |de "
    r"|also |aussi )?(?:l')?(?:french|english|german|dutch|spanish|italian|francais|anglais|allemand"
    r"|neerlandais|espagnol|italien|frances|ingles|aleman|franzosisch|englisch|deutsch)\b"
)


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
        theirs = doc.inbound_language
        if reading is None or theirs in (doc.detected_language, UNDETERMINED):
            return
        words = sum(any(map(str.isalnum, word)) for word in reading.folded.split())
        if words < _FEW - ("?" in reading.folded):
            return  # "Merci!", "love it" are said everywhere, a question is not
        asked = doc.votes(reading.folded)
        if asked.get(theirs, 0) < (_SURE_OF_INBOUND if words >= _SHORT else _SURE_OF_SHORT):
            return
        if _ASKS_FOR_ANOTHER.search(reading.folded):
            return
        ours = self._language_of(doc, theirs)
        if ours and asked.get(theirs, 0) >= _LEAD * asked.get(ours, 0):
            yield Flag(0, 0, params={"theirs": theirs, "ours": ours})

    def _language_of(self, doc: Document, theirs: str) -> str:
        """What a reply is written in where that is not the customer's language; "" if it may be."""
        start, end = 0, doc.zones.body[1]
        for hit in doc.hits("valediction"):
            if start < hit.start < end and doc.text[hit.start - 1] == "\n":
                end = hit.start  # "All the best," ends mails in any language
        body = doc.folded[start:end]
        if not body.isascii() and (script := _script(body)):
            return script
        votes = doc.votes(body)
        ours = max(votes, key=lambda code: votes[code], default=UNDETERMINED)
        words = _WORD.findall(doc.text, doc.zones.body[0], end)  # names are words of no language
        known = sum(doc.speller.lists(word, theirs) for word in words)
        sure = _SURE_OF_REPLY if len(body.split()) >= _SHORT else _SURE_OF_SHORT
        if doc.inbound is not None and doc.inbound.question and votes.get(theirs, 0) <= _SHARED:
            sure = _SURE_OF_ANSWER if known <= _FOREIGN * len(words) else sure
        if ours != theirs and votes.get(ours, 0) >= max(sure, _LEAD * votes.get(theirs, 0)):
            return ours
        if votes.get(theirs, 0) > _CHANCE or theirs not in doc.speller.languages:
            return ""
        return UNDETERMINED if len(words) >= _MANY and known <= _FOREIGN * len(words) else ""


def _script(folded: str) -> str:
    """The alphabet of a text where most of its letters are of one that is not Latin."""
    letters = [character for character in folded if character.isalpha()]
    other = [character for character in letters if character > _LAST_LATIN]
    if len(other) < _FEW or len(other) <= len(letters) / 2:
        return ""
    return unicodedata.name(other[0], "").partition(" ")[0].capitalize()
