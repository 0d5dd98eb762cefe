"""TON005 on whole replies: hollow apologies, and honest ones that resemble them."""

from __future__ import annotations

import pytest

from replylint import Linter, Reply, Severity

LINTER = Linter(select=["TON005"], raise_errors=True)

HOLLOW = [
    ("en", "I'm sorry that you feel this way about our service."),
    ("en", "We are sorry to hear you feel that way."),
    ("en", "Apologies if you were offended by the tone of our agent."),
    ("en", "Sorry if you've been inconvenienced!"),
    ("en", "We apologize for any inconvenience this may have caused you."),
    ("en", "We're sorry for any inconvenience."),
    ("en", "Sorry for any trouble that might have been caused."),
    ("en", "If we have caused you any upset, we apologise."),
    ("en", "If you were offended, we are sorry."),
    ("en", "I apologise if you felt ignored."),
    ("en", "My apologies if anything I said upset you."),
    ("en", "Sorry you see it that way."),
    ("en", "We regret any inconvenience caused."),
    ("en", "I'm sorry if our driver came across as rude."),
    ("en", "Sorry if we let you down."),
    ("en", "We do apologise if this caused you any distress."),
    ("en", "I am sorry that you perceived our response as rude."),
    ("en", "Apologies for the perceived delay."),
    ("fr", "Nous sommes désolés que vous ayez ressenti cela."),
    ("fr", "Désolé si tu as été déçu."),
    ("fr", "Désolée si ma réponse vous a froissée."),
    ("fr", "Veuillez nous excuser si vous avez été gêné."),
    ("fr", "Nous regrettons que vous ayez cette impression."),
    ("fr", "Nous vous prions de nous excuser pour la gêne occasionnée."),
    ("fr", "Je vous présente mes excuses pour la gêne que cela a pu vous causer."),
    ("fr", "Toutes nos excuses pour les éventuels désagréments."),
    ("fr", "On est désolés si on t'a vexé."),
    ("fr", "Désolé que vous le preniez comme ça."),
    ("fr", "Nous déplorons votre ressenti."),
    ("fr", "Nos excuses pour les désagréments subis."),
    ("fr", "Désolé pour la gene occasionnee"),
    ("fr", "Si notre conseillère vous a blessé, nous nous en excusons."),
    ("fr", "Je m'excuse si vous avez eu l'impression d'être ignorée."),
]

HONEST = [
    ("en", "Sorry for the delay, Tom."),
    ("en", "I'm so sorry about this, your order should have been there."),
    ("en", "Sorry if I've misunderstood, do you mean the blue one?"),
    ("en", "Apologies if you've already tried this, but could you restart it?"),
    ("en", "Sorry to hear that you feel poorly."),
    ("en", "I'm sorry you had to wait so long."),
    ("en", "I'm sorry you were treated like that."),
    ("en", "We're really sorry you've had such a bad experience."),
    ("en", "We do apologise for the inconvenience. A new mug leaves tonight."),
    ("en", "Let me know if you feel that way about the new design too!"),
    ("en", "Sorry, I'm not sure if you have the app?"),
    ("en", "Sorry we let you down yesterday."),
    ("en", "Sorry if this is late, I was off yesterday."),
    ("en", "I'm sorry for the upset this has caused you and your mum."),
    ("en", "There's no inconvenience at all."),
    ("en", "We'd like to make up for any inconvenience with a voucher."),
    ("en", "I'm sorry you feel let down, and you have every reason to."),
    ("en", "I'm sorry you feel like we ignored you: we did."),
    ("fr", "Je suis désolé pour ce retard."),
    ("fr", "Désolée si j'ai mal compris, parlez-vous de la taille 38 ?"),
    ("fr", "Toutes mes excuses, on vous a oublié et c'est inadmissible."),
    ("fr", "Désolé que votre colis soit arrivé cassé."),
    ("fr", "Je suis navrée que vous ayez été mal reçue samedi."),
    ("fr", "Dites-moi si vous avez été débité deux fois, désolé pour l'attente."),
    ("fr", "Je comprends votre ressenti."),
    ("fr", "Je suis désolé pour ce désagrément, la pièce part demain."),
    ("fr", "Nous faisons tout pour éviter la gêne occasionnée."),
    ("fr", "Désolé si je vous dérange encore : il me manque la date."),
    ("fr", "Désolé d'apprendre que tu as été malade."),
    ("fr", "Excusez-moi, je ne sais pas si vous avez reçu le mail."),
    ("fr", "Si vous avez reçu un mauvais article, je suis désolée, je le remplace aujourd'hui."),
]


@pytest.mark.parametrize(("language", "text"), HOLLOW)
def test_hollow(language: str, text: str) -> None:
    assert LINTER.check(Reply(text, language=language)).findings


@pytest.mark.parametrize(("language", "text"), HONEST)
def test_honest(language: str, text: str) -> None:
    assert LINTER.check(Reply(text, language=language)).findings == ()


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Sorry you feel that way.", Severity.WARNING),
        ("Sorry for any inconvenience this may have caused.", Severity.WARNING),
        ("Sorry for any inconvenience caused.", Severity.INFO),
        ("Désolé si vous avez été choqué.", Severity.WARNING),
        ("Veuillez nous excuser pour la gêne occasionnée.", Severity.INFO),
    ],
)
def test_one_apology_is_one_finding_and_the_formula_only_an_info(
    text: str, severity: Severity
) -> None:
    (finding,) = LINTER.check(Reply(text)).findings
    assert finding.severity is severity
