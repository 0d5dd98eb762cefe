"""The same audit without Spark, in this process: what the tests compare with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from replylint import Linter
from replylint.audit.columns import channel_names
from replylint.audit.counting import Counting
from replylint.audit.exports import ExportOptions, open_export
from replylint.audit.tables import COLUMNS, Table
from replylint.audit.work import Work

Rows = dict[str, list[dict[str, Any]]]


def local_audit(path: Path, linter: Linter, **given: Any) -> tuple[dict[str, Any], Rows]:
    """The record, and the rows of each table in a fixed order."""
    options = ExportOptions(
        mapping=given.get("columns", {}),
        channels=channel_names(linter.channels),
        timezone=given.get("timezone"),
    )
    counting = Counting.of(
        linter,
        timezone=given.get("timezone") or "UTC",
        hours=given.get("hours", ()),
        key=given.get("pseudonym_key"),
    )
    with open_export(path, options) as export:
        done = Work(linter, counting, [Table(name, "arrow") for name in COLUMNS]).check(
            export.exchanges()
        )
        record = done.aggregate.record(
            name="", shape=export.shape, columns=export.columns, language="en"
        )
    rows = {
        name: in_order(pa.ipc.open_stream(data).read_all().to_pylist())
        for name, data in zip(COLUMNS, done.rows, strict=True)
    }
    return record, rows


def spark_rows(result: Any) -> Rows:
    """The rows of each table of an audit on Spark, in the same order."""
    return {name: in_order(getattr(result, name).toArrow().to_pylist()) for name in COLUMNS}


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By the row of the export, and where that has several by all they hold."""
    return sorted(rows, key=lambda row: (row["row"] or 0, repr(row)))
