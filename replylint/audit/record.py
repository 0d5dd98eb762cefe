"""The record of an audit: one dictionary of plain values that every output shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.metrics import duplicates
from replylint.audit.metrics.cells import OTHER, Cell
from replylint.audit.metrics.response import SENTIMENTS, figures, together
from replylint.audit.metrics.seconds import Coarse, Seconds, coarse_median, quantile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from replylint.audit.aggregate import Aggregate
    from replylint.audit.metrics.troubles import Troubles

SCHEMA = 1
BAND = 50  # tenths of a point
MAX_AGENTS = 50
MAX_WEEKS = 106
MAX_CUBE = 2_500


def make_record(
    audit: Aggregate,
    *,
    name: str = "",
    shape: str = "",
    columns: Mapping[str, str] | None = None,
    title: str = "",
    language: str = "en",
    before: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The record of what was counted, the same whatever the order in which it was.

    name, shape, columns: of the export; title: of the audit; language: of its texts for people.
    before: the record of an earlier audit to compare with.
    """
    cells = audit.cells
    agents = _agents(cells.cells)
    weeks = _weeks(cells.cells)
    drawn = [duplicates.Sampled(*one) for one in audit.drawn.items()]
    clusters, copied = duplicates.figures(drawn, audit.replies)
    by_week = _grouped(cells.cells, lambda place: place[2])
    waits = _by_kind(cells.times, "week", lambda week: _week(week, weeks))
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "title": title or name,
        "generated_from": {"name": name, "shape": shape, "columns": dict(columns or {})},
        "language": language,
        "timezone": audit.counting.timezone,
        "pseudonyms": audit.counting.key is not None,
        "totals": _totals(audit),
        "scores": _bands(audit.scores),
        "shares": {**audit.shares.figures(), "copy_pasted": copied},
        "response": _response(audit),
        "by_agent": _rows(
            _grouped(cells.cells, lambda place: _agent(place[1], agents)),
            _by_kind(cells.times, "agent", lambda agent: _agent(agent, agents)),
        ),
        "by_channel": _channels(audit),
        "by_week": _rows(
            _grouped(cells.cells, lambda place: _week(place[2], weeks)),
            waits,
            _unanswered(audit, 1),
        ),
        "by_hour": _rows(
            _grouped(cells.hours, lambda hour: hour % 24),
            _by_kind(cells.times, "hour", lambda hour: hour % 24),
        ),
        "by_weekday": _rows(
            _grouped(cells.hours, lambda hour: hour // 24),
            _by_kind(cells.times, "hour", lambda hour: hour // 24),
        ),
        "week_hours": _week_hours(audit),
        "cube": _cube(cells.cells, agents, weeks),
        "rules": audit.rules.figures(audit.replies),
        "measures": {
            measure: {"replies": n, "mean": round(total / n / 10, 1)}
            for measure, (n, total) in sorted(audit.measures.items())
        },
        "clusters": clusters,
        "promises": audit.promises.figures(),
        "trend": [
            {
                "week": week,
                "replies": cell.replies,
                "score_mean": _mean(cell),
                "response_median": coarse_median(cells.times.get(("week", week))),
            }
            for week, cell in sorted(by_week.items(), key=lambda item: item[0] or "")
            if week is not None and week in weeks
        ],
        "worst": audit.worst.items(),
        "problems": {
            key: {"n": one.n, "lines": one.lines}
            for key, one in sorted(audit.problems.by_key.items())
        },
        "rejects": _rejects(audit.rejects, language),
        "failed_rules": dict(sorted(audit.failed.items())),
        "compare": None,
    }
    if before is not None:
        from replylint.audit.compare import compare

        record["compare"] = compare(before, record)
    return record


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record."""
    import json
    from importlib.resources import files

    text = files("replylint.audit").joinpath("record.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


# --- totals ------------------------------------------------------------------------------------


def _totals(audit: Aggregate) -> dict[str, Any]:
    n = audit.replies
    scores = sorted(audit.scores.items())
    total = sum(score * times for score, times in scores)
    squares = sum(score * score * times for score, times in scores)
    unanswered = sum(audit.unanswered.values())

    def points(percent: int) -> float | None:
        found = quantile(scores, n, percent)
        return None if found is None else found / 10

    return {
        "replies": n,
        "clean": audit.clean,
        "findings": audit.findings,
        "unanswered": unanswered,
        "rejected": sum(one.n for one in audit.rejects.by_key.values()),
        "score_mean": round(total / n / 10, 1) if n else None,
        # Whole numbers up to the root, so that it is the same on every machine.
        "score_sd": round(((n * squares - total * total) ** 0.5) / n / 10, 2) if n else None,
        "score_median": points(50),
        "p10": points(10),
        "verdicts": dict(audit.verdicts),
    }


def _bands(scores: Mapping[int, int]) -> list[list[Any]]:
    """The replies in each band of five points; the last one has 100 in it."""
    bands = [0] * (1000 // BAND)
    for score, n in scores.items():
        bands[min(score // BAND, len(bands) - 1)] += n
    return [[band * 5, band * 5 + 5, n] for band, n in enumerate(bands)]


def _response(audit: Aggregate) -> dict[str, Any]:
    response = audit.response
    everything = together(response.channels.values())
    return {
        "all": figures(everything),
        "later": figures(response.later),
        "by_channel": {
            channel or "": figures(times)
            for channel, times in sorted(response.channels.items(), key=lambda i: i[0] or "")
        },
        "by_sentiment": {
            feeling: figures(response.sentiments.get(feeling, Seconds())) for feeling in SENTIMENTS
        },
        "within_hours": _within_hours(audit),
    }


def _within_hours(audit: Aggregate) -> dict[str, Any] | None:
    calendar = audit.calendar
    if not calendar.has_hours:
        return None
    announced = calendar.open_hours()
    sent = {hour: cell.replies for hour, cell in audit.cells.hours.items()}
    return {
        "hours": list(audit.counting.hours),
        "timezone": audit.counting.timezone,
        "response": figures(audit.response.open),
        "announced_hours": len(announced),
        "covered_hours": sum(hour in sent for hour in announced),
        "received_closed": sum(n for h, n in audit.received.items() if h not in announced),
        "received": sum(audit.received.values()),
        "sent_closed": sum(n for hour, n in sent.items() if hour not in announced),
        "sent": sum(sent.values()),
    }


def _week_hours(audit: Aggregate) -> dict[str, list[Any]]:
    """Messages and replies in each of the 168 hours of the week, from Monday at 0.

    score_mean: of the replies sent in that hour; None where there are none.
    """
    cells = audit.cells.hours
    return {
        "received": [audit.received.get(hour, 0) for hour in range(168)],
        "sent": [cells[hour].replies if hour in cells else 0 for hour in range(168)],
        "score_mean": [_mean(cells[hour]) if hour in cells else None for hour in range(168)],
    }


def _rejects(rejects: Troubles, language: str) -> dict[str, Any]:
    from replylint.sources.file import FileError

    return {
        key: {"n": one.n, "lines": one.lines, "text": FileError(key, **one.params).say(language)}
        for key, one in sorted(rejects.by_key.items())
    }


# --- groups ------------------------------------------------------------------------------------


def _agents(cells: Mapping[Any, Cell]) -> frozenset[str]:
    """The agents with most replies, who are told apart; the rest go together."""
    counts: dict[str, int] = {}
    for (_, agent, _), cell in cells.items():
        if agent is not None and agent != OTHER:
            counts[agent] = counts.get(agent, 0) + cell.replies
    ranked = sorted(counts, key=lambda agent: (-counts[agent], agent))
    return frozenset(ranked[:MAX_AGENTS])


def _weeks(cells: Mapping[Any, Cell]) -> frozenset[str]:
    """The latest weeks, which are told apart; what came before goes together."""
    found = {week for _, _, week in cells if week is not None and week != OTHER}
    return frozenset(sorted(found)[-MAX_WEEKS:])


def _agent(agent: str | None, kept: frozenset[str]) -> str | None:
    return agent if agent is None or agent in kept else OTHER


_week = _agent


def _grouped(cells: Mapping[Any, Cell], key: Callable[[Any], Any]) -> dict[Any, Cell]:
    groups: dict[Any, Cell] = {}
    for place, cell in cells.items():
        groups.setdefault(key(place), Cell()).merge(cell)
    return groups


def _by_kind(
    times: Mapping[tuple[str, Any], Coarse], kind: str, key: Callable[[Any], Any]
) -> dict[Any, Coarse]:
    from replylint.audit.metrics.cells import add_counts

    groups: dict[Any, Coarse] = {}
    for (of, name), counts in times.items():
        if of == kind:
            add_counts(groups.setdefault(key(name), {}), counts)
    return groups


def _mean(cell: Cell) -> float | None:
    return round(cell.tenths / cell.replies / 10, 1) if cell.replies else None


def _order(key: Any) -> tuple[bool, bool, Any]:
    """Known groups in their order, then all the others, then what is not known."""
    return key is None, key == OTHER, key if key is not None else ""


def _row(key: Any, cell: Cell) -> dict[str, Any]:
    return {
        "key": key,
        "replies": cell.replies,
        "score_mean": _mean(cell),
        "findings": cell.findings,
        "review": cell.review,
        "block": cell.block,
        "response_median": None,
        "rules": dict(sorted(cell.rules.items())),
    }


def _rows(
    groups: Mapping[Any, Cell],
    times: Mapping[Any, Coarse],
    unanswered: Mapping[Any, int] | None = None,
) -> list[dict[str, Any]]:
    rows = []
    for key in sorted({*groups, *(unanswered or ())}, key=_order):
        row = _row(key, groups.get(key, Cell()))
        row["response_median"] = coarse_median(times.get(key))
        if unanswered is not None:
            row["unanswered"] = unanswered.get(key, 0)
        rows.append(row)
    return rows


def _channels(audit: Aggregate) -> list[dict[str, Any]]:
    rows = _rows(_grouped(audit.cells.cells, lambda place: place[0]), {}, _unanswered(audit, 0))
    for row in rows:
        times = audit.response.channels.get(row["key"])
        if times is not None:
            row["response_median"] = quantile(times.counts(), times.n, 50)
    return rows


def _unanswered(audit: Aggregate, place: int) -> dict[str | None, int]:
    """Unanswered messages by channel (0) or by week (1), in which they came."""
    counts: dict[str | None, int] = {}
    weeks = _weeks(audit.cells.cells)
    for key, n in audit.unanswered.items():
        name = key[0] if place == 0 else _week(key[1], weeks)
        counts[name] = counts.get(name, 0) + n
    return counts


def _cube(
    cells: Mapping[Any, Cell], agents: Iterable[str], weeks: frozenset[str]
) -> list[dict[str, Any]]:
    """Cells for filters, bounded: as many of the agents with most replies as there is room for."""
    kept = frozenset(agents)
    while True:
        groups: dict[Any, Cell] = {}
        for (channel, agent, week), cell in cells.items():
            place = channel, _agent(agent, kept), _week(week, weeks)
            groups.setdefault(place, Cell()).merge(cell)
        if len(groups) <= MAX_CUBE or not (kept or weeks):
            break
        if kept:
            replies: dict[str, int] = dict.fromkeys(kept, 0)
            for (_, agent, _), cell in groups.items():
                if agent in replies:
                    replies[agent] += cell.replies
            ranked = sorted(kept, key=lambda agent: (-replies[agent], agent))
            kept = frozenset(ranked[: len(ranked) // 2])
        else:
            weeks = frozenset(sorted(weeks)[len(weeks) // 2 + 1 :])
    ranked_cells = sorted(groups.items(), key=lambda item: tuple(map(_order, item[0])))
    return [
        {
            "channel": channel,
            "agent": agent,
            "week": week,
            "replies": cell.replies,
            "score_sum_tenths": cell.tenths,
            "findings": cell.findings,
            "rules": dict(sorted(cell.rules.items())),
        }
        for (channel, agent, week), cell in ranked_cells
    ]
