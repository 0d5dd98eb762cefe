"""Gorgias: tickets with their messages, or messages alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.exports.message import Message
from replylint.audit.exports.rows import Row, RowError
from replylint.audit.exports.shapes.nested import channels_of, inner, items, moment, word, written
from replylint.audit.exports.values import flag_of
from replylint.sources.fields import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.values import Clock
    from replylint.sources.file import FileError

NAME = "gorgias"
CHANNEL = "email"
COLUMNS = {
    "text": "body_text or body_html of a message",
    "from_customer": "not from_agent",
    "author": "sender.name",
    "conversation": "ticket_id",
    "sent_at": "sent_datetime or created_datetime",
    "channel": "channel",
}
_CHANNELS = {
    "email": "email", "contact_form": "email", "help_center": "email", "chat": "chat",
    "facebook": "facebook", "facebook_mention": "facebook", "facebook_recommendations": "facebook",
    "facebook_messenger": "messenger", "instagram_comment": "instagram",
    "instagram_ad_comment": "instagram", "instagram_mention": "instagram",
    "instagram_direct_message": "instagram_dm", "twitter": "x", "twitter_direct_message": "x_dm",
    "sms": "sms", "whatsapp": "whatsapp",
}  # fmt: skip


def fits(record: Mapping[str, Any]) -> bool:
    """Whether a record is a ticket with messages, or a message of a ticket."""
    if "from_agent" in record and "ticket_id" in record:
        return True
    return "id" in record and any("from_agent" in m for m in items(record.get("messages")))


def splitter(
    clock: Clock, options: ExportOptions
) -> Callable[[Row], Iterator[Message | FileError]]:
    """What makes messages of a record."""
    channels = channels_of(_CHANNELS, options)

    def split(row: Row) -> Iterator[Message | FileError]:
        record = row.values
        if "from_agent" in record:
            yield _message(row.line, record, word(record.get("ticket_id")), None)
            return
        for message in items(record.get("messages")):
            yield _message(row.line, message, word(record.get("id")), record.get("channel"))

    def _message(
        line: int, message: Mapping[str, Any], ticket: str | None, ticket_channel: Any
    ) -> Message | FileError:
        agent = flag_of(message.get("from_agent"))
        # What the customer wrote comes with the mails before it, quoted, in the whole body.
        own = message.get("stripped_text") if agent is False else None
        text = written(own or message.get("body_text"), message.get("body_html"))
        kind = plain(str(message.get("channel") or ticket_channel))
        if kind == "internal_note" or message.get("public") is False:
            return RowError("internal-note", line=line, raw=text)
        if message.get("failed_datetime"):
            return RowError("not-sent", line=line, raw=text)
        if agent is None:
            return RowError("no-side", line=line, raw=text)
        sender = inner(message.get("sender"))
        name = word(sender.get("name")) or word(sender.get("firstname"))
        at, problems = moment(clock, message.get("sent_datetime"), message.get("created_datetime"))
        return Message(
            line, ticket, text, not agent, at, word(message.get("id")), None,
            (name if agent else None) or word(sender.get("id")), name, None,
            channels.get(kind), problems=problems,
        )  # fmt: skip

    return split
