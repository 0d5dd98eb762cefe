"""What changed since an earlier audit: then and now, drawn as a step from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.report.bounds import first
from replylint.audit.report.context import card, cut_note
from replylint.audit.report.html import Html, cut, el

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from replylint.audit.report.context import Context

    Change = Mapping[str, Any]
    Row = tuple[str, Change]

_SHARES = ("clean", "block", "unanswered", "personalised", "signed", "copy_pasted", "redirect_only")
_TIMES = ("median", "p90")
_WITHIN = ("within_1h", "within_5min")


def compared(ctx: Context) -> Html | None:
    """The figures of two audits side by side; None where there is no earlier one."""
    compare = ctx.record.get("compare")
    if not compare:
        return None
    say = ctx.say
    response = compare["response"]
    figures = [(say("compare.score"), compare["score"])]
    shares = [
        *((say(f"compare.{key}"), compare["shares"][key]) for key in _SHARES),
        *((say(f"compare.{key}"), response[key]) for key in _WITHIN),
    ]
    times = [(say(f"compare.{key}"), response[key]) for key in _TIMES]
    rules = [(f"{ctx.rule(one['name'])} ({cut(one['code'], 16)})", one) for one in compare["rules"]]
    named = {
        kind: [(ctx.called(kind, one["key"]), one) for one in compare[f"{kind}s"]]
        for kind in ("channel", "agent")
    }
    parts = [
        _part(ctx, None, figures, ctx.mean, 100),
        _part(ctx, None, shares, say.share, 1),
        _part(ctx, None, times, say.duration, None),
        _part(ctx, "compare.channels", named["channel"], ctx.mean, 100),
        _part(ctx, "compare.agents", named["agent"], ctx.mean, 100),
        _part(ctx, "compare.rules", rules, lambda n: say.share(n / 1000), None),
    ]
    replies = compare["replies"]
    return card(
        say("compare.title"),
        *(part for part in parts if part is not None),
        id="compare",
        lead=say(
            "compare.lead",
            title=cut(compare["title"], ctx.limits.label),
            before=say.replies(replies["before"]),
            after=say.replies(replies["after"]),
        ),
    )


def _part(
    ctx: Context,
    title: str | None,
    rows: Sequence[Row],
    shown: Callable[[float], str],
    most: float | None,
) -> Html | None:
    """Rows of one kind. most: the end of the scale; None for the greatest of the rows."""
    known = [row for row in rows if row[1]["delta"] is not None]
    if not known:
        return None
    found = first(known, ctx.limits.groups // 4 + 1)
    scale = most or max(max(row[1]["before"], row[1]["after"]) for row in found.shown) or 1
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
            el("tbody", *(_row(ctx, name, change, shown, scale) for name, change in found.shown)),
            class_="changes",
        ),
        cut_note(ctx, found),
        class_="part",
    )


def _row(
    ctx: Context, name: str, change: Change, shown: Callable[[float], str], scale: float
) -> Html:
    before, after = change["before"], change["after"]
    kind = {True: "better", False: "worse", None: "same"}[change["better"]]
    sign = "+" if change["delta"] > 0 else "−" if change["delta"] < 0 else "±"
    arrow = {"better": "✓ ", "worse": "✗ ", "same": ""}[kind]
    verdict = ctx.say(f"compare.{kind}") if change["real"] else ctx.say("compare.chance")
    return el(
        "tr",
        el("th", el("bdi", name), scope="row"),
        el("td", shown(before)),
        el("td", _step(100 * before / scale, 100 * after / scale), class_="bar"),
        el("td", shown(after), class_="value"),
        el(
            "td",
            el("span", f"{sign}{shown(abs(change['delta']))}", class_=f"delta {kind}"),
            el("span", f"{arrow}{verdict}", class_="sub"),
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
