"""What the filters count from: replies by channel, agent, week and rule, in few numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from replylint.audit.report.bounds import Limits

    Group = Mapping[str, Any]

OTHER = "*"  # stands for agents that are not told apart
Key = str | None
_FEW_AGENTS = 8


@dataclass(slots=True)
class Sum:
    """Replies, the sum of their scores in tenths, and how many each rule touches."""

    replies: int = 0
    tenths: int = 0
    rules: dict[int, int] = field(default_factory=dict)


class Cube(NamedTuple):
    """cells: channel, agent and week as places in the lists; a week of -1 is not listed.

    folded: how many agents are found under OTHER only.
    """

    channels: Sequence[Key]
    agents: Sequence[Key]
    weeks: Sequence[str]
    rules: Sequence[str]
    cells: Mapping[tuple[int, int, int], Sum]
    folded: int

    @property
    def numbers(self) -> int:
        """About how many numbers the page holds for it."""
        return sum(5 + 2 * len(cell.rules) for cell in self.cells.values())

    def plain(self) -> list[list[Any]]:
        """Each cell as [channel, agent, week, replies, tenths, [rule, replies, ...]]."""
        return [
            [*place, one.replies, one.tenths, [n for pair in one.rules.items() for n in pair]]
            for place, one in self.cells.items()
        ]


def cube(cells: Sequence[Group], rules: Sequence[str], limits: Limits) -> Cube:
    """The record's cube in at most `limits.numbers`.

    First fewer agents are told apart, the busiest ones as long as can be, then fewer weeks.
    """
    channels = _busiest(cells, "channel")[: limits.groups]
    agents = _busiest(cells, "agent")
    weeks = sorted({cell["week"] for cell in cells if cell.get("week")})[-limits.weeks :]
    kept = min(limits.groups, len(agents))
    while True:
        found = _fold(cells, channels, agents[:kept], weeks, rules)
        if found.numbers <= limits.numbers or not (kept or weeks):
            return found._replace(folded=len(agents) - kept)
        if kept > _FEW_AGENTS or not weeks:
            kept -= 1 + kept // 4
        else:
            weeks = weeks[1 + len(weeks) // 4 :]


def _busiest(cells: Iterable[Group], name: str) -> list[Key]:
    counts: dict[Key, int] = {}
    for cell in cells:
        key = cell.get(name)
        if key != OTHER:
            counts[key] = counts.get(key, 0) + cell["replies"]
    return sorted(counts, key=lambda key: (-counts[key], str(key)))


def _fold(
    cells: Iterable[Group],
    channels: Sequence[Key],
    agents: Sequence[Key],
    weeks: Sequence[str],
    rules: Sequence[str],
) -> Cube:
    channel_at: dict[Key, int] = {key: at for at, key in enumerate(channels)}
    agent_at = {key: at for at, key in enumerate(agents)}
    week_at = {key: at for at, key in enumerate(weeks)}
    rule_at = {code: at for at, code in enumerate(rules)}
    found: dict[tuple[int, int, int], Sum] = {}
    for cell in cells:
        place = (
            channel_at.get(cell.get("channel"), len(channels)),
            agent_at.get(cell.get("agent"), len(agents)),
            week_at.get(cell.get("week") or "", -1),
        )
        one = found.setdefault(place, Sum())
        one.replies += cell["replies"]
        one.tenths += cell["score_sum_tenths"]
        for code, n in cell["rules"].items():
            if code in rule_at:
                one.rules[rule_at[code]] = one.rules.get(rule_at[code], 0) + n
    return Cube(
        _and_other(channels, any(place[0] == len(channels) for place in found)),
        _and_other(agents, any(place[1] == len(agents) for place in found)),
        weeks,
        rules,
        found,
        0,
    )


def _and_other(keys: Sequence[Key], other: bool) -> Sequence[Key]:
    return [*keys, OTHER] if other else keys
