"""Messages brought together by conversation: as they stand, or where they are scattered by way of
a temporary database, so that memory does not grow with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.audit.exports.join import Order, exchanges_of
from replylint.audit.exports.message import Message, packed, unpacked
from replylint.audit.exports.seen import Seen, temporary_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from replylint.audit.exchange import Exchange
    from replylint.audit.exports.message import Glance
    from replylint.sources.file import FileError

# A conversation of more messages is joined in pieces.
MOST = 5_000
_BATCH = 1_000
# How many messages are later, and earlier, than the one of their conversation before them.
_STEPS = """
    SELECT sum(at > before), sum(at < before) FROM (
        SELECT at, lag(at) OVER (PARTITION BY conversation ORDER BY number) AS before FROM message
    )"""

# Where each message stands when conversations follow each other as they begin in the export.
_PLACES = """
    CREATE TABLE place AS
    SELECT number AS message, first FROM message JOIN (
        SELECT conversation, min(number) AS first FROM message GROUP BY conversation
    ) USING (conversation)
    ORDER BY first, number {order}
"""
_IN_PLACE = """
    SELECT first, body FROM place CROSS JOIN message ON message.number = place.message
    ORDER BY place.rowid
"""


def by_conversation(
    messages: Callable[[], Iterator[Message | FileError]],
    glances: Iterator[Glance],
    thread: int,
    channel: str | None = None,
) -> Iterator[Exchange | FileError]:
    """The exchanges of all conversations, in the order in which these begin in the export.

    glances: the conversation and the time of each message, for a first look. channel: of a reply
    where neither it nor what it answers names one.
    """
    groups: Iterator[list[Message] | FileError]
    order = _order_if_together(glances)
    if order is not None:
        groups = _as_they_stand(messages())
    else:
        database = temporary_database()
        yield from _store(database, messages())
        order = Order.of(*(steps or 0 for steps in database.execute(_STEPS).fetchone()))
        groups = _stored(database, newest_first=order.newest_first)
        order = order._replace(newest_first=False)
    for group in groups:
        if isinstance(group, list):
            yield from exchanges_of(group, order, thread=thread, channel=channel)
        else:
            yield group


def _order_if_together(glances: Iterator[Glance]) -> Order | None:
    """How the messages of each conversation stand; None where they do not stand together."""
    seen = Seen()
    conversation: str | None = None
    last: datetime | None = None
    later = earlier = 0
    for name, at in glances:
        if name is None:
            pass
        elif name == conversation:
            if last is not None and at is not None:
                later += at > last
                earlier += at < last
        elif not seen.add(name):
            return None
        conversation, last = name, at
    return Order.of(later, earlier)


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


def _store(
    database: sqlite3.Connection, messages: Iterator[Message | FileError]
) -> Iterator[FileError]:
    """Store the messages; what is wrong with a row is given on at once."""
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
        batch.append((key, at, packed(message)))
        if len(batch) >= _BATCH:
            database.executemany(insert, batch)
            batch.clear()
    database.executemany(insert, batch)
    database.execute("CREATE INDEX of_conversation ON message (conversation, number)")


def _stored(database: sqlite3.Connection, *, newest_first: bool) -> Iterator[list[Message]]:
    """The conversations, each with the message first that was written first."""
    order = "DESC" if newest_first else "ASC"
    database.execute(_PLACES.format(order=order))
    group: list[Message] = []
    group_first = 0
    for first, body in database.execute(_IN_PLACE):
        if group and (first != group_first or len(group) >= MOST):
            yield group
            group = []
        group_first = first
        group.append(unpacked(body))
    if group:
        yield group
    database.close()
