"""Masks personal data in what is shown, keeping every offset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.personal_data import find, hide

if TYPE_CHECKING:
    from replylint.document import Document


def masked_reply(doc: Document) -> str:
    """The text of a reply as its author wrote it, personal data masked."""
    return hide(doc.reply.text, (doc.original(*span) for span in doc.hidden))


def masked_text(text: str, region: str | None = None) -> str:
    """Any text with the personal data that is found in it masked."""
    return hide(text, ((found.start, found.end) for found in find(text, region=region)))
