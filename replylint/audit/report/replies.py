"""Replies as they were written, masked, what was found underlined: worst, samples, copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.report.bounds import first
from replylint.audit.report.context import card, code_chip, cut_note, severity, severity_chip, stays
from replylint.audit.report.html import Html, cut, el
from replylint.audit.report.marked import Mark, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.audit.report.context import Context

_VERDICTS = ("send", "review", "block")


def worst(ctx: Context) -> Html | None:
    """The worst replies, each with its findings and their reasons."""
    found = first(ctx.record.get("worst") or (), ctx.limits.worst)
    if not found.total:
        return None
    return card(
        ctx.say("worst.title"),
        el("ol", *(_worst(ctx, one) for one in found.shown), class_="replies"),
        el("p", ctx.say("filter.no-worst"), class_="soft", id="no-worst", hidden=True),
        el("button", type="button", class_="more", id="more", hidden=True),
        cut_note(ctx, found),
        id="worst",
        lead=ctx.say("worst.lead"),
    )


def _worst(ctx: Context, one: Mapping[str, Any]) -> Html:
    findings = first(one["findings"], ctx.limits.findings)
    marks = [
        Mark(found["start"], found["end"], severity(found["severity"]), number)
        for number, found in enumerate(findings.shown, 1)
    ]
    verdict = one["verdict"] if one["verdict"] in _VERDICTS else "review"
    more = findings.total - len(findings.shown)
    return el(
        "li",
        el("div", ctx.score(one["score"]), el("small", "/100"), class_="points"),
        el(
            "p",
            el("span", ctx.say(f"outcome.{verdict}"), class_="outcome"),
            el("span", ctx.say("worst.line", line=str(one["line"]))),
            *(el("bdi", ctx.called(key, one[key])) for key in ("channel", "agent") if one.get(key)),
            class_="meta",
        ),
        el("blockquote", marked(one["masked"], marks, ctx.limits.text), dir="auto"),
        el(
            "ul",
            *(_reason(ctx, found, mark) for found, mark in zip(findings.shown, marks, strict=True)),
            el("li", "", ctx.say("worst.more-findings", n=more), class_="soft") if more else None,
            class_="reasons",
        ),
        class_=f"reply {verdict}",
        data_channel=ctx.channel(one.get("channel")),
        data_agent=ctx.name(one.get("agent")),
        data_rules=" ".join(dict.fromkeys(cut(found["code"], 16) for found in one["findings"][:99])),
    )  # fmt: skip


def _reason(ctx: Context, found: Mapping[str, Any], mark: Mark) -> Html:
    return el(
        "li",
        el("span", str(mark.number), class_="no"),
        el(
            "span",
            severity_chip(ctx, found["severity"]),
            " ",
            code_chip(found["code"]),
            " ",
            el("bdi", cut(found["message"], ctx.limits.message)),
            el("span", f" ({ctx.say('worst.whole')})", class_="soft")
            if mark.start >= mark.end
            else None,
        ),
    )


def samples(ctx: Context) -> Html | None:
    """For each rule some replies that it flags."""
    found = first(ctx.record["rules"], ctx.limits.rules)
    if not found.total:
        return None
    return card(
        ctx.say("samples.title"),
        el("div", *(_rule(ctx, rule) for rule in found.shown), class_="samples"),
        cut_note(ctx, found),
        id="samples",
        lead=ctx.say("samples.lead"),
    )


def _rule(ctx: Context, rule: Mapping[str, Any]) -> Html:
    kept = (rule.get("samples") or ())[: ctx.limits.samples]
    say = ctx.say
    touched = say(
        "samples.count", replies=say.replies(rule["replies"]), share=say.share(rule["share"])
    )
    return el(
        "details",
        el(
            "summary",
            ctx.rule(rule["name"]),
            " ",
            code_chip(rule["code"]),
            " ",
            el("span", touched, class_="soft"),
        ),
        *(_sample(ctx, one, severity(rule["severity"])) for one in kept),
        None if kept else el("p", say("samples.none"), class_="soft"),
        id=f"rule-{cut(rule['code'], 16)}",
        data_rule=cut(rule["code"], 16),
    )


def _sample(ctx: Context, one: Mapping[str, Any], grave: str) -> Html:
    marks = [Mark(one["start"], one["end"], grave)]
    lines = [el("span", ctx.say("worst.line", line=str(one["line"])))]
    if one.get("message"):
        lines.append(el("bdi", cut(one["message"], ctx.limits.message)))
    return el(
        "div",
        el("p", *lines, class_="meta"),
        el("blockquote", marked(one["masked"], marks, ctx.limits.text // 2), dir="auto"),
    )


def clusters(ctx: Context) -> Html | None:
    """Replies that were sent again and again."""
    found = first(ctx.record.get("clusters") or (), ctx.limits.clusters)
    if not found.total:
        return None
    return card(
        ctx.say("clusters.title"),
        stays(ctx),
        el("ol", *(_cluster(ctx, one) for one in found.shown), class_="stack"),
        cut_note(ctx, found),
        id="clusters",
        lead=ctx.say("clusters.lead"),
    )


def _cluster(ctx: Context, one: Mapping[str, Any]) -> Html:
    say = ctx.say
    told = [
        el(
            "bdi",
            say(
                f"clusters.{kind}s",
                names=", ".join(ctx.called(kind, key) for key in one[f"{kind}s"][:5]),
            ),
        )
        for kind in ("agent", "channel")
        if one.get(f"{kind}s")
    ]
    times = el("span", say("clusters.count", n=one["replies"]), class_="outcome")
    return el(
        "li",
        el("p", times, *told, class_="meta"),
        el("blockquote", cut(" ".join(one["masked"].split()), ctx.limits.text // 3), dir="auto"),
    )


def contradictions(ctx: Context) -> Html | None:
    """Questions that were answered in ways that contradict each other."""
    record = ctx.record.get("contradictions") or {}
    found = first(record.get("samples") or (), ctx.limits.clusters)
    if not found.total:
        return None
    say = ctx.say
    told = say("answers.told", n=record["contradicted"], of=record["questions"])
    return card(
        say("answers.title"),
        stays(ctx),
        el("p", told),
        el("ol", *(_contradiction(ctx, one) for one in found.shown), class_="stack"),
        cut_note(ctx, found),
        id="answers",
        lead=say("answers.lead"),
    )


def _contradiction(ctx: Context, one: Mapping[str, Any]) -> Html:
    say, room = ctx.say, ctx.limits.text // 3
    quotes: list[Html] = []
    for answer in one["answers"]:
        row = el("span", say("worst.line", line=str(answer["line"])))
        quotes += [
            el("p", row, class_="meta"),
            el("blockquote", cut(" ".join(answer["masked"].split()), room), dir="auto"),
        ]
    kind = el("span", say(f"answers.{one['kind']}"), class_="outcome")
    return el(
        "li",
        el("p", kind, el("bdi", cut(" ".join(one["question"].split()), room)), class_="meta"),
        *quotes,
    )


def promises(ctx: Context) -> Html | None:
    """Delays that replies promised, and what became of them."""
    record = ctx.record.get("promises") or {}
    if not record.get("made"):
        return None
    say = ctx.say
    kinds = ("kept", "broken", "unknown")
    shown = first(record.get("samples") or (), ctx.limits.clusters)
    return card(
        say("promises.title"),
        stays(ctx),
        el(
            "dl",
            *(
                el("div", el("dt", say(f"promises.{key}")), el("dd", say("plain", n=record[key])))
                for key in kinds
            ),
            class_="tiles",
        ),
        el("ol", *(_promise(ctx, one) for one in shown.shown), class_="stack"),
        cut_note(ctx, shown),
        id="promises",
        lead=say("promises.lead"),
    )


def _promise(ctx: Context, one: Mapping[str, Any]) -> Html:
    marks = [Mark(one.get("start", 0), one.get("end", 0), "warning")]
    return el(
        "li",
        el("p", el("span", ctx.say("worst.line", line=str(one["line"]))), class_="meta"),
        el("blockquote", marked(one["masked"], marks, ctx.limits.text // 2), dir="auto"),
    )
