"""The bar of filters, and the numbers that the script counts from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.report.html import Html, el

if TYPE_CHECKING:
    from collections.abc import Iterable

    from replylint.audit.report.context import Context
    from replylint.audit.report.cube import Cube


def filters(ctx: Context, cube: Cube) -> Html | None:
    """Three lists to choose from; shown by the script, as without it nothing could be filtered."""
    choices: dict[str, list[tuple[str, str]]] = {
        "channel": [(ctx.channel(key), ctx.channel(key)) for key in cube.channels],
        "agent": [(ctx.name(key), ctx.name(key)) for key in cube.agents],
        "rule": [
            (str(code), f"{code} {ctx.rule(name).lower()}")
            for code, name in zip(cube.rules, _names(ctx, cube), strict=True)
        ],
    }
    shown = {kind: found for kind, found in choices.items() if kind == "rule" or len(found) > 1}
    if not cube.cells:
        return None
    return el(
        "form",
        *(_choice(ctx, kind, sorted(found)) for kind, found in shown.items()),
        el("output", id="status", aria_live="polite"),
        el("button", ctx.say("filter.clear"), type="reset", class_="clear", disabled=True),
        class_="card filters",
        id="filters",
        aria_label=ctx.say("filter.title"),
        hidden=True,
        autocomplete="off",
    )


def _names(ctx: Context, cube: Cube) -> Iterable[str]:
    return (rule["name"] for rule in ctx.record["rules"][: len(cube.rules)])


def _choice(ctx: Context, kind: str, found: list[tuple[str, str]]) -> Html:
    return el(
        "label",
        ctx.say(f"filter.{kind}"),
        el(
            "select",
            el("option", ctx.say(f"filter.all.{kind}"), value=""),
            *(el("option", text, value=f"={key}") for key, text in found),
            name=kind,
        ),
    )


def for_script(ctx: Context, cube: Cube, views: dict[str, Any]) -> dict[str, Any]:
    """All that the script needs: words, the cube, and the data of the charts."""
    totals = ctx.record["totals"]
    return {
        "lang": ctx.say.lang,
        "words": ctx.say.for_script(),
        "replies": totals["replies"],
        "mean": totals["score_mean"],
        "channels": [ctx.channel(key) for key in cube.channels],
        "agents": [ctx.name(key) for key in cube.agents],
        "weeks": list(cube.weeks),
        "rules": list(cube.rules),
        "cells": cube.plain(),
        "views": views,
    }
