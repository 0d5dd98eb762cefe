"""One line for each finding: for small terminals, editors and `grep`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.outputs import Checked
from replylint.outputs.summary import Summary
from replylint.outputs.text import heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View


class ConciseOutput:
    """`path:line:column: severity CODE (name): message`."""

    name = "concise"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        summary = Summary()
        for result in results:
            summary.add(result)
            if isinstance(result, Checked):
                for finding in result.report.findings:
                    yield heading(result, finding, view) + "\n"
        if not view.quiet:
            yield summary.text(view)


OUTPUT = ConciseOutput()
