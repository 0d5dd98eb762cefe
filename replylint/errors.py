"""The errors that replylint raises for what a caller or a user can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class ReplylintError(Exception):
    """Something the user can mend; the text is one line that says what, where and how."""


class ConfigError(ReplylintError):
    """A wrong key or value in a config file or in the options of a Linter."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint: the known word nearest to a wrong one, or the list of them if none is near."""
    import difflib

    choices = sorted(known)
    by_lower = {choice.lower(): choice for choice in choices}
    close = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.5)
    if close:
        return f"did you mean {by_lower[close[0]]!r}?"
    shown = ", ".join(choices[:12]) + (", ..." if len(choices) > 12 else "")
    return f"there are: {shown}" if choices else "there are none"
