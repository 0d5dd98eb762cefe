"""SIG002: a team, a role or the brand signs, and no person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.people import find_first_name, is_person, short_name
from replylint.rule import Edit, Fix, Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.zones import Signature


class RoleOnlySignature(Rule):
    """A signature that names nobody: "The Acme Team", "Le service clients", "La Direction"."""

    code = "SIG002"
    name = "role-only-signature"
    needs = ("channel",)
    kinds = ("draft",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "“{phrase}” is nobody: no person signs this reply",
            "default.suggestion": "Put your first name before it, or instead of it.",
        },
        "fr": {
            "default": "« {phrase} » n'est personne : aucun prénom ne signe cette réponse",
            "default.suggestion": "Mettez votre prénom devant, ou à la place.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if not doc.is_signed:
            return
        signatures = doc.zones.signatures
        if any(signature.kind != "team" for signature in signatures):
            return
        for signature in signatures[-1:]:
            start, end = doc.zones.body
            author = doc.reply.author or ""
            if find_first_name(author, doc.text, doc.folded, start, end) is None:
                yield Flag(signature.start, signature.end, fix=_with_name(doc, signature))


def _with_name(doc: Document, signature: Signature) -> Fix | None:
    """Puts the author's first name before the team; None where it is not known."""
    author = doc.reply.author
    if author is None or not is_person(author):
        return None
    name = short_name(author)
    start = doc.text.find(signature.name, signature.start)
    alone = start == signature.start and doc.text[start - 1 : start] in ("", "\n")
    return Fix((Edit(start, start, f"{name}\n" if alone else f"{name}, "),), safe=False)
