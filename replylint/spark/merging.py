"""The counts of all partitions, merged in a tree: most of it on the executors, the rest here."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

from replylint.audit.aggregate import Aggregate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa
    from pyspark.sql import DataFrame

    from replylint.audit.counting import Counting

# So many states are merged by one task, and so many the driver takes.
FAN_IN = 32


def pack_state(aggregate: Aggregate) -> bytes:
    """An aggregate's state, for the way between machines."""
    return zlib.compress(json.dumps(aggregate.state(), separators=(",", ":")).encode(), 1)


def unpack_state(data: bytes, counting: Counting) -> Aggregate:
    """The aggregate with that state."""
    return Aggregate.from_state(json.loads(zlib.decompress(data)), counting)


def merged(states: DataFrame, count: int, counting: Counting) -> Aggregate:
    """One aggregate of `count` packed ones, in the column `state`.

    What the driver is sent does not grow with the partitions.
    """
    from functools import partial

    while count > FAN_IN:
        count = -(-count // FAN_IN)
        states = states.repartition(count).mapInArrow(partial(_merge, counting), "state binary")
    whole = Aggregate(counting)
    for row in states.collect():
        whole.merge(unpack_state(bytes(row["state"]), counting))
    return whole


def _merge(counting: Counting, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What the states of a partition come to."""
    import pyarrow as pa

    whole = Aggregate(counting)
    for batch in batches:
        for state in batch.column("state").to_pylist():
            whole.merge(unpack_state(state, counting))
    yield pa.record_batch({"state": pa.array([pack_state(whole)], pa.binary())})
