"""A real LanguageTool: what it finds, exact offsets, threads, processes, and its death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from replylint import Linter
from replylint.grammar import place, server

pytestmark = pytest.mark.usefixtures("languagetool")

WRONG = {
    "en": (
        "They is looking into your order now.",
        "He go to the depot every morning.",
        "Thanks for you're patience today.",
        "We has sent the parcel this morning.",
        "You can returned the lamp to any store.",
        "I are sorry about the delay.",
        "She don't have access to your account.",
        "This are the steps to follow.",
        "You was right to write to us.",
        "We could of called you sooner.",
        "A order was placed twice.",
        "It depend on the courier.",
        "The the driver will call you.",
        "We will sent you a new one.",
        "There is two parcels for you.",
        "He have called you twice.",
        "An driver will come at noon.",
        "I has checked your account.",
        "We was told about it yesterday.",
        "Its a pleasure to help you.",
    ),
    "fr": (
        "Nous avons reçus votre demande.",
        "Les colis est arrivé ce matin.",
        "Vous pouvez appelé notre agence.",
        "Il sont disponibles dès demain.",
        "Votre commande a été expédié hier.",
        "Nous somme désolés pour ce retard.",
        "Vous avait raison de nous écrire.",
        "Je vous remercie pour votre patiences.",
        "Les livreur passe demain matin.",
        "Cette article est épuisé.",
        "Nous allons vous remboursé demain.",
        "Votre compte à été crédité.",
        "Ces la procédure habituelle.",
        "Il faut que vous avez votre numéro de dossier.",
        "Une conseiller vous rappelle ce soir.",
        "Merci de nous envoyé une photo.",
        "Vous devez renvoyez le produit.",
        "Nos équipe travaille sur la panne.",
        "Tu peut passer en agence.",
        "Le nouvelle facture arrive demain.",
    ),
}
RIGHT = {
    "en": (
        "They are looking into your order now.",
        "He goes to the depot every morning.",
        "Thanks for your patience today.",
        "We have sent the parcel this morning.",
        "You can return the lamp to any store.",
        "I am sorry about the delay.",
        "She doesn't have access to your account.",
        "These are the steps to follow.",
        "You were right to write to us.",
        "We could have called you sooner.",
        "An order was placed twice.",
        "It depends on the courier.",
        "The driver will call you.",
        "We will send you a new one.",
        "There are two parcels for you.",
        "He has called you twice.",
        "A driver will come at noon.",
        "I have checked your account.",
        "We were told about it yesterday.",
        "It's a pleasure to help you.",
    ),
    "fr": (
        "Nous avons reçu votre demande.",
        "Le colis est arrivé ce matin.",
        "Vous pouvez appeler notre agence.",
        "Ils sont disponibles dès demain.",
        "Votre commande a été expédiée hier.",
        "Nous sommes désolés pour ce retard.",
        "Vous aviez raison de nous écrire.",
        "Je vous remercie pour votre patience.",
        "Le livreur passe demain matin.",
        "Cet article est épuisé.",
        "Nous allons vous rembourser demain.",
        "Votre compte a été crédité.",
        "C'est la procédure habituelle.",
        "Il faut que vous ayez votre numéro de dossier.",
        "Un conseiller vous rappelle ce soir.",
        "Merci de nous envoyer une photo.",
        "Vous devez renvoyer le produit.",
        "Nos équipes travaillent sur la panne.",
        "Tu peux passer en agence.",
        "La nouvelle facture arrive demain.",
    ),
}


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(select=["GRM"], languagetool="on", raise_errors=True)


def linters_of(language: str) -> Linter:
    return Linter(select=["GRM"], languagetool="on", language=language, raise_errors=True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_wrong_sentences_are_found_and_right_ones_are_not(language: str) -> None:
    linter = linters_of(language)
    wrong = list(linter.check_many(WRONG[language]))
    right = list(linter.check_many(RIGHT[language]))
    assert [r.reply.text for r in wrong if not r.findings] == []
    assert [(r.reply.text, r.findings[0].message) for r in right if r.findings] == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_batch_finds_what_single_questions_find(language: str) -> None:
    texts = [t for pair in zip(WRONG[language], RIGHT[language], strict=True) for t in pair][:16]
    batched = [r.findings for r in linters_of(language).check_many(texts)]
    alone = linters_of(language)
    assert batched == [alone.check(text).findings for text in texts]


@pytest.mark.parametrize("before", ["", "😀 ", "👩‍👩‍👧‍👦🎉 ", "🇫🇷🇨🇦 café ", "\u202f😀\u00a0"])
def test_offsets_are_code_points_behind_emoji(before: str) -> None:
    text = f"{before}Nous avons reçus votre colis 😀 et il sont partis."
    found = linters_of("fr").check(text).findings
    assert [text[f.start : f.end] for f in found] == ["reçus", "il sont"]


def test_what_is_no_prose_is_neither_flagged_nor_a_cause(linter: Linter) -> None:
    text = (
        "@they_is Hi {{first_name}}, see https://example.com/he-go and #theyis for “he go home”. "
        "Snugloo is back. ^JD"
    )
    assert linter.check(text).findings == ()


def test_the_fix_is_what_languagetool_proposes() -> None:
    report = linters_of("en").check("They is here.")
    assert report.fixed(unsafe=True) == "They are here."


def test_spelling_is_languagetools_where_it_is_on(linter: Linter) -> None:
    found = linter.check("We are lookign at the colour of your parcel.").findings
    assert [(f.code, f.excerpt) for f in found] == [("GRM002", "lookign")]


def test_two_threads_get_the_same_answers() -> None:
    linter = linters_of("en")
    texts = (*WRONG["en"], *RIGHT["en"])
    expected = [bool(r.findings) for r in linter.check_many(texts)]
    shared = linters_of("en")
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda _: [bool(shared.check(t).findings) for t in texts], range(2)))
    assert runs == [expected, expected]


_PROCESS = """
from replylint import Linter
linter = Linter(select=["GRM001"], languagetool="on", language="en", raise_errors=True)
texts = ["They is here.", "They are here.", "We was told.", "We were told."] * 5
print([len(r.findings) for r in linter.check_many(texts)])
"""


def test_two_processes_share_the_server(languagetool: place.Server) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", _PROCESS], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    printed = [process.communicate(timeout=120)[0].strip() for process in running]
    assert printed == [str([1, 0, 1, 0] * 5)] * 2
    assert place.load() == languagetool


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_server_killed_in_the_middle_costs_no_result() -> None:
    linter = linters_of("en")
    texts = [f"Order {n}: they is on the way." for n in range(200)]
    reports = []
    for count, report in enumerate(linter.check_many(texts)):
        if count == 10:
            known = place.load()
            assert known is not None
            os.kill(known.pid, signal.SIGKILL)
        reports.append(report)
    assert [r.skipped for r in reports if r.skipped] == []
    assert all(len(r.findings) == 1 for r in reports)
    after = place.load()
    assert after is not None
    assert server.is_alive(after)
