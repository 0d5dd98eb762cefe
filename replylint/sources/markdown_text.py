"""What a reader sees of a Markdown text, each code point with its place in the source.

Only what stands between a reply and its reader is taken away: marks of emphasis and headings, the
targets of links, images, code blocks, comments and tags (CommonMark, sections 4 to 6).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right

from replylint.lazy import lazy_pattern
from replylint.sources.mapped import Mapped, cuts_between

_TOKEN = lazy_pattern(
    r"(?P<fence>^ {0,3}(?P<ticks>`{3,40}+|~{3,40}+)[^\n]*+\n"
    r"(?:(?! {0,3}(?P=ticks))[^\n]*+(?:\n|\Z))*"
    r"(?: {0,3}(?P=ticks)[`~]*[ \t]*(?:\n|\Z))?)"
    r"|(?P<code>(?<!`)`(?!`)[^`\n]{1,500}`(?!`))"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<reference>^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S[^\n]{0,2000}(?:\n|\Z))"
    r"|(?P<image>!\[[^\[\]\n]{0,300}\]\([^()\s]{0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<link>\[(?P<label>[^\[\]\n]{1,500})\](?:\((?P<target><[^<>\n]{0,2000}>|[^()\s]{0,2000}"
    r"(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)(?:[ \t]+\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,200}\]))"
    r"|(?P<auto><(?=(?:https?:|mailto:)[^<>\s]{1,2000}>))|(?P<autoend>(?<=[\w/])>(?=\s|[.,;:!?]|\Z))"
    r"|(?P<tag></?[A-Za-z][A-Za-z0-9-]{0,30}(?:\s[^<>]{0,1000})?/?>)"
    r"|(?P<heading>^ {0,3}\#{1,6}[ \t]+)"
    r"|(?P<strong>\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}|(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)"
    r"|~~(?=\S)|(?<=\S)~~)",
    re.MULTILINE,
)
# Stands for a character that is not shown; of the private use area, so in no reply.
_GONE = "\ue000"
_PLACEHOLDER = lazy_pattern(
    r"\{\{[^{}\n]{0,200}\}\}|\{%[^%\n]{0,200}%\}|%\{[^{}\n]{0,120}\}|\*\|[\w: .]{1,60}\|\*"
    r"|\[\[[^\[\]\n]{1,120}\]\]"
    r"|https?://[^\s<>()\[\]]{1,2000}|<%[^%\n]{0,300}%>"
)


def markdown_text(content: str) -> Mapped:
    """The visible text of a Markdown text."""
    source = _without_comments(content)
    kept: list[tuple[int, int]] = []
    guarded = [match.span() for match in _PLACEHOLDER.finditer(source)]
    done = 0
    at = 0
    emphasis = _paired(source, guarded)
    while (token := _TOKEN.search(source, at)) is not None:
        start, end = token.span()
        at = end
        if token["link"] is not None:
            kept += ((done, start), token.span("label"))
            done = end
            continue
        if token["code"] is not None or _inside(guarded, start):
            continue
        if token["strong"] is not None and start not in emphasis:
            continue
        kept.append((done, start))
        done = end
        if token["escape"] is not None:
            at = end + 1  # the character that it protects
    kept.append((done, len(source)))
    places = [place for start, end in kept for place in range(start, end) if source[place] != _GONE]
    text = "".join(source[place] for place in places)
    first, last = len(text) - len(text.lstrip("\r\n")), len(text.rstrip())
    text, places = text[first:last], places[first:last]
    ends = [place + 1 for place in places]
    home = places[0] if places else 0
    return Mapped(text, places, ends, home, _write, cuts_between(places, ends))


def _without_comments(content: str) -> str:
    """The content with each HTML comment covered; by hand, as a regex may take ever so long."""
    pieces: list[str] = []
    done = 0
    while (start := content.find("<!--", done)) >= 0 and (end := content.find("-->", start)) >= 0:
        pieces += (content[done:start], _GONE * (end + 3 - start))
        done = end + 3
    return "".join((*pieces, content[done:]))


def _paired(source: str, guarded: list[tuple[int, int]]) -> set[int]:
    """Where marks of emphasis stand that have a partner on the same paragraph."""
    found: set[int] = set()
    offset = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", source):
        stacks: dict[str, list[int]] = {}
        for token in _TOKEN.finditer(paragraph):
            if token["strong"] is None or _inside(guarded, offset + token.start()):
                continue
            opened = stacks.setdefault(token["strong"], [])
            if opened and not paragraph[token.start() - 1].isspace():
                found |= {offset + opened.pop(), offset + token.start()}
            elif paragraph[token.end() : token.end() + 1].strip():
                opened.append(token.start())
        offset += len(paragraph)
    return found


def _inside(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether a place lies in one of the spans, which are in order."""
    at = bisect_right(spans, (place, sys.maxsize)) - 1
    return at >= 0 and place < spans[at][1]


def _write(replacement: str) -> str | None:
    return None if any(c in replacement for c in "*_`[]<>\\\n#") else replacement
