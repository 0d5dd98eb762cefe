"""The charts: for each a place that the script draws in, its data, and the same as a table."""

from __future__ import annotations

from bisect import bisect_left
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from replylint.audit.report import glance
from replylint.audit.report.bounds import Cut, first, ranked
from replylint.audit.report.context import (
    bar,
    capital,
    card,
    cut_note,
    severity,
    severity_chip,
    table,
)
from replylint.audit.report.html import Html, cut, el

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from replylint.audit.report.context import Context

_MARKS = (300, 3600)
_STEP = 1.0


def chart(
    ctx: Context,
    name: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    lead: str,
    *below: Html,
) -> Html:
    """A place for a drawing, with its data below it for those who cannot see it."""
    return card(
        ctx.say(f"chart.{name}"),
        el("div", class_="plot", data_chart=name),
        el("p", ctx.say("filter.whole"), class_="whole", hidden=True),
        el(
            "details",
            el("summary", ctx.say("page.table")),
            table(head, rows, ctx.say(f"chart.{name}")),
            class_="table",
            open=True,
        ),
        *below,
        id=name,
        lead=lead,
        kind="chart",
    )


def scores(ctx: Context) -> tuple[Html, Any]:
    """How many replies have which score."""
    say = ctx.say
    bands = [(low, high, n) for low, high, n in ctx.record["scores"]]
    replies = max(1, ctx.record["totals"]["replies"])
    rows = [
        (say("chart.band", low=low, high=high), say("plain", n=n), say.share(n / replies))
        for low, high, n in bands
        if n
    ]
    head = (say("chart.score"), say("chart.replies"), say("chart.share"))
    data = {"bands": bands, "mean": ctx.record["totals"]["score_mean"]}
    return chart(ctx, "scores", head, rows, say("chart.scores.lead")), data


def trend(ctx: Context) -> tuple[Html, Any] | None:
    """The mean score week by week; None with under two weeks."""
    say = ctx.say
    weeks = list(ctx.record.get("trend") or ())[-ctx.limits.weeks :]
    if len(weeks) < 2:
        return None
    rows = [
        (ctx.week(week["week"]), ctx.mean(week["score_mean"]), say("plain", n=week["replies"]),
         say.duration(week.get("response_median")))
        for week in weeks
    ]  # fmt: skip
    head = (say("chart.week"), say("chart.mean-score"), say("chart.replies"), say("head.response"))
    data = [
        [cut(week["week"], 16), str(glance.monday(week["week"]) or ""), week["replies"],
         week["score_mean"]]
        for week in weeks
    ]  # fmt: skip
    return chart(ctx, "trend", head, rows, say("chart.trend.lead")), data


def response(ctx: Context) -> tuple[Html, Any] | None:
    """How soon customers were first answered, by channel where that differs; None if not known."""
    record, say = ctx.record, ctx.say
    times = record.get("response") or {}
    whole = times.get("all") or {}
    if not whole.get("n"):
        return None
    bars = whole["histogram"]
    edges = [edge for edge, _ in bars if edge is not None]
    names = [say.duration(edge) if edge is not None else say("chart.beyond") for edge, _ in bars]
    rows = [
        (name, say("plain", n=n), say.share(n / whole["n"]))
        for name, (_, n) in zip(names, bars, strict=True)
    ]
    by_channel = {
        ctx.channel(channel): _times(one)
        for channel, one in list((times.get("by_channel") or {}).items())[: ctx.limits.groups]
        if one.get("n")
    }
    data = {
        "names": names,
        "marks": [_place(edges, mark) for mark in _MARKS],
        "all": _times(whole),
        "channels": by_channel,
    }
    head = (say("chart.time"), say("chart.replies"), say("chart.share"))
    lead = say(
        "chart.response.lead",
        **{key: say.duration(whole[key]) for key in ("median", "mean", "p90", "p95")},
    )
    return chart(ctx, "response", head, rows, lead, *_hours(ctx)), data


def _times(one: Mapping[str, Any]) -> list[Any]:
    return [one["n"], one["within_5min"], one["within_1h"], [n for _, n in one["histogram"]]]


def _place(edges: Sequence[float], seconds: float) -> float:
    """Where a time stands among bars that end at `edges`, counted in bars."""
    at = bisect_left(edges, seconds)
    if at == len(edges):
        return at + 0.5
    low = edges[at - 1] if at else 1
    return round(at + log(seconds / low) / log(edges[at] / low), 2)


def heat(ctx: Context) -> tuple[Html, Any] | None:
    """Mean scores by weekday and hour; None where hours are not known."""
    say = ctx.say
    cells = glance.hours(ctx.record)
    if not cells:
        return None
    hours = [cell["hour"] for cell in cells]
    least = glance.enough(ctx.record["totals"]["replies"]) // 4
    data = {
        "cells": [
            [cell["weekday"], cell["hour"], cell["replies"], cell["score_mean"]] for cell in cells
        ],
        "hours": list(range(min(hours), max(hours) + 1)),
        "shades": _shades(cells, ctx.record["totals"]["score_mean"]),
        "least": least,
    }
    rows = [
        (say(f"day.{cell['weekday']}"), say("clock", h=cell["hour"]), ctx.mean(cell["score_mean"]),
         say("plain", n=cell["replies"]))
        for cell in cells
    ]  # fmt: skip
    head = (say("chart.weekday"), say("chart.hour"), say("chart.mean-score"), say("chart.replies"))
    lead = f"{say('chart.heat.lead')}. {capital(say('chart.few'))}."
    return chart(ctx, "heat", head, rows, lead), data


def _shades(cells: Iterable[Mapping[str, Any]], mean: float) -> list[float]:
    """Four limits between five shades, by how far the means of the hours are from that of all.

    Where they hardly differ, the shades do not either: a step is never less than a point.
    """
    known = [(cell["replies"], cell["score_mean"] - mean) for cell in cells]
    spread = sqrt(sum(n * off * off for n, off in known) / sum(n for n, _ in known))
    step = max(_STEP, spread)
    return [round(mean + step * part, 2) for part in (-1.5, -0.5, 0.5, 1.5)]


# --- bars that are tables -------------------------------------------------------------------------


def groups(ctx: Context, kind: str) -> Html | None:
    """Channels or agents as bars, the lowest mean first; None where the export has none."""
    found = list(ctx.record.get(f"by_{kind}") or ())
    if not any(group["key"] not in (None, "") for group in found):
        return None
    replies = ctx.record["totals"]["replies"]
    cut_ = ranked(found, replies, ctx.limits.groups)
    least = glance.enough(replies)
    say = ctx.say
    head = [
        el("th", say(f"head.{kind}"), scope="col"),
        el("th", say("head.score"), scope="col", class_="narrow value"),
        el("td"),
        el("th", say("head.replies"), scope="col", class_="narrow"),
        el("th", say("head.response"), scope="col", class_="narrow wide-only"),
    ]
    rows = [_group(ctx, kind, group, few=group["replies"] < least) for group in cut_.shown]
    lead = f"{say('bars.lead')} {say('bars.mark')}"
    return _bars(ctx, f"{kind}s", kind, head, rows, cut_, lead)


def _group(ctx: Context, kind: str, group: Mapping[str, Any], *, few: bool) -> Html:
    name = ctx.called(kind, group["key"])
    mean = group["score_mean"]
    return el(
        "tr",
        el("th", el("bdi", name), scope="row"),
        el("td", ctx.mean(mean), class_="value"),
        el("td", bar(mean or 0, ctx.record["totals"]["score_mean"]), class_="bar"),
        el("td", ctx.say("plain", n=group["replies"]), class_="n"),
        el("td", ctx.say.duration(group.get("response_median")), class_="wide-only"),
        data_key=name,
        class_="few" if few else None,
        title=ctx.say("bars.few") if few else None,
    )


def feelings(ctx: Context) -> Html | None:
    """How soon complaints, praise and questions are answered; None where it is not known."""
    times = (ctx.record.get("response") or {}).get("by_sentiment") or {}
    known = [(feeling, one) for feeling, one in times.items() if one["n"]]
    if len(known) < 2:
        return None
    say = ctx.say
    head = [
        el("th", say("head.feeling"), scope="col"),
        el("th", say("head.hour"), scope="col", class_="narrow value"),
        el("td"),
        el("th", say("head.replies"), scope="col", class_="narrow"),
        el("th", say("head.response"), scope="col", class_="narrow wide-only"),
    ]
    rows = [
        el(
            "tr",
            el("th", say.get(f"feeling.{feeling}", feeling), scope="row"),
            el("td", say.share(one["within_1h"]), class_="value"),
            el("td", bar(100 * one["within_1h"]), class_="bar"),
            el("td", say("plain", n=one["n"]), class_="n"),
            el("td", say.duration(one["median"]), class_="wide-only"),
        )
        for feeling, one in known
    ]
    lead = say("bars.feelings.lead")
    return _bars(ctx, "feelings", None, head, rows, Cut(rows, len(rows)), lead)


def _hours(ctx: Context) -> list[Html]:
    """What came and went outside the hours that are announced, where they are known."""
    hours = ctx.record["response"].get("within_hours")
    if not hours:
        return []
    say = ctx.say
    listed = cut("; ".join(hours["hours"]), 160)
    times = hours["response"]
    found = [say("hours.title", hours=listed, zone=cut(hours["timezone"], 40))]
    if times["n"] and times["median"]:
        median, hour = say.duration(times["median"]), say.share(times["within_1h"])
        found.append(say("hours.response", median=median, hour=hour))
    if hours["received"] and hours["sent"]:
        received = say.share(hours["received_closed"] / hours["received"])
        sent = say.share(hours["sent_closed"] / hours["sent"])
        found.append(say("hours.closed", received=received, sent=sent))
    covered, announced = hours["covered_hours"], hours["announced_hours"]
    found.append(say("hours.covered", covered=covered, announced=announced))
    return [el("p", " ".join(found), class_="soft note")]


def rules(ctx: Context) -> Html | None:
    """Rules as bars, those of most replies first; None where nothing was found."""
    cut_ = first(ctx.record["rules"], ctx.limits.rules)
    if not cut_.total:
        return None
    say = ctx.say
    most = max(rule["share"] for rule in cut_.shown) or 1
    head = [
        el("th", say("head.rule"), scope="col"),
        el("th", say("head.share"), scope="col", class_="narrow value"),
        el("td"),
        el("th", say("head.replies"), scope="col", class_="narrow"),
    ]
    rows = [_rule(ctx, rule, most) for rule in cut_.shown]
    return _bars(ctx, "rules", "rule", head, rows, cut_, say("bars.rules.lead"))


def _rule(ctx: Context, rule: Mapping[str, Any], most: float) -> Html:
    code = cut(rule["code"], 16)
    category = str(rule.get("category", ""))
    return el(
        "tr",
        el(
            "th",
            el("span", ctx.rule(rule["name"]), class_="name"),
            el(
                "span",
                f"{code} · {ctx.say.get(f'category.{category}', cut(category, 20))} ",
                severity_chip(ctx, rule["severity"]),
                class_="sub",
            ),
            scope="row",
        ),
        el("td", ctx.say.share(rule["share"]), class_="value"),
        el("td", bar(100 * rule["share"] / most), class_="bar"),
        el("td", ctx.say("plain", n=rule["replies"]), class_="n"),
        data_key=code,
        class_=severity(rule["severity"]),
    )


def _bars(
    ctx: Context,
    id: str,
    kind: str | None,
    head: list[Html],
    rows: list[Html],
    cut_: Cut,
    lead: str,
) -> Html:
    title = ctx.say(f"bars.{id}")
    return card(
        title,
        el(
            "table",
            el("caption", title, class_="hidden"),
            el("thead", el("tr", *head)),
            el("tbody", *rows),
            class_="bars",
            data_bars=kind,
        ),
        cut_note(ctx, cut_),
        id=id,
        lead=lead,
    )
