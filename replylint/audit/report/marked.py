"""The text of a reply with its findings underlined and numbered, cut to a window around them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from replylint.audit.report.html import Html, clean, el, join

if TYPE_CHECKING:
    from collections.abc import Sequence

SEVERITIES = ("info", "warning", "error", "critical")


class Mark(NamedTuple):
    """A place in a text: how grave, and its number in the list below (None: no number)."""

    start: int
    end: int
    severity: str
    number: int | None = None


def marked(text: str, marks: Sequence[Mark], room: int) -> Html:
    """The text with its marks, at most `room` characters of it, from shortly before the first."""
    text = clean(text)
    places = [
        Mark(max(0, mark.start), min(len(text), mark.end), mark.severity, mark.number)
        for mark in marks
        if max(0, mark.start) < min(len(text), mark.end)
    ]
    first, last = window(len(text), min((mark.start for mark in places), default=0), room)
    edges = {first, last}
    for mark in places:
        edges.update(edge for edge in mark[:2] if first < edge < last)
    cuts = sorted(edges)
    parts: list[str | None] = ["…" if first else None]
    for start, end in pairwise(cuts):
        over = [mark for mark in places if mark.start < end and start < mark.end]
        if not over:
            parts.append(text[start:end])
            continue
        worst = max(over, key=lambda mark: SEVERITIES.index(mark.severity)).severity
        parts.append(el("mark", text[start:end], class_=f"sev {worst}"))
        ended = [m.number for m in over if m.end == end and m.number is not None]
        parts.extend(el("sup", str(number)) for number in ended)
    parts.append("…" if last < len(text) else None)
    return join(parts)


def window(length: int, start: int, room: int) -> tuple[int, int]:
    """The part of a text to show: all if there is room, else from a little before `start`."""
    if length <= room:
        return 0, length
    first = max(0, min(start - room // 4, length - room))
    return first, first + room
