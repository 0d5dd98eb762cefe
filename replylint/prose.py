"""What in a text is not prose: links, handles, hashtags, placeholders, markup, quotations."""

from __future__ import annotations

import re

Span = tuple[int, int]

_HINT = re.compile(r"[@#{\[%<>`|$\u00ab\"]|://|www\.|\.[a-z]{2,}/|--")

# Bounded everywhere, so that no text takes more than linear time.
PLACEHOLDER = re.compile(
    r"\{\{\{?[^{}\n]{0,200}\}\}\}?"  # Zendesk, Gorgias, Intercom, HubSpot, Jinja, Liquid, Handlebars
    r"|\{%[^%{}\n]{0,200}%\}"  # Help Scout, Jinja and Liquid tags
    r"|\{![^{}\n]{1,120}\}"  # Salesforce
    r"|#\{[^{}\n]{1,120}\}"  # Zammad, Ruby
    r"|[%$]\{[^{}\n]{1,120}\}"  # Rails, Discourse, shells
    r"|%\([A-Za-z_][\w.]{0,60}\)[sd]"  # Python
    r"|\*\|[A-Za-z][\w:. ]{0,60}\|\*"  # Mailchimp
    r"|\{(?!\d+\})[A-Za-z_][\w.]{0,60}(?:=[^{}\n|]{0,60})?(?:\|[^{}\n]{0,60})?\}"  # Mautic, plain
    r"|%[A-Za-z_][A-Za-z_.]{1,40}%"  # %firstname%
    r"|\[\[[^\[\]\n]{1,120}\]\]"
)
URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"\u00ab\u00bb]{1,2000}"
    r"|(?<![\w@.])[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}(?:/[^\s<>\"\u00bb]{0,2000})"
)
HANDLE = re.compile(r"(?<![\w@/.])[@\uff20][A-Za-z0-9_](?:[A-Za-z0-9_.]{0,58}[A-Za-z0-9_])?")
HASHTAG = re.compile(r"(?<![\w&/])[#\uff03][^\W\d]\w{0,100}|(?<![\w&/])#\d+[^\W\d]\w{0,100}")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,20}(?:\s[^<>]{0,400})?/?>|<!--[^<>]{0,2000}-->")
_CODE = re.compile(r"`[^`\n]{1,200}`")
_QUOTED_LINE = re.compile(r"^[ \t]{0,3}>[^\n]{0,5000}", re.MULTILINE)
_QUOTE = re.compile(
    r"\u00ab[^\u00ab\u00bb\n]{1,160}\u00bb|\u201c[^\u201c\u201d\n]{1,160}\u201d"
    r"|(?<![\w\"])\"[^\"\n]{1,160}\"(?![\w\"])"
)


def find_non_prose(text: str) -> tuple[Span, ...]:
    """The spans of a text that no rule about wording may judge, sorted, perhaps overlapping."""
    if _HINT.search(text) is None:
        return ()
    spans: list[Span] = []
    if "://" in text or "www." in text or "/" in text:
        spans += (trim_url(text, *match.span()) for match in URL.finditer(text))
    if "@" in text or "\uff20" in text:
        spans += (match.span() for match in HANDLE.finditer(text))
    if "#" in text or "\uff03" in text:
        spans += (match.span() for match in HASHTAG.finditer(text))
    if "{" in text or "%" in text or "|" in text or "[[" in text:
        spans += (match.span() for match in PLACEHOLDER.finditer(text))
    if "<" in text:
        spans += (match.span() for match in _TAG.finditer(text))
    if "`" in text:
        spans += (match.span() for match in _CODE.finditer(text))
    if ">" in text:
        spans += (match.span() for match in _QUOTED_LINE.finditer(text))
    spans.sort()
    return tuple(spans)


def find_quotes(text: str) -> tuple[Span, ...]:
    """The spans between quotation marks: titles, labels of buttons, the customer's own words."""
    if '"' in text or "\u00ab" in text or "\u201c" in text:
        return tuple(match.span() for match in _QUOTE.finditer(text))
    return ()


def trim_url(text: str, start: int, end: int) -> Span:
    """A link without the punctuation of the sentence that follows it."""
    while end > start and (
        text[end - 1] in ".,;:!?'\u2019*_\u2026"
        or (text[end - 1] in ")]" and "([" [")]".index(text[end - 1])] not in text[start:end])
    ):
        end -= 1
    return start, end


def overlaps(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether start..end shares a character with one of the spans."""
    return any(s < end and start < e for s, e in spans)
