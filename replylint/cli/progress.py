"""A progress line on standard error: rows done, rows a second, and how far through the file."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

import click

from replylint.i18n import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")
_EVERY = 0.1
# Looking at the clock for each row would cost more than it tells.
_STRIDE = 64
_CLEAR = "\r\x1b[K"


def progress(
    items: Iterable[T], ui_lang: str, *, done: Callable[[], int], size: int | None
) -> Iterator[T]:
    """The same items, while a line tells how many went by; nothing where nobody watches.

    done: bytes read so far; size: of the whole, None where it is not known.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    start = time.monotonic()
    shown = start
    rows = 0
    try:
        for item in items:
            rows += 1
            if rows % _STRIDE == 0 and (now := time.monotonic()) - shown >= _EVERY:
                shown = now
                share = f" {min(100, 100 * done() // size)} %" if size else ""
                rate = number(round(rows / (now - start)), ui_lang)
                click.echo(f"{_CLEAR}{number(rows, ui_lang)} ({rate}/s){share}", nl=False, err=True)
            yield item
    finally:
        click.echo(_CLEAR, nl=False, err=True, color=True)
