"""The report of an audit: its record as one HTML file that needs nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import Any

from replylint.audit.report import bars, changes, charts, replies, sections, tables
from replylint.audit.report.bounds import Limits, first
from replylint.audit.report.context import Context
from replylint.audit.report.cube import Cube, cube
from replylint.audit.report.filters import filters, for_script
from replylint.audit.report.html import Html, cut, data, el, join
from replylint.audit.report.spreads import Spreads, spreads
from replylint.audit.report.words import Words

# Bytes of the file: below the half megabyte promised, whatever the record holds.
BUDGET = 480_000
_SCRIPTS = ("charts.js", "filters.js", "bars.js", "page.js")


def render_report(record: Mapping[str, Any], lang: str) -> str:
    """The record as one HTML page under BUDGET bytes, in "en" or "fr"; lists are cut to fit."""
    limits = Limits()
    while True:
        page = _page(Context(record, Words(lang), limits))
        if len(page.encode()) <= BUDGET or limits.halved() == limits:
            return page
        limits = limits.halved()


def _page(ctx: Context) -> str:
    record, say = ctx.record, ctx.say
    codes = [cut(rule["code"], 16) for rule in first(record["rules"], ctx.limits.rules).shown]
    table = cube(record.get("cube") or (), codes, ctx.limits)
    drawn = _drawn(ctx, spreads(ctx, table)) if record["totals"]["replies"] else {}
    title = say("page.title", name=_title(ctx))
    style = _asset("page.css")
    script = '(() => {\n"use strict";\n' + "\n".join(map(_asset, _SCRIPTS)) + "})();\n"
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return Template(_asset("page.html")).substitute(
        lang=say.lang,
        policy=join([policy]),
        title=join([title]),
        style=style,
        skip=join([say("page.skip")]),
        header=_header(ctx),
        main=_main(ctx, table, {name: pair[0] for name, pair in drawn.items()}),
        footer=el("p", f"replylint · {_title(ctx)}"),
        data=data(for_script(ctx, table, {name: pair[1] for name, pair in drawn.items()})),
        script=script,
    )


def _title(ctx: Context) -> str:
    title = ctx.record["title"]
    return _file(title) if title == ctx.record["generated_from"]["name"] else cut(title, 120)


def _file(name: str) -> str:
    """The name of a file without its folders, which are nobody's business."""
    return cut(re.split(r"[/\\]", name)[-1], 120)


def _header(ctx: Context) -> Html:
    record, say = ctx.record, ctx.say
    made_from = record["generated_from"]
    key = "page.source-shape" if made_from.get("shape") else "page.source"
    source = say(
        key,
        replies=say.replies(record["totals"]["replies"]),
        name=_file(made_from["name"]),
        shape=cut(made_from.get("shape") or "", 40),
    )
    weeks = [week["week"] for week in record.get("trend") or () if week["replies"]]
    period = ""
    if weeks:
        key = "page.period" if len(weeks) > 1 else "page.week"
        period = say(key, first=ctx.week(weeks[0]), last=ctx.week(weeks[-1]))
    return el(
        "div",
        el(
            "div",
            el("p", say("page.eyebrow"), class_="eyebrow"),
            el("h1", el("bdi", _title(ctx))),
            el("p", source, " · " if period else None, period, class_="soft"),
        ),
        el(
            "label",
            say("page.theme"),
            el(
                "select",
                *(
                    el("option", say(f"page.theme.{theme}"), value=theme)
                    for theme in ("auto", "light", "dark")
                ),
                id="theme",
                autocomplete="off",
            ),
            class_="theme",
            id="theme-choice",
            hidden=True,
        ),
        class_="wide",
    )


def _drawn(ctx: Context, own: Spreads) -> dict[str, tuple[Html, Any]]:
    """Each chart that the record allows, with its data."""
    found = {
        "scores": charts.scores(ctx, own),
        "trend": charts.trend(ctx),
        "response": charts.response(ctx),
        "heat": charts.heat(ctx, own),
    }
    return {name: pair for name, pair in found.items() if pair is not None}


def _main(ctx: Context, table: Cube, drawn: Mapping[str, Html]) -> Html:
    if not ctx.record["totals"]["replies"]:
        return join([el("p", ctx.say("page.empty"), class_="card"), tables.left_out(ctx)], "\n")

    def group(kind: str, *found: Html | None) -> Html | None:
        shown = [one for one in found if one is not None]
        return el("div", *shown, class_=kind) if shown else None

    pair, column = partial(group, "pair"), partial(group, "column")

    return join(
        (
            el("noscript", el("p", ctx.say("page.script"), class_="card")),
            sections.at_a_glance(ctx),
            sections.fix_first(ctx),
            filters(ctx, table),
            pair(drawn.get("scores"), drawn.get("trend")),
            drawn.get("heat"),
            pair(
                drawn.get("response"),
                bars.groups(ctx, "channel"),
            ),
            pair(
                bars.rules(ctx),
                column(bars.groups(ctx, "agent"), bars.feelings(ctx)),
            ),
            changes.compared(ctx),
            replies.worst(ctx),
            replies.samples(ctx),
            replies.clusters(ctx),
            replies.contradictions(ctx),
            replies.promises(ctx),
            tables.left_out(ctx),
            tables.method(ctx, table),
        ),
        "\n",
    )


def _asset(name: str) -> str:
    return (files(__name__) / "assets" / name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
