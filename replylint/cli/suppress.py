"""Applies a file's suppressions to its results, and reports those that suppress nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.finding import Finding, Severity
from replylint.i18n import say
from replylint.outputs import Checked
from replylint.reply import Reply
from replylint.report import Report
from replylint.sources import Found, Span
from replylint.sources.suppressions import find_suppressions, sort_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.linter import Linter
    from replylint.outputs import Result
    from replylint.sources import File
    from replylint.sources.suppressions import Suppression

CODE, NAME = "SUP001", "unused-suppression"


def suppressed(results: Iterable[Result], file: File, linter: Linter) -> Iterator[Result]:
    """The results of a file without what its comments suppress."""
    found = find_suppressions(file.text, file.name)
    if not found:
        yield from results
        return
    used: set[Suppression] = set()
    for result in results:
        if not isinstance(result, Checked):
            yield result
            continue
        first = result.found.origin.place(0)
        findings = result.report.findings
        places = [(result.place(f), first, f.code, f.rule) for f in findings]
        gone, by = sort_out(found, places)
        used |= by
        kept = [f for f, is_gone in zip(findings, gone, strict=True) if not is_gone]
        yield result._replace(report=linter.keep(result.report, kept))
    for one in found:
        if one not in used and not _is_off(one, linter):
            yield _unused(one, file, linter)


def _is_off(one: Suppression, linter: Linter) -> bool:
    """Whether it names rules that are all off, and so suppresses nothing by no fault of its."""
    if any(one.names(rule.code, rule.name) for rule in linter.rules):
        return False
    return any(one.names(rule.code, rule.name) for rule in linter.available)


def _unused(one: Suppression, file: File, linter: Linter) -> Checked:
    """A result that points to a suppression."""
    text = file.text[one.start : one.end]
    lang = linter.settings.ui_lang or "en"
    finding = Finding(
        CODE, NAME, "suppression", Severity.INFO, 1.0, 0.0, 0, len(text), 1, 1,
        say("unused-suppression", lang), say("unused-suppression.remedy", lang), text, None,
    )  # fmt: skip
    reply = Reply(text, part="fragment")
    report = Report(reply, 100.0, "send", (finding,), {}, (), "und")
    return Checked(file.name, Found(reply, Span(file.text, one.start)), linter.read(reply), report)
