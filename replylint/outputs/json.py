"""One JSON document: every reply's report, what could not be checked, and the counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from replylint.outputs import Checked
from replylint.outputs.jsonl import json_line
from replylint.outputs.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View


class JsonOutput:
    """`{"replies": [...], "errors": [...], "summary": {...}}`, written as the replies come."""

    name = "json"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        summary = Summary()
        errors: list[str] = []
        lead = '{"replies": ['
        for result in results:
            summary.add(result)
            line = json_line(result, view.ui_lang)
            if isinstance(result, Checked):
                yield f"{lead}\n{line}"
                lead = ","
            else:
                errors.append(line)
        yield f"{lead if not summary.replies else ''}\n],\n"
        yield f'"errors": [{", ".join(errors)}],\n'
        yield f'"summary": {json.dumps(summary.to_dict())}}}\n'


OUTPUT = JsonOutput()
