"""What in a text is not prose: links, handles, hashtags, placeholders, code, markup, quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.spans import Span, merged, overlaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.placeholders import Placeholder

__all__ = ["Span", "find_non_prose", "find_quotes", "find_words", "overlaps", "trim_url"]

# Domains that replies are full of, so that a host without a scheme or a path is seen as a link.
_DOMAINS = (
    "com|net|org|info|biz|eu|fr|be|ch|lu|ca|quebec|uk|ie|us|au|nz|de|at|es|it|nl|pt|pl|io|co|app|"
    "dev|shop|store|online|site|tv|me|ly|gl|link|help|support|gov|edu|mobi|ma|tn|dz|sn|ci|re|paris"
)
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,20}"
_PATH = r"[^\s<>\"\u00ab\u00bb]"
URL = lazy_pattern(
    rf"(?:https?://|www\.){_PATH}{{1,2000}}"
    rf"|(?<![\w@.-]){_HOST}(?:[A-Za-z]{{2,24}}/{_PATH}{{0,2000}}|(?:{_DOMAINS})(?![\w@-]|\.\w))"
)
# The character that all matches have stands first, what must not precede it second: so that the
# search is one for that character.
HANDLE = lazy_pattern(r"[@\uff20](?<![\w@/.].)[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,58}[A-Za-z0-9_])?")
HASHTAG = lazy_pattern(r"[#\uff03](?<![\w&/].)(?:[^\W\d]|\d{1,30}[^\W\d])\w{0,100}")
_HOST_OF_EMAIL = lazy_pattern(
    r"[@\uff20](?<=[\w+-].)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
_USER_OF_EMAIL = lazy_pattern(r"[\w.+-]{1,64}$")
_LINK_DOT = lazy_pattern(r"\.(?=[A-Za-z])")
_WORD = lazy_pattern(r"\S{1,2500}")
_LONGEST_HOST = 300
_PROSE_WORD = lazy_pattern(r"\w+(?:'\w+)?")
_TAG = lazy_pattern(r"</?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,400})?/?>|<!--[^<>]{0,2000}-->")
_CODE = lazy_pattern(r"```[^`]{0,5000}```|`[^`\n]{1,200}`")
_QUOTED_LINE = lazy_pattern(r"^[ \t]{0,3}>[^\n]{0,5000}", re.MULTILINE)
_QUOTE = lazy_pattern(
    r"\u00ab[^\u00ab\u00bb\n]{1,160}\u00bb|\u201c[^\u201c\u201d\n]{1,160}\u201d"
    r"|(?<![\w\"])\"[^\"\n]{1,160}\"(?![\w\"])"
)


def find_non_prose(text: str, placeholders: Sequence[Placeholder]) -> tuple[Span, ...]:
    """The spans of a text that no rule about wording may judge: sorted, none overlapping."""
    spans = [(placeholder.start, placeholder.end) for placeholder in placeholders]
    if "." in text:
        spans += _links(text)
    if "@" in text or "\uff20" in text:
        spans += (match.span() for match in HANDLE.finditer(text))
        spans += _emails(text)
    if "#" in text or "\uff03" in text:
        spans += (match.span() for match in HASHTAG.finditer(text))
    if "<" in text:
        spans += (match.span() for match in _TAG.finditer(text))
    if "`" in text:
        spans += (match.span() for match in _CODE.finditer(text))
    if ">" in text:
        spans += (match.span() for match in _QUOTED_LINE.finditer(text))
    return merged(spans) if len(spans) > 1 else tuple(spans)


def _links(text: str) -> Iterator[Span]:
    """The links: a text is entered only at the dots that stand inside a word."""
    done = 0
    for dot in _LINK_DOT.finditer(text):
        if dot.start() < done:
            continue
        before = text[max(done, dot.start() - _LONGEST_HOST) : dot.start()]
        if not before or before[-1].isspace():
            continue
        word = _WORD.match(text, dot.start() - len(before.rsplit(None, 1)[-1]))
        assert word is not None  # a character that is no space stands before the dot
        for match in URL.finditer(text, *word.span()):
            yield trim_url(text, *match.span())
        done = word.end()


def _emails(text: str) -> Iterator[Span]:
    for host in _HOST_OF_EMAIL.finditer(text):
        user = _USER_OF_EMAIL.search(text, max(0, host.start() - 64), host.start())
        if user is not None:
            yield user.start(), host.end()


def find_quotes(text: str) -> tuple[Span, ...]:
    """The spans between quotation marks: titles, labels of buttons, the customer's own words."""
    if '"' in text or "\u00ab" in text or "\u201c" in text:
        return tuple(match.span() for match in _QUOTE.finditer(text))
    return ()


def find_words(folded: str, non_prose: Sequence[Span]) -> list[int]:
    """Where the words of prose start; "l'envoi" is one."""
    if not non_prose:
        return [match.start() for match in _PROSE_WORD.finditer(folded)]
    starts = []
    spans = iter(non_prose)
    aside, after = next(spans)
    for match in _PROSE_WORD.finditer(folded):
        start, end = match.span()
        while after <= start:
            aside, after = next(spans, (len(folded), len(folded) + 1))
        if end <= aside:
            starts.append(start)
    return starts


def trim_url(text: str, start: int, end: int) -> Span:
    """A link without the punctuation of the sentence that follows it."""
    link = text[start:end]
    while link and (
        link[-1] in ".,;:!?'\u2019*_\u2026"
        or (link[-1] == ")" and link.count(")") > link.count("("))
        or (link[-1] == "]" and link.count("]") > link.count("["))
    ):
        link = link[:-1]
    return start, start + len(link)
