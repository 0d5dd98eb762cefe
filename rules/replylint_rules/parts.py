"""Replies in parts: "2/2", or one that begins in the middle, "... and restart it"."""

from __future__ import annotations

from replylint.lazy import lazy_pattern

_LATER = lazy_pattern(
    r"(?<![\d/])[2-9] ?/ ?[2-9](?![\w/])"
    "|\\A\\s{0,4}(?:@\\w{1,40}\\s{1,4}){0,9}(?:\\.{3}|\u2026)"
)


def is_later_part(text: str) -> bool:
    """Whether a text goes on from another: what greets, helps or comforts may stand in that one."""
    return ("/" in text or "..." in text or "\u2026" in text) and _LATER.search(text) is not None
