"""The top of the page: how good, where, when, why, and what to fix first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.report import glance
from replylint.audit.report.context import bar, capital, card, code_chip, severity_chip
from replylint.audit.report.cube import OTHER
from replylint.audit.report.html import Html, cut, el

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from replylint.audit.report.context import Context
    from replylint.audit.report.glance import Group

_FIXES = 5
_KINDS = ("channel", "agent")
_VERDICTS = ("send", "review", "block")


def at_a_glance(ctx: Context) -> Html:
    """The four questions with their answers, the verdicts, and some figures."""
    answers = (
        ("how", _how(ctx)), ("where", _where(ctx)), ("when", _when(ctx)), ("why", _why(ctx)),
    )  # fmt: skip
    return card(
        ctx.say("glance.title"),
        el(
            "div",
            *(el("div", el("h3", ctx.say(f"glance.{key}")), *found) for key, found in answers),
            class_="answers",
        ),
        _verdicts(ctx),
        _tiles(ctx),
        id="glance",
    )


def _how(ctx: Context) -> list[Html]:
    totals = ctx.record["totals"]
    return [
        el("p", ctx.mean(totals["score_mean"]), " ", el("small", ctx.say("glance.of")), class_="score"),
        *_delta(ctx),
        el(
            "p",
            ctx.say(
                "glance.spread",
                median=ctx.score(totals["score_median"]),
                p10=ctx.score(totals["p10"]),
            ),
        ),
    ]  # fmt: skip


def _big(text: str) -> Html:
    return el("p", text, class_="big")


def _where(ctx: Context) -> list[Html]:
    pairs = [_weakest(ctx, kind) for kind in _KINDS]
    found = [pair for pair in pairs if pair is not None]
    if not found:
        unknown = [kind for kind in _KINDS if not _named(ctx, kind)]
        notes = [el("p", ctx.say(f"glance.map.{kind}")) for kind in unknown]
        return [_big(ctx.say("glance.one")), *notes]
    apart = [pair for pair in found if glance.differs(pair[1], pair[2])]
    if not apart:
        return [_big(ctx.say("glance.alike"))]
    kind, low, high = apart[0]
    lines = [
        _big(ctx.called(kind, low["key"])),
        el(
            "p",
            ctx.say(
                f"glance.where.{kind}",
                mean=ctx.mean(low["score_mean"]),
                best=ctx.mean(high["score_mean"]),
                name=ctx.called(kind, high["key"]),
            ),
        ),
    ]
    for _, low, _ in apart[1:]:
        mean = ctx.mean(low["score_mean"])
        lines.append(el("p", ctx.say("glance.agent", name=ctx.name(low["key"]), mean=mean)))
    return lines


def _named(ctx: Context, kind: str) -> list[Group]:
    """The groups of a kind that are told apart."""
    groups = ctx.record[f"by_{kind}"]
    return [group for group in groups if group["key"] not in (None, "", OTHER)]


def _weakest(ctx: Context, kind: str) -> tuple[str, Group, Group] | None:
    least = glance.enough(ctx.record["totals"]["replies"])
    pair = glance.weakest(_named(ctx, kind), least)
    return None if pair is None else (kind, *pair)


def _when(ctx: Context) -> list[Html]:
    """The weakest hour of the day and day of the week, and which way it goes."""
    record = ctx.record
    turn = _direction(ctx)
    pairs = [_weakest(ctx, kind) for kind in ("hour", "weekday")]
    found = [pair for pair in pairs if pair is not None]
    apart = [(kind, low) for kind, low, high in found if glance.differs(low, high)]
    if not apart:
        if turn is not None:
            return [_big(ctx.say(f"glance.{turn[0]}")), el("p", turn[1])]
        if found:
            return [_big(ctx.say("glance.same-times"))]
        return [_big(ctx.say("glance.no-times")), el("p", ctx.say("glance.no-times.note"))]
    kind, low = apart[0]
    note = ctx.say(
        f"glance.when.{kind}",
        mean=ctx.mean(low["score_mean"]),
        all=ctx.mean(record["totals"]["score_mean"]),
    )
    lines = [_big(capital(_time(ctx, kind, low["key"]))), el("p", note)]
    for kind, low in apart[1:]:
        day, mean = _time(ctx, kind, low["key"]), ctx.mean(low["score_mean"])
        lines.append(el("p", ctx.say("glance.day", day=day, mean=mean)))
    return [*lines, *([el("p", turn[1])] if turn is not None else [])]


def _time(ctx: Context, kind: str, key: int) -> str:
    if kind == "weekday":
        return ctx.say(f"day.{key}")
    return ctx.say(
        "glance.hour", start=ctx.say("clock", h=key), end=ctx.say("clock", h=(key + 1) % 24)
    )


def _direction(ctx: Context) -> tuple[str, str] | None:
    """Whether the mean rises over the weeks, and a sentence that says so."""
    turn = glance.direction(ctx.record.get("trend") or ())
    if turn is None:
        return None
    then, now = turn
    change = "flat" if abs(now - then) < 1 else "up" if now > then else "down"
    return change, ctx.say(f"glance.trend.{change}", now=ctx.mean(now), then=ctx.mean(then))


def _why(ctx: Context) -> list[Html]:
    found = glance.fixes(ctx.record)
    if not found:
        return [_big(ctx.say("glance.why.none"))]
    rule = found[0].rule
    note = ctx.say(
        "glance.why.note", share=ctx.say.share(rule["share"]), code=cut(rule["code"], 16)
    )
    lines = [_big(ctx.rule(rule["name"])), el("p", note)]
    example = glance.reason(rule)
    if example:
        lines.append(el("p", cut(capital(example), 160)))
    return lines


def _delta(ctx: Context) -> list[Html]:
    """How the mean differs from the earlier audit, where there is one."""
    change = (ctx.record.get("compare") or {}).get("score") or {}
    delta = change.get("delta")
    if delta is None:
        return []
    sign = "+" if delta > 0 else "−" if delta < 0 else "±"
    kind = {True: "better", False: "worse", None: "same"}[change["better"]]
    text = ctx.say("delta", delta=f"{sign}{ctx.mean(abs(delta))}")
    chance = None if change["real"] else f" ({ctx.say('compare.chance')})"
    return [el("p", el("a", text, href="#compare", class_=f"delta {kind}"), chance)]


def _verdicts(ctx: Context) -> Html:
    """One bar for all replies, and below it what its parts are."""
    totals = ctx.record["totals"]
    counts: Mapping[str, int] = totals["verdicts"]
    replies = max(1, totals["replies"])
    # What is not nothing can be seen, however rare it is.
    widths = {key: max(6.0, 1000 * counts[key] / replies) for key in _VERDICTS if counts.get(key)}
    scale = 1000 / (sum(widths.values()) or 1)
    parts: list[Html] = []
    left = 0.0
    for key, width in widths.items():
        size = f"{width * scale - 2:.1f}"
        parts.append(el("rect", x=f"{left:.1f}", y=0, width=size, height=20, class_=key))
        left += width * scale
    legend = [
        el(
            "li",
            el("b", ctx.say.share(counts.get(key, 0) / replies)),
            " ",
            ctx.say(f"verdict.{key}"),
            el("span", f" ({ctx.say('plain', n=counts.get(key, 0))})", class_="soft"),
            class_=key,
        )
        for key in _VERDICTS
    ]
    return el(
        "div",
        el("svg", *parts, viewBox="0 0 1000 20", preserveAspectRatio="none", aria_hidden="true"),
        el("ul", *legend, aria_label=ctx.say("verdict.title")),
        class_="verdicts",
    )


def _tiles(ctx: Context) -> Html:
    record, say = ctx.record, ctx.say
    totals = record["totals"]
    shares = record.get("shares") or {}
    times = (record.get("response") or {}).get("all") or {}
    promises = record.get("promises") or {}
    told = (promises.get("kept") or 0) + (promises.get("broken") or 0)
    found: list[tuple[str, str]] = [
        ("clean", say.share(totals["clean"] / max(1, totals["replies"])))
    ]
    if times.get("n"):
        found += [
            ("median", say.duration(times["median"])),
            ("hour", say.share(times["within_1h"])),
        ]
    # Only an export of both sides tells what was not answered.
    if totals["unanswered"] or "conversation" in record["generated_from"]["columns"]:
        found.append(("unanswered", say("plain", n=totals["unanswered"])))
    for key in ("personalised", "signed", "copy_pasted", "redirect_only", "complaint_again"):
        share = (shares.get(key) or {}).get("share")
        if share is not None:
            found.append((key, say.share(share)))
    if told:
        found.append(("kept", say.share(promises["kept"] / told)))
    return el(
        "dl",
        *(el("div", el("dt", say(f"tile.{key}")), el("dd", text)) for key, text in found),
        class_="tiles",
    )  # fmt: skip


def fix_first(ctx: Context) -> Html:
    """The few rules that would raise the score most."""
    found: Sequence[glance.Fix] = glance.fixes(ctx.record)[:_FIXES]
    if not found:
        return card(ctx.say("fix.title"), el("p", ctx.say("fix.none")), id="fix")
    return card(
        ctx.say("fix.title"),
        el("ol", *(_fix(ctx, fix, found[0].gain) for fix in found), class_="fixes"),
        id="fix",
        lead=ctx.say("fix.note"),
    )


def _fix(ctx: Context, fix: glance.Fix, most: float) -> Html:
    rule: Mapping[str, Any] = fix.rule
    sample = glance.reason(rule)
    gain = round(fix.gain, 1 if fix.gain >= 0.1 else 2)
    return el(
        "li",
        el(
            "div",
            el("a", ctx.rule(rule["name"]), href=f"#rule-{cut(rule['code'], 16)}", class_="what"),
            " ",
            code_chip(rule["code"]),
            " ",
            severity_chip(ctx, rule["severity"]),
        ),
        el(
            "p",
            ctx.say("fix.touched", replies=ctx.say.replies(rule["replies"]), share=ctx.say.share(rule["share"])),
            ". ",
            cut(capital(sample), ctx.limits.message) if sample else None,
            class_="why",
        ),
        bar(100 * fix.gain / most if most else 0),
        el("p", el("b", f"+{ctx.say('plain', n=gain)}"), " ", ctx.say("fix.gain"), class_="gain"),
    )  # fmt: skip
