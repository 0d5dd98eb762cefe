"""A user's YAML file is a rule without Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from replylint import ConfigError, Linter, Reply

RULE = """
code: ACME001
name: say-plan
severity: error
message: {en: "We say plan, not “{phrase}”", fr: "On dit forfait, pas « {phrase} »"}
suggestion: See the style guide.
channels: [x]
phrases:
  en: ["tariff* => plan", "! tariff union"]
  fr: [abonnement]
examples:
  bad: [Your tariff ends.]
  good: [Your plan ends., The tariff union.]
"""


def linter_with(tmp_path: Path, text: str, **options: object) -> Linter:
    path = tmp_path / "house.yaml"
    path.write_text(text, "utf-8")
    return Linter(rules=[str(path)], **options)  # type: ignore[arg-type]


def test_a_yaml_rule_works_like_any_other(tmp_path: Path) -> None:
    linter = linter_with(tmp_path, RULE, select=["ACME001"], ui_lang="fr")
    report = linter.check(Reply("Your tariffs end. The tariff union.", channel="x", language="en"))
    (finding,) = report.findings
    assert finding.message == "On dit forfait, pas « tariffs »"
    assert finding.suggestion == "Plutôt : « plan »."
    assert finding.severity.label == "error"
    assert finding.category == "house"
    french = Reply("Votre abonnement finit.", channel="x", language="fr")
    assert linter.check(french).findings[0].suggestion == "See the style guide."
    assert linter.check(Reply("Your tariff ends.", channel="email", language="en")).ok


def test_several_rules_in_one_file(tmp_path: Path) -> None:
    text = "\n---\n".join(
        f"{{code: ACME00{n}, name: rule-{n}, phrases: [word{n}]}}" for n in (1, 2)
    )
    report = linter_with(tmp_path, text, select=["ACME"]).check("word1 and word2")
    assert [f.code for f in report.findings] == ["ACME001", "ACME002"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("code: [", "not valid YAML"),
        ("just text", "a rule must be a mapping"),
        ("{code: acme1, name: x, phrases: [x]}", "code: must be capitals and three digits"),
        ("{code: ACME001, name: Bad Name, phrases: [x]}", "name: must be lower-case"),
        ("{code: ACME001, name: x, phrase: [x]}", "phrase: unknown key; did you mean 'phrases'?"),
        ("{code: ACME001, name: x}", "phrases: must be lists"),
        ("{code: ACME001, name: x, phrases: {english: [x]}}", "two-letter language code"),
        ("{code: ACME001, name: x, phrases: ['(a']}", "lacks a closing parenthesis"),
        ("{code: ACME001, name: x, phrases: [x], severity: high}", "severity: cannot be 'high'"),
        ("{code: ACME001, name: x, phrases: [x], message: 'a {text}'}", "message: may have"),
        ("{code: ACME001, name: x, phrases: [x], examples: {bad: [y]}}", "is not flagged: 'y'"),
        ("{code: ACME001, name: x, phrases: [x], examples: {good: [x]}}", "is flagged: 'x'"),
        ("{code: TON002, name: x, phrases: [x]}", "the code TON002 is taken"),
    ],
)
def test_a_wrong_rule_file_says_what_and_where(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=r"house\.yaml") as error:
        linter_with(tmp_path, text)
    assert problem in str(error.value)


def test_no_file_for_a_pattern_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no file fits"):
        Linter(rules=[str(tmp_path / "*.yaml")])
