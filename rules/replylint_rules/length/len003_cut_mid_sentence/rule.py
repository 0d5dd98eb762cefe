"""LEN003: the reply breaks off in the middle of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.ending import PART, ends, find_afterword
from replylint.rule import Flag, Rule
from replylint.spans import overlaps
from replylint_rules.length.len003_cut_mid_sentence.inside import head_word, inner_ends, lost_words
from replylint_rules.length.len003_cut_mid_sentence.marks import (
    bare_item,
    cut_link,
    cut_mark,
    cut_number,
    empty_item,
    ends_well,
)
from replylint_rules.length.len003_cut_mid_sentence.sentence import CLOSINGS, Ending
from replylint_rules.length.len003_cut_mid_sentence.words import Words, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from replylint.document import Document

# Where the language cannot be told, what any of these says counts.
_UNTOLD = ("en", "fr")
_INTRODUCTION = 20  # "It's Kay from Portly" is no signature
_SHORT_LINE = 60  # a closing line
_LEAD = 5  # "With best wishes"


class CutMidSentence(Rule):
    """A last sentence without its end: a dangling word, a cut word or link, an open bracket."""

    code = "LEN003"
    name = "cut-mid-sentence"
    languages = ("de", "en", "es", "fr", "it")
    kinds = ("draft",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "the reply breaks off after “{phrase}”",
            "default.suggestion": "Finish the sentence, or shorten what stands before it.",
            "word": "“{phrase}” is only the beginning of a word",
            "word.suggestion": "Finish the sentence, or shorten what stands before it.",
            "head": "the beginning of the reply is missing: it opens with “{phrase}”",
            "head.suggestion": "Put back what stood before it.",
            "dots": "the reply looks cut off at “{phrase}”",
            "dots.suggestion": "Finish the sentence; if the dots are a pause, sign after them.",
            "link": "the link “{phrase}” is cut off",
            "link.suggestion": "Put the whole link.",
            "open": "“{phrase}” is never closed: the end is missing",
            "open.suggestion": "Finish the sentence and close the bracket or the quotation.",
        },
        "fr": {
            "default": "la réponse s'interrompt après « {phrase} »",
            "default.suggestion": "Terminez la phrase, ou raccourcissez ce qui précède.",
            "word": "« {phrase} » n'est que le début d'un mot",
            "word.suggestion": "Terminez la phrase, ou raccourcissez ce qui précède.",
            "head": "il manque le début de la réponse : elle s'ouvre sur « {phrase} »",
            "head.suggestion": "Remettez ce qui précédait.",
            "dots": "la réponse semble coupée à « {phrase} »",
            "dots.suggestion": "Terminez la phrase ; si ces points sont voulus, signez après.",
            "link": "le lien « {phrase} » est coupé",
            "link.suggestion": "Mettez le lien entier.",
            "open": "« {phrase} » n'est jamais refermé : il manque la fin",
            "open.suggestion": "Terminez la phrase et fermez la parenthèse ou les guillemets.",
        },
    }

    def __init__(self, options: Mapping[str, object] | None = None) -> None:
        super().__init__(options)
        self._known = frozenset(self.known_languages() or ())
        self._words: dict[str, Words] = {}

    def check(self, doc: Document) -> Iterator[Flag]:
        stop = find_afterword(doc.text)
        for signature in doc.zones.signatures:
            if signature.start > _INTRODUCTION or signature.end > stop / 2:
                stop = min(stop, signature.start)
                break
        while stop and doc.text[stop - 1].isspace():
            stop -= 1
        item = bare_item(doc.text, stop) or empty_item(doc.text)
        flag = item or self._at_the_end(doc, stop) or self._inside(doc, stop)
        if flag is not None:
            yield flag

    def _at_the_end(self, doc: Document, stop: int) -> Flag | None:
        if ends_well(doc.text, stop):
            return None
        return (
            cut_link(doc.text, stop)
            or cut_number(doc.text, stop)
            or cut_mark(doc.text, stop)
            or _cut(doc, self._known_words(doc), stop)
        )

    def _inside(self, doc: Document, stop: int) -> Flag | None:
        """What breaks off before the end, though the reply goes on."""
        lost = lost_words(doc)
        if lost is not None:
            return Flag(*lost, "default", confidence=0.8)
        head = head_word(doc.text)
        if head and self._ends_a_word(doc, head):
            return Flag(0, len(head), "head", confidence=0.8)
        for end, mark_end in inner_ends(doc, stop):
            if overlaps(doc.quotes, end - 1, end):
                continue
            flag = cut_number(doc.text, mark_end)
            if flag is None:
                line = doc.text.rfind("\n", 0, end) + 1
                flag = Ending(doc, self._known_words(doc), line, end, mark_end).judge_inside()
            if flag is not None:
                return flag
        return None

    def _ends_a_word(self, doc: Document, head: str) -> bool:
        known = self._known_words(doc).values()
        named = doc.text[len(head) + 1].isupper() or not doc.is_common(head)
        if named and any(head in words.rest for words in known):
            return True
        if any(head in words.head for words in known):  # elsewhere people may open so
            return doc.channel is not None and doc.channel.family == "email"
        return not doc.speller.knows(head) and any(words.ends_a_word(head) for words in known)

    def _known_words(self, doc: Document) -> dict[str, Words]:
        """What is known of the languages that the reply may be in."""
        codes = doc.languages or _UNTOLD
        return {code: self._words_of(code) for code in codes if code in self._known}

    def _words_of(self, code: str) -> Words:
        """The words of a language, read when a reply first needs them."""
        words = self._words.get(code)
        if words is None:
            words = self._words[code] = read_words(self.files(f"{code}.words"))
        return words


def _cut(doc: Document, words: Mapping[str, Words], stop: int) -> Flag | None:
    """Judge the last line before the signature, and the line above where that is only a closing."""
    if not words:
        return None
    goes_on = any(_is_part_of_more(doc.text, end) for end in (stop, len(doc.text)))
    is_last = True
    for _ in range(4):
        end = next(ends(doc.text, doc.non_prose, stop), 0)
        if not end or end <= doc.zones.body[0]:
            return None
        line = doc.text.rfind("\n", 0, end) + 1
        ending = Ending(doc, words, line, end, stop)
        if goes_on:
            return ending.judge_word()
        flag = ending.judge_colon() or ending.judge(is_last)
        if flag is not None or not line or not _is_closing_line(doc, line, end):
            return flag
        stop, is_last = line, False
    return None


def _is_part_of_more(text: str, stop: int) -> bool:
    """Whether a text is a numbered part that another follows: "1/2"."""
    while stop and text[stop - 1] in " )]\n":
        stop -= 1
    if not text[stop - 1 : stop].isdigit():
        return False
    part = PART.search(text, max(0, stop - 8), stop)
    return part is not None and part[1] < part[2]


def _is_closing_line(doc: Document, start: int, end: int) -> bool:
    """Whether a line is a sign-off, thanks or a wish."""
    return end - start < _SHORT_LINE and any(
        start <= hit.start <= start + _LEAD for group in CLOSINGS for hit in doc.hits(group)
    )
