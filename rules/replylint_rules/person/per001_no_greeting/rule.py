"""PER001: the first reply greets nobody and names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.people import may_be, name_parts
from replylint.rule import Flag, Rule, Severity
from replylint_rules.parts import is_later_part

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from replylint.document import Document

# Families of channels where a reply mostly is the first one, even if nobody says which turn it is.
_FIRST_BY_CUSTOM = ("social", "review", "store", "email")
_FIRST_WORD = lazy_pattern(r"[^\W_][\w'\u2019-]{0,39}")
_CAPITALISED = lazy_pattern(r"[^\W\d_a-z\u00df-\u00ff][\w'\u2019-]{1,29}")
_TITLED = lazy_pattern(r"\b(?:madame|monsieur|mme|mlle|mrs?|ms|sir|madam)\b")
_OPENING = 160  # where a name still addresses the customer
_FEWEST_SPACES = 3  # a shorter answer needs no ceremony
_HANDLES = lazy_pattern(r"[@#]\w+|https?:\S+")
_SHORT_WORD = 3
_FEW_WORDS = 4  # so short a message answers a question: "Windows 10 Pro"


class NoGreeting(Rule):
    """Neither a greeting, nor a name, nor a kind word opens the first reply."""

    code = "PER001"
    name = "no-greeting"
    severity = Severity.INFO
    kinds = ("draft",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "the reply opens without a greeting or a name",
            "default.suggestion": "Greet the customer, by name if you know it: “{ready}”.",
        },
        "fr": {
            "default": "la réponse commence sans salutation ni nom",
            "default.suggestion": "Saluez le client, par son nom si vous le connaissez : "
            "« {ready} ».",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.zones.greeting is not None or not _is_first(doc):
            return
        first = _FIRST_WORD.search(doc.text, _after_handles(doc))
        if first is None or doc.text.count(" ", first.end()) < _FEWEST_SPACES:
            return
        if is_later_part(doc):
            return
        if any(hit.start == first.start() for hit in self.hits(doc, "opener")):
            return
        if _names_customer(doc) or self._is_answered(doc):
            return
        params: dict[str, object] = {"ready": self._ready(doc)}
        yield Flag(first.start(), first.end(), params=params, confidence=0.7)

    def _is_answered(self, doc: Document) -> bool:
        """Whether the customer answers a question of ours, so that this is no first reply.

        They begin with a yes, a no or thanks for the reply, or say hardly more than a word or two.
        """
        reading = doc.inbound_reading
        if reading is None:
            return False
        words = [
            match.start() for match in _FIRST_WORD.finditer(_HANDLES.sub(_blank, reading.folded))
        ]
        if not words or any(
            hit.start == words[0] for hit in self.inbound_hits(doc, "inbound.goes_on")
        ):
            return True
        inbound = doc.inbound
        return (
            len(words) <= _FEW_WORDS
            and inbound is not None
            and not (inbound.complaint or inbound.praise or inbound.question)
        )

    def _ready(self, doc: Document) -> str:
        """A greeting in the reply's language, by name where the customer's is known."""
        wording = self.wording(doc.language) or self.wording("en")
        name, *_ = (doc.reply.customer or "").split() or [""]
        known = name.isalpha() and name[0].isupper()
        return wording["greeting"].format(name=name) if known else wording["example"]


def _is_first(doc: Document) -> bool:
    """Whether this is the first reply of a conversation, as far as that can be told."""
    reply = doc.reply
    if reply.turn is not None:
        return reply.turn == 1
    channel = doc.channel
    return not reply.thread and channel is not None and channel.family in _FIRST_BY_CUSTOM


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _after_handles(doc: Document) -> int:
    """Where the text begins behind the handles that a network puts before a reply."""
    end = 0
    for start, stop in doc.non_prose:
        if doc.text[end:start].strip() or doc.text[start] != "@":
            break
        end = stop
    return end


def _names_customer(doc: Document) -> bool:
    """Whether the opening holds the customer's name, or what looks like one."""
    end = min(_OPENING, doc.zones.body[1])
    if _TITLED.search(doc.folded, 0, end):
        return True
    author = doc.reply.author or ""
    known = set(name_parts(doc.reply.customer or ""))
    names = doc.words("names")
    start = _after_handles(doc)
    handle = doc.folded[:start]  # "@jane8567 Jane, ..."
    return any(
        (word in known or word in names or (start <= match.start() and _is_in(word, handle)))
        and not (author and may_be(word, author))
        for match in _CAPITALISED.finditer(doc.text, 0, end)
        if not doc.text[start : match.start()].rstrip()[-1:].isdigit()  # "4 May"
        for word in name_parts(match.group())[:1]
    )


def _is_in(word: str, handle: str) -> bool:
    return len(word) > _SHORT_WORD and word in handle
