"""The columns of a table, said to Spark: its DDL from an Arrow schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def ddl(schema: pa.Schema) -> str:
    """The columns of an Arrow schema as Spark's DDL, for `mapInArrow`.

    Spark reads the Arrow columns of a function by their declared types and converts none, so the
    two must say the same.
    """
    return ", ".join(f"`{field.name}` {spark_type(field.type)}" for field in schema)


def spark_type(kind: pa.DataType) -> str:
    """The name that Spark gives to an Arrow type. Raises TypeError where it has none."""
    import pyarrow as pa

    simple = {
        pa.string(): "string",
        pa.bool_(): "boolean",
        pa.int8(): "tinyint",
        pa.int16(): "smallint",
        pa.int32(): "int",
        pa.int64(): "bigint",
        pa.float32(): "float",
        pa.float64(): "double",
        pa.binary(): "binary",
        pa.date32(): "date",
    }
    if kind in simple:
        return simple[kind]
    if pa.types.is_timestamp(kind):
        return "timestamp" if kind.tz is not None else "timestamp_ntz"
    if pa.types.is_list(kind):
        return f"array<{spark_type(kind.value_type)}>"
    if pa.types.is_map(kind):
        return f"map<{spark_type(kind.key_type)},{spark_type(kind.item_type)}>"
    if pa.types.is_struct(kind):
        inner = ",".join(
            f"`{field.name}`:{spark_type(field.type)}"
            for field in (kind.field(at) for at in range(kind.num_fields))
        )
        return f"struct<{inner}>"
    raise TypeError(f"Spark has no type for Arrow's {kind}")
