"""Words that a template engine writes where it has no value, told from the same words in prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint_rules.template import slots

if TYPE_CHECKING:
    from replylint.document import Document
    from replylint.phrases import Hit

# "an undefined error", "the app says null": somebody speaks of the word itself.
_SAID_BEFORE = lazy_pattern(
    r"(?:\b(?:an?|the|is|are|was|as|this|that|some|remains?|still|says?|shows?|reads?|displays?|"
    r"un|une|le message|la valeur|erreur|error|message|value|affiche|indique|est|reste) ?|=|\()$"
)
_TERM_AFTER = lazy_pattern(
    r" (?:and void|point|result|value|hypothesis|set|pointer|error|pool|of|the)\b"
)
_COUNTED = lazy_pattern(
    r" (?:articles?|jours?|points?|heures?|places?|exemplaires?|pieces?|mois|minutes?|semaines?|items?|days?"
    r"|hours?|weeks?|months?|seats?|nuits?|nights?|personnes?|euros?|pounds?|dollars?)\b"
)
_MONEY = ("€", "£", "$", "%")


def is_leak(doc: Document, hit: Hit) -> bool:
    """Whether a word such as "undefined" stands where a value should."""
    written = doc.text[hit.start : hit.end]
    before = doc.folded[max(0, hit.start - slots.REACH) : hit.start]
    after = doc.folded[hit.end : hit.end + slots.REACH]
    said = _SAID_BEFORE.search(before) is not None
    match written.lower():
        case "object object":
            return before.endswith("[") and after.startswith("]")
        case "nan":  # a grandmother, unless it is written as engines do
            return written == "NaN" or after.lstrip().startswith(_MONEY)
        case "invalid date":
            return written[0] == "I" and not said
        case "undefined":
            said = said or _is_known(doc, written)
            return not said and _TERM_AFTER.match(after) is None
        case "null":
            is_word = written != "Null"  # a name; engines write null or NULL
        case "none" if after.lstrip().startswith(_MONEY):
            return True
        case _:
            is_word = written == "None" or slots.NAMED.search(before) is not None
    return (
        is_word
        and (slots.VALUE.search(before) is not None or _COUNTED.match(after) is not None)
        and _TERM_AFTER.match(after) is None
        and not _is_known(doc, written)
    )


def _is_known(doc: Document, word: str) -> bool:
    """Whether the customer is called so, or wrote it."""
    known = f"{doc.reply.customer or ''} {doc.reply.inbound or ''}"
    return re.search(rf"\b{word}\b", known, re.IGNORECASE) is not None
