"""`--statistics`: counts by rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")
CHECK = ("check", "a.txt", "b.txt", "--select", "ZZZ001,ZZZ002,ZZZ003", "--statistics")


@pytest.fixture(autouse=True)
def files(here: Path) -> None:
    (here / "a.txt").write_text("teh teh kaboom", "utf-8")
    (here / "b.txt").write_text("teh gonna", "utf-8")


@pytest.mark.parametrize("name", ["text", "concise", "markdown"])
def test_counts_for_people(run: Run, name: str) -> None:
    ran = run(*CHECK, "--output-format", name, "-q")
    assert ran.out.splitlines() == [
        "3 [*] ZZZ001 typo (2)",
        "1 [ ] ZZZ002 slang (1)",
        "1 [ ] ZZZ003 grave (1)",
    ]
    assert ran.code == 1


def test_the_summary_follows(run: Run) -> None:
    out = run(*CHECK).out.splitlines()
    assert out[0].startswith("3 [*] ZZZ001")
    assert "2 replies checked" in out[3]


def test_programs_get_what_they_asked_for(run: Run) -> None:
    out = run(*CHECK, "--output-format", "json").out
    assert out == run(*CHECK[:-1], "--output-format", "json").out
    assert json.loads(out)["summary"]
