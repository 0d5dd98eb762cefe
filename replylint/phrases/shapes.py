"""The shape of a phrase pattern: which words follow which, whatever stands between them.

A shape accepts every run of words that its pattern matches, and some more: punctuation is left to
the pattern's regex. Sentences without such a run need no look at the regex.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from replylint.phrases.table import ANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAX_BRANCHES = 64
# Two lists of words written as one give at most so many words.
_MAX_JOINED = 4_000


class One(NamedTuple):
    """One word: any of these, beginnings of words with a trailing "*", or ANY."""

    words: frozenset[str]


class Seq(NamedTuple):
    """Shapes one after the other."""

    parts: tuple[Shape, ...]


class Alt(NamedTuple):
    """One of several shapes."""

    branches: tuple[Shape, ...]


class Opt(NamedTuple):
    """A shape that may be absent."""

    inner: Shape


class Gap(NamedTuple):
    """At most so many words of any kind, or none."""

    most: int


Shape = One | Seq | Alt | Opt | Gap
NOTHING = Seq(())


def either(branches: Iterable[Shape]) -> Shape:
    """One of the branches; those of a single word become one list of words."""
    words: set[str] = set()
    rest: list[Shape] = []
    for branch in branches:
        if isinstance(branch, One):
            words |= branch.words
        else:
            rest.append(branch)
    if words:
        rest.append(One(frozenset(words)))
    return rest[0] if len(rest) == 1 else Alt(tuple(rest))


def row(parts: Iterable[Shape]) -> Shape:
    """The parts one after the other."""
    flat: list[Shape] = []
    for part in parts:
        if isinstance(part, Seq):
            flat += part.parts
        else:
            flat.append(part)
    return flat[0] if len(flat) == 1 else Seq(tuple(flat))


def glued(left: Shape, right: Shape) -> Shape:  # noqa: PLR0911 - one for each pair of shapes
    """Two shapes with no space between them: they may be one word, or stand apart."""
    if isinstance(left, One) and isinstance(right, One):
        apart = row((left, right))
        if len(left.words) * len(right.words) > _MAX_JOINED:
            return apart
        words = {
            one if one.endswith("*") else one + other
            for one, other in product(left.words, right.words)
        }
        return Alt((apart, One(frozenset(words))))
    if isinstance(left, Opt):
        return either((right, glued(left.inner, right)))
    if isinstance(right, Opt):
        return either((left, glued(left, right.inner)))
    if isinstance(left, Alt):
        return either(glued(branch, right) for branch in left.branches)
    if isinstance(right, Alt):
        return either(glued(left, branch) for branch in right.branches)
    if isinstance(left, Seq) and left.parts and not isinstance(right, Gap):
        return row((*left.parts[:-1], glued(left.parts[-1], right)))
    if isinstance(right, Seq) and right.parts and not isinstance(left, Gap):
        return row((glued(left, right.parts[0]), *right.parts[1:]))
    return row((left, right))


def may_be_absent(shape: Shape) -> bool:
    """Whether the shape accepts no word at all."""
    match shape:
        case One():
            return False
        case Seq(parts):
            return all(map(may_be_absent, parts))
        case Alt(branches):
            return any(map(may_be_absent, branches))
    return True


def longest(shape: Shape) -> int:
    """How many words the shape accepts at most."""
    match shape:
        case One():
            return 1
        case Seq(parts):
            return sum(map(longest, parts))
        case Alt(branches):
            return max(map(longest, branches))
        case Opt(inner):
            return longest(inner)
        case Gap(most):
            return most


def has_word(shape: Shape) -> bool:
    """Whether everything that the shape accepts has a word that is not any word."""
    match shape:
        case One(words):
            return ANY not in words
        case Seq(parts):
            return any(map(has_word, parts))
        case Alt(branches):
            return all(map(has_word, branches))
    return False


def segments(shape: Shape) -> list[tuple[Shape, ...]]:
    """The shape cut at its gaps: ways to accept it, each the pieces that a sentence must have.

    No piece holds a gap, so that an automaton of many of them stays small; how far apart they may
    stand is left to the regex.
    """
    ways: list[list[list[Shape]]] = [[[]]]  # ways, their pieces, the parts of a piece
    for part in shape.parts if isinstance(shape, Seq) else (shape,):
        if not _has_gap(part):
            for way in ways:
                way[-1].append(part)
            continue
        inner = [] if may_be_absent(part) else _inner_ways(part)
        if not inner or len(ways) * len(inner) > _MAX_BRANCHES:
            for way in ways:
                way.append([])
        else:
            ways = [
                [*([*piece] for piece in way), *([piece] for piece in pieces), []]
                for way in ways
                for pieces in inner
            ]
    found = dict.fromkeys(
        _telling(dict.fromkeys(row(piece) for parts in way if (piece := _trimmed(parts))))
        for way in ways
    )
    return [pieces for pieces in found if pieces]


def _telling(pieces: Iterable[Shape]) -> tuple[Shape, ...]:
    """The pieces that not just any words are; all of them where none is left."""
    pieces = tuple(pieces)
    return tuple(filter(has_word, pieces)) or pieces


def _inner_ways(shape: Shape) -> list[tuple[Shape, ...]]:
    if not isinstance(shape, Alt):
        return segments(shape)
    plain = [branch for branch in shape.branches if not _has_gap(branch)]
    ways = [way for branch in shape.branches if _has_gap(branch) for way in segments(branch)]
    if plain:
        ways.append((either(plain),))
    return ways


def _trimmed(parts: list[Shape]) -> list[Shape]:
    """The parts without those at the ends that may be absent."""
    while parts and may_be_absent(parts[0]):
        parts = parts[1:]
    while parts and may_be_absent(parts[-1]):
        parts = parts[:-1]
    return parts


def _has_gap(shape: Shape) -> bool:
    return any(isinstance(part, Gap) for part in _all_parts(shape))


def _all_parts(shape: Shape) -> Iterator[Shape]:
    yield shape
    match shape:
        case Seq(inner) | Alt(inner):
            for part in inner:
                yield from _all_parts(part)
        case Opt(part):
            yield from _all_parts(part)
