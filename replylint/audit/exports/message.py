"""A message of a conversation, as every shape of export gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Message(NamedTuple):
    """One message, of the customer or to them.

    line: where it stands in the export. conversation: None where it stands alone.
    from_customer: None where only the whole conversation can tell: then the `requester` that one
    of its messages names is the customer, or who wrote first.
    id, parent: its own, and that of the message that it answers.
    author: who wrote it, as the export names them. name: what a person is called, who signs it.
    at: in UTC.
    """

    line: int
    conversation: str | None
    text: str
    from_customer: bool | None
    at: datetime | None = None
    id: str | None = None
    parent: str | None = None
    author: str | None = None
    name: str | None = None
    requester: str | None = None
    channel: str | None = None
    visibility: str | None = None
    language: str | None = None
    brand: str | None = None
    problems: tuple[str, ...] = ()


class Glance(NamedTuple):
    """As much of a message as tells how the messages of an export stand."""

    conversation: str | None
    at: datetime | None
