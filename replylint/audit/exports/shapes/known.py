"""Which shape an export has: one of the known ones by its keys, else by what its columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.audit.columns import resolve_columns
from replylint.audit.exports.pairs import Pairs
from replylint.audit.exports.shapes.base import Joined
from replylint.audit.exports.shapes.flat import TWCS, TWCS_COLUMNS, flat_reader
from replylint.audit.exports.values import Clock, day_first, flag_of, text_of

if TYPE_CHECKING:
    from datetime import tzinfo

    from replylint.audit.exports.export import Shaped
    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.rows import Records

_DATES = ("sent_at", "received_at")


def shape_of(records: Records, name: str, options: ExportOptions, zone: tzinfo) -> Shaped:
    """The rows with their shape. Raises ConfigError where no column can be the replies' text."""
    if not options.mapping and TWCS <= set(records.columns):
        columns = dict(TWCS_COLUMNS)
        read = flat_reader(records, columns, Clock(zone), options, tweets=True)
        return Joined("twcs", columns, records, read, thread=options.thread, linked=True)
    columns = resolve_columns(
        records.columns, options.mapping, name, source=options.mapping_source
    )
    _settle_sides(columns, records, options)
    clock = Clock(zone, day_first=_day_first(columns, records))
    sided = "from_customer" in columns or (options.agents and "author" in columns)
    if sided and ("conversation" in columns or "in_reply_to" in columns):
        linked = "in_reply_to" in columns and "id" in columns and "conversation" not in columns
        read = flat_reader(records, columns, clock, options)
        return Joined(
            "messages" if linked else "conversations", columns, records, read,
            thread=options.thread, linked=linked,
        )  # fmt: skip
    return Pairs(records.format, records, columns, clock, options.channels)


def _settle_sides(columns: dict[str, str], records: Records, options: ExportOptions) -> None:
    """Some columns tell who wrote where their name promises a text, or the other way round."""
    wanted = options.mapping
    if "from_customer" not in columns and "inbound" in columns and "inbound" not in wanted:
        if _tells_sides(columns["inbound"], records):
            columns["from_customer"] = columns.pop("inbound")
    elif "from_customer" in columns and "from_customer" not in wanted:
        if not _tells_sides(columns["from_customer"], records):
            del columns["from_customer"]


def _tells_sides(column: str, records: Records) -> bool:
    get = records.getter(column)
    values = [value for row in records.sample if text_of(value := get(row.values)).strip()]
    return bool(values) and all(flag_of(value) is not None for value in values)


def _day_first(columns: dict[str, str], records: Records) -> bool | None:
    """The order of day and month: as the first rows show it; French Excel writes days first."""
    getters = [records.getter(columns[field]) for field in _DATES if field in columns]
    found = day_first(get(row.values) for get in getters for row in records.sample)
    if found is None and getattr(records, "delimiter", None) == ";":
        return True
    return found
