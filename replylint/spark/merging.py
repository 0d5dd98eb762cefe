"""The counts of all partitions, merged in a tree: most of it on the executors, the rest here."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from replylint.audit.aggregate import Aggregate

if TYPE_CHECKING:
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

    from pyspark.sql import functions as F

    states = states.select(F.monotonically_increasing_id().alias("at"), "state")
    while count > FAN_IN:
        count = -(-count // FAN_IN)
        group = (F.pmod(F.xxhash64("at"), F.lit(count))).alias("at")
        states = (
            states.select(group, "state")
            .groupBy("at")
            .applyInArrow(partial(_merge_group, counting), "at bigint, state binary")
        )
    whole = Aggregate(counting)
    for row in states.select("state").toLocalIterator():
        whole.merge(unpack_state(bytes(row["state"]), counting))
    return whole


def _merge_group(counting: Counting, key: tuple[Any, ...], table: pa.Table) -> pa.Table:
    import pyarrow as pa

    whole = Aggregate(counting)
    for state in table.column("state"):
        whole.merge(unpack_state(state.as_py(), counting))
    return pa.table({"at": pa.array([key[0].as_py()], pa.int64()), "state": [pack_state(whole)]})
