"""`replylint audit`: an export of past replies, checked and summed up."""

from __future__ import annotations

from typing import Any

import click

from replylint.cli import options as shared

_of_export = shared.options(
    click.option("--map", "mapping", metavar="FIELD=COLUMN", multiple=True,
                 help="Which column holds a field of the replies, such as text=Body."),
    click.option("--agent", "agents", metavar="NAME", multiple=True,
                 help="Who answers, where the export does not tell customers from agents."),
    click.option("--delimiter", metavar="CHAR",
                 help="What separates the cells; found from the header by default."),
    click.option("--encoding", metavar="NAME",
                 help="Of the file; by default UTF-8, or CP1252 where a line is not UTF-8."),
    click.option("--max-size", callback=shared.size, default="1MB", type=str, metavar="SIZE",
                 show_default=True, help="The longest row to read."),
    click.option("--timezone", metavar="NAME",
                 help="Whose clock counts, such as Europe/Paris; UTC by default."),
    click.option("--hours", metavar="HOURS", multiple=True,
                 help="When somebody answers as announced, such as 'mon-fri 08:00-18:00'."),
)  # fmt: skip
_of_outputs = shared.options(
    click.option("-o", "--output", metavar="FILE", type=click.Path(),
                 help="Write a row for each reply: .csv, .parquet, or .jsonl for whole reports."),
    click.option("--findings", metavar="FILE", type=click.Path(),
                 help="Write a row for each finding: .csv, .parquet or .jsonl."),
    click.option("--rejects", metavar="FILE", type=click.Path(),
                 help="Write a row for each row that was left out: .csv, .parquet or .jsonl."),
    click.option("--report", metavar="FILE", type=click.Path(),
                 help="Write a report to look at there, as one page of HTML."),
    click.option("--record", metavar="FILE", type=click.Path(),
                 help="Write all figures there as JSON, to compare a later audit with."),
    click.option("--compare", metavar="FILE", type=click.Path(),
                 help="Compare with the record of an earlier audit."),
    click.option("--title", metavar="TEXT", help="What the report is called; the file's name by default."),
    click.option("--pseudonymise", is_flag=True,
                 help="Show agents under pseudonyms, and hide their names in samples."),
    click.option("--pseudonym-key", metavar="FILE", type=click.Path(),
                 help="A file with a secret that gives the same pseudonyms each time."),
    click.option("--worst", metavar="N", type=click.IntRange(0, 200),
                 help="How many of the worst replies to show, masked: 5; in a report 20."),
    click.option("--fail-under", type=float, metavar="SCORE",
                 help="Exit with 1 where the mean score is under this one."),
)  # fmt: skip
_of_running = shared.options(
    click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N",
                 help="Processes to check with; by default one a processor where that pays."),
    click.option("--resume", is_flag=True,
                 help="Go on where an audit with the same options was stopped."),
    click.option("--checkpoint", metavar="FOLDER", type=click.Path(),
                 help="Where to keep what is done; by default beside the first file to write, "
                      "else in the user's cache folder."),
)  # fmt: skip


@click.command()
@click.argument("file", metavar="FILE|-", type=click.Path())
@_of_export
@shared.of_reply
@shared.of_rules
@shared.of_config
@shared.as_json
@_of_outputs
@_of_running
@shared.color
def command(**given: Any) -> int:
    """Check an export of past replies and sum up what was found.

    Rows that cannot be read are counted and named by line; the rest goes on. Memory does not grow
    with the file. Stopped with Ctrl-C, it can go on later with --resume.
    """
    from replylint.cli.audit_run import run_audit

    return run_audit(given)
