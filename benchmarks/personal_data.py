"""Finds personal data in synthetic sentences, beside presidio-analyzer's pattern recognisers.

    python benchmarks/personal_data.py               the table of docs/accuracy.md, in one run
    python benchmarks/personal_data.py --only phone  one kind, with how many of what was missed

The sentences lie in ../shared/data/pii (1,500, from presidio-research, MIT). presidio is optional
(`pip install -e '.[bench]'`). A gold span is found where a finding of its kind overlaps it; a finding
that overlaps no gold span of its kind is wrong. Nothing of the sentences is printed.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from replylint.personal_data import Kind, find

SENTENCES = (
    Path(__file__).resolve().parents[2] / "shared" / "data" / "pii" / "synthetic_sentences.json"
)
Span = tuple[int, int]
Finder = Callable[[str], list[Span]]


class Task(NamedTuple):
    """One kind of personal data: how the sentences, replylint and presidio call it."""

    title: str
    gold: str
    kinds: tuple[Kind, ...]
    recognizer: str | None
    entity: str = ""


TASKS = (
    Task("card", "CREDIT_CARD", (Kind.CARD,), "CreditCard", "CREDIT_CARD"),
    Task("IBAN", "IBAN_CODE", (Kind.IBAN,), "Iban", "IBAN_CODE"),
    Task("e-mail", "EMAIL_ADDRESS", (Kind.EMAIL,), "Email", "EMAIL_ADDRESS"),
    Task("phone", "PHONE_NUMBER", (Kind.PHONE,), "Phone", "PHONE_NUMBER"),
    Task("US SSN", "US_SSN", (Kind.SSN,), "UsSsn", "US_SSN"),
    Task("address", "STREET_ADDRESS", (Kind.ADDRESS,), None),
)


class Score(NamedTuple):
    """What one finder did on one kind."""

    spans: int
    found: int
    wrong: int

    @property
    def precision(self) -> str:
        return _ratio(self.found, self.found + self.wrong)

    @property
    def recall(self) -> str:
        return _ratio(self.found, self.spans)


def main() -> int:
    """Print the table; exit 1 where replylint is below presidio on a kind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", help="one kind, with what was missed by shape")
    only = parser.parse_args().only
    if not SENTENCES.exists():
        sys.exit(f"{SENTENCES} is not there")
    rows = json.loads(SENTENCES.read_text("utf-8"))
    tasks = [task for task in TASKS if only is None or only.lower() in task.title.lower()]
    peers = _presidio()
    print("| kind | spans | precision | recall | wrong | presidio: precision | recall | wrong |")
    print("|---|---|---|---|---|---|---|---|")
    below = []
    for task in tasks:
        own = measure(rows, task, own_finder(task))
        peer = measure(rows, task, peers[task.recognizer]) if task.recognizer in peers else None
        print(_row(task, own, peer))
        if peer is not None and (own.found < peer.found or own.wrong > peer.wrong):
            below.append(task.title)
        if only is not None:
            for shape, count in missed(rows, task).most_common(12):
                print(f"  missed {count:3}  {shape}")
    if below:
        print(f"below presidio: {', '.join(below)}", file=sys.stderr)
    return 1 if below else 0


def own_finder(task: Task) -> Finder:
    """What replylint finds; `brand_voice=False`, as the sentences are anybody's."""
    return lambda text: [
        (one.start, one.end) for one in find(text, brand_voice=False) if one.kind in task.kinds
    ]


def measure(rows: Sequence[Mapping[str, Any]], task: Task, finder: Finder) -> Score:
    """Count what a finder finds of a kind, and what it finds where there is none."""
    spans = found = wrong = 0
    for row in rows:
        gold = list(_gold(row, task))
        claims = finder(row["full_text"])
        spans += len(gold)
        found += sum(any(_overlap(span, claim) for claim in claims) for span in gold)
        wrong += sum(not any(_overlap(span, claim) for span in gold) for claim in claims)
    return Score(spans, found, wrong)


def missed(rows: Sequence[Mapping[str, Any]], task: Task) -> Counter[str]:
    """The shapes of what replylint missed: letters as a, digits as 0, runs cut short."""
    shapes: Counter[str] = Counter()
    finder = own_finder(task)
    for row in rows:
        claims = finder(row["full_text"])
        for span in _gold(row, task):
            if not any(_overlap(span, claim) for claim in claims):
                shape = re.sub(r"[^\W\d_]+", "a", row["full_text"][slice(*span)])
                shapes[re.sub(r"\d+", "0", shape)] += 1
    return shapes


def _gold(row: Mapping[str, Any], task: Task) -> Iterator[Span]:
    for span in row["spans"]:
        if span["entity_type"] == task.gold:
            yield span["start_position"], span["end_position"]


def _presidio() -> dict[str | None, Finder]:
    """A finder for each of presidio's pattern recognisers; none where it is not installed."""
    try:
        from presidio_analyzer import predefined_recognizers
    except ImportError:
        print("presidio-analyzer is not installed: pip install -e '.[bench]'", file=sys.stderr)
        return {}
    logging.disable()  # its e-mail recogniser tells of each try to fetch a list
    finders: dict[str | None, Finder] = {}
    for task in TASKS:
        if task.recognizer is None:
            continue
        recognizer = getattr(predefined_recognizers, f"{task.recognizer}Recognizer")()
        finders[task.recognizer] = _finder(recognizer, task.entity)
    return finders


def _finder(recognizer: Any, entity: str) -> Finder:
    return lambda text: [
        (result.start, result.end)
        for result in recognizer.analyze(text, [entity], None)
        if result.score > 0
    ]


def _row(task: Task, own: Score, peer: Score | None) -> str:
    cells = [task.title, str(own.spans), own.precision, own.recall, str(own.wrong)]
    if peer is not None:
        cells += [peer.precision, peer.recall, str(peer.wrong)]
    else:
        cells += ["no pattern recogniser" if task.recognizer is None else "not installed", "", ""]
    return f"| {' | '.join(cells)} |"


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
