"""What a record says at a glance: the weakest groups, the direction, what to fix first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.score import Scoring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Group = Mapping[str, Any]

# Means of fewer replies say little; an audit of few replies has smaller groups.
_ENOUGH = 20
# Differences of less than a point are not worth a word.
_WORTH = 1.0
_WEIGHTS = Scoring().weights


class Fix(NamedTuple):
    """A rule worth seeing to. gain: how far the mean score would rise at most without its fault."""

    rule: Mapping[str, Any]
    gain: float


def fixes(record: Mapping[str, Any]) -> list[Fix]:
    """The rules by the replies they touch times the points that one of their findings takes off."""
    replies = record["totals"]["replies"] or 0
    mean = record["totals"].get("score_mean")
    if not replies or mean is None:
        return []
    found = [
        Fix(rule, min(100 - mean, rule["replies"] * points(rule) / replies))
        for rule in record["rules"]
        if rule["replies"]
    ]
    return sorted(found, key=lambda fix: (-fix.gain, fix.rule["code"]))


def points(rule: Mapping[str, Any]) -> float:
    """What a finding of a rule takes off: as measured, or else the weight of its severity."""
    measured = rule.get("points_mean")
    return measured if measured is not None else _WEIGHTS.get(rule["severity"], 0.0)


def enough(replies: int) -> int:
    """How many replies a group needs before it is named."""
    return min(_ENOUGH, max(1, replies // 20))


def weakest(groups: Iterable[Group], least: int) -> tuple[Group, Group] | None:
    """Of the groups with enough replies that with the lowest mean, and that with the highest.

    None where there are not two of them.
    """
    fit = [
        group for group in groups if group["replies"] >= least and group["score_mean"] is not None
    ]
    if len(fit) < 2:
        return None
    fit.sort(key=lambda group: group["score_mean"])
    return fit[0], fit[-1]


def differs(low: Group, high: Group) -> bool:
    """Whether two means are far enough from each other to be told."""
    return bool(high["score_mean"] - low["score_mean"] >= _WORTH)


def direction(weeks: Sequence[Group]) -> tuple[float, float] | None:
    """The mean of the first third of the weeks and that of the last; None with under three."""
    known = [week for week in weeks if week["replies"] and week["score_mean"] is not None]
    if len(known) < 3:
        return None
    third = len(known) // 3
    return _mean(known[:third]), _mean(known[-third:])


def _mean(weeks: Iterable[Group]) -> float:
    pairs = [(week["replies"], week["score_mean"]) for week in weeks]
    return round(sum(n * mean for n, mean in pairs) / sum(n for n, _ in pairs), 1)


def monday(week: object) -> date | None:
    """The Monday of a week given as "2026-W05" or as a date; None for anything else."""
    text = str(week)
    try:
        if "W" in text:
            return date.fromisocalendar(int(text[:4]), int(text.partition("W")[2]), 1)
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
