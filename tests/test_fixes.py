"""Fixes: none overlaps another, none changes what a reply says, and one round mends it all."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replylint import Linter, Reply
from replylint.finding import Edit
from replylint.reading import fold
from replylint.report import chosen_fixes

OPENINGS = {
    "fr": ["Bonjour Inès,", "Bonjour ,", "Coucou Léo !", "Bonjour Madame Roy ,", ""],
    "en": ["Hi Owen,", "Hi ,", "Hello Mrs Hale,", "Dear Sir/Madam,", ""],
    "es": ["Hola Ana,", "Hola ,", "Estimado/a cliente:", ""],
    "de": ["Hallo Jan,", "Sehr geehrte Frau Weber,", "Hallo ,", ""],
    "it": ["Ciao Luca,", "Gentile signora Rossi,", "Gentile ,", ""],
}
SENTENCES = {
    "fr": [
        "votre commande 48201177 part ce soir.", "c’est PARTI hier !!!", "merci de patienter ???",
        "répondez-nous avec votre numéro de commande.", "je vous rappelle au 06 39 98 12 34 demain.",
        "Il repart demain.Merci !", "Rien à payer , c'est offert!", "Suivez-le : https://example.com/a.",
        "nous avons écrit à ines@example.com", "Voir https://example.com/suiviMerci", "« Oui »…",
        "Écrivez-nous en MP, on regarde.", "La carte 4111 1111 1111 1111 est refusée.",
    ],
    "en": [
        "your order #48201177 leaves tonight.", "it’s GONE OUT already!!!", "what happened ???",
        "please reply with your order number.", "I'll call you on 07700 900123 tomorrow.",
        "It leaves tomorrow.Thanks !", "Nothing to pay , it's free!", "Track it:https://example.com/a.",
        "we wrote to owen@example.com", "DM us and we'll look.", "“Yes”…",
        "The card 4111 1111 1111 1111 was declined.",
    ],
    "es": [
        "tu pedido 48201177 sale hoy.", "indícanos tu número de pedido.", "¡¡¡YA ESTÁ!!!",
        "te llamamos al 612 345 678 mañana.", "lo vemos mañana…",
    ],
    "de": [
        "deine Bestellung 48201177 geht heute raus.", "schick uns bitte deine Bestellnummer.",
        "das ist JETZT erledigt!!!", "wir liefern an deine Adresse Hauptstraße 12, 10115 Berlin.",
    ],
    "it": [
        "il tuo ordine 48201177 parte oggi.", "indicaci il tuo numero d'ordine.", "È FATTO!!!",
        "ti chiamiamo al 347 1234567 domani.",
    ],
}  # fmt: skip
ENDINGS = [
    "",
    " ^JL",
    " Julie",
    "\n\nCordialement,",
    "\nL'équipe Acme",
    " 1/2",
    " 👍",
    "\n",
    " -Tom",
]
CONTEXT = {
    "channel": st.sampled_from(["x", "sms", "email", "facebook", "google_review", "chat"]),
    "author": st.sampled_from(["Julie", "Marta", None]),
    "customer": st.sampled_from(["Inès Kaci", "@owen_h", None]),
    "thread": st.sampled_from([(), ("Première partie. (1/2) ^JL",)]),
}
LINTER = Linter(preset="preview", ui_lang="fr", raise_errors=True)
MANY = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    """A reply as somebody in a hurry may write it, with what is known around it."""
    language = draw(st.sampled_from(sorted(SENTENCES)))
    opening = draw(st.sampled_from(OPENINGS[language]))
    body = draw(st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=4))
    text = " ".join([opening, *body]).strip() + draw(st.sampled_from(ENDINGS))
    return Reply(text, language=language, **{key: draw(value) for key, value in CONTEXT.items()})


def fixed(reply: Reply, *, unsafe: bool) -> Reply:
    text = LINTER.check(reply).fixed(unsafe=unsafe)
    return Reply(text, **{key: getattr(reply, key) for key in (*CONTEXT, "language")})


def words(text: str) -> list[str]:
    """The words of letters; numbers of parts are put right, and others hidden."""
    return re.findall(r"[^\W\d_]+", fold(text))


def is_part_of(some: list[str], all_of: list[str]) -> bool:
    """Whether words stand in others in the same order."""
    rest = iter(all_of)
    return all(word in rest for word in some)


@MANY
@given(replies(), st.booleans())
def test_chosen_fixes_never_overlap(reply: Reply, unsafe: bool) -> None:
    fixes = chosen_fixes(LINTER.check(reply).findings, unsafe=unsafe)
    edits = sorted((e for fix in fixes for e in fix.edits), key=lambda e: (e.start, e.end))
    for one, other in itertools.pairwise(edits):
        assert one.end <= other.start
        assert (one.start, one.end) != (other.start, other.end)


@MANY
@given(replies())
def test_safe_fixes_keep_every_word(reply: Reply) -> None:
    """They add a signature or a number, and touch marks and spaces alone."""
    before, after = words(reply.text), words(fixed(reply, unsafe=False).text)
    assert is_part_of(before, after)
    added = len(after) - len(before)
    assert added <= 1  # who signs


@MANY
@given(replies())
def test_unsafe_fixes_keep_every_word_but_names_and_what_they_hide(reply: Reply) -> None:
    names = {"ana", "hale", "ines", "jan", "leo", "luca", "mrs", "owen", "rossi", "roy", "tom",
             "jl", "julie", "marta", "weber", "madame", "frau", "signora", "kaci"}  # fmt: skip
    before = [w for w in words(reply.text) if w not in names]
    doc = LINTER.read(reply)
    hidden = words(" ".join(doc.text[one.start : one.end] for one in doc.personal_data))
    public = {"aqui", "hier", "ici", "here", "qui"}  # where a private message is asked for instead
    kept = [w for w in before if w not in hidden and w not in public]
    assert is_part_of(kept, words(fixed(reply, unsafe=True).text))


@MANY
@given(replies(), st.booleans())
def test_a_second_run_finds_nothing_that_the_first_should_have_mended(
    reply: Reply, unsafe: bool
) -> None:
    """Three rounds at most: where the private way, the number of the part and the signature are all
    missing at the end, one comes a round.
    """
    for _ in range(3):
        reply = fixed(reply, unsafe=unsafe)
    left = [f for f in LINTER.check(reply).findings if f.fix and (unsafe or f.fix.safe)]
    assert [(f.code, f.excerpt) for f in left] == []
    assert fixed(reply, unsafe=unsafe).text == reply.text


@pytest.mark.parametrize(
    ("language", "text", "mended"),
    [
        (
            "fr",
            "Bonjour Inès, la commande 48201177 est perdue, le 06 39 98 12 34 sonne dans le vide ^JL",
            "Bonjour Inès, la commande •••••••• est perdue, le •• •• •• •• •• sonne dans le vide."
            " Poursuivons en message privé, pour votre sécurité. ^JL",
        ),
        (
            "en",
            "Hi Owen, order 48201177 is lost! I've sent another.\n\nPriya",
            "Hi Owen, order •••••••• is lost! Let's go on by DM, just for your safety. I've sent"
            " another.\n\nPriya",
        ),
        (
            "de",
            "Hallo Jan, deine Bestellung 48201177 ist weg. Schreib uns per DM. Jule",
            "Hallo Jan, deine Bestellung •••••••• ist weg. Schreib uns per DM. Jule",
        ),
    ],
)
def test_personal_data_is_masked_and_the_talk_goes_on_in_private(
    language: str, text: str, mended: str
) -> None:
    reply = Reply(
        text, channel="x", language=language, author=text.rsplit(maxsplit=1)[-1].strip("^")
    )
    linter = Linter(select=["SEN001"], raise_errors=True)
    report = linter.check(reply)
    assert report.fixed(unsafe=True) == mended
    assert linter.check(Reply(mended, channel="x", language=language)).ok


def test_the_link_to_private_messages_goes_into_the_fix() -> None:
    linter = Linter(select=["SEN002"], rule={"SEN002": {"private_link": "https://example.com/dm"}})
    report = linter.check(Reply("Hi Jo, reply here with your order number. ^AB", channel="x"))
    assert (
        report.fixed(unsafe=True)
        == "Hi Jo, reply here with your order number by DM https://example.com/dm. ^AB"
    )


@pytest.mark.parametrize(
    ("channel", "ui_lang", "ready"),
    [("x", "en", "“^Julie”"), ("facebook", "fr", "« Julie »"), ("email", "fr", "« Julie »")],
)
def test_a_missing_signature_is_suggested_ready_made(
    channel: str, ui_lang: str, ready: str
) -> None:
    linter = Linter(select=["SIG001"], ui_lang=ui_lang)
    reply = Reply("Bonjour Inès, il part ce soir.", channel=channel, author="Julie Martin")
    (finding,) = linter.check(reply).findings
    assert ready in (finding.suggestion or "")
    assert isinstance((finding.fix.edits if finding.fix else ())[0], Edit)
