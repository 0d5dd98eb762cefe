"""The links of a reply: which of what is not prose leads somewhere."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

Span = tuple[int, int]


def links_between(doc: Document, start: int, end: int) -> Iterator[Span]:
    """The links and e-mail addresses that begin in start..end of the text, end excluded."""
    spans = doc.non_prose
    for index in range(bisect_left(spans, (start,)), len(spans)):
        if spans[index][0] >= end:
            return
        text = doc.text[slice(*spans[index])]
        if text[0] not in "@#" and ("." in text or "/" in text):
            yield spans[index]
