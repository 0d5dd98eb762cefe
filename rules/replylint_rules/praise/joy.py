"""Whether a reply rejoices: then the trouble that its customer tells of is part of a happy story."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from replylint.document import Document
    from replylint.inbound import Inbound


def rejoices(doc: Document, inbound: Inbound) -> bool:
    """Whether a reply answers with joy a customer who is neither upset nor, beside trouble,
    applauds: that may be irony.
    """
    return not inbound.upset and not inbound.found("applause") and bool(doc.hits("joy"))
