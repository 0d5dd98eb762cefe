"""`replylint audit`: an export of past replies, checked and summed up."""

from __future__ import annotations

import sys
from collections import deque
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from replylint.cli import EXIT_CLEAN, EXIT_ERROR, EXIT_FOUND
from replylint.cli import options as shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from io import BufferedReader

    from replylint.audit.columns import Reader
    from replylint.audit.tally import Tally
    from replylint.linter import Linter

# Rows without these are no fault of the export: nobody has answered yet, or the customer writes.
_NO_FAULT = ("no-text", "from-customer")


@click.command()
@click.argument("file", metavar="FILE|-", type=click.Path())
@click.option(
    "--map",
    "mapping",
    metavar="FIELD=COLUMN",
    multiple=True,
    help="Which column holds a field of the replies, such as text=Body.",
)
@click.option(
    "--delimiter",
    metavar="CHAR",
    help="What separates the cells; found from the header by default.",
)
@click.option(
    "--encoding",
    metavar="NAME",
    help="Of the file; by default UTF-8, or CP1252 where a line is not UTF-8.",
)
@shared.of_reply
@shared.of_rules
@shared.of_config
@shared.as_json
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    help="Write each reply's report there as a line of JSON; whole or not at all.",
)
@click.option(
    "--worst",
    metavar="N",
    type=click.IntRange(0, 1000),
    default=5,
    show_default=True,
    help="How many of the worst replies to show, masked.",
)
@click.option(
    "--max-size",
    callback=shared.size,
    default="1MB",
    type=str,
    metavar="SIZE",
    show_default=True,
    help="The longest line to read.",
)
@click.option(
    "--fail-under",
    type=float,
    metavar="SCORE",
    help="Exit with 1 where the mean score is under this one.",
)
@shared.color
def command(**given: Any) -> int:
    """Check an export of past replies: CSV, or JSON with one object a line.

    The summary has the scores, the findings by rule, and the worst replies. Rows that cannot be
    read are counted and named by line; the rest goes on. Memory does not grow with the file.
    """
    from replylint.audit.tally import Tally
    from replylint.cli.failure import debugging
    from replylint.cli.linters import Linters
    from replylint.cli.run import check_encoding, warn_of_plugins
    from replylint.cli.screen import make_view, write
    from replylint.errors import ReplylintError
    from replylint.i18n import DEFAULT
    from replylint.sources.file import FileError

    check_encoding(given["encoding"])
    path = None if given["file"] == "-" else given["file"]
    name = path or "<stdin>"
    linters = Linters(
        shared.given_settings({**given, "output_format": None, "fail_under": None}),
        config=given["config"],
        isolated=given["isolated"],
        raise_errors=debugging(),
    )
    linter = linters.linter(path)
    lang = linter.settings.ui_lang or DEFAULT
    warn_of_plugins(linter.plugins, lang)
    tally = Tally(given["worst"])
    try:
        with _opened(path) as stream:
            reader = _read(stream, path, given, linter, tally)
    except FileError as error:
        at = f":{error.line}" if error.line is not None else ""
        raise ReplylintError(f"{name}{at}: {error.say(lang)}") from None
    write(_summary(name, tally, reader, given, lang), make_view(lang, color=given["color"]))
    return _exit_code(tally, given["fail_under"])


def _read(
    stream: BufferedReader,
    path: str | None,
    given: Mapping[str, Any],
    linter: Linter,
    tally: Tally,
) -> Reader:
    """Read, check and count every row, and write the reports where they are wanted."""
    from replylint.audit.columns import Reader, resolve_columns
    from replylint.audit.lines import Lines
    from replylint.audit.rows import read_table
    from replylint.audit.run import audit, json_lines
    from replylint.cli.progress import progress
    from replylint.cli.screen import write_file
    from replylint.i18n import DEFAULT

    lines = Lines(stream, encoding=given["encoding"], limit=given["max_size"])
    export = read_table(lines, path or "", _delimiter(given["delimiter"]))
    reader = Reader(
        resolve_columns(export.columns, _mapping(given["mapping"]), path or "<stdin>"),
        linter.channels,
    )
    lang = linter.settings.ui_lang or DEFAULT
    rows = progress(
        export.rows,
        lang,
        done=lambda: lines.position,
        size=Path(path).stat().st_size if path is not None else None,
    )
    reports = audit(rows, reader, linter, tally)
    if given["output"] is not None:
        write_file(given["output"], json_lines(reports), lang)
    else:
        deque(reports, maxlen=0)
    return reader


def _summary(
    name: str, tally: Tally, reader: Reader, given: Mapping[str, Any], lang: str
) -> Iterator[str]:
    from replylint.audit.summary import render, to_dict
    from replylint.cli.screen import make_view

    if given["output_format"] == "json":
        import json

        record = to_dict(tally, reader, lang)
        yield json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    else:
        view = make_view(lang, color=given["color"])
        yield from render(name, tally, reader, view)


@contextmanager
def _opened(path: str | None) -> Iterator[BufferedReader]:
    """The export as bytes. Raises FileError where it cannot be opened."""
    from replylint.sources.file import os_error

    if path is None:
        yield cast("BufferedReader", sys.stdin.buffer)
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(path).open("rb"))
        except OSError as error:
            raise os_error(error, path) from None
        yield stream


def _mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    wanted = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise click.UsageError(f"--map {pair}: write FIELD=COLUMN, such as text=Body")
        wanted[field.strip()] = column.strip()
    return wanted


def _delimiter(given: str | None) -> str | None:
    """One character; "tab" and a backslash with a t mean the tab."""
    if given is None:
        return None
    delimiter = {"tab": "\t", "\\t": "\t"}.get(given, given)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise click.UsageError(f"--delimiter {given!r}: must be one character, or tab")
    return delimiter


def _exit_code(tally: Tally, fail_under: float | None) -> int:
    """2 where rows could not be read or rules failed, 1 under the wanted score, else 0."""
    if tally.failed_rules or not tally.replies or set(tally.rejected) - set(_NO_FAULT):
        return EXIT_ERROR
    if fail_under is not None and tally.mean is not None and tally.mean < fail_under:
        return EXIT_FOUND
    return EXIT_CLEAN
