"""Which shape an export has: one of the known ones by its keys, else by what its columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.columns import resolve_columns
from replylint.audit.exports.pairs import Pairs
from replylint.audit.exports.shapes import freshdesk, gorgias, intercom, x_archive, zendesk
from replylint.audit.exports.shapes.base import Joined
from replylint.audit.exports.shapes.flat import TWCS, TWCS_COLUMNS, flat_reader, glance_reader
from replylint.audit.exports.values import Clock, day_first, flag_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    from replylint.audit.exports.export import Shaped
    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.rows import Records

_DESKS = (zendesk, intercom, gorgias, freshdesk)
KNOWN = frozenset(("twcs", *(desk.NAME for desk in _DESKS), x_archive.POSTS, x_archive.MESSAGES))
_DATES = ("sent_at", "received_at")


def shape_of(records: Records, name: str, options: ExportOptions, zone: tzinfo) -> Shaped:
    """The rows with their shape. Raises ConfigError where no column can be the replies' text."""
    if not options.mapping and records.sample and isinstance(records.sample[0].values, dict):
        known = _nested(records, options, zone)
        if known is not None:
            return known
    if not options.mapping and set(records.columns) >= TWCS:
        columns = dict(TWCS_COLUMNS)
        read = flat_reader(records, columns, Clock(zone), options, tweets=True)
        return Joined("twcs", columns, records, read, options, linked=True)
    columns = resolve_columns(records.columns, options.mapping, name, source=options.mapping_source)
    _settle_sides(columns, records, options)
    clock = Clock(zone, day_first=_day_first(columns, records))
    sided = "from_customer" in columns or (options.agents and "author" in columns)
    if sided and ("conversation" in columns or "in_reply_to" in columns):
        linked = "in_reply_to" in columns and "id" in columns and "conversation" not in columns
        read = flat_reader(records, columns, clock, options)
        name = "messages" if linked else "conversations"
        glance = glance_reader(records, columns, clock)
        return Joined(name, columns, records, read, options, linked=linked, glance=glance)
    return Pairs(records.format, records, columns, clock, options.channels)


def _nested(records: Records, options: ExportOptions, zone: tzinfo) -> Shaped | None:
    """The shape of a help desk or an archive, where most of the first rows have it."""
    sample = [row.values for row in records.sample]
    clock = Clock(zone)

    def most(fits: Callable[[Mapping[str, Any]], bool]) -> bool:
        return 2 * sum(map(fits, sample)) > len(sample)

    for desk in _DESKS:
        if most(desk.fits):
            split = desk.splitter(clock, options)
            return Joined(desk.NAME, desk.COLUMNS, records, split, options, channel=desk.CHANNEL)
    if most(x_archive.is_post):
        split = x_archive.post_splitter(clock)
        return Joined(
            x_archive.POSTS, x_archive.POST_COLUMNS, records, split, options,
            linked=True, posts=True,
        )  # fmt: skip
    if most(x_archive.is_message):
        split = x_archive.message_splitter(clock, options, records.sample)
        return Joined(x_archive.MESSAGES, x_archive.MESSAGE_COLUMNS, records, split, options)
    return None


def _settle_sides(columns: dict[str, str], records: Records, options: ExportOptions) -> None:
    """Some columns tell who wrote where their name promises a text, or the other way round."""
    wanted = options.mapping
    if "from_customer" not in columns and "inbound" in columns and "inbound" not in wanted:
        if _tells_sides(columns["inbound"], records):
            columns["from_customer"] = columns.pop("inbound")
        return
    found = columns.get("from_customer")
    if found and "from_customer" not in wanted and not _tells_sides(found, records):
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
