"""HTML that cannot be broken by what is put into it: every text is escaped where it is added."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset(("br", "hr", "link", "meta"))

# One for one, so that places in a text still hold. What turns the direction of a text, controls,
# halves of surrogate pairs and code points that are no characters are shown as unreadable.
_UNREADABLE = {
    code: "\ufffd"
    for codes in (
        range(9), range(0x0B, 0x20), range(0x7F, 0xA0), range(0x202A, 0x202F),
        range(0x2066, 0x206A), range(0xD800, 0xE000), range(0xFDD0, 0xFDF0),
        *((plane + 0xFFFE, plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)),
    )
    for code in codes
} | {0x0D: " ", 0x2028: "\n", 0x2029: "\n"}  # fmt: skip


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = str | None  # a plain string is a text to be escaped; None is nothing


def clean(text: object) -> str:
    """A text that a page can hold, of the same length."""
    found = str(text)
    return found if found.isascii() and found.isprintable() else found.translate(_UNREADABLE)


def cut(text: object, room: int) -> str:
    """A clean text of at most `room` characters."""
    found = str(text)
    return clean(found if len(found) <= room else f"{found[: room - 1]}…")


def el(name: str, /, *children: Child, **attributes: object) -> Html:
    """An element. Attributes: class_ for class, data_key for data-key; None or False is left out."""
    given = "".join(
        f" {_attribute(key)}" if value is True else f' {_attribute(key)}="{escape(clean(value))}"'
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{join(children)}</{name}>")


def join(children: Iterable[Child], between: str = "") -> Html:
    """Children one after another."""
    return Html(
        between.join(
            child if isinstance(child, Html) else escape(clean(child), quote=False)
            for child in children
            if child is not None
        )
    )


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def data(value: object) -> Html:
    """Plain values as JSON that can stand in a script element: nothing in it can end that."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return Html(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
