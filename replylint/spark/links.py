"""Brings together messages that name what they answer, and so all that are linked to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def with_links(messages: DataFrame, partitions: int) -> DataFrame:
    """The messages, each in one partition with all that are linked to it, in their order."""
    # Two ids with one hash are taken for linked: that moves them together and changes nothing.
    hashed = messages.withColumns({"own": F.xxhash64("id"), "above": F.xxhash64("parent")})
    own = F.when(F.col("id").isNotNull(), F.col("own"))
    above = F.when(F.col("parent").isNotNull(), F.col("above"))
    hashed = hashed.withColumns({"own": own, "above": above})
    groups = components(hashed.where("own is not null and above is not null"))
    alone = F.xxhash64(F.concat_ws("\0", F.lit(""), "line", "place"))
    return (
        hashed.withColumn("one", F.coalesce("own", "above"))
        .join(groups, F.col("one") == F.col("member"), "left")
        .withColumn("group", F.coalesce("first", "one", alone))
        .repartition(partitions, "group")
        .sortWithinPartitions("line", "place")
        .select("message")
    )


def components(links: DataFrame) -> DataFrame:
    """`member` and `first` for each end of a link (`own`, `above`): the same `first` for all that
    hang together, however far.

    Each takes the smallest of its neighbours' firsts, then the first of its first, until nothing
    changes: the number of rounds grows with the logarithm of the longest chain.
    """
    there = links.select(F.col("own").alias("a"), F.col("above").alias("b"))
    # Rows are numbered by their partition, which a union would count on from another one.
    there = there.distinct().localCheckpoint()
    both = there.union(there.select("b", "a"))
    firsts = both.groupBy(F.col("a").alias("member")).agg(
        F.least(F.col("member"), F.min("b")).alias("first")
    )
    firsts = firsts.localCheckpoint()
    while True:
        near = (
            both.join(firsts, F.col("b") == F.col("member"))
            .groupBy("a")
            .agg(F.min("first").alias("near"))
        )
        lower = firsts.join(near, F.col("member") == F.col("a")).select(
            "member", F.col("first").alias("before"), F.least("first", "near").alias("lower")
        )
        jump = firsts.select(F.col("member").alias("at"), F.col("first").alias("further"))
        moved = lower.join(jump, F.col("lower") == F.col("at")).select(
            "member", "before", F.least("lower", "further").alias("first")
        )
        moved = moved.localCheckpoint()
        firsts = moved.select("member", "first")
        if moved.where("before != first").isEmpty():
            return firsts
