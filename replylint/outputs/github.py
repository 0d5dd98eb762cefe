"""Workflow commands of GitHub Actions: findings show beside the changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.outputs import Failed
from replylint.outputs.places import Placed, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View

_LEVELS = {"info": "notice", "warning": "warning", "error": "error", "critical": "error"}


class GithubOutput:
    """`::warning file=...,line=...,col=...::message`, one a finding."""

    name = "github"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        for item in placed(results):
            if isinstance(item, Placed):
                finding = item.finding
                properties = {
                    "file": item.path,
                    "line": item.start.line,
                    "col": item.start.column,
                    "endLine": item.end.line,
                    "endColumn": item.end.column,
                    "title": f"{finding.code} {finding.rule}",
                }
                yield _command(_LEVELS[finding.severity.label], properties, item.message())
            elif isinstance(item, Failed):
                properties = {"file": item.path, "line": item.error.line or 1}
                yield _command("error", properties, item.error.say(view.ui_lang))


def _command(level: str, properties: dict[str, object], message: str) -> str:
    listed = ",".join(f"{key}={_escaped(str(value), ',:')}" for key, value in properties.items())
    return f"::{level} {listed}::{_escaped(message)}\n"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


OUTPUT = GithubOutput()
