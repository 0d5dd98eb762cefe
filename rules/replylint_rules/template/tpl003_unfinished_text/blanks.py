"""Blanks that somebody meant to fill in: XX €, ____, ???, le JJ/MM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.spans import overlaps
from replylint_rules.template import slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

Span = tuple[int, int]

# --- runs of x, which may be kisses, or hide the digits of a number ------------------------------

_RUN = lazy_pattern(r"(?<![\w#@./-])(?:X{2,12}|x{2,6})(?:[ ./:,h-](?:X{2,4}|x{2,4})){0,4}(?![\w*])")
_MASKED_BEFORE = lazy_pattern(r"(?:\d[xX*•]*|[*•])[ .-]?$")
_MASKED_AFTER = lazy_pattern(r"[ .-]?[\d*•]")
_UNIT = lazy_pattern(
    r" ?(?:[€%£$]|(?:euros?|jours?|days?|h|heures?|hours?|minutes?|min|points?|mois|months?|weeks?|"
    r"semaines?|working|business|pounds?|dollars?|ans|years?|personnes?|people)\b)"
)
_ONE = lazy_pattern(
    r"(?:sous|dans|within|in|de|of|for|d'ici|pendant|apres|after) (?P<days>[xn] (?:jours?|days?|"
    r"heures?|hours?|semaines?|weeks?|mois|months?|€|euros?|points?|working|business))"
    r"|(?:by|to|of|at|save|get|extra|about|de|a) (?P<share>x ?%)"
    r"|(?:for|of|is|are|at|from|to|costs?|be|by|pay|about|pour|a|coute|est|soit|paye[rz]) "
    r"(?P<price>[£$€] ?(?:x|nn?)|[xn] ?[€£$])(?![\w'-]|,? (?:where|ou) )"
    r"|(?:bonjour|bonsoir|hello|hi|hey|dear|cher|chere) "
    r"(?:m\.?|mr\.?|mrs\.?|ms\.?|mme|madame|monsieur) (?P<name>x)(?=[ ,!.]{1,3}|$)"
)
# "XXX-rated": a word, and no number.
_RATED = lazy_pattern(r"-[a-z]{3}")
_IN_LINK = lazy_pattern(r"[/=](?P<run>X{3,})(?![a-z])")
_LABEL = lazy_pattern(r"(?:\b(?:code|number|reference|ref|numero|is|est)|:) {1,2}$")
_KISSES = 3  # words at most behind kisses: a signature


# The number of a shop that nobody filled in: "au 05 XX XX XX XX", "ring us on 01XXX XXXXXX". Behind
# "your number" it is the customer's, hidden.
_PHONE = lazy_pattern(
    r"(?:\b(?:au|composez le|appelez le|appelle le|call|ring|dial|phone|us on|us at|ring on|open on|on|tel"
    r"|telephone)\.?|:) "
    r"(?P<phone>\(?(?:\+\d{2} ?)?\d{1,4}(?:\)? ?x{2,6}|(?:[ .-]x{2,6}){2})(?:[ .-]?x{2,6}){1,4})(?![\w*])"
)
_THEIRS = lazy_pattern(r"\b(?:votre|ton|your|ending|numero|number) [^.!?]{0,20}$")


def runs(doc: Document) -> Iterator[Span]:
    """Yield runs of x that stand for a value: "XX €", "le XX/XX", "order XXXX", "sous X jours"."""
    folded, text = doc.folded, doc.text
    if any(sign in folded for sign in (" x", "£x", "$x", "€x", " n ", "£n", "$n", "€n")):
        for match in _ONE.finditer(folded):
            yield match.span(match.lastgroup or 0)
    if "xx" not in folded:
        return
    for match in _PHONE.finditer(folded):
        if not _THEIRS.search(folded, max(0, match.start() - slots.REACH), match.start()):
            yield match.span("phone")
    for match in _RUN.finditer(text):
        start, end = match.span()
        before = folded[max(0, start - slots.REACH) : start]
        if overlaps(doc.quotes, start, end):
            continue  # the title of a film
        if doc.is_prose(start, end) and _stands_for_value(doc, start, end, before):
            yield start, end
    if "XXX" in text and "://" in text:
        for start, end in doc.non_prose:
            if "://" in text[start:end] and (run := _IN_LINK.search(text, start, end)):
                yield run.span("run")


def _stands_for_value(doc: Document, start: int, end: int, before: str) -> bool:
    text = doc.text
    run = text[start:end]
    if _RATED.match(text, end):
        return False
    if (
        _MASKED_BEFORE.search(before)
        or _MASKED_AFTER.match(text, end)
        or slots.MODEL.search(before)
    ):
        return False
    if len(run) > _KISSES and run.isupper() and _LABEL.search(before) is not None:
        return True
    has_unit = _UNIT.match(doc.folded, end) is not None
    is_near_end = len(text[end : end + 200].split()) <= _KISSES
    if run.islower() and is_near_end and "/" not in run:
        return has_unit or slots.NUMBER.search(before) is not None
    if has_unit or "/" in run or "X.X" in run or slots.VALUE.search(before) is not None:
        return True
    return len(run) > 2 and not is_near_end and in_capitals(text, start, end)


# --- blanks drawn by hand ------------------------------------------------------------------------

_FORM = 5  # dots in a row that draw a line to write on
_STRONG = 3  # question marks, and
_DAY = lazy_pattern(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|[a-z]{3,6}day"
    r"|rang|siege|table|quai|voie|porte|salle|chambre|guichet|row|seat|platform|gate|room|floor|bay) $"
)
_EURO = lazy_pattern(r" ?\u20ac(?! ?\d)")  # no price in front of its sign, and none behind
_DOTS_UNIT = lazy_pattern(r" ?(?:h(?![^\W\d_])|\u20ac)")  # "à ... h"
# "Elles ouvrent le ... janvier", "they open on the ... of January".
_MONTH = lazy_pattern(
    r" ?(?:of )?(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre"
    r"|d[ée]cembre|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_THE = lazy_pattern(r"\b(?:le|du|au|the) $")
_CELL = 4  # hash signs, that no sentence needs


def drawn(doc: Document) -> Iterator[Span]:
    """Yield blanks drawn with signs: "____", "de ??? à ???", "n°...", "le JJ/MM", "######"."""
    folded = doc.folded
    present = slots.present(folded, _HINTS)
    if not present:
        return
    for hints, pattern, is_blank in _DRAWN:
        if present.isdisjoint(hints):
            continue
        for match in pattern.finditer(folded):
            start, end = match.span()
            before = folded[max(0, start - slots.REACH) : start]
            if is_blank(doc.text, start, end, before) and not overlaps(doc.quotes, start, end):
                yield start, end


def _heads_line(text: str, start: int) -> bool:
    return not text[max(0, start - slots.REACH) : start].rpartition("\n")[2].strip()


def _is_line(text: str, start: int, end: int, before: str) -> bool:
    """A line of its own is a rule between two parts of a mail."""
    return not (_heads_line(text, start) and text[end : end + 1] in ("", "\n", "\r"))


def _is_day(text: str, start: int, end: int, before: str) -> bool:
    """Two strokes for a day, an hour or an amount: "lundi __ mai"."""
    return slots.VALUE.search(before) is not None or _DAY.search(before) is not None


def _are_marks(text: str, start: int, end: int, before: str) -> bool:
    if before.endswith(" ") and (slots.VALUE.search(before) or _DAY.search(before)):
        return True
    opens = before.rstrip(" ")[-1:] in (".", "")
    return opens and end - start >= _STRONG and text.startswith(" ", end)


def _are_dots(text: str, start: int, end: int, before: str) -> bool:
    after = text[end : end + 2]
    if slots.GREETED.search(before) or slots.TITLED.search(before):
        return after.lstrip().startswith(",")
    if _MONTH.match(text[end : end + 14].lower()):
        return _THE.search(before) is not None
    if _EURO.match(text, end):
        return True
    if _DOTS_UNIT.match(text, end) or end - start >= _FORM:
        return slots.VALUE.search(before) is not None
    return slots.NUMBER.search(before) is not None


def _are_hashes(text: str, start: int, end: int, before: str) -> bool:
    """At the head of a line they are a heading of Markdown; elsewhere a cell too narrow."""
    if _heads_line(text, start):
        return False
    return end - start >= _CELL or slots.VALUE.search(before) is not None


def _is_date(text: str, start: int, end: int, before: str) -> bool:
    return slots.DATE.search(before) is not None


def _is_no_model(text: str, start: int, end: int, before: str) -> bool:
    """A number or an address that nobody has, and not shown as how one is written."""
    return slots.MODEL.search(before) is None


# What a text must hold for the pattern to be worth a search, the pattern, the test of a match.
_DRAWN = (
    (("___",), lazy_pattern(r"(?<![^\s\u00a3$\u20ac#:(])_{3,40}(?=[\s,.;:!?€)]|$)"), _is_line),
    (
        ("_/_", "_-_", "_ / _"),
        lazy_pattern(r"(?<![\w/])_{1,4} ?[/-] ?_{1,4}(?: ?[/-] ?_{1,4})?(?![\w/])"),
        lambda text, start, end, before: True,
    ),
    (("__ ",), lazy_pattern(r"(?<= )__(?= (?:[a-z]|/|h\b|€))"), _is_day),
    (("??",), lazy_pattern(r"\?{2,9}(?= ?[a-z(€,.;])"), _are_marks),
    (("../",), lazy_pattern(r"\.{2,4}/\.{2,4}"), _is_date),
    (("...", "\u2026"), lazy_pattern(r"(?:\.{3,40}|\u2026)(?=h\b| ?,| ?€|/| ?[a-z])"), _are_dots),
    (
        ("..h..", "..:..", ".. h ..", "..h ..", ".. h.."),
        lazy_pattern(r"(?<![\w.])\.{2,4} ?[h:] ?\.{2,4}(?![\w.])"),
        lambda text, start, end, before: True,
    ),
    (("###",), lazy_pattern(r"#{3,12}(?!\w)"), _are_hashes),
    (
        ("jj", "dd/", "mm/", "dd-", "mm-"),
        lazy_pattern(r"\b(?:(?:jj|dd)[/.-]mm|mm[/.-]dd)(?:[/.-](?:aaaa|yyyy|aa|yy))?\b"),
        _is_date,
    ),
    (
        ("__:", "??:", "x.x"),
        lazy_pattern(
            r"(?:__|\?\?):(?:__|\?\?)|(?:\bv|\b(?:version|release|build|update) )x(?:\.x){1,3}\b"
        ),
        lambda text, start, end, before: True,
    ),
    (
        (
            "00 00 00",
            "00.00.00",
            "555-5555",
            "456-7890",
            "0123456789",
            "01 23 45 67 89",
            "1234567890",
        ),
        lazy_pattern(
            r"(?<!\d)(?:(?:00[ .]){4}00|\(?555\)?[ -]555-5555|\(?123\)?[ -]456-7890|01 ?23 ?45 ?67 ?89"
            r"|1234567890)(?!\d)"
        ),
        _is_no_model,
    ),
    (
        ("@ex", "@domain", "@company", "@entreprise", "@mail.", "@email.", "@your", "@votre"),
        lazy_pattern(
            r"(?<![\w.])(?:your|votre|my|mon|the)?[._-]?(?:e-?mail|mail|adresse|address|nom|name|prenom\.nom|first\.?last"
            r"|firstname\.lastname|user|username|xxx+|contact\.?ici|your|votre)"
            r"@(?:ex[ae]mple|domain|domaine|company|entreprise|mail|email|your\w{1,12}|votre\w{1,12})\.[a-z]{2,4}\b"
        ),
        _is_no_model,
    ),
    (
        (
            "replace",
            "insert",
            "your-link",
            "your_link",
            "votre-lien",
            "lien-ici",
            "link-here",
            "changeme",
            "a-remplacer",
        ),
        lazy_pattern(
            r"(?<=[/=])(?:replace[-_]?me|replace[-_]this|insert[-_]\w{2,12}|your[-_]link(?:[-_]here)?|votre[-_]lien"
            r"|lien[-_]ici|link[-_]here|change[-_]?me|a[-_]remplacer)(?![\w-])"
        ),
        _is_no_model,
    ),
    (
        ("--:--", "--.--", "--,--", "--h--"),
        lazy_pattern(r"(?<![\w-])--[:.,h]--(?![\w-])"),
        lambda text, start, end, before: True,
    ),
    (("hh", "xx:", "xxh"), lazy_pattern(r"\b(?:hh|xx)[:h](?:mm|xx)\b"), _is_date),
)
_HINTS = tuple(hint for hints, *_ in _DRAWN for hint in hints)


# --- capitals ------------------------------------------------------------------------------------

_AROUND = 60  # code points looked at on either side, and
_WORDS = 4  # words of those


def in_capitals(text: str, start: int, end: int) -> bool:
    """Whether start..end is in capitals and what stands around it is not."""
    if not text[start:end].isupper():
        return False
    low = max(0, start - _AROUND)
    before = text[low:start].split()[1 if low else 0 :]
    around = (*before[-_WORDS:], *text[end : end + _AROUND].split()[:_WORDS])
    words = [word.strip(".,;:!?()[]'\u2019\"") for word in around if not word.startswith("@")]
    return any(word.isalpha() and not word.isupper() for word in words)
