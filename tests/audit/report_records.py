"""Records for the tests of the report: one of a small invented shop, and the largest there can be."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from replylint import Linter, Reply
from replylint.audit.aggregate import Aggregate
from replylint.audit.counting import Counting
from replylint.audit.exchange import Exchange
from replylint.audit.report import render_report
from replylint.sources import FileError

# What must never be seen in a page, planted in replies (numbers reserved for examples).
SECRETS = (
    "4111 1111 1111 1111",
    "DE89 3704 0044 0532 0130 00",
    "jane.roe@example.com",
    "01632 960 983",
)

BAD = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- ]]> \"'&amp;&#0;\u2028\u2029"
    "\u202eabc\u2066\x00\x07\x85\ud800\udc00\ufffe\r\n{{x}}${y}`$style" + "w" * 5000 + "שלום עליכם"
)

_START = datetime(2026, 1, 5, 8, tzinfo=UTC)  # a Monday
_NAMES = ("Ann", "Tom", "Léa", "Omar", "Ines", "Paul", "Mia", "Noé", "Zoé", "Max")
_THINGS = ("parcel", "refund", "invoice", "lamp", "voucher", "sofa", "delivery", "order")

_GOOD = (
    "Hi {name}, I'm sorry about your {thing}. It left our warehouse this morning and should be with "
    "you on {day}. If it isn't, write to me here. ^{initials}",
    "Hello {name}, thank you for telling us! Your {thing} is on its way again, free of charge. ^{initials}",
    "Hi {name}, you're right, that took too long, sorry. I have booked the {thing} for {day}. ^{initials}",
)
_POOR = (
    "You should have read the page about your {thing} first.",
    "Your {thing} is not our problem, see with the carrier.",
    "Please see our website for your {thing}: https://example.com/help",
    "We will get back to you as soon as possible about the {thing}",
    "Hi {name}, we'll get back to you within 2 hours about the {thing}. ^{initials}",
    "Calm down, as already stated the {thing} left on {day}.",
    "Hi {name}, your card 4111 1111 1111 1111 was charged for the {thing}; we rang you on 01632 960 983. ^{initials}",
    "Hi {name}, we refund your {thing} to DE89 3704 0044 0532 0130 00, or tell jane.roe@example.com. ^{initials}",
)
_COPIED = (
    "Thank you so much for these kind words about our shop, the whole team reads every one of them "
    "and smiles. The shop team"
)
_INBOUND = (
    "My {thing} never arrived, this is a disgrace!",
    "Three weeks without my {thing}. I am very disappointed!",
    "You are wonderful, thank you for the {thing}!",
    "When will my {thing} come?",
    "ok for the {thing}",
)
# Who answers where, and how often what they write is poor.
_TEAM = (
    ("Julie", ("email", "chat"), 0.1),
    ("Marc", ("x", "facebook"), 0.35),
    ("Sofia", ("email",), 0.2),
    ("Dan", ("x",), 0.7),
    ("Aïcha", ("chat", "facebook"), 0.25),
    ("Tom", ("google_review",), 0.4),
)


def exchanges(replies: int = 600, seed: int = 1) -> list[Exchange]:
    """A quarter of an invented shop's replies: worse in the evening, better over the weeks."""
    dice = random.Random(seed)
    found = []
    for line in range(2, replies + 2):
        agent, channels, poor = dice.choice(_TEAM)
        channel = dice.choice(channels)
        week = line * 12 // replies
        received = _START + timedelta(
            weeks=week,
            days=min(dice.randrange(8), 6),
            hours=dice.choice((0, 1, 1, 2, 2, 3, 5, 6, 7, 8, 9, 11)),
            minutes=dice.randrange(60),
        )
        words = {
            "name": dice.choice(_NAMES),
            "thing": dice.choice(_THINGS),
            "day": dice.choice(("Monday", "Tuesday", "Friday")),
            "initials": agent[:1] + "B",
        }
        evening = 0.25 if received.hour > 16 else 0
        bad = dice.random() < poor + evening - 0.02 * week
        text = dice.choice(_POOR if bad else _GOOD).format(**words)
        if dice.random() < 0.06:
            text = _COPIED
        inbound = dice.choice(_INBOUND).format(**words)
        if dice.random() < 0.04:
            found.append(Exchange(line, None, inbound, None, channel, received_at=received))
            continue
        waited = timedelta(
            seconds=round(dice.lognormvariate(8.2 if channel == "email" else 6.6, 1.3))
        )
        reply = Reply(
            text, channel=channel, inbound=inbound, author=agent, turn=1,
            sent_at=received + waited, received_at=received,
        )  # fmt: skip
        problems = ("clock-skew",) if line % 97 == 0 else ()
        found.append(
            Exchange(
                line, reply, inbound, agent, channel, f"c{line}", received + waited, received, 1,
                problems, received + waited + timedelta(hours=dice.choice((1, 30))),
            )
        )  # fmt: skip
    return found


def counted(found: list[Exchange], lang: str = "en", **counting: Any) -> Aggregate:
    """What a real linter and the real counts make of exchanges."""
    linter = Linter(ui_lang=lang)
    aggregate = Aggregate(Counting.of(linter, timezone="Europe/Paris", **counting))
    for one in found:
        doc = linter.read(one.reply) if one.reply is not None else None
        aggregate.add(one, linter.judge(doc) if doc is not None else None, doc)
    aggregate.reject(FileError("cells", line=12, found=3, columns=5))
    aggregate.reject(FileError("json", line=77))
    return aggregate


@cache
def shop(lang: str = "en") -> dict[str, Any]:
    """The record of the invented shop, compared with an earlier quarter."""
    before = counted(exchanges(400, seed=2), lang).record(name="last.csv", shape="csv")
    return counted(exchanges(), lang, hours=("mon-fri 08:00-18:00",)).record(
        name="replies.csv",
        shape="csv",
        columns={"text": "Body", "sent_at": "Sent"},
        language=lang,
        before=before,
    )


@cache
def monster() -> dict[str, Any]:
    """A record with more of everything than any real one, in characters that take most bytes."""
    wide = '\U0001f9ff&"<'
    name = wide * 30
    text = (wide * 40 + "\u2028") * 40
    agents, weeks, codes = range(60), range(160), [f"ZZZ{n:03}" for n in range(300)]
    times = {
        "n": 10**12, "mean": 10**9, "median": 10**8, "p90": 10**9, "p95": 10**9, "within_1h": 0.5,
        "within_5min": 0.1, "histogram": [*([60 * 2**n, 10**9] for n in range(40)), [None, 5]],
    }  # fmt: skip
    group = {"replies": 10**9, "score_mean": 51.3, "findings": 10**10, "review": 9, "block": 9,
             "response_median": 10**6, "rules": dict.fromkeys(codes, 10**6)}  # fmt: skip
    finding = {"code": "ZZZ000", "severity": "critical", "message": text, "start": 4, "end": 900}
    sample = {
        "line": 10**9,
        "masked": text,
        "start": 3,
        "end": 700,
        "message": text,
        "suggestion": text,
    }
    verdicts = {"send": 10**9, "review": 10**9, "block": 10**9}
    trouble = {"n": 10**9, "lines": [10**9] * 50, "text": text}
    change = {"before": 12.5, "after": 50.25, "delta": 37.75, "real": True, "better": True}
    shares = ("redirect_only", "signed", "personalised", "copy_pasted", "complaint_again")
    return {
        "schema": 1,
        "title": name * 10,
        "generated_from": {
            "name": name * 10, "shape": name, "columns": {f"{n}{name}": name for n in range(500)},
        },
        "language": "en",
        "timezone": name,
        "pseudonyms": False,
        "totals": {"replies": 3 * 10**9, "clean": 5, "findings": 10**10, "unanswered": 10**9,
                   "rejected": 10**9, "score_mean": 51.3, "score_sd": 9.1, "score_median": 50.0,
                   "p10": 1.5, "verdicts": verdicts},
        "scores": [[at, at + 5, 10**9] for at in range(0, 100, 5)],
        "shares": {key: {"n": 1, "of": 2, "share": 0.5} for key in shares},
        "response": {"all": times, "later": times,
                     "by_channel": {f"{n}{name}": times for n in range(300)},
                     "by_sentiment": dict.fromkeys(("complaint", "praise", "question", "other"), times),
                     "within_hours": None},
        "by_agent": [{"key": f"{n}{name}", **group} for n in range(2000)],
        "by_channel": [{"key": f"{n}{name}", **group} for n in range(2000)],
        "by_week": [], "by_hour": [], "by_weekday": [],
        "week_hours": {"received": [1] * 168, "sent": [10**9] * 168, "score_mean": [51.3] * 168},
        "cube": [
            {"channel": f"{agent % 7}{name}", "agent": f"{agent}{name}", "week": f"{1900 + week}-W07",
             "replies": 10**9, "score_sum_tenths": 5 * 10**11, "findings": 1,
             "rules": dict.fromkeys(codes[agent : agent + 20], 10**9)}
            for agent in agents for week in weeks
        ],
        "rules": [
            {"code": code, "name": name, "category": name, "severity": "error", "findings": 10**9,
             "replies": 10**9, "share": 0.3, "points": 10.0**9, "samples": [sample] * 20}
            for code in codes
        ],
        "measures": {},
        "clusters": [
            {"replies": 10**9, "masked": text, "channels": [name] * 50, "agents": [name] * 50}
        ] * 500,
        "contradictions": {"questions": 10**6, "contradicted": 10**6, "samples": [
            {"kind": "yes-no", "question": text, "answers": [{"line": 10**9, "masked": text}] * 2}
        ] * 500},
        "promises": {"made": 9, "kept": 4, "broken": 4, "unknown": 1, "samples": [sample] * 500},
        "trend": [
            {"week": f"{1900 + week}-W07", "replies": 10**9, "score_mean": 51.3, "response_median": 10**6}
            for week in range(1000)
        ],
        "worst": [
            {"line": 10**9, "channel": name, "agent": name, "score": 0.0, "verdict": "block",
             "masked": text, "findings": [finding] * 300}
        ] * 2000,
        "problems": {f"{n}{name}": trouble for n in range(1000)},
        "rejects": {f"{n}{name}": trouble for n in range(1000)},
        "failed_rules": {},
        "compare": {
            "title": name, "replies": {"before": 10**9, "after": 10**9}, "score": change,
            "shares": dict.fromkeys((*shares, "clean", "block", "unanswered"), change),
            "response": dict.fromkeys(
                ("median", "p90", "p95", "mean", "within_1h", "within_5min"), change
            ),
            "rules": [{"code": code, "name": name, **change} for code in codes],
            "channels": [{"key": f"{n}{name}", **change} for n in range(2000)],
            "agents": [{"key": f"{n}{name}", **change} for n in range(2000)],
        },
    }  # fmt: skip


def spoiled(value: Any) -> Any:
    """A record in which every text for people holds what could break a page."""
    if isinstance(value, dict):
        return {key: spoiled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [spoiled(inner) for inner in value]
    return f"{BAD}{value}" if isinstance(value, str) else value


def hostile() -> dict[str, Any]:
    record = deepcopy(shop())
    for key in ("title", "generated_from", "timezone", "clusters", "promises", "rejects"):
        record[key] = spoiled(record[key])
    for one in record["worst"]:
        one["masked"] = BAD + one["masked"]
        one["agent"] = BAD + (one["agent"] or "")
        for finding in one["findings"]:
            finding["message"] = BAD
    for one in record["rules"]:
        one["name"] = one["category"] = BAD
        one["samples"] = spoiled(one["samples"])
    for kind in ("by_agent", "by_channel"):
        for one in record[kind]:
            one["key"] = BAD[::-1][:50] + one["key"] if one["key"] else one["key"]
    for cell in record["cube"]:
        cell["agent"] = "</script>" + cell["agent"]
    return record


def bare() -> dict[str, Any]:
    """Replies of which nothing is known but their text."""
    linter, aggregate = Linter(), Aggregate()
    for one in exchanges(30):
        if one.reply is not None:
            doc = linter.read(type(one.reply)(one.reply.text))
            aggregate.add(type(one)(one.line, doc.reply), linter.judge(doc), doc)
    return aggregate.record(name="texts.csv")


RECORDS = {
    "shop": shop,
    "monster": monster,
    "hostile": hostile,
    "empty": lambda: Aggregate().record(),
    "bare": bare,
}


@cache
def rendered(name: str, lang: str) -> str:
    """The page of one of RECORDS."""
    return render_report(shop(lang) if name == "shop" else RECORDS[name](), lang)
