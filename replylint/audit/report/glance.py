"""What a record says at a glance: the weakest groups, the direction, what to fix first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Group = Mapping[str, Any]

# Means of fewer replies say little; an audit of few replies has smaller groups.
_ENOUGH = 20
_LEAST = 5
# Differences of less than a point are not worth a word.
_WORTH = 1.0


class Fix(NamedTuple):
    """A rule worth seeing to. gain: how far the mean score would rise at most without its fault."""

    rule: Mapping[str, Any]
    gain: float


def fixes(record: Mapping[str, Any]) -> list[Fix]:
    """The rules by the replies they touch times the points that each of these loses by them."""
    replies = record["totals"]["replies"]
    found = [Fix(rule, rule["points"] / replies) for rule in record["rules"] if replies]
    return sorted(found, key=lambda fix: (-fix.gain, fix.rule["code"]))


def hours(record: Mapping[str, Any]) -> list[Group]:
    """The hours of the week in which replies were sent, as groups with `weekday` and `hour`."""
    week = record["week_hours"]
    return [
        {"weekday": at // 24, "hour": at % 24, "replies": n, "score_mean": mean}
        for at, (n, mean) in enumerate(zip(week["sent"], week["score_mean"], strict=True))
        if n
    ]


def reason(rule: Mapping[str, Any]) -> str | None:
    """What to write rather, or at least what is wrong, as the first sample of a rule says it."""
    for sample in rule["samples"]:
        found = sample.get("suggestion") or sample.get("message")
        if found:
            return str(found)
    return None


def enough(replies: int) -> int:
    """How many replies a group needs before it is named."""
    return min(_ENOUGH, max(_LEAST, replies // 20))


def few(replies: int) -> int:
    """How many replies an hour needs before its mean is written, of so many in all."""
    return enough(replies) // 4


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
    total: float = sum(n * mean for n, mean in pairs) / sum(n for n, _ in pairs)
    return round(total, 1)


def monday(week: object) -> date | None:
    """The Monday of a week given as "2026-W05" or as a date; None for anything else."""
    text = str(week)
    try:
        if "W" in text:
            return date.fromisocalendar(int(text[:4]), int(text.partition("W")[2]), 1)
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
