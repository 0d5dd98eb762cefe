"""Every rule's page is its test: bad examples are flagged, good ones are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from replylint import Linter
from replylint.cli import main
from replylint.linter import installed_plugins
from replylint.page import Example, read_page
from replylint.report import apply_fixes
from replylint.rule import Rule

RULES = tuple(
    rule for rule in installed_plugins().rules if rule.__module__.startswith("replylint_rules")
)
# Every rule that there is to be; a number without a rule here is one that does not exist.
CATALOGUE = {
    "ANS": 5, "CHN": 7, "GRM": 2, "HUM": 2, "LEN": 6, "PER": 4, "PRA": 2, "PUB": 3, "RDB": 2,
    "REM": 3, "SEN": 5, "SIG": 3, "STY": 2, "TON": 10, "TPL": 7,
}  # fmt: skip
# English has one form of address.
WITHOUT_ENGLISH = frozenset(("PER003",))
EXAMPLES = [
    pytest.param(
        rule, example, id=f"{rule.code}:{example.line}:{example.verdict}-{example.language}"
    )
    for rule in RULES
    if rule.folder is not None and Path(rule.folder, "page.md").exists()
    for example in read_page(Path(rule.folder, "page.md")).examples
]
_LINTERS: dict[str, Linter] = {}


def languages_of(code: str) -> tuple[str, ...]:
    """The languages that every rule's page has examples in."""
    return ("fr",) if code in WITHOUT_ENGLISH else ("fr", "en")


def linter_for(rule: type[Rule], example: Example) -> Linter:
    """A linter of that one rule, with the example's options."""
    key = f"{rule.code} {sorted(example.options.items())}"
    if key not in _LINTERS:
        _LINTERS[key] = Linter(
            select=[rule.code],
            rule={rule.code: example.options},
            raise_errors=True,
            languagetool="on" if "languagetool" in rule.needs else "off",
        )
    return _LINTERS[key]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_documented_in_both_languages(rule: type[Rule]) -> None:
    assert rule.folder is not None
    page = read_page(Path(rule.folder, "page.md"))
    assert page.title == f"{rule.code}: {rule.name}"
    for language in {*languages_of(rule.code), *(rule.known_languages() or ())}:
        for verdict in ("bad", "good"):
            count = sum(e.verdict == verdict and e.language == language for e in page.examples)
            assert count, f"{rule.code} has no {verdict} example in {language}"
    for heading in ("## What it flags", "## Why"):
        assert heading in page.text, f"{rule.code} lacks the section {heading!r}"
    for option in rule.options:
        assert f"`{option.replace('_', '-')}`" in page.text, f"{option} is not documented"


def test_the_catalogue_is_complete() -> None:
    wanted = {
        f"{family}{number:03}" for family, n in CATALOGUE.items() for number in range(1, n + 1)
    }
    assert {rule.code for rule in RULES} == wanted


@pytest.mark.parametrize("code", sorted(rule.code for rule in RULES))
def test_rule_answers_with_the_page(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`replylint rule CODE` shows the page, with its examples in both languages."""
    assert main(["rule", code, "--isolated", "--no-color"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{code}: ")
    for verdict in ("✗ bad", "✓ good"):
        for language in languages_of(code):
            assert f"{verdict} {language}" in shown


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_speaks_both_interface_languages(rule: type[Rule]) -> None:
    assert set(rule.messages) == {"en", "fr"}
    assert set(rule.messages["en"]) == set(rule.messages["fr"])
    assert rule.folder is not None
    assert Path(rule.folder).name == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: type[Rule], example: Example) -> None:
    report = linter_for(rule, example).check(example.reply)
    if any(s.reason.startswith("needs-languagetool") for s in report.skipped):
        pytest.skip("no LanguageTool answers")
    assert [s for s in report.skipped if s.reason == "failed"] == []
    if example.verdict == "good":
        assert report.findings == ()
        return
    assert report.findings, f"not flagged; skipped: {report.skipped}"
    if example.marks:
        assert {(f.start, f.end) for f in report.findings} == set(example.marks)
    if example.fixed is not None:
        text, unsafe = example.fixed
        assert apply_fixes(example.reply.text, report.findings, unsafe=unsafe) == text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_messages_can_be_written(rule: type[Rule], example: Example, language: str) -> None:
    linter = Linter(
        select=[rule.code], rule={rule.code: example.options}, ui_lang=language, raise_errors=True
    )
    for finding in linter.check(example.reply).findings:
        assert finding.message
        written = f"{finding.message} {finding.suggestion or ''}".replace(finding.excerpt, "")
        assert not re.search(r"\{[a-z_]+\}", written), "a parameter was not filled in"
        assert "None" not in written


def test_every_phrase_file_can_be_read() -> None:
    phrasebook = Linter(preset="preview")._phrasebook
    for language in phrasebook.languages:
        phrasebook._phrases(language)
    assert phrasebook.broken == {}
