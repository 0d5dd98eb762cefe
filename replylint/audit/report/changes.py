"""What changed since an earlier audit: then and now, drawn as a step from one to the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.report.bounds import first
from replylint.audit.report.context import card, cut_note, stays
from replylint.audit.report.html import Html, cut, el

if TYPE_CHECKING:
    from collections.abc import Sequence

    from replylint.audit.report.context import Context


class Row(NamedTuple):
    """A figure of two audits: how it and a difference are written, and the end of its scale."""

    name: str
    change: Mapping[str, Any]
    shown: Callable[[float], str]
    apart: Callable[[float], str]
    scale: float


_SHARES = ("clean", "block", "unanswered", "personalised", "signed", "copy_pasted",
           "redirect_only", "complaint_again")  # fmt: skip
_TIMES = ("median", "p90")
_WITHIN = ("within_1h", "within_5min")


def compared(ctx: Context) -> Html | None:
    """The figures of two audits side by side; None where there is no earlier one."""
    compare = ctx.record.get("compare")
    if not compare:
        return None
    say = ctx.say
    response = compare["response"]

    def points(share: float) -> str:
        return say("compare.points", n=round(100 * share, 1))

    def row(key: str, change: Mapping[str, Any], kind: str) -> Row:
        name = say(f"compare.{key}")
        if kind == "time":
            longest = max(response["p90"]["before"] or 0, response["p90"]["after"] or 0) or 1
            return Row(name, change, say.duration, say.duration, longest)
        return Row(name, change, say.share, points, 1)

    figures = [
        Row(say("compare.score"), compare["score"], ctx.mean, ctx.mean, 100),
        *(row(key, compare["shares"][key], "share") for key in _SHARES),
        *(row(key, response[key], "share") for key in _WITHIN),
        *(row(key, response[key], "time") for key in _TIMES),
    ]
    most = max((max(one["before"], one["after"]) for one in compare["rules"]), default=0) or 1
    rules = [
        Row(
            f"{ctx.rule(one['name'])} ({cut(one['code'], 16)})",
            one,
            lambda n: say.share(n / 1000),
            lambda n: points(n / 1000),
            most,
        )
        for one in compare["rules"]
        if one["delta"] is not None
    ]
    groups = {
        kind: [
            Row(ctx.called(kind, one["key"]), one, ctx.mean, ctx.mean, 100)
            for one in compare[f"{kind}s"]
        ]
        for kind in ("channel", "agent")
    }
    parts = [
        _part(ctx, None, figures),
        _part(ctx, "compare.channels", groups["channel"]),
        _part(ctx, "compare.agents", groups["agent"]),
        _part(ctx, "compare.rules", rules),
    ]
    replies = compare["replies"]
    return card(
        say("compare.title"),
        stays(ctx),
        *(part for part in parts if part is not None),
        id="compare",
        lead=say(
            "compare.lead",
            title=cut(compare["title"], ctx.limits.label),
            before=say.replies(replies["before"]),
            after=say.replies(replies["after"]),
        ),
    )


def _part(ctx: Context, title: str | None, rows: Sequence[Row]) -> Html | None:
    """Rows of one kind, as far as they are known on both sides."""
    known = [row for row in rows if row.change["delta"] is not None]
    if not known:
        return None
    found = first(known, ctx.limits.groups // 4 + 1)
    names = ("figure", "earlier", "", "now", "change")
    head = [
        el("th", ctx.say(f"head.{name}") if name else None, scope="col")
        if name
        else el("td", class_="bar")
        for name in names
    ]
    label = ctx.say(title or "compare.title")
    return el(
        "div",
        el("h3", label) if title else None,
        el(
            "table",
            el("caption", label, class_="hidden"),
            el("thead", el("tr", *head)),
            el("tbody", *(_row(ctx, row) for row in found.shown)),
            class_="changes",
        ),
        cut_note(ctx, found),
        class_="part",
    )


def _row(ctx: Context, row: Row) -> Html:
    change = row.change
    before, after = change["before"], change["after"]
    kind = {True: "better", False: "worse", None: "same"}[change["better"]]
    apart = row.apart(abs(change["delta"]))
    sign = "±" if apart == row.apart(0) else "+" if change["delta"] > 0 else "−"
    verdict = ctx.say(f"compare.{kind}") if change["real"] else ctx.say("compare.chance")
    return el(
        "tr",
        el("th", el("bdi", row.name), scope="row"),
        el("td", row.shown(before)),
        el("td", _step(100 * before / row.scale, 100 * after / row.scale), class_="bar"),
        el("td", row.shown(after), class_="value"),
        el(
            "td",
            el("span", f"{sign}{apart}", class_=f"delta {kind}"),
            " ",
            el("span", verdict, class_="note"),
        ),
        class_=None if change["real"] else "few",
    )


def _step(before: float, after: float) -> Html:
    """A line from then to now, with a mark where it ends."""
    left, right = sorted((before, after))
    return el(
        "svg",
        el("rect", x=f"{left:.1f}", y=3, width=f"{max(0.5, right - left):.1f}", height=4),
        el("line", x1=f"{after:.1f}", x2=f"{after:.1f}", y1=0, y2=10),
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
