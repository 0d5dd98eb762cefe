"""Compiles phrases to a table: cuts their shapes into segments, and wires these to one automaton.

The positions are Glushkov's, one for each word of a segment.
"""

from __future__ import annotations

import marshal
from array import array
from itertools import accumulate
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from replylint.phrases.shapes import Alt, One, Opt, Seq, Shape, longest, segments
from replylint.phrases.table import ANY, NO_BIT, Row, Rows, Table, Wiring, packed

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from replylint.phrases.files import PhraseGroup

# How often a word stands in a text: a stop word, another short word, a longer one.
_COMMON, _SHORT, _LONG = 0.3, 0.02, 0.005


class PhraseSet(NamedTuple):
    """The groups of one owner: a rule's code, or a name that the engine reads with."""

    owner: str
    groups: tuple[PhraseGroup, ...]


def compile_table(sets: Iterable[PhraseSet], common: Container[str] = ()) -> Table:
    """The table of these phrases. common: words that most texts have; they tell little."""
    rows: list[bytes] = []
    numbers: dict[Shape, int] = {}
    alone: dict[int, list[int]] = {}
    ways: dict[int, list[int]] = {}
    way_row: list[int] = []
    needed: list[list[int]] = []
    for owned in sets:
        for group in owned.groups:
            for phrase in group.phrases:
                pattern = phrase.pattern
                row: Row = (
                    owned.owner, group.name, pattern.regex, pattern.at_start, pattern.at_end,
                    longest(pattern.shape) if pattern.wordy else 0,
                    group.confidence, phrase.suggestion, phrase.exception, group.quoted,
                )  # fmt: skip
                for shapes in segments(pattern.shape):
                    found = [numbers.setdefault(shape, len(numbers)) for shape in shapes]
                    if len(found) == 1:
                        alone.setdefault(found[0], []).append(len(rows))
                    else:
                        rarest = min(shapes, key=lambda shape: _frequency(shape, common))
                        ways.setdefault(numbers[rarest], []).append(len(needed))
                        way_row.append(len(rows))
                        needed.append(found)
                rows.append(marshal.dumps(row))
    bits = array("I", [NO_BIT]) * len(numbers)
    for bit, number in enumerate(dict.fromkeys(number for found in needed for number in found)):
        bits[number] = bit
    words, word_bounds, wiring = _wire(list(numbers))
    return Table(
        words,
        word_bounds,
        wiring,
        Rows(
            b"".join(rows),
            array("I", accumulate(map(len, rows), initial=0)).tobytes(),
            *packed(dict.fromkeys(alone.get(number, ())) for number in range(len(numbers))),
            *packed(ways.get(number, ()) for number in range(len(numbers))),
            array("I", way_row).tobytes(),
            *packed(needed),
            bits.tobytes(),
        ),
    )


def _frequency(shape: Shape, common: Container[str]) -> float:
    """Roughly how often a shape stands in a text; only the order matters."""
    match shape:
        case One(words):
            if ANY in words:
                return 1.0
            return sum(
                _COMMON if word in common else _SHORT if len(word) < 5 else _LONG for word in words
            )
        case Seq(parts):
            return prod(_frequency(part, common) for part in parts)
        case Alt(branches):
            return sum(_frequency(branch, common) for branch in branches)
    return 1.0


# --- the automaton -------------------------------------------------------------------------------

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


def _wire(shapes: Sequence[Shape]) -> tuple[str, bytes, Wiring]:
    """The words of these shapes, where each begins, and the automaton.

    No shape may hold a gap or be absent.
    """
    builder = _Builder()
    for number, shape in enumerate(shapes):
        builder.add(number, shape)
    classes: dict[str, list[int]] = {}
    for known, number in builder.classes.items():
        for word in known:
            classes.setdefault(word, []).append(number)
    words = sorted(classes)
    stems = sorted({len(word) - 1 for word in words if word[-1:] == ANY} - {0})
    wiring = Wiring(
        array("I", stems).tobytes(),
        *packed(sorted(classes[word]) for word in words),
        builder.position_class.tobytes(),
        *packed(builder.follow),
        *packed(builder.first.get(number, ()) for number in range(len(builder.classes))),
        *packed(builder.ends.get(position, ()) for position in range(len(builder.follow))),
    )
    bounds = array("I", accumulate(map(len, words), initial=0))
    return "".join(words), bounds.tobytes(), wiring
