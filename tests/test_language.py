"""Which language a reply is in: short ones, slang, mixtures; "und" rather than a guess."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from replylint import Linter, Reply
from replylint.language import Votes, detect, word_list

LINTER = Linter(select=["SIG001"])


def language(text: str) -> str:
    return LINTER.read(Reply(text)).language


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour Paul, votre colis arrive demain.", "Merci Paul !", "C'est noté", "D'accord.",
        "Colis livré.", "g pa recu mon koli", "bjr vs pouvez passé en mp svp", "Coucou toi 😍",
        "Mon ParcelPoint est fermé", "Bonne journée Élodie", "Oui, dispo jeudi",
        "Bonjour, votre Samsung Galaxy arrive demain.",
        "Hello Paul, votre commande part ce soir", "L’équipe s’en occupe", "Désolée pour l'attente",
        "Salut! On check ça tantôt pis on te revient", "Rapide, efficace, super prix",
        "Prélèvement rejeté : voir https://example.com/help/how-to-pay-your-bill",
    ],
)  # fmt: skip
def test_french(text: str) -> None:
    assert language(text) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "Hi Jane, your parcel comes tomorrow.", "Thanks Paul!", "Sounds good", "You're welcome",
        "ur parcel is late", "cant b bothered wid dis smh", "Please DM us", "Yo, dm us ur email",
        "We've sorted it", "Sorry about that, Élodie", "Hola! Your order is on its way",
        "It's at the Boulangerie Dubois, Rue de la Paix", "It’s on me",
        "Arrived smashed, disgraceful",
    ],
)  # fmt: skip
def test_english(text: str) -> None:
    assert language(text) == "en"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("¡Hola Ana! Sí, el tren de esta tarde llega a las 18:20 como siempre.", "es"),
        ("Hola, tu pedido llega el lunes. Gracias por escribirnos.", "es"),
        ("Lamentamos la demora, te respondemos por mensaje privado.", "es"),
        ("Hallo Anna, Ihre Bestellung kommt morgen an. Vielen Dank!", "de"),
        ("Ciao Anna, il tuo ordine arriva domani. Grazie mille!", "it"),
        ("Olá Ana, a sua encomenda chega amanhã. Obrigado!", "pt"),
        ("Hallo Anna, je bestelling komt morgen aan. Bedankt!", "nl"),
    ],
)
def test_no_other_language_is_taken_for_french_or_english(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    "text", ["", "👍🙏", "OK", "PS4", "@acme", "1234 5678", "Zażółć gęślą jaźń"]
)
def test_undetermined_rather_than_a_guess(text: str) -> None:
    doc = LINTER.read(Reply(text))
    assert (doc.language, doc.languages) == ("und", ())


def test_a_reply_in_two_languages_has_both() -> None:
    doc = LINTER.read(
        Reply(
            "Bonjour ! Fermé le lundi, ouvert dès 9 h les autres jours. / Hi! Closed on Mondays, open from 9 on all the other days."
        )
    )
    assert set(doc.languages) == {"fr", "en"}


def test_a_language_that_is_given_is_not_detected() -> None:
    doc = LINTER.read(Reply("Merci beaucoup", language="en"))
    assert (doc.language, doc.languages) == ("en", ("en",))


def test_a_word_of_several_languages_counts_for_less() -> None:
    known = Votes(
        {"aa": frozenset({"la", "bon"}), "bb": frozenset({"la"}), "cc": frozenset({"la"})}
    )
    assert known.count({"bon"}) == {"aa": 1.0}
    assert sum(known.count({"la"}).values()) == pytest.approx(1.0)
    assert (known.has("bon", "aa"), known.has("bon", "bb"), known.has("bon", "xx")) == (
        True, False, False,
    )  # fmt: skip
    assert detect("la la la", known) == ("und", ())
    assert detect("la bon", known)[0] == "aa"


def test_the_part_before_an_apostrophe_counts() -> None:
    known = Votes({"en": frozenset({"don't"}), "fr": frozenset({"l'"})})
    assert detect("don't", known)[0] == "en"
    assert detect("l'abonnement", known)[0] == "fr"


def test_comments_are_no_words() -> None:
    assert word_list("# the a\nle la\n\nun") == {"le", "la", "un"}


CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "languages.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
LEAST = {"en": 0.97, "fr": 0.97, "es": 0.88, "de": 0.97, "it": 0.95, "pt": 0.88, "nl": 0.97}


def test_short_replies_in_seven_languages() -> None:
    """A dozen words or fewer, with brands, names and loan words; a wrong guess is the worst."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    wrong = []
    for code, text in CASES:
        found = language(text)
        total[code] += 1
        right[code] += found == code
        if found not in (code, "und"):
            wrong.append((found, text))
    assert sum(total.values()) >= 300
    assert {c: n for c, n in LEAST.items() if right[c] < n * total[c]} == {}
    assert len(wrong) <= 2, wrong


@pytest.mark.parametrize("make", [str.lower, str.upper], ids=["lower", "upper"])
def test_letters_in_another_case_change_nothing(make: type[str]) -> None:
    assert [language(make(text)) for _, text in CASES] == [language(text) for _, text in CASES]
