"""French replies, family by family: lists written before the rules were read.

french/<list>/<family>.txt, in the form that test_english.py reads. A later list is never tuned to
before it is measured; what it measured then stands in docs/accuracy.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from test_english import read, wrong

FOLDER = Path(__file__).parent / "french"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=f"{path.parent.name}-{path.stem}")
        for path in sorted(FOLDER.glob("*/*.txt"))
    ],
)
def test_replies_of_a_list_are_told_apart(path: Path) -> None:
    cases = read(path)
    misses = wrong(path.stem, cases)
    to_find = sum(case.flagged for case in cases)
    missed = [line for line in misses if line.startswith("+")]
    alarms = [line for line in misses if line.startswith("-")]
    assert len(missed) <= max(1, 0.1 * to_find), "\n".join(missed)
    assert len(alarms) <= max(1, 0.04 * (len(cases) - to_find)), "\n".join(alarms)
