"""From the messages of a conversation to exchanges: each reply with what it answers."""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.exchange import NEVER, Exchange
from replylint.audit.exports.rows import RowError
from replylint.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from replylint.audit.exports.message import Message
    from replylint.sources.file import FileError

# Clocks of a help desk and of a network differ by less; by more, the rows are in disorder.
_SKEW = timedelta(minutes=5)
_FEW, _ORDERLY = 3, 10
THREAD_TEXT = 4000
# Replies so soon one after the other are parts of one; so many are looked at for one that is not.
PARTS = timedelta(minutes=5)
_LATER = 20


class Order(NamedTuple):
    """How messages stand in an export. newest_first: in their conversations. orderly: where two
    are dated against that order by little, their clocks differ and the order holds."""

    newest_first: bool = False
    orderly: bool = True

    @classmethod
    def of(cls, later: int, earlier: int) -> Order:
        """By how many messages are later, and earlier, than the one of their conversation before
        them in the export."""
        if later + earlier < _FEW:
            return cls()
        return cls(earlier > later, _ORDERLY * min(later, earlier) <= later + earlier)


AS_WRITTEN = Order()


def exchanges_of(
    messages: Sequence[Message],
    order: Order = AS_WRITTEN,
    *,
    thread: int = 6,
    channel: str | None = None,
) -> Iterator[Exchange | FileError]:
    """The replies of one conversation, then its messages that nobody answered.

    A reply answers the last message of the customer before it. A message is unanswered if no reply
    stands behind it.
    """
    messages = in_order(messages, order)
    texts: deque[str] = deque(maxlen=thread)
    waiting: list[Message] = []
    known: dict[str, str] = {}
    asked: Message | None = None
    turn = 0
    left = sum(bool(message.from_customer) for message in messages)
    following = next_replies(messages)
    for message, next_at in zip(messages, following, strict=True):
        problems = message.problems
        if (name := message.id) is not None:
            before = known.get(name)
            if before == message.text:
                left -= bool(message.from_customer)
                yield RowError("duplicate", line=message.line, raw=message.text)
                continue
            if before is not None:
                message = message._replace(problems=(*problems, "duplicate-id"))  # noqa: PLW2901
            else:
                known[name] = message.text
        if message.from_customer:
            left -= 1
            asked = message
            waiting.append(message)
        elif not message.text or message.text.isspace():
            yield RowError("no-text", line=message.line)
            continue
        else:
            turn += 1
            early = asked is None and left > 0
            if message.channel is None:
                heard = asked.channel if asked is not None else None
                message = message._replace(channel=heard or channel)  # noqa: PLW2901
            yield answered(message, asked, turn, tuple(texts), next_at, early=early)
            waiting.clear()
        if message.text:
            texts.append(message.text[:THREAD_TEXT])
    for message in waiting:
        yield unanswered(message if message.channel else message._replace(channel=channel))


def next_replies(messages: Sequence[Message]) -> list[datetime | None]:
    """For each reply of a conversation when the next one was sent: NEVER where there is none,
    None where it cannot be known. The further parts of one answer are not the next one."""
    found: list[datetime | None] = [None] * len(messages)
    if messages[0].conversation is None:
        return found
    later: deque[datetime | None] = deque(maxlen=_LATER)
    for place in range(len(messages) - 1, -1, -1):
        message = messages[place]
        if message.from_customer or not message.text:
            continue
        at = message.at
        if at is not None:
            for one in later:
                if one is None or one - at > PARTS:
                    found[place] = one
                    break
            else:
                found[place] = NEVER if len(later) < _LATER else None
        later.appendleft(at)
    return found


def answered(
    message: Message,
    asked: Message | None,
    turn: int,
    thread: tuple[str, ...],
    next_at: datetime | None,
    *,
    early: bool = False,
) -> Exchange:
    """The exchange of a reply. early: it stands before the first message of the customer."""
    problems = message.problems
    received = asked.at if asked is not None else None
    if early:
        problems += ("reply-before-question",)
    if received is not None and message.at is not None and message.at < received:
        problems += ("clock-skew",)
    extra: dict[str, Any] = {}
    if message.visibility is not None:
        extra["visibility"] = message.visibility
    if message.language is not None:
        extra["language"] = message.language
    inbound = asked.text if asked is not None and asked.text else None
    reply = Reply(
        message.text,
        message.channel,
        inbound=inbound,
        author=message.name,
        customer=(asked.name or asked.author) if asked is not None else message.requester,
        brand=message.brand,
        id=message.id,
        sent_at=message.at,
        received_at=received,
        turn=turn,
        thread=thread,
        **extra,
    )
    return Exchange(
        message.line, reply, inbound, message.author or message.name, message.channel,
        message.conversation, message.at, received, turn, problems, next_at,
    )  # fmt: skip


def unanswered(message: Message) -> Exchange:
    """The exchange of a message without a reply."""
    return Exchange(
        message.line, None, message.text or None, None, message.channel, message.conversation,
        None, message.at, None, message.problems,
    )  # fmt: skip


def with_sides(messages: Sequence[Message]) -> Sequence[Message]:
    """The messages, each known to be the customer's or not."""
    if all(message.from_customer is not None for message in messages):
        return messages
    named = (message.requester for message in messages if message.requester is not None)
    customer = next(named, messages[0].author)
    return [
        message
        if message.from_customer is not None
        else message._replace(from_customer=message.author == customer)
        for message in messages
    ]


def in_order(messages: Sequence[Message], order: Order) -> Sequence[Message]:
    """The messages as they were written, each known to be the customer's or not.

    That is by their dates; or where only clocks seem to differ, as they stand in the export. A
    message without a date stays behind the one before it.
    """
    if order.newest_first:
        messages = messages[::-1]
    last: datetime | None = None
    dates: list[datetime | None] = []
    back = timedelta()
    for message in messages:
        at = message.at or last
        if last is not None and at is not None and at < last:
            back = max(back, last - at)
        dates.append(at)
        last = at
    if not back:
        return with_sides(messages)
    first = next(at for at in dates if at is not None)
    places = sorted(range(len(messages)), key=lambda place: dates[place] or first)
    by_date = with_sides([messages[place] for place in places])
    if back > _SKEW or not order.orderly:
        return by_date
    as_they_stand = with_sides(messages)
    # Nobody answers before they are asked.
    return as_they_stand if as_they_stand[0].from_customer else by_date
