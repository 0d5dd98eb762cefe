"""Splits a text into sentences: cheap, and good enough to keep phrases apart."""

from __future__ import annotations

import re

Span = tuple[int, int]

_BREAK = re.compile(
    r"[.!?\u2026]{1,9}[\"'\u2019\u00bb\u201d)\]*_]{0,3}(?=\s|$)"  # an end mark
    r"|\n[ \t]*\n|\n(?=\s{0,20}(?:[^a-z\u00e0-\u00ff\s]|$))"  # a blank line; a line not run on
    r"|(?<=[,:;!?])\n"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\u00a0'\u2019])(?:m|mm|mr|mrs|ms|dr|me|mme|mlle|st|ste|no|nos|n|art|tel|t\u00e9l|ext|env|min|"
    r"max|vs|cf|av|bd|boul|approx|dept|e\.g|i\.e|p\.ex|ex|etc|inc|ltd|co|[a-z])\.$",
    re.IGNORECASE,
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text as spans that cover it whole, white space included."""
    spans: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        end = match.end()
        if match.group().startswith(".") and _is_abbreviation(text, match.start(), end):
            continue
        if end > start:
            spans.append((start, end))
            start = end
    if start < len(text) or not spans:
        spans.append((start, len(text)))
    return tuple(spans)


def _is_abbreviation(text: str, dot: int, end: int) -> bool:
    """Whether a full stop belongs to an abbreviation, so that the sentence goes on."""
    if end - dot != 1:
        return False
    if _ABBREVIATION.search(text[max(0, dot - 8) : dot + 1]) is None:
        return False
    following = text[end : end + 3].lstrip(" \u00a0")
    is_etc = text[max(0, dot - 3) : dot].lower() == "etc"
    return bool(following) and not (is_etc and following[:1].isupper())
