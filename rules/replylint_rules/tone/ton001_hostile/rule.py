"""TON001: the reply attacks the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import PhraseRule, Severity
from replylint_rules.tone.goodwill import unless_meant_well

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.rule import Flag

# What no good will excuses.
_PLAIN = frozenset(("insult", "accusation", "threat", "door"))


class Hostile(PhraseRule):
    """Insults, accusations, threats, retorts, sarcasm and showing the door."""

    code = "TON001"
    name = "hostile"
    severity = Severity.ERROR
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
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        yield from unless_meant_well(doc, tuple(super().check(doc)), _PLAIN)
