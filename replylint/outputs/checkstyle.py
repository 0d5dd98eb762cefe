"""Checkstyle's XML, which many CI services and editors read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.outputs import Failed
from replylint.outputs.places import Placed, placed
from replylint.outputs.xml import attributes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View

_SEVERITIES = {"info": "info", "warning": "warning", "error": "error", "critical": "error"}


class CheckstyleOutput:
    """A `<file>` for each file that has findings, an `<error>` for each of them."""

    name = "checkstyle"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="10.0">\n'
        opened: str | None = None
        for item in placed(results):
            if isinstance(item, Placed):
                finding = item.finding
                line = attributes(
                    line=item.start.line,
                    column=item.start.column,
                    severity=_SEVERITIES[finding.severity.label],
                    message=item.message(),
                    source=f"replylint.{finding.category}.{finding.code}",
                )
            elif isinstance(item, Failed):
                line = attributes(
                    line=item.error.line or 1,
                    severity="error",
                    message=item.error.say(view.ui_lang),
                    source="replylint.error",
                )
            else:
                continue
            if item.path != opened:
                yield "</file>\n" if opened is not None else ""
                yield f"<file{attributes(name=item.path)}>\n"
                opened = item.path
            yield f"<error{line}/>\n"
        yield "</file>\n</checkstyle>\n" if opened is not None else "</checkstyle>\n"


OUTPUT = CheckstyleOutput()
