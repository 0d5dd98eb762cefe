"""Scores and findings by channel, agent, week, and hour of the week."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.metrics.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from replylint.audit.metrics.seconds import Coarse

# Stands for all agents (or weeks) that are not told apart.
OTHER = "*"
MAX_AGENTS = 1_000
MAX_CELLS = 40_000

Place = tuple[str | None, ...]


class Counted(NamedTuple):
    """What one reply adds to every cell that it belongs to.

    tenths: its score, in tenths. hour: of the week, when it was sent; None where not known.
    waited: the coarse time of a first response; None for others.
    """

    tenths: int
    findings: int
    verdict: str
    codes: Iterable[str]
    hour: int | None = None
    waited: int | None = None


class Cell:
    """Replies of one group: how many, the sum of their scores in tenths, and what was found.

    rules: the replies in which each rule found something. waits: first responses, coarsely; only
    where they are wanted (`timed`). spread: only where it is wanted.
    """

    __slots__ = ("block", "findings", "replies", "review", "rules", "spread", "tenths", "waits")

    def __init__(self, *, timed: bool = False, spread: bool = False) -> None:
        self.replies = self.tenths = self.findings = self.review = self.block = 0
        self.rules: dict[str, int] = {}
        self.waits: Coarse | None = {} if timed else None
        self.spread = Spread() if spread else None

    def add(self, one: Counted) -> None:
        """Count a reply."""
        self.replies += 1
        self.tenths += one.tenths
        if one.findings:
            self.findings += one.findings
            self.review += one.verdict == "review"
            self.block += one.verdict == "block"
            for code in one.codes:
                self.rules[code] = self.rules.get(code, 0) + 1
        if self.waits is not None and one.waited is not None:
            self.waits[one.waited] = self.waits.get(one.waited, 0) + 1
        if self.spread is not None:
            self.spread.add(one.tenths, one.hour)

    def merge(self, other: Cell) -> None:
        """Add the counts of another."""
        self.replies += other.replies
        self.tenths += other.tenths
        self.findings += other.findings
        self.review += other.review
        self.block += other.block
        add_counts(self.rules, other.rules)
        if self.waits is not None and other.waits:
            add_counts(self.waits, other.waits)
        if self.spread is not None and other.spread is not None:
            self.spread.merge(other.spread)

    def state(self) -> list[Any]:
        """As plain values."""
        waits = None if self.waits is None else list(map(list, self.waits.items()))
        spread = None if self.spread is None else self.spread.state()
        return [
            self.replies, self.tenths, self.findings, self.review, self.block, self.rules, waits,
            spread,
        ]  # fmt: skip

    @classmethod
    def from_state(cls, state: list[Any]) -> Cell:
        """The one that had this state."""
        made = cls()
        made.replies, made.tenths, made.findings, made.review, made.block = state[:5]
        made.rules = dict(state[5])
        made.waits = None if state[6] is None else dict(state[6])
        made.spread = None if state[7] is None else Spread.from_state(state[7])
        return made


def add_counts(counts: dict[Any, int], more: Mapping[Any, int]) -> None:
    """Add counts to counts, key by key."""
    for key, n in more.items():
        counts[key] = counts.get(key, 0) + n


class Bounded:
    """Cells in places that have an agent in them, never more than `most`, whatever comes.

    at: where in a place the agent stands. Where there are too many cells, some agents go together
    under OTHER, those of the greatest hash first. Hashes and not replies decide, so that the
    agents kept are the same in whatever order parts are merged, and their counts are whole.
    """

    __slots__ = ("_limit", "_own", "_ranks", "_wants", "at", "cells", "most")

    def __init__(self, at: int, most: int, *, timed: bool = False, spread: bool = False) -> None:
        self.at = at
        self._wants = {"timed": timed, "spread": spread}
        self.most = most
        self.cells: dict[Place, Cell] = {}
        self._ranks: dict[str, int] = {}
        self._limit = 1 << 64
        self._own = 0  # cells of agents that are told apart

    def add(self, place: Place, one: Counted) -> None:
        """Count a reply."""
        cell = self.cells.get(place)
        if cell is None:
            cell = self._cell(self._kept(place))
        cell.add(one)
        if self._own > self.most:
            self._narrow()

    def _cell(self, place: Place) -> Cell:
        cell = self.cells.get(place)
        if cell is None:
            cell = self.cells[place] = Cell(**self._wants)
            self._own += place[self.at] not in (None, OTHER)
        return cell

    def _kept(self, place: Place) -> Place:
        """The place with its agent, or with OTHER where that agent is not told apart."""
        agent = place[self.at]
        if agent is None or agent == OTHER or agent in self._ranks:
            return place
        rank = _rank(agent)
        if rank >= self._limit:
            return self._without(place)
        self._ranks[agent] = rank
        return place

    def _without(self, place: Place) -> Place:
        return (*place[: self.at], OTHER, *place[self.at + 1 :])

    def _narrow(self) -> None:
        """Put agents together until there are few enough cells."""
        sizes: dict[str | None, int] = {}
        for place in self.cells:
            sizes[place[self.at]] = sizes.get(place[self.at], 0) + 1
        by_rank = sorted(self._ranks.items(), key=lambda item: item[1])
        own = self._own
        while own > self.most:
            agent, self._limit = by_rank.pop()
            own -= sizes.get(agent, 0)
        self._fold()

    def _fold(self) -> None:
        """Put the agents at or over the limit together."""
        gone = {agent for agent, rank in self._ranks.items() if rank >= self._limit}
        if not gone:
            return
        for agent in gone:
            del self._ranks[agent]
        for place in [place for place in self.cells if place[self.at] in gone]:
            cell = self.cells.pop(place)
            self._own -= 1
            self._cell(self._without(place)).merge(cell)

    def merge(self, other: Bounded) -> None:
        """Add the counts of another."""
        self._limit = min(self._limit, other._limit)
        self._fold()
        for place, cell in other.cells.items():
            self._cell(self._kept(place)).merge(cell)
        if self._own > self.most:
            self._narrow()

    def state(self) -> list[Any]:
        """As plain values."""
        return [self._limit, [[*place, cell.state()] for place, cell in self.cells.items()]]

    def load(self, state: list[Any]) -> None:
        """Take over a state."""
        self._limit, cells = state
        for *place, cell in cells:
            self._cell(self._kept(tuple(place))).merge(Cell.from_state(cell))


class Cells:
    """The cells by agent, by channel, agent and week, by week, and by hour of the week.

    Their number is bounded: agents and the cube as `Bounded` says; channels are the linter's,
    weeks those of a few decades.
    """

    def __init__(self) -> None:
        self.agents = Bounded(0, MAX_AGENTS, timed=True, spread=True)
        self.cube = Bounded(1, MAX_CELLS)
        self.channels: dict[str | None, Spread] = {}
        self.rules: dict[str, Spread] = {}  # of the replies in which each found something
        self.weeks: dict[str | None, Cell] = {}
        self.hours: dict[int, Cell] = {}  # by weekday * 24 + hour

    def add(self, channel: str | None, agent: str | None, week: str | None, one: Counted) -> None:
        """Count a reply."""
        self.cube.add((channel, agent, week), one)
        self.agents.add((agent,), one)
        _of(self.channels, channel).add(one.tenths, one.hour)
        for code in one.codes:
            _of(self.rules, code).add(one.tenths, one.hour)
        cell = self.weeks.get(week)
        if cell is None:
            cell = self.weeks[week] = Cell(timed=True)
        cell.add(one)
        if one.hour is not None:
            cell = self.hours.get(one.hour)
            if cell is None:
                cell = self.hours[one.hour] = Cell(timed=True)
            cell.add(one)

    def merge(self, other: Cells) -> None:
        """Add the counts of another."""
        self.agents.merge(other.agents)
        self.cube.merge(other.cube)
        for week, cell in other.weeks.items():
            self.weeks.setdefault(week, Cell(timed=True)).merge(cell)
        for hour, cell in other.hours.items():
            self.hours.setdefault(hour, Cell(timed=True)).merge(cell)
        for channel, spread in other.channels.items():
            _of(self.channels, channel).merge(spread)
        for code, spread in other.rules.items():
            _of(self.rules, code).merge(spread)

    def state(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "agents": self.agents.state(),
            "cube": self.cube.state(),
            "weeks": [[week, cell.state()] for week, cell in self.weeks.items()],
            "hours": [[hour, cell.state()] for hour, cell in self.hours.items()],
            "channels": [[channel, one.state()] for channel, one in self.channels.items()],
            "rules": [[code, one.state()] for code, one in self.rules.items()],
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Cells:
        """The one that had this state."""
        made = cls()
        made.agents.load(state["agents"])
        made.cube.load(state["cube"])
        made.weeks = {week: Cell.from_state(cell) for week, cell in state["weeks"]}
        made.hours = {hour: Cell.from_state(cell) for hour, cell in state["hours"]}
        made.channels = {channel: Spread.from_state(one) for channel, one in state["channels"]}
        made.rules = {code: Spread.from_state(one) for code, one in state["rules"]}
        return made


def _of(spreads: dict[Any, Spread], key: str | None) -> Spread:
    """The spread of a group, made when it is first asked for."""
    found = spreads.get(key)
    if found is None:
        found = spreads[key] = Spread()
    return found


def _rank(agent: str) -> int:
    return int.from_bytes(blake2b(agent.encode("utf-8", "replace"), digest_size=8).digest(), "big")
