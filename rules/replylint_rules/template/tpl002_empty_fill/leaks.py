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
# "If you see #REF!, ...", "#N/A means that ...".
_SEEN = lazy_pattern(
    r"\b(?:see|sees|seeing|gets?|getting|shows?|says?|displays?|reads?|called|errors?|means|if|voir|vois|voyez"
    r"|affiche\w{0,3}|indique|obten\w{1,4}|erreurs?|lisez|donne|apparait|appelee?|si|un|an?|type|enter|tape[rz]|saisi\w{1,5})[\s:\"'«“(]{1,3}$"
)
_MEANS = lazy_pattern(
    r"[\"'»”)]? (?:\w+ )?(?:means?|meant|errors?|indicates?|appears?|shows? up|signifie"
    r"|veut (?:\w+ )?dire|indique|erreurs?"
    r"|apparai\w{1,3}|s'affiche)\b"
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
        case "infinity" | "none" if after.lstrip().startswith(_MONEY):
            return True
        case "infinity":  # a pool, a plan
            is_word = _COUNTED.match(after) is not None
        case _:
            is_word = written == "None" or slots.NAMED.search(before) is not None
    return (
        is_word
        and (slots.VALUE.search(before) is not None or _COUNTED.match(after) is not None)
        and _TERM_AFTER.match(after) is None
        and not _is_known(doc, written)
    )


def is_seen(doc: Document, start: int, end: int) -> bool:
    """Whether a reply speaks of what a spreadsheet shows in a cell, and does not show it itself."""
    inbound = doc.reply.inbound or ""
    return (
        doc.text[start:end] in inbound
        or _SEEN.search(doc.folded, max(0, start - slots.REACH), start) is not None
        or _MEANS.match(doc.folded, end) is not None
    )


def _is_known(doc: Document, word: str) -> bool:
    """Whether the customer is called so, or wrote it."""
    known = f"{doc.reply.customer or ''} {doc.reply.inbound or ''}"
    return re.search(rf"\b{word}\b", known, re.IGNORECASE) is not None
