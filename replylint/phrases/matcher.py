"""Finds the phrases of all rules in one pass over the folded text.

An automaton finds the anchors; only where one stands is its pattern tried, in its sentence alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from replylint.phrases.syntax import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from replylint.phrases.files import PhraseGroup


class Hit(NamedTuple):
    """A phrase found: its place in the text, its group's confidence, its better wording."""

    start: int
    end: int
    confidence: float
    suggestion: str | None
    quoted: bool


class PhraseSet(NamedTuple):
    """The groups of one owner: a rule's code, or a name that the engine reads with."""

    owner: str
    groups: tuple[PhraseGroup, ...]


Row = tuple[
    str, str, bool, bool, float, "str | None", bool, bool, tuple[tuple[str, ...], ...], "str | None"
]


class Table(NamedTuple):
    """Compiled phrases as plain values, which `marshal` can store.

    literals: the anchors, a space before and, but for beginnings of words, behind each; entries:
    the rows of each; rows: group key, regex, at_start, at_end, confidence, suggestion, exception,
    quoted, and `also` and `tail` as in Pattern.
    """

    literals: list[str]
    entries: list[tuple[int, ...]]
    rows: list[Row]


def compile_table(sets: Iterable[PhraseSet]) -> Table:
    """The table of these phrases."""
    anchors: dict[str, list[int]] = {}
    rows: list[Row] = []
    for owned in sets:
        for group in owned.groups:
            key = f"{owned.owner}/{group.name}"
            for phrase in group.phrases:
                pattern = phrase.pattern
                for anchor in pattern.anchors:
                    literal = f" {anchor[:-1]}" if anchor.endswith("*") else f" {anchor} "
                    anchors.setdefault(literal, []).append(len(rows))
                rows.append((
                    key, pattern.regex, pattern.at_start, pattern.at_end, group.confidence,
                    phrase.suggestion, phrase.exception, group.quoted, pattern.also,
                    pattern.tail,
                ))  # fmt: skip
    return Table(
        list(anchors), [tuple(dict.fromkeys(entries)) for entries in anchors.values()], rows
    )


# Turns whatever is no letter and no digit into a space, of which anchors have one at their sides.
_BARE = bytes(code if chr(code).isalnum() else 32 for code in range(256))


def _bare(folded: str) -> str:
    """The words of a folded text, each character at its place plus one."""
    return f" {folded.encode('latin-1', 'replace').translate(_BARE).decode('latin-1')} "


class _Entry:
    """A pattern whose anchor was met at least once.

    at: tries the pattern's part from its anchor at the place of the anchor. It gives the match,
    None if the pattern cannot match there, and True if that cannot be told.
    """

    __slots__ = (
        "at", "confidence", "exception", "key", "quoted", "row", "run", "size", "suggestion", "whole",
    )  # fmt: skip

    def __init__(self, row: Row) -> None:
        self.row = row
        self.key = row[0]
        self.confidence, self.suggestion, self.exception, self.quoted = row[4:8]
        # Where nothing stands before the anchor, what matches there is all there is to match.
        self.whole = row[1] == row[9] and not (row[2] or row[3] or self.exception)
        self.at: Callable[[str, int, int], re.Match[str] | Literal[True] | None] = self._first
        # A single word is found with its anchor: there is no regex to try.
        self.size = len(row[1]) if self.whole and row[1].isalnum() else 0
        self.run: Callable[[str, int, int], list[tuple[int, int]]] | None = None
        if self.exception or row[9] is None:
            self.at = _cannot_tell

    def _first(self, folded: str, start: int, end: int) -> re.Match[str] | None:
        """Compile the regex only for a text that has the pattern's other literals too."""
        if not _all_there(self.row[8], _bare(folded)):
            return None
        self.at = matched = re.compile(f"{self.row[9]}(?!\\w)").match
        return matched(folded, start, end)

    def spans(self, folded: str, sentence: tuple[int, int]) -> list[tuple[int, int]]:
        """Where the pattern matches in a sentence."""
        if self.row[8] and not _all_there(self.row[8], _bare(folded[slice(*sentence)])):
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
        ready = self._ready
        for index, start, _ in self._automaton.find_matches_as_indexes(
            _bare(folded), overlapping=True
        ):
            # The space before the anchor makes up for the one before the text.
            place = bisect_right(starts, start) - 1
            stop = sentences[place][1]
            for entry in ready[index] or self._make(index):
                if entry.size:
                    wanted.setdefault((entry, place), []).append((start, start + entry.size))  # type: ignore[union-attr]
                    continue
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
