"""The audit on Spark: how it is asked, what it says where it cannot go on, what it never shows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from replylint import ConfigError, Linter
from replylint.errors import ReplylintError

CARD, MAIL, PHONE = "4111 1111 1111 1111", "julie.martin@example.com", "01632 960 123"
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def test_nothing_of_spark_is_imported_before_it_is_needed() -> None:
    script = "import replylint.spark, sys; sys.exit('pyspark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ReplylintError, match=r"pip install 'replylint\[spark\]'"):
        from replylint.spark import audit  # noqa: F401


# --- with PySpark, without a session ------------------------------------------------------------


def test_columns_are_said_as_spark_says_them() -> None:
    pa = pytest.importorskip("pyarrow")
    from replylint.spark.schema import ddl, spark_type

    kinds = {
        "a": pa.int64(),
        "b": pa.list_(pa.string()),
        "c": pa.timestamp("us", "UTC"),
        "d": pa.struct([("e", pa.float64()), ("f", pa.bool_())]),
        "g": pa.timestamp("us"),
        "h": pa.map_(pa.string(), pa.binary()),
    }
    assert ddl(pa.schema(list(kinds.items()))) == (
        "`a` bigint, `b` array<string>, `c` timestamp, `d` struct<`e`:double,`f`:boolean>, "
        "`g` timestamp_ntz, `h` map<string,binary>"
    )
    with pytest.raises(TypeError):
        spark_type(pa.time64("us"))


def test_rows_that_moved_between_partitions_are_noticed() -> None:
    pa = pytest.importorskip("pyarrow")
    pytest.importorskip("pyspark")
    from replylint.audit.exports import ExportOptions
    from replylint.spark.rows import Batches, Frame

    batch = pa.record_batch({"text": ["one", "two"]})
    frame = Frame("df", ("text",), ExportOptions(), firsts={0: 8}, counts={0: 2})
    assert [row.line for row in Batches(frame, [batch]).rows()] == [8, 9]
    with pytest.raises(ConfigError, match="row="):
        list(Batches(frame, [batch, batch]).rows())


def test_a_process_builds_a_linter_once() -> None:
    pytest.importorskip("pyarrow")
    import pickle

    from replylint.spark import worker

    settings = pickle.dumps(Linter(select=["SEN001"]).settings)
    other = pickle.dumps(Linter(select=["SEN003"]).settings)
    linter = worker.linter_of(settings)
    assert worker.linter_of(bytes(bytearray(settings))) is linter
    assert worker.linter_of(other) is not linter
    assert {rule.code for rule in linter.rules} == {"SEN001"}


# --- with a session -----------------------------------------------------------------------------


def test_many_tasks_share_the_linters_of_few_processes(spark: Any) -> None:
    import pickle

    settings = pickle.dumps(Linter(select=["SEN001"]).settings)

    def probe(batches: Any) -> Any:
        import os

        import pyarrow as pa

        from replylint.spark.worker import linter_of

        for _ in batches:
            pass
        found = f"{os.getpid()} {id(linter_of(settings))}"
        yield pa.record_batch({"found": [found]})

    rows = spark.range(64, numPartitions=16).mapInArrow(probe, "found string").collect()
    found = [row["found"].split() for row in rows]
    assert len(found) == 16
    linters = {tuple(pair) for pair in found}
    assert len(linters) == len({process for process, _ in linters}) <= 4


def test_wrong_columns_and_settings_are_named(spark: Any) -> None:
    from replylint.spark import audit

    df = spark.createDataFrame([("Hello", 1)], "body string, number int")
    with pytest.raises(ConfigError, match=r"the DataFrame: no column 'boddy'.*'body'"):
        audit(df, columns={"text": "boddy"})
    with pytest.raises(ConfigError, match="no column 'nmber'; did you mean 'number'"):
        audit(df, row="nmber")
    with pytest.raises(ConfigError, match="joined=True, but its columns say that rows are replies"):
        audit(df, joined=True)
    with pytest.raises(ConfigError, match="unknown key 'chanel'"):
        audit(df, settings={"chanel": "x"})
    with pytest.raises(ConfigError, match="Mars"):
        audit(df, timezone="Mars")


def test_columns_of_any_type_are_read(spark: Any) -> None:
    from datetime import datetime

    from replylint.spark import audit

    df = spark.createDataFrame(
        [(1, 12.0, True, datetime(2026, 1, 5, 9), "Hello."), (2, None, None, None, None)],
        "id long, turn double, text boolean, sent_at timestamp, `odd.name` string",
    )
    result = audit(df, columns={"text": "odd.name"}, settings={"channel": "email"})
    rows = result.replies.collect()
    assert [(row["row"], row["id"], row["turn"], row["channel"]) for row in rows] == [
        (1, "1", 12, "email")
    ]
    assert result.record()["rejects"]["no-text"] == {
        "n": 1, "lines": [2], "text": "no reply in the row",
    }  # fmt: skip
    empty = audit(df.where("id > 5"), columns={"text": "odd.name"})
    assert empty.record()["totals"]["replies"] == 0
    assert empty.replies.count() == 0


def test_no_personal_data_comes_out(spark: Any) -> None:
    from replylint.spark import audit

    said = f"Hello, our card is {CARD}, our IBAN {IBAN}. Your number {PHONE}, your {MAIL}."
    rows = [(f"{n}", said, said, "Julie", "email") for n in range(20)] + [
        ("99", None, None, "", "")
    ]
    df = spark.createDataFrame(
        rows, "id string, text string, inbound string, agent string, channel string"
    )
    result = audit(df, settings={"region": "GB"})
    tables = [result.replies, result.findings, result.rejects]
    shown = json.dumps(result.record(), ensure_ascii=False) + "".join(
        str(table.collect()) for table in tables
    )
    assert "Hello, our card" in shown
    for secret in (CARD, IBAN, MAIL, PHONE, "julie.martin", "0112 3456"):
        assert secret not in shown


def test_a_job_writes_tables_a_record_and_a_report(spark: Any, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from replylint.spark.__main__ import command

    export = tmp_path / "export.jsonl"
    lines = [{"id": n, "text": "You should have read the page. =1", "at": None} for n in range(30)]
    export.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    folder = tmp_path / "out"
    arguments = [str(export), "--output", str(folder), "--isolated", "--ui-lang", "fr"]
    arguments += ["--record", str(tmp_path / "record.json"), "--channel", "email"]
    arguments += ["--report", str(tmp_path / "report.html"), "--title", "Notre bilan"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(spark), "stop", lambda self: None)  # it is the tests' session
        ran = CliRunner().invoke(command, [*arguments, "--output-format", "csv"])
    assert ran.exit_code == 0, ran.output
    assert "Notre bilan" in ran.output
    record = json.loads((tmp_path / "record.json").read_text("utf-8"))
    assert record["totals"]["replies"] == 30
    assert "<html" in (tmp_path / "report.html").read_text("utf-8")
    table = spark.read.csv(str(folder / "replies"), header=True)
    assert table.count() == 30
    assert spark.read.csv(str(folder / "findings"), header=True).count() > 0
    for more, said in (
        (["--map", "text=boddy"], "no column 'boddy'"),
        ([], "PATH_ALREADY_EXISTS"),
        (["--compare", str(export)], "no record of an audit"),
    ):
        ran = CliRunner().invoke(command, [*arguments, *more])
        assert ran.exit_code == 1
        assert ran.output.startswith("Error: ")
        assert said in ran.output
