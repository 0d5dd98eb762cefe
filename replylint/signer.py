"""What a few words are as a signature: a person's name, initials, a team, the brand, or prose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from replylint.lazy import lazy, lazy_pattern
from replylint.people import may_be, name_parts, signed_name
from replylint.reading import fold

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from replylint.document import Document

Span = tuple[int, int]
Kind = Literal["name", "initials", "team"]


class Signature(NamedTuple):
    """Who signs at the end of a reply.

    kind: "name" (a first name), "initials" (initials or an agent's tag), "team" (a brand or role).
    start, end: the signature, its mark included; name: the bare name, initials or team.
    """

    kind: Kind
    start: int
    end: int
    name: str


_AND = lazy_pattern(r" (?:et|and|&|\+|y|und|e) | ?[/&+] ?")
# A name, then whose name it is: "Thomas du service client", "Susan-Acme Support".
_OF_TEAM = lazy_pattern(
    r"(?: (?:du|de la|de chez|des|de|from|at|of|for|on behalf of|pour|chez|@|with|in) "
    r"| (?:de l|d)['\u2019]|,? (?=(?:votre|your|ton|ta) )| ?[-\u2013\u2014|(/@] ?)"
)
_NEXT_WORD = lazy_pattern(r" (\w+'?) ?")
_HANDLES = lazy_pattern(r"@\w{1,60}")
_PARTICLES = frozenset((
    "de", "du", "des", "d", "la", "le", "van", "von", "der", "den", "da", "di", "el", "al", "bin",
    "ben",
))  # fmt: skip
# Written like initials, and no signature where nothing marks them as one.
_ACRONYMS = frozenset((
    "ok", "tbc", "tba", "faq", "sav", "pdf", "sms", "usa", "uk", "ue", "eu", "dm", "mp", "ht",
    "ttc", "cb", "tv", "pc", "id", "asap", "fyi", "rsvp", "sim", "gps", "nb", "ps", "am", "pm",
    "et", "est", "pst", "gmt", "utc", "cet", "hd", "vpn", "app", "url", "qr", "rib", "iban", "cgv",
    "hr", "btw", "lol", "mdr", "aka", "vat", "tva", "inc", "ltd", "llc", "plc", "sas", "sarl", "sa", "ce",
))  # fmt: skip
# Not even behind a dash: "- OK".
_NEVER = frozenset(("ok", "faq", "sav"))
# A desk and nobody's initials, whatever stands before it: "^CX", "^HQ".
DESKS = frozenset(("cx", "hq", "sav", "csr", "crm", "smm", "faq", "vip", "b2b"))
# What a tag in one word is made of where a desk signs: "^CustServ", "^AcmeHelp".
_DESK_TAG = lazy_pattern(
    r"(?:cust|client|support|team|care|help|service|social|guest|admin|webcare|equipe|conso)[A-Z]\w*"
    r"|\w*[a-z](?:CARE|Care|Help|Serv|Service|Support|Team|Desk|Cares|Helps|Assist|Conso|Equipe|SAV|HQ|CX|CS)",
)
_MAX_TEAM, _MAX_BRAND, _MAX_NAME = 9, 3, 4
_GAP = 4  # between a sign-off and its name
_MAX_JOB = 5  # words of "médiatrice", "guide au musée"


class Signer:
    """Reads words as signatures, by what is known around a reply: author, customer and brand."""

    def __init__(self, doc: Document, addressee: str) -> None:
        self.doc = doc
        self.text = doc.text
        self.author = doc.reply.author or ""
        self._addressee = addressee

    @lazy
    def lower_case(self) -> bool:
        """Whether the whole reply is in lower case, so that capitals tell nothing."""
        return self.text.islower()

    @lazy
    def closings(self) -> list[Span]:
        """Where sign-offs, wishes and thanks stand."""
        hits = self.doc.hits
        return [(hit.start, hit.end) for group in CLOSINGS for hit in hits(group)]

    @lazy
    def _customers(self) -> frozenset[str]:
        reply = self.doc.reply
        names = [self._addressee, reply.customer or ""]
        if self.author and reply.inbound:  # else who shares a name could not sign
            names.append(signed_name(reply.inbound) or "")
        return frozenset(name_parts(" ".join(names)))

    @lazy
    def _brand(self) -> str:
        return "".join(name_parts(self.doc.reply.brand or ""))

    @lazy
    def _brand_hints(self) -> str:
        """Where a brand's name may turn up: the handles written to, the links in the reply."""
        folded = self.doc.folded
        links = (folded[s:e] for s, e in self.doc.non_prose if folded[s] not in "@#")
        inbound = self.doc.reply.inbound or ""
        handles = _HANDLES.findall(fold(inbound)) if "@" in inbound else ()
        return " ".join((*handles, *links)).replace("-", "").replace("_", "")

    def is_author(self, who: str) -> bool:
        """Whether a name can be the author's, where the author is known."""
        return bool(self.author) and may_be(who, self.author)

    def is_customer(self, who: str) -> bool:
        """Whether a name is the one that the reply speaks to, and not the author's."""
        return not self._customers.isdisjoint(name_parts(who)) and not self.is_author(who)

    def is_first_name(self, folded: str) -> bool:
        """Whether a folded name begins with a frequent first name."""
        names = self.doc.words("names")
        if folded in names or folded.isalpha():
            return folded in names
        parts = name_parts(folded)
        return bool(parts) and parts[0] in names

    def people(
        self, start: int, end: int, *, marked: bool = False, tag: bool = False
    ) -> list[Signature]:
        """The persons that text[start:end] names and nothing else; empty where it does not.

        marked: something says that a signature stands there; tag: it may be an agent's tag.
        """
        people: list[Signature] = []
        for s, e in _parts(self.text, start, end):
            kind = self._person(s, e, marked, tag)
            if kind is not None and not self._is_closing(s, e):
                people.append(Signature(kind, s, e, self.text[s:e].rstrip(".")))
            elif not people or not self.is_team(s, e):  # "Julie et toute l'équipe" is Julie
                return []
        return people

    def of_team(self, start: int, end: int) -> list[Signature]:
        """The person of "Thomas du service client", "Susan-Acme Support", "Tom at Acme"."""
        for match in (*_OF_TEAM.finditer(self.text, start, end), *self._joints(start, end)):
            people = self.people(start, match.start())
            if not people:
                return []
            rest = self.text[match.end() : end].lstrip("( ")
            named = rest[:1].isupper() and len(rest.split()) <= _MAX_BRAND and match.group() != "-"
            place = self.is_author(people[0].name) and 0 < len(rest.split()) <= _MAX_BRAND
            if named or place or self.is_team(end - len(rest), end, joined=True):
                return [Signature(people[0].kind, start, end, people[0].name)]
        return []

    def _joints(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Words that join a role to a name, by the language packs: "Jan vom Kundenservice"."""
        roles = self.doc.words("roles")
        for match in _NEXT_WORD.finditer(self.doc.folded, start, end):
            if f"-{match[1]}" in roles:
                yield match

    def is_team(self, start: int, end: int, *, joined: bool = False) -> bool:
        """Whether text[start:end] is made of words for a team or a role, and a brand at most.

        joined: it follows a name, so that it may begin with a preposition: "pour l'équipe Acme".
        """
        words = self.text[start:end].replace("\u2019", "'").replace("'", "' ").split()
        plain = self.doc.folded[start:end].replace("'", "' ").split()
        if not 0 < len(words) <= _MAX_TEAM or len(plain) != len(words):
            return False
        roles = self.doc.words("roles")
        heads = brands = others = 0
        for i, word in enumerate(word.strip(".,()|/\u2022-") for word in plain):
            if word in roles or ("-" in word and self._is_compound(word)):
                heads += 1
            elif "+" + word in roles and not (brands and not heads):
                continue  # but not in "Contactez le service client"
            elif not word or "=" + word in roles or ((i or joined) and "-" + word in roles):
                others += len(word) > 3
            elif words[i][0].isupper() and (not self.doc.is_common(word) or self.is_brand(word)):
                if not heads and self._is_person_of_brand(word):
                    return False
                brands += 1
            else:
                return len(words) == 1 and self.lower_case and self.is_brand(word)
        if heads or (joined and others):
            return brands <= _MAX_BRAND
        return 0 < brands <= _MAX_BRAND and self._may_be_brand(start, end)

    def _is_compound(self, word: str) -> bool:
        """Whether a word with a hyphen is a role, maybe a brand's: "Acme-Team"."""
        *before, last = word.split("-")
        roles = self.doc.words("roles")
        return last in roles and not self.is_first_name(before[0])

    def _is_person_of_brand(self, word: str) -> bool:
        """Whether a word before a role is a person: "Susan", "Roopa-Acme" where Acme is known."""
        _, hyphen, brand = word.rpartition("-")
        if hyphen and len(brand) > 1 and self._brand.startswith(brand):
            return True
        return self.is_first_name(word) and not self.is_brand(word)

    def is_role_word(self, folded: str) -> bool:
        """Whether a word names a team or a role, or joins such words."""
        roles = self.doc.words("roles")
        return folded in roles or any(sign + folded in roles for sign in "+=-")

    def is_department(self, who: str) -> bool:
        """Whether capitals name a department, so that they are nobody's initials: "SAV"."""
        return len(who) > 2 and self.is_role_word(fold(who))

    def signs_off(self, start: int) -> bool:
        """Whether a sign-off, not mere thanks or a wish, ends right before a place: "Bises, zo"."""
        return any(0 < start - hit.end < _GAP for hit in self.doc.hits("valediction"))

    def is_brand(self, folded: str) -> bool:
        """Whether a folded name is the brand's, as far as that can be told from what is known.

        By the reply's brand, a handle that the customer wrote to, or a link in the reply.
        """
        key = folded if folded.isalpha() else "".join(name_parts(folded))
        if len(key) < 3:
            return False
        brand = self._brand
        if brand and (brand.startswith(key) or (len(brand) > 2 and key.startswith(brand))):
            return True
        return not self.is_first_name(folded) and key in self._brand_hints

    def _may_be_brand(self, start: int, end: int) -> bool:
        """Whether text[start:end] is the brand, or rather a brand than a colleague.

        The latter where somebody else is known to write and the brand's name is not known, for
        what is neither a first name nor initials.
        """
        folded = self.doc.folded[start:end]
        if self.is_brand(folded):
            return True
        if not self.author or self._brand or self.is_first_name(folded):
            return False
        who = self.text[start:end]
        return not _is_initials(who.split()) and not self.is_author(who)

    def is_job(self, start: int, end: int) -> bool:
        """Whether a few words in small letters may be what a person is: "guide au musée"."""
        words = self.doc.folded[start:end].split()
        return (
            0 < len(words) <= _MAX_JOB
            and self.text[start].islower()
            and words[0].replace("-", "").isalpha()
            and not self.doc.is_common(words[0])
            and not self._is_closing(start, end)
        )

    def is_prose(self, start: int, end: int) -> bool:
        """Whether text[start:end] has everyday words in it."""
        return any(self.doc.is_common(word) for word in self.doc.folded[start:end].split())

    def _person(self, start: int, end: int, marked: bool, tag: bool) -> Kind | None:
        who = self.text[start:end]
        words = who.split()
        folded = [word.strip(".,'") for word in self.doc.folded[start:end].split()]
        if not words or len(words) > _MAX_NAME + (folded[0] in self.doc.words("titles")):
            return None
        small = marked and len(who) < _MAX_NAME and not self.is_author(who)  # "-nb"
        if _is_initials(words) or (small and self.is_author(who.upper())):
            plain = "".join(folded).replace(".", "").replace("-", "")
            stopped = plain in (() if tag else _NEVER if marked else _ACRONYMS)
            stopped = stopped or (tag and self.is_department(who))
            fine = self.is_author(who) or not (stopped or self.is_brand(plain))
            return "initials" if fine else None
        if self.is_author(who):
            return "name"
        if len(words) == 1 and tag:
            return self._tag(start, end)
        if who.islower():
            return "name" if self._is_small_name(folded, start, marked=marked) else None
        titled = len(words) > 1 and self._is_title(folded[0])
        is_name = self._is_name(words, folded) and (titled or not self._may_be_brand(start, end))
        return "name" if is_name else None

    def _is_small_name(self, words: list[str], start: int, *, marked: bool) -> bool:
        """Whether words in small letters are a first name or, behind a sign-off, a nickname."""
        if not (marked or self.lower_case):
            return False
        if len(words) == 1 and self.is_first_name(words[0]):
            return True
        return (
            marked and len(words) < 3 and self.signs_off(start) and all(map(self._is_nick, words))
        )

    def _is_nick(self, word: str) -> bool:
        """Whether a word in small letters may be a nickname: "zozo"."""
        strange = not (self.doc.is_common(word) or self.is_role_word(word))
        return strange and word.isalpha() and word not in self.doc.words("titles")

    def _tag(self, start: int, end: int) -> Kind | None:
        """An agent's tag: anything but a word: "NKush", "anna", "jl"."""
        who, folded = self.text[start:end], self.doc.folded[start:end]
        if self.is_role_word(folded) or self._may_be_brand(start, end):
            return None
        if not self.author and _DESK_TAG.fullmatch(who[0].lower() + who[1:]):
            return None
        if not who.islower():
            return "name"
        if self.doc.is_common(folded) and not self.is_first_name(folded):
            return None
        return "initials" if len(who) < _MAX_NAME else "name"

    def _is_name(self, words: list[str], folded: list[str]) -> bool:
        """Whether words are written like a name: capitals, and none that is an everyday word."""
        names = 0
        if (
            len(words) == 2
            and self._is_title(folded[0])
            and len(folded[1]) == 1
            and words[1].isupper()
        ):
            return True  # "Mrs P."
        for word, plain in zip(words, folded, strict=True):
            if (len(words) > 1 and self._is_title(plain)) or (plain in _PARTICLES and names):
                continue
            if not word[0].isupper() or not plain.replace("-", "").replace("'", "").isalpha():
                return False
            if len(plain) == 1:  # "Mark Y.", "J. Hale", but not "À Lyon"
                if not names and "." not in word:
                    return False
                continue
            if self.is_role_word(plain) or ("'" in plain and self.is_role_word(plain[2:])):
                return False
            if self.doc.is_common(plain) and not self.is_first_name(plain):
                return False
            names += 1
        return names > 0

    def _is_title(self, folded: str) -> bool:
        """Whether a word stands before the name of who signs: "Mrs", "Captain"."""
        titles = self.doc.words("titles")
        return folded in titles or f"+{folded}" in titles

    def _is_closing(self, start: int, end: int) -> bool:
        """Whether a sign-off, thanks or a wish begins in text[start:end]: "Bises", "Enjoy"."""
        return any(start <= place[0] < end for place in self.closings)


# The groups of reading.txt that end a reply; after the first a name signs without a comma too.
CLOSINGS = ("valediction", "closing")


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """The pieces of text[start:end] that "and" or a slash joins."""
    last = start
    for match in _AND.finditer(text, start, end):
        yield last, match.start()
        last = match.end()
    yield last, end


def _is_initials(words: list[str]) -> bool:
    letters = "".join(words)
    if len(letters) > 2 * _MAX_NAME or not letters.isupper() or len(words) > 3:
        return False
    letters = letters.replace(".", "").replace("-", "")
    return len(letters) <= _MAX_NAME and letters.isalpha()
