"""Finds the phrases of all rules in one pass over the folded text.

An automaton finds the anchors; only where one stands is its pattern tried, in its sentence alone.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from replylint.phrases.syntax import Pattern, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from replylint.phrases.files import PhraseGroup


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: its place in the text, its group's confidence, its better wording."""

    start: int
    end: int
    confidence: float
    suggestion: str | None
    quoted: bool


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """The groups of one owner: a rule's code, or a name that the engine reads with."""

    owner: str
    groups: tuple[PhraseGroup, ...]


class _Entry:
    """A pattern in the matcher; its regex is compiled when its anchor is first met."""

    __slots__ = ("confidence", "exception", "key", "pattern", "quoted", "run", "suggestion")

    def __init__(
        self,
        key: str,
        pattern: Pattern,
        confidence: float,
        suggestion: str | None,
        exception: bool,
        quoted: bool,
    ) -> None:
        self.key = key
        self.pattern = pattern
        self.confidence = confidence
        self.suggestion = suggestion
        self.exception = exception
        self.quoted = quoted
        self.run: Callable[[str, int, int], list[tuple[int, int]]] | None = None


class Matcher:
    """All phrases that apply to one language, compiled. Safe to share between threads."""

    def __init__(self, sets: Iterable[PhraseSet]) -> None:
        anchors: dict[str, list[_Entry]] = {}
        open_left: set[str] = set()
        open_right: set[str] = set()
        for owned in sets:
            for group in owned.groups:
                key = f"{owned.owner}/{group.name}"
                for phrase in group.phrases:
                    entry = _Entry(
                        key,
                        phrase.pattern,
                        group.confidence,
                        phrase.suggestion,
                        phrase.exception,
                        group.quoted,
                    )
                    for anchor in phrase.pattern.anchors:
                        literal = anchor.strip("*")
                        if anchor.startswith("*"):
                            open_left.add(literal)
                        if anchor.endswith("*"):
                            open_right.add(literal)
                        anchors.setdefault(literal, []).append(entry)
        self._literals = list(anchors)
        self._entries = [tuple(entries) for entries in anchors.values()]
        self._left = [literal not in open_left for literal in self._literals]
        self._right = [literal not in open_right for literal in self._literals]
        self._automaton = None
        if self._literals:
            from ahocorasick_rs import AhoCorasick, Implementation

            self._automaton = AhoCorasick(
                self._literals, implementation=Implementation.ContiguousNFA
            )

    def find(self, folded: str, sentences: Sequence[tuple[int, int]]) -> dict[str, list[Hit]]:
        """The hits of each group, keyed "owner/group", in the order of the text."""
        if self._automaton is None:
            return {}
        wanted: dict[tuple[_Entry, int], None] = {}
        starts: list[int] | None = None
        size = len(folded)
        left, right = self._left, self._right
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and left[index] and folded[start - 1].isalnum():
                continue
            if end < size and right[index] and folded[end].isalnum():
                continue
            if starts is None:
                starts = [sentence[0] for sentence in sentences]
            place = bisect_right(starts, start) - 1
            for entry in self._entries[index]:
                wanted[entry, place] = None
        return _confirm(wanted, folded, sentences) if wanted else {}


def _confirm(
    wanted: Iterable[tuple[_Entry, int]], folded: str, sentences: Sequence[tuple[int, int]]
) -> dict[str, list[Hit]]:
    """Try the patterns whose anchors were met; take away what an exception overlaps."""
    hits: dict[str, list[Hit]] = {}
    exceptions: list[tuple[_Entry, int]] = []
    for entry, place in wanted:
        if entry.exception:
            exceptions.append((entry, place))
            continue
        for s, e in _spans(entry, folded, sentences[max(place, 0)]):
            hit = Hit(s, e, entry.confidence, entry.suggestion, entry.quoted)
            hits.setdefault(entry.key, []).append(hit)
    for entry, place in exceptions:
        if hits.get(entry.key):  # most exceptions have nothing to take away: they need not be tried
            spans = _spans(entry, folded, sentences[max(place, 0)])
            hits[entry.key] = [
                hit
                for hit in hits[entry.key]
                if not any(s < hit.end and hit.start < e for s, e in spans)
            ]
    return {key: _longest(found) for key, found in hits.items() if found}


def _spans(entry: _Entry, folded: str, sentence: tuple[int, int]) -> list[tuple[int, int]]:
    run = entry.run
    if run is None:
        run = entry.run = search(entry.pattern)
    return run(folded, *sentence)


def _longest(found: list[Hit]) -> list[Hit]:
    """Of hits that overlap keep the longest, in the order of the text."""
    if len(found) == 1:
        return found
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept
