"""Intercom: conversations with their parts, or parts alone; bodies are HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.exports.message import Message
from replylint.audit.exports.rows import Row, RowError
from replylint.audit.exports.shapes.nested import channels_of, inner, items, moment, visible, word
from replylint.audit.exports.values import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.values import Clock
    from replylint.sources.file import FileError

NAME = "intercom"
CHANNEL = "chat"
COLUMNS = {
    "text": "body of the source and of each part",
    "from_customer": "author.type",
    "author": "author.name",
    "conversation": "id",
    "sent_at": "created_at",
    "channel": "source.type",
}
_CUSTOMERS = ("user", "lead", "contact", "visitor")
_CHANNELS = {
    "conversation": "chat", "email": "email", "facebook": "messenger", "instagram": "instagram_dm",
    "twitter": "x", "whatsapp": "whatsapp", "sms": "sms",
}  # fmt: skip


def fits(record: Mapping[str, Any]) -> bool:
    """Whether a record is a conversation with its parts, or a part of one."""
    if "part_type" in record and "conversation_id" in record:
        return True
    if "conversation_parts" not in record or "id" not in record:
        return False
    return "source" in record or "conversation_message" in record


def splitter(
    clock: Clock, options: ExportOptions
) -> Callable[[Row], Iterator[Message | FileError]]:
    """What makes messages of a record."""
    channels = channels_of(_CHANNELS, options)

    def split(row: Row) -> Iterator[Message | FileError]:
        record = row.values
        if "part_type" in record:
            yield from _part(row.line, record, word(record.get("conversation_id")), None, None)
            return
        first = inner(record.get("source")) or inner(record.get("conversation_message"))
        channel = channels.get(text_of(first.get("type")))
        conversation = word(record.get("id"))
        created = record.get("created_at")
        yield from _part(row.line, first, conversation, channel, created)
        parts = record["conversation_parts"]
        for part in items(inner(parts).get("conversation_parts", parts)):
            yield from _part(row.line, part, conversation, channel, None)

    def _part(
        line: int,
        part: Mapping[str, Any],
        conversation: str | None,
        channel: str | None,
        created: Any,
    ) -> Iterator[Message | FileError]:
        text = visible(text_of(part.get("body")))
        if not text:  # it was assigned, closed, snoozed
            return
        if text_of(part.get("part_type")).startswith("note"):
            yield RowError("internal-note", line=line, raw=text)
            return
        author = inner(part.get("author"))
        kind = text_of(author.get("type") or part.get("author_type"))
        at, problems = moment(clock, part.get("created_at"), created)
        name = word(author.get("name"))
        customer = kind in _CUSTOMERS
        yield Message(
            line, conversation, text, customer, at, word(part.get("id")), None,
            (None if customer else name) or word(author.get("id")),
            None if kind == "bot" else name, None, channel, problems=problems,
        )  # fmt: skip

    return split
