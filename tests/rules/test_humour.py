"""Humour, beyond the examples of the rules' pages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from replylint import Linter, Reply, Severity

LINTER = Linter(select=["HUM001", "HUM002"], raise_errors=True)


@pytest.mark.parametrize(
    ("inbound", "text"),
    [
        (
            "Mon colis est perdu",
            "Bonjour Léo, votre colis a sûrement décidé de visiter la Bretagne ! On le retrouve. Ana",
        ),
        (
            "Mon matelas est arrivé troué",
            "Désolé, une histoire à dormir debout ! On l'échange. Ana",
        ),
        (
            "J'ai trouvé une limace dans ma salade",
            "Bonjour Eva, au moins elle est bio ! Désolée, on rembourse. Ana",
        ),
        (
            "On m'a volé ma carte",
            "Bonjour, quelqu'un a eu une belle soirée shopping ! Carte bloquée. Ana",
        ),
        ("le gâteau est arrivé écrasé", "Bonjour, c'est pas du gâteau ! On vous rembourse. Ana"),
        (
            "Le livreur a cassé mon portail",
            "Bonjour, il ne connaît pas sa force notre Hulk ! Désolé, on répare. Ana",
        ),
        ("Broadband's down", "Hi Leo, our router is being a right diva 😅 On it. Ana"),
        (
            "Leak in my ceiling for 3 days",
            "Hi, at least you've got a free indoor pool 😂 Plumber's coming.",
        ),
        ("Train cancelled again", "Hi, hope you like walking 😜 Next one's at 6. ^TL"),
        ("my boots fell apart", "Hi, sounds like they got cold feet! Swap on the way. Ana"),
        ("meter's wrong, bill doubled", "Hi, shocking, we know lol. Fixing it. Ana"),
        ("wifi down", "Hi, perfect excuse to read a good book ;) Back at 6. Ana"),
        ("my glasses snapped", "Hi Jo, we didn't see that coming! New pair posted. Ana"),
        (
            "Ma valise n'est pas arrivée",
            "Bonjour Jo, elle doit siroter un cocktail au soleil ! On la cherche. Ana",
        ),
        ("pain moisi", "Bonjour Jo, de la pénicilline offerte ! Remboursement fait. Ana"),
        (
            "my suitcase went missing",
            "Hi, looks like it needed a holiday more than you did! Tracing it. Ana",
        ),
    ],
)
def test_jokes_on_trouble(inbound: str, text: str) -> None:
    report = LINTER.check(Reply(text, inbound=inbound))
    assert {finding.code for finding in report.findings} == {"HUM001"}


@pytest.mark.parametrize(
    ("inbound", "text"),
    [
        (
            "Mon colis est perdu",
            "Bonjour Léo, je suis désolée 😊 Votre colis est retrouvé, il arrive demain ! Ana",
        ),
        (
            "Le frigo a une drôle d'odeur",
            "Bonjour Léo, désolé pour cette drôle d'odeur ! Nettoyez le filtre, puis aérez. Ana",
        ),
        (
            "train annulé",
            "Bonjour, toutes nos excuses ! Le prochain train part à 18h voie 3. Bon courage. Ana",
        ),
        (
            "fuite d'eau chez moi",
            "Bonjour, fermez l'arrivée d'eau tout de suite, le plombier arrive à 15h. Courage ! Ana",
        ),
        (
            "On m'a volé ma carte",
            "Bonjour, quelle mauvaise surprise. La carte est bloquée et rien n'a été débité, soyez rassurée. Ana",
        ),
        (
            "Mon père est décédé",
            "Toutes mes condoléances. Son contrat prend fin aujourd'hui, sans frais. Prenez soin de vous. Ana",
        ),
        (
            "mes billets Disneyland ne sont pas arrivés",
            "Bonjour, désolée ! Vos billets Disneyland sont renvoyés par mail. Bonne journée avec Mickey ! Ana",
        ),
        (
            "Mon robinet fuit",
            "Bonjour Jo, désolé ! Le plombier passe demain à 9h avec le joint. Bonne soirée. Ana",
        ),
        ("j'attends depuis 2h", "Merci pour votre patience, c'est à vous dans deux minutes. Ana"),
        (
            "colis abîmé",
            "Bonjour, oh non ! Je vous renvoie la théière ce soir, bien emballée cette fois. Ana",
        ),
        ("My parcel is lost", "Hi Leo, so sorry 😊 Found it, it's with you tomorrow! Ana"),
        (
            "fridge smells funny",
            "Hi Leo, sorry about that funny smell! Clean the filter, then leave the door open an hour. Ana",
        ),
        (
            "Train cancelled again",
            "Hi, really sorry! Next one's at 18:04 from platform 3, your ticket's valid. ^TL",
        ),
        (
            "Leak in my ceiling",
            "Hi, please turn the water off at the stopcock, the plumber's coming at 3. Hang in there! Ana",
        ),
        (
            "someone stole my card",
            "Hi, what a nasty shock. Your card's blocked and no money has gone. Ana",
        ),
        (
            "My dad has died",
            "I'm so sorry for your loss. The account closes today at no charge. Take care of yourself. Ana",
        ),
        (
            "Disneyland tickets haven't arrived",
            "Hi, sorry! Your Disneyland tickets are in your inbox now. Have a magical day with Mickey! Ana",
        ),
        (
            "my frozen peas were defrosted",
            "Hi Jo, sorry about the peas! Refund of £3 done, it'll show in two days. Ana",
        ),
        (
            "2 hours on hold",
            "That's far too long and I'm sorry. I'll ring you myself at 4, no more queueing. Ana",
        ),
        (
            "mug arrived broken",
            "Oh no, sorry! A new one's in tonight's post, well wrapped this time. Ana",
        ),
        (
            "where's my refund",
            "Hi Jo, sorry! It left us today. At least 3 working days is normal for cards. Ana",
        ),
        ("Hulk costume came torn", "Hi Jo, so sorry! A new Hulk costume is on its way today. Ana"),
        ("my dog ate your slippers lol 😂", "Haha, good taste! Thanks for sharing. Ana"),
        (
            "mon fils est fan de votre grille-pain mdr",
            "Ha ha, on l'embauche ! Merci pour le sourire. Ana",
        ),
    ],
)
def test_no_joke_or_no_trouble(inbound: str, text: str) -> None:
    assert LINTER.check(Reply(text, inbound=inbound)).findings == ()


def test_grave_matters_make_it_an_error() -> None:
    reply = Reply("So sorry! At least it was quick 😂 Ana", inbound="my dad passed away on Monday")
    findings = LINTER.check(reply).findings
    assert findings
    assert {finding.severity for finding in findings} == {Severity.ERROR}


def test_one_finding_a_place() -> None:
    reply = Reply(
        "Hi, looks like it's gone on holiday without you! Ana", inbound="my parcel never arrived"
    )
    spans = [(f.start, f.end) for f in LINTER.check(reply).findings]
    assert spans
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_without_the_customers_message_trouble_is_not_judged() -> None:
    report = LINTER.check(Reply("Votre box boude, on s'en occupe mdr. Ana"))
    assert report.findings == ()
    assert [skip.code for skip in report.skipped] == ["HUM001"]
