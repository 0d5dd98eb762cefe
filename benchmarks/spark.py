"""The audit on Spark beside the local one: the same rows and figures, and how fast each is.

    python benchmarks/spark.py                    200,000 rows
    python benchmarks/spark.py --rows 5000        fewer

Rows are made of the real replies where they are at hand, with changes, and are as untidy as exports
are: copies, empty texts, dates that are missing, conversations mixed. Needs Java 17 and
`pip install -e '.[spark]'`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from replylint.audit.tables import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
REPLIES = ROOT.parent / "shared" / "data" / "replies"
SCHEMA = pa.schema(
    {
        "id": pa.string(),
        "conversation": pa.string(),
        "channel": pa.string(),
        "from_customer": pa.bool_(),
        "author": pa.string(),
        "at": pa.timestamp("us", "UTC"),
        "text": pa.string(),
    }
)
AGENTS = ("Julie", "Tom", "Ann", "Sam", "Inès", "Marc")


def messages() -> list[dict[str, Any]]:
    """One message a row, in conversations: the real ones, or a few invented."""
    if not REPLIES.exists():
        asked = "Where is my parcel? It is two weeks late."
        said = "Hello, sorry about that. It leaves today. ^JL"
        start = datetime.fromisoformat("2026-01-05T09:00:00Z")
        return [_message("1", "c1", True, start, asked), _message("2", "c1", False, None, said)]
    made = []
    for line in (REPLIES / "x_en_conversations.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        at = datetime.fromisoformat(row["at"]) if row["at"] else None
        made.append(
            _message(row["id"], row["conversation"], row["from_customer"], at, row["text"])
            | {"author": row["author"] if row["from_customer"] else None}
        )
    for line in (REPLIES / "reviews_fr.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        at = datetime.fromisoformat(row["at"])
        both = {"channel": "trustpilot"}
        asked_at = at - timedelta(hours=len(row["text"]) % 90)
        made.append(_message(row["id"] + "q", row["id"], True, asked_at, row["inbound"]) | both)
        made.append(_message(row["id"], row["id"], False, at, row["text"]) | both)
    for line in (REPLIES / "x_fr_lowercased.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        at = datetime.fromisoformat(row["date"])
        made.append(_message("f" + row["id"], "f" + row["id"], False, at, row["text"]))
    return made


def _message(
    id_: str, conversation: str, from_customer: bool, at: datetime | None, text: str
) -> dict[str, Any]:
    return {
        "id": id_, "conversation": conversation, "channel": "x", "from_customer": from_customer,
        "author": None, "at": at, "text": text,
    }  # fmt: skip


def rows(many: int) -> Iterator[dict[str, Any]]:
    """The messages again and again, changed each time, those of conversations mixed."""
    random = Random(1)
    known = messages()
    made = 0
    for again in range(many // len(known) + 1):
        copies = []
        turned = str.maketrans("0123456789", "".join(random.sample("0123456789", 10)))
        for row in known:
            copy = dict(row)
            copy["id"] = f"{row['id']}-{again}"
            copy["conversation"] = f"{row['conversation']}-{again}"
            if again:
                copy["text"] = _changed(row["text"].translate(turned), random)
            if row["at"] is not None:
                copy["at"] = row["at"] + timedelta(days=again % 90, seconds=random.randrange(300))
            if not row["from_customer"] and row["author"] is None:
                copy["author"] = random.choice(AGENTS)
            copies.append(copy)
        random.shuffle(copies)
        for copy in copies:
            if made == many:
                return
            chance = random.random()
            if chance < 0.005:
                copy["text"] = None
            elif chance < 0.01:
                copy["conversation"] = None
            elif chance < 0.015:
                copy["from_customer"] = None
            elif chance < 0.02:
                copy["channel"] = "carrier pigeon"
            made += 1
            yield copy
            if chance > 0.998 and made < many:
                made += 1
                yield copy


def _changed(text: str, random: Random) -> str:
    words = text.split(" ")
    for _ in range(1 + len(words) // 12):
        at = random.randrange(len(words))
        words[at] = random.choice((words[at].lower(), words[at] + ",", random.choice(words)))
    return " ".join(words)


def write(path: Path, many: int) -> None:
    """The rows as one Parquet file."""
    with pq.ParquetWriter(path, SCHEMA) as writer:
        batch: list[dict[str, Any]] = []
        for row in rows(many):
            batch.append(row)
            if len(batch) == 20_000:
                writer.write_table(pa.Table.from_pylist(batch, SCHEMA))
                batch.clear()
        writer.write_table(pa.Table.from_pylist(batch, SCHEMA))


def local(path: Path, folder: Path) -> float:
    """`replylint audit` with two processes; gives the seconds."""
    began = time.perf_counter()
    done = subprocess.run(
        [
            sys.executable, "-m", "replylint", "audit", str(path), "--isolated", "--jobs", "2",
            "--ui-lang", "en", "--output", str(folder / "replies.parquet"),
            "--findings", str(folder / "findings.parquet"),
            "--rejects", str(folder / "rejects.parquet"), "--record", str(folder / "record.json"),
        ],
        stdout=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    assert done.returncode in (0, 2), done.returncode  # 2: some rows are left out
    return time.perf_counter() - began


def on_spark(path: Path, folder: Path) -> float:
    """`python -m replylint.spark` on two local threads; gives the seconds, Spark's start too."""
    began = time.perf_counter()
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    conf = ("spark.ui.enabled=false", "spark.sql.shuffle.partitions=8", "spark.driver.memory=2g")
    subprocess.run(
        [
            sys.executable, "-m", "replylint.spark", str(path), "--output", str(folder / "spark"),
            "--master", "local[2]", *(part for one in conf for part in ("--conf", one)),
            "--isolated", "--ui-lang", "en", "--record", str(folder / "spark.json"),
        ],
        stdout=subprocess.DEVNULL,
        env=environment,
        check=True,
    )  # fmt: skip
    return time.perf_counter() - began


def differences(folder: Path) -> list[str]:
    """What is not the same: rows of tables, and parts of the record."""
    found = []
    for name, columns in COLUMNS.items():
        kept = [column for column in columns if column != "content"]
        order = [("row", "ascending")] + [
            (column, "ascending")
            for column in ("start", "end", "code", "message")
            if column in kept
        ]
        one = pq.read_table(folder / f"{name}.parquet", columns=kept).sort_by(order)
        other = pq.read_table(folder / "spark" / name, columns=kept).cast(one.schema).sort_by(order)
        print(f"  {name}: {one.num_rows:,} rows, {other.num_rows:,} on Spark")
        if not one.equals(other):
            found.append(name)
            for a, b in zip(one.to_pylist(), other.to_pylist(), strict=False):
                if a != b:
                    keys = [key for key in a if a[key] != b[key]]
                    print(f"    row {a['row']}, {b['row']}: {', '.join(keys)}")
                    break
    record = json.loads((folder / "record.json").read_text("utf-8"))
    spark = json.loads((folder / "spark.json").read_text("utf-8"))
    figures = sum(1 for _ in _figures(record))
    print(f"  record: {figures:,} figures")
    found += [key for key in record if record[key] != spark.get(key)]
    return found


def _figures(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _figures(inner)
    else:
        yield value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--folder", type=Path, help="keep everything there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "export.parquet"
        write(path, given.rows)
        for name, run in (("local, 2 processes", local), ("Spark, local[2]", on_spark)):
            seconds = run(path, folder)
            print(f"{name}: {seconds:,.0f} s, {given.rows / seconds:,.0f} rows/s", flush=True)
        found = differences(folder)
    print("the same rows and figures" if not found else f"not the same: {', '.join(found)}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
