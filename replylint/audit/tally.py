"""What is counted over many replies, in memory that does not grow with them."""

from __future__ import annotations

from heapq import heappush, heapreplace
from typing import TYPE_CHECKING, NamedTuple

from replylint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from replylint.report import Report
    from replylint.sources.file import FileError

_LINES = 5
# Scores are in tenths of a point.
_STEPS = 1000
BANDS = ((100.0, 100.0), (85.0, 99.9), (60.0, 84.9), (40.0, 59.9), (0.0, 39.9))


class RuleCount:
    """How often a rule found something: findings, and replies with at least one."""

    __slots__ = ("findings", "name", "replies", "severity")

    def __init__(self, name: str) -> None:
        self.name = name
        self.findings = 0
        self.replies = 0
        self.severity = Severity.INFO


class Troubled:
    """Rows with the same trouble: what it is, how many there are, the lines of the first ones."""

    __slots__ = ("error", "lines", "rows")

    def __init__(self, error: FileError) -> None:
        self.error = error
        self.rows = 0
        self.lines: list[int] = []

    def add(self, line: int | None) -> None:
        """Count a row."""
        self.rows += 1
        if line is not None and len(self.lines) < _LINES:
            self.lines.append(line)


class Sample(NamedTuple):
    """One of the worst replies: its line, score and verdict, what was found, its masked text."""

    line: int
    score: float
    verdict: str
    codes: tuple[str, ...]
    text: str


class Tally:
    """Counts reports and rejected rows as they go by. worst: how many samples to keep."""

    def __init__(self, worst: int = 5) -> None:
        self.replies = 0
        self.clean = 0
        self.verdicts: dict[str, int] = {"send": 0, "review": 0, "block": 0}
        self.rules: dict[str, RuleCount] = {}
        self.rejected: dict[str, Troubled] = {}
        self.failed_rules: dict[str, int] = {}
        # For each figure of the reports: how many replies have it, and the sum.
        self.measures: dict[str, tuple[int, float]] = {}
        self._scores = [0] * (_STEPS + 1)
        self._worst: list[tuple[float, int, Sample]] = []
        self._keep = worst

    def add(self, line: int, report: Report, masked: Callable[[], str]) -> None:
        """Count a report. masked: called for the reply's masked text, if it is among the worst."""
        self.replies += 1
        self.verdicts[report.verdict] += 1
        self._scores[round(report.score * 10)] += 1
        for note in report.skipped:
            if note.reason == "failed":
                self.failed_rules[note.code] = self.failed_rules.get(note.code, 0) + 1
        for name, value in report.measures.items():
            replies, total = self.measures.get(name, (0, 0.0))
            self.measures[name] = replies + 1, total + value
        if not report.findings:
            self.clean += 1
            return
        seen: set[str] = set()
        for finding in report.findings:
            count = self.rules.get(finding.code)
            if count is None:
                count = self.rules[finding.code] = RuleCount(finding.rule)
            count.findings += 1
            count.severity = max(count.severity, finding.severity)
            if finding.code not in seen:
                seen.add(finding.code)
                count.replies += 1
        if self._keep:
            self._remember(line, report, masked, tuple(sorted(seen)))

    def _remember(
        self, line: int, report: Report, masked: Callable[[], str], codes: tuple[str, ...]
    ) -> None:
        # The heap's root is the best of the worst; of equals the first in the export stays.
        rank = (-report.score, -line)
        full = len(self._worst) >= self._keep
        if full and rank <= self._worst[0][:2]:
            return
        sample = Sample(line, report.score, report.verdict, codes, masked())
        (heapreplace if full else heappush)(self._worst, (*rank, sample))

    def reject(self, error: FileError) -> None:
        """Count a row that was left out."""
        self.rejected.setdefault(error.key, Troubled(error)).add(error.line)

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(count.findings for count in self.rules.values())

    @property
    def mean(self) -> float | None:
        """The mean score, in tenths; None without replies."""
        if not self.replies:
            return None
        points = sum(step * count for step, count in enumerate(self._scores))
        return round(points / self.replies / 10, 1)

    def percentile(self, share: float) -> float | None:
        """The lowest score that at least this share of replies do not exceed; None without any."""
        wanted, seen = share * self.replies, 0
        for step, count in enumerate(self._scores):
            seen += count
            if count and seen >= wanted:
                return step / 10
        return None

    def bands(self) -> list[tuple[float, float, int]]:
        """How many replies have a score in each of BANDS, both ends included."""
        return [
            (low, high, sum(self._scores[round(low * 10) : round(high * 10) + 1]))
            for low, high in BANDS
        ]

    @property
    def worst(self) -> list[Sample]:
        """The samples, the worst first."""
        return [sample for _, _, sample in sorted(self._worst, reverse=True)]
