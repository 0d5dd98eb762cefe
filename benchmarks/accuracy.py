"""Measures the rules against labelled replies: precision, recall and F1 with every miss, masked.

    python benchmarks/accuracy.py                  all of it
    python benchmarks/accuracy.py --only humour    one label or family, with its misses
    python benchmarks/accuracy.py --fires TON002   what fires on unlabelled replies, to read

The labelled replies lie in ../shared/data (see its README); nothing is printed unmasked.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from replylint import Linter, Reply, Report
from replylint.personal_data import mask

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LANGUAGES = ("en", "fr")

# The families of the written cases and the rules that stand for them (gold/GUIDE.md).
FAMILIES = {
    "length": ("LEN001",),
    "truncated": ("LEN003",),
    "signature": ("SIG001", "SIG002"),
    "impersonal": ("PER004", "TON004"),
    "humour": ("HUM001", "HUM002"),
    "private_data": ("SEN001", "SEN003", "SEN004"),
    "asks_data": ("SEN002", "SEN003"),
    "hostile": ("TON001", "TON002", "TON003"),
    "placeholder": ("TPL001", "TPL002", "TPL003", "TPL006"),
    "redirect": ("CHN001", "CHN006"),
    "thanks": ("PRA001",),
    "empathy": ("TON009",),
    "language": ("ANS005",),
    "vague": ("REM003",),
}


@dataclass
class Count:
    """True and false positives, false negatives, and the cases that went wrong."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, truth: bool, flagged: bool, what: str) -> None:
        self.tp += truth and flagged
        self.fp += flagged and not truth
        self.fn += truth and not flagged
        if truth != flagged:
            self.misses.append(f"{'MISSED' if truth else 'WRONG '} {what}")

    def line(self) -> str:
        precision = self.tp / (self.tp + self.fp) if self.tp + self.fp else float("nan")
        recall = self.tp / (self.tp + self.fn) if self.tp + self.fn else float("nan")
        f1 = 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else float("nan")
        return (
            f"P {precision:5.2f}  R {recall:5.2f}  F1 {f1:5.3f}"
            f"   tp {self.tp:3} fp {self.fp:3} fn {self.fn:3}"
        )


Truth = Callable[[dict[str, Any]], bool | None]


def _is(key: str, *values: object) -> Truth:
    return lambda labels: None if labels.get(key) is None else labels[key] in values


# For each label of the gold replies: what is true by it (None: leave out), and the rules.
LABELS: dict[str, tuple[Truth, Callable[[Report, set[str]], bool]]] = {
    "signature present": (
        _is("sig", "name", "initials"),
        lambda report, codes: not codes & {"SIG001", "SIG002"},
    ),
    "asks=public": (_is("asks", "public"), lambda _, codes: "SEN002" in codes),
    "cut": (_is("cut", True), lambda _, codes: "LEN003" in codes),
    "impersonal 2 vs 0": (
        lambda labels: {2: True, 0: False}.get(labels["impersonal"]),
        lambda _, codes: "PER004" in codes,
    ),
    "humour": (_is("humour", "risky"), lambda _, codes: bool(codes & {"HUM001", "HUM002"})),
    "hostile": (
        _is("hostile", True),
        lambda _, codes: bool(codes & {"TON001", "TON002", "TON003"}),
    ),
    "leaks": (_is("leaks", True), lambda _, codes: bool(codes & {"SEN001", "SEN004"})),
    "redirect": (_is("redirect", True), lambda _, codes: bool(codes & {"CHN001", "CHN006"})),
    "empathy missing": (_is("empathy", "missing"), lambda _, codes: "TON009" in codes),
    "thanks missing": (_is("thanks", "missing"), lambda _, codes: "PRA001" in codes),
    "vague": (_is("vague", True), lambda _, codes: "REM003" in codes),
}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def measure_gold(linter: Linter) -> dict[tuple[str, str], Count]:
    """Counts by label and language over the labelled real replies."""
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for language in LANGUAGES:
        for row in rows(DATA / "gold" / f"dev.{language}.jsonl"):
            reply = Reply(
                row["text"], channel=row["channel"], language=language, inbound=row["inbound"],
                brand=row["brand"], visibility="public",
            )  # fmt: skip
            report = linter.check(reply)
            codes = {finding.code for finding in report.findings}
            for name, (truth, judge) in LABELS.items():
                true = truth(row["labels"])
                if true is not None:
                    what = f"{row['id']} {row['labels']} {sorted(codes)}\n      {show(row)}"
                    counts[name, language].add(true, judge(report, codes), what)
    return counts


def measure_written(linter: Linter) -> dict[tuple[str, str], Count]:
    """Counts by family and language over the written cases; a false positive is on `forbid`."""
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for row in rows(DATA / "gold" / "written_dev.jsonl"):
        reply = Reply(
            row["text"], channel=row["channel"], visibility=row["visibility"],
            inbound=row["inbound"], author=row["author"],
        )  # fmt: skip
        codes = {finding.code for finding in linter.check(reply).findings}
        for family in (*row["expect"], *row["forbid"]):
            truth = family in row["expect"]
            flagged = bool(codes & set(FAMILIES[family]))
            what = f"{row['id']} {family} {sorted(codes)} ({row['why']})\n      {show(row)}"
            counts[family, row["lang"]].add(truth, flagged, what)
            if not truth:
                counts[f"{family} (forbidden)", row["lang"]].tp += 1
    return counts


def show(row: dict[str, Any]) -> str:
    """A case on one line, masked."""
    inbound = mask(row["inbound"] or "").replace("\n", " ")[:140]
    return f"IN: {inbound} | OUT: {mask(row['text'])}".replace("\n", " ⏎ ")


def brand_replies() -> Iterator[tuple[str, Reply]]:
    """The unlabelled replies of brands, each with the message it answers where that is known."""
    folder = DATA / "replies"
    last: dict[str, str] = {}
    for row in rows(folder / "x_en_conversations.jsonl"):
        if row["from_customer"]:
            last[row["conversation"]] = row["text"]
        else:
            inbound = last.get(row["conversation"])
            yield "en", Reply(row["text"], channel="x", inbound=inbound, brand=row["brand"])
    for row in rows(folder / "reviews_fr.jsonl"):
        yield (
            "fr",
            Reply(row["text"], channel="trustpilot", inbound=row["inbound"], brand=row["brand"]),
        )
    for row in rows(folder / "x_fr_lowercased.jsonl"):
        yield "fr", Reply(row["text"], channel="x", brand=row["brand"])


def print_fires(linter: Linter, code: str, samples: int) -> None:
    """How often the rules whose code begins so fire on unlabelled replies, with samples."""
    totals: Counter[str] = Counter()
    fired: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for language, reply in brand_replies():
        totals[language] += 1
        report = linter.check(reply)
        for key in {(f.code, language) for f in report.findings}:
            fired[key] += 1
        for finding in report.findings:
            if code and finding.code.startswith(code):
                inbound = mask(reply.inbound or "").replace("\n", " ")[:100]
                text = mask(reply.text).replace("\n", " ⏎ ")
                found[finding.code, language].append(f"[{finding.excerpt}] {text} | IN: {inbound}")
    for (rule, language), count in sorted(fired.items()):
        print(f"{rule} {language} {1000 * count / totals[language]:7.1f} per 1,000")
    for key, lines in found.items():
        print(f"\n== {key}: {len(lines)}")
        for line in random.Random(7).sample(lines, min(samples, len(lines))):
            print("  ", line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="one label or family, with its misses")
    parser.add_argument("--fires", help="a code or its beginning: show what fires where unlabelled")
    parser.add_argument("--samples", type=int, default=50)
    parser.add_argument("--preset", default="preview")
    arguments = parser.parse_args()
    if not DATA.exists():
        print(f"no labelled replies at {DATA}", file=sys.stderr)
        return 2
    linter = Linter(preset=arguments.preset, raise_errors=True)
    if arguments.fires is not None:
        print_fires(linter, arguments.fires, arguments.samples)
        return 0
    for title, counts in (
        ("labelled replies", measure_gold(linter)),
        ("written cases", measure_written(linter)),
    ):
        print(f"== {title}")
        for (name, language), count in sorted(counts.items()):
            if "(forbidden)" in name or arguments.only not in name:
                continue
            forbidden = counts.get((f"{name} (forbidden)", language))
            alarms = f"   false alarms {count.fp}/{forbidden.tp}" if forbidden else ""
            print(f"{name:20} {language}  {count.line()}{alarms}")
            if arguments.only:
                print(*(f"    {miss}" for miss in count.misses), sep="\n")
        if title == "written cases" and not arguments.only:
            print_totals(counts)
    return 0


def print_totals(counts: dict[tuple[str, str], Count]) -> None:
    """Recall and false alarms over all families of a language."""
    for language in LANGUAGES:
        mine = {name: c for (name, lang), c in counts.items() if lang == language}
        families = {name: c for name, c in mine.items() if "(forbidden)" not in name}
        tp = sum(c.tp for c in families.values())
        fn = sum(c.fn for c in families.values())
        fp = sum(c.fp for c in families.values())
        forbidden = sum(c.tp for name, c in mine.items() if "(forbidden)" in name)
        print(
            f"all families {language}: recall {tp / (tp + fn):.3f} ({tp}/{tp + fn}),"
            f" false alarms {fp / forbidden:.3f} ({fp}/{forbidden})"
        )


if __name__ == "__main__":
    sys.exit(main())
