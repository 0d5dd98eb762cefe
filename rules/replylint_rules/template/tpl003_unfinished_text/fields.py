"""Fields that were never filled in: [NOM], Bonjour (nom), @handle, [red/blue], BUSINESS_NAME."""

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

_EMPTY_BRACKETS = lazy_pattern(r"\[(?:\.{2,10}|\u2026| {0,10}|\?{1,9}|_{1,20})\]")
# "from [arrival] to [departure]": a word of no field, where only a value can stand.
_PLACED_WORD = lazy_pattern(
    r"\[(?!(?:sic|unknown|anonymous|redacted|inconnue?|anonyme|censure)\b)"
    r"[a-z\u00df-\u00ff]{3,20}(?: [a-z\u00df-\u00ff]{2,20}){0,2}\](?! ?[>\u2192])"
)
_CUSTOMER = (
    "cliente|user_?name|pseudo|handle|nom|prenom|name|first_?name|client|customer|utilisateur"
)
_FIELD_NAME = (
    rf"{_CUSTOMER}|user|last_?name|guest|member|membre|abonnee?|follower|compte|account|ici|here"
)
_FIELD_HANDLE = lazy_pattern(
    rf"@(?<![\w@].)(?:{_CUSTOMER}|(?:insert|votre|your|{_FIELD_NAME})_?(?:{_FIELD_NAME}))(?![\w.@])"
)
# "Welcome to BUSINESS_NAME": no word of prose; what has a figure in it is a code.
_CAPITAL_FIELD = lazy_pattern(
    r"(?<![\w@#/.:=?&-])[A-Z\u00c0-\u00de]{2,20}(?:_[A-Z\u00c0-\u00de]{2,20}){1,4}(?![\w@/-]|\.\w)"
)
# "Your missing [armchair/sofa/table]": nobody chose.
_OPTIONS = lazy_pattern(
    r"(?<=[\w,] )[\[{][a-z][^\[\]{}/\n]{1,29}(?: ?/ ?[a-z][^\[\]{}/\n]{1,29}){0,4} ?/ ?[a-z][^\[\]{}/\n]{1,60}[\]}]"
)
# A key that no text was found for, "mail.refund.title".
_KEY = lazy_pattern(
    r"(?:\A|\n)(?P<alone>[a-z]{2,20}(?:[._][a-z]{2,20}){1,4}[._][a-z]{5,20})(?=\n|\Z)"
    r"|(?<![\w./@-])(?P<amid>[a-z]{2,20}(?:_[a-z]{2,20}){1,3}(?:\.[a-z_]{2,30}){1,3}\.[a-z_]{5,30})(?![\w./@-])"
)
# "Cheers/Thanks (pick one)", "(neighbour/porter - delete one)"
_LEFT_TO_CHOOSE = lazy_pattern(
    r"[^\W\d_]{2,20}(?: ?/ ?[^\W\d_][\w' ]{1,24}){1,5} ?[-(\u2013:] ?"
    r"(?:pick|choose|keep|select|delete|use|choisir|garder|rayer|barrer|supprimer)\b[^()\n]{0,60}\)"
)
_GREETED_FIELD = lazy_pattern(
    r"(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|dear|cher|chere|merci|thanks|thank you|sorry)"
    r"(?: m\.| mr\.?| mrs\.?| ms\.?| mme)? (?P<field>\(\(?(?P<body>[^()\n]{2,40})\)\)?"
    r"|(?P<mark>[*_~|/\"^!=+\u00a7])(?P<between>[a-z][a-z _]{1,24})(?P=mark)|&[a-z_]{2,24};"
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
# What the customer has to type, or a name in a program.
_TYPED = lazy_pattern(
    r"\b(?:code|promo|type|enter|tape[rz]|saisi\w{1,5}|file|fichier|variable|field|champ|key"
    r"|named|called|setting|cle|nomme|appele) [\"'\u00ab]? ?$"
)
# A play, a band, a song: "it's '[First Name]', brackets and all".
_CALLED = lazy_pattern(
    r"(?:\b(?:called|titled|entitled|named|it is|play|show|film|song|band|book|album|series|s'appelle|intitulee?|piece"
    r"|spectacle|livre|chanson|titre|title)|it's|its|c'est),? ?[\"'\u00ab\u201c] ?$"
)
_QUOTES = tuple("\"'\u00bb\u201d")
_AROUND_FIELD = frozenset('(*_~|/"^!=+&\u00a7')
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
        if match[0] == "[ ]" and text[start - 1 : start] in ("", "\n"):
            continue  # a box to tick
        before = folded[max(0, start - slots.REACH) : start]
        if not quoted and slots.VALUE.search(before) and not slots.MODEL.search(before):
            yield start, end


def named(doc: Document) -> Iterator[Span]:
    """Yield fields in parentheses, choices nobody made, handles like @nom, fields in capitals."""
    text, folded = doc.text, doc.folded
    for match in _CAPITAL_FIELD.finditer(text) if "_" in text else ():
        told = doc.reply.inbound is not None and match[0] in doc.reply.inbound
        before = folded[max(0, match.start() - slots.REACH) : match.start()]
        if names_field(match[0]) and not told and not _TYPED.search(before):
            yield match.span()
    key = _KEY.search(text) if "_" in text or _holds_a_dotted_line(text) else None
    if key is not None and not _TYPED.search(
        folded, max(0, key.start() - slots.REACH), key.start()
    ):
        yield key.span(key.lastgroup or 0)
    yield from _greeted(doc)
    yield from _to_choose(doc)
    if " (" in text:
        for match in _PLACED_FIELD.finditer(folded):
            yield match.span("field")
    if "@" in text:
        for match in _FIELD_HANDLE.finditer(folded):
            yield match.span()


def _greeted(doc: Document) -> Iterator[Span]:
    if not _AROUND_FIELD.isdisjoint(doc.text[:_GREETING]):
        greeted = _GREETED_FIELD.search(doc.folded, 0, _GREETING)
        if greeted is not None and names_field(greeted["field"]):
            yield greeted.span("field")


def _to_choose(doc: Document) -> Iterator[Span]:
    """Choices that nobody made."""
    text = doc.text
    if "/" not in text:
        return
    if "[" in text or "{" in text:
        for match in _OPTIONS.finditer(doc.folded):
            yield match.span()
    if ")" in text:
        for match in _LEFT_TO_CHOOSE.finditer(doc.folded):
            if not overlaps(doc.quotes, *match.span()):
                yield match.span()


def _holds_a_dotted_line(text: str) -> bool:
    """Whether a line is one word with dots in it: the key of a text, if not an address."""
    return "\n" in text and any("." in line and " " not in line for line in text.split("\n"))


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
