"""X's weighted length and links, against X's own test cases and another implementation of them."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from replylint.units import count, fits_prefix, within
from replylint.units.links import find

OFFICIAL = Path(__file__).parents[2] / "shared/data/conformance/twitter_text_conformance"
official = pytest.mark.skipif(not OFFICIAL.exists(), reason="the official cases are not here")

# Configuration v2 counted each code point of an emoji, so these of its cases say otherwise.
V2_EMOJI = ("H🐱☺👨‍👩‍👧‍👦", "🙋🏽👨‍🎤")
INVALID = "\ufffe\ufeff\uffff"  # X takes these in no post at all
# NFC makes these texts longer, so the official ranges no longer are ranges of the given text.
GROWS_IN_NFC = "שּׁ"


def cases(file: str, *groups: str) -> list[Any]:
    if not OFFICIAL.exists():
        return []
    tests = yaml.safe_load((OFFICIAL / file).read_text(encoding="utf-8"))["tests"]
    return [
        pytest.param(case, id=f"{group}-{number}")
        for group in groups
        for number, case in enumerate(tests[group])
    ]


WEIGHTS = cases(
    "validate.yml",
    "WeightedTweetsCounterTest",
    "WeightedTweetsWithDiscountedEmojiCounterTest",
    "UnicodeDirectionalMarkerCounterTest",
)


@official
@pytest.mark.parametrize("case", WEIGHTS)
def test_official_weights(case: dict[str, Any]) -> None:
    text, expected = case["text"], case["expected"]
    length = count(text, "weighted")
    if text in V2_EMOJI and expected["weightedLength"] > 8:
        assert length < expected["weightedLength"]
        return
    assert length == expected["weightedLength"]
    assert length * 1000 // 280 == expected["permillage"]
    if not any(sign in text for sign in INVALID):
        assert within(text, "weighted", 280) == expected["valid"]


@official
@pytest.mark.parametrize(
    "case",
    [c for c in WEIGHTS if not any(sign in c.values[0]["text"] for sign in INVALID + GROWS_IN_NFC)],
)
def test_official_valid_ranges(case: dict[str, Any]) -> None:
    text, expected = case["text"], case["expected"]
    end = fits_prefix(text, "weighted", 280)
    assert len(text[:end].encode("utf-16-le")) // 2 - 1 == expected["validRangeEnd"]


@official
@pytest.mark.parametrize("case", cases("validate.yml", "tweets"))
def test_official_posts_of_140(case: dict[str, Any]) -> None:
    text = case["text"]
    # Configuration v1 counted each code point 1 and allowed 140 of them.
    length = count(text, "weighted")
    if not text.isascii() and any(ord(c) > 0x10FF for c in text):
        length //= 2
    assert (0 < length <= 140) == case["expected"]


@official
@pytest.mark.parametrize(
    "case",
    cases("extract.yml", "urls", "urls_with_directional_markers", "tco_urls_with_params"),
)
def test_official_links(case: dict[str, Any]) -> None:
    text = case["text"]
    links = [link if isinstance(link, str) else link["url"] for link in case["expected"]]
    assert [text[start:end] for start, end in find(text)] == links


@official
@pytest.mark.parametrize("case", cases("extract.yml", "urls_with_indices"))
def test_official_link_places(case: dict[str, Any]) -> None:
    expected = [tuple(link["indices"]) for link in case["expected"]]
    assert find(case["text"]) == expected


@official
@pytest.mark.parametrize("group", ["country", "generic"])
def test_official_domains(group: str) -> None:
    tests = yaml.safe_load((OFFICIAL / "tlds.yml").read_text(encoding="utf-8"))["tests"]
    missed = [
        case["text"]
        for case in tests[group]
        if [case["text"][start:end] for start, end in find(case["text"])] != case["expected"]
    ]
    assert missed == []


# --- against twitter-text-parser ---------------------------------------------------------------
#
# It passes the official cases, but differs from X's own library in what is left out of the texts
# below: it takes (c) and (r) signs without an emoji style for emoji; and it knows the emoji of
# 2019 only, without those to which a keyboard adds a style that they do not need.

LINKS = """
    https://www.example.com/a?b=c http://example.co.uk https://aide.example.fr/retours/
    http://t.co/aBc example.com volteo.fr kestrel.uk/help a.b.cd x_y.example.org xn--a.com
    http://example.com:8080/p_(q(r)) example.みんな http://ああ.com
"""
PIECES = """
    a b. com fr .com .fr .co .uk co.uk http:// https:// HTTP:// / // _ - . .. @ # $ é É ’ “ ” « »
    日本 。 みんな .みんな xn-- .xn--p1ai t.co/ t.co www. x.y_z.org foo_bar.com bar.com_b
    ? ?a=b ?a=b. ( ) (a) (a(b)c) /a ! * & : :80 ; , 1 3.14 file.pdf e.g. fin.Bon fin.car
    мир .рф /рус — – … + ~ = | ' " ` C 0 € user@example.com #été @sam 2.0.1 v1.2 14h.Merci
"""
SPACES_AND_MARKS = (" ", "\n", "\r\n", "\u00a0", "\u202f", "e\u0301", "\u200b", "\u200e", "שּׁ")
piece_or_link = st.sampled_from([*PIECES.split(), *SPACES_AND_MARKS]) | st.sampled_from(
    LINKS.split()
)


@cache
def emoji_of_2019() -> list[str]:
    pytest.importorskip("twitter_text")  # needs setuptools' pkg_resources, too
    from twitter_text.regexp.emoji import emoji_list

    sequences = ("".join(chr(int(x, 16)) for x in e.codepoint.split()) for e in emoji_list)
    return [emoji for emoji in sequences if emoji not in "©®"]


def test_each_emoji_of_2019_counts_2() -> None:
    emoji = emoji_of_2019()
    assert len(emoji) > 3000
    assert [e for e in emoji if count(e, "weighted") != 2] == []


@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_counts_as_twitter_text_parser_does(data: st.DataObject) -> None:
    emoji = emoji_of_2019()
    from twitter_text import extract_urls_with_indices, parse_tweet

    piece = piece_or_link | st.sampled_from(emoji) | st.just(" ")
    text = "".join(data.draw(st.lists(piece, max_size=14)))
    found = extract_urls_with_indices(unicodedata.normalize("NFC", text))
    # A host that is part Latin, with a path: its place and its length do not agree in there.
    assume(all(len(u["url"]) == u["indices"][1] - u["indices"][0] for u in found))
    expected = parse_tweet(text).weightedLength
    assert count(text, "weighted") == expected
    assert within(text, "weighted", expected)
    assert not within(text, "weighted", expected - 1)


@settings(max_examples=400, deadline=None)
@given(st.lists(piece_or_link, max_size=12))
def test_finds_the_links_that_twitter_text_parser_finds(pieces: list[str]) -> None:
    pytest.importorskip("twitter_text")
    from twitter_text import extract_urls_with_indices

    text = "".join(pieces)
    for bare in (True, False):
        expected = [tuple(u["indices"]) for u in extract_urls_with_indices(text, bare)]
        assert find(text, bare=bare) == expected
