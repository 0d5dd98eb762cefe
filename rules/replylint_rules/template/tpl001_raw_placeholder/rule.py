"""TPL001: a field of a template was sent unfilled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity

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
_NEAR = 24  # code points


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
        explained = ""  # the shape that the reply has begun to explain
        for found in doc.placeholders:
            if found.shape == "broken":
                yield Flag(found.start, found.end, "broken")
            elif draft and found.shape not in ("brackets", explained):
                if _is_spoken_of(doc, found):
                    explained = found.shape
                else:
                    yield Flag(found.start, found.end)  # [NAME] is left by a person: TPL003


def _is_spoken_of(doc: Document, found: Placeholder) -> bool:
    """Whether the reply quotes it: "sorry for the mail that began “Hi {{name}}”"."""
    written = doc.text[found.start : found.end]
    if (
        _SHOWN.match(doc.folded, found.end)
        and _SHOWS.search(doc.folded, max(0, found.start - _NEAR), found.start)
    ) or _TOLD_TO_WRITE.search(doc.folded, max(0, found.start - 40), found.start):
        return True
    if doc.reply.inbound and written in doc.reply.inbound:
        return True
    for start, end in doc.quotes:
        if start < found.start and found.end < end:
            around = doc.text[start:end].replace(written, "")
            return any(character.isalpha() for character in around)
    return False
