"""The aggregate: however an export is cut and put together again, its record is the same."""

from __future__ import annotations

import json
import pickle
import re
import sqlite3
import statistics
from datetime import UTC, datetime
from random import Random

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import EXCHANGES, HOURS, TEXTS, checked, count, counted, exchange, linter

from replylint import ConfigError, Reply
from replylint.audit import aggregate as aggregates
from replylint.audit.aggregate import Aggregate, Series
from replylint.audit.compare import can_be_compared
from replylint.audit.counting import Counting
from replylint.audit.exchange import Exchange
from replylint.audit.metrics import cells, contradictions, seconds
from replylint.audit.record import record_schema
from replylint.audit.summary import render
from replylint.outputs import View
from replylint.sources import FileError

MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
ERRORS = (
    FileError("csv", line=3),
    FileError("cells", line=9, found=3, columns=5),
    FileError("cells", line=4, found=1, columns=5),
    FileError("encoding", line=5, encoding="UTF-8", byte="0xE9"),
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds so small that a few exchanges reach them."""
    monkeypatch.setattr(aggregates, "DRAWN", 6)
    monkeypatch.setattr(contradictions, "QUESTIONS", 2)
    monkeypatch.setattr(contradictions, "ANSWERS", 2)
    monkeypatch.setattr(cells, "MAX_AGENTS", 3)
    monkeypatch.setattr(cells, "MAX_CELLS", 7)
    monkeypatch.setattr(seconds, "_FEW", 4)


def parts(exchanges: list[Exchange], chance: Random, counting: Counting) -> list[Aggregate]:
    """The exchanges in chunks counted by two processes, a few sent by way of a checkpoint or a
    pickle."""
    found = []
    series = Series(counting), Series(counting)
    while exchanges:
        size = chance.randint(1, 9)
        process = chance.choice(series)
        part = count(process.next(), exchanges[:size])
        process.learn(part)
        exchanges = exchanges[size:]
        if chance.random() < 0.3:
            part = Aggregate.from_state(json.loads(json.dumps(part.state())), counting)
        elif chance.random() < 0.3:
            part = pickle.loads(pickle.dumps(part))
        found.append(part)
    for error in ERRORS:
        rejecting = Aggregate(counting)
        rejecting.reject(error)
        found.append(rejecting)
    return found


@MANY
@given(EXCHANGES, st.randoms(use_true_random=False), st.sampled_from((None, b"key")))
def test_any_cut_and_any_order_give_the_same_record(
    small: None, exchanges: list[Exchange], chance: Random, key: bytes | None
) -> None:
    counting = Counting.of(linter(), timezone="Europe/Paris", hours=HOURS, key=key, worst=3)
    whole = count(Aggregate(counting), exchanges)
    for error in ERRORS:
        whole.reject(error)
    found = parts(exchanges, chance, counting)
    while len(found) > 1:
        chance.shuffle(found)
        one, other = found.pop(), found.pop()
        one.merge(other)
        found.append(one)
    record = whole.record()
    assert found[0].record() == record
    again = json.loads(json.dumps(whole.record(before=record), allow_nan=False))
    jsonschema.validate(again, record_schema())
    assert can_be_compared(again)


@MANY
@given(EXCHANGES)
def test_what_is_in_groups_is_what_there_is(small: None, exchanges: list[Exchange]) -> None:
    found = counted(exchanges, hours=HOURS).record()
    totals = found["totals"]
    replies = [one for one in exchanges if one.reply is not None]
    assert totals["replies"] == len(replies)
    assert totals["unanswered"] == len(exchanges) - len(replies)
    scores = [checked(one.reply)[1].score for one in replies if one.reply is not None]
    if scores:
        assert totals["score_mean"] == pytest.approx(statistics.fmean(scores), abs=0.051)
        assert totals["score_sd"] == pytest.approx(statistics.pstdev(scores), abs=0.01)
        assert totals["score_median"] == statistics.median_low(scores)
    assert sum(n for _, _, n in found["scores"]) == len(replies)
    for kind in ("by_agent", "by_channel", "by_week", "cube"):
        assert sum(row["replies"] for row in found[kind]) == len(replies)
        assert sum(row["findings"] for row in found[kind]) == totals["findings"]
    for kind in ("by_channel", "by_week"):
        assert sum(row["unanswered"] for row in found[kind]) == totals["unanswered"]
    dated = sum(one.sent_at is not None and one.sent_at.year < 2050 for one in replies)
    for kind in ("by_hour", "by_weekday"):
        assert sum(row["replies"] for row in found[kind]) == dated
    assert sum(found["week_hours"]["sent"]) == dated
    assert sum(rule["findings"] for rule in found["rules"]) == totals["findings"]
    promises = found["promises"]
    assert promises["made"] == promises["kept"] + promises["broken"] + promises["unknown"]


def test_scores_findings_and_samples() -> None:
    found = counted([exchange(2), exchange(3, TEXTS[1]), exchange(4, TEXTS[2])]).record()
    rule = next(rule for rule in found["rules"] if rule["code"] == "TON002")
    assert (rule["name"], rule["category"], rule["severity"]) == ("blaming", "tone", "warning")
    assert (rule["findings"], rule["replies"], rule["share"]) == (3, 2, round(2 / 3, 4))
    for sample in rule["samples"]:
        assert sample["masked"][sample["start"] : sample["end"]].startswith("You should have")
    worst = found["worst"][0]
    assert worst["line"] == 4
    assert [f["code"] for f in worst["findings"]].count("TON002") == 2


def test_a_place_in_a_long_reply_is_still_in_its_place() -> None:
    text = f"{'Nice words come first. ' * 60}You should have read the page.{' And last.' * 90}"
    found = counted([exchange(2, text)]).record()
    rule = next(rule for rule in found["rules"] if rule["code"] == "TON002")
    sample = rule["samples"][0]
    assert len(sample["masked"]) < 700
    assert sample["masked"][sample["start"] : sample["end"]].startswith("You should have read")


def test_agents_beyond_the_bound_go_together(small: None) -> None:
    many = [exchange(line, agent=f"Agent{line}") for line in range(2, 40)]
    rows = counted(many).record()["by_agent"]
    assert len(rows) == 4
    assert rows[-1]["key"] == "*"
    assert sum(row["replies"] for row in rows) == len(many)


def test_weeks_and_hours_are_those_of_the_time_zone() -> None:
    # Sunday 23:30 in Paris is 22:30 UTC; half an hour later it is Monday there.
    sunday = 24 * 6 + 15.5
    both = [exchange(2, received=sunday, waited=0), exchange(3, received=sunday, waited=1800)]
    paris = counted(both, timezone="Europe/Paris").record()
    assert [row["key"] for row in paris["by_week"]] == ["2026-W09", "2026-W10"]
    assert [(row["key"], row["replies"]) for row in paris["by_weekday"]] == [(0, 1), (6, 1)]
    assert [row["key"] for row in paris["by_hour"]] == [0, 23]
    assert [row["key"] for row in counted(both).record()["by_week"]] == ["2026-W09"]


@pytest.mark.parametrize("at", [datetime.min, datetime(1970, 1, 1), datetime.max])
def test_wrong_dates_do_no_harm(at: datetime) -> None:
    text = "Hi Tom, we'll get back to you within 12 weeks. ^MK"
    one = exchange(2, text, received=0, waited=0, conversation="c")
    at = at.replace(tzinfo=UTC)
    one = one._replace(sent_at=at, received_at=at)
    record = counted([one], timezone="America/New_York", hours=HOURS).record()
    assert [row["key"] for row in record["by_week"]] == ["*"]
    assert record["by_hour"] == record["trend"] == []
    assert record["totals"]["replies"] == 1


def test_a_time_zone_or_hours_that_do_not_exist_are_named() -> None:
    with pytest.raises(ConfigError, match=r"'Europe/Pari'; did you mean 'Europe/Paris'"):
        Counting.of(linter(), timezone="Europe/Pari")
    with pytest.raises(ConfigError, match="hours: cannot read 'nine to five'"):
        Counting.of(linter(), hours=("nine to five",))


def test_a_state_of_another_version_is_refused() -> None:
    state = counted([exchange()]).state()
    assert Aggregate.from_state(state).replies == 1
    with pytest.raises(ValueError, match="another version"):
        Aggregate.from_state({**state, "state": 99})


# --- personal data -------------------------------------------------------------------------------

SECRETS = (
    "4111 1111 1111 1111", "FR76 3000 6000 0112 3456 7890 189", "jane.roe@example.com",
    "06 39 98 12 34",
)  # fmt: skip


@pytest.mark.parametrize("key", [None, b"k"])
def test_no_personal_data_in_the_record_or_the_state(key: bytes | None) -> None:
    texts = [
        f"You should have used {secret}, calm down. We'll call {secret} within 2 hours, "
        "as we always do for everybody who asks us so nicely on this page. Jean"
        for secret in SECRETS
    ]
    texts += [f"{text} {number}" for number, text in enumerate(texts * 4)]
    many = [
        exchange(
            line, text, agent=SECRETS[line % len(SECRETS)], received=line, waited=60,
            next_in=90_000, inbound=text, conversation=SECRETS[0],
        )
        for line, text in enumerate(texts, 2)
    ]  # fmt: skip
    aggregate = counted(many, key=key)
    aggregate.reject(FileError("json-invalid", line=1, reason=f"near {SECRETS[0]}"))
    record = aggregate.record(name="a.csv")
    assert record["promises"]["samples"]
    assert record["clusters"]
    for written in (json.dumps(record, ensure_ascii=False), json.dumps(aggregate.state())):
        digits = re.sub(r"\D", "", written)
        for secret in SECRETS:
            assert secret not in written
            plain = re.sub(r"\D", "", secret)
            assert not plain or plain not in digits


PIECES = (
    "Hi Léa,", "you should have asked.", "Calm down!", "nous vous rappelons au", "within 2 hours",
    "commande", "^JL", "\n", "Please send us your card number", "merci", "{}", "{}", "({})", "« {} »",
)  # fmt: skip


@settings(MANY, max_examples=40)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(PIECES), max_size=9), st.sampled_from(SECRETS)),
        min_size=1, max_size=6,
    ),
    st.sampled_from((None, b"k")),
)  # fmt: skip
def test_planted_data_never_comes_out(
    planted: list[tuple[list[str], str]], key: bytes | None
) -> None:
    many = []
    for line, (pieces, secret) in enumerate(planted, 2):
        text = " ".join(pieces).replace("{}", secret)
        one = exchange(
            line, text, inbound=text, agent=secret, received=line, waited=3, conversation=secret
        )
        assert one.reply is not None
        known = Reply(
            text, channel="x", inbound=text, author=secret, customer=secret, brand=secret, id=secret
        )
        many.append(one._replace(reply=known))
    aggregate = counted(many, key=key)
    record = aggregate.record()
    shown = "".join(render(record, View()))
    for written in (json.dumps(record, ensure_ascii=False), json.dumps(aggregate.state()), shown):
        for secret in SECRETS:
            assert secret not in written


def test_pseudonyms_hide_every_agents_name() -> None:
    texts = (
        "You should have read the page, Léa. Julie",
        "Hi Léa, Julie here, you should have read the page. ^JM",
        "JULIE: you should have asked. Julie Martin",
        "Bonjour Léa, il fallait lire la page avant d'écrire. Bien à vous, Julie",
    )
    many = [exchange(line, text, agent="Julie Martin") for line, text in enumerate(texts, 2)]
    named = json.dumps(counted(many).record(), ensure_ascii=False)
    assert "Julie" in named
    aggregate = counted(many, key=b"k")
    for written in (aggregate.record(), aggregate.state()):
        text = json.dumps(written, ensure_ascii=False).lower()
        assert "julie" not in text
        assert "martin" not in text
        assert "^jm" not in text
        assert "léa" in text
    rows = aggregate.record()["by_agent"]
    assert len(rows) == 1
    assert re.fullmatch(r"Agent [0-9A-F]{6}", rows[0]["key"])
    again = counted(many, key=b"other").record()["by_agent"][0]["key"]
    assert again != rows[0]["key"]


# --- against SQL ---------------------------------------------------------------------------------

GROUPS = {
    "by_agent": "agent",
    "by_channel": "channel",
    "by_week": "iso_week(sent_at)",
    "by_hour": "CAST(strftime('%H', sent_at) AS INTEGER)",
    "by_weekday": "(CAST(strftime('%w', sent_at) AS INTEGER) + 6) % 7",
}


@MANY
@given(EXCHANGES)
def test_groups_agree_with_sql(exchanges: list[Exchange]) -> None:
    base = sqlite3.connect(":memory:")
    base.create_function(
        "iso_week", 1, lambda at: at and datetime.fromisoformat(at).strftime("%G-W%V")
    )
    base.execute("CREATE TABLE reply (agent, channel, sent_at, score, findings, block)")
    for one in exchanges:
        if one.reply is None or (one.sent_at is not None and one.sent_at.year >= 2050):
            continue
        report = checked(one.reply)[1]
        at = one.sent_at and one.sent_at.strftime("%Y-%m-%d %H:%M:%S")
        agent = one.agent and one.agent.partition("@")[0]
        row = (
            agent,
            one.channel,
            at,
            report.score,
            len(report.findings),
            report.verdict == "block",
        )
        base.execute("INSERT INTO reply VALUES (?, ?, ?, ?, ?, ?)", row)
    likely = [one for one in exchanges if one.sent_at is None or one.sent_at.year < 2050]
    found = counted(likely).record()
    for kind, key in GROUPS.items():
        rows = base.execute(
            f"SELECT {key} AS key, count(*), sum(findings), sum(block), avg(score) FROM reply GROUP BY key"
        ).fetchall()
        wanted = {row[0]: row[1:] for row in rows if row[0] is not None or "_at" not in key}
        counts = {
            row["key"]: (row["replies"], row["findings"], row["block"], row["score_mean"])
            for row in found[kind]
            if row["replies"] and (row["key"] is not None or "_at" not in key)
        }
        assert counts.keys() == wanted.keys()
        for name, row in counts.items():
            assert row[:3] == wanted[name][:3]
            assert row[3] == pytest.approx(wanted[name][3], abs=0.051)
