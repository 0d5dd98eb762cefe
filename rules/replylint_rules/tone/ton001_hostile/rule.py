"""TON001: the reply attacks the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, PhraseRule, Severity
from replylint_rules.tone.goodwill import feels, unless_meant_well

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# What no good will excuses. What sounds like an accusation or a door is none in a reply that
# is sorry and acts.
_PLAIN = frozenset(("insult", "threat"))
# Several words with capitals: a title, unless it speaks to somebody or opens a sentence.
_TITLE = lazy_pattern(
    r"(?<![^\W_])[A-Z\u00c0-\u00de][\w'\u2019-]*"
    r"(?: (?:(?:&|of|the|and|de|du|des|la|le|les|et) )?[A-Z\u00c0-\u00de][\w'\u2019-]*)+"
)
_SPEAKS = lazy_pattern(
    r"(?i)\b(?:you|your|vous|votre|tu|mr|mrs|ms|dear|monsieur|madame|cher|ch\u00e8re)\b"
)
_ENDS = ".!?:\n"
# Eyes rolled, a yawn, polished nails, popcorn, a violin: what sneers at a complaint.
_SNEERS = lazy_pattern("[\U0001f644\U0001f971\U0001f485\U0001f37f\U0001f3bb\U0001f595]")
_REACH = 80  # code points around a phrase that its title may take


class Hostile(PhraseRule):
    """Insults, accusations, threats, retorts, sarcasm and showing the door."""

    code = "TON001"
    name = "hostile"
    severity = Severity.ERROR
    options = {"weigh": True}
    messages = {
        "en": {
            "default": "“{phrase}” is hostile",
            "default.suggestion": "Take it out. Name the problem, not the person, and say what you do.",
            "insult": "“{phrase}” insults the customer",
            "insult.suggestion": "Take it out. Name the problem, not the person.",
            "accusation": "“{phrase}” says that the customer lies or cheats",
            "accusation.suggestion": "Say what your records show, and ask for what would settle it.",
            "threat": "“{phrase}” threatens the customer",
            "threat.suggestion": "Never threaten in a reply: answer the matter, or hand it over.",
            "retort": "“{phrase}” hits back at the customer",
            "retort.suggestion": "Do not answer a mood with a mood: answer what went wrong.",
            "sarcasm": "“{phrase}” is sarcastic",
            "sarcasm.suggestion": "Say it straight: irony at the customer's expense never helps.",
            "door": "“{phrase}” shows the customer the door",
            "door.suggestion": "Decline politely and say what you can offer.",
            "weighed": "“{phrase}” sounds hostile, by {evidence}",
        },
        "fr": {
            "default": "« {phrase} » est hostile",
            "default.suggestion": "Enlevez-le. Parlez du problème, pas de la personne, et de ce que vous faites.",
            "insult": "« {phrase} » insulte le client",
            "insult.suggestion": "Enlevez-le. Parlez du problème, pas de la personne.",
            "accusation": "« {phrase} » accuse le client de mentir ou de tricher",
            "accusation.suggestion": "Dites ce que vous voyez au dossier, et demandez ce qui trancherait.",
            "threat": "« {phrase} » menace le client",
            "threat.suggestion": "Jamais de menace dans une réponse : répondez au fond, ou passez la main.",
            "retort": "« {phrase} » renvoie la balle au client",
            "retort.suggestion": "Ne répondez pas à l'humeur : répondez à ce qui n'a pas marché.",
            "sarcasm": "« {phrase} » est sarcastique",
            "sarcasm.suggestion": "Dites-le simplement : l'ironie aux dépens du client n'aide jamais.",
            "door": "« {phrase} » montre la porte au client",
            "door.suggestion": "Refusez poliment et dites ce que vous pouvez proposer.",
            "weighed": "« {phrase} » sonne hostile, par {evidence}",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        flags = [flag for flag in super().check(doc) if not _is_a_title(doc, flag)]
        yield from unless_meant_well(doc, flags, _PLAIN)
        if not (flags or doc.text.isascii()):
            yield from _sneers(doc)

    def may_weigh(self, doc: Document) -> bool:
        """Only in an answer, and not to mere praise."""
        inbound = doc.inbound
        return inbound is not None and (inbound.complaint or not inbound.praise)


def _sneers(doc: Document) -> Iterator[Flag]:
    """The first sign that sneers, in an answer to a complaint without a word of feeling."""
    sign = _SNEERS.search(doc.text)
    inbound = doc.inbound if sign else None
    if sign and inbound and inbound.complaint and not (inbound.playful or feels(doc)):
        yield Flag(*sign.span(), "retort", confidence=0.6)


def _is_a_title(doc: Document, flag: Flag) -> bool:
    """Whether a phrase is part of what a game, a film or a book is called."""
    text = doc.text
    if not text[flag.start].isupper() or flag.message not in ("insult", "default", "retort"):
        return False
    for match in _TITLE.finditer(text, max(0, flag.start - _REACH), flag.end + _REACH):
        start, end = match.span()
        if start <= flag.start and flag.end <= end and not _SPEAKS.search(match.group()):
            before = text[max(0, start - _REACH) : start].rstrip()
            inside = bool(before) and before[-1] not in _ENDS
            title = match.group()
            return not title.isupper() and (inside or title in (doc.reply.inbound or ""))
    return False
