"""Replies in parts: "2/2", or one that goes on from another, "... and restart it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    from replylint.document import Document

_NUMBERED = lazy_pattern(r"[2-9](?<![\d/].) ?/ ?[2-9](?![\w/])")
_NUMBER = lazy_pattern(r"(?:\A|(?<=[\s(]))([1-8]) ?/ ?([2-9])(?=[)\s]|\Z)")
_ENDS = 40  # a part's number stands so near the start, behind handles, or the end
_HANDLES = lazy_pattern(r"\s{0,4}(?:@\w{1,40}\s{1,4}){0,9}")


def is_later_part(doc: Document) -> bool:
    """Whether a reply goes on from another: what greets, helps or comforts may stand in that one."""
    text = doc.text
    if "/" in text and _NUMBERED.search(text):
        return True
    handles = _HANDLES.match(text)
    start = handles.end() if handles else 0
    if text.startswith(("...", "\u2026"), start):
        return True
    return any(hit.start == start for hit in doc.hits("continues"))


def is_earlier_part(text: str) -> bool:
    """Whether a reply bears the number of a part that is not the last: "1/2"."""
    if "/" not in text:
        return False
    return any(
        match[1] < match[2] and (match.start() < _ENDS or match.end() > len(text) - _ENDS // 4)
        for match in _NUMBER.finditer(text)
    )
