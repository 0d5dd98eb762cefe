"""Exports with one message a row, such as TWCS or a table of conversations."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.message import Message
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


def id_of(value: Any) -> str | None:
    """An identifier as text; a number that went through a table as 12.0 is 12."""
    written = text_of(value).strip().removesuffix(".0")
    return written or None


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
    get = {field: records.getter(column) for field, column in columns.items()}
    nothing: Callable[[Any], Any] = lambda _: None  # noqa: E731
    get_text = get["text"]
    get_id, get_parent = get.get("id", nothing), get.get("in_reply_to", nothing)
    get_conversation = get.get("conversation", nothing)
    get_at = get.get("sent_at", nothing)
    get_author = get.get("author") or get.get("agent", nothing)
    get_brand, get_customer = get.get("brand", nothing), get.get("customer", nothing)
    get_side = get.get("from_customer", nothing)
    get_channel = get.get("channel", nothing)
    get_visibility, get_language = get.get("visibility", nothing), get.get("language", nothing)
    visibility_of, language_of = remembered("visibility"), remembered("language")
    channel_of = channel_reader(options.channels)
    side_of = _side_reader(columns, options)
    time_of = clock.read

    def read(row: Row) -> Iterable[Message | FileError]:
        line, values, problems = row
        text = get_text(values)
        text = (text if text.__class__ is str else text_of(text)).strip("\r\n")
        author = id_of(get_author(values))
        side = side_of(get_side(values), author)
        if side is None:
            return (RowError("no-side", line=line, raw=text),)
        try:
            at = time_of(get_at(values))
        except ValueError:
            at = None
            problems += ("no-date",)
        channel = None
        if tweets:
            channel = "x"
            if "&" in text:
                text = html.unescape(text)
        else:
            try:
                channel = channel_of(get_channel(values))
            except ValueError:
                problems += ("no-channel",)
        visibility = language = None
        try:
            visibility = visibility_of(get_visibility(values))
            language = language_of(get_language(values))
        except FileError:
            problems += ("odd-value",)
        brand = id_of(get_brand(values))
        if side:
            name = text_of(get_customer(values)).strip() or None
        elif tweets:
            name, brand = None, brand or author
        else:
            name = name_of(author) if author != brand else None
        message = Message(
            line, id_of(get_conversation(values)), text, side, at, id_of(get_id(values)),
            id_of(get_parent(values)), author, name, None, channel, visibility, language, brand,
            problems,
        )  # fmt: skip
        return (message,)

    return read


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
