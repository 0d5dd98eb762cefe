"""The audit on Spark says what the local one says, row by row and figure by figure."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from spark_exports import conversations, linked, pairs, write_parquet  # noqa: E402
from spark_local import local_audit, spark_rows  # noqa: E402

from replylint import Linter  # noqa: E402

# What a local audit calls a table of replies that has no shape of its own.
PLAIN = ("parquet", "jsonl")


def agree(result: Any, path: Path, linter: Linter, **given: Any) -> dict[str, Any]:
    """Compare with the local audit of the same file; gives the record."""
    record, rows = local_audit(path, linter, **given)
    found = result.record(language="en")
    about = record["generated_from"]
    about["shape"] = "spark" if about["shape"] in PLAIN else about["shape"]
    for key, value in record.items():
        assert json.dumps(found[key]) == json.dumps(value), key
    assert found.keys() == record.keys()
    spark = spark_rows(result)
    for name, local in rows.items():
        assert len(spark[name]) == len(local), name
        for one, other in zip(local, spark[name], strict=True):
            if name == "rejects":  # Spark writes the values of a row in its own way
                one.pop("content"), other.pop("content")
            assert repr(other) == repr(one)
    return record


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(ui_lang="en")


MADE: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "replies": lambda: pairs(900),
    "replies without ids": lambda: pairs(450, ids=False),
    "conversations": lambda: conversations(4000),
    "newest first": lambda: conversations(900, newest_first=True),
    "links": lambda: linked(900),
}


@pytest.mark.parametrize("name", MADE)
def test_rows_and_figures_are_the_same(
    spark: Any, tmp_path: Path, linter: Linter, name: str
) -> None:
    from replylint.spark import audit

    path = write_parquet(tmp_path / "export.parquet", MADE[name]())
    result = audit(spark.read.parquet(str(path)), settings=linter.settings)
    record = agree(result, path, linter)
    assert record["totals"]["replies"] > 200
    assert record["totals"]["rejected"] > 0
    assert record["problems"]
    result.unpersist()


def test_partitions_change_nothing(
    spark: Any, tmp_path: Path, linter: Linter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from replylint.spark import audit, merging

    monkeypatch.setattr(merging, "FAN_IN", 2)  # a tree of three levels
    rows = conversations(300)
    for number, row in enumerate(rows, 1):
        row["number"] = number
    path = write_parquet(tmp_path / "export.parquet", rows)
    df = spark.read.parquet(str(path)).repartition(5)
    result = audit(df, settings=linter.settings, row="number", joined=True, partitions=7)
    assert result.outcome.where("table = 'state'").count() == 7
    agree(result, path, linter)
    result.unpersist()


def test_options_count_as_they_do_locally(spark: Any, tmp_path: Path) -> None:
    from replylint.spark import audit

    rows = [
        {"body": row["text"], "who": row["agent"], "when": f"{row['sent_at']:%d/%m/%Y %H:%M}"}
        for row in pairs(200, ids=False)
    ]
    path = write_parquet(tmp_path / "export.parquet", rows)
    given: dict[str, Any] = {
        "columns": {"text": "body", "agent": "who", "at": "when"},
        "timezone": "Europe/Paris",
        "hours": ("mon-fri 09:00-17:00",),
        "pseudonym_key": b"secret",
    }
    config = tmp_path / "replylint.toml"
    config.write_text('ui-lang = "fr"\nchannel = "email"\nignore = ["TON"]\n', "utf-8")
    result = audit(spark.read.parquet(str(path)), settings=config, **given)
    record = agree(result, path, Linter(config), **given)
    assert record["pseudonyms"]
    assert {row["key"] for row in record["by_agent"]}.isdisjoint(("Julie", "Tom", "Ann"))
    result.unpersist()


def test_lines_of_json_are_read_as_locally(spark: Any, tmp_path: Path, linter: Linter) -> None:
    from replylint.spark import audit

    lines = [json.dumps(row, default=str, ensure_ascii=False) for row in pairs(150)]
    lines[20:22] = ["", '{"text": "cut off', "[1, 2]", '"no object"', '{"text": "\\ud83d half"}']
    data = "\r\n".join(lines).encode()
    path = tmp_path / "export.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + data.replace("é".encode(), "é".encode("cp1252"), 3))
    df = spark.read.text(str(path), lineSep="\n")
    result = audit(df, settings=linter.settings, lines="value")
    record = agree(result, path, linter)
    assert record["rejects"]["json"]["n"] == 1
    assert record["rejects"]["json-object"]["n"] == 2
    result.unpersist()
