"""Places before the end of a reply where its words break off: its head, a full stop, a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.spans import overlaps
from replylint_rules.length.len003_cut_mid_sentence.marks import NO_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# The end of a paragraph, or of an item that another follows, without an end mark.
_PARAGRAPH = lazy_pattern(
    r"[^\W_](?=,?[ \t]*\n[ \t]*\n)"
    r"|^[ \t]*(?:[-*\u2022\u2013]|\d[.)]) [^\n]{1,300}[^\W_](?=[ \t]*\n[ \t]*(?:[-*\u2022\u2013]|\d[.)]) )",
    re.MULTILINE,
)
# A sentence that begins where the one before it waits for a noun: "show your We open at nine".
_OPENERS = (" Je ", " J'", " Nous ", " Vous ", " Il ", " Elle ", " On ", " We ", " We'", " They ", " I'll ",
            " I've ", " I'd ", " I'm ", " If you ", " Please ")  # fmt: skip
_LOST = lazy_pattern(
    r"(?<=[\w,] )(?:the|your|our|my|an|their|votre|vos|notre|nos|le|la|les|un|une|des|du|au|ce|cette|mon|ma)"
    r"(?= (?:(?:Je|Nous|Vous|Il|Elle|On|We|They|I'll|I've|I'd|I'm|We'll|We've|Please) [^\W\d_A-Z]|J'|If you ))"
)
# What "would like to" has behind it that is no verb: "if you'd like to the porter will show you".
_NO_VERB = lazy_pattern(
    r"(?:\bwould|'d) (?:like|love|prefer|need) to (?:the(?! left| right| back| front)|your|our|we|we'll|they"
    r"|he|she|i'll|there's)\b"
    r"|\b(?:vous|nous|je|on) (?:pouvez|pourrez|pouvons|pourrons|peux|peut|souhaitez|souhaitons) "
    r"(?:votre|vos|notre|nos)(?= [^\W\d_])"
)
_BEFORE_VERBS = ("d like to ", "d love to ", "d prefer to ", "d need to ", "pouvez ", "pourrez ", "pouvons ",
                 "pourrons ", "je peux ", "on peut ", "souhaite")  # fmt: skip
_HALF_ADDRESS = lazy_pattern(r"\b(?:at|to|via|\u00e0|sur|:) [a-z][\w.-]{2,30}@(?= [a-z])")
_MAY_END = (" from.", " because.")  # of the last sentence they are judged by what stands around
_HEAD = lazy_pattern(r"[^\W\d_]{2,12}(?=,? )")
_FEWEST = 5  # words of a sentence that is written out


def head_word(text: str) -> str:
    """The first word of a reply that opens in small letters, where its second sentence does not."""
    if not text[:1].islower():
        return ""
    word = _HEAD.match(text)
    stop = text.find(". ")
    if word is None or not text[stop + 2 : stop + 3].isupper():
        return ""
    return word.group() if len(text[:stop].split()) >= _FEWEST and word.group().islower() else ""


def lost_words(doc: Document) -> tuple[int, int] | None:
    """Two words that cannot follow each other: what stood between them is missing."""
    text = doc.text
    found = _LOST.search(text) if any(opener in text for opener in _OPENERS) else None
    if found is None and any(word in doc.folded for word in _BEFORE_VERBS):
        found = _NO_VERB.search(doc.folded)
    if found is None and "@ " in text:
        found = _HALF_ADDRESS.search(text)
    if found is None or overlaps(doc.quotes, *found.span()) or not doc.is_prose(*found.span()):
        return None
    return found.span()


def inner_ends(doc: Document, stop: int) -> Iterator[tuple[int, int]]:
    """The ends of words before `stop` that no sentence should end with, and of what marks that."""
    text = doc.text
    for start, end in doc.sentences:
        if end >= stop:
            break
        close = start + len(text[start:end].rstrip()) if text[end - 1].isspace() else end
        if not text.endswith(NO_ENDS, start, close) or text.endswith(_MAY_END, start, close):
            continue
        if text[close - 2].islower() and not text.startswith(" .", close):
            yield close - 1, close
    if "\n" not in text:
        return
    for match in _PARAGRAPH.finditer(text, doc.zones.body[0], stop):
        end = match.end()
        yield end, end + text.startswith(",", end)
