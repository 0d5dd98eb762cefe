"""Baselines: what a repository has today is forgiven, what comes new is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")
CHECK = ("--select", "ZZZ001,ZZZ003", "--output-format", "concise", "-q")
OLD = "first: teh parcel of camille@example.com\nsecond: there is teh box, kaboom\n"


@pytest.fixture
def known(here: Path, run: Run) -> Path:
    """The baseline of a folder with one file."""
    (here / "macros").mkdir()
    (here / "macros" / "a.yaml").write_text(OLD, "utf-8")
    ran = run("check", "macros", *CHECK, "--write-baseline", "--baseline", "known.json")
    assert ran.code == 0
    assert ran.err == "replylint: known.json: 3 findings are known from now on\n"
    return here / "known.json"


def found(run: Run, *more: str) -> list[str]:
    ran = run("check", "macros", *CHECK, "--baseline", "known.json", *more)
    assert ran.code == (1 if ran.out else 0)
    return [":".join(line.split(":")[1:3]) for line in ran.out.splitlines()]


def test_it_holds_no_text(known: Path) -> None:
    text = known.read_text("utf-8")
    for word in ("teh", "parcel", "kaboom", "camille", "found"):
        assert word not in text
    data = json.loads(text)
    assert list(data["findings"]) == ["macros/a.yaml"]
    assert sum(data["findings"]["macros/a.yaml"].values()) == 3


def test_lines_may_move(run: Run, known: Path) -> None:
    path = known.parent / "macros" / "a.yaml"
    assert found(run) == []
    path.write_text(f"# a comment\n\nzero: Hello there\n{OLD}", "utf-8")
    assert found(run) == []
    path.write_text("second:   there is  teh   box, kaboom\n", "utf-8")
    assert found(run) == []


def test_what_is_new_is_told(run: Run, known: Path) -> None:
    path = known.parent / "macros" / "a.yaml"
    path.write_text(f"{OLD}third: here is teh letter\n", "utf-8")
    assert found(run) == ["3:16"]
    path.write_text(f"{OLD}third: there is teh box, kaboom\n", "utf-8")  # a copy is new too
    assert found(run) == ["3:17", "3:26"]
    path.write_text(OLD.replace("box", "crate"), "utf-8")  # a line that changed is looked at anew
    assert found(run) == ["2:18", "2:29"]


def test_scores_are_those_of_what_is_new(run: Run, known: Path) -> None:
    ran = run("check", "macros", "--select", "ZZZ", "--baseline", "known.json",
              "--output-format", "jsonl")  # fmt: skip
    assert [json.loads(line)["score"] for line in ran.out.splitlines()] == [100.0, 100.0]


def test_it_is_found_from_elsewhere(
    here: Path, run: Run, known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here / "macros")
    ran = run("check", "a.yaml", *CHECK, "--baseline", "../known.json")
    assert (ran.code, ran.out) == (0, "")


def test_the_config_names_it(here: Path, run: Run, known: Path) -> None:
    (here / "replylint.toml").write_text('baseline = "known.json"\n', "utf-8")
    ran = run("check", "macros", *CHECK)
    assert (ran.code, ran.out) == (0, "")
    (here / "macros" / "a.yaml").write_text("body: teh crate\n", "utf-8")
    assert run("check", "macros", *CHECK, "--write-baseline").code == 0
    assert sum(json.loads(known.read_text("utf-8"))["findings"]["macros/a.yaml"].values()) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "no such baseline"), ("[", "not a baseline"), ("[]", "not a baseline"),
     ('{"version": 9, "findings": {}}', "not a baseline"),
     ('{"version": 1, "findings": {"a": {"b": "c"}}}', "not a baseline")],
)  # fmt: skip
def test_a_baseline_that_is_none(here: Path, run: Run, content: str | None, said: str) -> None:
    (here / "a.txt").write_text("Hello", "utf-8")
    if content is not None:
        (here / "b.json").write_text(content, "utf-8")
    ran = run("check", "a.txt", "--baseline", "b.json")
    assert ran.code == 2
    assert ran.err.startswith(f"replylint: b.json: {said}")


def test_what_cannot_be_checked_is_told_while_writing(here: Path, run: Run) -> None:
    (here / "a.yaml").write_text("a: [", "utf-8")
    ran = run("check", "a.yaml", "--write-baseline")
    assert ran.code == 2
    assert "is not valid YAML" in ran.err
    assert (here / ".replylint-baseline.json").is_file()
