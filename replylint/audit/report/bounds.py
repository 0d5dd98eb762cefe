"""How much of a record a page shows: lists cut short, so that the page keeps to its size."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.report.glance import enough

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Group = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """The most of each that is shown; text: characters of a reply, label: of a name."""

    worst: int = 50
    text: int = 900
    label: int = 60
    message: int = 400
    findings: int = 12
    rules: int = 60
    samples: int = 3
    clusters: int = 20
    groups: int = 50
    weeks: int = 156
    numbers: int = 40_000
    lines: int = 8
    other: int = 40

    def halved(self) -> Limits:
        """Half of everything, but at least one, and enough of a name to know it by."""
        less = {f.name: max(1, getattr(self, f.name) // 2) for f in fields(self)}
        return replace(self, **{**less, "label": max(16, less["label"])})


class Cut(NamedTuple):
    """The first of a list, and how many there are in all."""

    shown: Sequence[Any]
    total: int


def first(items: Sequence[Any], limit: int) -> Cut:
    """The first items of a list."""
    return Cut(items[:limit], len(items))


def ranked(groups: Sequence[Group], replies: int, limit: int) -> Cut:
    """Groups for bars: those with most replies, the lowest mean first; small ones come last."""
    least = enough(replies)
    most = sorted(groups, key=lambda group: -group["replies"])[:limit]
    most.sort(key=lambda group: (group["replies"] < least, _mean(group), str(group["key"])))
    return Cut(most, len(groups))


def _mean(group: Group) -> float:
    mean = group["score_mean"]
    return 101.0 if mean is None else mean
