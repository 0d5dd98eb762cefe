"""The tables that an audit writes: a row for each reply, for each finding, for each row left out.

The file's ending says the form: .csv, .parquet or .jsonl. Everything is masked.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.personal_data import hide, mask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from replylint.audit.exchange import Exchange
    from replylint.audit.metrics.samples import Shown
    from replylint.report import Report
    from replylint.sources.file import FileError

FORMS = ("csv", "parquet", "jsonl")
# The columns of each table and what they hold; `docs/audit.md` explains them.
COLUMNS: dict[str, dict[str, str]] = {
    "replies": {
        "row": "whole", "id": "text", "conversation": "text", "channel": "text", "agent": "text",
        "language": "text", "sent_at": "time", "received_at": "time", "response_seconds": "whole",
        "turn": "whole", "score": "number", "verdict": "text", "findings": "whole",
        "rules": "words", "text": "text",
    },
    "findings": {
        "row": "whole", "id": "text", "channel": "text", "agent": "text", "code": "text",
        "rule": "text", "category": "text", "severity": "text", "confidence": "number",
        "points": "number", "start": "whole", "end": "whole", "excerpt": "text",
        "message": "text", "suggestion": "text",
    },
    "rejects": {"row": "whole", "reason": "text", "message": "text", "content": "text"},
}  # fmt: skip
# A spreadsheet takes a cell that begins like this for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DIGIT = re.compile(r"\d")
_REMEMBERED = 256
# Of a row that was left out, so many characters are shown.
_CONTENT = 2000


class Table(NamedTuple):
    """A table to write: one of COLUMNS, and its form."""

    name: str
    form: str

    def head(self) -> bytes:
        """What the file begins with."""
        if self.form == "jsonl":
            return b""
        # Spreadsheets take a file without a byte order mark for one in an old encoding.
        mark = "\ufeff" if self.form == "csv" else ""
        return (mark + ",".join(COLUMNS[self.name]) + "\r\n").encode()


class Row(NamedTuple):
    """A reply that was checked. agent: by name or pseudonym. shown: its text, as it may be shown."""

    exchange: Exchange
    report: Report
    agent: str | None
    shown: Shown


class Rows:
    """Some rows of a table, which `take` gives as bytes."""

    def __init__(self, table: Table, ui_lang: str) -> None:
        self._name, self._form = table
        self._lang = ui_lang
        self._text = io.StringIO()
        self._write = csv.writer(self._text, lineterminator="\r\n").writerow
        self._json = json.JSONEncoder(ensure_ascii=False).encode
        self._skipped: dict[int, tuple[object, str]] = {}

    def take(self) -> bytes:
        """The rows so far; the next ones begin anew."""
        data = self._text.getvalue().encode("utf-8", "replace")
        self._text.seek(0)
        self._text.truncate()
        return data

    def reply(self, row: Row) -> None:
        """Add what the table holds of a reply."""
        if self._name == "replies":
            if self._form == "jsonl":
                self._text.write(self._report(row))
            else:
                self._cells(reply_values(row))
        elif self._name == "findings":
            for values in finding_values(row):
                self._finding(values)

    def rejected(self, error: FileError) -> None:
        """Add a row of the export that was left out."""
        if self._name != "rejects":
            return
        values = reject_values(error, self._lang)
        if self._form == "jsonl":
            record = dict(zip(COLUMNS["rejects"], values, strict=True))
            self._text.write(self._json(record) + "\n")
        else:
            self._cells(values)

    def _cells(self, values: Sequence[Any]) -> None:
        if self._form == "csv":
            values = [
                f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
                for value in values
            ]
        self._write(values)

    def _report(self, row: Row) -> str:
        report = row.report
        record = report.to_dict()
        record["id"] = shown_id(report.reply.id)
        record["findings"] = [_hidden(f.to_dict(), row.shown) for f in report.findings]
        # Most replies have the notes of many others: written once, that is half of the time.
        known = self._skipped.get(id(report.skipped))
        if known is None:
            if len(self._skipped) >= _REMEMBERED:
                self._skipped.clear()
            known = (report.skipped, self._json(record["skipped"]))
            self._skipped[id(report.skipped)] = known
        measures = record.pop("measures")
        del record["skipped"]
        lead = self._json({"row": row.exchange.line, **record})
        return f'{lead[:-1]}, "skipped": {known[1]}, "measures": {self._json(measures)}}}\n'

    def _finding(self, values: dict[str, Any]) -> None:
        if self._form == "jsonl":
            self._text.write(self._json(values) + "\n")
        else:
            self._cells([values[column] for column in COLUMNS["findings"]])


def finding_values(row: Row) -> Iterator[dict[str, Any]]:
    """What is known of each finding of a reply: the columns of its table, and more."""
    reply = row.report.reply
    lead = {
        "row": row.exchange.line,
        "id": shown_id(reply.id),
        "channel": reply.channel,
        "agent": row.agent,
    }
    for finding in row.report.findings:
        values = finding.to_dict()
        yield {**lead, **_hidden(values, row.shown)}


def reject_values(error: FileError, ui_lang: str) -> tuple[int | None, str, str, str | None]:
    """The columns of a row that was left out."""
    raw = getattr(error, "raw", "").rstrip("\r\n")
    # Cells that run into one another hide what their numbers are: none is shown.
    content = _DIGIT.sub("•", mask(raw)[:_CONTENT]) if raw else None
    return error.line, error.key, mask(error.say(ui_lang)), content


def reply_values(row: Row) -> tuple[Any, ...]:
    """The columns of a reply; its times as text."""
    exchange, report = row.exchange, row.report
    reply = report.reply
    sent_at, received_at = exchange.sent_at, exchange.received_at
    waited = None
    if sent_at is not None and received_at is not None and sent_at >= received_at:
        waited = int((sent_at - received_at).total_seconds())
    codes = dict.fromkeys(sorted(finding.code for finding in report.findings))
    return (
        exchange.line,
        shown_id(reply.id),
        shown_id(exchange.conversation),
        reply.channel,
        row.agent,
        report.language,
        _time(sent_at),
        _time(received_at),
        waited,
        exchange.turn,
        report.score,
        report.verdict,
        len(report.findings),
        " ".join(codes),
        row.shown.masked,
    )


def _time(at: datetime | None) -> str | None:
    """As spreadsheets and databases read it, in UTC."""
    if at is None:
        return None
    offset = at.utcoffset()
    plain = at.replace(tzinfo=None)
    return str(plain - offset if offset else plain)


def _hidden(values: dict[str, Any], shown: Shown) -> dict[str, Any]:
    """A finding's values without what must not be read in them."""
    for key in ("message", "suggestion", "excerpt"):
        if values[key] is not None:
            values[key] = shown.cleaned(values[key])
    if shown.pseudonyms:
        values["fix"] = None  # its edits are pieces of the reply
    return values


def shown_id(given: str | None) -> str | None:
    """An id, masked where it is somebody's address or number, as those of messengers are."""
    if given is None or not ("@" in given or given.startswith(("+", "tel:", "whatsapp:"))):
        return given
    return hide(given, [(0, len(given))])
