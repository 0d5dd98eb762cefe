"""Exchanges for the tests of what an audit counts, checked by a real linter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

from replylint import Linter, Reply
from replylint.audit.aggregate import Aggregate
from replylint.audit.counting import Counting
from replylint.audit.exchange import NEVER, Exchange

START = datetime(2026, 2, 23, 7, 0, tzinfo=UTC)  # a Monday
HOURS = ("mon-fri 08:00-18:00", "sat 09:00-12:30")

TEXTS = (
    "Hi Ann, your parcel left today and arrives on Friday. ^JL",
    "You should have read the page first.",
    "You should have read the page first. You should have asked us before.",
    "Bonjour Léa, nous revenons vers vous sous 24 h. Julie",
    "Hi Tom, we'll get back to you within 2 hours. ^MK",
    "Thanks! We'll update you tomorrow.",
    "Please call us on our hotline.",
    "Thank you so much for these kind words about our shop, the whole team reads them. Anna",
    "Thank you so much for these kind words about our shop, the whole team reads them. Tom",
    "Your card 4111 1111 1111 1111 was charged, write to jane.roe@example.com. ^AB",
    "Calm down, as already stated it is not our problem.",
    "Hi Ann, yes, we open at 10am. Tom",
    "Hi Ann, unfortunately we don't open on Sundays. Zoé",
    "",
)
INBOUND = (
    None,
    "My parcel never arrived, this is a disgrace!",
    "You are wonderful, thank you so much!",
    "When do you open?",
    "ok",
    "Do you open on Sundays?",
    "hi do u open sunday pls?",
)
AGENTS = (None, "Julie Martin", "mk", "Anna", "a.brown@example.com", "Tom", "Zoé")


@lru_cache(maxsize=4)
def linter(ui_lang: str = "en") -> Linter:
    """The default rules."""
    return Linter(ui_lang=ui_lang)


@lru_cache(maxsize=4096)
def checked(reply: Reply) -> tuple[Any, Any]:
    """The document of a reply and its report."""
    doc = linter().read(reply)
    return doc, linter().judge(doc)


def count(aggregate: Aggregate, exchanges: Iterable[Exchange]) -> Aggregate:
    """Add exchanges to an aggregate."""
    for exchange in exchanges:
        doc, report = checked(exchange.reply) if exchange.reply is not None else (None, None)
        aggregate.add(exchange, report, doc)
    return aggregate


def counted(exchanges: Iterable[Exchange], **counting: Any) -> Aggregate:
    """An aggregate of exchanges."""
    return count(Aggregate(Counting.of(linter(), **counting)), exchanges)


def exchange(
    line: int = 1,
    text: str | None = TEXTS[0],
    *,
    inbound: str | None = None,
    agent: str | None = None,
    channel: str | None = "x",
    received: float | None = None,
    waited: float | None = None,
    next_in: float | None = None,
    turn: int | None = None,
    conversation: str | None = None,
    problems: tuple[str, ...] = (),
) -> Exchange:
    """An exchange. received: hours from START; waited, next_in: seconds."""
    received_at = None if received is None else START + timedelta(hours=received)
    sent_at = None
    if text is not None and received_at is not None and waited is not None:
        sent_at = received_at + timedelta(seconds=waited)
    next_at = None if conversation is None else NEVER
    if sent_at is not None and next_in is not None:
        next_at = sent_at + timedelta(seconds=next_in)
    reply = None
    if text is not None:
        reply = Reply(
            text, channel=channel, inbound=inbound, turn=turn, sent_at=sent_at,
            received_at=received_at,
        )  # fmt: skip
    return Exchange(
        line, reply, inbound, agent, channel, conversation, sent_at, received_at, turn, problems,
        next_at,
    )  # fmt: skip


_EXCHANGE = st.builds(
    exchange,
    text=st.sampled_from((*TEXTS, None)),
    inbound=st.sampled_from(INBOUND),
    agent=st.sampled_from(AGENTS),
    channel=st.sampled_from(("x", "email", "sms", None)),
    received=st.one_of(st.none(), st.integers(0, 24 * 40), st.just(24 * 365 * 60)),
    waited=st.one_of(st.none(), st.integers(-50, 9000), st.integers(80_000, 40_000_000)),
    next_in=st.one_of(st.none(), st.integers(0, 200_000)),
    turn=st.sampled_from((None, 1, 2)),
    conversation=st.sampled_from((None, "c1")),
    problems=st.sampled_from(((), ("clock-skew",), ("no-date", "odd-value"))),
)
EXCHANGES = st.lists(_EXCHANGE, max_size=40).map(
    lambda found: [one._replace(line=line) for line, one in enumerate(found, 2)]
)
