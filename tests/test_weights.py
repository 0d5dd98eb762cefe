"""What words weigh together: the files, the score, what a finding shows of it, and the veto."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_linter import with_rules

from replylint import Linter, Reply
from replylint.document import Document
from replylint.finding import Flag
from replylint.rule import Rule
from replylint.weights import Scales, Weights, grams, heaviest, read_scales, read_weights, to_text

WEIGHTS = Weights(-0.25, 0.5, {"had you": 125, "bothered": 50, "sorry": -200, "> again": 75})
SCALES = Scales({"some": Weights(0, 0, {"had": 7, "you": -9}), "these": WEIGHTS})
RULES = [rule for rule in Linter(preset="preview").rules if rule.weighs]


class Grumbles(Rule):
    """Weighs with WEIGHTS; by phrases it finds "nope"."""

    code = "ZZZ001"
    name = "grumbles"
    category = "tone"
    options = {"weigh": True}
    messages = {
        "en": {"default": "“{phrase}”", "weighed": "“{phrase}” grumbles, by {evidence}"},
        "fr": {"default": "« {phrase} »", "weighed": "« {phrase} » grogne, par {evidence}"},
    }

    def check(self, doc: Document) -> list[Flag]:
        place = doc.folded.find("nope")
        return [] if place < 0 else [Flag(place, place + 4)]


@pytest.fixture
def grumbles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Linter:
    path = tmp_path / "en.weights"
    path.write_text(to_text(WEIGHTS, ["Of a test."]), "utf-8")
    files = {"en.weights": (str(path),), "en.veto": (str(path),)}
    monkeypatch.setattr(Grumbles, "brought", files)
    return with_rules(Grumbles, raise_errors=True)


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "en.weights"
    path.write_text(to_text(WEIGHTS, ["Of a test."]), "utf-8")
    assert read_weights(str(path)) == WEIGHTS
    assert path.read_text("utf-8").splitlines()[:3] == [
        "# Of a test.",
        "bias = -0.250",
        "threshold = 0.500",
    ]


@pytest.mark.parametrize("line", ["+many: a", "weight = 3", "+3", "bias = high"])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "fr.weights"
    path.write_text(f"bias = 1\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=r"fr\.weights:2: not a weight"):
        read_weights(str(path))


def test_a_broken_file_fails_its_own_rule_alone(
    grumbles: Linter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "broken.weights"
    path.write_text("+many: a\n", "utf-8")
    monkeypatch.setitem(Grumbles.brought, "en.weights", (str(path),))
    linter = with_rules(Grumbles)
    report = linter.check(Reply("Had you bothered", language="en", inbound="hm"))
    assert [one.code for one in report.skipped if one.reason == "failed"] == ["ZZZ001"]
    assert linter.check(Reply("Nope, sorry, sorry", language="en", inbound="hm")).ok


def test_words_and_pairs_of_the_reply_and_of_the_message() -> None:
    assert grams("had you 24 h?", "again!") == {
        "had", "you", "0", "h", "?", "< had", "had you", "you 0", "0 h", "h ?", "? >",
        "> again", "> !", "> again !",
    }  # fmt: skip


def test_the_score_is_the_formula_of_the_docstring() -> None:
    found = grams("had you bothered", "again")
    assert len(found) == 8
    told = SCALES.beyond(found)
    assert told["some"] == pytest.approx(3 * (0.07 - 0.09) / math.sqrt(8))
    score = -0.25 + 3 * (1.25 + 0.5 + 0.75) / math.sqrt(8)
    assert told["these"] == pytest.approx(score - WEIGHTS.threshold)


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-(10**6), 10**6)), max_size=9
    ),
    st.sets(st.sampled_from("abcdefghxyz")),
)
def test_each_file_counts_as_if_it_were_alone(files: list[dict[str, int]], found: set[str]) -> None:
    scales = Scales({str(n): Weights(0.5, 0.25, of) for n, of in enumerate(files)})
    for n, told in scales.beyond(frozenset(found)).items():
        total = sum(files[int(n)].get(gram, 0) for gram in found)
        assert told == 0.25 + 3.0 / 100 / math.sqrt(max(1, len(found))) * total
        assert all(scales.weight(n, gram) == files[int(n)].get(gram, 0) for gram in "abcxyz")


def test_the_score_does_not_hang_on_the_order_of_a_set() -> None:
    code = (
        "from replylint import lint\n"
        "text = 'Some people manage to read their mail, Owen. Maybe somebody at home can help you.'\n"
        "print([f.confidence for f in lint(text, inbound='Still no plumber', channel='x').findings])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(told) == 1


def test_the_heaviest_sentence_and_its_words_are_shown(grumbles: Linter) -> None:
    text = "Hello Ana. Had you bothered to look, it is there. Ben"
    (finding,) = grumbles.check(Reply(text, language="en", inbound="hm")).findings
    assert (
        finding.message
        == "“Had you bothered to look, it is there.” grumbles, by “Had you”, “bothered”"
    )
    assert 0.5 <= finding.confidence <= 0.8


def test_what_only_the_message_says_is_no_fault_of_the_reply(grumbles: Linter) -> None:
    reply = Reply("Yes.", inbound="again", language="en")
    assert grumbles.read(reply).weighed["ZZZ001.weights"] > 0
    assert grumbles.check(reply).ok


def test_personal_data_among_the_words_is_masked(grumbles: Linter) -> None:
    scales = Scales({"these": Weights(0, 0, {"0 0": 100})})
    found = heaviest(scales, "these", grumbles.read("Pay with 4111 1111 1111 1111 now."))
    assert found is not None
    assert found.words
    text = "Had you bothered to pay with 4111 1111 1111 1111 now."
    (finding,) = grumbles.check(Reply(text, language="en", inbound="hm")).findings
    assert "4111" not in finding.message


def test_words_that_weigh_against_it_outdo_phrases(grumbles: Linter) -> None:
    assert grumbles.check(Reply("Had you bothered? Nope.", language="en", inbound="hm")).findings
    assert grumbles.check(Reply("Nope, sorry, we are sorry.", language="en", inbound="hm")).ok
    # Without weights for the language phrases count alone.
    assert grumbles.check(Reply("Nope, sorry, we are sorry.", language="fr", inbound="hm")).findings


@pytest.mark.parametrize(
    "reply", [{"kind": "template"}, {"part": "fragment"}, {"language": "fr"}, {"inbound": ""}]
)
def test_only_whole_drafts_in_a_known_language_are_weighed(
    grumbles: Linter, reply: dict[str, str]
) -> None:
    text = "Had you bothered to look"
    assert grumbles.check(Reply(text, language="en", inbound="hm")).findings
    assert grumbles.check(Reply(text, **{"language": "en", "inbound": "hm", **reply})).ok  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_that_weighs_has_weights_and_can_be_told_not_to(rule: Rule) -> None:
    for language in ("en", "fr"):
        files = rule.weights(language)
        assert files
        assert all(read_weights(path).of for _, path in files)
        assert read_scales(tuple(files)).beyond(frozenset()).keys() == dict(files).keys()
    off = Linter(preset="preview", rule={rule.code: {"weigh": False}})
    assert not next(one for one in off.rules if one.code == rule.code).weighs


@given(st.text(), st.text())
def test_any_text_has_a_score_and_places_inside_it(text: str, inbound: str) -> None:
    doc = Linter().read(Reply(text, inbound=inbound, language="en"))
    assert math.isfinite(SCALES.beyond(doc.grams)["these"])
    found = heaviest(SCALES, "these", doc)
    if found is None:
        return
    assert 0 <= found.start <= found.end <= len(doc.text)
    assert all(found.start <= start < end <= found.end for start, end in found.words)
