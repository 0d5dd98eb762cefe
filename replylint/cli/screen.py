"""Where a command writes, and how: width and colours of the terminal, or a file written whole."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from replylint.errors import ReplylintError
from replylint.outputs import View
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

_PIPED_WIDTH = 100


def make_view(
    ui_lang: str, *, color: bool | None = None, quiet: bool = False, to_file: bool = False
) -> View:
    """How to show things on standard output, or in a file.

    color: as the user said; None for colours on a terminal only, and not where NO_COLOR is set.
    """
    terminal = not to_file and sys.stdout.isatty()
    if color is None:
        color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return View(ui_lang, color, _width(terminal), quiet)


def _width(terminal: bool) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return int(columns)
    if terminal:
        try:
            return os.get_terminal_size(sys.stdout.fileno()).columns or _PIPED_WIDTH
        except (OSError, ValueError):
            pass
    return _PIPED_WIDTH


def write(
    pieces: Iterable[str], view: View, file: str | None = None, *, aside: bool = False
) -> None:
    """Write to standard output as the pieces come, or to a file that appears whole or not at all.

    aside: write to standard error instead. Raises ReplylintError where the file cannot be written.
    """
    if file not in (None, "-"):
        assert file is not None
        write_file(file, (piece.encode("utf-8", "replace") for piece in pieces), view.ui_lang)
        return
    _ready(sys.stderr if aside else sys.stdout)
    for piece in pieces:
        click.echo(piece, nl=False, err=aside, color=view.color)


def write_file(path: str, pieces: Iterable[bytes], ui_lang: str) -> None:
    """Write a file that appears whole or not at all. Raises ReplylintError, which names it."""
    from replylint.outputs.files import write_whole

    try:
        write_whole(path, pieces)
    except FileError as error:
        raise ReplylintError(f"{path}: {error.say(ui_lang)}") from None


def _ready(stream: TextIO) -> None:
    """See that any character can be written: what a terminal lacks is replaced; files are UTF-8."""
    encoding = (stream.encoding or "").lower().replace("-", "")
    reconfigure = getattr(stream, "reconfigure", None)
    if encoding == "utf8" or reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8")
