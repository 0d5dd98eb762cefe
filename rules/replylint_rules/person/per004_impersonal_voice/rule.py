"""PER004: nobody in particular wrote this, and to nobody in particular."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule
from replylint.spans import stripped
from replylint_rules.tone.goodwill import cheerful

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.document import Document
    from replylint.phrases import Hit

# What makes a reply that only sends elsewhere bare: these many words at most.
_FEW_WORDS = 45
_SHOWN = 3
_REDIRECT = "redirect"
# What a reply gains at most for its dry words where nothing speaks for a person; see `check`.
_DRYNESS = 5
_WORDS_A_POINT = 25
# Who speaks and who is spoken to.
_PERSONS = {
    "en": lazy_pattern(r"\b(?:i|we|us|me|our|my|you|your)\b"),
    "fr": lazy_pattern(r"\b(?:je|j|nous|on|nos|notre|vous|vos|votre|tu|te|toi)\b"),
}
_I = lazy_pattern(r"\b(?:i|me|my|je|j(?=')|moi)\b")
# Dry by their form: the passive voice, in which nobody does it, and nouns made of verbs and
# adjectives, but for everyday ones. In French both only show by their accents.
_DRY = {
    "en": lazy_pattern(
        r"\b(?:(?:is|are|was|were|be|been|being) (?:\w{2,20}ly |not |also |being |currently )?"
        r"(?:\w{2,20}ed|made|sent|given|taken|found|shown|held|met|paid|kept|put|set|done|seen"
        r"|told|known|withdrawn|undertaken|forgiven|sought|brought|dealt)"
        r"|(?!appointm|paym|apartm|mom|quest|stat|addit|mention|vacat|vers|televis|rece|once|cit|part"
        r"|universi|communi|since|chance|dance|balance|distance|differen|hence|fence|ambul|insur)"
        r"\w{3,20}(?:tion|sion|ment|[ae]nce|ship)s?|\w{3,20}(?:ity|ities|ancy|ency))\b"
    ),
    "fr": lazy_pattern(
        r"\b(?:(?:est|sont|\u00e9tait|\u00e9taient|sera|seront|serait|seraient|\u00e9t\u00e9|\u00eatre"
        r"|soit|soient) (?:\w{2,20}ment |bien |ainsi |donc |d\u00e9j\u00e0 )?"
        r"(?!arriv|parti|rest|venu|all|d\u00e9sol|navr|ravi|s\u00fbr|fatigu|int\u00e9ress)"
        r"\w{2,20}(?:\u00e9|\u00e9e|\u00e9s|\u00e9es|ises?|ites?|ues?|us|is|it|erte?s?)"
        r"|(?!quest|station|chance|vacan|diff|connai|avan|dist|silen|ambul|patien|t\u00e9l\u00e9|vers"
        r"|direct|salut|adresse|permis|soir|journ|ann)\w{3,20}(?:tion|sion|it\u00e9|[ae]nce)s?)\b"
    ),
}
# "The lift's back", but not "at the owner's risk".
_BEFORE_IS = "|".join(
    rf"(?<=\b{word}.)" for word in "it that there here he she what who let where how one".split()
)
_CONTRACTION = lazy_pattern(
    r"'(?:(?<=[a-z].)(?:m|ll|ve|re|d|t)\b"
    rf"|(?:{_BEFORE_IS})s\b"
    r"|(?<=[a-z].)s (?=(?:an?|the|not|no|on|in|at|back|been|going|so|too|all|still|just|now|out|up|off"
    r"|here|there|ready|\w+ing|\w+ed|\w+ly)\b))"
)


class ImpersonalVoice(Rule):
    """Weighs bureaucratic and canned phrasing against the signs of a person who writes."""

    code = "PER004"
    name = "impersonal-voice"
    options = MappingProxyType({"threshold": 4, "weigh": True})
    strict = MappingProxyType({"threshold": 3})
    messages = {
        "en": {
            "default": "this sounds like a form letter: {evidence}",
            "default.suggestion": "Write as one person to another: say “I”, use the name, "
            "answer what was asked.",
            "bare": "this sends the customer away like a machine: {evidence}",
            "notice": "this reads like a notice on a door: nobody speaks, and to nobody",
            "notice.suggestion": "Write as one person to another: say “I” and “you”.",
            "weighed": "this sounds like nobody in particular, by {evidence}",
            "bare.suggestion": "Greet them, say in a few words what you understood, "
            "then give the link.",
        },
        "fr": {
            "default": "on dirait une lettre type : {evidence}",
            "default.suggestion": "Écrivez de personne à personne : dites « je », nommez le "
            "client, répondez à sa question.",
            "bare": "ce renvoi sonne comme une machine : {evidence}",
            "notice": "on dirait une affichette : personne ne parle, et à personne",
            "notice.suggestion": "Écrivez de personne à personne : dites « je » et « vous ».",
            "weighed": "personne en particulier ne semble écrire cela, par {evidence}",
            "bare.suggestion": "Saluez, dites en deux mots ce que vous avez compris, "
            "puis donnez le lien.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        groups = tuple(doc.groups(self.code))
        threshold = self.number("threshold")
        if _REDIRECT in groups and _says_nothing_else(doc):
            bare = self.hits(doc, _REDIRECT)
            if bare and not self._warmth(doc, groups):
                yield _flag(doc, "bare", [(4, hit) for hit in bare], 0)
                return
        office = _apart(
            [(_weight(g), hit) for g in groups if g[:6] == "office" for hit in self.hits(doc, g)]
        )
        # A long reply has more room for a formula: it needs more of them to sound like one.
        needed = threshold + len(doc.folded.split()) // _WORDS_A_POINT
        score = sum(weight for weight, _ in office)
        life = _liveliness(doc)
        # The words of a person are looked for only where they decide.
        if score - life + (1 if life else 2 + _DRYNESS) < needed:
            return
        life += _is_named(doc, office) + self._warmth(doc, groups)
        score += (not _anyone(doc)) - life
        if not life and "?" not in doc.text and _I.search(doc.folded) is None:
            score += 1 + min(_DRYNESS, self._dryness(doc))
        if score < needed or _jokes_along(doc):
            return
        if office:
            yield _flag(doc, "default", office, score - needed)
        elif score > needed and "://" not in doc.text:
            yield Flag(*stripped(doc.text, *doc.zones.body), "notice", confidence=0.5)

    def may_weigh(self, doc: Document) -> bool:
        """Not where the customer jokes and the reply joins in."""
        return not _jokes_along(doc)

    def _dryness(self, doc: Document) -> int:
        """How many words an office writes and nobody says."""
        dry = _DRY.get(doc.language)
        if dry is None:
            return 0
        start, end = doc.zones.body
        formed = sum(1 for _ in dry.finditer(doc.text.lower(), start, end))
        return formed + sum(start <= hit.start < end for hit in self.hits(doc, "dry"))

    def _warmth(self, doc: Document, groups: Iterable[str]) -> int:
        return sum(_weight(g) * len(self.hits(doc, g)) for g in groups if g[:4] == "warm")


def _weight(group: str) -> int:
    """What a phrase of a group weighs: the number at the end of its name."""
    return int(group[group.index(".") + 1 :])


def _apart(office: list[tuple[int, Hit]]) -> list[tuple[int, Hit]]:
    """Of phrases that overlap only the one that weighs most, in the order of the text."""
    kept: list[tuple[int, Hit]] = []
    for weight, hit in sorted(office, key=lambda item: (-item[0], item[1].start)):
        if not any(hit.start < other.end and other.start < hit.end for _, other in kept):
            kept.append((weight, hit))
    return sorted(kept, key=lambda item: item[1].start)


def _liveliness(doc: Document) -> int:
    """What speaks for a person besides words: marks, emoji, contractions."""
    text = doc.text
    marks = min(2, text.count("!"))
    emoji = 2 if not text.isascii() and max(text) >= "\U0001f300" else 0
    short = min(3, sum(1 for _ in _CONTRACTION.finditer(doc.folded))) if doc.language == "en" else 0
    return marks + emoji + short


def _anyone(doc: Document) -> bool:
    """Whether anyone speaks or is spoken to, or that cannot be told."""
    persons = _PERSONS.get(doc.language)
    return persons is None or persons.search(doc.folded) is not None


def _is_named(doc: Document, office: list[tuple[int, Hit]]) -> bool:
    """Whether the customer is greeted by name: "Dear Student" is none."""
    named = doc.zones.addressee
    return named is not None and not any(hit.start <= named[0] < hit.end for _, hit in office)


def _jokes_along(doc: Document) -> bool:
    """Whether a cheerful reply answers a customer who jokes: its formulas are a parody."""
    inbound = doc.inbound
    return cheerful(doc.text) and inbound is not None and inbound.playful and not inbound.complaint


def _says_nothing_else(doc: Document) -> bool:
    """Whether a reply neither greets nor says more than where to go."""
    short = "!" not in doc.text and len(doc.folded.split()) <= _FEW_WORDS
    return short and doc.zones.greeting is None


def _flag(doc: Document, message: str, office: list[tuple[int, Hit]], beyond: float) -> Flag:
    strongest = sorted(office, key=lambda item: -item[0])[:_SHOWN]
    shown = sorted(strongest, key=lambda item: item[1].start)
    evidence = ", ".join(f"“{doc.masked[hit.start : hit.end]}”" for _, hit in shown)
    first = max(office, key=lambda item: item[0])[1]
    confidence = min(1.0, 0.7 + 0.1 * beyond)
    return Flag(first.start, first.end, message, {"evidence": evidence}, confidence=confidence)
