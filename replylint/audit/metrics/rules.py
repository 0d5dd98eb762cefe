"""How often each rule found something, with a few samples of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.metrics.smallest import Smallest
from replylint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.finding import Finding


class RuleCount:
    """The findings of one rule, and the replies with at least one.

    severity: the gravest seen. tenths: what the findings took off scores, in tenths of a point.
    """

    __slots__ = ("category", "findings", "name", "replies", "samples", "severity", "tenths")

    def __init__(self, name: str, category: str, samples: int) -> None:
        self.name = name
        self.category = category
        self.findings = 0
        self.replies = 0
        self.severity = 0
        self.tenths = 0
        self.samples = Smallest(samples)

    def merge(self, other: RuleCount) -> None:
        """Add the counts of another."""
        self.findings += other.findings
        self.replies += other.replies
        self.severity = max(self.severity, other.severity)
        self.tenths += other.tenths
        self.samples.merge(other.samples)


class RuleCounts:
    """The counts by code. known: samples that are kept elsewhere; see `Series`."""

    __slots__ = ("_keep", "by_code", "known")

    def __init__(self, keep: int) -> None:
        self.by_code: dict[str, RuleCount] = {}
        self.known: Mapping[str, Smallest] = {}
        self._keep = keep

    def add(self, findings: tuple[Finding, ...]) -> dict[str, Finding]:
        """Count the findings of a reply; gives back the first one of each rule."""
        first: dict[str, Finding] = {}
        for finding in findings:
            code = finding.code
            count = self.by_code.get(code)
            if count is None:
                count = self.by_code[code] = RuleCount(finding.rule, finding.category, self._keep)
                if code in self.known:
                    count.samples.want_less_than(self.known[code])
            count.findings += 1
            count.severity = max(count.severity, finding.severity)
            count.tenths += round(finding.points * 10)
            if code not in first:
                first[code] = finding
                count.replies += 1
        return first

    def merge(self, other: RuleCounts) -> None:
        """Add the counts of another."""
        for code, count in other.by_code.items():
            own = self.by_code.get(code)
            if own is None:
                own = self.by_code[code] = RuleCount(count.name, count.category, self._keep)
            own.merge(count)

    def figures(self, replies: int) -> list[dict[str, Any]]:
        """What the record says of them, those of most replies first."""
        ranked = sorted(self.by_code.items(), key=lambda item: (-item[1].replies, item[0]))
        return [
            {
                "code": code,
                "name": one.name,
                "category": one.category,
                "severity": Severity(one.severity).label,
                "findings": one.findings,
                "replies": one.replies,
                "share": round(one.replies / replies, 4) if replies else None,
                "points": one.tenths / 10,
                "samples": one.samples.items(),
            }
            for code, one in ranked
        ]

    def state(self) -> list[list[Any]]:
        """As plain values."""
        return [
            [code, c.name, c.category, c.findings, c.replies, int(c.severity), c.tenths,
             c.samples.state()]
            for code, c in self.by_code.items()
        ]  # fmt: skip

    @classmethod
    def from_state(cls, keep: int, state: list[list[Any]]) -> RuleCounts:
        """The one that had this state."""
        made = cls(keep)
        for code, name, category, findings, replies, severity, tenths, samples in state:
            one = made.by_code[code] = RuleCount(name, category, keep)
            one.findings, one.replies, one.severity = findings, replies, severity
            one.tenths = tenths
            one.samples = Smallest.from_state(keep, samples)
        return made
