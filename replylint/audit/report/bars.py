"""Bars that are a table: channels, agents, rules, and who is answered soon; a name filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.report import glance
from replylint.audit.report.bounds import Cut, first, ranked
from replylint.audit.report.context import bar, card, cut_note, severity, severity_chip, stays
from replylint.audit.report.html import Html, cut, el

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.audit.report.context import Context


def groups(ctx: Context, kind: str) -> Html | None:
    """Channels or agents as bars, the lowest mean first; None where the export has none."""
    found = list(ctx.record.get(f"by_{kind}") or ())
    if not any(group["key"] not in (None, "") for group in found):
        return None
    replies = ctx.record["totals"]["replies"]
    cut_ = ranked(found, replies, ctx.limits.groups)
    least = glance.enough(replies)
    say = ctx.say
    head = _head(ctx, kind, "score", "replies", "response")
    timed = any(group["response_median"] is not None for group in cut_.shown)
    if not timed:
        head.pop()
    rows = [
        _group(ctx, kind, group, few=group["replies"] < least, timed=timed) for group in cut_.shown
    ]
    lead = f"{say('bars.lead')} {say('bars.mark')}"
    return _bars(ctx, f"{kind}s", kind, head, rows, cut_, lead)


def _group(ctx: Context, kind: str, group: Mapping[str, Any], *, few: bool, timed: bool) -> Html:
    name = ctx.called(kind, group["key"])
    mean = group["score_mean"]
    return el(
        "tr",
        el("th", el("bdi", name), scope="row"),
        el("td", ctx.mean(mean), class_="value"),
        el("td", bar(mean or 0, ctx.record["totals"]["score_mean"]), class_="bar"),
        el("td", ctx.say("plain", n=group["replies"]), class_="n"),
        el("td", ctx.say.duration(group["response_median"]), class_="time wide-only")
        if timed
        else None,
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
    head = _head(ctx, "feeling", "hour", "replies", "response")
    rows = [
        el(
            "tr",
            el("th", say.get(f"feeling.{feeling}", feeling), scope="row"),
            el("td", say.share(one["within_1h"]), class_="value"),
            el("td", bar(100 * one["within_1h"]), class_="bar"),
            el("td", say("plain", n=one["n"]), class_="n"),
            el("td", say.duration(one["median"]), class_="time wide-only"),
        )
        for feeling, one in known
    ]
    lead = say("bars.feelings.lead")
    return _bars(ctx, "feelings", None, head, rows, Cut(rows, len(rows)), lead)


def rules(ctx: Context) -> Html | None:
    """Rules as bars, those of most replies first; None where nothing was found."""
    cut_ = first(ctx.record["rules"], ctx.limits.rules)
    if not cut_.total:
        return None
    say = ctx.say
    most = max(rule["share"] for rule in cut_.shown) or 1
    head = _head(ctx, "rule", "share", "replies")
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


def _head(ctx: Context, name: str, value: str, n: str, time: str | None = None) -> list[Html]:
    """The heads of the columns: what a row is, its value, no head for the bar, and the rest."""
    say = ctx.say
    return [
        el("th", say(f"head.{name}"), scope="col"),
        el("th", say(f"head.{value}"), scope="col", class_="narrow value"),
        el("td", class_="bar"),
        el("th", say(f"head.{n}"), scope="col", class_="narrow"),
        *([el("th", say(f"head.{time}"), scope="col", class_="narrow wide-only")] if time else []),
    ]


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
        None if kind else stays(ctx),
        id=id,
        lead=lead,
    )
