"""What is said of all replies together: how many, their verdicts, scores and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.finding import Severity
from replylint.i18n import count, number, say
from replylint.outputs import Checked
from replylint.outputs.terminal import paint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.outputs import Result, View
    from replylint.score import Verdict

VERDICT_COLORS = {"send": "green", "review": "yellow", "block": "bold red"}


class Summary:
    """Counts results as they go by; keeps none of them."""

    def __init__(self) -> None:
        self.replies = 0
        self.failed = 0
        self.points = 0.0
        self.verdicts: dict[str, int] = {"send": 0, "review": 0, "block": 0}
        self.severities: dict[Severity, int] = {}
        self.fixes = {True: 0, False: 0}

    def add(self, result: Result) -> None:
        """Count one result."""
        if not isinstance(result, Checked):
            self.failed += 1
            return
        report = result.report
        self.replies += 1
        self.points += report.score
        self.verdicts[report.verdict] += 1
        for finding in report.findings:
            self.severities[finding.severity] = self.severities.get(finding.severity, 0) + 1
            if finding.fix is not None:
                self.fixes[finding.fix.safe] += 1

    @property
    def mean(self) -> float | None:
        """The mean score; None without replies."""
        return round(self.points / self.replies, 1) if self.replies else None

    @property
    def findings(self) -> int:
        """How many findings there are."""
        return sum(self.severities.values())

    def to_dict(self) -> dict[str, object]:
        """The counts as plain JSON values."""
        return {
            "replies": self.replies,
            "failed": self.failed,
            "mean_score": self.mean,
            "verdicts": dict(self.verdicts),
            "findings": {severity.label: self.severities.get(severity, 0) for severity in Severity},
            "fixable": {"safe": self.fixes[True], "unsafe": self.fixes[False]},
        }

    def text(self, view: View) -> str:
        """The summary in a line or two."""
        lang = view.ui_lang
        if self.mean is None:
            return ""
        pieces = [
            paint(count(n, f"verdict.{key}", lang), VERDICT_COLORS[key], view.color)
            for key, n in self.verdicts.items()
            if n
        ]
        colon = say("colon", lang)
        found = found_counts(self.severities, lang) if self.severities else say("nothing", lang)
        lines = [
            f"{count(self.replies, 'checked', lang)}{colon} {', '.join(pieces)}. "
            f"{say('mean', lang)} {number(self.mean, lang)}/100. {found}."
        ]
        safe, unsafe = self.fixes[True], self.fixes[False]
        if safe:
            lines.append(count(safe, "fixable", lang))
        if unsafe:
            lines.append(count(unsafe, "fixable-unsafe", lang))
        return "\n".join(lines) + "\n"


def found_counts(counts: Mapping[Severity, int], ui_lang: str) -> str:
    """How many findings of each severity, the gravest first: "1 error, 2 warnings"."""
    return ", ".join(
        count(counts[severity], f"found.{severity.label}", ui_lang)
        for severity in sorted(counts, reverse=True)
    )


def verdict(score: float, outcome: Verdict, view: View) -> str:
    """A score and its verdict: "76/100, to review"."""
    said = say(f"outcome.{outcome}", view.ui_lang)
    return f"{number(score, view.ui_lang)}/100, {paint(said, VERDICT_COLORS[outcome], view.color)}"
