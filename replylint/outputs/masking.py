"""Masks personal data in what is shown, keeping every offset."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from replylint.document import Document

MASK = "•"


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the letters and digits of the spans masked; same length, same lines."""
    for start, end in spans:
        hidden = "".join(MASK if c.isalnum() else c for c in text[start:end])
        text = text[:start] + hidden + text[end:]
    return text


def masked_reply(doc: Document) -> str:
    """The text of a reply as its author wrote it, personal data masked."""
    return hide(
        doc.reply.text, (doc.original(found.start, found.end) for found in doc.personal_data)
    )


def masked_text(text: str, region: str | None = None) -> str:
    """Any text with the personal data that is found in it masked."""
    from replylint.personal_data import find

    return hide(text, ((found.start, found.end) for found in find(text, region=region)))
