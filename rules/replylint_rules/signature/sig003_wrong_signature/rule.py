"""SIG003: somebody else than the author signs, or two persons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.people import is_person, may_be, name_parts, short_name
from replylint.reading import fold
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
        others = [s for s in people if not _is_by(doc, s, author)]
        if len(others) < len(people):
            for other in others:
                yield Flag(other.start, other.end, "second")
        elif others:
            last = others[-1]
            yield Flag(last.start, last.end, fix=_replaced(doc, last, author))


def _is_by(doc: Document, signature: Signature, author: str) -> bool:
    """Whether an author can sign so: titles aside, and "-nb" is NB.

    "Mrs Roux" can be anybody of whom only the first name is known.
    """
    titles = doc.words("titles")
    words = signature.name.split()
    bare = [word for word in words if fold(word).strip(".") not in titles] or words
    parts = name_parts(author)
    if len(bare) == 1 < len(words) and (len(parts) == 1 or fold(bare[0]) in parts):
        return True
    name = " ".join(bare)
    return may_be(name.upper() if signature.kind == "initials" else name, author)


def _replaced(doc: Document, signature: Signature, author: str) -> Fix:
    """The author's name in the place of the other."""
    start = doc.text.find(signature.name, signature.start)
    return Fix((Edit(start, start + len(signature.name), short_name(author)),), safe=False)
