"""What the words of a reply weigh together, where no phrase tells by itself what is wrong.

A rule's file `<language>.weights` says of words and pairs of words how much each speaks for the
rule's fault, or against it, and from which score a reply has it, whatever phrases say; its file
`<language>.veto` below which score it has not, though phrases were found. `benchmarks/weigh.py`
learns them from lists of examples by logistic regression.

A reply's score is `bias + 3 * sum / sqrt(n)`: the sum of the weights of its words and pairs and of
the customer's, divided by the root of how many different ones there are. Files hold hundredths.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import sqrt
from sys import intern
from typing import TYPE_CHECKING, NamedTuple

from replylint.lazy import lazy_pattern
from replylint.spans import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from replylint.document import Document

# Words, numbers and the signs that carry a tone.
_TOKEN = lazy_pattern(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[!?^\u2026:]")
_START, _END = "<", ">"
INBOUND = "> "  # before what the customer wrote
_NUMBER = "0"
SCALE = 3.0
HUNDREDTHS = 100
_SHOWN = 3
_SEPARATOR = " | "


class Weights(NamedTuple):
    """A file of weights. of: hundredths by word or pair of words: whole numbers, whose sum is the
    same in whatever order they are added.
    """

    bias: float
    threshold: float
    of: Mapping[str, int]


class Sentence(NamedTuple):
    """What a sentence weighs, its place, and that of its heaviest words."""

    weight: int
    start: int
    end: int
    words: tuple[tuple[int, int], ...]


def grams(folded: str, inbound: str = "") -> frozenset[str]:
    """The words and pairs of neighbours of a folded reply and, marked "> ", of the message."""
    words = [_START, *_words(folded), _END]
    found = {*words[1:-1], *map(" ".join, pairwise(words))}
    if inbound:
        words = _words(inbound)
        found.update(INBOUND + word for word in words)
        found.update(f"{INBOUND}{one} {other}" for one, other in pairwise(words))
    return frozenset(found)


def score(weights: Weights, found: frozenset[str]) -> float:
    """The score of a reply's words and pairs."""
    of = weights.of
    total = sum(map(of.__getitem__, of.keys() & found))
    return weights.bias + SCALE * total / HUNDREDTHS / sqrt(max(1, len(found)))


def heaviest(weights: Weights, doc: Document) -> Sentence | None:
    """The sentence of a reply that weighs most; None where none has words."""
    told = (_told(weights, doc, *span) for span in doc.sentences)
    return max((one for one in told if one is not None), default=None, key=lambda one: one.weight)


def _told(weights: Weights, doc: Document, start: int, end: int) -> Sentence | None:
    """A sentence without the space around it; None without words."""
    tokens = [(_gram(match[0]), match.span()) for match in _TOKEN.finditer(doc.folded, start, end)]
    if not tokens:
        return None
    pairs = (
        (f"{one} {other}", (first[0], last[1])) for (one, first), (other, last) in pairwise(tokens)
    )
    found = sorted(
        ((weights.of.get(gram, 0), place) for gram, place in (*tokens, *pairs)),
        key=lambda part: (-part[0], part[1]),
    )
    shown: list[tuple[int, int]] = []
    for weight, (low, high) in found:
        if weight <= 0 or len(shown) == _SHOWN:
            break
        if not any(low < other[1] and other[0] < high for other in shown):
            shown.append((low, high))
    total = sum(weight for weight, _ in found)
    return Sentence(total, *stripped(doc.text, start, end), tuple(sorted(shown)))


def _gram(word: str) -> str:
    """What a word counts as: all numbers are one."""
    return _NUMBER if word[0].isdigit() else word


def _words(folded: str) -> list[str]:
    return [_gram(word) for word in _TOKEN.findall(folded)]


@cache
def read_weights(path: str) -> Weights:
    """A file of weights: `bias = -3.1`, `threshold = 0.4`, then `+85: had you | bothered to`.

    Raises OSError, and ValueError that names the file and the line.
    """
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    known = {"bias": 0.0, "threshold": 0.0}
    of: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        try:
            if line[0] in "+-":
                weight, _, found = line.partition(": ")
                if not found:
                    raise ValueError(line)
                # Interned, as the files of a language share most of their words.
                of.update(dict.fromkeys(map(intern, found.split(_SEPARATOR)), int(weight)))
            else:
                name, _, value = line.partition(" = ")
                if name not in known:
                    raise ValueError(name)
                known[name] = float(value)
        except ValueError:
            raise ValueError(f"{path}:{number}: not a weight: {line[:40]!r}") from None
    return Weights(**known, of=of)


def to_text(weights: Weights, head: Iterable[str]) -> str:
    """The file that `read_weights` reads, the heaviest words first. head: its first lines."""
    by_weight: dict[int, list[str]] = {}
    for gram, weight in weights.of.items():
        by_weight.setdefault(weight, []).append(gram)
    lines = [f"# {line}" for line in head]
    lines += [f"bias = {weights.bias:.3f}", f"threshold = {weights.threshold:.3f}"]
    for weight in sorted(by_weight, reverse=True):
        if weight:
            lines.append(f"{weight:+d}: {_SEPARATOR.join(sorted(by_weight[weight]))}")
    return "\n".join(lines) + "\n"
