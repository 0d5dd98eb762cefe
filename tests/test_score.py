"""Scores add up, never rise with a finding, and critical findings block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.finding import Severity
from replylint.score import Scoring, score

FAULTS = st.lists(
    st.tuples(
        st.sampled_from(["tone", "privacy", "length"]),
        st.sampled_from(list(Severity)),
        st.floats(0.01, 1.0),
    ),
    max_size=12,
)


def test_no_finding_is_a_hundred() -> None:
    assert score([], Scoring()).value == 100.0
    assert score([], Scoring()).verdict == "send"


def test_confidence_scales_the_weight() -> None:
    scored = score([("tone", Severity.WARNING, 0.5)], Scoring(weights={"warning": 12}))
    assert scored.points == (6.0,)
    assert scored.value == 94.0


def test_a_category_is_capped() -> None:
    faults = [("tone", Severity.ERROR, 1.0)] * 3
    assert score(faults, Scoring(cap=50)).breakdown == {"tone": 50.0}
    assert score(faults, Scoring(caps={"tone": 35})).points == (30.0, 5.0, 0.0)


@pytest.mark.parametrize(
    ("severity", "verdict"),
    [("info", "send"), ("warning", "send"), ("error", "review"), ("critical", "block")],
)
def test_verdict_of_one_finding(severity: str, verdict: str) -> None:
    assert score([("tone", Severity.parse(severity), 1.0)], Scoring()).verdict == verdict


def test_a_critical_finding_blocks_however_little_it_weighs() -> None:
    assert score([("privacy", Severity.CRITICAL, 0.01)], Scoring()).verdict == "block"


@given(FAULTS)
def test_the_breakdown_and_the_points_add_up(faults: list[tuple[str, Severity, float]]) -> None:
    scored = score(faults, Scoring())
    assert 0 <= scored.value <= 100
    assert sum(scored.breakdown.values()) == pytest.approx(100 - scored.value)
    assert sum(scored.points) == pytest.approx(100 - scored.value)


@given(FAULTS, FAULTS)
def test_one_more_finding_never_raises_a_score(
    faults: list[tuple[str, Severity, float]], more: list[tuple[str, Severity, float]]
) -> None:
    verdicts = ["send", "review", "block"]
    before, after = score(faults, Scoring()), score([*faults, *more], Scoring())
    assert after.value <= before.value
    assert verdicts.index(after.verdict) >= verdicts.index(before.verdict)


@given(FAULTS)
def test_the_order_of_findings_does_not_matter(faults: list[tuple[str, Severity, float]]) -> None:
    assert score(faults, Scoring()).value == score(faults[::-1], Scoring()).value
