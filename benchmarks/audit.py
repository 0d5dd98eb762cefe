"""Audits at scale: rows a second, where the time goes, and the memory of all processes together.

    python benchmarks/audit.py                      200,000 rows
    python benchmarks/audit.py --rows 2000000       as the issue wants it
    python benchmarks/audit.py --stub               with a linter that finds nothing: what is left
                                                    is reading, counting and merging
    python benchmarks/audit.py --keep FILE.csv      make the export there, or take the one there

The rows are the real replies of ../shared/data/replies, or the examples where these are not at
hand, repeated with changes: names and numbers differ from one repetition to the next.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from real_replies import real_replies

HEAD = (
    "id",
    "conversation",
    "channel",
    "agent",
    "inbound",
    "text",
    "received_at",
    "sent_at",
    "turn",
)
AGENTS = [f"{first} {last}." for first in
          ("Julie", "Sam", "Dana", "Karim", "Nadia", "Ruth", "Leo", "Ines", "Tom", "Eva")
          for last in "ABCD"]  # fmt: skip
NAMES = ("Alex", "Camille", "Jordan", "Lou", "Robin", "Sacha", "Morgan", "Charlie")
_NUMBER = re.compile(r"\d{2,}")


def write_export(path: Path, rows: int) -> None:
    """An export with so many rows."""
    replies = real_replies()
    chance = random.Random(2)
    start = datetime(2026, 1, 5, tzinfo=UTC)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for number in range(rows):
            reply = replies[number % len(replies)]
            inbound, text = reply.inbound or "", reply.text
            again = number // len(replies)
            if again:
                text = _NUMBER.sub(lambda match: changed(match[0], chance), text)
                if again % 2:
                    text = f"{text} {chance.choice(NAMES)}"
                inbound = _NUMBER.sub(lambda match: changed(match[0], chance), inbound)
            received = start + timedelta(seconds=number * 15552000 // rows)
            sent = received + timedelta(seconds=int(chance.expovariate(1 / 5000)))
            writer.writerow(
                (number, f"c{number}", reply.channel, chance.choice(AGENTS), inbound, text,
                 received.isoformat(), sent.isoformat(), 1)
            )  # fmt: skip


def changed(digits: str, chance: random.Random) -> str:
    """Another number of the same length."""
    return "".join(chance.choice("123456789") for _ in digits)


def stubbed(arguments: list[str]) -> int:
    """The command with a linter that reads replies and finds nothing."""
    from replylint import cli
    from replylint.cli import linters

    linters.Linter = Stub  # type: ignore[misc]
    return cli.main(arguments)


def make_stub(settings: object, raise_errors: bool) -> object:
    return Stub(settings, raise_errors=raise_errors)  # type: ignore[arg-type]


def _stub_class() -> type:
    from replylint.linter import Linter
    from replylint.report import Report

    class Stub(Linter):
        def judge(self, doc):  # type: ignore[no-untyped-def]
            return Report(doc.reply, 100.0, "send", (), {}, (), "en")

        def judge_all(self, docs):  # type: ignore[no-untyped-def]
            return [self.judge(doc) for doc in docs]

        def __reduce__(self):  # type: ignore[no-untyped-def]
            return make_stub, (self.settings, False)

    return Stub


def memory(pid: int) -> tuple[int, int]:
    """Bytes of a process and all under it: shared ones counted once, and each time."""
    import psutil

    shared_once = each = 0
    try:
        root = psutil.Process(pid)
        for process in (root, *root.children(recursive=True)):
            try:
                each += process.memory_info().rss
                for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        shared_once += int(line.split()[1]) * 1024
            except (OSError, psutil.Error):
                continue
    except psutil.Error:
        pass
    return shared_once, each


def run(export: Path, folder: Path, options: argparse.Namespace) -> None:
    """Run the command beside a look at the memory, and print what was seen."""
    command = [str(export), "--isolated", "--report", str(folder / "report.html"),
               "--record", str(folder / "record.json"), *options.more]  # fmt: skip
    start = [sys.executable, __file__, "--as-command"]
    if options.stub:
        start.append("--stub")
    began = time.monotonic()
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        process = subprocess.Popen(
            [*start, "--", "--debug", "audit", *command], stdout=out, stderr=err
        )
        once = each = 0
        while process.poll() is None:
            seen = memory(process.pid)
            once, each = max(once, seen[0]), max(each, seen[1])
            time.sleep(0.2)
    took = time.monotonic() - began
    errors = (folder / "err").read_text("utf-8")
    if not (folder / "record.json").exists():
        sys.exit(errors)
    record = json.loads((folder / "record.json").read_text("utf-8"))
    rows = record["totals"]["replies"]
    print(f"{rows:,} rows in {took:.1f} s: {rows / took:,.0f} a second, on {os.cpu_count()} cores")
    print(f"peak memory of all processes: {once / 1e6:.0f} MB (each alone: {each / 1e6:.0f} MB)")
    print(f"the report: {(folder / 'report.html').stat().st_size / 1e3:.0f} kB")
    match = re.search(r"seconds: (.*)", errors)
    for part in match[1].split(", ") if match else ():
        name, seconds = part.split()
        print(f"  {name:9} {float(seconds):8.2f} s  {float(seconds) / rows * 1e6:7.2f} us a row")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--stub", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--as-command", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("more", nargs="*", help="options of the command, behind --")
    options = parser.parse_args()
    if options.as_command:
        if options.stub:
            return stubbed(options.more)
        from replylint.cli import main as command

        return command(options.more)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export = options.keep or folder / "export.csv"
        if not export.exists():
            write_export(export, options.rows)
        run(export, folder, options)
    return 0


if __name__ in ("__main__", "__mp_main__"):
    Stub = _stub_class()

if __name__ == "__main__":
    sys.exit(main())
