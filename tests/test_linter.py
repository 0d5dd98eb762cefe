"""The linter as a library: reports, skipped rules, plugins that fail, threads and pickles."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import jsonschema
import pytest

import replylint
from replylint import ConfigError, Linter, Reply, lint, report_schema
from replylint.document import Document
from replylint.finding import Edit, Fix, Flag
from replylint.linter import BLOCK
from replylint.rule import Rule

BLAME = "Hi Ana, you should have read the page first. ^JL"


def test_lint_in_one_line() -> None:
    report = lint(BLAME, channel="x")
    assert "TON002" in {finding.code for finding in report.findings}
    assert report.score < 100
    assert not report.ok


def test_a_finding_slices_the_callers_own_text() -> None:
    text = "He\u0301llo 👩‍👧\r\n\r\nyou  should\u00a0have read the pa\u200bge first. ^JL"
    (finding,) = Linter(select=["TON002"]).check(Reply(text, language="en")).findings
    assert text[finding.start : finding.end].startswith("you  should\u00a0have")
    assert (finding.line, finding.column) == (3, 1)


def test_check_many_is_lazy_and_in_order() -> None:
    seen: list[str] = []

    def replies() -> Iterator[Reply]:
        for name in "abc":
            seen.append(name)
            yield Reply("Hello there", id=name)

    reports = Linter().check_many(replies())
    assert seen == []
    assert next(reports).reply.id == "a"
    assert seen == ["a"]
    assert [report.reply.id for report in reports] == ["b", "c"]


def test_what_is_not_known_skips_a_rule_and_says_so() -> None:
    skipped = {note.code: note for note in Linter(ui_lang="fr").check("Bonjour").skipped}
    assert skipped["LEN001"].reason == "needs-channel"
    assert skipped["LEN001"].message == "le canal n'est pas connu"
    assert "LEN001" not in {n.code for n in lint("Bonjour", channel="x").skipped}


def test_replies_checked_together_get_the_reports_of_single_ones() -> None:
    linter = Linter(preset="preview")
    texts = ["", BLAME, "Bonjour Ana, voici le lien : https://example.com ^JL", "Hi {{name}}!"]
    replies = [Reply(t, channel=c, inbound=i) for t in texts for c in ("x", "email", None)
               for i in (None, "Where is my parcel???")] * 7  # fmt: skip
    assert len(replies) > BLOCK
    assert list(linter.check_many(replies)) == [linter.check(reply) for reply in replies]


def test_what_comes_before_a_wrong_reply_is_told() -> None:
    replies = [*(Reply("Hello", channel="x") for _ in range(5)), Reply("Hello", channel="nowhere")]
    reports = Linter().check_many(replies)
    assert len([next(reports) for _ in range(5)]) == 5
    with pytest.raises(ConfigError, match="nowhere"):
        next(reports)


def test_a_language_without_phrases_skips_the_rule() -> None:
    report = lint("Hallo Ana, alles ist gut.", language="nl")
    assert ("TON002", "language") in {(note.code, note.reason) for note in report.skipped}


def test_report_is_immutable_and_json_fits_the_schema() -> None:
    report = lint(BLAME, channel="x", id="r1")
    with pytest.raises(AttributeError):
        report.score = 3  # type: ignore[misc]
    jsonschema.validate(report.to_dict(), report_schema())
    assert '"id": "r1"' in report.to_json(indent=1)


def test_same_reply_same_report() -> None:
    assert Linter().check(BLAME) == Linter().check(BLAME)


def test_a_linter_can_be_pickled_with_its_settings() -> None:
    linter = Linter(select=["TON"], channel="x", ui_lang="fr")
    copy = pickle.loads(pickle.dumps(linter))
    assert copy.settings == linter.settings
    assert copy.check(BLAME) == linter.check(BLAME)
    assert pickle.loads(pickle.dumps(linter.check(BLAME))) == linter.check(BLAME)


def test_threads_share_a_linter() -> None:
    linter = Linter(channel="x")
    texts = [BLAME, "Bonjour, il fallait lire la page. ^JL", "Hello 😀", "4111 1111 1111 1111"] * 50
    expected = [linter.check(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(Linter(channel="x").check, texts)) == expected


def test_settings_complete_a_reply_but_never_overrule_it() -> None:
    linter = Linter(channel="email", author="Mathieu", language="fr")
    doc = linter.read(Reply("Bonjour", channel="x"))
    assert (doc.reply.channel, doc.reply.author, doc.language) == ("x", "Mathieu", "fr")
    assert doc.visibility == "public"


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        ({"channel": "twiter"}, "unknown channel 'twiter'"),
        ({"selct": ["TON"]}, "did you mean 'select'?"),
        ({"select": ["TOM001"]}, "did you mean"),
        ({"preset": "strickt"}, "did you mean 'strict'?"),
        ({"rule": {"TON02": {}}}, "no such rule; did you mean 'TON002'?"),
        ({"rule": {"TON002": {"severity": "eror"}}}, "did you mean 'error'?"),
        ({"rule": {"LEN002": {"wrong": 1}}}, "unknown option"),
        ({"score": {"weights": {"warn": 1}}}, "did you mean 'warning'?"),
        ({"channels": {"x": {"limits": 1}}}, "did you mean 'limit'?"),
        ({"channels": {"x": {"unit": "byte"}}}, "did you mean 'bytes'?"),
    ],
)
def test_a_wrong_option_is_named_with_the_nearest_right_one(
    options: dict[str, object], hint: str
) -> None:
    with pytest.raises(ConfigError, match="options: ") as error:
        Linter(**options)  # type: ignore[arg-type]
    assert hint in str(error.value)


def test_an_unknown_channel_of_a_reply_is_an_error() -> None:
    with pytest.raises(ConfigError, match="did you mean 'trustpilot'"):
        Linter().check(Reply("Hello", channel="trustpilott"))


def test_a_channel_can_be_added_or_changed() -> None:
    linter = Linter(channels={"forum": {"like": "x", "limit": 20, "unit": "code_points"}})
    codes = {f.code for f in linter.check(Reply("x" * 21, channel="forum")).findings}
    assert "LEN001" in codes
    assert linter.channels["forum"].signed


def test_selection_the_more_specific_wins() -> None:
    assert {r.code for r in Linter(select=["TON002"]).rules} == {"TON002"}
    assert "TON002" not in {r.code for r in Linter(ignore=["TON"]).rules}
    assert {r.code for r in Linter(select=["TON", "blaming"], ignore=["TON"]).rules} == {"TON002"}
    assert any(rule.preview for rule in Linter(preset="preview").rules)
    assert not any(rule.preview for rule in Linter().rules)


class Raises(Rule):
    """A rule that fails as a plugin's rule might."""

    code = "ZZZ001"
    name = "raises"
    category = "tests"
    messages: ClassVar = {"en": {"default": "x"}, "fr": {"default": "x"}}

    def check(self, doc: Document) -> Iterator[Flag]:
        yield Flag(0, 1)
        raise ValueError(f"secret: {doc.text}")


class Fixes(Rule):
    """A rule with a fix on each x."""

    code = "ZZZ002"
    name = "fixes"
    category = "tests"
    messages: ClassVar = {"en": {"default": "an x"}, "fr": {"default": "un x"}}

    def check(self, doc: Document) -> Iterator[Flag]:
        for place, character in enumerate(doc.text):
            if character == "x":
                yield Flag(place, place + 1, fix=Fix((Edit(place, place + 1, "y"),)))


def with_rules(*rules: type[Rule], **options: object) -> Linter:
    """A linter that has some rules more."""
    linter = Linter(select=["SIG001"], **options)  # type: ignore[arg-type]
    linter.rules = (*linter.rules, *(rule() for rule in rules))
    linter._languages = {rule.code: None for rule in linter.rules}
    return linter


def test_a_rule_that_fails_is_named_and_the_rest_runs() -> None:
    report = with_rules(Raises, Fixes).check(Reply("a secret x", channel="x"))
    assert {f.code for f in report.findings} >= {"SIG001", "ZZZ001", "ZZZ002"}
    (note,) = (n for n in report.skipped if n.code == "ZZZ001")
    assert note.message == "the rule itself failed: ValueError"
    assert "secret" not in str(report.to_dict()["skipped"])
    with pytest.raises(ValueError, match="secret"):
        with_rules(Raises, raise_errors=True).check("a secret")


def test_fixed_maps_edits_back_to_the_callers_text() -> None:
    assert with_rules(Fixes).check("e\u0301  x &amp; x").fixed() == "e\u0301  y &amp; y"


def test_importing_the_package_is_light() -> None:
    code = "import sys, replylint; print(*sorted(m for m in sys.modules if '.' not in m))"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"click", "pluggy", "yaml", "phonenumbers", "dataclasses", "ahocorasick_rs"} & set(
        modules
    )


def test_the_package_is_typed_and_lists_its_names() -> None:
    assert (Path(replylint.__file__).parent / "py.typed").exists()
    for name in replylint.__all__:
        assert getattr(replylint, name) is not None
    assert set(replylint.__all__) <= set(dir(replylint))
    with pytest.raises(AttributeError):
        _ = replylint.nothing  # type: ignore[attr-defined]
