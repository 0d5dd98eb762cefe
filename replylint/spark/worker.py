"""What is done on the executors: rows are read, joined, checked and counted.

Spark sends these functions by their names, so replylint must be installed on every executor. A
linter is built once in a Python process and kept: Spark lets one process do many tasks.
"""

from __future__ import annotations

import marshal
import pickle
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from itertools import chain, count, islice
from typing import TYPE_CHECKING, Any

from replylint.audit.aggregate import Aggregate
from replylint.audit.arrow import arrow_schema
from replylint.audit.chunks import ITEMS, ITEMS_OF_GRAMMAR, pack, unpack_item
from replylint.audit.exports.conversations import MOST
from replylint.audit.exports.export import zone_of
from replylint.audit.exports.join import exchanges_of
from replylint.audit.exports.links import by_links
from replylint.audit.exports.message import Message
from replylint.audit.exports.pairs import Pairs
from replylint.audit.exports.rows import RowError
from replylint.audit.exports.shapes import shape_of
from replylint.audit.exports.shapes.base import Joined
from replylint.audit.tables import COLUMNS, Table
from replylint.audit.work import Work
from replylint.linter import Linter
from replylint.sources.file import FileError
from replylint.spark.merging import pack_state
from replylint.spark.rows import Batches, Frame, partition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from replylint.audit.chunks import Item
    from replylint.audit.counting import Counting
    from replylint.audit.exports.export import Shaped
    from replylint.audit.exports.join import Order

TABLES = tuple(COLUMNS)
_LINTERS: dict[bytes, Linter] = {}


@dataclass(frozen=True, slots=True)
class Job:
    """An audit as a worker gets it. settings: pickled, and the name of the linter made of them."""

    frame: Frame
    settings: bytes
    counting: Counting
    raise_errors: bool = False


def linter_of(settings: bytes) -> Linter:
    """This process's linter with these settings, built when it is first asked for."""
    linter = _LINTERS.get(settings)
    if linter is None:
        linter = _LINTERS[settings] = Linter(pickle.loads(settings))
    return linter


def shaped(frame: Frame, batches: Iterable[pa.RecordBatch] = ()) -> Shaped:
    """The rows of a DataFrame with their shape, as of any export."""
    options = frame.options
    return shape_of(Batches(frame, batches), frame.name, options, zone_of(options.timezone))


# --- rows in, items or messages out ---------------------------------------------------------------


def count_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """How many rows a partition has: `part int, n bigint`."""
    import pyarrow as pa

    n = sum(batch.num_rows for batch in batches)
    yield pa.record_batch(
        {"part": pa.array([partition()], pa.int32()), "n": pa.array([n], pa.int64())}
    )


def read_items(job: Job, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The item of each row, and what a row and its duplicates have in common."""
    import pyarrow as pa

    pairs = shaped(job.frame, batches)
    assert isinstance(pairs, Pairs)
    items = pairs.keyed()
    while some := list(islice(items, ITEMS)):
        yield pa.record_batch(
            {
                "line": pa.array([item.line for _, item in some], pa.int64()),
                "same": pa.array([_digest(key, item) for key, item in some], pa.binary()),
                "item": pa.array([marshal.dumps(pack(item)) for _, item in some], pa.binary()),
            }
        )


def _digest(key: tuple[str, str] | None, item: Item) -> bytes:
    if key is None:
        return b"%d" % (item.line or 0)
    return blake2b("\0".join(key).encode("utf-8", "replace"), digest_size=16).digest()


def read_messages(job: Job, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The messages, with what is needed to bring them together; bad rows as they are."""
    import pyarrow as pa

    joined = shaped(job.frame, batches)
    assert isinstance(joined, Joined)
    messages, places = joined.messages(), count()
    while some := list(islice(messages, ITEMS)):
        of = [one if isinstance(one, Message) else None for one in some]
        yield pa.record_batch(
            {
                "line": pa.array([one.line for one in some], pa.int64()),
                "place": pa.array([next(places) for _ in some], pa.int64()),
                "conversation": pa.array([one and one.conversation for one in of], pa.string()),
                "id": pa.array([one and one.id for one in of], pa.string()),
                "parent": pa.array([one and one.parent for one in of], pa.string()),
                "at": pa.array([_seconds(one) for one in of], pa.float64()),
                "message": pa.array([_packed(one) for one in some], pa.binary()),
            }
        )


def _seconds(message: Message | None) -> float | None:
    return message.at.timestamp() if message is not None and message.at is not None else None


def _packed(message: Message | FileError) -> bytes:
    if isinstance(message, FileError):
        return marshal.dumps(pack(message))
    return pickle.dumps(tuple(message), pickle.HIGHEST_PROTOCOL)


# --- messages or items in, rows of the audit out --------------------------------------------------


def check_rows(job: Job, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Read and check rows that need nothing of other partitions."""
    pairs = shaped(job.frame, batches)
    assert isinstance(pairs, Pairs)
    return check(job, (item for _, item in pairs.keyed()))


def check_items(job: Job, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Check items that were read; `copy` says which ones came before."""

    def items() -> Iterator[Item]:
        for batch in batches:
            columns = (batch.column(name).to_pylist() for name in ("line", "copy", "item"))
            for line, copy, packed in zip(*columns, strict=True):
                item = unpack_item(marshal.loads(packed))
                yield _duplicate(line, item) if copy else item

    return check(job, items())


def _duplicate(line: int, item: Item) -> RowError:
    if isinstance(item, FileError):
        return RowError("duplicate", line=line, raw=getattr(item, "raw", ""))
    text = item.reply.text if item.reply is not None else item.inbound
    return RowError("duplicate", line=line, raw=text or "")


def check_conversations(
    job: Job, batches: Iterable[pa.RecordBatch], order: Order
) -> Iterator[pa.RecordBatch]:
    """Join and check whole conversations, whose messages stand together and the first one first."""
    joined = shaped(job.frame)
    assert isinstance(joined, Joined)
    exchanges = partial(exchanges_of, order=order, thread=joined.thread, channel=joined.channel)

    def items() -> Iterator[Item]:
        group: list[Message] = []
        for message in _messages(batches):
            if isinstance(message, FileError):
                yield message
                continue
            apart = message.conversation is None or (
                group and message.conversation != group[-1].conversation
            )
            if group and (apart or len(group) >= MOST):
                yield from exchanges(group)
                group = []
            group.append(message)
        if group:
            yield from exchanges(group)

    return check(job, items())


def check_linked(job: Job, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Join and check messages with all that they are linked to."""
    joined = shaped(job.frame)
    assert isinstance(joined, Joined)
    return check(job, by_links(_messages(batches), joined.thread, posts=joined.posts))


def _messages(batches: Iterable[pa.RecordBatch]) -> Iterator[Message | FileError]:
    for batch in batches:
        for data in batch.column("message").to_pylist():
            if data[:1] == pickle.PROTO:
                yield Message(*pickle.loads(data))
            else:
                error = unpack_item(marshal.loads(data))
                assert isinstance(error, FileError)
                yield error


def check(job: Job, items: Iterable[Item]) -> Iterator[pa.RecordBatch]:
    """The rows of all tables, and behind them one with the state of what was counted."""
    linter = linter_of(job.settings)
    work = Work(
        linter,
        job.counting,
        tuple(Table(name, "arrow") for name in TABLES),
        raise_errors=job.raise_errors,
    )
    whole = Aggregate(job.counting)
    size = ITEMS if linter.settings.languagetool == "off" else ITEMS_OF_GRAMMAR
    coming = iter(items)
    for first in coming:
        done = work.check(chain([first], islice(coming, size - 1)))
        whole.merge(done.aggregate)
        for name, rows in zip(TABLES, done.rows, strict=True):
            yield from _outcome(name, rows)
    yield _batch("state", {"state": [pack_state(whole)]}, 1)


def outcome_schema() -> pa.Schema:
    """One row of what comes out: `table` says which of the other columns has something in it."""
    import pyarrow as pa

    return pa.schema(
        [
            ("table", pa.string()),
            *((name, pa.struct(list(arrow_schema(name)))) for name in TABLES),
            ("state", pa.binary()),
        ]
    )


def _outcome(name: str, rows: bytes) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in pa.ipc.open_stream(rows):
        if batch.num_rows:
            yield _batch(name, {name: batch.to_struct_array()}, batch.num_rows)


def _batch(name: str, columns: dict[str, Any], rows: int) -> pa.RecordBatch:
    import pyarrow as pa

    schema = outcome_schema()
    columns = {"table": [name] * rows, **columns}
    arrays = [
        pa.array(columns[field.name], field.type)
        if isinstance(columns.get(field.name), list)
        else columns.get(field.name, pa.nulls(rows, field.type))
        for field in schema
    ]
    return pa.record_batch(arrays, schema=schema)
