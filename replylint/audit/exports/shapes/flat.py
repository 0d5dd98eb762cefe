"""Exports with one message a row, such as TWCS or a table of conversations."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.message import Glance, Message
from replylint.audit.exports.pairs import channel_reader, remembered
from replylint.audit.exports.rows import Row, RowError
from replylint.audit.exports.values import flag_of, text_of
from replylint.lazy import lazy_pattern
from replylint.sources.fields import plain
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from replylint.audit.exports.options import ExportOptions
    from replylint.audit.exports.rows import Records
    from replylint.audit.exports.values import Clock

TWCS = frozenset(
    ("tweet_id", "author_id", "inbound", "created_at", "text", "in_response_to_tweet_id")
)
TWCS_COLUMNS: Mapping[str, str] = {
    "id": "tweet_id",
    "author": "author_id",
    "from_customer": "inbound",
    "sent_at": "created_at",
    "text": "text",
    "in_reply_to": "in_response_to_tweet_id",
}
# Columns that say the opposite of `from_customer`.
_OPPOSITE = frozenset(("from_agent", "is_agent", "outgoing", "is_outgoing", "is_reply"))
# A person's name, not a handle or an id: Julie, Julie M., Anne-Marie O'Neill
_NAME = lazy_pattern(r"[^\W\d_a-z][^\W\d_A-Z]+(?:[ '’-][^\W\d_][\w'’.-]*)*")


def _nothing(_: Any) -> Any:
    """The value of a column that is not there."""
    return None


def id_of(value: Any) -> str | None:
    """An identifier as text; a number that went through a table as 12.0 is 12."""
    written = (value if value.__class__ is str else text_of(value)).strip()
    return (written[:-2] if written[-2:] == ".0" else written) or None


def name_of(value: str | None) -> str | None:
    """A value that looks like the name of a person."""
    return value if value and _NAME.fullmatch(value) else None


def flat_reader(
    records: Records,
    columns: Mapping[str, str],
    clock: Clock,
    options: ExportOptions,
    *,
    tweets: bool = False,
) -> Callable[[Row], Iterable[Message | FileError]]:
    """What makes a message of a row. tweets: of X, where the author is the brand."""
    get: dict[str, Callable[[Any], Any]] = {
        field: records.getter(column) for field, column in columns.items()
    }
    get_text = get["text"]
    get_id, get_parent = get.get("id", _nothing), get.get("in_reply_to", _nothing)
    get_conversation, get_brand = get.get("conversation", _nothing), get.get("brand", _nothing)
    get_author = get.get("author") or get.get("agent", _nothing)
    get_side, get_customer = get.get("from_customer", _nothing), get.get("customer", _nothing)
    side_of = _side_reader(columns, options)
    with_care: list[tuple[str, str, Callable[[Any], Any], str]] = [
        ("at", "sent_at", clock.read, "no-date"),
        ("channel", "channel", channel_reader(options.channels), "no-channel"),
        ("visibility", "visibility", remembered("visibility"), "odd-value"),
        ("language", "language", remembered("language"), "odd-value"),
    ]
    careful = [
        (name, get[field], read_field, problem)
        for name, field, read_field, problem in with_care
        if field in get
    ]

    def read(row: Row) -> Iterable[Message | FileError]:
        line, values, problems = row
        text = text_of(get_text(values)).strip("\r\n")
        author, brand = id_of(get_author(values)), id_of(get_brand(values))
        side = side_of(get_side(values), author)
        if side is None:
            return (RowError("no-side", line=line, raw=text),)
        found: dict[str, Any] = {"channel": "x"} if tweets else {}
        for name, get_value, read_field, problem in careful:
            try:
                found[name] = read_field(get_value(values))
            except (ValueError, FileError):
                problems += (problem,)
        if tweets and "&" in text:
            text = html.unescape(text)
        person = None
        if side:
            person = text_of(get_customer(values)).strip() or None
        elif tweets:
            brand = brand or author
        elif author != brand:
            person = name_of(author)
        message = Message(
            line, id_of(get_conversation(values)), text, side,
            id=id_of(get_id(values)), parent=id_of(get_parent(values)), author=author, name=person,
            brand=brand, problems=problems, **found,
        )  # fmt: skip
        return (message,)

    return read


def glance_reader(
    records: Records, columns: Mapping[str, str], clock: Clock
) -> Callable[[Row], Glance]:
    """What tells the conversation and the time of the message of a row."""
    conversation, at = columns.get("conversation"), columns.get("sent_at")
    get_conversation = records.getter(conversation) if conversation is not None else _nothing
    get_at = records.getter(at) if at is not None else _nothing

    def glance(row: Row) -> Glance:
        try:
            moment = clock.read(get_at(row.values))
        except ValueError:
            moment = None
        return Glance(id_of(get_conversation(row.values)), moment)

    return glance


def _side_reader(
    columns: Mapping[str, str], options: ExportOptions
) -> Callable[[Any, str | None], bool | None]:
    """What tells from a flag, or an author, whether the customer wrote; None where it cannot."""
    opposite = plain(columns.get("from_customer", "")) in _OPPOSITE
    agents = frozenset(options.agents)
    known: dict[str, bool | None] = {}

    def side_of(value: Any, author: str | None) -> bool | None:
        if agents and author is not None:
            return author not in agents
        if isinstance(value, bool):
            return value is not opposite
        written = text_of(value)
        if written not in known:
            flag = flag_of(written)
            if len(known) >= 1000:
                known.clear()
            known[written] = flag if flag is None else flag is not opposite
        return known[written]

    return side_of
