"""Results as plain data: what other processes send back and what the cache keeps.

Only what outputs show is kept: the masked text where there are findings, never the text itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.finding import Edit, Finding, Fix, Severity, Skipped
from replylint.outputs import Checked, Failed
from replylint.reply import Reply
from replylint.report import Report
from replylint.sources import FileError, Found, Place, nth_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.outputs import Result
    from replylint.sources import File

_FIELDS = ("channel", "visibility", "language", "id", "kind", "part")
Record = dict[str, Any]


def to_record(result: Result) -> Record:
    """A result as plain JSON values."""
    if isinstance(result, Failed):
        error = result.error
        return {"error": error.key, "line": error.line, "params": error.params}
    report, origin = result.report, result.found.origin
    starts, ends = {0}, set()
    edits: list[list[Any]] = []
    for finding in report.findings:
        starts |= {finding.start, max(finding.start, finding.end - 1)}
        ends.add(finding.end)
        for edit in finding.fix.edits if finding.fix else ():
            starts.add(edit.start)
            ends |= {edit.start, edit.end}
            moved = origin.edit(edit)
            edits.append([_edit(edit), None if moved is None else _edit(moved)])
    return {
        "text": result.masked() if report.findings else "",
        "reply": {key: getattr(report.reply, key) for key in _FIELDS},
        "score": report.score,
        "verdict": report.verdict,
        "breakdown": dict(report.breakdown),
        "language": report.language,
        "skipped": [note.to_dict() for note in report.skipped],
        "findings": [_finding(finding) for finding in report.findings],
        "measures": dict(report.measures),
        "places": [[offset, *origin.place(offset)] for offset in sorted(starts)],
        "ends": [[offset, *origin.end(offset)] for offset in sorted(ends)],
        "edits": edits,
    }


def from_record(record: Record, file: File) -> Result:
    """The result that a record was made of, as far as outputs need it."""
    if "error" in record:
        error = FileError(record["error"], line=record["line"], **record["params"])
        return Failed(file.name, error)
    reply = Reply(record["text"], **record["reply"])
    report = Report(
        reply,
        record["score"],
        record["verdict"],
        tuple(_to_finding(values) for values in record["findings"]),
        record["breakdown"],
        tuple(Skipped(**values) for values in record["skipped"]),
        record["language"],
        record["measures"],
    )
    found = Found(reply, StoredOrigin(record, file))
    return Checked(file.name, found, _StoredDocument(reply), report)  # type: ignore[arg-type]


class _StoredDocument:
    """Stands for the document of a stored result: its text is masked already."""

    hidden = ()

    def __init__(self, reply: Reply) -> None:
        self.reply = reply


class StoredOrigin:
    """The places and edits that were asked of the origin when the result was stored."""

    def __init__(self, record: Mapping[str, Any], file: File) -> None:
        self._places = {offset: Place(*place) for offset, *place in record["places"]}
        self._ends = {offset: Place(*place) for offset, *place in record["ends"]}
        self._edits = {tuple(old): new for old, new in record["edits"]}
        self._file = file

    def place(self, offset: int) -> Place:
        """Line and column in the file."""
        return self._places[offset]

    def end(self, offset: int) -> Place:
        """The place behind a code point."""
        return self._ends[offset]

    def line(self, number: int) -> str:
        """A line of the file."""
        return nth_line(self._file.text, number)

    def edit(self, edit: Edit) -> Edit | None:
        """The edit in the file."""
        moved = self._edits.get(tuple(_edit(edit)))
        return None if moved is None else Edit(*moved)


def _edit(edit: Edit) -> list[Any]:
    return [edit.start, edit.end, edit.replacement]


def _finding(finding: Finding) -> Record:
    values = {name: getattr(finding, name) for name in Finding._fields}
    values["severity"] = int(finding.severity)
    fix = finding.fix
    values["fix"] = None if fix is None else [fix.safe, [_edit(edit) for edit in fix.edits]]
    return values


def _to_finding(values: Record) -> Finding:
    fix = values["fix"]
    made = None if fix is None else Fix(tuple(Edit(*edit) for edit in fix[1]), fix[0])
    return Finding(**{**values, "severity": Severity(values["severity"]), "fix": made})
