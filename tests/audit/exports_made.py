"""Makes exports for the tests: the same messages in each format and each shape."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from replylint.audit.exchange import Exchange
from replylint.audit.exports import ExportOptions, open_export
from replylint.sources.file import FileError

Rows = Sequence[Mapping[str, Any]]


def read(source: Any, **options: Any) -> tuple[list[Exchange], list[FileError]]:
    """The exchanges of an export, and what was rejected."""
    with open_export(source, ExportOptions(**options)) as export:
        found = list(export.exchanges())
    exchanges = [item for item in found if isinstance(item, Exchange)]
    return exchanges, [item for item in found if isinstance(item, FileError)]


def read_bytes(data: bytes, **options: Any) -> tuple[list[Exchange], list[FileError]]:
    """The same of bytes, as from standard input."""
    return read(io.BytesIO(data), **options)


def known(exchange: Exchange) -> tuple[Any, ...]:
    """What must be the same in every shape."""
    reply = exchange.reply
    return (
        reply.text if reply is not None else None,
        exchange.inbound,
        exchange.sent_at,
        exchange.received_at,
        exchange.turn,
    )


def folded(values: Iterable[Any]) -> list[Any]:
    """Texts with their white space folded: HTML has no other."""
    return [" ".join(v.split()) if isinstance(v, str) else v for v in values]


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


# --- formats -----------------------------------------------------------------------------------


def columns_of(rows: Rows) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))


def as_csv(rows: Rows, delimiter: str = ",", encoding: str = "utf-8", hint: bool = False) -> bytes:
    columns = columns_of(rows)
    out = io.StringIO(newline="")
    if hint:
        out.write(f"sep={delimiter}\r\n")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row.get(c) is None else row.get(c) for c in columns])
    return out.getvalue().encode(encoding)


def as_jsonl(rows: Rows, encoding: str = "utf-8") -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode(encoding)


def as_json(rows: Rows, key: str | None = None, indent: int | None = None) -> bytes:
    value: Any = {"count": len(rows), key: list(rows), "next_page": None} if key else list(rows)
    return json.dumps(value, ensure_ascii=indent is None, indent=indent).encode()


def as_parquet(rows: Rows) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows]), out, row_group_size=100)
    return out.getvalue()


def as_xlsx(rows: Rows) -> bytes:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    columns = columns_of(rows)
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(c) for c in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


FORMATS: dict[str, Callable[[Rows], bytes]] = {
    "a.csv": as_csv,
    "semicolon.csv": lambda rows: as_csv(rows, ";"),
    "tab.tsv": lambda rows: as_csv(rows, "\t"),
    "pipe.txt": lambda rows: as_csv(rows, "|"),
    "excel.csv": lambda rows: as_csv(rows, ";", "utf-8-sig"),
    "hint.csv": lambda rows: as_csv(rows, ";", "utf-8-sig", hint=True),
    "wide.csv": lambda rows: as_csv(rows, "\t", "utf-16"),
    "wide-without-mark.csv": lambda rows: as_csv(rows, ",", "utf-16-le"),
    "a.jsonl": as_jsonl,
    "wide.jsonl": lambda rows: as_jsonl(rows, "utf-16"),
    "array.json": as_json,
    "laid-out.json": lambda rows: as_json(rows, indent=2),
    "page.json": lambda rows: as_json(rows, "results"),
    "laid-out-page.json": lambda rows: as_json(rows, "data", 1),
    "a.parquet": as_parquet,
    "a.xlsx": as_xlsx,
    "a.csv.gz": lambda rows: gzip.compress(as_csv(rows)),
    "a.parquet.gz": lambda rows: gzip.compress(as_parquet(rows)),
    "a.zip": lambda rows: as_zip({"in/a.jsonl": as_jsonl(rows), "in/logo.png": b"\x89PNG"}),
    "xlsx.zip": lambda rows: as_zip({"a.xlsx": as_xlsx(rows)}),
    "named-wrongly.dat": as_jsonl,
}

# --- shapes, from rows with: id, conversation, from_customer, author, at, text ------------------


def conversations(rows: Rows) -> list[list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["conversation"], []).append(row)
    return list(found.values())


def x_date(at: str | None) -> str | None:
    if at is None:
        return None
    return datetime.fromisoformat(at).astimezone(UTC).strftime("%a %b %d %H:%M:%S +0000 %Y")


def x_text(text: str) -> str:
    return html.escape(text, quote=False)


def as_twcs(rows: Rows) -> bytes:
    found = []
    for messages in conversations(rows):
        before = [None, *messages[:-1]]
        after = [*messages[1:], None]
        for above, row, below in zip(before, messages, after, strict=True):
            found.append(
                {
                    "tweet_id": row["id"],
                    "author_id": row["author"],
                    "inbound": row["from_customer"],
                    "created_at": x_date(row["at"]),
                    "text": x_text(row["text"]),
                    "response_tweet_id": below["id"] if below else None,
                    "in_response_to_tweet_id": above["id"] if above else None,
                }
            )
    return as_csv(found[::-1])  # an answer stands above what it answers


def as_messages(rows: Rows) -> bytes:
    """The direct messages of an archive of X, the newest first; the account is 99."""
    found = []
    for number, messages in enumerate(conversations(rows), start=1000):
        events = [
            {
                "messageCreate": {
                    "recipientId": "99" if row["from_customer"] else str(number),
                    "reactions": [],
                    "urls": [],
                    "text": x_text(row["text"]),
                    "mediaUrls": [],
                    "senderId": str(number) if row["from_customer"] else "99",
                    "id": row["id"],
                    "createdAt": row["at"],
                }
            }
            for row in reversed(messages)
        ]
        found.append({"dmConversation": {"conversationId": f"{number}-99", "messages": events}})
    body = json.dumps(found, indent=2, ensure_ascii=False)
    return f"window.YTD.direct_messages.part0 = {body}\n".encode()


def zendesk_tickets(rows: Rows) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "subject": "Help",
            "via": {"channel": "email", "source": {"from": {}, "to": {}, "rel": None}},
            "requester_id": 7000 + number,
            "comments": [
                {
                    "id": row["id"],
                    "type": "Comment",
                    "author_id": 7000 + number if row["from_customer"] else 31,
                    "body": row["text"],
                    "html_body": f"<div>{html.escape(row['text'])}</div>",
                    "plain_body": html.escape(row["text"], quote=False),
                    "public": True,
                    "created_at": row["at"],
                }
                for row in messages
            ],
        }
        for number, messages in enumerate(conversations(rows), start=1)
    ]


def zendesk_events(rows: Rows) -> list[dict[str, Any]]:
    """Ticket events, where those of a ticket do not stand together."""
    found: list[tuple[int, dict[str, Any]]] = []
    for number, messages in enumerate(conversations(rows), start=1):
        for place, row in enumerate(messages):
            author = 7000 + number if row["from_customer"] else 31
            children: list[dict[str, Any]] = [
                {
                    "id": row["id"],
                    "type": "Comment",
                    "event_type": "Comment",
                    "via": {"channel": "email"},
                    "author_id": author,
                    "body": row["text"],
                    "public": True,
                    "comment_present": True,
                    "comment_public": True,
                }
            ]
            if place == 0:
                create = {"id": f"c{row['id']}", "event_type": "Create"}
                children.append({**create, "requester_id": 7000 + number})
            event = {
                "id": f"e{row['id']}",
                "ticket_id": number,
                "created_at": row["at"],
                "updater_id": author,
                "via": "Mail",
                "event_type": "Audit",
                "child_events": children,
            }
            found.append((place, event))
    found.sort(key=lambda pair: pair[0])
    return [event for _, event in found]


def intercom(rows: Rows) -> list[dict[str, Any]]:
    def part(row: Mapping[str, Any]) -> dict[str, Any]:
        paragraphs = html.escape(row["text"]).replace("\n\n", "</p><p>").replace("\n", "<br>")
        kind = "user" if row["from_customer"] else "admin"
        return {
            "id": row["id"],
            "body": f"<p>{paragraphs}</p>",
            "author": {"type": kind, "id": "a" + row["author"], "name": None, "email": None},
            "created_at": int(datetime.fromisoformat(row["at"]).timestamp()) if row["at"] else None,
        }

    found = []
    for number, (first, *others) in enumerate(conversations(rows), start=1):
        parts = [{"type": "conversation_part", "part_type": "comment", **part(r)} for r in others]
        source = {"type": "conversation", "delivered_as": "customer_initiated", **part(first)}
        found.append(
            {
                "type": "conversation",
                "id": str(number),
                "created_at": source["created_at"],
                "source": source,
                "conversation_parts": {
                    "type": "conversation_part.list",
                    "conversation_parts": parts,
                    "total_count": len(parts),
                },
            }
        )
    return found


def gorgias(rows: Rows) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "channel": "email",
            "customer": {"id": 7000 + number, "email": "a@example.com"},
            "messages": [
                {
                    "id": row["id"],
                    "ticket_id": number,
                    "public": True,
                    "channel": "email",
                    "from_agent": not row["from_customer"],
                    "sender": {"id": 31, "name": None},
                    "body_text": row["text"],
                    "body_html": None,
                    "stripped_text": row["text"],
                    "created_datetime": row["at"],
                    "sent_datetime": row["at"],
                }
                for row in messages
            ],
        }
        for number, messages in enumerate(conversations(rows), start=1)
    ]


def freshdesk(rows: Rows) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "subject": "Help",
            "source": 1 if first["from_customer"] else 10,
            "requester_id": 7000 + number,
            "responder_id": 31,
            "created_at": first["at"],
            "description": f"<div>{html.escape(first['text'])}</div>",
            "description_text": first["text"],
            "conversations": [
                {
                    "id": row["id"],
                    "ticket_id": number,
                    "incoming": row["from_customer"],
                    "private": False,
                    "user_id": 7000 + number if row["from_customer"] else 31,
                    "source": 0,
                    "body_text": row["text"],
                    "body": f"<div>{html.escape(row['text'])}</div>",
                    "created_at": row["at"],
                }
                for row in others
            ],
        }
        for number, (first, *others) in enumerate(conversations(rows), start=1)
    ]


SHAPES: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "twcs": ("twcs.csv", as_twcs),
    "x-archive-messages": ("direct-messages.js", as_messages),
    "zendesk": ("tickets.ndjson", lambda rows: as_jsonl(zendesk_tickets(rows))),
    "zendesk-page": ("tickets.json", lambda rows: as_json(zendesk_tickets(rows), "tickets")),
    "zendesk-events": (
        "ticket_events.json",
        lambda rows: as_json(zendesk_events(rows), "ticket_events"),
    ),
    "zendesk-events-lines": ("events.ndjson", lambda rows: as_jsonl(zendesk_events(rows))),
    "intercom": ("conversations.json", lambda rows: as_json(intercom(rows), "conversations", 1)),
    "gorgias": ("tickets.json", lambda rows: as_json(gorgias(rows), "data")),
    "gorgias-parquet": ("tickets.parquet", lambda rows: as_parquet(gorgias(rows))),
    "freshdesk": ("tickets.json", lambda rows: as_json(freshdesk(rows))),
}
