"""Runs an audit: rows become replies, replies become reports, reports are counted and written."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from replylint.outputs.masking import masked_reply
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.audit.columns import Reader
    from replylint.audit.rows import Row
    from replylint.audit.tally import Tally
    from replylint.document import Document
    from replylint.linter import Linter
    from replylint.report import Report


def audit(
    rows: Iterable[Row | FileError], reader: Reader, linter: Linter, tally: Tally
) -> Iterator[tuple[int, Report]]:
    """Check each row and count it; yields the line and report of each reply, lazily."""
    lines: deque[int] = deque()

    def documents() -> Iterator[Document]:
        for row in rows:
            if isinstance(row, FileError):
                tally.reject(row)
                continue
            try:
                reply = reader.reply(row)
            except FileError as error:
                tally.reject(error)
                continue
            lines.append(row.line)
            yield linter.read(reply)

    for document in linter.ahead(documents()):
        line = lines.popleft()
        report = linter.judge(document)
        tally.add(line, report, lambda document=document: masked_reply(document))  # type: ignore[misc]
        yield line, report


def json_lines(reports: Iterable[tuple[int, Report]]) -> Iterator[bytes]:
    """Each report as a line of JSON, with the line of the export as `row`."""
    import json

    for line, report in reports:
        record = {"row": line, **report.to_dict()}
        yield json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
