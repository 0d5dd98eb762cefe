"""`replylint check`: replies from files and standard input, checked, shown and mended."""

from __future__ import annotations

from typing import Any

import click

from replylint.cli import options as shared


@click.command()
@click.argument("files", nargs=-1, metavar="[FILES|FOLDERS|-]...", type=click.Path())
@shared.of_reply
@shared.of_conversation
@shared.of_rules
@shared.of_config
@click.option(
    "--output-format",
    metavar="FORMAT",
    shell_complete=shared.complete_formats,
    help="text (the default), concise, json, jsonl, sarif, github, gitlab, junit, rdjson, "
    "checkstyle, markdown, or a plugin's.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="Write there instead of standard output; the file appears whole or not at all.",
)
@shared.of_failing
@click.option("--fix", is_flag=True, help="Apply the safe fixes to the files.")
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="With --fix or --diff: apply the fixes that need a second look too.",
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(),
    help="Leave out the findings that this file knows; the config's `baseline` by default.",
)
@click.option(
    "--write-baseline",
    is_flag=True,
    help="Write all findings of today to the baseline, and report none.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Only what was found on lines that changed since a revision of git.",
)
@click.option("--statistics", is_flag=True, help="Count the findings by rule, most frequent first.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to check with; by default one a processor where there are many files.",
)
@click.option("--no-cache", is_flag=True, help="Check every file anew.")
@shared.of_files
@click.option(
    "--stdin-filename",
    metavar="NAME",
    help="Treat standard input as the file of that name; implies -.",
)
@shared.color
@shared.quiet
def command(**given: Any) -> int:
    """Check replies: files, all of them in a folder, or - for standard input.

    Text, Markdown and HTML files hold one reply each; YAML, JSON and CSV files any number.

    What is known of a reply may stand in its file as front matter, in the config, or here; the
    nearer to the reply wins.
    """
    from replylint.cli.run import run_check

    return run_check(given)
