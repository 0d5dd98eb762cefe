"""TON007 on whole replies: capitals and rows of marks, and what only looks like them."""

from __future__ import annotations

import pytest

from replylint import Linter, Reply
from replylint.report import apply_fixes

LINTER = Linter(select=["TON007"], raise_errors=True)

FLAGGED = [
    ("en", "Hi, PLEASE READ the terms."),
    ("fr", "Bonjour, MERCI DE PATIENTER."),
    ("en", "You NEVER called us.  We did EVERYTHING we could."),
    ("en", "This is NOT OUR FAULT."),
    ("en", "DO NOT CONTACT US AGAIN"),
    ("en", "I already told you, CHECK YOUR SPAM FOLDER."),
    ("en", "Why did you not call us???"),
    ("en", "Thanks so much!!!!"),
    ("en", "Really ?!?! We'll look into it."),
    ("en", "That's ABSOLUTELY false."),
    ("en", "We DON'T REFUND opened items."),
    ("en", "The office is CLOSED today, please come back tomorrow."),
    ("en", "HI THERE, WE ARE SORRY ABOUT YOUR ORDER"),
    ("fr", "C'EST FAUX, nous vous avons remboursé."),
    ("fr", "ne me parlez pas comme ça !!!"),
    ("fr", "Merci ! ! ! A bientot"),
    ("fr", "VEUILLEZ PATIENTER SVP"),
    ("fr", "On vous l'a dit, c'est TERMINÉ."),
    ("fr", "Il est INTERDIT de fumer."),
    ("fr", "ARRETEZ DE NOUS ECRIRE"),
    ("fr", "MERCI BEAUCOUP à tous !"),
    ("fr", "Comment ça ???"),
]

FINE = [
    ("en", "Your train to LONDON leaves from MANCHESTER PICCADILLY at 9."),
    ("en", "Claire HAYS has your file, and Kristen BAKER signs it."),
    ("fr", "Votre train pour PARIS part de LYON, arrêt à TOULOUSE MATABIAU."),
    ("en", "We take VISA and AMEX, GBP or EUR. SMS us."),
    ("en", "Hi, the NHS and HMRC, also DWP PIP UC, need this."),
    ("en", "Hi Ana, thanks!! See you soon :) ^JMK"),
    ("en", "Your flight BA2490 LHR to JFK leaves from T5. PNR ABCDEF."),
    ("en", "Press CTRL and ENTER, then tap SUBMIT."),
    (
        "en",
        "It's OK, we do XXL too. USB-C is fine. COVID-19 rules are at https://www.who.int/COVID/RULES/TODAY",
    ),
    ("en", "Hi @ANGRYCUSTOMER #WEARELISTENING let us check"),
    ("en", "Hi {{FIRST NAME}}, your [ORDER NUMBER] is ready."),
    ("en", "UPDATE: the line is open again."),
    ("en", "IMPORTANT: bring your card."),
    ("en", 'You wrote "THIS IS A SCAM!!!" and I\'d like to help.'),
    ("en", "Hi, use WELCOME10 at checkout."),
    ("en", "We love you too <3 xxx"),
    ("en", "Dear Mr BAKER, your seat is 12A. Kind regards, Tom WALKER"),
    ("en", "MAY I ask which store? I AM on it."),
    ("en", "The ASUS ROG and HP OMEN are both back."),
    ("fr", "Envoyez le RIB et l'IBAN à la CAF, ou la CPAM."),
    ("fr", "Le SMS de la SNCF, la RATP et l'URSSAF. TVA et HT. TTC OK."),
    ("fr", "Bonjour, merci !! Belle journée ! ^ABC"),
    ("fr", "Bonjour M. LEGRAND, votre colis est en route. Marie PETIT"),
    ("fr", "Choisissez le menu RÉGLAGES puis RÉSEAU."),
    ("fr", "Cliquez sur MOT DE PASSE OUBLIÉ et suivez les étapes."),
    ("fr", "Votre pull taille XXL part demain, code SOLDES."),
    ("fr", "Bonjour à tous, c'est réglé :) NB : gardez la boite."),
    ("fr", "ATTENTION : la ligne 4 est coupée."),
    ("fr", "Votre facture EDF/ENGIE, IPHONE et SAMSUNG, GALAXY S24."),
    ("fr", "Vous écrivez « C'EST UNE HONTE !!! » et je vous comprends."),
]


@pytest.mark.parametrize(("language", "text"), FLAGGED)
def test_flagged(language: str, text: str) -> None:
    assert LINTER.check(Reply(text, language=language)).findings


@pytest.mark.parametrize(("language", "text"), FINE)
def test_fine(language: str, text: str) -> None:
    assert LINTER.check(Reply(text, language=language)).findings == ()


@pytest.mark.parametrize(
    ("text", "safe", "every"),
    [
        ("Fait !!! Merci ! ! !", "Fait ! Merci !", "Fait ! Merci !"),
        ("You did?!?! Well???", "You did?! Well?", "You did?! Well?"),
        (
            "Hi. PLEASE SEND THE PDF TODAY, I CAN HELP",
            "Hi. PLEASE SEND THE PDF TODAY, I CAN HELP",
            "Hi. Please send the PDF today, I can help",
        ),
    ],
)
def test_fixes(text: str, safe: str, every: str) -> None:
    report = LINTER.check(Reply(text))
    assert apply_fixes(text, report.findings) == safe
    assert apply_fixes(text, report.findings, unsafe=True) == every


def test_the_brand_may_be_written_large() -> None:
    text = "Welcome to NEVER, your order is on its way."
    assert LINTER.check(Reply(text, brand="Never")).findings == ()
    assert LINTER.check(Reply(text, brand="Other")).findings
