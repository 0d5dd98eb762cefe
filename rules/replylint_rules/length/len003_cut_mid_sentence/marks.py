"""Signs at the end of a reply that show a cut whatever the words: links, dots, brackets, items."""

from __future__ import annotations

import re

from replylint.lazy import lazy_pattern
from replylint.rule import Flag

# A whole word of the text that is a cut link: no host, half a host, or dots.
_CUT_LINK = lazy_pattern(
    r"https?:?/{0,2}(?:www\.?)?|https?://(?:www\.)?[A-Za-z0-9-]{1,60}\.?[A-Za-z]?"
    r"|(?:https?://)?www\.(?:[A-Za-z0-9-]{1,60}\.?[A-Za-z]?)?"
    r"|(?:https?://|www\.).{0,2000}(?:\u2026|\.\.\.|[=?&])"
)
_CUT_ADDRESS = lazy_pattern(r"[\w.+-]{2,40}@[\w-]{0,40}\.?")
# A mark that some tools leave where they cut, and a price without its figure.
_CUT_MARK = lazy_pattern(
    r"(?:\[(?:\.{2,6}|\u2026)\]|[\[(](?:(?:message|text|reply|texte|r[\u00e9e]ponse) )?(?:cut(?: off)?|truncated"
    r"|clipped|trimmed|tronqu[\u00e9e]e?|coup[\u00e9e]e?|abr[\u00e9e]g[\u00e9e]e?|(?:character )?limit\w{0,2}"
    r"[^\])\n]{0,20}|continued|suite)[\])]|\((?:\.{3,6}|\u2026)\)|(?<=\s)[\u00a3$\u20ac])\Z",
    re.IGNORECASE,
)
# What a network writes where it folds a long text: behind dots, in brackets, or amid a sentence.
_FOLDED = lazy_pattern(
    r"(?:(?:\u2026|\.{3}) ?[\[(]?|[\[(](?:(?:\u2026|\.{3}) ?)?|(?<=[\w,;] )(?=(?-i:[SRVLA])))"
    r"(?:(?:see|read|view|show|voir|lire|afficher) (?:more|plus|la suite)|(?:lire )?la suite"
    r"|(?:(?<=[.\u2026] )|(?<=[.\u2026]))(?:plus|more))[\])]?\Z",
    re.IGNORECASE,
)
_FOLDS = tuple(word + mark for word in ("more", "plus", "suite") for mark in ("", "]", ")"))
# What no full stop makes an end: half a host, an article, a conjunction.
NO_ENDS = (
    "www.", " the.", " an.", " and.", " your.", " our.", " my.", " their.", " because.", " from.", " every.", " or.",
    " unless.", " whose.", " we'll.", " you'll.", " we've.", " we're.", " la.", " le.", " les.", " au.", " aux.",
    " des.", " une.", " du.", " et.", " votre.", " notre.", " vos.", " nos.", " cet.", " ces.", " à.", " dans.", " de.",
    " chez.", " je.", " que.", " afin.", " dès.", " de lui.", " de leur.", " de me.",
    " jusqu'au.", " jusqu'aux.", " qu'à.", " de te.", " de nous.", " ou.", " because of.", " je vous.", " nous vous.",
)  # fmt: skip
_ITEMS = frozenset("23456789bcdef")
# A line that has nothing but the number of an item, or its bullet.
_EMPTY_ITEM = lazy_pattern(
    r"\n[ \t]*(?:([2-9b-f])([.)])|(?:step|[\u00e9e]tape) [2-9] ?[:.)\u2013-]?|[-*\u2022])[ \t]*(?=\n|\Z)",
    re.IGNORECASE,
)
# A telephone number that lacks digits, behind what says that it is one.
_CUT_PHONE = lazy_pattern(
    r"(?:\b(?:au|le|call|ring|dial|phone|on|us at|is|est|t[\u00e9e]l|num[\u00e9e]ro|appelez|appelle)|:)[ .:]{1,3}"
    r"(?:(?:\+33 ?[1-9]|0[1-9])(?:(?:[ .]\d\d){1,3}(?:[ .]\d)?|[ .]\d)"
    r"|(?:\+44 ?|0)(?!800 1111)[1-9]\d{1,3} \d{1,4}|1-8\d\d-(?:\d{0,3}-)?\d{0,3}|\d{3}-\d{1,3})-?\Z",
    re.IGNORECASE,
)
# A day of the month, a time or an amount that lacks its end: the first is "1er", money has no "12.5".
_CUT_VALUE = lazy_pattern(
    r"(?:\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) 1|(?<![\w.,:])\d{1,2}[h:]\d"
    r"|(?:total (?:is|of|comes to|cost is)|comes to|amounts? to|com(?:es|ing) out at|in total,?) [\u00a3$\u20ac]1"
    r"|[\u00a3$\u20ac]\d{1,5}\.\d"
    r"|(?:s'[\u00e9e]l[\u00e8e]vent? [\u00e0a]|revien(?:t|nent) [\u00e0a]|(?:montant|somme|total|prix) (?:est )?de)"
    r" \d{1,2}|\b(?:at|by|from|until|till) \d{1,2}(?:[.:]\d\d)? [ap]"
    r"|\b(?:at|around|about|by|until|till|vers|d[\u00e8e]s|\u00e0) (?:1?\d|2[0-3]):"
    r"|\b(?:open|clos|start|begin|leav|depart|arriv)\w{1,4} (?:at|by|until|till) \d{1,2}\.[0-5])\Z",
    re.IGNORECASE,
)
# "It comes to 124,", where nothing follows.
_CUT_FIGURE = lazy_pattern(r"(?<!\w)(?:\u00e0|de|to|of|:) [\u00a3$\u20ac]?[0-9]{1,3},\Z")
_AFTER_FIGURES = tuple(
    f"{figure}{mark}" for figure in "0123456789" for mark in (",", "-", ":", " a", " p")
)


def bare_item(text: str, stop: int) -> Flag | None:
    """The number of an item that never came: "1. a form 2. a photo 3."."""
    number, mark = text[stop - 2 : stop - 1], text[stop - 1 : stop]
    if mark not in (".", ")") or number not in _ITEMS or text[stop - 3 : stop - 2] not in " \n":
        return None
    first = text.find(f"{'1' if number.isdigit() else 'a'}{mark} ")
    listed = first == 0 or text[:first].rstrip(" ")[-1:] in (":", "\n")
    if first < 0 or not listed or f" {_before(number)}{mark} " not in text.replace("\n", " "):
        return None
    return Flag(stop - 2, stop, "default", confidence=0.8)


def empty_item(text: str) -> Flag | None:
    """A line for an item that has only its number or its bullet, where others have more."""
    match = _EMPTY_ITEM.search(text) if "\n" in text else None
    if match is None:
        return None
    start, end = match.span()
    item = text[start:end].strip()
    if match[1] is not None:
        whole = f"\n{_before(match[1])}{match[2]} " in text[:start]
    elif item[0].isalpha():
        whole = True
    else:
        whole = text.count(f"\n{item} ") > 1
    return Flag(end - len(item), end, "default", confidence=0.8) if whole else None


def _before(number: str) -> str:
    return chr(ord(number) - 1)


def cut_number(text: str, stop: int) -> Flag | None:
    """A telephone number, a date, a time or an amount that lacks its last figures."""
    if not text[stop - 1 : stop].isdigit() and not text.endswith(_AFTER_FIGURES, 0, stop):
        return None
    for pattern in (_CUT_PHONE, _CUT_VALUE, _CUT_FIGURE):
        match = pattern.search(text, max(0, stop - 40), stop)
        if match is not None:
            return Flag(*match.span(), "default", confidence=0.8)
    return None


def ends_well(text: str, stop: int) -> bool:
    """Whether text[:stop] is one line that ends with an end mark, not with dots: most replies."""
    last = text[stop - 1 : stop]
    if "\n" in text or last not in ("", ".", "!", "?"):
        return False
    if last != ".":
        return True
    return text[stop - 2] != "." and not text.endswith(NO_ENDS, 0, stop)


def cut_link(text: str, stop: int) -> Flag | None:
    """A link without its host, or one that ends in dots, at the very end."""
    start = max(text.rfind(" ", 0, stop), text.rfind("\n", 0, stop)) + 1
    if text.find("@", start + 1, stop) > 0:
        return Flag(start, stop, "link") if _CUT_ADDRESS.fullmatch(text, start, stop) else None
    if text[start : start + 3].lower() not in ("htt", "www"):
        return None
    return Flag(start, stop, "link") if _CUT_LINK.fullmatch(text, start, stop) else None


def cut_mark(text: str, stop: int) -> Flag | None:
    """What a tool puts where it cuts, "[...]", or a sign of money with no figure behind it."""
    if text.endswith(' "', 0, stop):
        line = text.rfind("\n", 0, stop) + 1
        odd = text.count('"', line, stop) % 2
        return Flag(stop - 1, stop, "open", confidence=0.8) if odd else None
    if text.endswith(_FOLDS, 0, stop):
        match = _FOLDED.search(text, max(0, stop - 24), stop)
        if match is not None:
            return Flag(*match.span(), "dots", confidence=0.8)
    if text.endswith(" >", 0, stop) and text.find(" > ", max(0, stop - 80), stop) > 0:  # a path
        return Flag(stop - 1, stop, "dots", confidence=0.8)
    if text[stop - 1 : stop] not in ("]", ")", "\u00a3", "$", "\u20ac"):
        return None
    match = _CUT_MARK.search(text, max(0, stop - 40), stop)
    return match and Flag(*match.span(), "dots", confidence=0.8)
