"""Cuts what a reply says into clauses, at its punctuation and its links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from replylint_rules.links import links_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_MARK = re.compile(r"[,;:()]|\s[-–—/]\s")
_WORD = re.compile(r"\w+(?:'\w+)?")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a reply: start..end in its text.

    first: where its first word of prose starts; words: how many it has.
    leads_to_link: whether a link stands right behind it.
    """

    start: int
    end: int
    first: int
    words: int
    leads_to_link: bool


def clauses_of(doc: Document) -> Iterator[Clause]:
    """The clauses of a reply's body that hold words, greeting and signature left out."""
    start, end = doc.zones.body
    for first, last in doc.sentences:
        if first < end and start < last:
            yield from _cut(doc, max(first, start), min(last, end))


def _cut(doc: Document, start: int, end: int) -> Iterator[Clause]:
    cuts = [
        (*match.span(), False)
        for match in _MARK.finditer(doc.text, start, end)
        if doc.is_prose(*match.span())
    ]
    cuts += ((*span, True) for span in links_between(doc, start, end))
    cuts.sort()
    cuts.append((end, end, False))
    clause: Clause | None = None
    for cut_start, cut_end, link in cuts:
        words = [
            match.start()
            for match in _WORD.finditer(doc.folded, start, max(start, cut_start))
            if doc.is_prose(*match.span())
        ]
        if words:
            if clause is not None:
                yield clause
            clause = Clause(start, cut_start, words[0], len(words), link)
        elif link and clause is not None:
            clause = Clause(clause.start, clause.end, clause.first, clause.words, True)
        start = max(start, cut_end)
    if clause is not None:
        yield clause
