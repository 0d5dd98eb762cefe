"""Comparison of two audits: what has changed, and what is more than chance."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import TEXTS, counted, exchange

from replylint.audit.compare import (
    SURE,
    can_be_compared,
    compare,
    z_of_means,
    z_of_ranks,
    z_of_shares,
)
from replylint.audit.exchange import Exchange


def audit(blaming: int, fine: int, waited: int = 600) -> list[Exchange]:
    """So many replies that blame, and so many without a fault, each a little later."""
    return [
        exchange(
            line, TEXTS[1] if line < blaming else TEXTS[0], agent="Tom", received=line % 50,
            waited=waited + line,
        )
        for line in range(blaming + fine)
    ]  # fmt: skip


def test_the_same_audit_has_no_changes() -> None:
    record = counted(audit(10, 90)).record()
    found = compare(record, record)
    changes = [found["score"], *found["shares"].values(), *found["response"].values(),
               *found["rules"], *found["channels"], *found["agents"]]  # fmt: skip
    assert len(changes) > 12
    assert not any(change["delta"] for change in changes)
    assert not any(change["real"] for change in changes)


def test_what_has_changed_for_the_worse() -> None:
    before = counted(audit(10, 190)).record(name="a.csv")
    found = counted(audit(80, 120, waited=4000)).record(before=before)["compare"]
    assert found["title"] == "a.csv"
    assert found["replies"] == {"before": 200, "after": 200}
    assert (found["score"]["real"], found["score"]["better"]) == (True, False)
    rule = next(rule for rule in found["rules"] if rule["code"] == "TON002")
    assert (rule["before"], rule["after"], rule["delta"]) == (50, 400, 350)
    assert (rule["real"], rule["better"]) == (True, False)
    assert found["shares"]["clean"]["better"] is False
    assert found["response"]["within_1h"]["delta"] == -1
    assert found["response"]["median"]["better"] is False
    assert [row["key"] for row in found["agents"]] == ["Tom"]
    back = compare(counted(audit(80, 120, waited=4000)).record(), before)
    assert back["score"]["better"] is True
    assert back["response"]["within_1h"]["better"] is True


def test_small_differences_and_small_audits_are_no_change() -> None:
    found = compare(counted(audit(10, 190)).record(), counted(audit(12, 188)).record())
    assert found["score"]["real"] is False
    assert found["rules"][0]["real"] is False
    few = compare(counted(audit(0, 10)).record(), counted(audit(10, 0)).record())
    assert few["score"]["real"] is None
    assert few["rules"][0]["real"] is None


def test_copies_are_not_compared_between_audits_of_other_sizes() -> None:
    text = TEXTS[7]
    small = counted(exchange(line, text) for line in range(30)).record()
    large = counted(exchange(line, text) for line in range(60)).record()
    assert compare(small, large)["shares"]["copy_pasted"]["real"] is None
    assert compare(large, large)["shares"]["copy_pasted"]["real"] is False


def test_agents_under_pseudonyms_are_not_compared_with_names() -> None:
    named, hidden = counted(audit(5, 60)).record(), counted(audit(5, 60), key=b"k").record()
    assert compare(named, named)["agents"]
    assert compare(named, hidden)["agents"] == []


def test_audits_of_nothing_can_be_compared() -> None:
    empty, some = counted([]).record(), counted(audit(5, 60)).record()
    for pair in ((empty, empty), (empty, some), (some, empty)):
        assert compare(*pair)["score"]["real"] is None


def test_what_is_no_record_is_told_apart() -> None:
    record = counted(audit(5, 60)).record()
    assert can_be_compared(record)
    for key in ("totals", "shares", "response", "rules", "by_agent", "by_channel"):
        for wrong in (None, 3, "x", [1]):
            assert not can_be_compared({**record, key: wrong}), (key, wrong)
    assert not can_be_compared({**record, "title": None})
    assert not can_be_compared({**record, "response": {"all": {}}})
    for wrong in (None, [], {}, {**record, "schema": 2}, "record"):
        assert not can_be_compared(wrong)


# --- the tests themselves --------------------------------------------------------------------------


@given(st.integers(20, 500), st.integers(20, 500), st.data())
def test_shares_are_tested_as_the_books_have_it(of1: int, of2: int, data: st.DataObject) -> None:
    n1, n2 = data.draw(st.integers(0, of1)), data.draw(st.integers(0, of2))
    found = z_of_shares(n1, of1, n2, of2)
    assert found is not None
    # The square of this z is Pearson's chi-squared of the two-by-two table.
    a, b, c, d = n1, of1 - n1, n2, of2 - n2
    sides = (a + b) * (c + d) * (a + c) * (b + d)
    wanted = (of1 + of2) * (a * d - b * c) ** 2 / sides if sides else 0.0
    assert found * found == pytest.approx(wanted, abs=1e-9)
    assert (found > 0) == (n2 * of1 > n1 * of2)


def test_ranks_are_tested_as_the_books_have_it() -> None:
    one, other = [5, 9, 6, 3], [2, 4, 9, 14]
    wins = sum(
        (j > i) * a * b + (j == i) * a * b / 2
        for i, a in enumerate(one)
        for j, b in enumerate(other)
    )
    n1, n2 = sum(one), sum(other)
    n = n1 + n2
    ties = sum((a + b) ** 3 - (a + b) for a, b in zip(one, other, strict=True))
    sd = sqrt(n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1))))
    assert z_of_ranks(one, other) == pytest.approx((wins - n1 * n2 / 2) / sd)
    assert z_of_ranks(one, one) == 0
    assert z_of_ranks([30, 0], [0, 30]) > SURE  # type: ignore[operator]
    assert z_of_ranks([3, 0], [0, 30]) is None


def test_means_are_tested_as_the_books_have_it() -> None:
    assert z_of_means(80, 10, 100, 84, 10, 100) == pytest.approx(4 / sqrt(2))
    assert z_of_means(80, 0, 100, 80, 0, 100) == 0
    assert 2 * (1 - NormalDist().cdf(SURE)) == pytest.approx(0.01, abs=1e-4)
