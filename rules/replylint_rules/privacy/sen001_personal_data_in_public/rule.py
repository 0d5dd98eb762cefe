"""SEN001: the reply tells personal data where everybody can read it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.rule import Edit, Fix, Flag, Rule, Severity, Skip
from replylint_rules.privacy.asking import between, sentence_of
from replylint_rules.privacy.private_way import going_on, private_params
from replylint_rules.privacy.sen001_personal_data_in_public.facts import (
    find_facts,
    find_private_facts,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.personal_data import PersonalData

_CARD = "card"
_WAYS = ("email", "phone")
# Of an account to pay into or to give to, the words around it say that it is the brand's.
_ACCOUNTS = ("iban", "bank_account")
_OF_PAYING = (*_ACCOUNTS, "reference")
# An address of which nothing says whose it is; to "how do I write to you?" it is the brand's.
_UNSURE = 0.8
# A secret that was found by its form stands so close behind its name.
_BEHIND = 24
# What is said of goods behind such a number: "is the wide fit", "goes 6 to 13".
_FITS = lazy_pattern(
    r" (?:is|are|comes?|goes|fits?|est|sont|taille|chausse|va) (?:(?:in|up|the|a|our|for|from|en|le|la|un|une|du|de)\b|\d)"
)
# What is named the reference of goods in front of a number.
_ARTICLE = lazy_pattern(
    r"\b(?:la|l'|refs?|references?|modele|teinte|coloris|code|item|article|product|part)(?: (?:est|is|no|n°))?\W{1,3}$"
)
# What is likelier to be something else is left alone.
_LEAST = 0.5
# Of such facts the words are the matter, and they are shown.
_TOLD_IN_WORDS = ("health", "money", "private_life")
_REST = lazy_pattern(r"[^,.;:!?\n]*")
_VALUE = lazy_pattern(r"[^\s\d@_]*[\d@_]\S*|\w+[.]\w\S*")
# Words mean something else now and then.
_SURE_OF_FACTS = 0.85

_NAME = lazy_pattern(r"[a-z]+")
# "Write to me at", before an address that is not said to be one's own.
_WRITE_ME = lazy_pattern(
    r"\b(?:m'(?:ecrire|envoyer|adresser|y joindre|joindre|contacter)|(?:ecri\w+|contacte\w*|joigne\w*|envoy\w+)-moi"
    r"|(?:write|e-?mail|reach|contact|message|reply|send|get|drop|ping)(?: (?:it|them|this|that|back|a \w+))?(?: to)? me)\b"
    r"(?![^.!?]*\b(?:perso\w*|prive\w*|personal|private|own|home)\b)[^.!?]{0,40}$"
)
_FREE_MAIL = lazy_pattern(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|aol|gmx|proton|protonmail|orange|wanadoo|free"
    r"|sfr|laposte|neuf|bbox|videotron|sympatico|bluewin|skynet|btinternet|sky|virginmedia|talktalk)\."
)
_SHORTEST_NAME = 2

_NAMES = {
    "en": {
        "card": "the number of a payment card",
        "iban": "a bank account number (IBAN)",
        "bank_account": "a bank account number",
        "email": "a person's e-mail address",
        "phone": "a person's phone number",
        "address": "a person's address",
        "date_of_birth": "a date of birth",
        "reference": "a number that leads to the customer (order, booking, case, account...)",
        "id_document": "the number of an identity document",
        "identity": "a social security, tax or register number",
        "health": "about the customer's health",
        "money": "about the customer's money",
        "private_life": "about the customer's private life",
        "secret": "an access code or a login",
        "place": "where the customer stays",
    },
    "fr": {
        "card": "un numéro de carte de paiement",
        "iban": "un numéro de compte bancaire (IBAN)",
        "bank_account": "un numéro de compte bancaire",
        "email": "l'adresse e-mail d'une personne",
        "phone": "le numéro de téléphone d'une personne",
        "address": "l'adresse d'une personne",
        "date_of_birth": "une date de naissance",
        "reference": "un numéro qui mène au client (commande, réservation, dossier, compte...)",
        "id_document": "le numéro d'une pièce d'identité",
        "identity": "un numéro de sécurité sociale, fiscal ou de registre",
        "health": "un élément de la santé du client",
        "money": "un élément des finances du client",
        "private_life": "un élément de la vie privée du client",
        "secret": "un code d'accès ou un identifiant",
        "place": "l'endroit où séjourne le client",
    },
}
_FORMS = {
    "en": (
        "“{phrase}” is NAME: everybody can read it here",
        "Take it out and go on in private: “{invitation}”",
    ),
    "fr": (
        "« {phrase} » est NAME : tout le monde peut le lire ici",
        "Retirez-le et poursuivez en privé : « {invitation} »",
    ),
}
_PRIVATE_CARD = {
    "en": {
        "private-card": "“{phrase}” is the number of a payment card: no message may carry it",
        "private-card.suggestion": "Keep at most its last four digits.",
        "private-others": "“{phrase}” leads to another person: only they may give it",
        "private-others.suggestion": "Offer to pass a message on to them.",
        "private-password": "“{phrase}” is a password: no message may carry it in clear",
        "private-password.suggestion": "Send a link with which the customer chooses one.",
    },
    "fr": {
        "private-card": "« {phrase} » est un numéro de carte de paiement : "
        "aucun message ne doit le porter",
        "private-card.suggestion": "N'en gardez au plus que les quatre derniers chiffres.",
        "private-others": "« {phrase} » mène à une autre personne : elle seule peut le donner",
        "private-others.suggestion": "Proposez de lui transmettre un message.",
        "private-password": "« {phrase} » est un mot de passe : aucun message ne doit le porter "
        "en clair",
        "private-password.suggestion": "Envoyez un lien qui laisse le client en choisir un.",
    },
}


def _messages(language: str) -> dict[str, str]:
    form, suggestion = _FORMS[language]
    names = _NAMES[language]
    return (
        {key: form.replace("NAME", name) for key, name in names.items()}
        | {f"{key}.suggestion": suggestion for key in names}
        | _PRIVATE_CARD[language]
    )


class PersonalDataInPublic(Rule):
    """Numbers and addresses that the engine finds by their form, and facts that words tell."""

    code = "SEN001"
    name = "personal-data-in-public"
    severity = Severity.CRITICAL
    messages = {"en": _messages("en"), "fr": _messages("fr")}

    def check(self, doc: Document) -> Iterator[Flag | Skip]:
        if doc.visibility is None:
            yield Skip("visibility-partly")
        public = doc.visibility == "public"
        data = [one for one in doc.personal_data if one.confidence >= _LEAST]
        if not public:
            data = [one for one in data if one.kind == _CARD or self._is_anothers(doc, one)]
        if data and self.inbound_hits(doc, "inbound.reach"):
            data = [one for one in data if one.kind not in _WAYS or one.confidence > _UNSURE]
        if any(one.kind == "phone" for one in data) and self.inbound_hits(doc, "inbound.goods"):
            data = [one for one in data if one.kind != "phone" or not _is_goods(doc, one)]
        data = [one for one in data if not (one.kind == "ssn" and _is_goods(doc, one, _FITS))]
        data = [one for one in data if not (one.kind == "email" and _is_the_writers(doc, one))]
        if any(one.kind in _ACCOUNTS for one in data) and (
            self.hits(doc, "payee") or self.inbound_hits(doc, "inbound.pay")
        ):
            data = [one for one in data if one.kind not in _OF_PAYING]
        facts = find_facts(self, doc) if public else find_private_facts(self, doc)
        if not (data or facts):
            return
        params = private_params(self, doc, asked=False)
        shown = [one for one in data if one.kind == _CARD or not _in_link(doc, one)]
        # The first fix goes on in private, once for all; the others only mask.
        more = going_on(self, doc, shown[-1].start, shown[-1].end) if shown and public else None
        for one in shown:
            key = _key(one) if public else _PRIVATE_KEYS.get(one.kind, "private-card")
            fix = _mask(doc, one, more)
            yield Flag(one.start, one.end, key, params, confidence=one.confidence, fix=fix)
            more = None
        for start, end, kind in facts:
            reach = end + _BEHIND if kind == "secret" else end
            if not any(one.start < reach and start < one.end for one in data):
                private = _values(doc, start, end, kind)
                yield Flag(start, end, kind, params, confidence=_SURE_OF_FACTS, private=private)

    def _is_anothers(self, doc: Document, data: PersonalData) -> bool:
        """Whether a way to reach somebody is a third person's: "your neighbour, Mrs Hale, 07700..."."""
        if data.kind not in _PRIVATE_KEYS:
            return False
        start, _ = sentence_of(doc, data.start)
        return any(between(self.hits(doc, "others"), start, data.start))


_PRIVATE_KEYS = {"phone": "private-others", "email": "private-others", "address": "private-others"}


def _values(doc: Document, start: int, end: int, kind: str) -> tuple[tuple[int, int], ...]:
    """What of a fact nothing may show: its words with a digit or a sign; of an address, the rest."""
    if kind in _TOLD_IN_WORDS:
        return ()
    found = [match.span() for match in _VALUE.finditer(doc.text, start, end)]
    if not found:
        return ()
    last = _REST.match(doc.text, found[-1][1]) if kind == "private-others" else None
    return ((found[0][0], found[-1][1] if last is None else last.end()),)


def _key(data: PersonalData) -> str:
    return data.kind.value if data.kind.value in _NAMES["en"] else "identity"


def _mask(doc: Document, data: PersonalData, more: Edit | None) -> Fix:
    hidden = Edit(data.start, data.end, doc.masked[data.start : data.end])
    return Fix((hidden,) if more is None else (hidden, more), safe=False)


def _is_goods(doc: Document, data: PersonalData, behind: re.Pattern[str] | None = None) -> bool:
    """Whether what has the form of a phone number is the reference of an article: "c'est la 06...".

    behind: what must stand behind it, too.
    """
    if behind is not None and not behind.match(doc.folded, data.end):
        return False
    return _ARTICLE.search(doc.folded, max(0, data.start - 24), data.start) is not None


def _is_the_writers(doc: Document, data: PersonalData) -> bool:
    """Whether an address begins with the name of who signs, and is the one they have at work."""
    local, _, domain = doc.folded[data.start : data.end].partition("@")
    if len(local) < _SHORTEST_NAME or not local.isalpha():
        return False
    if data.confidence > _UNSURE and (
        _FREE_MAIL.match(domain) or not _WRITE_ME.search(doc.folded, 0, data.start)
    ):
        return False
    signed = doc.folded[doc.zones.body[1] :] + " " + fold(doc.reply.author or "")
    return local in _NAME.findall(signed)


def _in_link(doc: Document, data: PersonalData) -> bool:
    """Whether a datum is a part of a link, which SEN005 judges."""
    place = bisect_right(doc.non_prose, (data.start, len(doc.text))) - 1
    if place < 0:
        return False
    start, end = doc.non_prose[place]
    span = doc.text[start:end]
    return data.start < end and "/" in span and "@" not in span
