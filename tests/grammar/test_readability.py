"""Reading ease: offline, by the language's formula, in reports, silent on short texts."""

from __future__ import annotations

from importlib import import_module

import pytest

from replylint import Linter, Reply
from replylint.audit.aggregate import Aggregate
from replylint.audit.exchange import Exchange
from replylint.readability import MissingTextstatError, reading_ease

EASY = "Thank you for your note. We have sent a new lamp today. It will be with you soon. " * 8


def test_the_formula_is_the_languages() -> None:
    pytest.importorskip("textstat")
    # 5 words a sentence and one syllable a word: base - 1.015 * 5 - weight.
    text = "The cat sat on mats. " * 5
    assert reading_ease(text, "en") == pytest.approx(206.835 - 1.015 * 5 - 84.6)
    assert reading_ease(text, "fr") == pytest.approx(207 - 1.015 * 5 - 73.6, abs=8)
    with pytest.raises(KeyError):
        reading_ease(text, "ja")


def test_the_figure_is_in_the_report_and_the_audit() -> None:
    pytest.importorskip("textstat")
    linter = Linter(select=["RDB001"], raise_errors=True)
    report = linter.check(EASY)
    assert report.findings == ()
    assert report.measures["reading_ease"] > 80
    assert report.to_dict()["measures"] == report.measures
    aggregate = Aggregate()
    for line, text in enumerate((EASY, "Short."), start=1):
        doc = linter.read(text)
        aggregate.add(Exchange(line, doc.reply), linter.judge(doc), doc)
    assert aggregate.record()["measures"] == {
        "reading_ease": {"replies": 1, "mean": round(report.measures["reading_ease"], 1)}
    }


@pytest.mark.parametrize("text", ["Short.", "incomprehensible " * 99, "", "constitution " * 500])
def test_silent_where_it_would_mean_nothing(text: str) -> None:
    report = Linter(select=["RDB001"], raise_errors=True).check(Reply(text, language="en"))
    assert report.findings == ()
    assert report.measures == {}


def test_without_textstat_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(text: str, language: str) -> float:
        raise MissingTextstatError("textstat is not installed")

    rule = import_module("replylint_rules.style.rdb001_hard_to_read.rule")
    monkeypatch.setattr(rule, "reading_ease", missing)
    report = Linter(select=["RDB001"], raise_errors=True).check(EASY)
    assert [s.message for s in report.skipped] == [
        "needs textstat; to get it: pip install 'replylint[readability]'"
    ]
