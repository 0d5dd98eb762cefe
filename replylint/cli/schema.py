"""`replylint schema`: the JSON Schema of a report."""

from __future__ import annotations

import click

from replylint.cli import EXIT_CLEAN
from replylint.cli.screen import make_view, write


@click.command()
def command() -> int:
    """Print the JSON Schema of a report: of each line of jsonl, and of the replies of json."""
    import json

    from replylint.report import report_schema

    write([json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"], make_view("en"))
    return EXIT_CLEAN
