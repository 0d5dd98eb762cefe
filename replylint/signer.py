"""What a few words are as a signature: a person's name, initials, a team, the brand, or prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from replylint.people import may_be, name_parts
from replylint.reading import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

Span = tuple[int, int]
Kind = Literal["name", "initials", "team"]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs at the end of a reply.

    kind: "name" (a first name), "initials" (initials or an agent's tag), "team" (a brand or role).
    start, end: the signature, its mark included; name: the bare name, initials or team.
    """

    kind: Kind
    start: int
    end: int
    name: str


_AND = re.compile(r" (?:et|and|&|\+|y|und) | ?[/&+] ?")
# A name, then whose name it is: "Thomas du service client", "Susan-Acme Support".
_OF_TEAM = re.compile(
    r"(?: (?:du|de la|de chez|des|de|from|at|of|for|on behalf of|pour|chez|@|with|in) "
    r"| (?:de l|d)['\u2019]|,? (?=(?:votre|your|ton|ta) )| ?(?P<mark>[-\u2013\u2014|(/@]) ?)"
)
_PARTICLES = frozenset(("de", "du", "des", "d", "la", "le", "van", "von", "der", "den", "da", "di", "el",
                        "al", "bin", "ben"))  # fmt: skip
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "mme", "mlle", "m", "prof", "monsieur",
                     "madame"))  # fmt: skip
# Written like initials, and no signature where nothing marks them as one.
_ACRONYMS = frozenset((
    "ok", "tbc", "tba", "faq", "sav", "pdf", "sms", "usa", "uk", "ue", "eu", "dm", "mp", "ht", "ttc",
    "cb", "tv", "pc", "id", "asap", "fyi", "rsvp", "sim", "gps", "nb", "ps", "am", "pm", "et", "est",
    "pst", "gmt", "utc", "cet", "hd", "vpn", "app", "url", "qr", "rib", "iban", "cgv", "btw", "lol",
    "mdr", "aka", "vat", "tva", "inc", "ltd", "llc", "plc", "sas", "sarl", "sa", "ce",
))  # fmt: skip
# Not even behind a dash: "- OK".
_NEVER = frozenset(("ok", "faq", "sav"))
_MAX_TEAM, _MAX_BRAND, _MAX_NAME = 9, 3, 4


class Signer:
    """Reads words as signatures, by what is known around a reply: author, customer and brand."""

    def __init__(self, doc: Document, addressee: str) -> None:
        self.doc = doc
        self.text = doc.text
        self.author = doc.reply.author or ""
        self.lower_case = doc.text.islower()
        customers = (addressee, doc.reply.customer or "")
        self._customers = frozenset(part for name in customers for part in name_parts(name))

    def is_author(self, who: str) -> bool:
        """Whether a name can be the author's, where the author is known."""
        return bool(self.author) and may_be(who, self.author)

    def is_customer(self, who: str) -> bool:
        """Whether a name is the one that the reply speaks to, and not the author's."""
        return not self._customers.isdisjoint(name_parts(who)) and not self.is_author(who)

    def is_first_name(self, who: str) -> bool:
        """Whether a name begins with a frequent first name."""
        names = self.doc.words("names")
        parts = name_parts(who)
        return bool(parts) and (parts[0] in names or fold(who) in names)

    def people(
        self, start: int, end: int, *, marked: bool = False, tag: bool = False
    ) -> list[Signature]:
        """The persons that text[start:end] names and nothing else; empty where it does not.

        marked: something says that a signature stands there; tag: it may be an agent's tag.
        """
        people: list[Signature] = []
        for s, e in _parts(self.text, start, end):
            who = self.text[s:e]
            kind = None if self._is_closing(s, e) else self._person(who, marked, tag)
            if kind is not None:
                people.append(Signature(kind, s, e, who.rstrip(".")))
            elif not people or not self.is_team(s, e):  # "Julie et toute l'équipe" is Julie
                return []
        return people

    def of_team(self, start: int, end: int) -> list[Signature]:
        """The person of "Thomas du service client", "Susan-Acme Support", "Tom at Acme"."""
        for match in _OF_TEAM.finditer(self.text, start, end):
            people = self.people(start, match.start())
            if not people:
                return []
            rest = self.text[match.end() : end].lstrip("( ")
            glued = match.group() == "-"
            if self.is_team(end - len(rest), end) or (
                not glued and rest[:1].isupper() and len(rest.split()) <= _MAX_BRAND
            ):
                return [Signature(people[0].kind, start, end, people[0].name)]
        return []

    def is_team(self, start: int, end: int, *, joined: bool = False) -> bool:
        """Whether text[start:end] is made of words for a team or a role, and a brand at most.

        joined: it follows a name, so that it may begin with a preposition: "pour l'équipe Acme".
        """
        words = self.text[start:end].replace("\u2019", "'").replace("'", "' ").split()
        if not 0 < len(words) <= _MAX_TEAM:
            return False
        roles = self.doc.words("roles")
        heads = brands = 0
        for i, word in enumerate(words):
            plain = fold(word).strip(".,()-")
            if plain in roles or (plain and all(part in roles for part in plain.split("-"))):
                heads += 1
            elif "+" + plain in roles and not (brands and not heads):
                continue  # but not in "Contactez le service client"
            elif "=" + plain in roles or ((i or joined) and "-" + plain in roles):
                continue
            elif word[:1].isupper() and (not self.doc.is_common(plain) or self.is_brand(plain)):
                if not heads and self.is_first_name(plain) and not self.is_brand(plain):
                    return False
                brands += 1
            else:
                return len(words) == 1 and self.lower_case and self.is_brand(word)
        return brands <= _MAX_BRAND if heads else self.is_brand(self.text[start:end])

    def is_role_word(self, folded: str) -> bool:
        """Whether a word names a team or a role, or joins such words."""
        roles = self.doc.words("roles")
        return folded in roles or any(sign + folded in roles for sign in "+=-")

    def is_brand(self, who: str) -> bool:
        """Whether a word is the brand's name, as far as that can be told from what is known.

        By the reply's brand, a handle that the customer wrote to, or a link in the reply.
        """
        parts = name_parts(who)
        key = "".join(parts)
        if len(key) < 3:
            return False
        brand = "".join(name_parts(self.doc.reply.brand or ""))
        if brand and (brand.startswith(key) or (len(brand) > 2 and key.startswith(brand))):
            return True
        if self.is_first_name(who):
            return False
        handles = fold(self.doc.reply.inbound or "").replace("_", "")
        if "@" + key in handles:
            return True
        folded = self.doc.folded
        return any(
            key in folded[s:e].replace("-", "")
            for s, e in self.doc.non_prose
            if folded[s] != "@" and folded[s] != "#"
        )

    def is_prose(self, start: int, end: int) -> bool:
        """Whether text[start:end] has everyday words in it."""
        return any(self.doc.is_common(word) for word in self.doc.folded[start:end].split())

    def _person(self, who: str, marked: bool, tag: bool) -> Kind | None:
        words = who.replace("\u2019", "'").split()
        if not words or len(words) > _MAX_NAME + (fold(words[0]).rstrip(".") in _TITLES):
            return None
        folded = [fold(word).strip(".,'") for word in words]
        if self.is_author(who):
            return "initials" if _is_initials(words) else "name"
        if _is_initials(words):
            plain = "".join(folded).replace(".", "").replace("-", "")
            stopped = plain in (() if tag else _NEVER if marked else _ACRONYMS)
            return None if stopped or self.is_brand(who) else "initials"
        if len(words) == 1 and tag:
            return self._tag(who, folded[0])
        if len(words) == 1 and self.lower_case and not marked:
            return "name" if self.is_first_name(who) else None
        return "name" if self._is_name(words, folded) and not self.is_brand(who) else None

    def _tag(self, who: str, folded: str) -> Kind | None:
        """An agent's tag: anything but a word: "NKush", "anna", "jl"."""
        if self.is_brand(who) or self.is_role_word(folded):
            return None
        if not who.islower():
            return "name"
        if self.doc.is_common(folded) and not self.is_first_name(who):
            return None
        return "initials" if len(who) < _MAX_NAME else "name"

    def _is_name(self, words: list[str], folded: list[str]) -> bool:
        """Whether words are written like a name: capitals, and none that is an everyday word."""
        names = 0
        for word, plain in zip(words, folded, strict=True):
            if (plain in _TITLES and len(words) > 1) or (plain in _PARTICLES and names):
                continue
            bare = word.strip(".,")
            if not bare[:1].isupper() or not bare.replace("-", "").replace("'", "").isalpha():
                return False
            if self.is_role_word(plain) or self.is_role_word(plain.rpartition("'")[2]):
                return False
            if self.doc.is_common(plain) and not self.is_first_name(plain):
                return False
            names += len(bare) > 1
        return names > 0

    def _is_closing(self, start: int, end: int) -> bool:
        """Whether a sign-off, thanks or a wish begins in text[start:end]: "Bises", "Enjoy"."""
        return any(
            start <= hit.start < end
            for group in ("valediction", "closing")
            for hit in self.doc.hits(group)
        )


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """The pieces of text[start:end] that "and" or a slash joins."""
    last = start
    for match in _AND.finditer(text, start, end):
        yield last, match.start()
        last = match.end()
    yield last, end


def _is_initials(words: list[str]) -> bool:
    letters = "".join(words).replace(".", "").replace("-", "")
    return len(letters) <= _MAX_NAME and letters.isalpha() and letters.isupper() and len(words) <= 3
