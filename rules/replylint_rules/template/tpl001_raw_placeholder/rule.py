"""TPL001: a field of a template was sent unfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity
from replylint.spans import overlaps
from replylint_rules.template import slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.placeholders import Placeholder

# How one is told to write it: "écrivez {{prenom}} là où...", "an empty object is written {}".
_TOLD_TO_WRITE = lazy_pattern(
    r"\b(?:ecri(?:vez|re|s|t)|tape[zr]?|saisi\w{1,5}|note[zr]?|insere[zr]?|remplace[zr]?|utilise[zr]?|ajoute[zr]"
    r"|balise|variable|champ|type|write|written|insert|enter|replace|variable|field|placeholder)"
    r" (?:par |by |with |la |le |the |a |as )?[\u00ab\"'] ?\Z"
    r"|\b(?:ecri(?:vez|re|s|t)|tape[zr]?|saisi\w{1,5}|insere[zr]?|type|written|insert|balise|variable|field"
    r"|placeholder) (?:par |by |with |la |le |the |a |as )?\Z"
)


# "Type {name} where you want the name to go" explains a template.
_SHOWS = lazy_pattern(
    r"\b(?:type|write|use|put|enter|paste|insert|tape[rz]|ecri(?:re|s|vez)|mettez|insere[rz])"
    r"(?: in| exactly| le| the)? [\"'(]?$"
)
_SHOWN = lazy_pattern(
    r"[\"')]? (?:where|wherever|anywhere|to (?:show|insert|display|greet)|la ou|a l'endroit"
    r"|in (?:your|the) (?:template|subject|macro|code|script|message))"
)
# "It is /v2/orders/{id}": the path of an interface, and no link that lacks a value.
_IN_PATH = lazy_pattern(r"(?:^|\s|[\"'(\u00ab])/(?:[\w{}.-]{1,40}/){1,8}$")
_PATH = 120  # code points
_NEAR = 24  # code points
# "Oui oui, avec les crochets": the brackets belong to a title.
_BRACKETS = lazy_pattern(r"\b(?:crochets|accolades|brackets|braces)\b")
# The customer asks how a template is written: "which merge tag shows the order number?".
_ASKS_HOW = lazy_pattern(
    r"\b(?:how|which|what|where|can (?:i|we|you)|is there|comment|quel(?:le)?s?|ou|peut-on|est-ce que)\b"
    r".{0,200}(?:\bmerge|\bmail ?merge|\b(?:field|tag|token|variable|placeholder|snippet|shortcode|macro|liquid"
    r"|template|campaign|newsletter|mailing|mail-?out|subject line|editor|greet\w*|by (?:first )?name|autorespond\w*|auto-?reply|syntax|personali[sz]\w+"
    r"|champ|balise|modele|gabarit|campagne|infolettre|publipostage|objet|syntaxe|personnalis\w+)s?\b)"
    r"|\b(?:merge (?:tag|field)|variable|shortcode|syntax|placeholder|balise|champ de fusion|publipostage)s?\b"
)


class RawPlaceholder(Rule):
    """Placeholders of every dialect in a draft; in a template only those that cannot be filled."""

    code = "TPL001"
    name = "raw-placeholder"
    severity = Severity.ERROR
    messages = {
        "en": {
            "default": "“{phrase}” is a field that nobody filled in",
            "default.suggestion": "Write the value in its place, or reword so that none is needed.",
            "broken": "“{phrase}” is a field that lacks a bracket: no tool will fill it in",
            "broken.suggestion": "Write the value in its place, and mend the template.",
        },
        "fr": {
            "default": "« {phrase} » est un champ que personne n'a rempli",
            "default.suggestion": "Mettez la valeur à sa place, ou tournez la phrase sans elle.",
            "broken": "« {phrase} » est un champ mal fermé : rien ne le remplira",
            "broken.suggestion": "Mettez la valeur à sa place, et refermez-le dans le modèle.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        draft = doc.kind == "draft"
        shown = draft and any(_is_spoken_of(doc, found) for found in doc.placeholders)
        for found in doc.placeholders:
            if found.shape == "broken" and _in_named_brackets(doc, found):
                continue
            if found.shape == "broken":
                yield Flag(found.start, found.end, "broken")
            elif draft and found.shape != "brackets" and not (shown and _is_apart(doc, found)):
                yield Flag(found.start, found.end)  # [NAME] is left by a person: TPL003


def _is_apart(doc: Document, found: Placeholder) -> bool:
    """Whether a field may be shown with another that is: not where a greeting or a date fills it."""
    before = doc.folded[max(0, found.start - slots.REACH) : found.start]
    return _is_spoken_of(doc, found) or slots.NAMED.search(before) is None


def _in_named_brackets(doc: Document, found: Placeholder) -> bool:
    """Whether what stands in quotation marks is said to have brackets."""
    return overlaps(doc.quotes, found.start, found.end) and (
        _BRACKETS.search(doc.folded, found.end) is not None
    )


def _is_spoken_of(doc: Document, found: Placeholder) -> bool:
    """Whether the reply quotes it: "sorry for the mail that began “Hi {{name}}”"."""
    written = doc.text[found.start : found.end]
    if not slots.VALUE.search(doc.folded, max(0, found.start - slots.REACH), found.start) and (
        (reading := doc.inbound_reading) is not None and _ASKS_HOW.search(reading.folded)
    ):
        return True
    if (
        _SHOWN.match(doc.folded, found.end)
        and _SHOWS.search(doc.folded, max(0, found.start - _NEAR), found.start)
    ) or _TOLD_TO_WRITE.search(doc.folded, max(0, found.start - 40), found.start):
        return True
    if doc.reply.inbound and written in doc.reply.inbound:
        return True
    if _IN_PATH.search(doc.text, max(0, found.start - _PATH), found.start):
        return True
    for start, end in doc.quotes:
        if start < found.start and found.end < end:
            around = doc.text[start:end].replace(written, "")
            return any(character.isalpha() for character in around)
    return False
