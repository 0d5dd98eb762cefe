"""SARIF 2.1.0, for code-scanning services (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from replylint import __version__
from replylint.outputs import Failed
from replylint.outputs.places import Placed, placed, uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Result, View
    from replylint.sources import Place

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"info": "note", "warning": "warning", "error": "error", "critical": "error"}


class SarifOutput:
    """One run with its rules, results, fixes, and what could not be checked."""

    name = "sarif"

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        rules: dict[str, dict[str, Any]] = {}
        found: list[dict[str, Any]] = []
        troubles: list[dict[str, Any]] = []
        for item in placed(results):
            if isinstance(item, Placed):
                found.append(_result(item, rules))
            elif isinstance(item, Failed):
                troubles.append(_trouble(item, view.ui_lang))
        run = {
            "tool": {
                "driver": {
                    "name": "replylint",
                    "semanticVersion": __version__,
                    "rules": list(rules.values()),
                }
            },
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {"executionSuccessful": not troubles, "toolExecutionNotifications": troubles}
            ],
            "results": found,
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        yield json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _result(item: Placed, rules: dict[str, dict[str, Any]]) -> dict[str, Any]:
    finding = item.finding
    level = _LEVELS[finding.severity.label]
    rules.setdefault(
        finding.code,
        {
            "id": finding.code,
            "name": finding.rule,
            "shortDescription": {"text": finding.rule.replace("-", " ")},
            "defaultConfiguration": {"level": level},
            "properties": {"category": finding.category, "tags": [finding.category]},
        },
    )
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": list(rules).index(finding.code),
        "level": level,
        "message": {"text": item.message()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri(item.path)},
                    "region": _region(item.start, item.end),
                }
            }
        ],
        "partialFingerprints": {"replylint/v1": item.fingerprint()},
        "properties": {"confidence": finding.confidence, "points": finding.points},
    }
    fix = _fix(item)
    if fix is not None:
        result["fixes"] = [fix]
    return result


def _region(start: Place, end: Place) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(item: Placed) -> dict[str, Any] | None:
    """A safe fix, where the file's own form can hold it."""
    fix = item.finding.fix
    if fix is None or not fix.safe:
        return None
    origin = item.checked.found.origin
    replacements = []
    for edit in fix.edits:
        written = origin.edit(edit)
        if written is None:
            return None
        end = origin.end(edit.end)
        start = origin.place(edit.start) if edit.end > edit.start else end
        replacements.append(
            {
                "deletedRegion": _region(start, end),
                "insertedContent": {"text": written.replacement},
            }
        )
    return {
        "description": {"text": item.finding.suggestion or item.finding.message},
        "artifactChanges": [
            {"artifactLocation": {"uri": uri(item.path)}, "replacements": replacements}
        ],
    }


def _trouble(item: Failed, ui_lang: str) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": uri(item.path)}}
    if item.error.line is not None:
        location["region"] = {"startLine": item.error.line}
    return {
        "level": "error",
        "message": {"text": item.error.say(ui_lang)},
        "locations": [{"physicalLocation": location}],
    }


OUTPUT = SarifOutput()
