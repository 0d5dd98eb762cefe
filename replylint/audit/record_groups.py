"""The groups of a record: by agent, channel, week, day and hour, and the small cube for filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.metrics.cells import OTHER, Cell
from replylint.audit.metrics.seconds import coarse_median, quantile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from replylint.audit.aggregate import Aggregate
    from replylint.audit.metrics.cells import Cells
    from replylint.audit.metrics.spread import Spread

MAX_AGENTS = 50
MAX_WEEKS = 106
MAX_CUBE = 2_500


def groups(audit: Aggregate) -> dict[str, Any]:
    """All groups of the record, by name."""
    cells = audit.cells
    agents = _first_agents(cells.agents.cells)
    by_agent = _grouped(cells.agents.cells, lambda place: _kept(place[0], agents), spread=True)
    weeks = _latest({*cells.weeks, *(week for _, week in audit.unanswered)})
    by_week = _unanswered(audit, lambda place: _kept(place[1], weeks))
    return {
        "by_agent": _rows(by_agent),
        "by_channel": _channels(audit),
        "by_week": _rows(_grouped(cells.weeks, lambda week: _kept(week, weeks)), by_week),
        "by_hour": _rows(_grouped(cells.hours, lambda hour: hour % 24)),
        "by_weekday": _rows(_grouped(cells.hours, lambda hour: hour // 24)),
        "cube": _cube(cells.cube.cells, agents, weeks),
        "spread": _spread(cells, by_agent),
    }


def trend(cells: Mapping[str | None, Cell]) -> list[dict[str, Any]]:
    """The latest weeks in their order."""
    return [
        {
            "week": week,
            "replies": cells[week].replies,
            "score_mean": mean(cells[week]),
            "response_median": coarse_median(cells[week].waits),
        }
        for week in sorted(_latest(cells))
    ]


def mean(cell: Cell) -> float | None:
    """The mean score of a cell."""
    return round(cell.tenths / cell.replies / 10, 1) if cell.replies else None


def _first_agents(cells: Mapping[Any, Cell]) -> frozenset[str]:
    """The agents with most replies, who are told apart; the rest go together."""
    replies = {place[0]: cell.replies for place, cell in cells.items()}
    names = [agent for agent in replies if agent is not None and agent != OTHER]
    names.sort(key=lambda agent: (-replies[agent], agent))
    return frozenset(names[:MAX_AGENTS])


def _latest(weeks: Collection[str | None]) -> frozenset[str]:
    """The latest weeks, which are told apart; what came before goes together."""
    found = sorted(week for week in weeks if week is not None and week != OTHER)
    return frozenset(found[-MAX_WEEKS:])


def _kept(key: str | None, kept: Collection[str]) -> str | None:
    return key if key is None or key in kept else OTHER


def _grouped(
    cells: Mapping[Any, Cell], key: Callable[[Any], Any], *, spread: bool = False
) -> dict[Any, Cell]:
    found: dict[Any, Cell] = {}
    for place, cell in cells.items():
        found.setdefault(key(place), Cell(timed=True, spread=spread)).merge(cell)
    return found


def _spread(cells: Cells, agents: Mapping[Any, Cell]) -> dict[str, list[dict[str, Any]]]:
    """How the scores of each channel, agent and rule are spread: of a rule, where it found something."""
    by_agent = {key: cell.spread for key, cell in agents.items() if cell.spread is not None}

    def rows(spreads: Mapping[Any, Spread]) -> list[dict[str, Any]]:
        return [{"key": key, **spreads[key].figures()} for key in sorted(spreads, key=_order)]

    return {"channel": rows(cells.channels), "agent": rows(by_agent), "rule": rows(cells.rules)}


def _order(key: Any) -> tuple[bool, bool, Any]:
    """Known groups in their order, then all the others, then what is not known."""
    return key is None, key == OTHER, key if key is not None else ""


def _rows(
    cells: Mapping[Any, Cell], unanswered: Mapping[Any, int] | None = None
) -> list[dict[str, Any]]:
    rows = []
    for key in sorted({*cells, *(unanswered or ())}, key=_order):
        cell = cells.get(key, Cell())
        row: dict[str, Any] = {
            "key": key,
            "replies": cell.replies,
            "score_mean": mean(cell),
            "findings": cell.findings,
            "review": cell.review,
            "block": cell.block,
            "response_median": coarse_median(cell.waits),
            "rules": dict(sorted(cell.rules.items())),
        }
        if unanswered is not None:
            row["unanswered"] = unanswered.get(key, 0)
        rows.append(row)
    return rows


def _channels(audit: Aggregate) -> list[dict[str, Any]]:
    """The channels, with medians that are exact, as their times are all there."""
    unanswered = _unanswered(audit, lambda place: place[0])
    rows = _rows(_grouped(audit.cells.cube.cells, lambda place: place[0]), unanswered)
    for row in rows:
        times = audit.response.channels.get(row["key"])
        if times is not None:
            row["response_median"] = quantile(times.counts(), times.n, 50)
    return rows


def _unanswered(
    audit: Aggregate, key: Callable[[tuple[str | None, str | None]], str | None]
) -> dict[str | None, int]:
    """Unanswered messages by channel, or by the week in which they came."""
    counts: dict[str | None, int] = {}
    for place, n in audit.unanswered.items():
        counts[key(place)] = counts.get(key(place), 0) + n
    return counts


def _cube(
    cells: Mapping[Any, Cell], agents: frozenset[str], weeks: frozenset[str]
) -> list[dict[str, Any]]:
    """Cells for filters, bounded: as many of the agents with most replies as there is room for."""
    while True:
        found: dict[Any, Cell] = {}
        for (channel, agent, week), cell in cells.items():
            place = channel, _kept(agent, agents), _kept(week, weeks)
            found.setdefault(place, Cell()).merge(cell)
        if len(found) <= MAX_CUBE or not (agents or weeks):
            break
        if agents:
            replies = dict.fromkeys(agents, 0)
            for (_, agent, _), cell in found.items():
                if agent in replies:
                    replies[agent] += cell.replies
            ranked = sorted(agents, key=lambda agent: (-replies[agent], agent))
            agents = frozenset(ranked[: len(ranked) // 2])
        else:
            weeks = frozenset(sorted(weeks)[len(weeks) // 2 + 1 :])
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
        for (channel, agent, week), cell in sorted(
            found.items(), key=lambda item: tuple(map(_order, item[0]))
        )
    ]
