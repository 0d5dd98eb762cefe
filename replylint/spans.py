"""Spans of a text: pairs (start, end) of code points, the end excluded."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]


def overlaps(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether start..end shares a character with one of the spans: sorted, none overlapping."""
    index = bisect_left(spans, (end,))
    return index > 0 and spans[index - 1][1] > start


def stripped(text: str, start: int, end: int) -> Span:
    """start..end without the white space at its ends."""
    inside = text[start:end]
    return end - len(inside.lstrip()), start + len(inside.rstrip())


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as spans that are sorted and do not overlap."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1][1]:
            if end > kept[-1][1]:
                kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return tuple(kept)
