"""Speed as ratios in one run: throughput, more phrases, cold start and memory, beside peers.

    python benchmarks/speed.py               everything that is installed
    python benchmarks/speed.py --rounds 9    more rounds, steadier medians

Peers are optional (`pip install -e '.[bench]'`); each does a part of the job: datafog and the
pattern recognisers of presidio-analyzer find personal data, proselint finds weak prose.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from real_replies import real_replies

from replylint import Linter, Reply

Work = Callable[[Sequence[Reply]], object]
# Length, signature, person, tone, humour, sensitive data and placeholders.
FIVE_CHECKS = (
    "LEN001 LEN002 LEN003 SIG001 SIG002 SIG003 PER001 PER003 PER004 TON001 TON002 TON003 TON004 "
    "TON005 TON007 HUM001 HUM002 SEN001 SEN002 SEN003 TPL001 TPL002 TPL003"
)


def load_replies(limit: int) -> list[Reply]:
    """So many replies, repeated where there are fewer."""
    found = real_replies()
    return (found * (limit // len(found) + 1))[:limit]


def peers() -> dict[str, Callable[[Reply], object]]:
    """The peers that are installed, ready to check one reply."""
    found: dict[str, Callable[[Reply], object]] = {}
    logging.disable()  # presidio's e-mail recogniser tells of each try to fetch a list
    try:
        from datafog.processing.text_processing.regex_annotator import RegexAnnotator

        annotate = RegexAnnotator().annotate
        found["datafog (patterns)"] = lambda reply: annotate(reply.text)
    except ImportError:
        pass
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile

        CheckRegistry().register_many(__register__)
        found["proselint"] = lambda reply: LintFile(source="reply", content=reply.text).lint()
    except ImportError:
        pass
    try:
        from presidio_analyzer import predefined_recognizers as presidio

        names = ("CreditCard", "Email", "Iban", "Phone", "UsSsn")
        recognizers = [getattr(presidio, f"{name}Recognizer")() for name in names]
        found["presidio (patterns)"] = lambda reply: [
            one.analyze(reply.text, one.supported_entities) for one in recognizers
        ]
    except ImportError:
        pass
    return found


def one_by_one(check: Callable[[Reply], object]) -> Work:
    """Checks each reply by itself."""

    def work(replies: Sequence[Reply]) -> None:
        for reply in replies:
            check(reply)

    return work


def at_once(linter: Linter) -> Work:
    """Checks many replies at once."""
    return lambda replies: deque(linter.check_many(replies), maxlen=0)


def seconds(work: Work, replies: Sequence[Reply]) -> float:
    """Processor seconds for all the replies."""
    started = time.process_time()
    work(replies)
    return time.process_time() - started


def throughput(rounds: int, count: int) -> None:
    """Replies a second on one core, everybody in turn in each round."""
    replies = load_replies(count)
    linter, five = Linter(), Linter(select=FIVE_CHECKS.split())
    works: dict[str, tuple[Work, int]] = {
        "nothing (a function call)": (one_by_one(lambda reply: reply), count),
        "replylint, recommended": (one_by_one(linter.check), count),
        "recommended, many at once": (at_once(linter), count),
        "replylint, the five checks": (one_by_one(five.check), count),
        "five checks, many at once": (at_once(five), count),
        "replylint, only personal data": (one_by_one(Linter(select=["SEN001"]).check), count),
        "replylint, preview": (one_by_one(Linter(preset="preview").check), count),
    }
    works |= {name: (one_by_one(check), max(100, count // 20)) for name, check in peers().items()}
    times: dict[str, list[float]] = {name: [] for name in works}
    for work, _ in works.values():
        seconds(work, replies[:200])  # warm up
    for _ in range(rounds):
        for name, (work, share) in works.items():
            times[name].append(seconds(work, replies[:share]) / share)
    base = statistics.median(times["replylint, recommended"])
    print(f"\nThroughput on {len(replies)} replies, one core, median of {rounds} rounds")
    for name, values in times.items():
        each = statistics.median(values)
        print(f"  {name:32} {1 / each:12,.0f} replies/s   {each / base:7.2f} x the time")


def never_seen(count: int) -> None:
    """Replies that share no text with those checked before, as sentences are remembered."""
    unique = list({reply.text: reply for reply in load_replies(count)}.values())
    half = len(unique) // 2
    work = at_once(Linter())
    first = seconds(work, unique[:half]) / half
    second = seconds(work, unique[half:]) / (len(unique) - half)
    again = seconds(work, unique[half:]) / (len(unique) - half)
    print(f"\nReplies never seen before, recommended, {len(unique)} different ones")
    print(f"  {1 / first:8,.0f} replies/s   the first half of them in a new process")
    print(f"  {1 / second:8,.0f} replies/s   the second half, {second / again:.2f} x the time of")
    print(f"  {1 / again:8,.0f} replies/s   the second half once more")


def more_phrases(rounds: int, count: int) -> None:
    """The same check with ten times the phrases."""
    replies = load_replies(count)
    plain = Linter()
    texts = [rule.phrases(code) for rule in plain.rules for code in ("en", "fr", "any")]
    lines = [
        line for text in texts if text for line in text[0].splitlines()
        if line and line[0] not in "#$["
    ]  # fmt: skip
    words = sorted({word for line in lines for word in re.findall(r"[^\W\d_]{3,}", line)})
    draw = random.Random(2)
    phrases = [" ".join(draw.sample(words, 3)) for _ in range(9 * len(lines) // 2)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "more.yaml")
        path.write_text(json.dumps(
            {"code": "MORE001", "name": "more", "phrases": {"en": phrases, "fr": phrases}}
        ))  # fmt: skip
        large = Linter(rules=[str(path)])
    few, many = one_by_one(plain.check), one_by_one(large.check)
    for work in (few, many):
        seconds(work, replies[:500])
    ratios = [seconds(many, replies) / seconds(few, replies) for _ in range(rounds)]
    print(f"\nTen times the phrases ({len(lines)} in all, {len(phrases)} more in each language)")
    print(f"  {statistics.median(ratios):.2f} x the time")


def cold_start(rounds: int) -> None:
    """Whole processes: wall time and peak memory of one check."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder, "one.txt")
        one.write_text("Hi Ana, your parcel leaves tonight and you'll have it on Friday! ^JL\n")
        scripts = Path(sys.executable).parent
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "replylint check one.txt": [
                str(scripts / "replylint"),
                "check",
                "--channel",
                "x",
                str(one),
            ],
            "proselint check one.txt": [str(scripts / "proselint"), "check", str(one)],
            "datafog scan-text": [str(scripts / "datafog"), "scan-text", one.read_text()],
        }
        commands = {k: v for k, v in commands.items() if Path(v[0]).exists()}
        times: dict[str, list[float]] = {name: [] for name in commands}
        memory: dict[str, float] = {}
        for _ in range(rounds + 1):
            for name, command in commands.items():
                started = time.perf_counter()
                process = subprocess.Popen(
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
                )
                _, _, usage = os.wait4(process.pid, 0)
                process.returncode = 0
                times[name].append(time.perf_counter() - started)
                memory[name] = usage.ru_maxrss / 1024
        base = statistics.median(times["python -c pass"][1:])
        print(f"\nCold start, median of {rounds} runs after one to warm up")
        for name, values in times.items():
            each = statistics.median(values[1:])
            print(
                f"  {name:32} {each * 1000:7.0f} ms   {each / base:6.1f} x python -c pass"
                f"   {memory[name]:6.0f} MB at the peak"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--replies", type=int, default=4_000)
    arguments = parser.parse_args()
    # First, as the peak memory of a child is never told below that of its parent.
    cold_start(arguments.rounds * 3)
    throughput(arguments.rounds, arguments.replies)
    never_seen(arguments.replies)
    more_phrases(arguments.rounds, arguments.replies)


if __name__ == "__main__":
    main()
