"""Counting a text in each unit, and cutting it."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from replylint.units import (
    UNITS,
    Measure,
    count,
    fits_prefix,
    measure,
    split_point,
    within,
)
from replylint.units import sms as sms_unit
from replylint.units.graphemes import boundaries
from replylint.units.links import find

ALL = pytest.mark.parametrize("unit", UNITS)

PIECES = """
    Bonjour, Léa ! L’envoi est parti . “Thanks” https://www.example.com/suivi?id=12 example.fr
    @anna @anna@social.example #été € [ { ^ … 10 000 a e\u0301 日本 한국
    ❤️ 👍🏽 🇫🇷 👩‍👩‍👧 1️⃣ 😀 ç \ud800
"""
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
texts = st.lists(
    st.sampled_from([*PIECES.split(), " ", "\n", "\r\n", "\u00a0", "\u202f", "\u0301", "\u200d"])
    | st.characters(),
    max_size=12,
).map("".join)


# --- every unit ---------------------------------------------------------------------------------


def test_the_units_have_plain_names() -> None:
    assert UNITS == (
        "weighted",
        "code_points",
        "utf16",
        "bytes",
        "graphemes",
        "mastodon",
        "sms",
        "sms_parts",
    )


@ALL
def test_an_empty_text_counts_nothing(unit: str) -> None:
    assert count("", unit) == 0
    assert within("", unit, 0)
    assert fits_prefix("", unit, 0) == 0


def test_an_unknown_unit_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no unit 'words': there are weighted, code_points"):
        count("a", "words")


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        # weighted, code points, 16-bit units, bytes, graphemes, Mastodon, SMS, SMS parts
        ("Hello", (5, 5, 5, 5, 5, 5, 5, 1)),
        ("Léa", (3, 3, 3, 4, 3, 3, 3, 1)),
        ("Le\u0301a", (3, 4, 4, 5, 3, 3, 4, 1)),
        ("C’est", (5, 5, 5, 7, 5, 5, 5, 1)),
        ("10 €", (5, 4, 4, 6, 4, 4, 5, 1)),
        ("Attendez…", (10, 9, 9, 11, 9, 9, 9, 1)),
        ("Merci\u202f!", (8, 7, 7, 9, 7, 7, 7, 1)),
        ("Merci\u00a0!", (7, 7, 7, 8, 7, 7, 7, 1)),
        ("😀", (2, 1, 2, 4, 1, 1, 2, 1)),
        ("❤️", (2, 2, 2, 6, 1, 1, 2, 1)),
        ("👍🏽", (2, 2, 4, 8, 1, 1, 4, 1)),
        ("👩‍👩‍👧", (2, 5, 8, 18, 1, 1, 8, 1)),
        ("🇫🇷🇧🇪", (4, 4, 8, 16, 2, 2, 8, 1)),
        (SCOTLAND, (2, 7, 14, 28, 1, 1, 14, 1)),
        ("1️⃣", (2, 3, 3, 7, 1, 1, 3, 1)),
        ("日本", (4, 2, 2, 6, 2, 2, 2, 1)),
        ("a\r\nb", (3, 4, 4, 4, 3, 3, 4, 1)),
        ("[x]", (3, 3, 3, 3, 3, 3, 5, 1)),
        ("See https://www.example.com/help/returns?order=1", (27, 48, 48, 48, 48, 27, 48, 1)),
        ("See example.com", (27, 15, 15, 15, 15, 15, 15, 1)),
        ("@sam@social.example hi", (22, 22, 22, 22, 22, 7, 22, 1)),
        ("\ud800", (2, 1, 1, 3, 1, 1, 1, 1)),
    ],
)  # fmt: skip
def test_lengths(text: str, lengths: tuple[int, ...]) -> None:
    assert tuple(count(text, unit) for unit in UNITS) == lengths


@ALL
@given(texts)
def test_within_agrees_with_the_count(unit: str, text: str) -> None:
    length = count(text, unit)
    assert within(text, unit, length)
    assert not within(text, unit, length - 1)
    assert measure(text, unit).length == length


HOSTILE = [
    "a",
    ".",
    "a.",
    "b.com_",
    "#a.com,",
    "a.co/(",
    "//a.com#",
    "é.com ",
    "a.a_.com ",
    "https://www.example.com/a?b=c ",
    "http://",
    "@a@",
    "@a@b.c ",
    "日",
    "🇫🇷",
    "👩\u200d",
    "❤️",
    "1️⃣",
    "e\u0301\u0316",
    "\u0301\u0316",
    "क्",
    "\r\n",
    "\ud800",
    "[€",
    " ",
]


@ALL
@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_long_and_hostile_texts(unit: str, piece: str) -> None:
    text = (piece * 10_000)[:20_000]
    start = time.perf_counter()
    length = count(text, unit)
    end = fits_prefix(text, unit, 280)
    elapsed = time.perf_counter() - start
    assert length > 0 or text.isspace() or unit == "graphemes"
    assert count(text[:end], unit) <= 280
    assert elapsed < 4  # quadratic work would take minutes


def test_importing_the_package_leaves_heavy_modules_out() -> None:
    code = (
        "import sys, replylint.units as u; u.count('Bonjour L\u00e9a. 10 h ?', 'weighted');"
        "print(*{'regex', 'twitter_text', 'json', 'replylint.units.links'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# --- weighted -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Suivez-le ici : https://example.com/suivi?id=12&lang=fr.", ["https://example.com/suivi?id=12&lang=fr"]),
        ("(https://example.com/a_(b))", ["https://example.com/a_(b)"]),
        ("HTTPS://Example.COM/A", ["HTTPS://Example.COM/A"]),
        ("le formulaire de volteo.fr, ou kestrel.uk/aide.", ["volteo.fr", "kestrel.uk/aide"]),
        ("www.example.co.uk", ["www.example.co.uk"]),
        ("l’exemple.fr", ["exemple.fr"]),
        ("«example.com»", ["example.com"]),
        ("Écrire.fr", ["crire.fr"]),
        (" Écrire.fr", ["Écrire.fr"]),
        ("http://école.example.fr/été", ["http://école.example.fr/été"]),
        ("https://t.co/AbC12's", ["https://t.co/AbC12"]),
        ("two: a.com/b,c.fr", ["a.com/b,c.fr"]),
        ("two: a.com, c.fr", ["a.com", "c.fr"]),
        ("日本example.com日本", ["example.com"]),
        ("example.com:8080/x", ["example.com:8080/x"]),
        ("example.com:8080", ["example.com"]),
        ("ok.Car il est", ["ok.Car"]),  # .car is a domain, and X does make a link of it
        ("fin.Bonjour", []),
        ("Version 3.14.15, e.g. le fichier facture.pdf, à 14h.Merci", []),
        ("M.Martin et 12.50 € ou 1.000.000", []),
        ("sam@example.com", []),
        ("@example.com #example.com $example.com", []),
        ("https://localhost/a http://no-such-domain.zzz", []),
        ("_example.com -example.com .example.com /example.com", []),
        ("http://" + "a" * 64 + ".com", []),
        ("http://example.com/" + "a" * 4096, []),
        ("http://" + "日" * 60 + ".com", []),
    ],
)  # fmt: skip
def test_what_is_a_link_on_x(text: str, links: list[str]) -> None:
    assert [text[start:end] for start, end in find(text)] == links


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 280, 280),
        ("é" * 280, 280),
        ("e\u0301" * 280, 280),
        ("\u10ff\u1100", 3),
        ("\u2000\u200d\u200e", 4),
        ("\u200f\u2010\u201f\u2020", 6),
        ("\u2031\u2032\u2037\u2038", 6),
        ("™", 2),
        ("© ©️ ®", 1 + 1 + 2 + 1 + 1),
        ("⭐️", 2),  # a style that a keyboard adds needlessly
        ("☺︎", 4),  # a style for text, which is no emoji
        ("\u0958", 2),  # longer in NFC
        ("🇫", 2),
        ("👨‍👩‍👧‍👦😀", 4),
        ("🧑🏿‍❤️‍💋‍🧑🏻", 2),
        ("https://example.com😀", 25),
        ("1example.com\ufe0f\u20e3", 23 + 4),
        ("https://a.com https://b.com", 47),
        ("https://example.com/" + "a" * 1000, 23),
    ],
)
def test_weights(text: str, length: int) -> None:
    assert count(text, "weighted") == length


def test_emoji_newer_than_any_list_count_2() -> None:
    assert count("🫩", "weighted") == 2
    assert count("\U0001faff\U0001f3fd\u200d\U0001fafe", "weighted") == 2


@given(texts)
def test_a_weight_is_that_of_the_text_in_nfc(text: str) -> None:
    assert count(text, "weighted") == count(unicodedata.normalize("NFC", text), "weighted")


@given(st.text(st.characters(max_codepoint=0x10FF, exclude_characters=".\r\n"), max_size=40))
def test_without_a_dot_a_latin_text_weighs_its_length_in_nfc(text: str) -> None:
    assert count(text, "weighted") == len(unicodedata.normalize("NFC", text))


# --- graphemes ----------------------------------------------------------------------------------


@settings(max_examples=300)
@given(texts)
@example("🇫🇷🇧" * 3)
@example("a🇫🇷\u200d👩")
@example("\r\r\n")
@example("각ᆨ")
def test_graphemes_are_those_of_unicode(text: str) -> None:
    import regex

    ends = [0, *(cluster.end() for cluster in regex.finditer(r"\X", text))]
    assert list(boundaries(text)) == ends
    assert count(text, "graphemes") == len(ends) - 1


def test_no_character_that_the_gate_lets_through_joins_another() -> None:
    import regex

    from replylint.units.graphemes import _MAY_JOIN

    alone = [c for c in map(chr, range(sys.maxunicode + 1)) if not _MAY_JOIN.match(c)]
    assert len(alone) > 500_000
    for neighbour in ("", "👩"):
        text = "".join(neighbour + c for c in alone)
        assert len(regex.findall(r"\X", text)) == len(text)


# --- Mastodon -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("@sam@social.example", 4),
        ("@sam.b-c@social.example, hi", 12),
        ("@sam hi", 7),
        ("sam@social.example", 18),
        ("a/@sam@social.example", 21),
        ("@sam@social.example://x", 23),
        ("@sam@a@b", 8),
        ("http://t.co", 23),
        ("https://example.com/" + "a" * 300, 23),
        ("https://example.com/été/日本", 23),
        ("example.com/help", 16),
        ("https://example.com/@sam@social.example", 23),
        ("https://localhost", 17),
        ("  \n", 0),
        ("👩‍👩‍👧 e\u0301", 3),
    ],
)
def test_mastodon(text: str, length: int) -> None:
    assert count(text, "mastodon") == length


# --- SMS ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Measure(0, 0, "gsm7")),
        ("a" * 160, Measure(160, 1, "gsm7")),
        ("a" * 161, Measure(161, 2, "gsm7")),
        ("a" * 306, Measure(306, 2, "gsm7")),
        ("a" * 307, Measure(307, 3, "gsm7")),
        ("a" * 1530, Measure(1530, 10, "gsm7")),
        ("a" * 1531, Measure(1531, 11, "gsm7")),
        ("€" * 80, Measure(160, 1, "gsm7")),
        ("a" * 152 + "€" + "a" * 152, Measure(306, 3, "gsm7")),  # the pair opens part 2
        ("a" * 151 + "€" + "a" * 153, Measure(306, 2, "gsm7")),
        ("€" * 153, Measure(306, 3, "gsm7")),  # 76 in each of the first two, one septet free
        ("ç" * 70, Measure(70, 1, "ucs2")),
        ("ç" * 71, Measure(71, 2, "ucs2")),
        ("ç" * 670, Measure(670, 10, "ucs2")),
        ("ç" * 671, Measure(671, 11, "ucs2")),
        ("😀" * 35, Measure(70, 1, "ucs2")),
        ("😀" * 67, Measure(134, 3, "ucs2")),  # 33 in each of the first two
        ("’" + "a" * 70, Measure(71, 2, "ucs2")),
        ("[]{}^~\\|€\f", Measure(20, 1, "gsm7")),
        ("@£$¥èéùìòÇØøÅåÆæßÉÄÖÑÜ§¿äöñüà¡¤ΔΦΓΛΩΠΨΣΘΞ\r\n", Measure(43, 1, "gsm7")),
        ("e\u0301", Measure(2, 1, "ucs2")),
        ("\x1b", Measure(1, 1, "ucs2")),
    ],
)
def test_sms(text: str, expected: Measure) -> None:
    assert measure(text, "sms") == expected
    assert count(text, "sms_parts") == expected.parts


@given(st.text("aé[€", max_size=700) | st.text("aç😀€", max_size=300))
def test_sms_parts_are_those_of_filling_one_after_the_other(text: str) -> None:
    gsm7 = sms_unit.encoding(text) == "gsm7"
    alone, room = (160, 153) if gsm7 else (70, 67)
    costs = [2 if c in ("[€" if gsm7 else "😀") else 1 for c in text]
    parts, used = 1, 0
    for cost in costs:
        if used + cost > room:
            parts, used = parts + 1, 0
        used += cost
    if sum(costs) <= alone:
        parts = 1 if text else 0
    assert count(text, "sms_parts") == parts


def test_the_characters_that_double_the_price_are_named_with_their_place() -> None:
    assert list(sms_unit.costly("C’est prêt, à 10 €")) == [(1, "’"), (8, "ê")]


# --- cutting ------------------------------------------------------------------------------------


@ALL
@settings(max_examples=150, deadline=None)
@given(texts, st.integers(0, 60))
def test_the_prefix_that_fits(unit: str, text: str, limit: int) -> None:
    end = fits_prefix(text, unit, limit)
    assert count(text[:end], unit) <= limit
    assert end in boundaries(text)
    if within(text, unit, limit):
        assert end == len(text)
    elif "." not in text and "@" not in text:
        longer = [place for place in boundaries(text) if place > end]
        assert all(count(text[:place], unit) > limit for place in longer)


def test_a_link_is_not_cut() -> None:
    text = "a" * 270 + " https://example.com/help and more"
    assert fits_prefix(text, "weighted", 280) == 271
    assert fits_prefix(text, "code_points", 280) == 280
    assert fits_prefix("https://example.com/help", "weighted", 22) == 0


def test_a_grapheme_is_not_cut() -> None:
    assert fits_prefix("ab👍🏽", "code_points", 3) == 2
    assert fits_prefix("abe\u0301", "bytes", 4) == 2
    assert fits_prefix("ab\r\nc", "code_points", 3) == 2


def test_a_long_text_over_a_short_limit_is_cut_quickly() -> None:
    text = "Votre colis est parti hier. https://example.com/suivi " * 2_000
    start = time.perf_counter()
    end = fits_prefix(text, "weighted", 280)
    assert time.perf_counter() - start < 2
    assert 270 <= count(text[:end], "weighted") <= 280


def ends(text: str) -> list[int]:
    return [place + 1 for place, sign in enumerate(text) if sign in ".!?"]


@pytest.mark.parametrize(
    ("text", "limit", "first"),
    [
        ("Bonjour Léa. Votre colis est parti hier soir.", 30, "Bonjour Léa. Votre colis est"),
        ("Votre colis est parti. Il arrive demain.", 30, "Votre colis est parti."),
        ("Votre colis est parti. Il arrive demain.", 22, "Votre colis est parti."),
        ("Votre colis est parti. Il arrive demain.", 21, "Votre colis est"),
        ("Il part. Il arrive.", 19, "Il part. Il arrive."),
        ("Un mot sans fin 06 39 98 12 34", 24, "Un mot sans fin"),
        ("Tout est bien parti ! Merci", 20, "Tout est bien"),
        ("Le bouton « Suivre » est là", 12, "Le bouton"),
        ("Prix : 10\u00a0000\u00a0euros", 12, "Prix :"),
        ("anticonstitutionnellement", 10, "anticonsti"),
        ("un  deux", 3, "un"),
    ],
)  # fmt: skip
def test_where_to_split(text: str, limit: int, first: str) -> None:
    assert text[: split_point(text, "code_points", limit, ends(text))] == first


def test_a_sentence_that_ends_in_white_space_is_one_that_fits() -> None:
    text = "Votre colis est parti.\n\nIl arrive demain."
    assert split_point(text, "code_points", 22, [24, len(text)]) == 22


@given(texts, st.integers(1, 60))
def test_what_comes_before_a_split_fits(text: str, limit: int) -> None:
    for unit in ("weighted", "graphemes", "sms"):
        split = split_point(text, unit, limit, ends(text))
        assert split <= fits_prefix(text, unit, limit)
