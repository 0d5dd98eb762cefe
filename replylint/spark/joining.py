"""Brings together what belongs together: copies of a row, and the messages of a conversation.

Spark SQL moves and sorts the rows; what an exchange is, is told by the code of the local audit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import Window
from pyspark.sql import functions as F

from replylint.audit.exports.join import Order

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

ITEMS = "line bigint, same binary, item binary"
MESSAGES = "line bigint, place bigint, conversation string, id string, parent string, at double, message binary"


def with_copies(items: DataFrame, partitions: int) -> DataFrame:
    """The items; `copy` is true for those whose like stands in an earlier row.

    The partitions are made first, and of a fixed number: Spark would else put together as many of
    them as their few bytes allow, and have too few tasks for the checking.
    """
    like = Window.partitionBy("same").orderBy("line")
    return (
        items.repartition(partitions, "same")
        .withColumn("copy", F.row_number().over(like) > 1)
        .select("line", "copy", "item")
    )


def in_conversations(messages: DataFrame, partitions: int, order: Order) -> DataFrame:
    """The messages, those of a conversation one behind the other, the first one first."""
    newest_first = order.newest_first
    # A message without a conversation stands alone, and so do rows that could not be read.
    alone = F.concat_ws("\0", F.lit(""), "line", "place")
    return (
        messages.withColumn("group", F.coalesce("conversation", alone))
        .repartition(partitions, "group")
        .sortWithinPartitions("group", "line", "place", ascending=[True] + 2 * [not newest_first])
        .select("message")
    )


def order_of(messages: DataFrame) -> Order:
    """How messages stand in their conversations."""
    before: Column = F.lag("at").over(Window.partitionBy("conversation").orderBy("line", "place"))
    steps = messages.where(F.col("conversation").isNotNull()).select(
        F.signum(F.col("at") - before).alias("step")
    )
    counts = {row["step"]: row["count"] for row in steps.groupBy("step").count().collect()}
    return Order.of(counts.get(1.0, 0), counts.get(-1.0, 0))
