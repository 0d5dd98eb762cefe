"""PER003 on whole replies: two forms of address, and what only looks like them."""

from __future__ import annotations

import pytest

from replylint import Linter, Reply

LINTER = Linter(select=["PER003"], raise_errors=True)

FLAGGED = [
    ("fr", "Salut Tom, peux-tu nous donner votre numéro en MP ?"),
    ("fr", "Bonjour, je t'envoie un lien. Vous pouvez cliquer dessus."),
    ("fr", "Hello ! Dis-nous en DM ton mail, s'il vous plait."),
    ("fr", "Bonjour Madame, vous pouvez passer en boutique, on t'attend !"),
    ("fr", "Merci pour ton message, nos équipes reviennent vers vous très vite."),
    ("fr", "On est désolé que ta commande soit en retard, votre colis arrive demain."),
    ("fr", "Nous sommes ravis de vous compter parmi nos clients. À bientôt, prends soin de toi !"),
]

FINE = [
    ("fr", "Bonjour, vous avez raison, votre colis arrive et je vous rappelle."),
    ("fr", "Salut Tom, ton colis arrive, on se donne rendez-vous demain pour toi."),
    ("fr", "Bonjour, on a un tas de solutions pour vous."),
    ("fr", "Bonjour, y a-t-il un numéro sur votre boîte ? Va-t'il bien ?"),
    ("fr", "Notre campagne « Tu fais quoi ? » revient, merci de votre intérêt."),
    ("fr", "Bonjour, votre dossier est au TA de Lille, le TU et le TES suivent."),
    ("fr", "Salut ! Vous êtes nombreux à nous le demander, ton avis compte."),
    ("fr", "Salut Tom ! Toi et ta sœur, vous pouvez passer quand vous voulez."),
    ("fr", "Bonjour, merci de ne pas hausser le ton. Votre retour part demain."),
    ("fr", "Salut, tu peux nous écrire, on te lit ! Excusez le retard."),
    ("fr", "Merci à vous deux ! Ta photo est superbe."),
    ("fr", "Bonjour, retrouvez #TuPeuxLeFaire sur notre site, votre badge vous attend."),
]


@pytest.mark.parametrize(("language", "text"), FLAGGED)
def test_flagged(language: str, text: str) -> None:
    assert LINTER.check(Reply(text, language=language)).findings


@pytest.mark.parametrize(("language", "text"), FINE)
def test_fine(language: str, text: str) -> None:
    assert LINTER.check(Reply(text, language=language)).findings == ()


def test_the_rarer_form_is_marked() -> None:
    text = "Ton colis part demain, tu auras un SMS. Merci de votre patience !"
    (finding,) = LINTER.check(Reply(text, language="fr")).findings
    assert text[finding.start : finding.end] == "votre"
    text = "Votre colis part demain, vous aurez un SMS. Merci pour ta patience !"
    (finding,) = LINTER.check(Reply(text, language="fr")).findings
    assert text[finding.start : finding.end] == "ta"
