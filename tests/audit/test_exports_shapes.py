"""Exports of help desks and networks, small and invented, known by their keys alone."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from exports_made import as_csv, as_json, as_jsonl, as_zip, read_bytes

from replylint.audit.exports import ExportOptions, open_export


def shape_of(data: bytes) -> str:
    with open_export(io.BytesIO(data)) as export:
        return export.shape


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, second, tzinfo=UTC)


# --- TWCS ----------------------------------------------------------------------------------------

TWCS = [
    ("1", "AskExample", "False", "Mon Mar 02 10:05:00 +0000 2026", "@115 Sorry &amp; thanks. ^JB", "2", "3"),
    ("3", "115", "True", "Mon Mar 02 10:00:00 +0000 2026", "@AskExample where is it?", "1", "4"),
    ("4", "115", "True", "Mon Mar 02 09:59:00 +0000 2026", "@AskExample my parcel", "3", ""),
    ("2", "115", "True", "Mon Mar 02 10:06:00 +0000 2026", "@AskExample in a DM?", "5", "1"),
    ("5", "AskExample", "False", "Mon Mar 02 11:07:00 +0100 2026", "@115 Yes please", "", "2"),
    ("6", "116", "True", "Mon Mar 02 12:00:00 +0000 2026", "@AskExample hello?", "", ""),
    ("7", "AskExample", "False", "Mon Mar 02 12:30:00 +0000 2026", "@117 Hi", "", "99"),
]  # fmt: skip


def twcs(rows: list[tuple[str, ...]] = TWCS) -> bytes:
    columns = (
        "tweet_id", "author_id", "inbound", "created_at", "text", "response_tweet_id",
        "in_response_to_tweet_id",
    )  # fmt: skip
    return as_csv([dict(zip(columns, row, strict=True)) for row in rows])


def test_twcs() -> None:
    data = twcs()
    assert shape_of(data) == "twcs"
    exchanges, rejected = read_bytes(data)
    assert not rejected
    first, second, alone, last = exchanges
    assert first.reply is not None
    assert first.reply.text == "@115 Sorry & thanks. ^JB"
    assert (first.inbound, first.received_at, first.sent_at, first.turn) == (
        "@AskExample where is it?", at(10), at(10, 5), 1,
    )  # fmt: skip
    assert first.reply.thread == ("@AskExample my parcel", "@AskExample where is it?")
    assert (first.channel, first.agent, first.reply.customer) == ("x", "AskExample", "115")
    assert (second.turn, second.sent_at, second.inbound) == (2, at(10, 7), "@AskExample in a DM?")
    assert (alone.reply, alone.inbound, alone.line) == (None, "@AskExample hello?", 7)
    assert (last.inbound, last.received_at, last.turn) == (None, None, 1)


def test_tweets_in_a_circle_or_twice() -> None:
    rows = [
        ("1", "Ask", "False", "", "a", "", "2"), ("2", "9", "True", "", "b", "", "1"),
        ("2", "9", "True", "", "b", "", "1"), ("1", "Ask", "False", "", "other", "", "1"),
    ]  # fmt: skip
    exchanges, rejected = read_bytes(twcs(rows))
    assert [(error.key, error.line) for error in rejected] == [("duplicate", 4)]
    assert [e.problems for e in exchanges] == [("duplicate-id",)] * 2
    assert exchanges[0].inbound == "b"


# --- X -------------------------------------------------------------------------------------------


def tweet(number: int, text: str, to: int | None = None, **more: Any) -> dict[str, Any]:
    post = {
        "id": str(number), "id_str": str(number), "full_text": text, "lang": "en",
        "created_at": "Mon Mar 02 10:05:00 +0000 2026", "retweeted": False, "favorite_count": "0",
        **more,
    }  # fmt: skip
    if to is not None:
        post |= {"in_reply_to_status_id": str(to), "in_reply_to_status_id_str": str(to),
                 "in_reply_to_screen_name": "ann_s"}  # fmt: skip
    return {"tweet": post}


POSTS = [
    tweet(1, "@ann_s It left today. &lt;3", 1000),
    tweet(2, "Our shops open at nine."),
    tweet(3, "And close at six.", 2),
    tweet(4, "RT @ann_s: thank you!"),
    tweet(5, "(2/2) The number is in your mail.", 1),
]


def script(name: str, rows: list[dict[str, Any]]) -> bytes:
    return f"window.YTD.{name}.part0 = {json.dumps(rows, indent=2)}".encode()


def test_the_posts_of_an_archive_of_x() -> None:
    data = script("tweets", POSTS)
    assert shape_of(data) == "x-archive"
    exchanges, rejected = read_bytes(data)
    assert [e.reply.text for e in exchanges if e.reply] == [
        "@ann_s It left today. <3", "(2/2) The number is in your mail.",
    ]  # fmt: skip
    assert [(e.turn, e.channel, e.inbound) for e in exchanges] == [(1, "x", None), (2, "x", None)]
    assert exchanges[1].reply is not None
    assert exchanges[1].reply.thread == ("@ann_s It left today. <3",)
    assert (exchanges[0].reply.customer, exchanges[0].reply.language) == ("ann_s", "en")  # type: ignore[union-attr]
    assert [error.key for error in rejected] == ["not-a-reply"] * 3
    assert read_bytes(as_json([row["tweet"] for row in POSTS]))[0][0].reply == exchanges[0].reply


def message(number: int, sender: int, text: str, minute: int) -> dict[str, Any]:
    return {"messageCreate": {
        "id": str(number), "senderId": str(sender), "recipientId": "7", "text": text,
        "createdAt": f"2026-03-02T10:{minute:02}:00.000Z", "reactions": [], "mediaUrls": [],
    }}  # fmt: skip


MESSAGES = [
    {"dmConversation": {"conversationId": "5-99", "messages": [
        message(3, 5, "Thank you", 9), message(2, 99, "It left today", 7), message(1, 5, "Where?", 1),
    ]}},
    {"dmConversation": {"conversationId": "6-99", "messages": [
        message(6, 99, "Hello Bob", 30), {"joinConversation": {}}, message(5, 6, "Hi", 20),
    ]}},
]  # fmt: skip


def test_the_messages_of_an_archive_of_x() -> None:
    data = script("direct_messages", MESSAGES)
    assert shape_of(data) == "x-archive-messages"
    exchanges, rejected = read_bytes(data)
    assert not rejected
    assert [(e.inbound, e.reply.text if e.reply else None, e.received_at) for e in exchanges] == [
        ("Where?", "It left today", at(10, 1)),
        ("Thank you", None, at(10, 9)),
        ("Hi", "Hello Bob", at(10, 20)),
    ]
    assert {e.channel for e in exchanges} == {"x_dm"}


def test_a_whole_archive_of_x() -> None:
    files = {
        "data/tweets.js": script("tweets", POSTS[:3]),
        "data/tweets-part1.js": script("tweets", POSTS[3:]),
        "data/deleted-tweets.js": script("deleted_tweets", [tweet(8, "@ann_s no", 1000)]),
        "data/direct-messages.js": script("direct_messages", MESSAGES),
        "data/account.js": script("account", [{"account": {"username": "AskExample"}}]),
        "data/like.js": script("like", [{"like": {"tweetId": "1", "fullText": "nice"}}]),
        "data/README.txt": b"Your archive\n\nfolders, files\n",
    }
    with open_export(io.BytesIO(as_zip(files))) as export:
        assert set(export.shape.split("+")) == {"x-archive", "x-archive-messages"}
    exchanges, rejected = read_bytes(as_zip(files))
    # The reply in the second file goes on from one in the first.
    assert sorted(e.turn or 0 for e in exchanges if e.reply) == [1, 1, 1, 2]
    assert [error.key for error in rejected] == ["not-a-reply"] * 3


# --- help desks ----------------------------------------------------------------------------------

TICKET = {
    "id": 35, "subject": "Late", "requester_id": 7, "assignee_id": 3, "status": "closed",
    "via": {"channel": "twitter", "source": {"rel": "direct_message"}},
    "comments": [
        {"id": 1, "author_id": 7, "public": True, "body": "It's late", "plain_body": "It&#39;s late",
         "created_at": "2026-03-02T09:00:00Z", "via": {"channel": "twitter"}},
        {"id": 2, "author_id": 3, "public": False, "body": "VIP, call", "created_at": "2026-03-02T09:30:00Z"},
        {"id": 3, "author_id": 3, "public": True, "html_body": "<p>So sorry.</p><p>Tom</p>",
         "body": None, "created_at": "2026-03-02T10:00:00Z", "via": {"channel": "web"}},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [as_jsonl([TICKET]), as_json([TICKET], "tickets"), as_json([TICKET]), json.dumps(TICKET, indent=1).encode()],
    ids=["lines", "page", "array", "one"],
)  # fmt: skip
def test_tickets_of_zendesk(data: bytes) -> None:
    assert shape_of(data) == "zendesk"
    exchanges, rejected = read_bytes(data)
    (one,) = exchanges
    assert one.reply is not None
    assert (one.reply.text, one.inbound, one.channel) == ("So sorry.\n\nTom", "It's late", "x_dm")
    assert (one.received_at, one.sent_at, one.agent, one.reply.author) == (at(9), at(10), "3", None)
    assert [error.key for error in rejected] == ["internal-note"]


def event(ticket: int, hour: int, *children: dict[str, Any]) -> dict[str, Any]:
    return {"id": hour * 100 + ticket, "ticket_id": ticket, "timestamp": int(at(hour).timestamp()),
            "created_at": at(hour).isoformat(), "updater_id": 3, "via": "Mail", "system": {},
            "event_type": "Audit", "child_events": list(children)}  # fmt: skip


def comment(number: int, author: int, text: str, *, public: bool = True) -> dict[str, Any]:
    return {"id": number, "event_type": "Comment", "type": "Comment", "author_id": author,
            "via": "Mail", "comment_present": True, "comment_public": public, "public": public,
            "body": text}  # fmt: skip


EVENTS = [
    event(1, 8, comment(10, 70, "Where?"), {"id": 11, "event_type": "Create", "requester_id": 70}),
    event(2, 9, comment(20, 3, "We owe you a call."), {"id": 21, "event_type": "Create", "requester_id": 80}),
    event(1, 10, {"id": 12, "event_type": "Change", "status": "open"}),
    event(1, 11, comment(13, 3, "It left today."), comment(14, 4, "note", public=False)),
    event(2, 12, comment(22, 80, "Thanks")),
    event(1, 11, comment(13, 3, "It left today.")),
]  # fmt: skip


def test_ticket_events_of_zendesk() -> None:
    page = {"ticket_events": EVENTS[:3], "next_page": "x", "count": 3, "end_of_stream": False}
    pages = as_jsonl([page, {**page, "ticket_events": EVENTS[3:]}])
    for data in (pages, as_jsonl(EVENTS), as_json(EVENTS, "ticket_events", 2)):
        assert shape_of(data) == "zendesk"
        exchanges, rejected = read_bytes(data)
        assert [(e.reply.text if e.reply else None, e.inbound, e.channel) for e in exchanges] == [
            ("It left today.", "Where?", "email"),
            ("We owe you a call.", None, "email"),
            (None, "Thanks", "email"),
        ]
        assert exchanges[1].problems == ("reply-before-question",)
        # Pages of an incremental export overlap.
        assert sorted(error.key for error in rejected) == ["duplicate", "internal-note"]


INTERCOM = {
    "type": "conversation", "id": "1911149811", "created_at": 1772442000, "updated_at": 1772449200,
    "source": {"type": "whatsapp", "id": "403918349", "delivered_as": "customer_initiated",
               "subject": "", "body": "<p>Is the shop&nbsp;open &amp; warm?</p>",
               "author": {"type": "user", "id": "5bf", "name": "Ann Smith", "email": "a@example.com"}},
    "conversation_parts": {"type": "conversation_part.list", "conversation_parts": [
        {"type": "conversation_part", "id": "1", "part_type": "assignment", "body": None,
         "created_at": 1772442060, "author": {"type": "bot", "id": "0", "name": "Operator"}},
        {"type": "conversation_part", "id": "2", "part_type": "note", "body": "<p>again</p>",
         "created_at": 1772442070, "author": {"type": "admin", "id": "9", "name": "Tom Brown"}},
        {"type": "conversation_part", "id": "3", "part_type": "comment",
         "body": "<p>Hello Ann,</p><p>it is.<br>Tom</p>", "created_at": 1772445600,
         "author": {"type": "admin", "id": "9", "name": "Tom Brown"}},
    ], "total_count": 3},
}  # fmt: skip


def test_conversations_of_intercom() -> None:
    for data in (as_jsonl([INTERCOM]), as_json([INTERCOM], "conversations"), as_json([INTERCOM])):
        assert shape_of(data) == "intercom"
        exchanges, rejected = read_bytes(data)
        (one,) = exchanges
        assert one.reply is not None
        assert one.reply.text == "Hello Ann,\n\nit is.\nTom"
        assert (one.inbound, one.channel) == ("Is the shop\xa0open & warm?", "whatsapp")
        assert (one.reply.author, one.reply.customer, one.agent) == (
            "Tom Brown", "Ann Smith", "Tom Brown",
        )  # fmt: skip
        assert (one.received_at, one.sent_at) == (at(9), at(10))
        assert [error.key for error in rejected] == ["internal-note"]
    parts = [
        {**part, "conversation_id": "7"}
        for part in INTERCOM["conversation_parts"]["conversation_parts"]
    ]  # type: ignore[index]
    assert shape_of(as_jsonl(parts)) == "intercom"
    assert len(read_bytes(as_jsonl(parts))[0]) == 1


GORGIAS = {
    "id": 12, "channel": "chat", "via": "chat", "status": "closed", "customer": {"id": 7},
    "messages": [
        {"id": 1, "from_agent": False, "public": True, "channel": "chat", "sender": {"id": 7, "name": "Ann"},
         "body_text": "Where?\n> quoted", "stripped_text": "Where?", "created_datetime": "2026-03-02T09:00:00.123456"},
        {"id": 2, "from_agent": True, "public": False, "channel": "internal-note", "sender": {"id": 3},
         "body_text": "a note", "created_datetime": "2026-03-02T09:10:00"},
        {"id": 3, "from_agent": True, "public": True, "channel": "instagram-direct-message", "body_text": None,
         "body_html": "<div>It left today.</div>", "sender": {"id": 3, "name": "Tom Brown"},
         "created_datetime": "2026-03-02T09:50:00", "sent_datetime": "2026-03-02T10:00:00"},
        {"id": 4, "from_agent": True, "public": True, "channel": "chat", "body_text": "lost",
         "sender": {"id": 3}, "created_datetime": "2026-03-02T10:50:00", "failed_datetime": "2026-03-02T10:51:00"},
    ],
}  # fmt: skip


def test_tickets_of_gorgias() -> None:
    flat = [{**message, "ticket_id": 12} for message in GORGIAS["messages"]]  # type: ignore[union-attr,attr-defined]
    for data in (as_jsonl([GORGIAS]), as_json([GORGIAS], "data"), as_json(flat, "data")):
        assert shape_of(data) == "gorgias"
        exchanges, rejected = read_bytes(data)
        (one,) = exchanges
        assert one.reply is not None
        assert (one.reply.text, one.inbound, one.channel) == (
            "It left today.", "Where?", "instagram_dm",
        )  # fmt: skip
        assert (one.reply.author, one.sent_at, one.turn) == ("Tom Brown", at(10), 1)
        assert [error.key for error in rejected] == ["internal-note", "not-sent"]


FRESHDESK = {
    "id": 8, "subject": "Late", "source": 5, "requester_id": 7, "responder_id": 3, "priority": 1,
    "requester": {"id": 7, "name": "Ann Smith"}, "created_at": "2026-03-02T09:00:00Z",
    "description": "<div>Where is it?</div>", "description_text": "Where is it?",
    "conversations": [
        {"id": 1, "ticket_id": 8, "incoming": False, "private": True, "user_id": 3, "source": 2,
         "body_text": "a note", "created_at": "2026-03-02T09:30:00Z"},
        {"id": 2, "ticket_id": 8, "incoming": False, "private": False, "user_id": 3, "source": 0,
         "body_text": " It left today. ", "created_at": "2026-03-02T10:00:00Z"},
        {"id": 3, "ticket_id": 8, "incoming": True, "private": False, "user_id": 7, "source": 0,
         "body": "<p>Thanks</p>", "created_at": "2026-03-02T11:00:00Z"},
    ],
}  # fmt: skip


def test_tickets_of_freshdesk() -> None:
    alone = {key: value for key, value in FRESHDESK.items() if key != "conversations"}
    apart = as_zip({
        "conversations.json": as_json(FRESHDESK["conversations"]),  # type: ignore[arg-type]
        "tickets.json": as_json([alone]),
    })  # fmt: skip
    for data in (as_json([FRESHDESK]), as_jsonl([FRESHDESK]), apart):
        assert shape_of(data) == "freshdesk"
        exchanges, rejected = read_bytes(data)
        assert [(e.reply.text if e.reply else None, e.inbound) for e in exchanges] == [
            ("It left today.", "Where is it?"), (None, "Thanks"),
        ]  # fmt: skip
        assert (exchanges[0].channel, exchanges[0].received_at) == ("x", at(9))
        assert [error.key for error in rejected] == ["internal-note"]


def test_a_channel_that_is_not_known_here_is_left_out() -> None:
    exchanges, _ = read_bytes(as_json([FRESHDESK]), channels={"email": "email"})
    assert exchanges[0].channel == "email"


# --- other tables --------------------------------------------------------------------------------


def test_columns_may_have_names_of_their_own() -> None:
    rows = [
        {"Fil": "a", "Qui": "client", "Quand": "02/03/2026 10:00", "Corps": "Où ?"},
        {"Fil": "a", "Qui": "conseiller", "Quand": "02/03/2026 10:05:30", "Corps": "En route."},
    ]
    mapping = {"conversation": "Fil", "from-customer": "qui", "at": "Quand", "text": "Corps"}
    exchanges, rejected = read_bytes(
        as_csv(rows, ";", "cp1252"), mapping=mapping, timezone="Europe/Paris"
    )
    assert not rejected
    (one,) = exchanges
    assert one.inbound == "Où ?"
    assert (one.received_at, one.sent_at) == (at(9), at(9, 5, 30))


def test_agents_can_be_named() -> None:
    rows = [
        {"ticket": "1", "author": "ann", "text": "Where?"},
        {"ticket": "1", "author": "Tom", "text": "On its way."},
    ]
    exchanges, _ = read_bytes(as_jsonl(rows), agents=("Tom", "Lea"))
    assert [(e.inbound, e.agent) for e in exchanges] == [("Where?", "Tom")]
    assert len(read_bytes(as_jsonl(rows))[0]) == 2


def test_a_row_with_both_needs_no_joining() -> None:
    rows: list[dict[str, Any]] = [
        {"question": "Where?", "reply": "Here.", "agent": "Tom", "ticket_id": "4", "date": "2026-03-02 10:00",
         "received": "2026-03-02 09:00"},
        {"question": "Anybody?", "reply": "", "agent": "", "ticket_id": "5", "date": "2026-03-02 10:00"},
        {"question": "", "reply": " ", "agent": ""},
        {"question": "Late", "reply": "Yes", "date": "2026-03-02 09:00", "received": "2026-03-02 10:00"},
    ]  # fmt: skip
    exchanges, rejected = read_bytes(as_csv(rows))
    assert [(e.line, e.inbound, e.conversation, e.problems) for e in exchanges] == [
        (2, "Where?", "4", ()), (3, "Anybody?", "5", ()), (5, "Late", None, ("clock-skew",)),
    ]  # fmt: skip
    assert [e.received_at for e in exchanges] == [at(9), at(10), at(10)]
    assert exchanges[1].reply is None
    assert [(error.key, error.line) for error in rejected] == [("no-text", 4)]


def test_what_was_read_can_be_skipped_quickly_and_in_step() -> None:
    rows = [{"id": n % 9, "reply": f"Hello {n % 9}"} for n in range(30)]
    for data in (as_csv(rows), twcs(), as_jsonl(EVENTS)):
        with open_export(io.BytesIO(data), ExportOptions()) as export:
            everything = [repr(item) for item in export.exchanges()]
            for skip in (0, 1, 5, 29, 40):
                assert [repr(item) for item in export.exchanges(skip)] == everything[skip:]
