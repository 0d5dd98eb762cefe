"""Marks with nothing before or behind them: "n° est", "of £ today", "()", "until ."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint_rules.template import slots
from replylint_rules.template.tpl002_empty_fill.leaks import is_seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Words that a sentence cannot end with.
_HANGING = lazy_pattern(
    r"(?<![\w'-])(?:the|your|our|an|until|between|is|are|of|"
    r"le|les|du|au|aux|un|une|des|"
    r"(?<!\ble )(?<!\bla )(?<!\bles )(?<!\bau )(?<!\bdu )(?:votre|vos|notre|nos)"
    r"|jusqu'au|chez|entre|de|avec|par|vers|sous|"
    r"(?:arriv|deliver|due|expir|valid|schedul|book|ship|dispatch|refund|clos|open|reopen|com|"
    r"visit)\w{0,5} (?:on|by|at|for|from|in)|(?:thanks|thank you) for (?:contacting|choosing)|"
    r"merci d'avoir (?:choisi|contacte)|l'adresse|(?:le|au|votre|the|your) (?:numero|number|code|"
    r"lien|link|address|reference))$"
)
_NUMBERED_BEFORE = lazy_pattern(
    r"\b(?:order|ticket|case|booking|invoice|claim|reference|ref|parcel|account|policy|"
    r"commande|dossier|facture|colis|contrat|reservation|reclamation|demande|suivi|client) $"
    r"|\b(?:number|reference|ref|numero|code|id) (?:is |est (?:le )?|: )$"
)
# Behind a number's sign: the sentence goes on without the number.
_GOES_ON = lazy_pattern(
    r"(?:n°|#) (?:(?:est|a|ont|sera|va|vient|n'|arrive|part|sont|doit|du \d|has|was|will|left|went|"
    r"arrives|ships|shipped|should|is (?:on its|ready|being|delayed|due|out|now))\b)"
    r"|(?:n°|#) ?[,.;)]"
)
_AMOUNT_BEFORE = lazy_pattern(
    r"\b(?:de|d'|est|soit|sous|a|pour|of|for|is|are|was|were|be|by|totalling|costs?|coutent|pay|owe"
    r"|save|refunded|credited|from|between|coute|valent|paye[rz]|doit|devez) $"
)
_AMOUNT_AFTER = lazy_pattern(r".(?! ?\d| ?(?:or|and|ou|et|sign|symbol)\b)(?:\s|[,.;!?)]|$)")
_HEAD = lazy_pattern(r"\s{0,9}(?P<mark>[,;])\s+\w")
_BORN = lazy_pattern(r"\b(?:nee?|naissance|born|birth|dob)\b")


def lone_marks(doc: Document) -> Iterator[tuple[int, int, str]]:
    """Yield each lone mark as its span and the key of its message."""
    folded = doc.folded
    head = _HEAD.match(folded)
    if head is not None:  # "{{greeting}}, thank you"
        yield *head.span("mark"), "default"
    present = slots.present(folded, _HINTS)
    if not present:
        return
    for hints, pattern, first, message in _MARKS:
        if present.isdisjoint(hints):
            continue
        for match in pattern.finditer(folded):
            before = folded[max(0, match.start() - slots.REACH) : match.start()]
            start = first(doc, *match.span(), before)
            if start is not None:
                yield start, match.end(), message


# Each test gives where the fault begins, or None where there is none.


def _hangs(doc: Document, start: int, end: int, before: str) -> int | None:
    if before.endswith(":"):
        return start - 1
    word = _HANGING.search(before)
    return None if word is None else start - len(word.group())


def _lacks_number(doc: Document, start: int, end: int, before: str) -> int | None:
    word = _NUMBERED_BEFORE.search(before)
    if word is None or _GOES_ON.match(doc.folded, start) is None:
        return None
    return start - len(word.group())


def _lacks_amount(doc: Document, start: int, end: int, before: str) -> int | None:
    lacks = _AMOUNT_BEFORE.search(before) and _AMOUNT_AFTER.match(doc.folded, start)
    return start if lacks else None


def _is_empty(doc: Document, start: int, end: int, before: str) -> int | None:
    """print() is code, ":( )" a face."""
    spaced = before[-1:].isspace() and not before[-2:].startswith((":", ";"))
    return start if spaced else None


def _leads_nowhere(doc: Document, start: int, end: int, before: str) -> int | None:
    """Where nothing but a signature follows, the text is cut there."""
    signatures = doc.zones.signatures
    goes_on = doc.text[end : signatures[0].start if signatures else None].strip()
    return start if goes_on else None


def _is_leaked(doc: Document, start: int, end: int, before: str) -> int | None:
    return None if is_seen(doc, start, end) else start


def _is_epoch(doc: Document, start: int, end: int, before: str) -> int | None:
    return start if _BORN.search(doc.folded) is None else None


def _always(doc: Document, start: int, end: int, before: str) -> int | None:
    return start


# What a text must hold for the pattern to be worth a search, the pattern, the test of a match and
# the key of the message.
_MARKS = (
    ((" ,", " .", " ;"), lazy_pattern(r" [,.;](?=\s|$)"), _hangs, "default"),
    (("€", "£", "$"), lazy_pattern(r"[€£$]"), _lacks_amount, "default"),
    (("°", "#"), lazy_pattern(r"(?:n°|#)(?= [a-z]| ?[,.;)])"), _lacks_number, "default"),
    (("(",), lazy_pattern(r"\(\s?\)"), _is_empty, "default"),
    (
        ("(",),
        lazy_pattern(r"\((?:ref|n°|no|order|commande|dossier|ticket|booking|case|#)[ .:#°]{0,4}\)"),
        _always,
        "default",
    ),
    (("\u00ab",), lazy_pattern(r"\u00ab\s?\u00bb"), _always, "default"),
    (("://",), lazy_pattern(r"https?://(?=[\s.,;)]|$)"), _leads_nowhere, "default"),
    (("#",), lazy_pattern(r"#(?:ref!|value!|valeur!|name\?|nom\?|div/0!|n/a)"), _is_leaked, "leak"),
    (
        ("=", "err:"),
        lazy_pattern(r"(?<!\S)=[a-z]{2,12}\([a-z$]{1,3}\d|\berr:\d{3}\b"),
        _is_leaked,
        "leak",
    ),
    (
        ("1970", "1969", "00/00", "0001", "1899", "0000-"),
        lazy_pattern(
            r"(?:0?1[/.-]0?1[/.-]|1er janvier |1 january |1 jan |january 1, |jan 1, )1970"
            r"|(?:31/12/|12/31/|31 decembre |31 december |december 31, )1969|\b00/00(?:/0{2,4})?\b"
            r"|\b01/01/0001\b|\b0001-01-01\b|\b0000-00-00\b|\b(?:30/12|12/30)/1899\b"
        ),
        _is_epoch,
        "leak",
    ),
)
_HINTS = tuple(dict.fromkeys(hint for hints, *_ in _MARKS for hint in hints))
