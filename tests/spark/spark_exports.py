"""Invented exports, made large and untidy: what every audit must read alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

START = datetime(2026, 1, 5, 7, tzinfo=UTC)
ASKED = (
    "Where is my parcel {n}? It is late and I am furious.",
    "Thank you so much, the kettle {n} is lovely!",
    "Bonjour, ma commande {n} n'est jamais arrivée, c'est honteux.",
    "How do I change the address of order {n}?",
    "@shop still nothing. Order {n}.",
)
SAID = (
    "Hello, I am sorry about order {n}. It leaves today and I will write again tomorrow. ^JL",
    "Please send us a private message with your order number.",
    "Bonjour, nous vous prions de bien vouloir nous excuser pour la gêne occasionnée. Julie",
    "Thanks! Glad that you like the kettle {n}. 😊 Tom",
    "You should have read the page first. Calm down.",
    "Our card is 4111 1111 1111 1111, write to julie.martin{n}@example.com or 06 39 98 12 34.",
    "As per our policy, we regret any inconvenience this may have caused.",
)
AGENTS = ("Julie", "Tom", "Ann", None)
CHANNELS = ("x", "email", "Twitter", None, "carrier pigeon")


def pairs(rows: int, *, ids: bool = True) -> list[dict[str, Any]]:
    """A reply a row, some with the question; empty ones, copies, dates in disorder."""
    random = Random(1)
    made: list[dict[str, Any]] = []
    for n in range(rows):
        received = START + timedelta(minutes=7 * n)
        sent = received + timedelta(seconds=random.choice((40, 900, 90_000, 400_000, -60)))
        row = {
            "id": f"r{n}",
            "text": random.choice(SAID).format(n=n % 97),
            "inbound": random.choice(ASKED).format(n=n % 89) if n % 3 else None,
            "agent": random.choice(AGENTS),
            "channel": random.choice(CHANNELS),
            "sent_at": sent,
            "received_at": received if n % 5 else None,
            "turn": 1 + n % 3,
        }
        if n % 50 == 7:
            row["text"] = random.choice((None, "", "  \n"))
        if n % 50 == 9:
            row |= {"text": None, "inbound": None}
        if n % 60 == 11 and made:
            row |= {key: random.choice(made)[key] for key in ("id", "text")}  # perhaps a copy
        if n % 70 == 13 and made:
            row = dict(random.choice(made))
        if n % 400 == 399:
            row["text"] = "very " * 300_000
        made.append(row)
    if not ids:
        for row in made:
            del row["id"]
    return made


def conversations(rows: int, *, newest_first: bool = False) -> list[dict[str, Any]]:
    """A message a row, those of many conversations mixed: as they were written, or the last first."""
    random = Random(2)
    made: list[dict[str, Any]] = []
    number = 0
    while len(made) < rows:
        number += 1
        at = START + timedelta(minutes=random.randrange(200_000))
        for turn in range(random.randrange(1, 7)):
            customer = turn % 2 == 0 if random.random() < 0.9 else bool(turn % 2)
            at += timedelta(seconds=random.choice((20, 200, 4_000, 100_000)))
            made.append(
                {
                    "message_id": f"m{len(made)}",
                    "conversation": f"c{number}" if number % 40 else None,
                    "from_customer": customer,
                    "author": f"customer{number}" if customer else random.choice(AGENTS),
                    "channel": random.choice(CHANNELS[:4]),
                    "at": at,
                    "text": random.choice(ASKED if customer else SAID).format(n=number % 97),
                }
            )
    made = made[:rows]
    made.sort(key=lambda row: row["at"], reverse=newest_first)
    for n, row in enumerate(made):
        if n % 90 == 3:
            row["text"] = None
        if n % 90 == 5:
            row["at"] = None
        if n % 90 == 8:
            row["from_customer"] = None
        if n % 90 == 10:
            row["message_id"] = made[n - 4]["message_id"]
        if n % 90 == 12:
            made[n] = dict(made[n - 1])
    return made


def linked(rows: int) -> list[dict[str, Any]]:
    """Messages that name what they answer, as TWCS has them: chains, circles, what is not there."""
    random = Random(3)
    made: list[dict[str, Any]] = []
    for n in range(rows):
        parent = random.randrange(max(0, n - 40), n) if n and random.random() < 0.75 else None
        customer = parent is None or random.random() < 0.4
        text = random.choice(ASKED if customer else SAID).format(n=n % 97)
        made.append(
            {
                "tweet_id": str(n),
                "author_id": str(n % 50) if customer else "acme",
                "inbound": customer,
                "created_at": (START + timedelta(minutes=n)).strftime("%a %b %d %H:%M:%S +0000 %Y"),
                "text": f"{text} &amp; more",
                "response_tweet_id": None,
                "in_response_to_tweet_id": str(parent) if parent is not None else None,
            }
        )
        if n % 80 == 5:
            made[-1]["in_response_to_tweet_id"] = str(n + 3)
        if n % 80 == 9:
            made[-1]["in_response_to_tweet_id"] = "gone"
        if n % 80 == 11:
            made[-1]["created_at"] = "yesterday"
        if n % 80 == 13:
            made[-1] |= {key: made[-3][key] for key in ("tweet_id", "text")}
        if n % 80 == 15:
            made[-1]["tweet_id"] = made[-6]["tweet_id"]
        if n % 80 == 17:
            made[-1]["tweet_id"] = None
    return made


def write_parquet(path: Path, rows: list[dict[str, Any]]) -> Path:
    """In small row groups, as large exports are."""
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=max(1, len(rows) // 6))
    return path
