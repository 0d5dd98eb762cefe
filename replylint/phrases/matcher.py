"""Finds the phrases of all rules in one pass over the folded text.

An automaton finds the anchors; only where one stands is its pattern tried, in its sentence alone.
"""

from __future__ import annotations

import marshal
import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from replylint.phrases.syntax import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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
    """Compiled phrases as few plain values, which `marshal` stores and reads back fast.

    literals: the anchors, one a line, a space before and, but for beginnings of words, behind each.
    bounds, entries: 32-bit numbers; those of literal i are entries[bounds[i]:bounds[i + 1]], the
    rows that it is an anchor of. rows: each a marshalled Row, read when its anchor is first met.
    """

    literals: str
    bounds: bytes
    entries: bytes
    rows: list[bytes]


def compile_table(sets: Iterable[PhraseSet]) -> Table:
    """The table of these phrases."""
    anchors: dict[str, list[int]] = {}
    rows: list[bytes] = []
    for owned in sets:
        for group in owned.groups:
            key = f"{owned.owner}/{group.name}"
            for phrase in group.phrases:
                pattern = phrase.pattern
                for anchor in pattern.anchors:
                    literal = f" {anchor[:-1]}" if anchor.endswith("*") else f" {anchor} "
                    anchors.setdefault(literal, []).append(len(rows))
                row: Row = (
                    key, pattern.regex, pattern.at_start, pattern.at_end, group.confidence,
                    phrase.suggestion, phrase.exception, group.quoted, pattern.also, pattern.tail,
                )  # fmt: skip
                rows.append(marshal.dumps(row))
    bounds, entries = array("I", [0]), array("I")
    for found in anchors.values():
        entries.extend(dict.fromkeys(found))
        bounds.append(len(entries))
    return Table("\n".join(anchors), bounds.tobytes(), entries.tobytes(), rows)


# Turns whatever is no letter and no digit into a space, of which anchors have one at their sides.
_BARE = bytes(code if chr(code).isalnum() else 32 for code in range(256))


def _bare(folded: str) -> str:
    """The words of a folded text, each character at its place plus one."""
    return f" {folded.encode('latin-1', 'replace').translate(_BARE).decode('latin-1')} "


class _Entry:
    """A pattern whose anchor was met at least once; its regexes are compiled when first tried."""

    __slots__ = (
        "_at", "_needs", "_run", "confidence", "exception", "quoted", "row", "size", "suggestion",
        "tail", "whole",
    )  # fmt: skip

    def __init__(self, row: Row) -> None:
        self.row = row
        self.confidence, self.suggestion, self.exception, self.quoted = row[4:8]
        # Exceptions are tried in few texts only, so their anchors need no closer look.
        self.tail = None if self.exception else row[9]
        # Where nothing stands before the anchor, what matches there is all there is to match.
        self.whole = row[1] == self.tail and not (row[2] or row[3])
        # A single word is found with its anchor: there is no regex to try.
        self.size = len(row[1]) if self.whole and row[1].isalnum() else 0
        self._needs = tuple(
            frozenset(literal.split(" ", 1)[0] for literal in literals) for literals in row[8]
        )
        self._at: Callable[[str, int, int], re.Match[str] | None] | None = None
        self._run: Callable[[str, int, int], list[tuple[int, int]]] | None = None

    def may_match(self, words: frozenset[str]) -> bool:
        """Whether a sentence of these words has one of each set of words that a match needs."""
        for needed in self._needs:  # a loop is faster than any() of a generator
            if words.isdisjoint(needed):
                return False
        return True

    def match_at(self, folded: str, start: int, end: int) -> re.Match[str] | None:
        """The match of the pattern's part from its anchor, which begins at `start`."""
        if self._at is None:
            self._at = re.compile(f"{self.tail}(?!\\w)").match
        return self._at(folded, start, end)

    def spans(self, folded: str, sentence: tuple[int, int]) -> list[tuple[int, int]]:
        """Where the pattern matches in a sentence."""
        if self._run is None:
            self._run = search(*self.row[1:4])
        return self._run(folded, *sentence)


class Found:
    """The phrases of a text by owner and group; a group is looked into when it is asked for.

    anchors: by owner and group, the patterns whose anchor was met and where it begins.
    """

    __slots__ = ("_done", "_folded", "_sentences", "_words", "anchors")

    def __init__(
        self,
        folded: str,
        sentences: Sequence[tuple[int, int]],
        anchors: dict[str, dict[str, list[tuple[tuple[_Entry, ...], int]]]],
    ) -> None:
        self.anchors = anchors
        self._folded = folded
        self._sentences = sentences
        self._done: dict[tuple[str, str], list[Hit]] = {}
        self._words: dict[int, frozenset[str]] = {}

    def groups(self, owner: str) -> Iterable[str]:
        """The groups of an owner that may have a phrase in the text."""
        return self.anchors.get(owner, ())

    def get(self, owner: str, group: str) -> list[Hit]:
        """The hits of a group, in the order of the text."""
        groups = self.anchors.get(owner)
        if groups is None or group not in groups:
            return []
        hits = self._done.get((owner, group))
        if hits is None:
            hits = self._done[owner, group] = self._confirm(groups[group])
        return hits

    def items(self) -> Iterator[tuple[str, list[Hit]]]:
        """Every group that has hits, as "owner/group"."""
        for owner, groups in self.anchors.items():
            for group in groups:
                hits = self.get(owner, group)
                if hits:
                    yield f"{owner}/{group}", hits

    def _confirm(self, anchors: list[tuple[tuple[_Entry, ...], int]]) -> list[Hit]:
        """Try the patterns of one group; take away what an exception overlaps."""
        folded, sentences = self._folded, self._sentences
        hits: list[Hit] = []
        tried: set[tuple[_Entry, int]] = set()
        exceptions: list[tuple[_Entry, int]] = []
        for entries, start in anchors:
            place = bisect_right(sentences, (start, _FAR)) - 1
            for entry in entries:
                if entry.exception:
                    exceptions.append((entry, place))
                elif (entry, place) not in tried:
                    spans, whole_sentence = self._spans(entry, start, place)
                    if whole_sentence:
                        tried.add((entry, place))
                    for s, e in spans:
                        hits.append(Hit(s, e, entry.confidence, entry.suggestion, entry.quoted))
        for entry, place in exceptions:
            if not hits:
                break
            if entry.may_match(self._words_of(place)):
                gone = entry.spans(folded, sentences[place])
                if gone:
                    hits = [
                        hit
                        for hit in hits
                        if not any(s < hit.end and hit.start < e for s, e in gone)
                    ]
        return _longest(hits)

    def _spans(
        self, entry: _Entry, start: int, place: int
    ) -> tuple[Sequence[tuple[int, int]], bool]:
        """A pattern's matches at its anchor, or in the whole sentence, and which of the two."""
        if entry.size:
            return ((start, start + entry.size),), False
        if not entry.may_match(self._words_of(place)):
            return (), False
        if entry.tail is not None:
            match = entry.match_at(self._folded, start, self._sentences[place][1])
            if match is None:
                return (), False
            if entry.whole:
                return (match.span(),), False
        return entry.spans(self._folded, self._sentences[place]), True

    def _words_of(self, place: int) -> frozenset[str]:
        words = self._words.get(place)
        if words is None:
            start, end = self._sentences[place]
            words = self._words[place] = frozenset(_bare(self._folded[start:end]).split())
        return words


_FAR = 1 << 60
# The patterns of one anchor: their owner, their group, and themselves.
_Ready = tuple[tuple[str, str, tuple[_Entry, ...]], ...]


class Matcher:
    """All phrases that apply to one language, compiled. Safe to share between threads."""

    def __init__(self, table: Table) -> None:
        literals = table.literals.split("\n") if table.literals else []
        self._rows = table.rows
        self._bounds, self._entries = array("I", table.bounds), array("I", table.entries)
        self._made: dict[int, _Entry] = {}
        # The patterns of each anchor, made when it is first met.
        self._ready: list[_Ready | None] = [None] * len(literals)
        self._automaton = None
        if literals:
            from ahocorasick_rs import AhoCorasick, Implementation

            self._automaton = AhoCorasick(literals, implementation=Implementation.ContiguousNFA)

    def find(self, folded: str, sentences: Sequence[tuple[int, int]]) -> Found:
        """What is in a folded text: one pass for the anchors; patterns are tried when asked for."""
        anchors: dict[str, dict[str, list[tuple[tuple[_Entry, ...], int]]]] = {}
        if self._automaton is not None:
            ready = self._ready
            # The space before each anchor makes up for the one put before the text.
            for index, start, _ in self._automaton.find_matches_as_indexes(
                _bare(folded), overlapping=True
            ):
                for owner, group, entries in ready[index] or self._make(index):
                    groups = anchors.get(owner)
                    if groups is None:
                        anchors[owner] = {group: [(entries, start)]}
                    elif group in groups:
                        groups[group].append((entries, start))
                    else:
                        groups[group] = [(entries, start)]
        return Found(folded, sentences, anchors)

    def _make(self, index: int) -> _Ready:
        """The patterns of an anchor, by group."""
        groups: dict[str, list[_Entry]] = {}
        for row in self._entries[self._bounds[index] : self._bounds[index + 1]]:
            entry = self._made.get(row)
            if entry is None:
                entry = self._made[row] = _Entry(marshal.loads(self._rows[row]))
            groups.setdefault(entry.row[0], []).append(entry)
        made = tuple(
            (key.partition("/")[0], key.partition("/")[2], tuple(entries))
            for key, entries in groups.items()
        )
        self._ready[index] = made
        return made


def _longest(found: list[Hit]) -> list[Hit]:
    """Of hits that overlap keep the longest, in the order of the text."""
    if len(found) < 2:
        return found
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if kept and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return kept
