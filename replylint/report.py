"""The report on one reply: its score, verdict and findings, and the text with its fixes applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from replylint.finding import Edit, Finding, Fix, Skipped
    from replylint.reply import Reply
    from replylint.score import Verdict

SCHEMA_VERSION = 1
_NO_MEASURES: Mapping[str, float] = {}


class Report(NamedTuple):
    """What a check found. Immutable.

    score: 0 to 100. breakdown: points taken off by category; with the score they make 100.
    skipped: rules that did not judge the reply, and why.
    language: of the reply, as given or detected ("und" where it cannot be told).
    measures: figures of the reply by name, such as "reading_ease"; none where it is too short.
    """

    reply: Reply
    score: float
    verdict: Verdict
    findings: tuple[Finding, ...]
    breakdown: Mapping[str, float]
    skipped: tuple[Skipped, ...]
    language: str
    measures: Mapping[str, float] = _NO_MEASURES

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def fixed(self, *, unsafe: bool = False) -> str:
        """The reply's text with its fixes applied; with `unsafe`, also those that need a look.

        Of fixes that overlap, the first in the text is applied: check the result again.
        """
        return apply_fixes(self.reply.text, self.findings, unsafe=unsafe)

    def to_dict(self) -> dict[str, object]:
        """The report as plain JSON values, personal data masked; the text is not in it."""
        return {
            "schema": SCHEMA_VERSION,
            "id": self.reply.id,
            "channel": self.reply.channel,
            "language": self.language,
            "score": self.score,
            "verdict": self.verdict,
            "breakdown": dict(self.breakdown),
            "findings": [finding.to_dict() for finding in self.findings],
            "skipped": [note.to_dict() for note in self.skipped],
            "measures": dict(self.measures),
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """`to_dict` as JSON text; `replylint.report_schema()` describes it."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


def apply_fixes(text: str, findings: tuple[Finding, ...], *, unsafe: bool = False) -> str:
    """The text with the findings' fixes applied, none overlapping another."""
    fixes = chosen_fixes(findings, unsafe=unsafe)
    return apply_edits(text, [edit for fix in fixes for edit in fix.edits])


def chosen_fixes(findings: tuple[Finding, ...], *, unsafe: bool = False) -> list[Fix]:
    """The fixes to apply: of those that overlap, the first in the text."""
    chosen: list[Fix] = []
    done: list[Edit] = []
    fixes = (f.fix for f in findings if f.fix is not None and (unsafe or f.fix.safe))
    for fix in sorted(fixes, key=lambda fix: (fix.edits[0].start, fix.edits[0].end)):
        if not any(_clash(edit, other) for edit in fix.edits for other in done):
            chosen.append(fix)
            done += fix.edits
    return chosen


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits applied, none of which may overlap another."""
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def _clash(one: Edit, other: Edit) -> bool:
    return one.start == other.start or (one.start < other.end and other.start < one.end)


def report_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of `Report.to_dict`."""
    import json
    from importlib.resources import files

    schema: dict[str, object] = json.loads(
        files("replylint").joinpath("report.schema.json").read_text("utf-8")
    )
    return schema
