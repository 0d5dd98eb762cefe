"""What the words of a reply weigh together, where no phrase tells by itself what is wrong.

A rule's file `<language>.weights` says of words and pairs of words how much each speaks for the
rule's fault, or against it, and from which score a reply has it, whatever phrases say; its file
`<language>.veto` below which score it has not, though phrases were found. `benchmarks/weigh.py`
learns them from lists of examples by logistic regression.

A reply's score is `bias + 3 * sum / sqrt(n)`: the sum of the weights of its words and pairs and of
the customer's, divided by the root of how many different ones there are. Files hold hundredths.
The files of all rules are asked at once.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from replylint.lazy import lazy_pattern
from replylint.spans import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from replylint.document import Document

# Words, numbers and the signs that carry a tone.
_TOKEN = lazy_pattern(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[!?^\u2026:]")
WEIGHTS, VETO = "weights", "veto"  # the endings of the files
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


class Scales:
    """Files of weights, by name, asked at once.

    A word has one whole number for all files, in which each file has bits of its own, wide enough
    for the sum of all its weights: what adds up such numbers adds up each file's, exactly.
    broken: the files that could not be read, and why.
    """

    def __init__(
        self, files: Mapping[str, Weights], broken: Mapping[str, Exception] | None = None
    ) -> None:
        self.broken = broken or {}
        most = max((sum(map(abs, weights.of.values())) for weights in files.values()), default=0)
        bits = most.bit_length() + 1
        self._middle = 1 << bits - 1  # makes each file's part a number from nought
        self._mask = (1 << bits) - 1
        self._start = 0
        self._files: dict[str, tuple[int, float]] = {}  # where its bits begin, its score of no word
        self._of: dict[str, int] = {}
        for place, (name, weights) in enumerate(files.items()):
            shift = bits * place
            self._start += self._middle << shift
            self._files[name] = shift, weights.bias - weights.threshold
            for gram, weight in weights.of.items():
                self._of[gram] = self._of.get(gram, 0) + (weight << shift)

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def beyond(self, found: frozenset[str]) -> dict[str, float]:
        """By file, how far the score of these words and pairs lies over the file's threshold."""
        of, mask, middle = self._of, self._mask, self._middle
        total = sum(map(of.__getitem__, of.keys() & found), self._start)
        one = SCALE / HUNDREDTHS / sqrt(max(1, len(found)))
        return {
            name: least + one * ((total >> shift & mask) - middle)
            for name, (shift, least) in self._files.items()
        }

    def weight(self, name: str, gram: str) -> int:
        """What a word or pair weighs in a file, in hundredths."""
        shift, _ = self._files[name]
        return (self._of.get(gram, 0) + self._start >> shift & self._mask) - self._middle


def grams(folded: str, inbound: str = "") -> frozenset[str]:
    """The words and pairs of neighbours of a folded reply and, marked "> ", of the message."""
    words = _words(folded)
    found = {*words, *map(" ".join, pairwise((_START, *words, _END)))}
    if inbound:
        words = _words(inbound)
        marked = [INBOUND + word for word in words]
        found.update(marked, map(" ".join, zip(marked, words[1:], strict=False)))
    return frozenset(found)


def heaviest(scales: Scales, name: str, doc: Document) -> Sentence | None:
    """The sentence of a reply that weighs most by a file; None where none has words."""
    told = (_told(scales, name, doc, *span) for span in doc.sentences)
    return max((one for one in told if one is not None), default=None, key=lambda one: one.weight)


def _told(scales: Scales, name: str, doc: Document, start: int, end: int) -> Sentence | None:
    """A sentence without the space around it; None without words."""
    tokens = [(_gram(match[0]), match.span()) for match in _TOKEN.finditer(doc.folded, start, end)]
    if not tokens:
        return None
    pairs = (
        (f"{one} {other}", (first[0], last[1])) for (one, first), (other, last) in pairwise(tokens)
    )
    found = sorted(
        ((scales.weight(name, gram), place) for gram, place in (*tokens, *pairs)),
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


@lru_cache(maxsize=8)
def read_scales(files: tuple[tuple[str, str], ...]) -> Scales:
    """Files of weights, each with its name; what cannot be read is among the broken ones."""
    read: dict[str, Weights] = {}
    broken: dict[str, Exception] = {}
    for name, path in files:
        try:
            read[name] = read_weights(path)
        except (OSError, ValueError) as error:
            broken[name] = error
    return Scales(read, broken)


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
                of.update(dict.fromkeys(found.split(_SEPARATOR), int(weight)))
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
