"""Copy-pasted replies: those that are nearly the same, in clusters.

All pairs that resemble each other are found, without trying all pairs: two sets can only be alike
enough where they share one of their rarest members (prefix filtering; Bayardo, Ma, Srikant:
Scaling up all pairs similarity search, 2007). MinHash finds nearly all of them; this finds them
all, as fast for the few thousand replies of a sample, and needs no library.
"""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.reading import fold
from replylint.resemblance import body_words, resemblance, shingles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from replylint.resemblance import Shingles

ALIKE = 0.8
LEAST = 3  # replies of a cluster: two may be chance
MIN_WORDS = 10
MAX_SHOWN = 20


class Sampled(NamedTuple):
    """A reply that was drawn, personal data masked."""

    masked: str
    channel: str | None
    agent: str | None


class Cluster(NamedTuple):
    """Replies that are nearly the same as its first one, by their number in the sample."""

    leader: int
    members: tuple[int, ...]


def clusters(texts: Iterable[str]) -> list[Cluster]:
    """The clusters of three replies and more among texts, the largest first.

    Every member resembles the first one; the members of two clusters are never the same.
    """
    same: dict[Shingles, list[int]] = {}
    for number, text in enumerate(texts):
        words = body_words(fold(text))
        if len(words) >= MIN_WORDS:
            same.setdefault(shingles(words), []).append(number)
    # What was sent most leads, then what came first.
    ranked = sorted(same.items(), key=lambda item: (-len(item[1]), item[1][0]))
    led: dict[int, list[int]] = {}
    for number, leader in _led([sets for sets, _ in ranked]):
        led.setdefault(leader, []).extend(ranked[number][1])
    found = [
        Cluster(ranked[leader][1][0], tuple(sorted(members)))
        for leader, members in led.items()
        if len(members) >= LEAST
    ]
    found.sort(key=lambda cluster: (-len(cluster.members), cluster.leader))
    return found


def _led(sets: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """For each set the number of the first earlier leader that it resembles, or its own."""
    frequency = Counter(member for one in sets for member in one)
    leaders: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(sets):
        rarest = sorted(one, key=lambda member: (frequency[member], member))
        rarest = rarest[: len(one) - ceil(ALIKE * len(one)) + 1]
        near = sorted({leader for member in rarest for leader in leaders.get(member, ())})
        for leader in near:
            if resemblance(one, sets[leader]) >= ALIKE:
                yield number, leader
                break
        else:
            for member in rarest:
                leaders.setdefault(member, []).append(number)
            yield number, number


def figures(sample: Sequence[Sampled], replies: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The largest clusters and the share of replies in any, as the record has them.

    Where the sample is not all there is, both are estimates: each reply of it stands for many.
    """
    found = clusters(one.masked for one in sample)
    n = len(sample)
    shown = []
    for cluster in found[:MAX_SHOWN]:
        members = [sample[number] for number in cluster.members]
        shown.append(
            {
                "replies": _scaled(len(members), n, replies),
                "masked": sample[cluster.leader].masked,
                "channels": _most(one.channel for one in members),
                "agents": _most(one.agent for one in members),
            }
        )
    copied = sum(len(cluster.members) for cluster in found)
    share = {
        "n": _scaled(copied, n, replies),
        "of": replies,
        "share": round(copied / n, 4) if n else None,
        "sample": n,
    }
    return shown, share


def _scaled(part: int, sample: int, replies: int) -> int:
    return part if sample >= replies else (part * replies + sample // 2) // sample


def _most(names: Iterable[str | None]) -> list[str]:
    """The most frequent names, at most five."""
    counts = Counter(name for name in names if name is not None)
    return [name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:5]]
