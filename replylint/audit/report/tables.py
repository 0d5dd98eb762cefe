"""The end of the page: what was left out, and how to read all this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.report import glance
from replylint.audit.report.context import card, table
from replylint.audit.report.html import Html, cut, el
from replylint.audit.words import problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.audit.report.context import Context
    from replylint.audit.report.cube import Cube


def left_out(ctx: Context) -> Html:
    """Rows that were skipped, and those with something odd, by reason."""
    say = ctx.say
    rejects = ctx.record.get("rejects") or {}
    problems = ctx.record.get("problems") or {}
    if not (rejects or problems):
        return card(say("left.title"), el("p", say("left.none")), id="left")
    return card(
        say("left.title"),
        _troubles(ctx, "left.rejected", rejects) if rejects else None,
        _troubles(ctx, "left.problems", problems) if problems else None,
        id="left",
        lead=say("left.lead"),
    )


def _troubles(ctx: Context, title: str, found: Mapping[str, Any]) -> Html:
    say = ctx.say
    ranked = sorted(found.items(), key=lambda item: (-item[1]["n"], item[0]))
    rows = [
        (
            cut(one.get("text") or problem(key, say.lang), ctx.limits.message),
            say("plain", n=one["n"]),
            ", ".join(map(str, one["lines"][: ctx.limits.lines]))
            + (", …" if one["n"] > len(one["lines"][: ctx.limits.lines]) else ""),
        )
        for key, one in ranked[: ctx.limits.other]
    ]
    head = [say(f"left.{key}") for key in ("reason", "rows", "lines")]
    more = len(ranked) - len(rows)
    note = say("page.cut", shown=len(rows), total=len(ranked))
    return el(
        "div",
        el("h3", say(title)),
        table(head, rows, say(title)),
        el("p", note, class_="soft cut") if more else None,
        class_="part",
    )


def method(ctx: Context, cube: Cube) -> Html:
    """How the figures come about, and what the page leaves out."""
    say = ctx.say
    columns = ctx.record["generated_from"].get("columns") or {}
    pairs = list(columns.items())[: ctx.limits.other]
    named = ", ".join(f"{cut(f, 20)} = {cut(c, ctx.limits.label)}" for f, c in pairs)
    least = glance.enough(ctx.record["totals"]["replies"])
    lines = [
        say("method.score"),
        say("method.fix"),
        say("method.few", n=least),
        say("method.filters"),
        say("method.folded", n=cube.folded, other=say("page.other")) if cube.folded else None,
        say("method.zone", zone=cut(ctx.record["timezone"], ctx.limits.label))
        if ctx.record.get("timezone")
        else None,
        say("method.pseudonyms") if ctx.record.get("pseudonyms") else None,
        say("method.masked"),
        say("method.columns", columns=named) if named else None,
    ]
    return card(
        say("method.title"),
        el("ul", *(el("li", line) for line in lines if line), class_="method"),
        id="method",
    )
