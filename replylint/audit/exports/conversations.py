"""Messages brought together by conversation: as they stand, or where they are scattered by way of
a temporary database, so that memory does not grow with them."""

from __future__ import annotations

import pickle
from itertools import islice
from typing import TYPE_CHECKING

from replylint.audit.exports.join import exchanges_of
from replylint.audit.exports.message import Message
from replylint.audit.exports.seen import Seen, temporary_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from replylint.audit.exchange import Exchange
    from replylint.sources.file import FileError

# A conversation of more messages is joined in pieces.
MOST = 5_000
_BATCH = 1_000
# Under 0, most messages are older than the one of their conversation before them in the export.
_DIRECTION = """
    SELECT sum((at > before) - (at < before)) FROM (
        SELECT at, lag(at) OVER (PARTITION BY conversation ORDER BY number) AS before FROM message
    )"""


def by_conversation(
    messages: Callable[[], Iterator[Message | FileError]], thread: int, channel: str | None = None
) -> Iterator[Exchange | FileError]:
    """The exchanges of all conversations, in the order in which these begin in the export.

    channel: of a reply where neither it nor what it answers names one.
    """
    together, newest_first = _look(messages())
    if together:
        groups = _as_they_stand(messages())
    else:
        groups, newest_first = _scattered(messages()), False  # it turns them round itself
    for group in groups:
        if isinstance(group, list):
            for start in range(0, len(group), MOST):
                piece = group[start : start + MOST]
                yield from exchanges_of(
                    piece, newest_first=newest_first, thread=thread, channel=channel
                )
        else:
            yield group


def _look(messages: Iterator[Message | FileError]) -> tuple[bool, bool]:
    """Whether the messages of each conversation stand together, and if so, the newest first: then
    most messages are older than the one of their conversation before them."""
    seen = Seen()
    before: Message | None = None
    direction = 0
    together = True
    for message in messages:
        if not isinstance(message, Message):
            continue
        if message.conversation is None:
            pass
        elif before is not None and before.conversation == message.conversation:
            if before.at is not None and message.at is not None and before.at != message.at:
                direction += 1 if message.at > before.at else -1
        elif not seen.add(message.conversation):
            together = False
            break
        before = message
    return together, direction < 0


def _as_they_stand(
    messages: Iterator[Message | FileError],
) -> Iterator[list[Message] | FileError]:
    group: list[Message] = []
    for message in messages:
        if not isinstance(message, Message):
            yield message
            continue
        if group and (
            message.conversation is None
            or message.conversation != group[-1].conversation
            or len(group) >= MOST
        ):
            yield group
            group = []
        group.append(message)
    if group:
        yield group


def _scattered(messages: Iterator[Message | FileError]) -> Iterator[list[Message] | FileError]:
    database = temporary_database()
    database.execute(
        "CREATE TABLE message (number INTEGER PRIMARY KEY, conversation, at REAL, body BLOB)"
    )
    batch: list[tuple[object, float | None, bytes]] = []
    insert = "INSERT INTO message (conversation, at, body) VALUES (?, ?, ?)"
    alone = 0
    for message in messages:
        if not isinstance(message, Message):
            yield message
            continue
        key: object = message.conversation
        if key is None:
            alone += 1
            key = alone  # a number is no text: it is nobody else's conversation
        at = message.at.timestamp() if message.at is not None else None
        batch.append((key, at, pickle.dumps(tuple(message), pickle.HIGHEST_PROTOCOL)))
        if len(batch) >= _BATCH:
            database.executemany(insert, batch)
            batch.clear()
    database.executemany(insert, batch)
    database.execute("CREATE INDEX place ON message (conversation, number)")
    keys = database.execute(
        "SELECT conversation FROM message GROUP BY conversation ORDER BY min(number)"
    )
    order = "DESC" if (database.execute(_DIRECTION).fetchone()[0] or 0) < 0 else "ASC"
    wanted = f"SELECT body FROM message WHERE conversation = ? ORDER BY number {order}"
    for (key,) in keys:
        bodies = database.execute(wanted, (key,))
        while group := [Message(*pickle.loads(body)) for (body,) in islice(bodies, MOST)]:
            yield group
    database.close()
