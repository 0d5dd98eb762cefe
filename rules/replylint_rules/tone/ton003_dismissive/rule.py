"""TON003: the reply waves the customer away."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.rule import Flag, PhraseRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.phrases import Hit


class Dismissive(PhraseRule):
    """Be quiet, it is nothing, not our job, you were told, take it or leave it.

    Two kinds of evidence. What dismisses by itself is always flagged. What is only curt (the
    groups "edge.*") is flagged where not one word of the reply is warm (the group "warm") and
    the curt phrases outnumber the helpful ones (the group "soft").
    """

    code = "TON003"
    name = "dismissive"
    options = MappingProxyType({"curt": 1})
    messages = {
        "en": {
            "default": "“{phrase}” waves the customer away",
            "default.suggestion": "Acknowledge the trouble, then say what you can do.",
            "calm": "“{phrase}” tells the customer how to feel",
            "calm.suggestion": "Show that you understand why they are upset.",
            "belittling": "“{phrase}” makes light of the problem",
            "belittling.suggestion": "Take it as seriously as they do, then say what you can do.",
            "refusing": "“{phrase}” refuses to care",
            "refusing.suggestion": "Say who will deal with it and when, or what you can do instead.",
            "repeated": "“{phrase}” reproaches them for asking again",
            "repeated.suggestion": "Simply answer again, more clearly.",
            "cold": "“{phrase}” confronts the customer in a reply without one warm word",
            "cold.suggestion": "Acknowledge what happened and say what you do about it.",
        },
        "fr": {
            "default": "« {phrase} » éconduit le client",
            "default.suggestion": "Reconnaissez l'ennui, puis dites ce que vous pouvez faire.",
            "calm": "« {phrase} » dicte au client ce qu'il doit ressentir",
            "calm.suggestion": "Montrez que vous comprenez pourquoi il est contrarié.",
            "belittling": "« {phrase} » minimise le problème",
            "belittling.suggestion": "Prenez-le aussi au sérieux que lui, puis dites ce que vous pouvez faire.",
            "refusing": "« {phrase} » se désintéresse du problème",
            "refusing.suggestion": "Dites qui s'en occupe et quand, ou ce que vous pouvez faire à la place.",
            "repeated": "« {phrase} » reproche au client d'insister",
            "repeated.suggestion": "Répondez simplement une nouvelle fois, plus clairement.",
            "cold": "« {phrase} » met le client en cause, sans un mot chaleureux dans la réponse",
            "cold.suggestion": "Reconnaissez ce qui s'est passé et dites ce que vous faites.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        curt: list[Hit] = []
        warm = soft = 0
        dismissed = False
        for key, hits in doc.all_hits(self.code):
            if key == "warm":
                warm = len(hits)
            elif key == "soft":
                soft = len(hits)
            elif key.startswith("edge."):
                curt += hits
            else:
                dismissed = True
                yield from (Flag(h.start, h.end, key, confidence=h.confidence) for h in hits)
        if dismissed or warm or len(curt) - soft < self.number("curt") or cheerful(doc.text):
            return
        first = min(curt, key=lambda hit: hit.start)
        yield Flag(first.start, first.end, "cold", confidence=0.6)


def cheerful(text: str) -> bool:
    """Whether a text has an exclamation mark or an emoji."""
    return "!" in text or any(ord(character) >= 0x1F300 for character in text)
