"""`python -m replylint.spark INPUT --output FOLDER`: an audit as a job, for `spark-submit` too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from replylint.errors import ReplylintError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyspark.sql import DataFrame, SparkSession

    from replylint.settings import Settings
    from replylint.spark.run import SparkAudit

FORMATS = ("parquet", "jsonl", "csv")
_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv"}


@click.command()
@click.argument("source", metavar="INPUT")
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    required=True,
    help="Where Spark writes replies/, findings/ and rejects/; it must not exist yet.",
)
@click.option(
    "--input-format",
    type=click.Choice(FORMATS),
    help="By default what the ending says, else Parquet.",
)
@click.option(
    "--output-format",
    type=click.Choice(("parquet", "json", "csv")),
    default="parquet",
    show_default=True,
)
@click.option(
    "--map",
    "mapping",
    metavar="FIELD=COLUMN",
    multiple=True,
    help="Which column holds a field of the replies, such as text=Body.",
)
@click.option("--row", metavar="COLUMN", help="A column with the number of each row.")
@click.option(
    "--agent",
    "agents",
    metavar="NAME",
    multiple=True,
    help="Who answers, where the rows do not tell customers from agents.",
)
@click.option(
    "--timezone", metavar="NAME", help="Whose clock counts, such as Europe/Paris; UTC by default."
)
@click.option(
    "--hours",
    metavar="HOURS",
    multiple=True,
    help="When somebody answers as announced, such as 'mon-fri 08:00-18:00'.",
)
@click.option(
    "--config", metavar="FILE", help="A config, on this machine; by default the one of this folder."
)
@click.option("--isolated", is_flag=True, help="Use no config.")
@click.option("--channel", metavar="NAME", help="Of replies that do not name theirs.")
@click.option("--ui-lang", type=click.Choice(("en", "fr")), help="Of messages and of the report.")
@click.option(
    "--pseudonym-key",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="A file with a secret: agents are shown under pseudonyms made with it.",
)
@click.option("--partitions", type=click.IntRange(min=1), metavar="N", help="How many tasks check.")
@click.option(
    "--record", metavar="FILE", help="Write all figures there as JSON, on the driver's machine."
)
@click.option(
    "--report", metavar="FILE", help="Write the report as HTML there, on the driver's machine."
)
@click.option(
    "--compare",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Compare with the record of an earlier audit.",
)
@click.option("--title", metavar="TEXT", default="", help="What the report is called.")
@click.option(
    "--master", metavar="URL", help="Such as local[4]; by default as Spark is configured."
)
@click.option("--conf", "conf", metavar="KEY=VALUE", multiple=True, help="A setting of Spark.")
def command(**given: Any) -> None:
    """Audit past replies on Apache Spark: a path that Spark can read, or table:NAME."""
    from replylint.spark.session import see_spark

    try:
        see_spark()
        from pyspark.errors import AnalysisException

        try:
            _run(given)
        except AnalysisException as error:  # no such path, say, or one that is there already
            raise ReplylintError(str(error).partition("\n")[0]) from None
    except ReplylintError as error:
        raise click.ClickException(str(error)) from None


def _run(given: Mapping[str, Any]) -> None:
    from replylint.spark.run import audit

    settings = _settings(given)
    key = Path(given["pseudonym_key"]).read_bytes().strip() if given["pseudonym_key"] else None
    before = _earlier(given["compare"])
    spark = _session(given)
    df, how = _read(spark, given)
    result = audit(
        df,
        settings=settings,
        columns=dict(_pair(one, "--map") for one in given["mapping"]),
        agents=given["agents"],
        timezone=given["timezone"],
        hours=given["hours"],
        pseudonym_key=key,
        partitions=given["partitions"],
        name=given["source"],
        **how,
    )
    _write_tables(result, given)
    record = result.record(title=given["title"], before=before)
    _write_figures(record, given, settings.ui_lang or "en")
    result.unpersist()
    spark.stop()


def _earlier(path: str | None) -> dict[str, Any] | None:
    """The record of an earlier audit."""
    if path is None:
        return None
    try:
        record = json.loads(Path(path).read_text("utf-8"))
    except ValueError:
        record = None
    if not isinstance(record, dict) or not isinstance(record.get("totals"), dict):
        raise ReplylintError(f"{path}: no record of an audit")
    return record


def _settings(given: Mapping[str, Any]) -> Settings:
    import os

    from replylint.config import find_config, load_config
    from replylint.i18n import from_locale
    from replylint.settings import Settings

    config: str | None = given["config"] or None
    if config is None and not given["isolated"]:
        config = find_config(os.getcwd())
    settings = load_config(config) if config is not None else Settings()
    if settings.ui_lang is None:
        settings = settings.updated({"ui_lang": from_locale(os.environ)}, "locale")
    chosen = {key: given[key] for key in ("channel", "ui_lang") if given[key] is not None}
    return settings.updated(chosen, "command line")


def _session(given: Mapping[str, Any]) -> SparkSession:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("replylint audit")
    if given["master"]:
        builder = builder.master(given["master"])
    for one in given["conf"]:
        builder = builder.config(*_pair(one, "--conf"))
    return builder.getOrCreate()


def _read(spark: SparkSession, given: Mapping[str, Any]) -> tuple[DataFrame, dict[str, Any]]:
    """The rows, and how `audit` is to take them."""
    source = given["source"]
    row = {"row": given["row"]}
    if source.startswith("table:"):
        return spark.table(source.removeprefix("table:")), row
    kind = given["input_format"] or _SUFFIXES.get(Path(source).suffix.lower(), "parquet")
    if kind == "jsonl":
        return spark.read.text(source, lineSep="\n"), {"lines": "value"}
    if kind == "csv":
        read = spark.read.csv(source, header=True, multiLine=True, quote='"', escape='"')
        return read, row
    return spark.read.parquet(source), row


def _write_tables(result: SparkAudit, given: Mapping[str, Any]) -> None:
    from pyspark.sql import functions as F

    for name in ("replies", "findings", "rejects"):
        table: DataFrame = getattr(result, name)
        if given["output_format"] == "csv" and "rules" in table.columns:
            table = table.withColumn("rules", F.concat_ws(" ", "rules"))
        writer = table.write.option("header", True).option("escape", '"')
        writer.format(given["output_format"]).save(f"{given['output'].rstrip('/')}/{name}")


def _write_figures(record: Mapping[str, Any], given: Mapping[str, Any], lang: str) -> None:
    from replylint.audit.summary import render
    from replylint.outputs import View

    if given["report"]:
        from replylint.audit.report import render_report

        Path(given["report"]).write_text(render_report(record, lang), "utf-8")
    if given["record"]:
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        Path(given["record"]).write_text(text, "utf-8")
    for piece in render(record, View(lang)):
        click.echo(piece, nl=False)


def _pair(written: str, option: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise click.UsageError(f"{option} {written}: write it with a =")
    return name.strip(), value.strip()


if __name__ == "__main__":
    command(prog_name="python -m replylint.spark")
