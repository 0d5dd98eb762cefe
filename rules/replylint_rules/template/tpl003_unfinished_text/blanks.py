"""Blanks that somebody meant to fill in: XX €, ____, ???, [...], le JJ/MM, Bonjour (nom)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.placeholders import names_field
from replylint.reading import fold
from replylint.spans import overlaps
from replylint_rules.template import slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

Span = tuple[int, int]

# --- fields in brackets --------------------------------------------------------------------------

_EMPTY_BRACKETS = lazy_pattern(r"\[(?:\.{2,10}|\u2026| {0,10}|\?{1,9}|_{1,20})\]")
# "from [arrival] to [departure]": a word of no field, where only a value can stand.
_PLACED_WORD = lazy_pattern(
    r"\[(?!(?:sic|unknown|anonymous|redacted|inconnue?|anonyme|censure)\b)"
    r"[a-z\u00df-\u00ff]{3,20}(?: [a-z\u00df-\u00ff]{2,20}){0,2}\](?! ?[>\u2192])"
)
_FIELD_NAME = (
    r"user|user_?name|pseudo|handle|nom|prenom|name|first_?name|last_?name|client|customer|guest|member"
    r"|utilisateur|compte|account"
)
_FIELD_HANDLE = lazy_pattern(
    r"@(?<![\w@].)(?:(?:username|user_?name|pseudo|handle|nom|prenom|name|first_?name|client|customer|"
    rf"utilisateur)|(?:(?:insert|votre|your|{_FIELD_NAME})_?)(?:{_FIELD_NAME}))(?![\w.@])"
)
# "Welcome to BUSINESS_NAME": no word of prose; what has a figure in it is a code.
_CAPITAL_FIELD = lazy_pattern(
    r"(?<![\w@#/.:=?&-])[A-Z\u00c0-\u00de]{2,20}(?:_[A-Z\u00c0-\u00de]{2,20}){1,4}(?![\w@/-]|\.\w)"
)
# "Your missing [armchair/sofa/table]": nobody chose.
_OPTIONS = lazy_pattern(
    r"(?<=[\w,] )[\[{][a-z][^\[\]{}/\n]{1,29}(?: ?/ ?[a-z][^\[\]{}/\n]{1,29}){1,5}[\]}]"
)
_GREETED_FIELD = lazy_pattern(
    r"(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|dear|cher|chere|merci|thanks|thank you|sorry)"
    r"(?: m\.| mr\.?| mrs\.?| ms\.?| mme)? (?P<field>\(\(?(?P<body>[^()\n]{2,40})\)\)?"
    r"|(?P<mark>[*_~|/\"])(?P<between>[a-z][a-z _]{1,24})(?P=mark)"
    r"|(?P<snake>[a-z]{2,20}_[a-z_]{2,30}))"
)
# "on (date)", "to (name)": what stands between brackets is a field and no more.
_PLACED_FIELD = lazy_pattern(
    r"\b(?:on|at|by|until|of|for|from|with|to|is|le|du|au|de|pour|avec|est) "
    r"(?P<field>\((?:insert )?(?:date|time|day|month|amount|name|first name|last name|customer name"
    r"|client name|agent name|price|number|order number|reference|link|reason|nom|prenom|montant"
    r"|heure|lien|numero|prix|motif)\))"
)
# How a customer is told to fill one in: "remplacez [votre-nom] par le vôtre".
_TO_REPLACE = lazy_pattern(r"\b(?:remplac|replac)\w{1,4} (?:\w+ )?[\"'\u00ab]? ?$")
# A play, a band, a song: "it's '[First Name]', brackets and all".
_TYPED = lazy_pattern(
    r"\b(?:code|promo|type|enter|tape[rz]|saisi\w{1,5}|file|fichier|variable|field|champ) [\"'\u00ab]? ?$"
)
_CALLED = lazy_pattern(
    r"(?:\b(?:called|titled|entitled|named|it is|play|show|film|song|band|book|album|series|s'appelle|intitulee?|piece"
    r"|spectacle|livre|chanson|titre|title)|it's|its|c'est),? ?[\"'\u00ab\u201c] ?$"
)
_QUOTES = tuple("\"'\u00bb\u201d")
_AROUND_FIELD = frozenset('(*_~|/"')
_GREETING = 90  # code points that a greeting is looked for in


def bracketed(doc: Document) -> Iterator[Span]:
    """Yield fields in square brackets."""
    text, folded = doc.text, doc.folded
    if "[" not in text and "\uff3b" not in text:
        return
    for placeholder in doc.placeholders:
        start, end = placeholder.start, placeholder.end
        if (
            placeholder.shape == "brackets"
            and not _TO_REPLACE.search(folded[max(0, start - slots.REACH) : start])
            and not _is_a_title(folded, start, end)
            and not _signs(doc, start, end)
        ):
            yield start, end
    inbound = doc.reply.inbound or ""
    for match in (*_EMPTY_BRACKETS.finditer(text), *_PLACED_WORD.finditer(text)):
        start, end = match.span()
        quoted = text[start:end] in inbound or overlaps(doc.quotes, start, end)
        before = folded[max(0, start - slots.REACH) : start]
        if not quoted and slots.VALUE.search(before) and not _MODEL.search(before):
            yield start, end


def named(doc: Document) -> Iterator[Span]:
    """Yield fields in parentheses, choices nobody made, handles like @nom, fields in capitals."""
    text, folded = doc.text, doc.folded
    if "/" in text and ("[" in text or "{" in text):
        for match in _OPTIONS.finditer(folded):
            yield match.span()
    for match in _CAPITAL_FIELD.finditer(text) if "_" in text else ():
        told = doc.reply.inbound is not None and match[0] in doc.reply.inbound
        before = folded[max(0, match.start() - slots.REACH) : match.start()]
        if names_field(match[0]) and not told and not _TYPED.search(before):
            yield match.span()
    if " (" in text:
        for match in _PLACED_FIELD.finditer(folded):
            yield match.span("field")
    if "@" in text:
        for match in _FIELD_HANDLE.finditer(folded):
            yield match.span()
    if not _AROUND_FIELD.isdisjoint(text[:_GREETING]):
        greeted = _GREETED_FIELD.search(folded, 0, _GREETING)
        if greeted is not None and names_field(greeted["field"]):
            yield greeted.span("field")


def _is_a_title(folded: str, start: int, end: int) -> bool:
    """Whether a field stands alone between quotes, as what something is called."""
    return (
        folded[end : end + 2].lstrip()[:1] in _QUOTES
        and end < len(folded)
        and _CALLED.search(folded, max(0, start - slots.REACH), start) is not None
    )


def _signs(doc: Document, start: int, end: int) -> bool:
    """Whether what stands in brackets ends the reply with its author's name: "[Ana, Town Hall]"."""
    author = fold(doc.reply.author or "").split()
    return bool(author) and author[0] in doc.folded[start:end] and not doc.text[end:].strip(" .")


# --- runs of x, which may be kisses, or hide the digits of a number ------------------------------

_RUN = lazy_pattern(r"(?<![\w#@./-])(?:X{2,12}|x{2,6})(?:[ ./:,h-](?:X{2,4}|x{2,4})){0,4}(?![\w*])")
_MASKED_BEFORE = lazy_pattern(r"(?:\d[xX*•]*|[*•])[ .-]?$")
_MASKED_AFTER = lazy_pattern(r"[ .-]?[\d*•]")
# A form to follow, not a blank to fill: "au format XX-000".
_MODEL = lazy_pattern(
    r"\b(?:format|forme|modele|motif|pattern|commenc\w{1,5}|start\w{0,4}|begin\w{0,5}) "
    r"[^.!?]{0,12}$|\b(?:as(?: in)?|like|looks?|comme|type|genre|exemple|example):? [(x) -]{0,12}$"
)
_UNIT = lazy_pattern(
    r" ?(?:[€%£$]|(?:euros?|jours?|days?|h|heures?|hours?|minutes?|min|points?|mois|months?|weeks?|"
    r"semaines?|working|business|pounds?|dollars?|ans|years?|personnes?|people)\b)"
)
_ONE = lazy_pattern(
    r"(?:sous|dans|within|in|de|of|for|d'ici|pendant|apres|after) (?P<days>x (?:jours?|days?|"
    r"heures?|hours?|semaines?|weeks?|mois|months?|€|euros?|points?|working|business))"
    r"|(?:by|to|of|at|save|get|extra|about|de|a) (?P<share>x ?%)"
    r"|(?:for|of|is|are|at|from|to|costs?|be|by|pay|about|pour|a|coute|est|soit|paye[rz]) "
    r"(?P<price>[£$€] ?x|x ?[€£$])(?![\w'-]|,? (?:where|ou) )"
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
    if any(sign in folded for sign in (" x", "£x", "$x", "€x")):
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
    if _MASKED_BEFORE.search(before) or _MASKED_AFTER.match(text, end) or _MODEL.search(before):
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
_UNIT = lazy_pattern(r" ?(?:h(?![^\W\d_])|\u20ac)")  # "à ... h"
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
    if _UNIT.match(text, end) or end - start >= _FORM:
        return slots.VALUE.search(before) is not None
    return slots.NUMBER.search(before) is not None


def _are_hashes(text: str, start: int, end: int, before: str) -> bool:
    """At the head of a line they are a heading of Markdown; elsewhere a cell too narrow."""
    if _heads_line(text, start):
        return False
    return end - start >= _CELL or slots.VALUE.search(before) is not None


def _is_date(text: str, start: int, end: int, before: str) -> bool:
    return slots.DATE.search(before) is not None


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
