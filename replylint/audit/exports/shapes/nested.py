"""Taking values out of the nested objects of help desks, where any of them may be missing."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, TypeVar

from replylint.audit.exports.values import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.values import Clock


K = TypeVar("K")


def channels_of(names: Mapping[K, str], options: ExportOptions) -> Mapping[K, str]:
    """The channel behind each name of a help desk, without those that are not known here."""
    if options.channels is None:
        return names
    known = frozenset(options.channels.values())
    return {name: channel for name, channel in names.items() if channel in known}


def inner(value: Any) -> Mapping[str, Any]:
    """An object, empty where the value is none."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Mapping[str, Any]]:
    """The objects of an array; none where the value is no array."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def word(value: Any) -> str | None:
    """A name or an identifier as text; None where there is none."""
    return text_of(value).strip() or None


def moment(clock: Clock, *values: Any) -> tuple[datetime | None, tuple[str, ...]]:
    """The first value that is there, as a time, and what is odd about it."""
    for value in values:
        try:
            at = clock.read(value)
        except ValueError:
            return None, ("no-date",)
        if at is not None:
            return at, ()
    return None, ()


def written(plain: Any, marked_up: Any = None) -> str:
    """A body: as plain text where there is one, else what a reader sees of its HTML."""
    text = text_of(plain)
    if text.strip():
        return html.unescape(text).strip()
    return visible(text_of(marked_up))


def visible(source: str) -> str:
    """What a reader sees of HTML."""
    if "<" not in source and "&" not in source:
        return source.strip()
    from replylint.sources.html_text import html_text

    return html_text(source).text.strip()
