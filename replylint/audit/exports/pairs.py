"""Exports with a reply a row, and perhaps the question beside it: nothing has to be joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.exchange import Exchange
from replylint.audit.exports.rows import Row, RowError
from replylint.audit.exports.seen import Seen
from replylint.audit.exports.values import flag_of, text_of
from replylint.reply import Reply
from replylint.sources.fields import plain, read_value
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from replylint.audit.exports.rows import Records
    from replylint.audit.exports.values import Clock

# Fields whose values are few, or rarely given.
_OTHERS = ("visibility", "language", "brand", "kind", "part")


def channel_reader(channels: Mapping[str, str] | None) -> Callable[[Any], str | None]:
    """What finds the channel behind a name; None where `replylint channels` has none like it."""
    known: dict[str, str | None] = {}

    def read(value: Any) -> str | None:
        try:
            return known[value]
        except (KeyError, TypeError):
            pass
        name = text_of(value)
        found = (name or None) if channels is None else channels.get(plain(name))
        if len(known) < 1000 and isinstance(value, str):
            known[value] = found
        return found

    return read


class Pairs:
    """Makes an exchange of each row.

    columns: field -> column.
    """

    def __init__(
        self,
        name: str,
        records: Records,
        columns: Mapping[str, str],
        clock: Clock,
        channels: Mapping[str, str] | None,
    ) -> None:
        self.name = name
        self.columns = columns
        self._records = records
        self._clock = clock
        self._channel = channel_reader(channels)

    def exchanges(self, skip: int = 0) -> Iterator[Exchange | FileError]:
        """One for each row, without the first `skip` of them."""
        read = self._reader()
        seen = Seen()
        rows = self._records.rows()
        columns = self.columns
        ids = self._records.getter(columns["id"]) if "id" in columns else None
        texts = self._records.getter(columns["text"])
        for row in rows:
            if not isinstance(row, Row):
                if skip:
                    skip -= 1
                else:
                    yield row
                continue
            key = ids(row.values) if ids is not None else None
            again = bool(key) and not seen.add((text_of(key), text_of(texts(row.values))))
            if skip:
                skip -= 1
            elif again:
                yield RowError("duplicate", line=row.line, raw=str(row.values))
            else:
                yield read(row)

    def keyed(self) -> Iterator[tuple[tuple[str, str] | None, Exchange | FileError]]:
        """One for each row, and what a row and its duplicates have in common; none for nothing.
        Duplicates are not looked for."""
        read = self._reader()
        ids = self._records.getter(self.columns["id"]) if "id" in self.columns else None
        texts = self._records.getter(self.columns["text"])
        for row in self._records.rows():
            if isinstance(row, Row):
                found = ids(row.values) if ids is not None else None
                key = (text_of(found), text_of(texts(row.values))) if found else None
                yield key, read(row)
            else:
                yield None, row

    def _reader(self) -> Callable[[Row], Exchange | FileError]:
        """What reads a row. All that can be settled before the first row is settled here."""
        getters = {field: self._records.getter(c) for field, c in self.columns.items()}
        get_text = getters["text"]
        get_inbound = getters.get("inbound")
        get_author = getters.get("author")
        get_agent = getters.get("agent")
        get_customer = getters.get("customer")
        get_channel = getters.get("channel")
        get_conversation = getters.get("conversation")
        get_id = getters.get("id")
        get_sent = getters.get("sent_at")
        get_received = getters.get("received_at")
        get_turn = getters.get("turn")
        get_flag = getters.get("from_customer")
        others = [(name, getters[name], remembered(name)) for name in _OTHERS if name in getters]
        channel_of, time_of = self._channel, self._clock.read

        def read(row: Row) -> Exchange | FileError:
            line, values, problems = row
            text = get_text(values)
            text = (text if text.__class__ is str else text_of(text)).strip("\r\n")
            if get_flag is not None and flag_of(get_flag(values)):
                return RowError("from-customer", line=line, raw=text)
            inbound = None
            if get_inbound is not None:
                inbound = text_of(get_inbound(values)).strip("\r\n") or None
                if inbound is not None and inbound.isspace():
                    inbound = None
            channel = None
            if get_channel is not None:
                name = get_channel(values)
                if name:
                    channel = channel_of(name)
                    if channel is None:
                        problems += ("no-channel",)
            sent = received = None
            try:
                if get_sent is not None:
                    sent = time_of(get_sent(values))
            except ValueError:
                problems += ("no-date",)
            try:
                if get_received is not None:
                    received = time_of(get_received(values))
            except ValueError:
                problems += ("no-date",)
            if sent is not None and received is not None and sent < received:
                problems += ("clock-skew",)
            turn = None
            if get_turn is not None:
                number = text_of(get_turn(values)).strip()
                if number.isdecimal():
                    turn = int(number)
                elif number:
                    problems += ("odd-value",)
            author = text_of(get_author(values)).strip() if get_author is not None else ""
            agent = text_of(get_agent(values)).strip() if get_agent is not None else ""
            conversation = (
                text_of(get_conversation(values)) if get_conversation is not None else None
            )
            if not text or text.isspace():
                if inbound is None:
                    return RowError("no-text", line=line, raw=str(values))
                return Exchange(
                    line, None, inbound, author or agent or None, channel, conversation,
                    None, received or sent, None, problems,
                )  # fmt: skip
            extra = {}
            for field, get, convert in others:
                try:
                    value = convert(get(values))
                except FileError:
                    problems += ("odd-value",)
                    continue
                if value is not None:
                    extra[field] = value
            reply = Reply(
                text,
                channel,
                inbound=inbound,
                author=None if author.isdecimal() else author or None,
                customer=text_of(get_customer(values)).strip() or None if get_customer else None,
                id=(text_of(get_id(values)) if get_id is not None else conversation) or None,
                sent_at=sent,
                received_at=received,
                turn=turn,
                **extra,
            )
            return Exchange(
                line, reply, inbound, author or agent or None, channel, conversation or None,
                sent, received, turn, problems,
            )  # fmt: skip

        return read


def remembered(field: str) -> Callable[[Any], Any]:
    """What reads the values of a field, of which there are few different ones."""
    known: dict[str, Any] = {}

    def read(value: Any) -> Any:
        written = value if isinstance(value, str) else text_of(value)
        if written in known:
            return known[written]
        found = read_value(field, written) if written.strip() else None
        if len(known) < 1000:
            known[written] = found
        return found

    return read
