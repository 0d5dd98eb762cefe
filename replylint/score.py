"""Turns findings into points, a score from 0 to 100, and a verdict.

A finding takes off its severity's weight times its confidence, in tenths of a point. A category
takes off at most its cap, all together at most 100. So points are additive, the breakdown adds up
to what is missing from 100, and one more finding never raises a score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from replylint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Verdict = Literal["send", "review", "block"]

_WEIGHTS = {"info": 3.0, "warning": 12.0, "error": 30.0, "critical": 60.0}
_NONE: Mapping[str, float] = {}


class Scoring(NamedTuple):
    """The weights of a score; every one can be set in the config under `[score]`.

    weights: points by severity. cap: the most that one category takes off; caps: the same for
    single categories. review_below, block_below: scores under which the verdict changes.
    """

    weights: Mapping[str, float] = _WEIGHTS
    cap: float = 60.0
    caps: Mapping[str, float] = _NONE
    review_below: float = 85.0
    block_below: float = 40.0


class Score(NamedTuple):
    """points: what each finding took off, in the order given; the sum with `value` is 100."""

    value: float
    verdict: Verdict
    points: tuple[float, ...]
    breakdown: Mapping[str, float]


def score(faults: Sequence[tuple[str, Severity, float]], scoring: Scoring) -> Score:
    """Score faults given as (category, severity, confidence)."""
    if not faults:
        return Score(100.0, "send", (), {})
    left = 1000  # tenths of a point
    room: dict[str, int] = {}
    taken: list[int] = []
    for category, severity, confidence in faults:
        wanted = round(scoring.weights[severity.label] * confidence * 10)
        available = room.setdefault(category, round(scoring.caps.get(category, scoring.cap) * 10))
        points = max(0, min(wanted, available, left))
        room[category] -= points
        left -= points
        taken.append(points)
    lost: dict[str, int] = {}
    for (category, _, _), points in zip(faults, taken, strict=True):
        lost[category] = lost.get(category, 0) + points
    value = left / 10
    worst = max(severity for _, severity, _ in faults)
    verdict: Verdict = "send"
    if worst is Severity.CRITICAL or value < scoring.block_below:
        verdict = "block"
    elif worst is Severity.ERROR or value < scoring.review_below:
        verdict = "review"
    return Score(
        value,
        verdict,
        tuple(points / 10 for points in taken),
        {category: points / 10 for category, points in lost.items()},
    )
