"""RDB002: a sentence too long to be read in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# A word and the space behind it take no less.
_SHORTEST_WORD = 2


class LongSentence(Rule):
    """Counts words between sentence ends and links; handles, dashes and emoji are no words."""

    code = "RDB002"
    name = "long-sentence"
    severity = Severity.INFO
    options = {"max_words": 40}
    strict = {"max_words": 30}
    messages = {
        "en": {
            "default": "a sentence of {words} words: beyond {limit} readers lose the thread",
            "default.suggestion": "Make it two sentences, or a list.",
        },
        "fr": {
            "default": "une phrase de {words} mots : au-delà de {limit}, on perd le fil",
            "default.suggestion": "Faites-en deux phrases, ou une liste.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        limit = int(self.number("max_words"))
        if len(doc.text) < limit * _SHORTEST_WORD:
            return
        for start, end in doc.sentences:
            if doc.text.count(" ", start, end) + doc.text.count("\n", start, end) < limit:
                continue
            for part in _parts(doc, start, end):
                sentence = doc.text[slice(*part)]
                words = sum(_is_word(word) for word in sentence.split())
                if words > limit:
                    first = part[0] + len(sentence) - len(sentence.lstrip())
                    last = part[0] + len(sentence.rstrip())
                    yield Flag(first, last, params={"words": words, "limit": limit})


def _parts(doc: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence cut at its links: people set no full stop behind one."""
    for first, last in doc.non_prose:
        if start <= first < end and "/" in doc.text[first:last]:
            yield start, first
            start = last
    yield start, end


def _is_word(word: str) -> bool:
    return not word.startswith("@") and any(map(str.isalnum, word))
