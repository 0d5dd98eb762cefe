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
from replylint.weights import Weights, grams, heaviest, read_weights, score, to_text

WEIGHTS = Weights(-0.25, 0.5, {"had you": 125, "bothered": 50, "sorry": -200, "> again": 75})
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

    @classmethod
    def weights(cls, name: str) -> Weights | None:
        return WEIGHTS if name in ("en.weights", "en.veto") else None


@pytest.fixture
def grumbles() -> Linter:
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


def test_words_and_pairs_of_the_reply_and_of_the_message() -> None:
    assert grams("had you 24 h?", "again!") == {
        "had", "you", "0", "h", "?", "< had", "had you", "you 0", "0 h", "h ?", "? >",
        "> again", "> !", "> again !",
    }  # fmt: skip


def test_the_score_is_the_formula_of_the_docstring() -> None:
    found = grams("had you bothered", "again")
    assert len(found) == 8
    assert score(WEIGHTS, found) == pytest.approx(-0.25 + 3 * (1.25 + 0.5 + 0.75) / math.sqrt(8))


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
    weights = WEIGHTS._replace(bias=1.0)
    assert score(weights, grumbles.read(reply).grams) > weights.threshold
    assert grumbles.check(reply).ok


def test_personal_data_among_the_words_is_masked(grumbles: Linter) -> None:
    found = heaviest(
        Weights(0, 0, {"0 0": 100}), grumbles.read("Pay with 4111 1111 1111 1111 now.")
    )
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
        weights = rule.weights(f"{language}.weights")
        assert weights is not None
        assert weights.of
    off = Linter(preset="preview", rule={rule.code: {"weigh": False}})
    assert not next(one for one in off.rules if one.code == rule.code).weighs


@given(st.text(), st.text())
def test_any_text_has_a_score_and_places_inside_it(text: str, inbound: str) -> None:
    doc = Linter().read(Reply(text, inbound=inbound, language="en"))
    assert math.isfinite(score(WEIGHTS, doc.grams))
    found = heaviest(WEIGHTS, doc)
    if found is None:
        return
    assert 0 <= found.start <= found.end <= len(doc.text)
    assert all(found.start <= start < end <= found.end for start, end in found.words)
