"""What is read in the customer's message: complaint, praise, question, gravity, playfulness."""

from __future__ import annotations

import pytest

from replylint import Linter, Reply
from replylint.inbound import Gravity, Inbound

LINTER = Linter()


def read(text: str) -> Inbound:
    inbound = LINTER.read(Reply("-", inbound=text)).inbound
    assert inbound is not None
    return inbound


COMPLAINTS = [
    "Toujours pas de colis, 10 jours que j'attends",
    "je suis pas content du tout",
    "C'est pas normal de payer deux fois !",
    "jé pa recu ma komande",
    "votre appli plante dès que je l'ouvre 😡",
    "Le livreur a jeté le carton par-dessus le portail",
    "Bravo, encore un train supprimé 👏",
    "Merci de m'avoir raccroché au nez",
    "franchement déçue de la qualité",
    "le lave-linge fuit depuis ce matin",
    "ma valise n'est jamais arrivée",
    "c'est cassé",
    "Y en a marre de vos bugs",
    "Nobody has called me back",
    "parcel never arrived",
    "not happy with this at all",
    "Great, another cancelled train 👏",
    "thanks for nothing",
    "wifi down again smh",
    "The zip broke after two days",
    "u charged me twice",
    "I've been on hold for 50 minutes",
    "Oh brilliant, it's snapped already",
    "food was stone cold",
    "worst airline ever",
    "still no refund",
    "Your driver left it out in the rain",
]
PRAISE = [
    "Rien à dire, tout est parfait",
    "Génial, merci à toute l'équipe 😍",
    "Livraison rapide et soignée, je recommande",
    "J'adore ma nouvelle robe ❤️",
    "Aucun souci, très bon accueil",
    "No complaints, lovely staff",
    "Absolutely love this shop!",
    "You've made my day",
    "Arrived early and beautifully packed, highly recommend",
    "best coffee in town 😍",
    "Shout out to Priya on the till, she was so helpful",
]
NEUTRAL = [
    "Bonjour, vous ouvrez à quelle heure dimanche ?",
    "Faites-vous la livraison en Belgique ?",
    "Je voudrais changer d'adresse de livraison",
    "What time do you close on Sundays?",
    "Do you ship to Ireland?",
    "How do I change my delivery address?",
    "Can I bring a pushchair on the tram?",
]


@pytest.mark.parametrize("text", COMPLAINTS)
def test_complaints(text: str) -> None:
    inbound = read(text)
    assert inbound.complaint
    assert not inbound.praise
    assert inbound.gravity is not Gravity.NONE
    assert inbound.evidence


@pytest.mark.parametrize("text", PRAISE)
def test_praise(text: str) -> None:
    inbound = read(text)
    assert inbound.praise
    assert not inbound.complaint
    assert inbound.gravity is Gravity.NONE


@pytest.mark.parametrize("text", NEUTRAL)
def test_plain_questions(text: str) -> None:
    inbound = read(text)
    assert not inbound.complaint
    assert not inbound.praise
    assert inbound.gravity is Gravity.NONE


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Mon père est décédé, comment fermer son compte ?", "death"),
        ("On m'a volé ma carte et vidé mon compte", "fraud"),
        ("J'ai trouvé un bout de verre dans la soupe", "food"),
        ("Allergie terrible après votre crème, je suis aux urgences", "health"),
        ("My husband passed away last week", "death"),
        ("Someone used my card, £900 gone", "fraud"),
        ("Found a piece of glass in my soup", "food"),
        ("The heater gave me a burn on my hand", "health"),
    ],
)
def test_grave_matters(text: str, why: str) -> None:
    inbound = read(text)
    assert inbound.gravity is Gravity.GRAVE, why
    assert inbound.found("grave")


def test_a_child_makes_only_a_complaint_grave() -> None:
    assert read("Quelle taille pour mon fils de 4 ans ?").gravity is Gravity.NONE
    assert read("What size for a 4 year old?").gravity is Gravity.NONE


def test_trouble_that_is_over_is_no_complaint() -> None:
    assert not read("Problème résolu, merci à vous").complaint
    assert not read("All sorted now, thanks so much").complaint


@pytest.mark.parametrize("text", ["mon chat squatte le carton mdr 😹", "my dog approves lol 😂"])
def test_playful(text: str) -> None:
    inbound = read(text)
    assert inbound.playful
    assert not inbound.complaint


def test_evidence_says_where() -> None:
    inbound = read("Bonjour, le colis est arrivé cassé. Quelle honte 😡")
    assert {e.group for e in inbound.evidence} >= {"trouble", "complaint"}
    for evidence in inbound.evidence:
        assert 0 <= evidence.start < evidence.end <= len(inbound.text)
    assert any("cass" in words for words in inbound.found("trouble"))


def test_who_signs_and_what_was_given() -> None:
    inbound = read("Commande 40718823 non reçue, écrivez à lea@example.com. Merci, Léa")
    assert inbound.name == "Léa"
    assert inbound.given >= {"order", "email", "name"}
    assert read("Où est mon colis ?").given == frozenset()
