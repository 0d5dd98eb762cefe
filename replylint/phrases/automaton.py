"""Finds which of thousands of shapes a sentence has, in one pass over its words.

The shapes are one automaton whose states are made when a text first leads to them, and kept:
once warm, a word costs two look-ups in a dictionary, however many shapes there are. The states are
a lazily built subset automaton's.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Generic, TypeVar

from replylint.phrases.table import ANY, Lists, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from replylint.phrases.table import Table

Meaning = TypeVar("Meaning")

# Beyond so many of them, states and words are forgotten and made again: a bound for memory.
_MAX_STATES = 10_000
_MAX_WORDS = 20_000


class _Letter(Generic[Meaning]):
    """All that the automaton knows of a word: the classes that it is in. Most words have few.

    first: the state after it where nothing had begun before; None until it is asked for.
    ends: the shapes that end there.
    """

    __slots__ = ("classes", "ends", "first")

    def __init__(self, classes: frozenset[int]) -> None:
        self.classes = classes
        self.ends: tuple[int, ...] = ()
        self.first: State[Meaning] | None = None


class _Letters(dict[str, _Letter[Meaning]]):
    """The letter of each word met so far."""

    def __init__(self, table: Table) -> None:
        self._words = table.words
        self._bounds = memoryview(table.word_bounds).cast("I")
        self._places = range(len(self._bounds) - 1)
        self._classes = Lists(table.wiring.classes_bounds, table.wiring.classes)
        self._stems = unpacked(table.wiring.stems)
        self._any = frozenset(self._of(""))
        self._made: dict[frozenset[int], _Letter[Meaning]] = {}

    def _word(self, place: int) -> str:
        return self._words[self._bounds[place] : self._bounds[place + 1]]

    def _of(self, word: str) -> set[int]:
        """The classes of a word and of its beginnings, looked up in the sorted words.

        ANY sorts before whatever a word may be made of: "abc", if known, stands right before
        "abc*", and each longer beginning of a word behind the shorter ones.
        """
        places, word_at, found = self._places, self._word, set[int]()
        end = bisect_left(places, word + ANY, key=word_at)
        if end and word_at(end - 1) == word:
            found.update(self._classes[end - 1])
        if end < len(places) and word_at(end) == word + ANY:
            found.update(self._classes[end])
        start = 0
        for size in self._stems:
            if size >= len(word):
                break
            stem = word[:size] + ANY
            start = bisect_left(places, stem, start, end, key=word_at)
            if start < end and word_at(start) == stem:
                found.update(self._classes[start])
        return found

    def __missing__(self, word: str) -> _Letter[Meaning]:
        classes = self._any | self._of(word)
        letter = self._made.get(classes)
        if letter is None:
            letter = self._made.setdefault(classes, _Letter(classes))
        if len(self) >= _MAX_WORDS:
            self.clear()
        self[word] = letter
        return letter

    def forget(self) -> None:
        """Forget all letters, and with them the states that they know."""
        self._made = {}
        self.clear()


class State(dict[_Letter[Meaning], "State[Meaning]"], Generic[Meaning]):
    """What may come next; indexing with a letter gives the next state, made when first met.

    positions: the words that are due, 32-bit numbers. meaning: of the shapes that end here; None
    where none does.
    """

    __slots__ = ("_automaton", "meaning", "positions")

    def __init__(
        self, automaton: Automaton[Meaning], positions: bytes, meaning: Meaning | None
    ) -> None:
        self._automaton = automaton
        self.positions = positions
        self.meaning = meaning

    def __missing__(self, letter: _Letter[Meaning]) -> State[Meaning]:
        state = self[letter] = self._automaton.step(self, letter)
        return state


class Automaton(Generic[Meaning]):
    """Runs a table's wiring. Safe to share between threads: all that changes is what is remembered.

    meaning: what to keep of the shapes that end in a state, asked once for the same ones.
    """

    def __init__(self, table: Table, meaning: Callable[[tuple[int, ...]], Meaning]) -> None:
        wiring = table.wiring
        self._meaning = meaning
        self._class_of = unpacked(wiring.position_class)
        self._follow = Lists(wiring.follow_bounds, wiring.follow)
        self._first = Lists(wiring.first_bounds, wiring.first)
        self._ends = Lists(wiring.ends_bounds, wiring.ends)
        self.letters: _Letters[Meaning] = _Letters(table)
        self._states: dict[tuple[bytes, tuple[int, ...]], State[Meaning]] = {}
        self._meanings: dict[tuple[int, ...], Meaning] = {}
        self.root: State[Meaning] = State(self, b"", None)

    def step(self, state: State[Meaning], letter: _Letter[Meaning]) -> State[Meaning]:
        """The state after a word."""
        first = letter.first
        if first is None:
            first = self._begin(letter)
        class_of, classes = self._class_of, letter.classes
        due = unpacked(state.positions)
        passed = [position for position in due if class_of[position] in classes]
        if not passed:
            return first
        positions, ends = set(unpacked(first.positions)), set(letter.ends)
        self._pass(passed, positions, ends)
        return self._state(positions, tuple(sorted(ends)))

    def _begin(self, letter: _Letter[Meaning]) -> State[Meaning]:
        """The state after a word that begins shapes and goes on with none."""
        positions: set[int] = set()
        ends: set[int] = set()
        for number in letter.classes:
            self._pass(self._first[number], positions, ends)
        letter.ends = tuple(sorted(ends))
        letter.first = self._state(positions, letter.ends)
        return letter.first

    def _pass(self, passed: Iterable[int], positions: set[int], ends: set[int]) -> None:
        """Go through some positions: note what may follow them and what ends there."""
        follow, bounds = self._follow.numbers, self._follow.bounds
        ended, ends_bounds = self._ends.numbers, self._ends.bounds
        for position in passed:  # not by number, as this runs for each position of each new state
            positions.update(follow[bounds[position] : bounds[position + 1]])
            if ends_bounds[position] != ends_bounds[position + 1]:
                ends.update(ended[ends_bounds[position] : ends_bounds[position + 1]])

    def _state(self, positions: set[int], ends: tuple[int, ...]) -> State[Meaning]:
        key = array("I", sorted(positions)).tobytes(), ends
        known = self._states.get(key)
        if known is not None:
            return known
        if len(self._states) >= _MAX_STATES:
            self._states, self._meanings = {}, {}
            self.letters.forget()
            self.root = State(self, b"", None)
        return self._states.setdefault(key, State(self, key[0], self._meaning_of(ends)))

    def _meaning_of(self, ends: tuple[int, ...]) -> Meaning | None:
        if not ends:
            return None
        known = self._meanings.get(ends)
        return self._meanings.setdefault(ends, self._meaning(ends)) if known is None else known
