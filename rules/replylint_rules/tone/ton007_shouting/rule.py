"""TON007: capitals and rows of exclamation or question marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.rule import Edit, Fix, Flag, Rule, Severity
from replylint.spans import overlaps

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from replylint.document import Document

_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0152"
_MARKS = lazy_pattern(r"[!?](?:[ \u00a0\u202f]?[!?]){2,80}")
# What a text without shouting has not: five capitals, or three and three. Letters one by one, and
# of Latin-1 alone: so the search is one for a set of characters.
_L = "[A-Z\u00c0-\u00d6\u00d8-\u00de]"
_MAY_SHOUT = lazy_pattern(rf"{_L}{_L}{_L}(?:{_L}{_L}|[ ,'\u2019-]{{1,2}}{_L}{_L}{_L})")
# Not a part of a code, a path, a handle, initials or a name joined by a hyphen.
_ROW = lazy_pattern(
    rf"(?<![\w@#/^.&~*_+-])[{_UPPER}](?:[{_UPPER}]|[ ,'\u2019-]{{1,2}}(?=[{_UPPER}])){{2,300}}"
    r"(?![\w/&+*_]|-\w|\.\w)"
)
_WORD = lazy_pattern(rf"[{_UPPER}]+(?:['\u2019][{_UPPER}]+)?")
# Before a code, a key, a button or a menu, the customer is told how it is written.
_NAMED = lazy_pattern(
    r"(?:\b(?:codes?|promo|coupon|sur|on|onglet|tab|puis|then|rubriques?|section|menu|touches?|key|"
    r"keys|boutons?|button|bouton|press|tap|click|cliquez|clique|tapez|tape|appuyez|select|choose|"
    r"hit|choisissez|choisis|selectionnez|selectionne|mode|option|options|reply|text|repondez|"
    r"reponds|envoyez|envoie|texto|sms|type|mention|mentioned|called|labelled|marked|named|says|"
    r"said|intitulee?|appelee?|nommee?|marquee?|affiche|indique|modele|model|gamme|range|"
    r"collection|marque|brand|reference|ref|enter|word|mot|lettres?|letters?|statut|status|reads)"
    r"\b:?|[>=\u2192\u00bb|(\[])"
    r" ?(?:(?:la|le|les|the|l'|a|your|votre|button|bouton)[ ']?)?$"
)
# Before a surname, or a name that somebody wrote large.
_TITLE = lazy_pattern(
    r"\b(?:(?:m|mr|mme|mlle|mlles|ms|mrs|dr|me)\.?|monsieur|madame|sir|miss|bonjour|bonsoir|salut|"
    r"hi|hello|dear|hey|cher|chere|coucou) $"
)
_TITLE_CASE = lazy_pattern(r"(?:^|[^\w])[A-Z\u00c0-\u00de][a-z\u00e0-\u00ff'\u2019-]{1,30} $")
_LONG, _SHORT = 5, 3
_HEADING = 4
_LABEL, _NAME = 5, 2
_FAR = 40


class Shouting(Rule):
    """Flags words in capitals, and three or more exclamation or question marks in a row."""

    code = "TON007"
    name = "shouting"
    severity = Severity.INFO
    messages = {
        "en": {
            "default": "“{phrase}” in capitals reads as shouting",
            "marks": "“{phrase}”: one mark is enough",
            "default.suggestion": "Write it in lower case; the words carry the weight.",
            "marks.suggestion": "Keep one.",
        },
        "fr": {
            "default": "« {phrase} » en capitales donne l'impression de crier",
            "marks": "« {phrase} » : un seul signe suffit",
            "default.suggestion": "Écrivez-le en minuscules ; les mots suffisent.",
            "marks.suggestion": "N'en gardez qu'un.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        text = doc.text
        if (
            "!!" in text or "??" in text or "?!" in text or "!?" in text
            or "! !" in text or "? ?" in text
        ):  # fmt: skip
            for match in _MARKS.finditer(text):
                if _judged(doc, *match.span()):
                    kept = "?!" if {"!", "?"} <= set(match.group()) else match.group()[0]
                    fix = Fix((Edit(*match.span(), kept),))
                    yield Flag(*match.span(), "marks", fix=fix)
        if _MAY_SHOUT.search(text):
            yield from _capitals(doc)


def _capitals(doc: Document) -> Iterator[Flag]:
    text = doc.text
    for row in _ROW.finditer(text):
        words = list(_WORD.finditer(text, *row.span()))
        if len(words) == 1 and len(words[0].group()) < _LONG:
            continue
        if not _judged(doc, *row.span()) or _is_named(doc, row, len(words)):
            continue
        loud = [word for word in words if len(word.group()) >= _SHORT and _is_word(doc, word)]
        # Names of people and places stand in the dictionaries too: one word must be a plain one.
        if not any(_is_plain(doc, word) for word in loud) or _is_heading(text, row, len(words)):
            continue
        if len(loud) == 1 and (
            len(loud[0].group()) < _LONG or _is_name_or_label(doc, row, loud[0])
        ):
            continue
        # From the first word that is shouted to the last; an acronym at either end is none.
        if len(loud) > 1:
            loud = [word for word in words if word in loud or _is_small(doc, word)]
        start, end = loud[0].start(), loud[-1].end()
        yield Flag(start, end, fix=_lowered(doc, start, end))


def _judged(doc: Document, start: int, end: int) -> bool:
    """Whether it stands in prose and not in quotation marks."""
    return doc.is_prose(start, end) and not overlaps(doc.quotes, start, end)


def _is_named(doc: Document, row: re.Match[str], words: int) -> bool:
    """Whether the words before say that a few in capitals are a label or a person's name."""
    place = max(0, row.start() - _FAR), row.start()
    return (words <= _LABEL and _NAMED.search(doc.folded, *place) is not None) or (
        words <= _NAME and _TITLE.search(doc.folded, *place) is not None
    )


def _is_word(doc: Document, word: re.Match[str]) -> bool:
    """Whether it is a word of the language, written large: no acronym, brand or name."""
    plain = fold(word.group())
    if plain in doc.words("acronyms") or plain in fold(doc.reply.brand or "").split():
        return False
    language = doc.language
    whole = word.group().lower().replace("\u2019", "'")
    for form in (whole, *(part for part in whole.split("'") if len(part) >= _SHORT)):
        if doc.is_common(fold(form), language) or doc.speller.lists(form, language):
            return True
    return False


def _is_plain(doc: Document, word: re.Match[str]) -> bool:
    """Whether it is a common word or one that people press a point with: no name."""
    whole = fold(word.group())
    return any(
        doc.is_common(part, doc.language) or part in doc.words("emphasis")
        for part in (whole, *whole.split("'"))
        if len(part) >= _SHORT
    )


def _is_small(doc: Document, word: re.Match[str]) -> bool:
    """Whether it is one of the short words of the language: WE, NE."""
    return len(word.group()) < _SHORT and doc.is_common(fold(word.group()), doc.language)


def _is_heading(text: str, row: re.Match[str], words: int) -> bool:
    """Whether a few words in capitals are all that their line has, and other lines follow."""
    begin, end = text.rfind("\n", 0, row.start()) + 1, text.find("\n", row.end())
    return (
        words <= _HEADING
        and end >= 0
        and text[begin : row.start()].strip(" ") == ""
        and text[row.end() : end].strip(" :-=") == ""
        and not text[end : end + _FAR].isspace()
        and end + 1 < len(text)
    )


def _is_name_or_label(doc: Document, row: re.Match[str], word: re.Match[str]) -> bool:
    """Whether a single word is a name, "Marie PETIT", or says what follows, "UPDATE: ..."."""
    text = doc.text
    behind = text[row.end() : row.end() + _FAR].lstrip(" ")
    if fold(word.group()) in doc.words("names") or behind[:1] == ":":
        return True
    following = behind.split(maxsplit=1)
    if following and any(map(str.isdigit, following[0])):  # "ERROR ce-34224"
        return True
    return not behind[:1].isalpha() and bool(
        _TITLE_CASE.search(text, max(0, row.start() - _FAR), row.start())
    )


def _lowered(doc: Document, start: int, end: int) -> Fix:
    """The words in lower case, but for acronyms and names and the first letter of a sentence."""
    edits = []
    for word in _WORD.finditer(doc.text, start, end):
        loud = word.group()
        if loud == "I" or (len(loud) >= _SHORT and not _is_word(doc, word)):
            continue
        before = doc.text[max(0, word.start() - _FAR) : word.start()]
        opens = before.rstrip(" ")[-1:] in ("", ".", "!", "?", "\n")
        new = loud.capitalize() if opens or loud[:2] in ("I'", "I\u2019") else loud.lower()
        edits.append(Edit(word.start(), word.end(), new))
    return Fix(tuple(edits), safe=False)
