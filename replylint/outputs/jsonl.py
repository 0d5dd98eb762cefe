"""One JSON object a line for each reply, in the order of the files: for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from replylint.outputs import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View


class JsonLinesOutput:
    """Each line is a report (see `replylint schema`) or, for a file with an error, what it is."""

    name = "jsonl"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        for result in results:
            yield json_line(result, view.ui_lang) + "\n"


def json_line(result: Result, ui_lang: str) -> str:
    """A result as one line of JSON.

    Lines and columns are those of the file; start and end stay offsets in the reply's text.
    """
    path = result.path.encode("utf-8", "replace").decode("utf-8")
    if not isinstance(result, Checked):
        error = {"path": path, "line": result.error.line, "error": result.error.say(ui_lang)}
        return json.dumps(error, ensure_ascii=False)
    report = result.report.to_dict()
    report["findings"] = [
        {**finding.to_dict(), **result.place(finding)._asdict()}
        for finding in result.report.findings
    ]
    return json.dumps({"path": path, **report}, ensure_ascii=False)


OUTPUT = JsonLinesOutput()
