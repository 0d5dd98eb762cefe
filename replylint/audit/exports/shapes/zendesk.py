"""Zendesk: incremental ticket events, tickets with their comments, or comments alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.exports.message import Message
from replylint.audit.exports.rows import Row, RowError
from replylint.audit.exports.shapes.nested import channels_of, inner, items, moment, word, written
from replylint.sources.fields import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.values import Clock
    from replylint.sources.file import FileError

NAME = "zendesk"
CHANNEL = "email"  # of the web form, the API and the help center too: the answer is a mail
COLUMNS = {
    "text": "plain_body, body or html_body of a comment",
    "from_customer": "author_id is the requester's",
    "conversation": "ticket_id",
    "sent_at": "created_at",
    "channel": "via.channel",
}
_SIDES = {"end_user": True, "agent": False, "admin": False}
_CHANNELS = {
    "email": "email", "mail": "email", "twitter": "x", "twitter_dm": "x_dm",
    "twitter_direct_message": "x_dm", "twitter_like": "x", "facebook": "facebook",
    "facebook_post": "facebook", "facebook_message": "messenger", "chat": "chat",
    "native_messaging": "chat", "messaging": "chat", "chat_transcript": "chat", "sms": "sms",
    "text_message": "sms", "whatsapp": "whatsapp", "instagram_dm": "instagram_dm",
    "telegram": "telegram", "line": "line", "viber": "viber", "google_rcs": "rcs",
}  # fmt: skip


def fits(record: Mapping[str, Any]) -> bool:
    """Whether a record is a ticket event, a ticket with comments, or a comment of a ticket."""
    if "child_events" in record and "ticket_id" in record:
        return True
    if "author_id" in record and "public" in record and "ticket_id" in record:
        return True
    ticket = inner(record.get("ticket")) or record
    comments = items(record.get("comments")) or items(ticket.get("comments"))
    return "id" in ticket and any("author_id" in c and "public" in c for c in comments)


def splitter(
    clock: Clock, options: ExportOptions
) -> Callable[[Row], Iterator[Message | FileError]]:
    """What makes messages of a record."""
    channels = channels_of(_CHANNELS, options)

    def split(row: Row) -> Iterator[Message | FileError]:
        record = row.values
        if "child_events" in record:
            yield from _event(row.line, record)
            return
        ticket = inner(record.get("ticket")) or record
        comments = items(record.get("comments")) or items(ticket.get("comments"))
        if comments or "public" not in record:
            channel = _channel(ticket.get("via"))
            requester = word(ticket.get("requester_id") or inner(ticket.get("requester")).get("id"))
            for comment in comments:
                yield _comment(row.line, comment, word(ticket.get("id")), channel, requester)
        else:
            channel = _channel(record.get("via"))
            yield _comment(row.line, record, word(record.get("ticket_id")), channel, None)

    def _event(line: int, event: Mapping[str, Any]) -> Iterator[Message | FileError]:
        children = items(event.get("child_events"))
        named = (word(child.get("requester_id")) for child in children)
        requester = next((name for name in named if name), None)
        ticket = word(event.get("ticket_id"))
        for child in children:
            if plain(str(child.get("event_type") or child.get("type"))) != "comment":
                continue
            comment = dict(child)
            comment.setdefault("public", child.get("comment_public"))
            comment.setdefault("author_id", event.get("updater_id"))
            comment.setdefault("created_at", event.get("created_at") or event.get("timestamp"))
            channel = _channel(child.get("via")) or _channel(event.get("via"))
            yield _comment(line, comment, ticket, channel, requester)

    def _comment(
        line: int,
        comment: Mapping[str, Any],
        ticket: str | None,
        channel: str | None,
        requester: str | None,
    ) -> Message | FileError:
        text = written(comment.get("plain_body") or comment.get("body"), comment.get("html_body"))
        if comment.get("public") is False:
            return RowError("internal-note", line=line, raw=text)
        author = word(comment.get("author_id"))
        person = inner(comment.get("author"))
        side = _SIDES.get(plain(str(person.get("role"))))
        if side is None and requester is not None:
            side = author == requester
        at, problems = moment(clock, comment.get("created_at"))
        return Message(
            line, ticket, text, side, at, word(comment.get("id")), None, author,
            word(person.get("name")), requester, channel, problems=problems,
        )  # fmt: skip

    def _channel(via: Any) -> str | None:
        name = plain(str(inner(via).get("channel") or (via if isinstance(via, str) else "")))
        rel = plain(str(inner(inner(via).get("source")).get("rel")))
        if name == "twitter" and rel == "direct_message":
            name = "twitter_dm"
        elif name == "facebook" and rel == "message":
            name = "facebook_message"
        return channels.get(name)

    return split
