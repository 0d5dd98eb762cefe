"""Chunks of an export, packed for the way to another process.

Where a chunk ends depends on the export alone, so that chunks are the same for any number of
processes and after a pause.
"""

from __future__ import annotations

import marshal
from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.exchange import Exchange
from replylint.audit.exports.rows import RowError
from replylint.reply import Reply
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Item = Exchange | FileError

ITEMS = 2000
# Asking a server takes so long that fewer replies are a chunk's work.
ITEMS_OF_GRAMMAR = 200
# Long messages make short chunks: what is under way must not take much memory.
_CHARACTERS = 2_000_000

# The fields of a reply before, and those behind, the two times in their middle.
_NAMES = Reply.__slots__
_AT = _NAMES.index("sent_at")
_BEHIND = _AT + len(("sent_at", "received_at"))
_before = attrgetter(*_NAMES[:_AT])
_behind = attrgetter(*_NAMES[_BEHIND:])
_REJECTED = 4  # as many values has a row that was rejected


class Chunk(NamedTuple):
    """Some items of an export, in order.

    items: how many. last: how many items of the export there are up to its end. lines: of its first
    and last item. data: the items, packed.
    """

    items: int
    last: int
    lines: tuple[int | None, int | None]
    data: bytes


def chunked(items: Iterable[Item], size: int = ITEMS, done: int = 0) -> Iterator[Chunk]:
    """The items in chunks of `size`. done: how many items came before."""
    packed: list[tuple[Any, ...]] = []
    characters = 0
    for item in items:
        packed.append(pack(item))
        if not isinstance(item, FileError):
            _, reply, inbound, *_ = item
            if reply is not None:
                characters += len(reply.text)
            if inbound is not None:
                characters += len(inbound)
        if len(packed) >= size or characters >= _CHARACTERS:
            done += len(packed)
            yield _chunk(packed, done)
            packed, characters = [], 0
    if packed:
        yield _chunk(packed, done + len(packed))


def _chunk(packed: list[tuple[Any, ...]], last: int) -> Chunk:
    return Chunk(len(packed), last, (packed[0][0], packed[-1][0]), marshal.dumps(packed))


# Tuples of plain values, marshalled, take a quarter of the time of the objects, pickled.


def pack(item: Item) -> tuple[Any, ...]:
    """An item as plain values."""
    if isinstance(item, FileError):
        return item.line, item.key, _params(item), getattr(item, "raw", "")
    (
        line, reply, inbound, agent, channel, conversation, sent_at, received_at, turn, problems,
        next_at,
    ) = item  # fmt: skip
    sent, received = _time(sent_at), _time(received_at)
    fields: tuple[Any, ...] | None = None
    if reply is not None:
        own_sent, own_received = reply.sent_at, reply.received_at
        fields = (
            _before(reply),
            sent if own_sent is sent_at else _time(own_sent),
            received if own_received is received_at else _time(own_received),
            _behind(reply),
        )
    return (
        line, fields, inbound, agent, channel, conversation, sent, received, turn, problems,
        _time(next_at),
    )  # fmt: skip


def _params(error: FileError) -> dict[str, Any]:
    return {
        key: value if isinstance(value, str | int | float) else str(value)
        for key, value in error.params.items()
    }


def _time(at: datetime | None) -> float | str | None:
    if at is None:
        return None
    # Within these years a float is exact to the microsecond.
    return at.timestamp() if at.tzinfo is UTC and 1970 <= at.year < 2200 else at.isoformat()


def unpack(data: bytes) -> Iterator[Item]:
    """The items of a chunk."""
    return map(unpack_item, marshal.loads(data))


def unpack_item(values: Any) -> Item:
    """The item that `pack` made these values of."""
    if len(values) == _REJECTED:
        line, key, params, raw = values
        return RowError(key, line=line, raw=raw, **params)
    (
        line, fields, inbound, agent, channel, conversation, sent, received, turn, problems,
        following,
    ) = values  # fmt: skip
    sent_at, received_at = _read_time(sent), _read_time(received)
    reply = None
    if fields is not None:
        before, own_sent, own_received, behind = fields
        times = (
            sent_at if own_sent == sent else _read_time(own_sent),
            received_at if own_received == received else _read_time(own_received),
        )
        reply = Reply(*before + times + behind)
    return Exchange(
        line, reply, inbound, agent, channel, conversation, sent_at, received_at, turn,
        problems, _read_time(following),
    )  # fmt: skip


def _read_time(packed: float | str | None) -> datetime | None:
    if packed is None:
        return None
    if isinstance(packed, str):
        return datetime.fromisoformat(packed)
    return datetime.fromtimestamp(packed, UTC)
