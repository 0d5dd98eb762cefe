"""Finds which of thousands of shapes a sentence has, in one pass over its words.

The shapes become one automaton whose states are made when a text first leads to them, and kept:
once warm, a word costs two look-ups in a dictionary, however many shapes there are. The positions
are Glushkov's (one for each word of a shape), the states a lazily built subset automaton's.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from replylint.phrases.shapes import ANY, Alt, One, Opt, Seq, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Meaning = TypeVar("Meaning")

# Beyond so many of them, states and words are forgotten and made again: a bound for memory.
_MAX_STATES = 10_000
_MAX_WORDS = 50_000


Buffer = bytes | memoryview


class Wiring(NamedTuple):
    """An automaton as few plain values, which are stored and read back fast.

    A class is a list of words that stands in some shape; a position is one place in one shape,
    where a word of its class is due. 32-bit numbers in bytes; `x_of` numbers are cut by `x_bounds`.

    words: all words and beginnings of words, one a line, ANY among them; each is in some classes.
    stems: how long the beginnings are.
    classes: the class of each position. follow: the positions that may come after each one.
    first: the positions that each class may begin with. ends: the shapes that each position ends.
    """

    words: str
    stems: Buffer
    classes_bounds: Buffer
    classes_of: Buffer
    position_class: Buffer
    follow_bounds: Buffer
    follow_of: Buffer
    first_bounds: Buffer
    first_of: Buffer
    ends_bounds: Buffer
    ends_of: Buffer


# --- building ------------------------------------------------------------------------------------

_Built = tuple[bool, list[int], list[int]]  # may be absent, first positions, last positions


class _Builder:
    """Gives every word of every shape a position."""

    def __init__(self) -> None:
        self.classes: dict[frozenset[str], int] = {}
        self.position_class = array("I")
        self.follow: list[list[int]] = []
        self.ends: dict[int, list[int]] = {}
        self.first: dict[int, list[int]] = {}

    def add(self, number: int, shape: Shape) -> None:
        _, first, last = self._build(shape)
        for position in first:
            self.first.setdefault(self.position_class[position], []).append(position)
        for position in last:
            self.ends.setdefault(position, []).append(number)

    def _build(self, shape: Shape) -> _Built:
        match shape:
            case One(words):
                position = len(self.position_class)
                self.position_class.append(self.classes.setdefault(words, len(self.classes)))
                self.follow.append([])
                return False, [position], [position]
            case Opt(inner):
                return True, *self._build(inner)[1:]
            case Alt(branches):
                built = [self._build(branch) for branch in branches]
                return (
                    any(absent for absent, _, _ in built),
                    [position for _, first, _ in built for position in first],
                    [position for _, _, last in built for position in last],
                )
            case Seq(parts):
                return self._sequence(parts)
        raise TypeError(shape)

    def _sequence(self, parts: Iterable[Shape]) -> _Built:
        absent, first, last = True, list[int](), list[int]()
        for part in parts:
            part_absent, part_first, part_last = self._build(part)
            for position in last:
                self.follow[position] += part_first
            if absent:
                first += part_first
            last = last + part_last if part_absent else part_last
            absent = absent and part_absent
        return absent, first, last


def wire(shapes: Sequence[Shape]) -> Wiring:
    """The automaton of these shapes; none may hold a gap or be absent."""
    builder = _Builder()
    for number, shape in enumerate(shapes):
        builder.add(number, shape)
    words: dict[str, list[int]] = {}
    for known, number in builder.classes.items():
        for word in known:
            words.setdefault(word, []).append(number)
    first = [builder.first.get(number, []) for number in range(len(builder.classes))]
    return Wiring(
        "\n".join(words),
        array("I", sorted({len(word) - 1 for word in words if word[-1:] == ANY} - {0})).tobytes(),
        *packed(words.values()),
        builder.position_class.tobytes(),
        *packed(builder.follow),
        *packed(first),
        *packed(builder.ends.get(position, []) for position in range(len(builder.follow))),
    )


def packed(lists: Iterable[Iterable[int]]) -> tuple[bytes, bytes]:
    """Lists of numbers as two runs of 32-bit numbers: the bounds of each list, and all in a row."""
    bounds, numbers = array("I", [0]), array("I")
    for one in lists:
        numbers.extend(one)
        bounds.append(len(numbers))
    return bounds.tobytes(), numbers.tobytes()


def unpacked(buffer: Buffer) -> array[int]:
    """The 32-bit numbers of a buffer."""
    numbers = array("I")
    numbers.frombytes(buffer)
    return numbers


# --- running -------------------------------------------------------------------------------------


class _Letter(Generic[Meaning]):
    """All that the automaton knows of a word: the classes that it is in. Most words have few.

    first: the state after it where nothing had begun before; None until it is asked for.
    positions, ends: of that state.
    """

    __slots__ = ("classes", "ends", "first", "positions")

    def __init__(self, classes: frozenset[int]) -> None:
        self.classes = classes
        self.positions: frozenset[int] = frozenset()
        self.ends: frozenset[int] = frozenset()
        self.first: State[Meaning] | None = None


class _Letters(dict[str, _Letter[Meaning]]):
    """The letter of each word met so far."""

    def __init__(self, wiring: Wiring) -> None:
        self._bounds = unpacked(wiring.classes_bounds)
        self._classes = unpacked(wiring.classes_of)
        words = wiring.words.split("\n")
        self._places = dict(zip(words, range(len(words)), strict=True))
        self._stems = unpacked(wiring.stems)
        self._any = self._of(ANY)
        self._made: dict[frozenset[int], _Letter[Meaning]] = {}

    def _of(self, word: str) -> array[int] | tuple[()]:
        place = self._places.get(word)
        return () if place is None else self._classes[self._bounds[place] : self._bounds[place + 1]]

    def __missing__(self, word: str) -> _Letter[Meaning]:
        found = {*self._any, *self._of(word)}
        for size in self._stems:
            if size > len(word):
                break
            found.update(self._of(word[:size] + ANY))
        classes = frozenset(found)
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

    positions: the words that are due, 32-bit numbers. classes: theirs, told from the second step on,
    as most states see one. meaning: of the shapes that end here; None where none does.
    """

    __slots__ = ("_automaton", "classes", "meaning", "positions", "stepped")

    def __init__(
        self, automaton: Automaton[Meaning], positions: bytes, meaning: Meaning | None
    ) -> None:
        self._automaton = automaton
        self.positions = positions
        self.classes: frozenset[int] | None = None
        self.meaning = meaning
        self.stepped = False

    def __missing__(self, letter: _Letter[Meaning]) -> State[Meaning]:
        state = self[letter] = self._automaton.step(self, letter)
        return state


class Automaton(Generic[Meaning]):
    """Runs a wiring. Safe to share between threads: all that changes is what is remembered.

    meaning: what to keep of the shapes that end in a state, asked once a state.
    """

    def __init__(self, wiring: Wiring, meaning: Callable[[tuple[int, ...]], Meaning]) -> None:
        self._meaning = meaning
        self._class_of = unpacked(wiring.position_class)
        self._follow_bounds = unpacked(wiring.follow_bounds)
        self._follow_of = unpacked(wiring.follow_of)
        self._first_bounds = unpacked(wiring.first_bounds)
        self._first_of = unpacked(wiring.first_of)
        self._ends_bounds = unpacked(wiring.ends_bounds)
        self._ends_of = unpacked(wiring.ends_of)
        self.letters: _Letters[Meaning] = _Letters(wiring)
        self._states: dict[tuple[bytes, tuple[int, ...]], State[Meaning]] = {}
        self._one_of: dict[int, int] = {}
        self.root: State[Meaning] = State(self, b"", None)

    def step(self, state: State[Meaning], letter: _Letter[Meaning]) -> State[Meaning]:
        """The state after a word."""
        first = letter.first
        if first is None:
            first = self._begin(letter)
        if state.classes is None and state.stepped:
            state.classes = self._classes(state)
        state.stepped = True
        class_of, classes = self._class_of, letter.classes
        if state.classes is not None and state.classes.isdisjoint(classes):
            return first
        due = unpacked(state.positions)
        passed = [position for position in due if class_of[position] in classes]
        if not passed:
            return first
        positions, ends = set(letter.positions), set(letter.ends)
        self._pass(passed, positions, ends)
        return self._state(positions, ends)

    def _classes(self, state: State[Meaning]) -> frozenset[int]:
        """The classes of the words that are due.

        They are the same objects in all states: thousands of these would else hold a copy of each.
        """
        one, numbers = self._one_of, map(self._class_of.__getitem__, unpacked(state.positions))
        return frozenset([one.setdefault(number, number) for number in numbers])

    def _begin(self, letter: _Letter[Meaning]) -> State[Meaning]:
        """The state after a word that begins shapes and goes on with none."""
        positions: set[int] = set()
        ends: set[int] = set()
        bounds = self._first_bounds
        for number in letter.classes:
            self._pass(self._first_of[bounds[number] : bounds[number + 1]], positions, ends)
        letter.positions, letter.ends = frozenset(positions), frozenset(ends)
        letter.first = self._state(positions, ends)
        return letter.first

    def _pass(self, passed: Iterable[int], positions: set[int], ends: set[int]) -> None:
        """Go through some positions: note what may follow them and what ends there."""
        bounds, follow = self._follow_bounds, self._follow_of
        ends_bounds, ended = self._ends_bounds, self._ends_of
        for position in passed:
            positions.update(follow[bounds[position] : bounds[position + 1]])
            if ends_bounds[position] != ends_bounds[position + 1]:
                ends.update(ended[ends_bounds[position] : ends_bounds[position + 1]])

    def _state(self, positions: set[int], ends: set[int]) -> State[Meaning]:
        key = array("I", sorted(positions)).tobytes(), tuple(sorted(ends))
        known = self._states.get(key)
        if known is not None:
            return known
        if len(self._states) >= _MAX_STATES:
            self._states = {}
            self.letters.forget()
            self.root = State(self, b"", None)
        meaning = self._meaning(key[1]) if ends else None
        return self._states.setdefault(key, State(self, key[0], meaning))
