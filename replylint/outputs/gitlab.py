"""GitLab's Code Quality report: a JSON list of issues (a subset of Code Climate's)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from replylint.outputs import Failed
from replylint.outputs.places import Placed, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View

_SEVERITIES = {"info": "info", "warning": "minor", "error": "major", "critical": "critical"}


class GitlabOutput:
    """Every issue has a fingerprint of its own that holds when lines move."""

    name = "gitlab"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        issues: list[dict[str, Any]] = []
        seen: dict[str, int] = {}
        for item in placed(results):
            if isinstance(item, Placed):
                code, severity = item.finding.code, _SEVERITIES[item.finding.severity.label]
                text, line, print_ = item.message(), item.start.line, item.fingerprint()
            elif isinstance(item, Failed):
                code, severity = "replylint-error", "blocker"
                text, line = item.error.say(view.ui_lang), item.error.line or 1
                print_ = hashlib.sha256(item.path.encode("utf-8", "replace")).hexdigest()[:32]
            else:
                continue
            seen[print_] = seen.get(print_, 0) + 1
            if seen[print_] > 1:  # the same line twice in a file
                print_ = f"{print_}-{seen[print_]}"
            issues.append(
                {
                    "description": text,
                    "check_name": code,
                    "fingerprint": print_,
                    "severity": severity,
                    "location": {"path": item.path.removeprefix("./"), "lines": {"begin": line}},
                }
            )
        yield json.dumps(issues, ensure_ascii=True, indent=1) + "\n"


OUTPUT = GitlabOutput()
