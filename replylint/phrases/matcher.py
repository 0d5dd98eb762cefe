"""Finds the phrases of all rules in one pass over the folded text.

An automaton finds the anchors; only where one stands is its pattern tried, in its sentence alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from replylint.phrases.syntax import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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


Row = tuple[
    str, str, bool, bool, float, "str | None", bool, bool, tuple[tuple[str, ...], ...], "str | None"
]


class Table(NamedTuple):
    """Compiled phrases as plain values, which `marshal` can store.

    literals: the anchors; left, right: whether each must begin, end at a word's border; entries:
    the rows of each; rows: group key, regex, at_start, at_end, confidence, suggestion, exception,
    quoted, and `also` and `tail` as in Pattern.
    """

    literals: list[str]
    left: list[bool]
    right: list[bool]
    entries: list[tuple[int, ...]]
    rows: list[Row]


def compile_table(sets: Iterable[PhraseSet]) -> Table:
    """The table of these phrases."""
    anchors: dict[str, list[int]] = {}
    open_left: set[str] = set()
    open_right: set[str] = set()
    rows = []
    for owned in sets:
        for group in owned.groups:
            key = f"{owned.owner}/{group.name}"
            for phrase in group.phrases:
                pattern = phrase.pattern
                for anchor in pattern.anchors:
                    literal = anchor.strip("*")
                    if anchor.startswith("*"):
                        open_left.add(literal)
                    if anchor.endswith("*"):
                        open_right.add(literal)
                    anchors.setdefault(literal, []).append(len(rows))
                rows.append((
                    key, pattern.regex, pattern.at_start, pattern.at_end, group.confidence,
                    phrase.suggestion, phrase.exception, group.quoted, pattern.also,
                    pattern.tail,
                ))  # fmt: skip
    literals = list(anchors)
    return Table(
        literals,
        [literal not in open_left for literal in literals],
        [literal not in open_right for literal in literals],
        [tuple(dict.fromkeys(entries)) for entries in anchors.values()],
        rows,
    )


class _Entry:
    """A pattern whose anchor was met at least once.

    at: tries the pattern's part from its anchor at the place of the anchor. It gives the match,
    None if the pattern cannot match there, and True if that cannot be told.
    """

    __slots__ = (
        "at", "confidence", "exception", "key", "quoted", "row", "run", "suggestion", "whole",
    )  # fmt: skip

    def __init__(self, row: Row) -> None:
        self.row = row
        self.key = row[0]
        self.confidence, self.suggestion, self.exception, self.quoted = row[4:8]
        # Where nothing stands before the anchor, what matches there is all there is to match.
        self.whole = row[1] == row[9] and not (row[2] or row[3] or self.exception)
        self.at: Callable[[str, int, int], re.Match[str] | Literal[True] | None] = self._first
        self.run: Callable[[str, int, int], list[tuple[int, int]]] | None = None
        if self.exception or row[9] is None:
            self.at = _cannot_tell

    def _first(self, folded: str, start: int, end: int) -> re.Match[str] | None:
        """Compile the regex only for a text that has the pattern's other literals too."""
        if not _all_there(self.row[8], folded):
            return None
        self.at = matched = re.compile(f"{self.row[9]}(?!\\w)").match
        return matched(folded, start, end)

    def spans(self, folded: str, sentence: tuple[int, int]) -> list[tuple[int, int]]:
        """Where the pattern matches in a sentence."""
        if self.row[8] and not _all_there(self.row[8], folded[slice(*sentence)]):
            return []
        if self.run is None:
            self.run = search(*self.row[1:4])
        return self.run(folded, *sentence)


def _cannot_tell(folded: str, start: int, end: int) -> Literal[True]:
    return True


class Matcher:
    """All phrases that apply to one language, compiled. Safe to share between threads."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._made: dict[int, _Entry] = {}
        # The patterns of each anchor, made when it is first met.
        self._ready: list[tuple[_Entry, ...] | None] = [None] * len(table.literals)
        self._automaton = None
        if table.literals:
            from ahocorasick_rs import AhoCorasick, Implementation

            self._automaton = AhoCorasick(
                table.literals, implementation=Implementation.ContiguousNFA
            )

    def find(self, folded: str, sentences: Sequence[tuple[int, int]]) -> dict[str, list[Hit]]:
        """The hits of each group, keyed "owner/group", in the order of the text."""
        if self._automaton is None:
            return {}
        # The spans of a pattern in a sentence; None where they are still to be found.
        wanted: dict[tuple[_Entry, int], list[tuple[int, int]] | None] = {}
        starts = [sentence[0] for sentence in sentences]
        size = len(folded)
        _, left, right, _, _ = self._table
        ready = self._ready
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and left[index] and folded[start - 1].isalnum():
                continue
            if end < size and right[index] and folded[end].isalnum():
                continue
            place = bisect_right(starts, start) - 1
            stop = sentences[place][1]
            for entry in ready[index] or self._make(index):
                match = entry.at(folded, start, stop)
                if match is None:
                    continue
                if entry.whole and match is not True:
                    wanted.setdefault((entry, place), []).append(match.span())  # type: ignore[union-attr]
                else:
                    wanted[entry, place] = None
        return _confirm(wanted, folded, sentences) if wanted else {}

    def _make(self, index: int) -> tuple[_Entry, ...]:
        """The patterns of an anchor."""
        rows = self._table.entries[index]
        for row in rows:
            if row not in self._made:
                self._made[row] = _Entry(self._table.rows[row])
        found = self._ready[index] = tuple(self._made[row] for row in rows)
        return found


def _all_there(sets: tuple[tuple[str, ...], ...], text: str) -> bool:
    """Whether of each set at least one literal is in the text."""
    for literals in sets:
        for literal in literals:
            if literal in text:
                break
        else:
            return False
    return True


def _confirm(
    wanted: Mapping[tuple[_Entry, int], list[tuple[int, int]] | None],
    folded: str,
    sentences: Sequence[tuple[int, int]],
) -> dict[str, list[Hit]]:
    """Find the patterns that may match; take away what an exception overlaps."""
    hits: dict[str, list[Hit]] = {}
    exceptions: list[tuple[_Entry, int]] = []
    for (entry, place), spans in wanted.items():
        if entry.exception:
            exceptions.append((entry, place))
            continue
        for s, e in entry.spans(folded, sentences[place]) if spans is None else spans:
            hit = Hit(s, e, entry.confidence, entry.suggestion, entry.quoted)
            hits.setdefault(entry.key, []).append(hit)
    for entry, place in exceptions:
        if hits.get(entry.key):  # most exceptions have nothing to take away: they need not be tried
            gone = entry.spans(folded, sentences[place])
            hits[entry.key] = [
                hit
                for hit in hits[entry.key]
                if not any(s < hit.end and hit.start < e for s, e in gone)
            ]
    return {key: _longest(found) for key, found in hits.items() if found}


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
