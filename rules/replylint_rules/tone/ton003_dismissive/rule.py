"""TON003: the reply waves the customer away."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.rule import Flag, PhraseRule, outermost
from replylint.spans import stripped
from replylint_rules.channel.clauses import answers, clauses_of
from replylint_rules.privacy.asking import requests
from replylint_rules.tone.goodwill import DEED, cheerful, feels, is_pleased, unless_meant_well

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.document import Document
    from replylint.phrases import Hit

# The groups of the phrase files that are only curt, and those that speak for the reply.
_CURT = "edge."
_SIGNS = ("warm", "soft")
_FEWEST_WORDS = 4
_SEVERAL = 2
_MOST_ALOOF = 8  # words in which nobody need be spoken to
_PERSONS = {"en": lazy_pattern(r"\b(?:i|we|us|me|you|your|u|ur|our|my)\b")}
_CAPITALISED = lazy_pattern(r"\b[^\W\d_a-z][^\W\d_]{1,20}\b")
_HELLOS = ("hi", "hey", "hello", "morning", "afternoon", "evening")
# Sentences that may lack any word of service and yet are no asides: a question, a short answer,
# what nobody does; and what makes a reply one that serves.
_ASIDES = {
    "en": lazy_pattern(
        r"\?$|[>{}\[\]]|^(?:nobody|no one|none of us|i don't) (?:\w+ )?(?:thinks?|doubts?|blames?|believes?)\b"
        r"|^(?:yes|yep|no|nope|not|of course|don't|do not|you didn't|easily|easy)\b"
        r"|\b(?:is|are|was|were|be|been|being) (?:\w+ly )?\w{2,20}ed\b"
    )
}
_SERVES = lazy_pattern(
    r"\b(?:i'll|we'll|i've|we've|let me|i can|shall i|here's|www)\b|\w\.\w{2,10}/|://"
)
_WORD = lazy_pattern(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SHORTEST_ASIDE = 3
_TO_THEM = lazy_pattern(r"\b(?:you|your|you're|yourself|vous|votre|vos|tu|ton|tes|te|toi)\b|\bt'")
# A step that the reply speaks of: the writer's own, one to come, or one to take together.
_STEPS = {
    "fr": lazy_pattern(
        r"\b(?:je (?!ne\b|n'|doute|crois|pense|vous l'ai|te l'ai)|j'"
        r"|(?:on|nous) (?:s'|y|vous|te|le|la|les|l'|en|nous) ?\w"
        r"|on (?!sait|connait)\w+(?: \w+){0,2} ?\?"
        r"|(?:sera|seront|aura|auront|\w+(?:dra|dront|era|eront|ira|iront)) "
        r"|\w{2,}(?:ez|e)-(?:la|le|les|moi|nous)\b|(?:confirmez|essayez|ouvrez|redemarrez|cliquez|testez) "
        r"|(?:font|fait|faisons) (?:le|leur|notre|tout) \w"
        r"|dsl|desol|pas d'inquietude|pas de (?:mal|souci)|rassur)"
    ),
}


class Dismissive(PhraseRule):
    """Be quiet, it is nothing, not our job, you were told, take it or leave it.

    Three kinds of evidence. What dismisses by itself is always flagged. What is only curt (the
    groups "edge.*") is flagged where not one word of the reply is warm (the group "warm") and
    the curt phrases outnumber the helpful ones (the group "soft", and the customer's name). A reply
    to a complaint that has neither a curt, a warm nor a soft word, no name, no number and no link,
    is flagged as well; so is one that only talks of the customer, without a hello, and a sentence
    that has no word of goods, help or repairs (the words `earnest_<language>.txt` and
    `plain_<language>.txt`): a jab, an aside.
    """

    code = "TON003"
    name = "dismissive"
    only_phrases = False
    options = MappingProxyType({"curt": 1, "weigh": True})
    messages = {
        "en": {
            "default": "“{phrase}” waves the customer away",
            "default.suggestion": "Acknowledge the trouble, then say what you can do.",
            "calm": "“{phrase}” tells the customer how to feel",
            "calm.suggestion": "Show that you understand why they are upset.",
            "belittling": "“{phrase}” makes light of the problem",
            "belittling.suggestion": "Take it as seriously as they do, then say what you can do.",
            "mockery": "“{phrase}” mocks the customer",
            "mockery.suggestion": "Take it as seriously as they do, then say what you can do.",
            "refusing": "“{phrase}” refuses to care",
            "refusing.suggestion": "Say who will deal with it and when, or what you can do instead.",
            "repeated": "“{phrase}” reproaches them for asking again",
            "repeated.suggestion": "Simply answer again, more clearly.",
            "cold": "“{phrase}” confronts the customer in a reply without one warm word",
            "cold.suggestion": "Acknowledge what happened and say what you do about it.",
            "aside": "the customer complains, and “{phrase}” is of no use to them",
            "aside.suggestion": "Take it out: acknowledge what happened and say what you do about it.",
            "nothing": "the customer complains, and this has no warm word, no fact and no step",
            "nothing.suggestion": "Acknowledge what happened and say what you do about it.",
        },
        "fr": {
            "default": "« {phrase} » éconduit le client",
            "default.suggestion": "Reconnaissez l'ennui, puis dites ce que vous pouvez faire.",
            "calm": "« {phrase} » dicte au client ce qu'il doit ressentir",
            "calm.suggestion": "Montrez que vous comprenez pourquoi il est contrarié.",
            "belittling": "« {phrase} » minimise le problème",
            "belittling.suggestion": "Prenez-le aussi au sérieux que lui, puis dites ce que vous pouvez faire.",
            "mockery": "« {phrase} » se moque du client",
            "mockery.suggestion": "Prenez-le aussi au sérieux que lui, puis dites ce que vous pouvez faire.",
            "refusing": "« {phrase} » se désintéresse du problème",
            "refusing.suggestion": "Dites qui s'en occupe et quand, ou ce que vous pouvez faire à la place.",
            "repeated": "« {phrase} » reproche au client d'insister",
            "repeated.suggestion": "Répondez simplement une nouvelle fois, plus clairement.",
            "cold": "« {phrase} » met le client en cause, sans un mot chaleureux dans la réponse",
            "cold.suggestion": "Reconnaissez ce qui s'est passé et dites ce que vous faites.",
            "aside": "le client se plaint, et « {phrase} » ne lui sert à rien",
            "aside.suggestion": "Retirez-le : reconnaissez ce qui s'est passé et dites ce que vous faites.",
            "nothing": "le client se plaint : ni mot chaleureux, ni fait, ni étape en réponse",
            "nothing.suggestion": "Reconnaissez ce qui s'est passé et dites ce que vous faites.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        groups = tuple(doc.groups(self.code))
        plain = list(
            outermost(
                Flag(hit.start, hit.end, key, confidence=hit.confidence)
                for key in groups
                if _is_plain(key)
                for hit in self.hits(doc, key)
            )
        )
        if len(plain) < _SEVERAL and is_pleased(doc):
            return  # nobody is waved away who asks for nothing
        yield from unless_meant_well(doc, plain)
        if plain or cheerful(doc.text) or feels(doc):
            return
        cold = self._cold(doc, groups)
        if cold is None and not self.hits(doc, "warm"):
            aside = _aside(doc)
            cold = None if aside is None else Flag(*aside, "aside", confidence=0.4)
        if cold is not None:
            yield cold

    def may_veto(self, doc: Document) -> bool:
        """Only where no phrase dismisses by itself."""
        return not any(_is_plain(key) and self.hits(doc, key) for key in doc.groups(self.code))

    def _cold(self, doc: Document, groups: Iterable[str]) -> Flag | None:
        """What is only curt, in a reply without one warm word."""
        curt: list[Hit] = []
        for key in groups:
            if key.startswith(_CURT):
                curt += (hit for hit in self.hits(doc, key) if hit.start < doc.zones.body[1])
        least = self.number("curt")
        # Nearly every reply has warm or soft words: they are counted where it may matter.
        nothing = _offers_nothing(doc)
        if (len(curt) < least and not nothing) or self.hits(doc, "warm"):
            return None
        soft = len(self.hits(doc, "soft")) + _greets_by_name(doc)
        of_use = _is_of_use(doc)
        told = of_use and doc.language in _STEPS
        if len(curt) - soft >= least and not told:
            first = min(curt, key=lambda hit: (hit.start, -hit.end))
            return Flag(first.start, first.end, "cold", confidence=0.6)
        if (
            nothing
            and _is_owed_more(doc)
            and (
                not (soft or told or _takes_a_step(doc))
                or (soft < _SEVERAL and (curt or not of_use) and _rebuffs(doc))
            )
        ):
            return Flag(*_first_sentence(doc), "nothing", confidence=0.4)
        return None


def _is_plain(group: str) -> bool:
    """Whether the phrases of a group dismiss by themselves."""
    return not (group in _SIGNS or group.startswith(_CURT))


def _offers_nothing(doc: Document) -> bool:
    """Whether the reply to a message, of some length, names no number, no date and no link."""
    if not doc.reply.inbound or "://" in doc.folded or "www." in doc.folded:
        return False
    start, end = doc.zones.body
    body = doc.folded[start:end]
    if any(map(str.isdigit, body)) or "{" in body:  # a template greets somebody
        return False
    size = len(body.split())
    persons = _PERSONS.get(doc.language)
    if size < _FEWEST_WORDS or persons is None:
        return size >= _FEWEST_WORDS
    if size > _MOST_ALOOF and not persons.search(body):
        return False  # nobody speaks to nobody: an office, not an affront
    names = doc.words("names")
    return doc.zones.addressee is None and not any(
        fold(word) in names for word in _CAPITALISED.findall(doc.text, start + 1, end)
    )


def _aside(doc: Document) -> tuple[int, int] | None:
    """A sentence of no use to a customer who complains, where nobody is named or does anything."""
    inbound = doc.inbound if doc.language in _ASIDES else None
    if inbound is None or not inbound.complaint or inbound.praise or inbound.playful:
        return None
    start, stop = doc.zones.body
    if _SERVES.search(doc.folded) or _names_anybody(doc):
        return None
    serious = doc.words(f"earnest_{doc.language}") | doc.words(f"plain_{doc.language}")
    for first, last in doc.sentences:
        span = stripped(doc.text, max(first, start), min(last, stop))
        said = doc.folded[slice(*span)]
        if any(map(str.isdigit, said)) or _ASIDES[doc.language].search(said):
            continue
        words = _WORD.findall(said)
        tails = [word.rpartition("'")[2] for word in words]
        if len(words) < _SHORTEST_ASIDE or not serious.isdisjoint((*words, *tails)):
            continue
        if sum("=" + word not in serious for word in tails) >= _SEVERAL:
            return span
    return None


def _names_anybody(doc: Document) -> bool:
    """Whether the reply greets somebody by name or has a first name in it."""
    start, end = doc.zones.body
    names = doc.words("names")
    return doc.zones.addressee is not None or any(
        fold(word) in names for word in _CAPITALISED.findall(doc.text, start + 1, end)
    )


def _greets_by_name(doc: Document) -> bool:
    """Whether it begins like "Hi Jo,": what is meant to hurt rarely does."""
    greeting, addressee = doc.zones.greeting, doc.zones.addressee
    if greeting is None or addressee is None or doc.language not in _PERSONS:
        return False
    return doc.folded[slice(*greeting)].lstrip().startswith(_HELLOS)


def _is_owed_more(doc: Document) -> bool:
    """Whether the customer complains, or states something that is no praise to a reply that does
    not even greet them.
    """
    inbound = doc.inbound
    if inbound is None:
        return False
    return inbound.complaint or (
        doc.language in _STEPS
        and doc.zones.greeting is None
        and not (inbound.praise or inbound.playful or inbound.question)
        and inbound.text.count(" ") > 1
    )


def _is_of_use(doc: Document) -> bool:
    """Whether a clause is of use to the customer, or the reply asks for what it needs."""
    return any(answers(doc, clause) for clause in clauses_of(doc)) or bool(
        requests(doc, doc.hits("datum"))
    )


def _rebuffs(doc: Document) -> bool:
    """Whether a reply to a complaint talks of the customer, without a hello, and only talks: it
    does nothing, has no formula and does not end by asking.
    """
    inbound, body = doc.inbound, doc.zones.body
    return (
        inbound is not None
        and inbound.complaint
        and not (inbound.praise or inbound.playful)
        and doc.zones.greeting is None
        and "?" not in doc.folded[slice(*body)][-_SEVERAL:]
        and _TO_THEM.search(doc.folded, *body) is not None
        and not any(map(doc.hits, (DEED, "clause.filler", "clause.contact")))
        and not requests(doc, doc.hits("datum"))
    )


def _takes_a_step(doc: Document) -> bool:
    """Whether the reply says what somebody does or will do about it."""
    steps = _STEPS.get(doc.language)
    return steps is not None and steps.search(doc.folded, *doc.zones.body) is not None


def _first_sentence(doc: Document) -> tuple[int, int]:
    """The first sentence of the body, without the handles and spaces around it."""
    start, stop = doc.zones.body
    for before, after in doc.non_prose:
        if doc.text[start:before].strip() or doc.text[before] != "@":
            break
        start = after
    end = next((min(e, stop) for _, e in doc.sentences if e > start), stop)
    text = doc.text[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())
