"""Cleaning and folding keep every offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.reading import fold, read

ANY_TEXT = st.text(st.characters(), max_size=80)
TROUBLE = st.lists(
    st.sampled_from(
        ["a", "é", "e\u0301", " ", "  ", "\u00a0 ", "\u200b", "\u00ad", "&amp;", "&#123;", "&", ";",
         "\r\n", "👩‍👧", "1\u200d2", "ﬁ", "İ", "ß", "’", "…", "字", "\ud800", "\u202e"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "clean", "folded"),
    [
        ("Été", "Été", "ete"),
        ("E\u0301te\u0301", "Été", "ete"),
        ("l’été", "l’été", "l'ete"),
        ("4\u200b1\u200b1", "411", "411"),
        ("Bonjour  Léa", "Bonjour Léa", "bonjour lea"),
        ("&#123;&#123;prenom&#125;&#125;", "{{prenom}}", "{{prenom}}"),
        ("Tom &amp; Léa &gt; vous", "Tom & Léa > vous", "tom & lea > vous"),
        ("R&D; c'est tout", "R&D; c'est tout", "r&d; c'est tout"),
        ("¨ ´a", "¨ ´a", "¨ 'a"),
        ("ligne\nligne", "ligne\nligne", "ligne ligne"),
        ("４２", "４２", "42"),
        ("👩‍👧 ok", "👩‍👧 ok", "👩‍👧 ok"),
    ],
)
def test_reads(text: str, clean: str, folded: str) -> None:
    reading = read(text)
    assert (reading.text, reading.folded) == (clean, folded)


@given(st.one_of(ANY_TEXT, TROUBLE))
def test_offsets_hold_for_every_text(text: str) -> None:
    reading = read(text)
    assert len(reading.text) == len(reading.folded)
    size = len(reading.text)
    for start in range(size + 1):
        for end in (start, min(start + 1, size), size):
            first, last = reading.span(start, end)
            assert 0 <= first <= last <= len(text)
    assert reading.span(0, size)[1] in (len(text), 0)


@given(st.one_of(ANY_TEXT, TROUBLE))
def test_folding_is_character_by_character(text: str) -> None:
    assert fold(text) == "".join(fold(character) for character in text)
    assert len(fold(text)) == len(text)


@given(TROUBLE)
def test_a_place_and_its_original_agree(text: str) -> None:
    reading = read(text)
    for place in range(len(reading.text)):
        assert reading.back(reading.span(place, place + 1)[0]) == place
