"""The embedded spelling check: the lists on disk, the corrections, what is no mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from replylint import Linter, Reply
from replylint.spelling.corrections import corrections
from replylint.spelling.words import WordFile, pack

LINTER = Linter(select=["GRM002"], raise_errors=True)


def found(text: str, **context: str) -> list[str]:
    return [f.excerpt for f in LINTER.check(Reply(text, **context)).findings]  # type: ignore[arg-type]


def test_a_list_holds_its_words_and_no_others(tmp_path: Path) -> None:
    words = {f"mot{n}é" for n in range(2_000)} | {"œuvre", "a"}
    path = tmp_path / "list"
    path.write_bytes(pack(words))
    listed = WordFile(path)
    assert all(word in listed for word in words)
    assert not any(word in listed for word in ("mot", "mot2000é", "ot1é", "", "mot1é\nmot2é", "\n"))


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_bytes(b"no list at all")
    with pytest.raises(ValueError, match="no word list"):
        WordFile(path)


@pytest.mark.parametrize(
    ("wrong", "right", "slip"),
    [
        ("probleme", "problème", "accent"),
        ("livraisno", "livraison", "swap"),
        ("adresser", "adresse", "extra"),
        ("telphone", "telephone", "missing"),
        ("acommodation", "accommodation", "double"),
        ("seperate", "separate", "other"),
    ],
)
def test_each_slip_is_named(wrong: str, right: str, slip: str) -> None:
    found = corrections(wrong, {right}.__contains__, "fr")
    assert [(c.word, c.slip) for c in found] == [(right, slip)]


@pytest.mark.parametrize(
    "text",
    [
        "Merci de nous envoyer l'IMEI en MP svp, on vous rappelle asap pour le rdv. Cdlt",
        "Le courriel, le clavardage et le magasinage reprennent ; septante colis sont partis.",
        "Nous aimerions connaitre votre avis : le dîner, l'aout et la boite ont-ils plu ?",
        "Our colour programme was organized and organised, cancelled and canceled, at the centre.",
        "Snugloo and Velourine are back, says Priyanka. Write to Okonkwo at the Wrexley depot.",
        "See tracknig.example.com/recieved, @recieved and #recieved or the “recieved” button.",
        "RECIEVED was sent in code recieved_42 and to parcell@example.com.",
        "Hahaha soooo goooood, yesss!",
        "Aujourd'hui, jusqu'à ce soir, lorsqu'il arrive, presqu'île et quelqu'un d'autre.",
        "We couldn't, wouldn't and shouldn't; they'd've said so.",
    ],
)
def test_no_mistake(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We have recieved your mesage and will answer.", ["recieved", "mesage"]),
        ("Votre comande est bien arrivée à l’aggence.", ["comande", "aggence"]),
        ("Nous sommes désolés 😀 de ce probleme rencontre\u0301.", ["probleme"]),
    ],
)
def test_mistakes(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_what_the_customer_the_brand_or_the_config_says_is_right() -> None:
    text = "The parcell range is back in our shops."
    assert found(text) == ["parcell"]
    assert found(text, inbound="where is my parcell range") == []
    assert found(text, brand="Parcell") == []
    linter = Linter(select=["GRM002"], rule={"GRM002": {"words": ["Parcell"]}})
    assert linter.check(text).findings == ()


def test_a_text_in_no_known_language_is_left_alone() -> None:
    assert found("Ihre Bestellung wurde gestern verschickt, vielen Dank", language="en") == []


def test_one_long_word_is_no_trouble() -> None:
    assert found("a" * 100_000, language="en") == []
    assert found("ab" * 50_000, language="fr") == []
