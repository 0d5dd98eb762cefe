"""A Markdown table, for comments on merge requests and job summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.i18n import say
from replylint.outputs import Failed
from replylint.outputs.places import Placed, placed
from replylint.outputs.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View


class MarkdownOutput:
    """One row a finding, then the counts."""

    name = "markdown"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        summary = Summary()
        lang = view.ui_lang
        heads = [say(f"head.{key}", lang) for key in ("place", "severity", "rule", "message")]
        begun = False
        for item in placed(_counted(results, summary)):
            if isinstance(item, Placed):
                finding = item.finding
                row = (
                    f"`{item.path}:{item.start.line}:{item.start.column}`",
                    say(f"severity.{finding.severity.label}", lang),
                    f"{finding.code} {finding.rule}",
                    item.message(),
                )
            elif isinstance(item, Failed):
                place = f"`{item.path}:{item.error.line or 1}`"
                row = (place, say("severity.error", lang), "", item.error.say(lang))
            else:
                continue
            if not begun:
                yield _row(heads) + _row(["---"] * len(heads))
                begun = True
            yield _row(row)
        if not view.quiet:
            yield ("\n" if begun else "") + summary.text(view)


def _counted(results: Iterable[Result], summary: Summary) -> Iterator[Result]:
    for result in results:
        summary.add(result)
        yield result


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |\n"


def _cell(text: str) -> str:
    """One line, with nothing that a reply could make markup of."""
    shown = " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
    return shown.replace("<", "&lt;").replace("@", "@\u200b")


OUTPUT = MarkdownOutput()
