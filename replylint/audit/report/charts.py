"""The charts: for each a place that the script draws in, its data, and the same as a table."""

from __future__ import annotations

from bisect import bisect_left
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from replylint.audit.report import glance
from replylint.audit.report.context import (
    capital,
    card,
    stays,
    table,
)
from replylint.audit.report.html import Html, cut, el

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from replylint.audit.report.context import Context
    from replylint.audit.report.spreads import Spreads

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
        stays(ctx),
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


def scores(ctx: Context, own: Spreads) -> tuple[Html, Any]:
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
    data = {"bands": bands, "mean": ctx.record["totals"]["score_mean"], "of": own.scores}
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

    def lead(one: Mapping[str, Any]) -> str:
        told = {key: say.duration(one[key]) for key in ("median", "mean", "p90", "p95")}
        return say("chart.response.lead", **told)

    by_channel = {
        ctx.channel(channel): [*_times(one), lead(one)]
        for channel, one in list((times.get("by_channel") or {}).items())[: ctx.limits.groups]
        if one.get("n")
    }
    data = {
        "names": names,
        "marks": [_place(edges, mark) for mark in _MARKS],
        "all": [*_times(whole), lead(whole)],
        "channels": by_channel,
    }
    head = (say("chart.time"), say("chart.replies"), say("chart.share"))
    return chart(ctx, "response", head, rows, lead(whole), *_hours(ctx)), data


def _times(one: Mapping[str, Any]) -> list[Any]:
    return [one["n"], one["within_5min"], one["within_1h"], [n for _, n in one["histogram"]]]


def _place(edges: Sequence[float], seconds: float) -> float:
    """Where a time stands among bars that end at `edges`, counted in bars."""
    at = bisect_left(edges, seconds)
    if at == len(edges):
        return at + 0.5
    low = edges[at - 1] if at else 1
    return round(at + log(seconds / low) / log(edges[at] / low), 2)


def heat(ctx: Context, own: Spreads) -> tuple[Html, Any] | None:
    """Mean scores by weekday and hour; None where hours are not known."""
    say = ctx.say
    cells = glance.hours(ctx.record)
    if not cells:
        return None
    hours = [cell["hour"] for cell in cells]
    least = glance.few(ctx.record["totals"]["replies"])
    data = {
        "cells": [
            [cell["weekday"], cell["hour"], cell["replies"], cell["score_mean"]] for cell in cells
        ],
        "hours": list(range(min(hours), max(hours) + 1)),
        "shades": _shades(cells, ctx.record["totals"]["score_mean"]),
        "least": least,
        "of": own.hours,
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
