"""A template's text as it would be sent, its placeholders filled with values of some length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.placeholders import find

if TYPE_CHECKING:
    from collections.abc import Callable

    from replylint.placeholders import Placeholder


def filled(text: str, value: Callable[[Placeholder], str]) -> str:
    """The text with `value(placeholder)` in the place of each placeholder, "" for steering tags."""
    pieces: list[str] = []
    done = 0
    for placeholder in find(text):
        pieces.append(text[done : placeholder.start])
        if placeholder.is_value:
            pieces.append(value(placeholder))
        done = placeholder.end
    pieces.append(text[done:])
    return "".join(pieces)
