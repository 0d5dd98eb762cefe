"""Compiled phrases as they are stored: few plain values, of which a reply reads what it needs."""

from __future__ import annotations

import marshal
from array import array
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

# In place of a word: any word. Behind a word: any that begins so.
ANY = "*"
# Of a segment that is enough for all of its rows: it needs no bit.
NO_BIT = 2**32 - 1

Buffer = bytes | memoryview
Row = tuple[str, str, str, bool, bool, int, float, "str | None", bool, bool]


class Lists:
    """Lists of 32-bit numbers by their number, left where they are until one is asked for.

    bounds: where each begins and ends among the numbers. numbers: all of them in a row.
    """

    __slots__ = ("bounds", "numbers")

    def __init__(self, bounds: Buffer, numbers: Buffer) -> None:
        self.bounds = memoryview(bounds).cast("I")
        self.numbers = memoryview(numbers).cast("I")

    def __getitem__(self, number: int) -> memoryview[int]:
        return self.numbers[self.bounds[number] : self.bounds[number + 1]]


def packed(lists: Iterable[Iterable[int]]) -> tuple[bytes, bytes]:
    """Lists of numbers as the two buffers of `Lists`."""
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


class Wiring(NamedTuple):
    """An automaton as buffers of 32-bit numbers; two buffers in a row are `Lists`.

    A class is a list of words that stands in some shape; a position is one place in one shape,
    where a word of its class is due.

    stems: how long the beginnings of words are. classes: those that each word is in.
    position_class: the class of each position. follow: the positions that may come after each one.
    first: the positions that each class may begin with. ends: the shapes that each position ends.
    """

    stems: Buffer
    classes_bounds: Buffer
    classes: Buffer
    position_class: Buffer
    follow_bounds: Buffer
    follow: Buffer
    first_bounds: Buffer
    first: Buffer
    ends_bounds: Buffer
    ends: Buffer


class Rows(NamedTuple):
    """Phrases as buffers, and the segments that a sentence must have for each; as in a Wiring.

    rows: marshalled Rows, one after the other; row_bounds: where each begins and ends.
    alone: by segment, the rows that it is enough for.
    ways: by segment, ways that need others beside it. They stand under the rarest of these.
    way_row: the row of each way. needed: all the segments that each way needs.
    bits: of each segment that a way needs its bit, of others NO_BIT.
    """

    rows: Buffer
    row_bounds: Buffer
    alone_bounds: Buffer
    alone: Buffer
    ways_bounds: Buffer
    ways: Buffer
    way_row: Buffer
    needed_bounds: Buffer
    needed: Buffer
    bits: Buffer


class Table(NamedTuple):
    """Compiled phrases, and the automaton that finds their segments.

    words: all words and beginnings of words in their order, ANY among them, one after the other.
    word_bounds: where each begins and ends.
    """

    words: str
    word_bounds: Buffer
    wiring: Wiring
    rows: Rows

    def to_bytes(self, stamp: str) -> bytes:
        """The table as bytes. stamp: what it was made of."""
        buffers = [self.word_bounds, *self.wiring, *self.rows[1:], self.rows.rows]
        head = marshal.dumps((stamp, self.words, [len(one) for one in buffers]))
        head += bytes(-len(head) % 8)
        return b"".join([len(head).to_bytes(8, "little"), head, *buffers])

    @classmethod
    def from_buffer(cls, buffer: memoryview, stamp: str) -> Table | None:
        """The table of `to_bytes`, all but its words left where it is; None if of another stamp.

        Raises ValueError, EOFError or TypeError for other bytes.
        """
        start = 8 + int.from_bytes(buffer[:8], "little")
        found, words, sizes = marshal.loads(buffer[8:start])
        if found != stamp:
            return None
        ends = list(accumulate(sizes, initial=start))
        if ends[-1] != len(buffer):
            raise ValueError("cut off")
        word_bounds, *rest, rows = [buffer[a:b] for a, b in pairwise(ends)]
        cut = len(Wiring._fields)
        return cls(words, word_bounds, Wiring(*rest[:cut]), Rows(rows, *rest[cut:]))
