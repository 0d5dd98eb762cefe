"""What is said when replylint itself fails: one line, and on demand the place, never reply text."""

from __future__ import annotations

import os

import click

from replylint.i18n import from_locale, say

DEBUG = "REPLYLINT_DEBUG"


def debugging() -> bool:
    """Whether the user asked to see where an internal error comes from."""
    return os.environ.get(DEBUG, "0") not in ("", "0")


def report_bug(error: BaseException) -> None:
    """Say that there was an internal error.

    Shows its kind and the lines of code that led to it. Its own text is left out: it may quote
    the reply.
    """
    if debugging():
        click.echo("".join(_trace(error)), err=True)
    click.echo(
        f"replylint: {say('bug', from_locale(os.environ), kind=type(error).__name__)}", err=True
    )


def _trace(error: BaseException) -> list[str]:
    from traceback import format_tb

    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    earlier = _trace(cause) if cause is not None else []
    return [*earlier, *format_tb(error.__traceback__), f"{type(error).__name__}\n"]
