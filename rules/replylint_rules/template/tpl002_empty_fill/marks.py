"""Marks with nothing before or behind them: "n° est", "of £ today", "()", "until ."."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint_rules.template import slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_MARK = re.compile(
    r" (?P<stop>[,.;])(?=\s|$)|(?P<money>[€£$])|(?P<number>n°|#)(?= [a-z]| ?[,.;)])"
    r"|(?P<link>https?://)(?=[\s,.;)]|$)|\((?P<paren>\s?)\)|(?P<quote>\u00ab\s?\u00bb)"
    r"|(?P<error>#(?:ref!|value!|valeur!|name\?|nom\?|div/0!|n/a))|(?P<label>:) [,.;](?=\s|$)"
    r"|(?P<epoch>(?:0?1[/.-]0?1[/.-]|1er janvier |1 january |1 jan |january 1, |jan 1, )1970)"
    r"|\((?:ref|n°|no|order|commande|dossier|ticket|booking|case)(?P<brief>[ .:#°]{0,4})\)"
)
# Words that a sentence cannot end with.
_HANGING = re.compile(
    r"(?<![\w'-])(?:the|your|our|an|until|between|is|are|of|"
    r"le|les|du|au|aux|un|une|des|votre|vos|notre|nos|jusqu'au|chez|entre|de|"
    r"(?:arriv|deliver|due|expir|valid|schedul|book|ship|dispatch|refund|clos|open|reopen|com|"
    r"visit)\w{0,5} (?:on|by|at|for|from|in))$"
)
_NUMBERED_BEFORE = re.compile(
    r"\b(?:order|ticket|case|booking|invoice|claim|reference|ref|parcel|account|policy|"
    r"commande|dossier|facture|colis|contrat|reservation|reclamation|demande|suivi|client) $"
)
# Behind a number's sign: the sentence goes on without the number.
_GOES_ON = re.compile(
    r"(?:n°|#) (?:(?:est|a|ont|sera|va|vient|n'|arrive|part|sont|doit|du \d|has|was|will|left|went|"
    r"arrives|ships|shipped|should|is (?:on its|ready|being|delayed|due|out|now))\b)"
    r"|(?:n°|#) ?[,.;)]"
)
_AMOUNT_BEFORE = re.compile(
    r"\b(?:de|d'|est|soit|sous|a|pour|of|for|is|was|by|totalling|costs?|save|refunded|credited) $"
)
_AMOUNT_AFTER = re.compile(r".(?! ?\d| ?(?:or|and|ou|et|sign|symbol)\b)(?:\s|[,.;!?)]|$)")
_BORN = re.compile(r"\b(?:nee?|naissance|born|birth|dob)\b")


def lone_marks(doc: Document) -> Iterator[tuple[int, int, str]]:
    """Yield each lone mark as its span and the key of its message."""
    folded = doc.folded
    if folded.rstrip().endswith(" ^"):  # a signature without initials
        place = folded.rindex("^")
        yield place, place + 1, "default"
    if not _may_hold(folded):
        return
    for match in _MARK.finditer(folded):
        start, end = match.span()
        before = folded[max(0, start - slots.REACH) : start]
        kind = match.lastgroup
        if kind in ("stop", "number"):
            word = (_HANGING if kind == "stop" else _NUMBERED_BEFORE).search(before)
            if word is not None and (kind == "stop" or _GOES_ON.match(folded, start)):
                yield start - len(word.group()), end, "default"
        elif kind in ("error", "epoch"):
            if kind == "error" or _BORN.search(folded) is None:
                yield start, end, "leak"
        elif _is_lone(kind, folded, start, before):
            yield start, end, "default"


def _is_lone(kind: str | None, folded: str, start: int, before: str) -> bool:
    if kind == "money":
        return (
            _AMOUNT_BEFORE.search(before) is not None
            and _AMOUNT_AFTER.match(folded, start) is not None
        )
    if kind == "paren":  # print() is code, ":( )" a face
        return before[-1:].isspace() and not before[-2:].startswith((":", ";"))
    return True


def _may_hold(folded: str) -> bool:
    return (
        " ," in folded or " ." in folded or " ;" in folded or "€" in folded or "£" in folded
        or "$" in folded or "n°" in folded or "#" in folded or "(" in folded or "\u00ab" in folded
        or "1970" in folded or ":// " in folded or folded.endswith("://")
    )  # fmt: skip
