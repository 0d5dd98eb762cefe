"""An exchange: what an audit checks and counts, one reply with what is known around it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from replylint.reply import Reply

# What may be odd about an exchange: counted, never fatal.
PROBLEMS = (
    "clock-skew",  # the reply is dated before the message that it answers
    "reply-before-question",  # it stands in its conversation before any message of the customer
    "duplicate-id",  # an id of the export that came before; both rows are kept
    "uneven-row",  # it has fewer cells than the header; the missing ones are taken as empty
    "no-date",  # a date that cannot be read, left out
    "no-channel",  # a channel that `replylint channels` does not list, left out
    "odd-value",  # another value that makes no sense, left out
)
# A time for what did not happen until the end of the export.
NEVER = datetime.max.replace(tzinfo=UTC)


class Exchange(NamedTuple):
    """A reply ready to be checked; or, with no reply, an inbound message that nobody answered.

    A tuple, since millions of them are made and sent to other processes.

    line: where the reply (or the unanswered message) stands in the export: a line, or a row from 1.
    inbound: what the customer wrote, in `reply.inbound` too.
    agent: who answered, as the export names them (perhaps an id). conversation: its id there.
    sent_at, received_at: of the reply and of the message that it answers, in UTC.
    turn: 1 for the first reply of the conversation.
    next_at: when the next reply of the same conversation was sent, whoever wrote in between; NEVER
    where there is none, None where it is not known.
    problems: some of PROBLEMS.
    """

    line: int
    reply: Reply | None
    inbound: str | None = None
    agent: str | None = None
    channel: str | None = None
    conversation: str | None = None
    sent_at: datetime | None = None
    received_at: datetime | None = None
    turn: int | None = None
    problems: tuple[str, ...] = ()
    next_at: datetime | None = None
