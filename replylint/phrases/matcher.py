"""Finds the phrases of all rules in one pass over the words of a folded text.

An automaton tells which phrases a sentence may have; only those are tried, in that sentence alone,
and only when a rule asks for their group.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import insort
from sys import intern
from typing import TYPE_CHECKING, NamedTuple, cast

from replylint.lazy import lazy_pattern
from replylint.phrases.automaton import Automaton
from replylint.phrases.search import WORD, search
from replylint.phrases.table import NO_BIT, Lists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from replylint.phrases.table import Row, Table

Span = tuple[int, int]

# How many sentences to remember at least, and up to which length: a bound for memory.
_MAX_SENTENCES = 2_000
_LONGEST_KNOWN = 500


class Hit(NamedTuple):
    """A phrase found: its place in the text, its group's confidence, its better wording."""

    start: int
    end: int
    confidence: float
    suggestion: str | None
    quoted: bool

    def moved(self, offset: int) -> Hit:
        """The same hit in a text where its sentence begins there."""
        start, end, confidence, suggestion, quoted = self
        return Hit(start + offset, end + offset, confidence, suggestion, quoted)


# Whatever is no letter, no digit and no underscore becomes a space.
_BARE = bytes(code if chr(code).isalnum() or code == 95 else 32 for code in range(256))
_NO_WORD = lazy_pattern(r"\W")


def _bare(folded: str) -> str:
    """A folded text of words alone, each character at its place."""
    try:
        return folded.encode("latin-1").translate(_BARE).decode("latin-1")
    except UnicodeEncodeError:
        return _NO_WORD.sub(" ", folded)


class _Entry:
    """A pattern that may be in a text; its regex is compiled when it is first tried.

    longest: how many words a match has at most; 0 where it may begin with something else.
    """

    __slots__ = (
        "_regex",
        "_run",
        "confidence",
        "exception",
        "key",
        "longest",
        "quoted",
        "suggestion",
    )

    def __init__(self, row: Row) -> None:
        self.key = intern(row[0]), intern(row[1])
        self._regex = row[2:5]
        self.longest, self.confidence, self.suggestion, self.exception, self.quoted = row[5:]
        self._run: Callable[[str, Sequence[int]], list[Span]] | None = None

    def spans(self, sentence: str, starts: Sequence[int]) -> list[Span]:
        """Where the pattern matches in a sentence, if it begins with one of the words there."""
        if self._run is None:
            self._run = search(*self._regex, self.longest > 0)
        return self._run(sentence, starts)


_Key = tuple[str, str]  # an owner and a group


# A pattern that a sentence may match, and which of its words may be the last of a match.
_Try = tuple["_Entry", list[int]]


class _Sentence:
    """What one sentence may have of the phrases, by owner and group; all spans are within it.

    keys: what to try, by owner and group, or their hits once these were asked for.
    owners: those owners.
    Thousands of sentences are remembered, so that each holds no more than it must.
    """

    __slots__ = ("_text", "_words", "keys", "owners")

    def __init__(self, text: str, met: Sequence[tuple[int, _Meaning]]) -> None:
        self._text = text
        self._words: array[int] | None = None  # where each begins
        tries: dict[_Key, list[_Try]] = {}
        for one in _possible(met).items():
            tries.setdefault(one[0].key, []).append(one)
        self.keys = cast("dict[_Key, list[_Try] | tuple[Hit, ...]]", tries)
        self.owners = tuple({owner for owner, _ in self.keys})

    def hits(self, key: _Key) -> Sequence[Hit]:
        """The hits of one of the keys, in the order of the text."""
        known = self.keys[key]
        if isinstance(known, tuple):
            return known
        hits = self.keys[key] = tuple(self._confirm(known))
        return hits

    def _confirm(self, tries: list[_Try]) -> list[Hit]:
        """Try the patterns of one group; take away what an exception overlaps."""
        hits = [
            Hit(start, end, entry.confidence, entry.suggestion, entry.quoted)
            for entry, places in tries
            if not entry.exception
            for start, end in self._spans(entry, places)
        ]
        if hits:
            for entry, places in tries:
                if entry.exception:
                    for s, e in self._spans(entry, places):
                        hits = [hit for hit in hits if hit.end <= s or e <= hit.start]
        return _longest(hits)

    def _spans(self, entry: _Entry, places: list[int]) -> list[Span]:
        """Where a pattern matches; it begins not far before a word that ends one of its pieces."""
        starts: list[int] = []
        if entry.longest:
            words = self._words
            if words is None:
                words = self._words = array("I", (m.start() for m in WORD.finditer(self._text)))
            tried = 0
            for place in places:
                starts += words[max(tried, place + 1 - entry.longest) : place + 1]
                tried = place + 1
        return entry.spans(self._text, starts)


class Found:
    """The phrases of a text by owner and group; a group is looked into when it is asked for.

    owners: whose phrases may be in the text. keys: of which of their groups.
    """

    __slots__ = ("_sentences", "keys", "owners")

    def __init__(self, sentences: list[tuple[int, _Sentence]]) -> None:
        self._sentences = sentences
        self.keys: frozenset[_Key] = frozenset().union(*[one.keys for _, one in sentences])
        self.owners: frozenset[str] = frozenset().union(*[one.owners for _, one in sentences])

    def groups(self, owner: str) -> Iterable[str]:
        """The groups of an owner that may have a phrase in the text."""
        if owner not in self.owners:
            return ()
        return sorted([group for one, group in self.keys if one == owner])

    def get(self, owner: str, group: str) -> list[Hit]:
        """The hits of a group, in the order of the text."""
        key = owner, group
        found: list[Hit] = []
        if key in self.keys:
            for offset, sentence in self._sentences:
                if key in sentence.keys:
                    hits = sentence.hits(key)
                    found += [hit.moved(offset) for hit in hits] if offset else hits
        return found

    def items(self) -> Iterator[tuple[str, list[Hit]]]:
        """Every group that has hits, as "owner/group"."""
        for owner, group in sorted(self.keys):
            hits = self.get(owner, group)
            if hits:
                yield f"{owner}/{group}", hits


class _Meaning(NamedTuple):
    """What the segments that end in a state stand for.

    entries: the patterns of which they are the only segment. ends: the segments that patterns need
    along with others, a bit for each. together: such patterns, with all that each needs, by way.
    """

    entries: tuple[_Entry, ...]
    ends: int
    together: dict[_Entry, list[int]]


class Matcher:
    """All phrases that apply to one language, compiled. Safe to share between threads."""

    def __init__(self, table: Table) -> None:
        rows = table.rows
        self._automaton = Automaton(table, self._meaning) if table.words else None
        self._rows = rows.rows
        self._bounds = memoryview(rows.row_bounds).cast("I")
        self._alone = Lists(rows.alone_bounds, rows.alone)
        self._ways = Lists(rows.ways_bounds, rows.ways)
        self._way_row = memoryview(rows.way_row).cast("I")
        self._needed = Lists(rows.needed_bounds, rows.needed)
        self._bit = memoryview(rows.bits).cast("I")
        self._entries: dict[int, _Entry] = {}
        self._way_bits: dict[int, int] = {}
        self._sentences: dict[str, _Sentence] = {}
        self._older: dict[str, _Sentence] = {}

    def find(self, folded: str, sentences: Sequence[Span]) -> Found:
        """What may be in a folded text; patterns are tried when they are asked for.

        Sentences are remembered, as those who answer customers often write the same ones.
        """
        known = self._sentences
        found: list[tuple[int, _Sentence]] = []
        for start, end in sentences:
            text = folded[start:end]
            sentence = known.get(text)
            if sentence is None:
                sentence = self._older.get(text) or self._read(text)
                if len(text) <= _LONGEST_KNOWN:
                    if len(known) >= _MAX_SENTENCES:  # those not met for long are forgotten
                        self._older, self._sentences = known, {}
                        known = self._sentences
                    known[text] = sentence
            if sentence.keys:
                found.append((start, sentence))
        return Found(found)

    def _read(self, text: str) -> _Sentence:
        """One pass over the words of a sentence for all phrases."""
        automaton = self._automaton
        if automaton is None:
            return _Sentence(text, ())
        letters, state = automaton.letters, automaton.root
        met: list[tuple[int, _Meaning]] = []
        for place, word in enumerate(_bare(text).split()):
            state = state[letters[word]]
            if state.meaning is not None:
                met.append((place, state.meaning))
        return _Sentence(text, met)

    def _meaning(self, ends: tuple[int, ...]) -> _Meaning:
        together: dict[_Entry, list[int]] = {}
        for number in ends:
            for way in self._ways[number]:
                entry = self._entry(self._way_row[way])
                together.setdefault(entry, []).append(self._bits_of(way))
        return _Meaning(
            tuple({self._entry(row): None for number in ends for row in self._alone[number]}),
            _bits(bit for number in ends if (bit := self._bit[number]) != NO_BIT),
            together,
        )

    def _bits_of(self, way: int) -> int:
        """The bits of the segments that a way needs; one number for all states that lead to it."""
        bits = self._way_bits.get(way)
        if bits is None:
            bits = _bits(self._bit[number] for number in self._needed[way])
            bits = self._way_bits.setdefault(way, bits)
        return bits

    def _entry(self, row: int) -> _Entry:
        entry = self._entries.get(row)
        if entry is None:
            made = _Entry(marshal.loads(self._rows[self._bounds[row] : self._bounds[row + 1]]))
            entry = self._entries.setdefault(row, made)
        return entry


def _possible(met: Iterable[tuple[int, _Meaning]]) -> dict[_Entry, list[int]]:
    """The patterns that a sentence with these pieces may match, and the words that end them."""
    found: dict[_Entry, list[int]] = {}
    closer: list[tuple[int, dict[_Entry, list[int]]]] = []
    ends = 0
    for place, (entries, bits, together) in met:
        ends |= bits
        for entry in entries:
            found.setdefault(entry, []).append(place)
        if together:
            closer.append((place, together))
    for place, several in closer:
        for entry, ways in several.items():
            for needed in ways:
                if ends & needed == needed:
                    insort(found.setdefault(entry, []), place)
                    break
    return found


def _bits(numbers: Iterable[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits


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
