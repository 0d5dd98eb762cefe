"""The output for people: each finding under its line, then a word on each reply and on all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from replylint.finding import Severity
from replylint.i18n import say
from replylint.outputs import Checked
from replylint.outputs.summary import Summary, found_counts, verdict
from replylint.outputs.terminal import fill, paint, printable, window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.finding import Finding
    from replylint.outputs import Result, View

SEVERITY_COLORS = {
    Severity.INFO: "cyan",
    Severity.WARNING: "yellow",
    Severity.ERROR: "bold red",
    Severity.CRITICAL: "bold white",
}


class TextOutput:
    """Findings with their line of the reply, underlined, and what to do instead."""

    name = "text"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        summary = Summary()
        for result in results:
            summary.add(result)
            if isinstance(result, Checked) and result.report.findings:
                yield "".join(_reply(result, view))
        if not view.quiet:
            yield summary.text(view)


def _reply(checked: Checked, view: View) -> Iterator[str]:
    masked = checked.masked()
    for finding in checked.report.findings:
        yield _finding(checked, finding, masked, view)
    if not view.quiet:
        report = checked.report
        found = found_counts(Counter(f.severity for f in report.findings), view.ui_lang)
        yield (
            f"{paint(printable(checked.path), 'bold', view.color)}: "
            f"{verdict(report.score, report.verdict, view)}{say('colon', view.ui_lang)} {found}\n\n"
        )


def heading(checked: Checked, finding: Finding, view: View) -> str:
    """One line on a finding: its place, severity, code, name and message."""
    place = checked.place(finding)
    severity = paint(
        say(f"severity.{finding.severity.label}", view.ui_lang),
        SEVERITY_COLORS[finding.severity],
        view.color,
    )
    path = paint(printable(checked.path), "bold", view.color)
    code = paint(finding.code, "bold", view.color)
    message = printable(finding.message).replace("\n", " ")
    return (
        f"{path}:{place.line}:{place.column}: {severity} {code} ({finding.rule})"
        f"{say('colon', view.ui_lang)} {message}"
    )


def _finding(checked: Checked, finding: Finding, masked: str, view: View) -> str:
    number = str(checked.place(finding).line)
    margin = " " * len(number)
    bar = paint("|", "blue", view.color)
    room = max(20, view.width - len(number) - 4)
    begin = masked.rfind("\n", 0, finding.start) + 1
    stop = masked.find("\n", finding.start)
    line = masked[begin : stop if stop >= 0 else len(masked)].rstrip("\r")
    end = min(finding.end - begin, len(line))
    shown, left, size = window(printable(line), finding.start - begin, end, room)
    underline = paint("^" * size, SEVERITY_COLORS[finding.severity], view.color)
    lines = [
        heading(checked, finding, view),
        f"{margin} {bar}",
        f"{paint(number, 'blue', view.color)} {bar} {shown}",
        f"{margin} {bar} {' ' * left}{underline}",
    ]
    if finding.suggestion:
        lead = f"{margin} {paint('=', 'blue', view.color)} "
        remedy = f"{say('try', view.ui_lang)}{say('colon', view.ui_lang)} {finding.suggestion}"
        lines.append(lead + fill(printable(remedy), room, " " * (len(margin) + 3)))
    return "\n".join(lines) + "\n\n"


OUTPUT = TextOutput()
