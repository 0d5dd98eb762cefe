"""How soon customers are answered: first responses, by channel and by what the customer wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.metrics.seconds import EDGES, QUANTILES, Seconds, quantile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from replylint.inbound import Inbound

SENTIMENTS = ("complaint", "praise", "question", "other")


def sentiment(inbound: Inbound | None) -> str | None:
    """What a message is above all: a complaint also where it praises, praise also where it asks."""
    if inbound is None:
        return None
    if inbound.complaint:
        return "complaint"
    if inbound.praise:
        return "praise"
    return "question" if inbound.question else "other"


class Response:
    """First responses by channel and by sentiment, and later ones in all.

    open: the same times, counted in announced hours only; None where no hours are known.
    """

    __slots__ = ("channels", "later", "open", "sentiments")

    def __init__(self) -> None:
        self.channels: dict[str | None, Seconds] = {}
        self.sentiments: dict[str, Seconds] = {}
        self.later = Seconds()
        self.open = Seconds()

    def add(self, channel: str | None, feeling: str | None, seconds: int) -> None:
        """Count a first response."""
        times = self.channels.get(channel)
        if times is None:
            times = self.channels[channel] = Seconds()
        times.add(seconds)
        if feeling is not None:
            times = self.sentiments.get(feeling)
            if times is None:
                times = self.sentiments[feeling] = Seconds()
            times.add(seconds)

    def merge(self, other: Response) -> None:
        """Add the counts of another."""
        for channel, times in other.channels.items():
            self.channels.setdefault(channel, Seconds()).merge(times)
        for feeling, times in other.sentiments.items():
            self.sentiments.setdefault(feeling, Seconds()).merge(times)
        self.later.merge(other.later)
        self.open.merge(other.open)

    def state(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "channels": [[name, times.state()] for name, times in self.channels.items()],
            "sentiments": [[name, times.state()] for name, times in self.sentiments.items()],
            "later": self.later.state(),
            "open": self.open.state(),
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Response:
        """The one that had this state."""
        made = cls()
        made.channels = {name: Seconds.from_state(one) for name, one in state["channels"]}
        made.sentiments = {name: Seconds.from_state(one) for name, one in state["sentiments"]}
        made.later = Seconds.from_state(state["later"])
        made.open = Seconds.from_state(state["open"])
        return made


def together(times: Iterable[Seconds]) -> Seconds:
    """All of them in one."""
    found = Seconds()
    for one in times:
        found.merge(one)
    return found


def figures(times: Seconds) -> dict[str, Any]:
    """What the record says of times, in seconds; shares from 0 to 1."""
    counts = list(times.counts())
    n = times.n
    bars: list[list[int | None]] = [[edge, 0] for edge in (*EDGES, None)]
    soon = {300: 0, 3600: 0}
    bar = 0
    for value, seen in counts:
        while bar < len(EDGES) and value > EDGES[bar]:
            bar += 1
        bars[bar][1] = (bars[bar][1] or 0) + seen
        for limit in soon:
            soon[limit] += seen if value <= limit else 0
    return {
        "n": n,
        "mean": round(times.total / n) if n else None,
        **{name: quantile(counts, n, percent) for name, percent in QUANTILES},
        "within_1h": round(soon[3600] / n, 4) if n else None,
        "within_5min": round(soon[300] / n, 4) if n else None,
        "histogram": bars,
    }
