"""Freshdesk: tickets with their conversations, or these alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.exports.message import Message
from replylint.audit.exports.rows import Row, RowError
from replylint.audit.exports.shapes.nested import channels_of, inner, items, moment, word, written
from replylint.audit.exports.values import flag_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.values import Clock
    from replylint.sources.file import FileError

NAME = "freshdesk"
CHANNEL = "email"
COLUMNS = {
    "text": "description_text of a ticket, body_text or body of its conversations",
    "from_customer": "incoming",
    "conversation": "ticket_id",
    "sent_at": "created_at",
    "channel": "source of the ticket",
}
# The numbers of a ticket's source, and of a conversation's.
_TICKETS = {1: "email", 2: "email", 5: "x", 6: "facebook", 7: "chat", 9: "email", 10: "email",
            13: "whatsapp"}  # fmt: skip
_REPLIES = {5: "x", 7: "facebook", 13: "whatsapp"}
_OUTBOUND = 10


def fits(record: Mapping[str, Any]) -> bool:
    """Whether a record is a ticket with conversations, or one of these."""
    if "incoming" in record and "private" in record and "ticket_id" in record:
        return True
    if "id" not in record or "requester_id" not in record:
        return False
    return "description_text" in record or any(
        "incoming" in item for item in items(record.get("conversations"))
    )


def splitter(
    clock: Clock, options: ExportOptions
) -> Callable[[Row], Iterator[Message | FileError]]:
    """What makes messages of a record."""
    of_tickets, of_replies = channels_of(_TICKETS, options), channels_of(_REPLIES, options)

    def split(row: Row) -> Iterator[Message | FileError]:
        record = row.values
        if "incoming" in record:
            channel = _channel(of_replies, record.get("source"))
            yield _conversation(row.line, record, word(record.get("ticket_id")), channel, None)
            return
        ticket = word(record.get("id"))
        channel = _channel(of_tickets, record.get("source"))
        person = word(inner(record.get("requester")).get("name"))
        text = written(record.get("description_text"), record.get("description"))
        outbound = record.get("source") == _OUTBOUND
        if text:
            at, problems = moment(clock, record.get("created_at"))
            author = record.get("responder_id") if outbound else record.get("requester_id")
            yield Message(
                row.line, ticket, text, not outbound, at, f"ticket-{ticket}", None, word(author),
                None if outbound else person, None, channel, problems=problems,
            )  # fmt: skip
        for item in items(record.get("conversations")):
            yield _conversation(row.line, item, ticket, channel, person)

    def _conversation(
        line: int,
        item: Mapping[str, Any],
        ticket: str | None,
        channel: str | None,
        person: str | None,
    ) -> Message | FileError:
        text = written(item.get("body_text"), item.get("body"))
        if item.get("private") is True:
            return RowError("internal-note", line=line, raw=text)
        incoming = flag_of(item.get("incoming"))
        if incoming is None:
            return RowError("no-side", line=line, raw=text)
        at, problems = moment(clock, item.get("created_at"))
        return Message(
            line, ticket, text, incoming, at, word(item.get("id")), None,
            word(item.get("user_id")), person if incoming else None, None, channel,
            problems=problems,
        )  # fmt: skip

    def _channel(numbers: Mapping[int, str], source: Any) -> str | None:
        return numbers.get(source) if isinstance(source, int) else None

    return split
