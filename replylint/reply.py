"""A reply and what is known around it: the only thing a caller has to build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Visibility = Literal["public", "private"]
Kind = Literal["draft", "template"]
Part = Literal["body", "subject", "fragment"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply to check. Only `text` is required; what is left out is never guessed.

    text: the reply as it would be sent.
    channel: name of a channel (`replylint channels` lists them), e.g. "x" or "email".
    visibility: "public" or "private"; by default the channel's own.
    language: ISO 639-1 code of the reply; by default it is detected.
    inbound: what the customer wrote.
    author: who signs, a first name or initials.
    customer: the customer's name or handle, as the brand knows it.
    brand: the brand that answers.
    id: the caller's own identifier, given back in the report.
    sent_at, received_at: when the reply left and when the message came in (time-zone aware).
    kind: "draft" (if nothing else says so) is about to be sent; "template" still has placeholders
    to be filled.
    part: "body" is a whole message, "subject" its subject line, "fragment" a piece of one.
    turn: 1 for the first reply of a conversation; None where it is not known.
    history: recent replies of the same brand to other customers, newest last.
    thread: earlier messages of this conversation, oldest first.
    """

    text: str
    channel: str | None = None
    visibility: Visibility | None = None
    language: str | None = None
    inbound: str | None = None
    author: str | None = None
    customer: str | None = None
    brand: str | None = None
    id: str | None = None
    sent_at: datetime | None = None
    received_at: datetime | None = None
    kind: Kind | None = None
    part: Part = "body"
    turn: int | None = None
    history: tuple[str, ...] = ()
    thread: tuple[str, ...] = ()
