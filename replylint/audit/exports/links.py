"""Messages that name what they answer, brought together in a temporary database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from replylint.audit.exchange import NEVER
from replylint.audit.exports.join import PARTS, THREAD_TEXT, answered, unanswered
from replylint.audit.exports.message import Message, packed, unpacked
from replylint.audit.exports.rows import RowError
from replylint.audit.exports.seen import Seen, temporary_database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from replylint.audit.exchange import Exchange
    from replylint.sources.file import FileError

_BATCH = 1_000
# Longer chains of replies are not followed: they may even go in a circle.
_LONGEST = 60
# A message is answered if a reply names it, or names one that the customer wrote below it.
_ANSWERED = """
    CREATE TABLE answered AS
    WITH RECURSIVE up (id) AS (
        SELECT parent FROM message WHERE NOT customer AND parent IS NOT NULL
        UNION
        SELECT message.parent FROM up JOIN message USING (id)
        WHERE message.customer AND message.parent IS NOT NULL
    )
    SELECT id FROM up
"""
# The next reply below one: of those that name it, or a message of the customer or a further part of
# the same answer below it.
_NEXT = """
    WITH RECURSIVE down (id, customer, at, depth) AS (
        SELECT id, customer, at, 1 FROM message WHERE parent = :id
        UNION
        SELECT message.id, message.customer, message.at, depth + 1
        FROM down JOIN message ON message.parent = down.id
        WHERE (down.customer OR down.at <= :soon) AND depth < 20
    )
    SELECT count(*), min(at) FROM down WHERE NOT customer AND (at IS NULL OR at > :soon)
"""
_ALL = """
    SELECT customer, id IN (SELECT id FROM answered), id IN (SELECT id FROM twice), body
    FROM message ORDER BY number
"""


def by_links(
    messages: Iterator[Message | FileError], thread: int, *, posts: bool = False
) -> Iterator[Exchange | FileError]:
    """The exchanges in the order of the export: of each reply, and of each message without one.

    A reply answers the message that it names, or if that is one of the brand's own the last one of
    the customer above it. posts: what answers nothing, and what goes on from there, is no reply.
    """
    database = temporary_database()
    yield from _stored(database, messages)
    database.execute("CREATE INDEX place ON message (id)")
    database.execute("CREATE INDEX below ON message (parent)")
    database.execute(_ANSWERED)
    database.execute("CREATE INDEX answered_id ON answered (id)")
    database.execute(
        "CREATE TABLE twice AS SELECT id FROM message WHERE id IS NOT NULL"
        " GROUP BY id HAVING count(*) > 1"
    )
    for customer, has_answer, is_twice, body in database.execute(_ALL):
        message = unpacked(body)
        if is_twice:
            message = message._replace(problems=(*message.problems, "duplicate-id"))
        if not customer:
            yield _exchange(database, message, thread, posts=posts)
        elif not has_answer:
            yield unanswered(message)
    database.close()


def _stored(
    database: sqlite3.Connection, messages: Iterator[Message | FileError]
) -> Iterator[FileError]:
    """Store the messages; what is wrong with a row is given on at once."""
    database.execute(
        "CREATE TABLE message"
        " (number INTEGER PRIMARY KEY, id, parent, customer, at REAL, body BLOB)"
    )
    insert = "INSERT INTO message (id, parent, customer, at, body) VALUES (?, ?, ?, ?, ?)"
    batch: list[tuple[object, ...]] = []
    seen = Seen()
    for message in messages:
        if not isinstance(message, Message):
            yield message
        elif message.id is not None and not seen.add((message.id, message.text)):
            yield RowError("duplicate", line=message.line, raw=message.text)
        elif not message.from_customer and not message.text.strip():
            yield RowError("no-text", line=message.line)
        else:
            body = packed(message)
            at = message.at.timestamp() if message.at is not None else None
            batch.append((message.id, message.parent, bool(message.from_customer), at, body))
            if len(batch) >= _BATCH:
                database.executemany(insert, batch)
                batch.clear()
    database.executemany(insert, batch)


def _exchange(
    database: sqlite3.Connection, message: Message, thread: int, *, posts: bool
) -> Exchange | FileError:
    turn = 1
    asked: Message | None = None
    texts: list[str] = []
    parent, steps = message.parent, 0
    while parent is not None and steps < _LONGEST:
        found = database.execute(
            "SELECT parent, customer, body FROM message WHERE id = ? ORDER BY number LIMIT 1",
            (parent,),
        ).fetchone()
        if found is None:
            break
        parent, customer, body = found
        steps += 1
        turn += not customer
        if len(texts) < thread or (customer and asked is None):
            above = unpacked(body)
            if above.id == message.id:
                break
            texts.append(above.text[:THREAD_TEXT])
            if customer and asked is None:
                asked = above
    if posts and parent is None and asked is None:
        return RowError("not-a-reply", line=message.line, raw=message.text)
    texts = [text for text in texts[:thread] if text]
    following = _following(database, message)
    return answered(message, asked, turn, tuple(reversed(texts)), following)


def _following(database: sqlite3.Connection, message: Message) -> datetime | None:
    """When the next reply was sent: NEVER where there is none, None where it cannot be known."""
    if message.id is None or message.at is None:
        return None
    soon = (message.at + PARTS).timestamp()
    replies, at = database.execute(_NEXT, {"id": message.id, "soon": soon}).fetchone()
    if not replies:
        return NEVER
    return datetime.fromtimestamp(at, UTC) if at is not None else None
