"""The archive that X gives an account of its own: its posts, and its direct messages."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.message import Message
from replylint.audit.exports.rows import Row, RowError
from replylint.audit.exports.shapes.nested import inner, items, moment, word
from replylint.audit.exports.values import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.values import Clock
    from replylint.sources.file import FileError

POSTS = "x-archive"
POST_COLUMNS = {
    "text": "full_text",
    "id": "id_str",
    "in_reply_to": "in_reply_to_status_id_str",
    "customer": "in_reply_to_screen_name",
    "sent_at": "created_at",
}
MESSAGES = "x-archive-messages"
MESSAGE_COLUMNS = {
    "text": "messageCreate.text",
    "from_customer": "messageCreate.senderId",
    "conversation": "dmConversation.conversationId",
    "sent_at": "messageCreate.createdAt",
}
_NO_LANGUAGE = ("und", "zxx", "art", "qme", "qht", "qam", "qct", "qst")


def is_post(record: Mapping[str, Any]) -> bool:
    """Whether a record is a post of the archive."""
    post = inner(record.get("tweet")) or record
    return "full_text" in post and ("id_str" in post or "id" in post)


def is_message(record: Mapping[str, Any]) -> bool:
    """Whether a record is a conversation of direct messages."""
    return "dmConversation" in record


def post_splitter(clock: Clock) -> Callable[[Row], Iterator[Message | FileError]]:
    """What makes a message of a post."""

    def split(row: Row) -> Iterator[Message | FileError]:
        post = inner(row.values.get("tweet")) or row.values
        text = html.unescape(text_of(post.get("full_text")))
        if text.startswith("RT @") or post.get("retweeted") is True:
            yield RowError("not-a-reply", line=row.line, raw=text)
            return
        at, problems = moment(clock, post.get("created_at"))
        language = word(post.get("lang"))
        yield Message(
            row.line, None, text, False, at, word(post.get("id_str") or post.get("id")),
            word(post.get("in_reply_to_status_id_str") or post.get("in_reply_to_status_id")),
            requester=word(post.get("in_reply_to_screen_name")), channel="x",
            language=language if language and language not in _NO_LANGUAGE else None,
            problems=problems,
        )  # fmt: skip

    return split


def message_splitter(
    clock: Clock, options: ExportOptions, sample: Sequence[Row]
) -> Callable[[Row], Iterator[Message | FileError]]:
    """What makes messages of a conversation."""
    own = frozenset(options.agents) or _account(sample)

    def split(row: Row) -> Iterator[Message | FileError]:
        conversation = inner(row.values.get("dmConversation"))
        name = word(conversation.get("conversationId"))
        for event in items(conversation.get("messages")):
            message = inner(event.get("messageCreate"))
            text = html.unescape(text_of(message.get("text")))
            if not text.strip():  # somebody came or left, or sent an image
                continue
            sender = word(message.get("senderId"))
            at, problems = moment(clock, message.get("createdAt"))
            yield Message(
                row.line, name, text, sender not in own if own else None, at,
                word(message.get("id")), None, sender, channel="x_dm", problems=problems,
            )  # fmt: skip

    return split


def _account(sample: Sequence[Row]) -> frozenset[str]:
    """The account that the archive is of: the one that takes part in every conversation."""
    common: set[str] | None = None
    for row in sample:
        conversation = inner(row.values.get("dmConversation"))
        people = set(text_of(conversation.get("conversationId")).split("-")) - {""}
        if len(people) == 2:
            common = people if common is None else common & people
    return frozenset(common) if common is not None and len(common) == 1 else frozenset()
