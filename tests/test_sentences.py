"""Sentences keep phrases apart: where they end, where they do not, and how long it takes."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from replylint.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C'est fait. Merci !", ["C'est fait.", "Merci !"]),
        ("Really?! Yes... ok", ["Really?!", "Yes...", "ok"]),
        ("Il a dit « Oui. » Voilà", ["Il a dit « Oui.", "» Voilà"]),
        ('She said "now." Then left', ['She said "now."', "Then left"]),
        ("Bonjour M. Dupont, merci. On regarde.", ["Bonjour M. Dupont, merci.", "On regarde."]),
        (
            "Hi Mrs. Dale, St. Pancras opens. See you",
            ["Hi Mrs. Dale, St. Pancras opens.", "See you"],
        ),
        ("See No. 12. Oh no. Sorry", ["See No. 12.", "Oh no.", "Sorry"]),
        ("Call me. I'll help.", ["Call me.", "I'll help."]),
        ("Open at 9 a.m. on Sunday", ["Open at 9 a.m. on Sunday"]),
        ("Open at 9 a.m. See you", ["Open at 9 a.m.", "See you"]),
        ("Box, câbles, etc. Tout est là", ["Box, câbles, etc.", "Tout est là"]),
        ("Box, câbles, etc. et la notice", ["Box, câbles, etc. et la notice"]),
        ("J. Smith from Acme Ltd. will call", ["J. Smith from Acme Ltd. will call"]),
        ("Voir acme.example/aide. Merci", ["Voir acme.example/aide.", "Merci"]),
        ("Version 1.2.3 est là", ["Version 1.2.3 est là"]),
        ("Merci 😊 On regarde ça", ["Merci 😊", "On regarde ça"]),
        ("On vous 💚 beaucoup", ["On vous 💚 beaucoup"]),
        ("Bonjour,\nC'est fait", ["Bonjour,", "C'est fait"]),
        ("Bonjour,\r\nc'est fait", ["Bonjour,", "c'est fait"]),
        ("Une ligne\nqui continue", ["Une ligne\nqui continue"]),
        ("Une ligne\nPuis une autre", ["Une ligne", "Puis une autre"]),
        ("Un\n\ndeux", ["Un", "deux"]),
        ("Un\r\n\r\ndeux", ["Un", "deux"]),
        ("はい。そうです。 Ok", ["はい。そうです。", "Ok"]),
        ("", [""]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [sentence for sentence in sentences(text) if sentence or not text] == expected


@pytest.mark.parametrize("text", ["", " ", "a. b", "\n\n\n", "Hi!\n\nOk. ", "…", "M.", "😀 A"])
def test_the_sentences_cover_the_text(text: str) -> None:
    spans = split_sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(before[1] == after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "piece", [".", "a", "\n", " ", "😀", "!", ". ", "\n ", "M. ", "\r\n", '."']
)
def test_a_long_text_takes_linear_time(piece: str) -> None:
    start = time.perf_counter()
    split_sentences(piece * (100_000 // len(piece)))
    assert time.perf_counter() - start < 2
