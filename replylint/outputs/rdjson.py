"""Reviewdog's diagnostic format, rdjson. Its columns count bytes of UTF-8, from 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from replylint.outputs import Failed
from replylint.outputs.places import Placed, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View

_SEVERITIES = {"info": "INFO", "warning": "WARNING", "error": "ERROR", "critical": "ERROR"}


class RdjsonOutput:
    """One JSON document with a list of diagnostics."""

    name = "rdjson"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        diagnostics: list[dict[str, Any]] = []
        for item in placed(results):
            if isinstance(item, Placed):
                diagnostics.append(
                    {
                        "message": item.message(),
                        "location": {
                            "path": item.path,
                            "range": {
                                "start": {"line": item.start.line, "column": item.start_byte()},
                                "end": {"line": item.end.line, "column": item.end_byte()},
                            },
                        },
                        "severity": _SEVERITIES[item.finding.severity.label],
                        "code": {"value": item.finding.code},
                    }
                )
            elif isinstance(item, Failed):
                location: dict[str, Any] = {"path": item.path}
                if item.error.line is not None:
                    location["range"] = {"start": {"line": item.error.line}}
                diagnostics.append(
                    {
                        "message": item.error.say(view.ui_lang),
                        "location": location,
                        "severity": "ERROR",
                    }
                )
        document = {"source": {"name": "replylint"}, "diagnostics": diagnostics}
        yield json.dumps(document, ensure_ascii=True, indent=1) + "\n"


OUTPUT = RdjsonOutput()
