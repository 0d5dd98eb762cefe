"""Replies in parts: "2/2", or one that goes on from another, "... and restart it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    from replylint.document import Document

_NUMBERED = lazy_pattern(r"(?<![\d/])[2-9] ?/ ?[2-9](?![\w/])")
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
