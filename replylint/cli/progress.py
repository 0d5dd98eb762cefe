"""A progress line on standard error: rows done, rows a second, how far through the file, how long."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from replylint.i18n import number, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EVERY = 0.2
_CLEAR = "\r\x1b[K"


class Progress:
    """How far the work is. rows: done. position, size: bytes read of how many; None: not known."""

    def __init__(self, position: Callable[[], int], size: int | None, rows: int = 0) -> None:
        self.rows = self._before = rows
        self._position = position
        self._size = size
        self._first: tuple[float, int, int] | None = None

    def line(self, lang: str) -> str:
        """What to show now."""
        now, position, rows = time.monotonic(), self._position(), self.rows
        # Where messages are brought together first, all is read before the first row is done.
        reading = bool(self._size) and position < (self._size or 0)
        share = f" {100 * position // self._size} %" if reading and self._size else ""
        if rows == self._before:
            return f"{say('audit.reading', lang)}{share}"
        text = number(rows, lang)
        if self._first is None:
            # What went before, the start of processes say, tells nothing of the rest.
            self._first = now, position, rows
            return text + share
        began, at, done = self._first
        text += f" ({number(round((rows - done) / (now - began)), lang)}/s){share}"
        if reading and self._size and position > at:
            left = (now - began) * (self._size - position) / (position - at)
            text += f", {say('audit.left', lang, time=_clock(left))}"
        return text

    @contextmanager
    def shown(self, lang: str) -> Iterator[None]:
        """Meanwhile the line is shown, and renewed; nothing is where nobody watches."""
        if not sys.stderr.isatty():
            yield
            return
        done = threading.Event()

        def show() -> None:
            while not done.wait(_EVERY):
                click.echo(_CLEAR + self.line(lang), nl=False, err=True, color=True)

        thread = threading.Thread(target=show, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
            click.echo(_CLEAR, nl=False, err=True, color=True)


def _clock(seconds: float) -> str:
    """Hours, minutes and seconds."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
