"""Good replies: lively, firm or full of care, all to be sent as they are (good.txt of each language)."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_english import FAMILIES, read

from replylint import Linter

CODES = sorted({code for codes in FAMILIES.values() for code in codes})
MOST = 0.12  # share of them that may be flagged


@pytest.mark.parametrize("language", ["english", "french"])
def test_most_good_replies_are_left_alone(language: str) -> None:
    linter = Linter(select=CODES, preset="preview", raise_errors=True)
    cases = read(Path(__file__).parent / language / "good.txt")
    found = [(linter.check(case.reply).findings, case.reply.text) for case in cases]
    flagged = [f"{[f.code for f in findings]}: {text}" for findings, text in found if findings]
    assert len(flagged) <= MOST * len(cases), "\n".join(flagged)
