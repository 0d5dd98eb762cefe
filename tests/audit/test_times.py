"""Times: quantiles as a direct computation has them, and first responses as SQL has them."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import HOURS, INBOUND, counted, exchange

from replylint import Reply
from replylint.audit.exchange import Exchange
from replylint.audit.metrics.calendar import Calendar
from replylint.audit.metrics.response import figures
from replylint.audit.metrics.seconds import (
    DAY,
    Seconds,
    coarse_median,
    place_of,
    quantile,
    time_at,
)

REAL = Path(__file__).parents[2].parent / "shared/data/replies/x_en_conversations.jsonl"


def seconds_of(times: list[int]) -> Seconds:
    made = Seconds()
    for time in times:
        made.add(time)
    return made


def disc(times: list[int], percent: int) -> int:
    """`percentile_disc`, written another way: the value at that place of the sorted list."""
    return sorted(times)[max(0, -(-len(times) * percent // 100) - 1)]


@given(st.lists(st.integers(0, DAY - 1), min_size=1, max_size=80), st.integers(0, 100))
def test_quantiles_up_to_a_day_are_exact(times: list[int], percent: int) -> None:
    made = seconds_of(times)
    assert quantile(made.counts(), made.n, percent) == disc(times, percent)


@given(st.lists(st.integers(0, 500 * DAY), min_size=1, max_size=80), st.integers(0, 100))
def test_quantiles_beyond_a_day_are_right_to_the_hour(times: list[int], percent: int) -> None:
    made = seconds_of(times)
    found, wanted = quantile(made.counts(), made.n, percent), disc(times, percent)
    assert found is not None
    assert found >= wanted or wanted > 400 * DAY
    assert found - wanted < 3600


@given(st.lists(st.integers(0, 500 * DAY), max_size=60), st.lists(st.integers(0, DAY), max_size=60))
def test_times_can_be_added_and_kept(one: list[int], other: list[int]) -> None:
    made = seconds_of(one)
    made.merge(seconds_of(other))
    assert figures(made) == figures(seconds_of(other + one))
    assert figures(Seconds.from_state(json.loads(json.dumps(made.state())))) == figures(made)


@given(st.lists(st.integers(0, 10 * DAY), min_size=1, max_size=60))
def test_figures_of_times(times: list[int]) -> None:
    found = figures(seconds_of(times))
    assert found["n"] == len(times) == sum(n for _, n in found["histogram"])
    assert found["mean"] == round(sum(times) / len(times))
    assert found["within_1h"] == round(sum(t <= 3600 for t in times) / len(times), 4)
    assert found["within_5min"] == round(sum(t <= 300 for t in times) / len(times), 4)
    edges = [edge for edge, _ in found["histogram"]]
    seen = [n for _, n in found["histogram"]]
    for i, edge in enumerate(edges[:-1]):
        assert sum(seen[: i + 1]) == sum(t <= edge for t in times)


@given(st.integers(0, 10**9))
def test_coarse_places_are_near(time: int) -> None:
    found = time_at(place_of(time))
    assert abs(found - time) <= time * 0.016 + 0.5
    assert place_of(time + 1) - place_of(time) in (0, 1)
    assert coarse_median({place_of(time): 3}) == found


def test_first_responses_by_channel_and_sentiment() -> None:
    many = [
        exchange(2, inbound=INBOUND[1], received=1, waited=60),
        exchange(3, inbound=INBOUND[2], received=1, waited=300, channel="email", turn=1),
        exchange(4, inbound=INBOUND[3], received=1, waited=301),
        exchange(5, inbound=INBOUND[4], received=1, waited=7200),
        exchange(6, inbound=INBOUND[1], received=1, waited=5, turn=2),
        exchange(7, received=1, waited=-5, problems=("clock-skew",)),
        exchange(8, received=None, waited=4),
        exchange(9, None, received=3, channel="email"),
    ]
    found = counted(many).record()
    response = found["response"]
    assert (response["all"]["n"], response["all"]["median"]) == (4, 300)
    assert (response["all"]["within_5min"], response["all"]["within_1h"]) == (0.5, 0.75)
    assert {name: one["n"] for name, one in response["by_channel"].items()} == {"x": 3, "email": 1}
    medians = {name: one["median"] for name, one in response["by_sentiment"].items()}
    assert medians == {"complaint": 60, "praise": 300, "question": 301, "other": 7200}
    assert response["later"]["median"] == 5
    assert response["within_hours"] is None
    assert found["totals"]["unanswered"] == 1
    assert found["problems"] == {"clock-skew": {"n": 1, "lines": [7]}}
    assert next(row for row in found["by_channel"] if row["key"] == "email")["unanswered"] == 1


# --- announced hours -------------------------------------------------------------------------------


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        ("2026-02-23T07:00", "2026-02-23T07:05", 300),  # Monday, 8:00 in Paris
        ("2026-02-23T06:00", "2026-02-23T07:05", 300),  # asked before it opens
        ("2026-02-20T16:59", "2026-02-23T07:01", 60 + 4 * 3600 - 30 * 60 + 60),  # over the weekend
        ("2026-02-22T10:00", "2026-02-22T11:00", 0),  # Sunday
        # The clocks go forward in the night of 29 March 2026.
        ("2026-03-27T16:00", "2026-03-30T07:00", 3600 + 3.5 * 3600 + 3600),
        ("2025-12-01T10:00", "2026-02-23T07:00", None),  # too long to be of use
    ],
)
def test_time_in_announced_hours(start: str, end: str, seconds: float | None) -> None:
    calendar = Calendar("Europe/Paris", HOURS)
    assert calendar.open_seconds(at(start), at(end)) == seconds


def test_hours_that_overlap_count_once() -> None:
    calendar = Calendar("UTC", ("mon 08:00-12:00", "mon 10:00-14:00", "lun-mar 8:00-9:00"))
    assert calendar.open_seconds(at("2026-02-23T00:00"), at("2026-02-24T00:00")) == 6 * 3600
    assert calendar.open_hours() == [8, 9, 10, 11, 12, 13, 24 + 8]


def test_announced_hours_in_the_record() -> None:
    many = [
        exchange(2, received=1, waited=60),
        exchange(3, received=-2, waited=2.5 * 3600),  # 5:00 to 7:30, opens at 8:00
        exchange(4, received=24 * 6, waited=60),
    ]
    found = counted(many, hours=HOURS).record()["response"]["within_hours"]
    assert found["response"]["n"] == 3
    assert found["response"]["median"] == 0
    assert (found["received"], found["received_closed"], found["sent_closed"]) == (3, 2, 2)
    assert (found["announced_hours"], found["covered_hours"]) == (54, 1)


# --- against SQL ------------------------------------------------------------------------------------

FIRST_RESPONSES = """
WITH first_reply AS (
    SELECT conversation, min(place) AS place FROM messages WHERE NOT from_customer
    GROUP BY conversation
), waits AS (
    SELECT cast(strftime('%s', reply.at) AS INTEGER) - (
        SELECT cast(strftime('%s', message.at) AS INTEGER) FROM messages AS message
        WHERE message.conversation = reply.conversation AND message.from_customer
          AND message.place < reply.place AND message.at IS NOT NULL
        ORDER BY message.place DESC LIMIT 1
    ) AS seconds
    FROM messages AS reply JOIN first_reply
      ON reply.conversation = first_reply.conversation AND reply.place = first_reply.place
    WHERE reply.at IS NOT NULL
)
SELECT seconds FROM waits WHERE seconds >= 0 ORDER BY seconds
"""


@pytest.mark.skipif(not REAL.exists(), reason="the real replies are not here")
def test_first_responses_agree_with_sql() -> None:
    messages = [json.loads(line) for line in REAL.read_text("utf-8").splitlines()]
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE messages (place INTEGER, conversation, from_customer, at)")
    base.executemany(
        "INSERT INTO messages VALUES (?, ?, ?, ?)",
        [
            (place, m["conversation"], m["from_customer"], m["at"])
            for place, m in enumerate(messages)
        ],
    )
    wanted = [seconds for (seconds,) in base.execute(FIRST_RESPONSES)]
    assert wanted

    def time(message: dict[str, str | None]) -> datetime | None:
        return datetime.fromisoformat(message["at"]) if message["at"] else None

    last: dict[str, datetime] = {}
    turns: dict[str, int] = {}
    exchanges = []
    for line, message in enumerate(messages, 1):
        key = message["conversation"]
        moment = time(message)
        if message["from_customer"]:
            if moment is not None:
                last[key] = moment
            continue
        turns[key] = turns.get(key, 0) + 1
        reply = Reply(message["text"], channel="x", turn=turns[key])
        exchanges.append(
            Exchange(line, reply, None, None, "x", key, moment, last.get(key), turns[key])
        )
    found = counted(exchanges).record()["response"]["all"]
    sql = "SELECT value FROM (SELECT value, row_number() OVER (ORDER BY value) AS n FROM t) WHERE n = ?"
    base.execute("CREATE TABLE t (value INTEGER)")
    base.executemany("INSERT INTO t VALUES (?)", [(seconds,) for seconds in wanted])
    for name, percent in (("median", 50), ("p90", 90), ("p95", 95)):
        place = -(-len(wanted) * percent // 100)
        (value,) = base.execute(sql, (place,)).fetchone()
        assert found[name] == (value if value <= DAY else -(-value // 3600) * 3600)
    (mean, hour, five) = base.execute(
        "SELECT avg(value), avg(value <= 3600), avg(value <= 300) FROM t"
    ).fetchone()
    assert found["n"] == len(wanted)
    assert found["mean"] == round(mean)
    assert found["within_1h"] == round(hour, 4)
    assert found["within_5min"] == round(five, 4)
