"""SIG003: somebody else than the author signs, or two persons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.people import is_person, may_be, short_name
from replylint.rule import Edit, Fix, Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.zones import Signature


class WrongSignature(Rule):
    """A signature that cannot be the author's: a colleague's, left in a copied reply."""

    code = "SIG003"
    name = "wrong-signature"
    severity = Severity.ERROR
    needs = ("author",)
    kinds = ("draft",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "“{phrase}” signs, but somebody else writes this reply",
            "default.suggestion": "Sign with your own first name or initials.",
            "second": "two persons sign this reply: “{phrase}” is not its author",
            "second.suggestion": "Leave one signature: the author's.",
        },
        "fr": {
            "default": "« {phrase} » signe, mais une autre personne écrit cette réponse",
            "default.suggestion": "Signez de votre prénom ou de vos initiales.",
            "second": "deux personnes signent cette réponse : « {phrase} » n'en est pas l'auteur",
            "second.suggestion": "Gardez une seule signature : celle de l'auteur.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        author = doc.reply.author or ""
        if not is_person(author) or author.strip() == (doc.reply.brand or "").strip():
            return
        people = [s for s in doc.zones.signatures if s.kind != "team" and s.name[:1].isalpha()]
        others = [s for s in people if not may_be(_as_written(s), author)]
        if len(others) < len(people):
            for other in others:
                yield Flag(other.start, other.end, "second")
        elif others:
            last = others[-1]
            yield Flag(last.start, last.end, fix=_replaced(doc, last, author))


def _as_written(signature: Signature) -> str:
    """The name that signs; initials in capitals, as "-nb" is NB."""
    return signature.name.upper() if signature.kind == "initials" else signature.name


def _replaced(doc: Document, signature: Signature, author: str) -> Fix:
    """The author's name in the place of the other."""
    start = doc.text.find(signature.name, signature.start)
    return Fix((Edit(start, start + len(signature.name), short_name(author)),), safe=False)
