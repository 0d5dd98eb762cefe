"""What is not prose: its spans are right, in order, and found in linear time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from replylint.placeholders import find
from replylint.prose import find_non_prose, find_quotes, overlaps, trim_url


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in find_non_prose(text, find(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Voir https://aide.example.com/retours?id=1, merci.",
            ["https://aide.example.com/retours?id=1"],
        ),
        ("Voir (https://aide.example.com/a(b)).", ["https://aide.example.com/a(b)"]),
        ("Voir (www.example.com/aide).", ["www.example.com/aide"]),
        ("Le site lumiveo.fr, ou gov.example/rights!", ["lumiveo.fr", "gov.example/rights"]),
        ("Un point.Merci à vous, 5.30 ou e.g. rien.", []),
        ("@Ines_K bonjour, écrivez à @lumiveo.sav.", ["@Ines_K", "@lumiveo.sav"]),
        ("Écrivez à ines.k+sav@example.com.", ["ines.k+sav@example.com"]),
        ("Rendez-vous @ 10h, 3 @ 5.", []),
        ("Votre #Lumiveo2025, le #1er, pas le n°5 ni #12.", ["#Lumiveo2025", "#1er"]),
        ("Bonjour {{ prenom }}, %s", ["{{ prenom }}", "%s"]),
        ("Un <b>mot</b><br/> <3 et 5 < 6", ["<b>", "</b>", "<br/>"]),
        ("Tapez `git pull` puis ```\na\n```.", ["`git pull`", "```\na\n```"]),
        ("Oui.\n> vous écriviez ceci\nNon.", ["> vous écriviez ceci"]),
        ("Bal à 20h > feu à 23h", []),
        ("", []),
    ],
)
def test_spans(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_spans_are_sorted_and_do_not_overlap() -> None:
    text = "> @Ines https://example.com/{{id}}#a @b `@c <b>` ines@example.com <a href='x@y.fr'>"
    spans = find_non_prose(text, find(text))
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_quotes() -> None:
    text = 'Onglet « Cartes », "mes achats" et “Orders”, 5" de long.'
    found = [text[start:end] for start, end in find_quotes(text)]
    assert found == ["« Cartes »", '"mes achats"', "“Orders”"]


def test_overlaps_counts_shared_characters_only() -> None:
    spans = ((2, 4), (6, 9))
    assert [n for n in range(11) if overlaps(spans, n, n + 1)] == [2, 3, 6, 7, 8]
    assert overlaps(spans, 0, 20)
    assert not overlaps(spans, 4, 6)
    assert not overlaps((), 0, 5)


def test_trim_url_keeps_a_bracket_that_the_link_opened() -> None:
    text = "https://example.com/a_(b)."
    assert trim_url(text, 0, len(text)) == (0, len(text) - 1)


@pytest.mark.parametrize(
    "piece",
    ["{", "a.", "a-", "-a.", "@", "a@", "a.a@", "#", "#1", "<", "<a ", "<!--", "> \n", "`", ".",
     "http://", "www.a.", "a.com/", '"', "« ", "[a", "%a", "--a ", "__a", "{{a ", "<link>", "%a%"],
)  # fmt: skip
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begin = time.perf_counter()
    find_non_prose(text, find(text))
    find_quotes(text)
    assert time.perf_counter() - begin < 3
