"""Real replies: the same scores, findings and times by the command, whatever the export."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from exports_made import FORMATS, SHAPES, written
from test_exports_shared import FILES, SHARED, dated, rows_of

from replylint.cli import main

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="without the shared replies")
# Not those that a channel decides: shapes differ in it.
RULES = ("--isolated", "--select", "TON,REM,HUM")
COMMON = ("a.csv", "excel.csv", "wide.csv", "array.json", "a.parquet", "a.xlsx", "a.zip")


def audited(path: Path, *options: str) -> tuple[list[tuple[str, ...]], dict[str, Any]]:
    """The replies of an export with what was found, and the record."""
    folder = path.parent
    outputs = ("-o", str(folder / "out.csv"), "--record", str(folder / "record.json"))
    assert main(["audit", str(path), "--jobs", "1", *RULES, *outputs, *options]) == 0
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [
            (" ".join(row["text"].split()), row["score"], row["rules"], row["turn"],
             row["sent_at"], row["received_at"], row["response_seconds"])
            for row in csv.DictReader(file)
        ]  # fmt: skip
    return rows, json.loads((folder / "record.json").read_bytes())


def figures(record: Mapping[str, Any]) -> dict[str, Any]:
    """What must be the same in any format."""
    found = {name: record[name] for name in ("totals", "scores", "response", "shares")}
    # Which reply leads a cluster depends on where the replies stand.
    found["shares"] = {**found["shares"], "copy_pasted": None}
    promises = ("made", "kept", "broken", "unknown")
    return {**found, "promises": [record["promises"][name] for name in promises]}


@pytest.mark.parametrize("name", FILES)
def test_in_every_format(name: str, tmp_path: Path) -> None:
    rows = rows_of(name)[:600]
    plain = audited(written(tmp_path, "a.jsonl", FORMATS["a.jsonl"](rows)))
    assert plain[1]["totals"]["score_mean"] < 100
    for form in COMMON:
        found = audited(written(tmp_path, form, FORMATS[form](rows)))
        assert found[0] == plain[0], form
        assert figures(found[1]) == figures(plain[1]), form


def test_in_every_shape(tmp_path: Path) -> None:
    rows = dated(rows_of("x_en_conversations")[:400])
    plain = audited(written(tmp_path, "plain.jsonl", FORMATS["a.jsonl"](rows)))
    for shape, (name, convert) in SHAPES.items():
        found = audited(written(tmp_path, name, convert(rows)))
        assert sorted(found[0]) == sorted(plain[0]), shape
        assert found[1]["response"]["all"] == plain[1]["response"]["all"], shape
        assert found[1]["totals"]["unanswered"] == plain[1]["totals"]["unanswered"], shape
