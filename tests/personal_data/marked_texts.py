"""Texts with the personal data in them marked: "on ⟦06 39 98 12 34⟧"."""

import re

from replylint.personal_data import Kind, find

_MARKS = re.compile("⟦(.*?)⟧", re.DOTALL)


def split(marked: str) -> tuple[str, list[str]]:
    """The text without its marks, and the marked pieces in order."""
    return _MARKS.sub(r"\1", marked), _MARKS.findall(marked)


def pieces(text: str, kind: Kind | None = None, **options: object) -> list[str]:
    """What `find` finds in `text`, of one kind or of all, as pieces of the text."""
    found = find(text, **options)  # type: ignore[arg-type]
    return [text[data.start : data.end] for data in found if kind in (None, data.kind)]
