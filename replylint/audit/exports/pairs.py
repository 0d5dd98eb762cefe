"""Exports with a reply a row, and perhaps the question beside it: nothing has to be joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.exchange import Exchange
from replylint.audit.exports.rows import Row, RowError, raw_of
from replylint.audit.exports.seen import Seen
from replylint.audit.exports.values import flag_of, text_of
from replylint.reply import Reply
from replylint.sources.fields import plain, read_value
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from replylint.audit.exports.rows import Records
    from replylint.audit.exports.values import Clock

_AS_THEY_ARE = ("author", "customer", "brand", "id")
_PROBLEMS = {"channel": "no-channel", "sent_at": "no-date", "received_at": "no-date"}


def channel_reader(channels: Mapping[str, str] | None) -> Callable[[Any], str | None]:
    """What finds the channel behind a name, if there is a name. It raises ValueError where
    `replylint channels` has none like it."""
    known: dict[Any, str | None] = {"": None, None: None}

    def read(value: Any) -> str | None:
        try:
            return known[value]
        except (KeyError, TypeError):  # a list, for one, cannot be a key
            pass
        name = text_of(value).strip()
        found = name if channels is None else channels.get(plain(name))
        if not name and isinstance(value, str):
            return None
        if not name or found is None:
            raise ValueError
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
                yield RowError("duplicate", line=row.line, raw=raw_of(row.values))
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
        get = {field: self._records.getter(column) for field, column in self.columns.items()}
        get_text, get_flag, get_inbound = get["text"], get.get("from_customer"), get.get("inbound")
        get_agent, get_conversation = get.get("agent"), get.get("conversation")
        plainly = [(field, get[field]) for field in _AS_THEY_ARE if field in get]
        with_care = [
            (field, get[field], read_field, _PROBLEMS.get(field, "odd-value"))
            for field, read_field in self._readers().items()
            if field in get
        ]

        def read(row: Row) -> Exchange | FileError:
            line, values, problems = row
            text = _text(get_text(values))
            if get_flag is not None and flag_of(get_flag(values)):
                return RowError("from-customer", line=line, raw=text)
            fields: dict[str, Any] = {}
            for field, get in plainly:
                if value := text_of(get(values)).strip():
                    fields[field] = value
            for field, get, read_field, problem in with_care:
                try:
                    value = read_field(get(values))
                except (ValueError, FileError):
                    problems += (problem,)
                else:
                    if value is not None:
                        fields[field] = value
            inbound = (_text(get_inbound(values)) or None) if get_inbound is not None else None
            agent = fields.get("author") or (get_agent and text_of(get_agent(values))) or None
            conversation = text_of(get_conversation(values)) if get_conversation else None
            sent, received = fields.get("sent_at"), fields.get("received_at")
            channel, turn = fields.get("channel"), fields.get("turn")
            if not text:
                if inbound is None:
                    return RowError("no-text", line=line, raw=raw_of(values))
                return Exchange(
                    line, None, inbound, agent, channel, conversation or None,
                    None, received or sent, None, problems,
                )  # fmt: skip
            if sent is not None and received is not None and sent < received:
                problems += ("clock-skew",)
            if conversation:
                fields.setdefault("id", conversation)
            if agent is not None and agent.isdecimal():  # nobody signs with a number
                fields.pop("author", None)
            return Exchange(
                line, Reply(text, inbound=inbound, **fields), inbound, agent, channel,
                conversation or None, sent, received, turn, problems,
            )  # fmt: skip

        return read

    def _readers(self) -> dict[str, Callable[[Any], Any]]:
        """How the values of a field are read; they raise ValueError or FileError."""
        return {
            "channel": self._channel,
            "sent_at": self._clock.read,
            "received_at": self._clock.read,
            "turn": _number,
            **{field: remembered(field) for field in ("visibility", "language", "kind", "part")},
        }


def _text(value: Any) -> str:
    """A text of several lines without the line ends around it; empty if it is all blank."""
    text = (value if value.__class__ is str else text_of(value)).strip("\r\n")
    return "" if text.isspace() else text


def _number(value: Any) -> int | None:
    written = text_of(value).strip()
    return int(written) if written else None


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
