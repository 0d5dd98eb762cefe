"""What the histogram and the hours show of one channel, agent or rule alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.report import glance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.audit.report.context import Context
    from replylint.audit.report.cube import Cube


class Spreads(NamedTuple):
    """By kind and name as the filters have it.

    scores: [mean, replies in each band]. hours: [fewest replies for a figure, [[weekday, hour,
    replies, mean], ...]].
    """

    scores: dict[str, dict[str, list[Any]]]
    hours: dict[str, dict[str, list[Any]]]


def spreads(ctx: Context, cube: Cube) -> Spreads:
    """Of the groups that can be chosen; those of most replies first, as far as there is room."""
    found = Spreads({}, {})
    rows = [
        (row, kind, name)
        for kind, names in _names(ctx, cube).items()
        for row in (ctx.record.get("spread") or {}).get(kind, ())
        if (name := names.get(row["key"])) is not None
    ]
    rows.sort(key=lambda found: (-found[0]["replies"], found[1], found[2]))
    room = ctx.limits.numbers // 2
    for row, kind, name in rows:
        room -= len(row["scores"]) + 4 * len(row["hours"])
        if room < 0:
            break
        found.scores.setdefault(kind, {})[name] = [row["score_mean"], row["scores"]]
        hours = [[hour // 24, hour % 24, n, mean] for hour, n, mean in row["hours"]]
        found.hours.setdefault(kind, {})[name] = [glance.few(row["replies"]), hours]
    return found


def _names(ctx: Context, cube: Cube) -> Mapping[str, Mapping[str | None, str]]:
    return {
        "channel": {key: ctx.channel(key) for key in cube.channels},
        "agent": {key: ctx.name(key) for key in cube.agents},
        "rule": {key: key for key in cube.rules},
    }
