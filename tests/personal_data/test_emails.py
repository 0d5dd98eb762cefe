"""E-mail addresses: a person's and not a service's."""

import pytest
from marked_texts import pieces, split

from replylint.personal_data import Kind

PERSONAL = [
    "J'ai renvoyé la facture à ⟦jean.dupont@example.com⟧ hier.",
    "Votre compte est au nom de ⟦m.lefevre75@example.org⟧.",
    "We've emailed ⟦lucy_arnold@example.co.uk⟧ with the label.",
    "Is ⟦lucy+shop@example.com⟧ still right?",
    "Your receipt went to ⟦LUCY.ARNOLD@EXAMPLE.COM⟧.",
    "Le lien est parti sur (⟦sofia@example.net⟧), pensez aux spams.",
    "Le mail <⟦sofia@example.net⟧> est refusé.",
    "mailto:⟦sofia@example.net⟧",
    "Votre adresse ⟦o'brien@example.ie⟧ est confirmée.",
    "Adresse enregistrée : ⟦élodie.brun@example.com⟧.",
    "Sent to ⟦jo@example.com⟧.Thanks, Beth",
    "Votre identifiant est ⟦jean.dupont@gmail.com⟧",
    "I can see ⟦katie.w@example.com⟧, ⟦kw99@example.com⟧ and ⟦katie@example.org⟧ on the account.",
    # hidden
    "On a écrit à ⟦jean.dupont＠example.com⟧.",
    "On a écrit à ⟦jean\u200b.dupont@exam\u200bple.com⟧.",
    "On a écrit à ⟦jean point dupont arobase example point com⟧ hier.",
    "On a écrit à ⟦jean.dupont arobase example.com⟧ hier.",
    "On a écrit à ⟦jean.dupont (arobase) example.com⟧ hier.",
    "We wrote to ⟦jean.dupont (at) example (dot) com⟧ twice.",
    "We wrote to ⟦jean [at] example.com⟧ twice.",
    "We wrote to ⟦jean.dupont[at]example[dot]com⟧ twice.",
    "We wrote to ⟦jean.dupont AT example DOT com⟧ twice.",
    "We wrote to ⟦jean dot dupont at example dot com⟧ twice.",
    "We wrote to ⟦jean.dupont @ example.com⟧ twice.",
    "We wrote to ⟦jean.dupont@ example.com⟧ twice.",
]
PUBLIC = [
    "Écrivez-nous à support@lumea.example.",
    "Envoyez les photos à serviceclient.fr@lumea.example.",
    "Une question ? sav@lumea.fr ou contact@lumea.fr",
    "Email help@tandem.example and we'll fix it.",
    "Forward it to phishing@bluemesa.example or abuse@bluemesa.example.",
    "Notre DPO : dpo@lumea.example, privacy@lumea.example.",
    "From no-reply@lumea.example and noreply@lumea.example.",
    "bookings@hotel-lilas.example, reservations@hotel-lilas.example",
    "Presse : presse@lumea.example. Recrutement : jobs@lumea.example",
    "hello@tandem.example, bonjour@lumea.example, info@tandem.example",
    "Écrivez à atelier.lyon@lumea.example, ou contactez-nous à lyon@lumea.example",
    "lumea@lumea.example",
    "Merci @jean.dupont, à bientôt !",
    "That was you @ruth.miller.82!",
    "Merci @marie.fr et @lumea.shop !",
    "Retrouvez @lumea@mastodon.example ou https://mastodon.example/@lumea",
    "https://medium.example/@julie/article.html",
    "Rendez-vous @ lumea.fr",
    "Find us at lumea dot fr, or look at lumea.fr.",
    "Meet you at Tandem. Dot com is so nineties.",
    "C'est à 3€@kg, 5 @ 2.50 each",
    "j***@example.com et ••••@example.com",
    "Arobase, point : rien d'autre.",
    "You can order at any time. No dot, no problem.",
]


@pytest.mark.parametrize("marked", PERSONAL)
def test_found_where_it_is_a_persons(marked: str) -> None:
    text, expected = split(marked)
    assert pieces(text, Kind.EMAIL) == expected


@pytest.mark.parametrize("text", PUBLIC)
def test_not_found_where_it_is_a_services_or_none(text: str) -> None:
    assert pieces(text) == []


def test_of_an_unknown_writer_every_address_counts() -> None:
    assert pieces("Écrivez à support@lumea.example", brand_voice=False) == ["support@lumea.example"]


def test_domains_and_addresses_that_the_caller_knows_as_public() -> None:
    text = "Votre interlocutrice : nora.petit@lumea.example"
    assert pieces(text) == ["nora.petit@lumea.example"]
    assert pieces(text, public=["lumea.example"]) == []
    assert pieces(text, public=["Nora.Petit@lumea.example"]) == []
