"""Scores and findings by channel, agent, week, and hour of the week."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.metrics.seconds import Coarse, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Stands for all agents (or weeks) that are not told apart.
OTHER = "*"
MAX_AGENTS = 1_000
MAX_CELLS = 40_000

Place = tuple[str | None, str | None, str | None]  # channel, agent, week


class Counted(NamedTuple):
    """What one reply adds to every cell that it belongs to. tenths: its score, in tenths."""

    tenths: int
    findings: int
    verdict: str
    codes: Iterable[str]


class Cell:
    """Replies of one group: how many, the sum of their scores in tenths, and what was found.

    rules: the replies in which each rule found something.
    """

    __slots__ = ("block", "findings", "replies", "review", "rules", "tenths")

    def __init__(self) -> None:
        self.replies = self.tenths = self.findings = self.review = self.block = 0
        self.rules: dict[str, int] = {}

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

    def merge(self, other: Cell) -> None:
        """Add the counts of another."""
        self.replies += other.replies
        self.tenths += other.tenths
        self.findings += other.findings
        self.review += other.review
        self.block += other.block
        add_counts(self.rules, other.rules)

    def state(self) -> list[Any]:
        """As plain values."""
        return [self.replies, self.tenths, self.findings, self.review, self.block, self.rules]

    @classmethod
    def from_state(cls, state: list[Any]) -> Cell:
        """The one that had this state."""
        made = cls()
        made.replies, made.tenths, made.findings, made.review, made.block = state[:5]
        made.rules = dict(state[5])
        return made


def add_counts(counts: dict[Any, int], more: Mapping[Any, int]) -> None:
    """Add counts to counts, key by key."""
    for key, n in more.items():
        counts[key] = counts.get(key, 0) + n


class Cells:
    """The cells by channel, agent and week, and those by hour of the week.

    Bounded whatever the export holds: where there are more than MAX_AGENTS agents, or MAX_CELLS
    cells, some agents go together under OTHER, those of the greatest hash first. Hashes and not
    replies decide, so that the agents kept are the same in whatever order parts are merged, and
    their counts are whole. Channels are the linter's, weeks those of a few decades.
    """

    def __init__(self) -> None:
        self.cells: dict[Place, Cell] = {}
        self.hours: dict[int, Cell] = {}  # by weekday * 24 + hour
        # First responses, coarsely, by ("agent" | "week" | "hour" | "channel", its key).
        self.times: dict[tuple[str, Any], Coarse] = {}
        self._ranks: dict[str, int] = {}
        self._limit = 1 << 64
        self._own = 0

    def add(self, place: Place, hour: int | None, one: Counted, waited: int | None) -> None:
        """Count a reply. waited: how long its customer did, if it is a first response."""
        cell = self.cells.get(place)
        if cell is None:
            place = self._kept(place)
            cell = self._cell(place)
        cell.add(one)
        if hour is not None:
            at = self.hours.get(hour)
            if at is None:
                at = self.hours[hour] = Cell()
            at.add(one)
        if waited is not None:
            step = place_of(waited)
            for kind, key in (("agent", place[1]), ("week", place[2]), ("hour", hour)):
                if key is not None:
                    counts = self.times.get((kind, key))
                    if counts is None:
                        counts = self.times[kind, key] = {}
                    counts[step] = counts.get(step, 0) + 1
        if self._own > MAX_CELLS or len(self._ranks) > MAX_AGENTS:
            self._narrow()

    def _cell(self, place: Place) -> Cell:
        cell = self.cells.get(place)
        if cell is None:
            cell = self.cells[place] = Cell()
            self._own += place[1] not in (None, OTHER)
        return cell

    def _kept(self, place: Place) -> Place:
        """The place with its agent, or with OTHER where that agent is not told apart."""
        channel, agent, week = place
        if agent is None or agent == OTHER:
            return place
        rank = self._ranks.get(agent)
        if rank is None:
            rank = _rank(agent)
            if rank >= self._limit:
                return channel, OTHER, week
            self._ranks[agent] = rank
        return place

    def _narrow(self) -> None:
        """Put agents together until all bounds hold."""
        by_rank = sorted(self._ranks.items(), key=lambda item: item[1])
        sizes: dict[str, int] = {}
        for _, agent, _ in self.cells:
            if agent is not None:
                sizes[agent] = sizes.get(agent, 0) + 1
        own = self._own
        while own > MAX_CELLS or len(by_rank) > MAX_AGENTS:
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
            counts = self.times.pop(("agent", agent), None)
            if counts is not None:
                add_counts(self.times.setdefault(("agent", OTHER), {}), counts)
        for place in [place for place in self.cells if place[1] in gone]:
            cell = self.cells.pop(place)
            self._own -= 1
            self._cell((place[0], OTHER, place[2])).merge(cell)

    def merge(self, other: Cells) -> None:
        """Add the counts of another."""
        self._limit = min(self._limit, other._limit)
        self._fold()
        for place, cell in other.cells.items():
            self._cell(self._kept(place)).merge(cell)
        for hour, cell in other.hours.items():
            self.hours.setdefault(hour, Cell()).merge(cell)
        for (kind, key), counts in other.times.items():
            gone = kind == "agent" and key not in self._ranks
            add_counts(self.times.setdefault((kind, OTHER if gone else key), {}), counts)
        if self._own > MAX_CELLS or len(self._ranks) > MAX_AGENTS:
            self._narrow()

    def state(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "limit": self._limit,
            "cells": [[*place, cell.state()] for place, cell in self.cells.items()],
            "hours": [[hour, cell.state()] for hour, cell in self.hours.items()],
            "times": [
                [*key, list(map(list, counts.items()))] for key, counts in self.times.items()
            ],
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Cells:
        """The one that had this state."""
        made = cls()
        made._limit = state["limit"]
        for channel, agent, week, cell in state["cells"]:
            made._cell(made._kept((channel, agent, week))).merge(Cell.from_state(cell))
        made.hours = {hour: Cell.from_state(cell) for hour, cell in state["hours"]}
        made.times = {(kind, key): dict(counts) for kind, key, counts in state["times"]}
        return made


def _rank(agent: str) -> int:
    return int.from_bytes(blake2b(agent.encode("utf-8", "replace"), digest_size=8).digest(), "big")
