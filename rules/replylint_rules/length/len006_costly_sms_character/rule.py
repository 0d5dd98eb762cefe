"""LEN006: a character that is not in the SMS alphabet, and makes the text message cost more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.rule import Edit, Fix, Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Typography that says the same in the SMS alphabet.
_PLAIN = {
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u00b4": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2026": "...", "\u2013": "-", "\u2014": "-", "\u2011": "-", "\u2010": "-", "\u2212": "-",
    "\u2022": "-", "\u00b7": "-", "\u2192": ">", "\u00d7": "x", "\u2122": "TM",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
    "\u0153": "oe", "\u0152": "OE",
}  # fmt: skip
# Inside guillemets there is a space that straight quotation marks do not have.
_PIECE = lazy_pattern("\u00ab[ \u00a0\u202f]?|[ \u00a0\u202f]?\u00bb|[^\u0001-\u007f]|[`\t]")
_SHOWN = 5  # characters named in the suggestion


class CostlySmsCharacter(Rule):
    """Compares the parts that the text goes in with those of its plain form.

    Typography has a safe fix, an accent (ê, ë, î, ô, û, ç) one to look at, an emoji none.
    """

    code = "LEN006"
    name = "costly-sms-character"
    severity = Severity.INFO
    needs = ("channel",)
    messages = {
        "en": {
            "default": "“{character}” is not in the SMS alphabet: {parts} parts instead of {fewer}",
            "default.suggestion": "Write it plainly: {characters}",
            "emoji.suggestion": "Do without: {characters}",
        },
        "fr": {
            "default": "« {character} » n'est pas dans l'alphabet des SMS : {parts} parties au "
            "lieu de {fewer}",
            "default.suggestion": "Écrivez plus simplement : {characters}",
            "emoji.suggestion": "Faites sans : {characters}",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.channel is None or doc.channel.family != "sms" or doc.text.isascii():
            return
        from replylint.units import sms

        text = doc.text
        places = list(sms.costly(text))
        if not places:
            return
        plain = "".join(_plain(character) for character in text)
        parts, fewer = sms.parts(text), sms.parts(plain)
        if not 0 < fewer < parts:
            return
        distinct = dict.fromkeys(character for _, character in places)
        lost = [character for character in distinct if not _plain(character)]
        start, first = places[0]
        yield Flag(
            start,
            start + 1,
            params={
                "character": first.strip() or "\u2423",
                "characters": " ".join((lost or list(distinct))[:_SHOWN]),
                "parts": parts,
                "fewer": fewer,
            },
            suggestion="emoji.suggestion" if lost else "",
            fix=None if lost else _fix(text, safe=all(c in _PLAIN for c in distinct)),
        )


def _plain(character: str) -> str:
    """What stands for a character in the SMS alphabet: "" where nothing does."""
    from replylint.units import sms

    if sms.encoding(character) == "gsm7":
        return character
    if character in _PLAIN:
        return _PLAIN[character]
    bare = fold(character)
    if not bare.isascii():
        return ""
    return bare.upper() if character.isupper() else bare


def _fix(text: str, safe: bool) -> Fix:
    edits = []
    for match in _PIECE.finditer(text):
        plain = _plain(match.group().strip(" \u00a0\u202f") or match.group())
        if plain != match.group():
            edits.append(Edit(*match.span(), plain))
    return Fix(tuple(edits), safe)
