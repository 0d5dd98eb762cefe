"""Outputs: what stands under a line stays under it, whatever the line holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from replylint import ConfigError, Linter, Reply
from replylint.finding import Severity
from replylint.i18n import WORDS, count, from_locale, number, say
from replylint.linter import installed_plugins
from replylint.outputs import View, find_output
from replylint.outputs.markdown import render
from replylint.outputs.masking import masked_reply, masked_text
from replylint.outputs.summary import found_counts
from replylint.outputs.table import table
from replylint.outputs.terminal import cells, fill, paint, printable, width, window
from replylint.personal_data import hide
from replylint.reply import Visibility

WIDE = "日本語"
FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("abc", 3),
        (WIDE, 6),
        ("e\u0301", 1),
        ("😀", 2),
        (FAMILY, 2),
        ("👍🏽", 2),
        ("❤\ufe0f", 2),
        ("🇫🇷", 2),
        ("a\u200bb\u00ad", 2),
        ("\tx", 5),
        ("\u00a0\u202f", 2),
    ],
)
def test_width_in_terminal_cells(text: str, size: int) -> None:
    assert width(text) == size
    assert len(cells(text)) == len(text)


@pytest.mark.parametrize(
    "before", ["", "abc ", f"{WIDE} ", f"{FAMILY} 👍🏽 ", "\t", "été e\u0301 "]
)
def test_the_place_in_a_line_is_told_in_cells(before: str) -> None:
    line = f"{before}teh parcel"
    shown, left, size = window(line, len(before), len(before) + 3, 80)
    assert left == width(before.replace("\t", "    "))
    assert size == 3
    assert shown == line.replace("\t", "    ")


@example(line="a\ufe0faaaaa\t日日👍👍👍", places=(6, 1), room=20)
@given(
    line=st.text(st.sampled_from("ab é😀日\u0301\u200d\ufe0f👍🏽\t"), max_size=200),
    places=st.tuples(st.integers(0, 200), st.integers(0, 40)),
    room=st.integers(20, 60),
)
def test_a_window_fits_and_shows_the_place(line: str, places: tuple[int, int], room: int) -> None:
    start = min(places[0], len(line))
    end = min(start + places[1], len(line))
    shown, left, size = window(line, start, end, room)
    assert width(shown) <= room
    assert 0 <= left <= room
    assert size >= 1
    assert left + size <= max(width(shown), left + 1)


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "a " * 200 + "teh" + " b" * 200
    shown, left, size = window(line, 400, 403, 40)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[left : left + size] == "teh"
    assert len(shown) == 40
    shown, left, size = window(line, 0, 1, 40)
    assert (left, size, shown[-1]) == (0, 1, "…")
    shown, left, size = window(line, len(line), len(line), 40)
    assert shown[0] == "…"
    assert (left, size) == (len(shown), 1)


def test_control_characters_are_not_printed() -> None:
    assert printable("a\x1b[1mb\x07\u202e\x9b") == "a\ufffd[1mb\ufffd\ufffd\ufffd"
    assert printable("été\tok\n") == "été\tok\n"
    assert printable("\udce9") == "?"
    assert paint("", "red", True) == ""
    assert paint("x", "red", False) == "x"


@given(st.text(max_size=300), st.integers(10, 80))
def test_fill_keeps_every_word(text: str, room: int) -> None:
    assert fill(text, room, "    ").split() == text.split()


def test_fill_breaks_at_spaces_alone() -> None:
    assert fill("one two\u00a0three four", 9, "  ") == "one\n  two\u00a0three\n  four"


def test_hiding_keeps_length_and_lines() -> None:
    assert hide("ab 12-é\n3", [(3, 9)]) == "ab ••-•\n•"
    assert masked_text("my card is 4111 1111 1111 1111 ok") == "my card is •••• •••• •••• •••• ok"
    # An invisible character shifts what people see against what was written.
    doc = Linter().read("a\u200bb 4111 1111 1111 1111 ok")
    assert masked_reply(doc) == "a\u200bb •••• •••• •••• •••• ok"


@pytest.mark.parametrize(
    ("text", "visibility", "shown"),
    [
        (
            "Hi\u200b Ana, 1948C for the box by the back door.",
            "public",
            "Hi\u200b Ana, ••••• for the box by the back door.",
        ),
        ("Hi Ana, your username is ana.hale.", "public", "Hi Ana, your username is •••.••••."),
        (
            "Votre colis est chez une Claire Petit, 5 rue des Lilas.",
            "private",
            "Votre colis est chez une Claire Petit, • ••• ••• •••••.",
        ),
    ],
)
def test_what_only_a_rule_knows_to_be_personal_is_hidden_too(
    text: str, visibility: Visibility, shown: str
) -> None:
    linter = Linter()
    doc = linter.read(Reply(text, visibility=visibility))
    report = linter.judge(doc)
    assert "SEN001" in {finding.code for finding in report.findings}
    assert masked_reply(doc) == shown


def test_a_message_quotes_nothing_personal() -> None:
    more = " we left it there for you this morning, as you had asked,"
    text = f"Hi Ana,{more * 4} dry. 1948C opens the box.{more * 4} dry."
    reply = Reply(text, channel="x", language="en", author="Julie")
    findings = {finding.code: finding for finding in Linter().check(reply).findings}
    assert "SEN001" in findings
    assert "“••••• opens the box”" in (findings["LEN001"].suggestion or "")


def test_a_table_aligns_wide_characters() -> None:
    rows = [("日本", "1"), ("a", "20")]
    assert list(table(rows, ("Name", "N"), right=(1,))) == [
        "Name   N\n",
        "日本   1\n",
        "a     20\n",
    ]


def test_markdown_is_made_readable() -> None:
    page = (
        "# XYZ001: name\n\nA **strong** word, `code` and [a link](https://x.example).\n"
        "Second line.\n\n- one\n  goes on\n1. two\n\n```bad fr channel=x\n> Où ?\n\nIci.\n```\n"
    )
    assert "".join(render(page, 80)) == (
        "XYZ001: name\n\nA strong word, `code` and a link (https://x.example). Second line.\n\n"
        "• one goes on\n1. two\n\n  ✗ bad fr channel=x\n    > Où ?\n\n    Ici.\n"
    )
    assert "\x1b[36mcode\x1b[0m" in "".join(render(page, 80, color=True))


def test_an_unknown_format_is_named() -> None:
    plugins = installed_plugins()
    assert find_output("text", plugins, "here").name == "text"
    with pytest.raises(ConfigError, match="here: no format 'tekst'; did you mean 'text'"):
        find_output("tekst", plugins, "here")


def test_a_plugins_output_goes_first() -> None:
    class Own:
        name = "text"

        def render(self, results: object, view: View) -> object:
            return iter(())

    own = Own()
    assert find_output("text", installed_plugins()._replace(outputs=(own,)), "here") is own


def test_both_languages_say_the_same_things() -> None:
    english, french = WORDS["en"], WORDS["fr"]
    assert set(english) == set(french)
    for key, text in english.items():
        assert isinstance(text, tuple) == isinstance(french[key], tuple), key
        for one, other in zip(
            text if isinstance(text, tuple) else (text,),
            french[key] if isinstance(french[key], tuple) else (french[key],),
            strict=True,
        ):
            assert _braces(one) == _braces(other), key


def _braces(text: str) -> set[str]:
    return {part.partition("}")[0].partition("!")[0] for part in text.split("{")[1:]}


def test_numbers_and_plurals() -> None:
    assert number(12345.5, "en") == "12,345.5"
    assert number(12345.5, "fr") == "12\u202f345,5"
    assert number(100.0, "fr") == "100"
    assert count(0, "checked", "en") == "0 replies checked"
    assert count(0, "checked", "fr") == "0 réponse vérifiée"
    assert count(2, "checked", "fr") == "2 réponses vérifiées"
    assert found_counts({Severity.INFO: 2, Severity.ERROR: 1}, "en") == "1 error, 2 infos"
    assert say("file.no-rows", "xx") == say("file.no-rows", "en")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "fr_FR", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "fr_BE"}, "fr"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "fry_NL"}, "en"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
    ],
)
def test_the_locale_picks_the_language(environment: dict[str, str], language: str) -> None:
    assert from_locale(environment) == language


def test_characters_of_no_width_are_known() -> None:
    assert all(width(chr(c)) == 0 for c in range(0x300, 0x370) if unicodedata.combining(chr(c)))
