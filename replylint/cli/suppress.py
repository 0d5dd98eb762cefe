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
    found = find_suppressions(file.text)
    if not found:
        yield from results
        return
    used: set[Suppression] = set()
    for result in results:
        if not isinstance(result, Checked):
            yield result
            continue
        first = result.found.origin.place(0).line
        findings = result.report.findings
        places = [(result.place(f).line, first, f.code, f.rule) for f in findings]
        gone, by = sort_out(found, places)
        used |= by
        kept = [f for f, is_gone in zip(findings, gone, strict=True) if not is_gone]
        yield result._replace(report=linter.keep(result.report, kept))
    for one in found:
        # A rule that is off can find nothing to suppress; that is no fault of the comment.
        wanted = not one.selectors or any(one.names(r.code, r.name) for r in linter.rules)
        if one not in used and wanted:
            yield _unused(one, file, linter)


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
