"""How a reply is divided: who signs it, in all the ways people sign, and how it greets."""

from __future__ import annotations

import pytest

from replylint import Linter, Reply
from replylint.document import Document
from replylint.people import may_be

LINTER = Linter(select=["TON002"])
FR = "Bonjour Paul, votre colis arrive demain"
EN = "Hi Jane, your parcel comes tomorrow"
ENDS_FR = f"{FR}. "
ENDS_EN = f"{EN}. "
MAIL_FR = "Bonjour Paul,\n\nVotre colis arrive demain.\n\n"
MAIL_EN = "Hi Jane,\n\nIt comes tomorrow.\n\n"


def read(text: str, **context: object) -> Document:
    return LINTER.read(Reply(text, **context))  # type: ignore[arg-type]


def signers(text: str, **context: object) -> list[tuple[str, str]]:
    return [(s.kind, s.name) for s in read(text, **context).zones.signatures]


# --- marks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [ENDS_FR, ENDS_EN, f"{FR} ", f"{EN} ", f"{EN}.\n\n"])
@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("^AB", "AB"), ("*AB", "AB"), ("/AB", "AB"), ("-AB", "AB"), ("–AB", "AB"), ("~AB", "AB"),
        ("^ AB", "AB"), ("^A.B.", "A.B"), ("^J-F", "J-F"), ("^ÉR", "ÉR"), ("— AB", "AB"),
        ("^ab", "ab"), ("^T", "T"), ("^AB 😊", "AB"), ("^AB (1/2)", "AB"), ("(1/2) ^AB", "AB"),
        ("^AB 2/2", "AB"), ("^AB https://example.com/suivi?id=7", "AB"), ("^AB #LumeaAide", "AB"),
        ("https://example.com/help/faq_TM ^AB", "AB"), ("^AB.", "AB"),
    ],
)  # fmt: skip
def test_marked_initials_sign(before: str, signature: str, name: str) -> None:
    assert signers(before + signature) == [("initials", name)]


@pytest.mark.parametrize("before", [ENDS_FR, ENDS_EN, f"{FR} ", f"{EN} ", f"{EN}.\n\n"])
@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("^Anna", "Anna"), ("*Anna", "Anna"), ("-Anna", "Anna"), ("- Anna", "Anna"),
        ("–Jeh", "Jeh"), ("— Anna", "Anna"), ("~ Anna", "Anna"), ("~Anna.", "Anna"),
        ("^NKush", "NKush"), ("^JasonYaddow", "JasonYaddow"), ("/Anna", "Anna"), ("^anna", "anna"),
        ("-JULIE", "JULIE"), ("^Kim T", "Kim T"), ("-Anna 3/3", "Anna"), ("^Kim 😊", "Kim"),
        ("- Amir, Lumea", "Amir"), ("^Amir, Lumea", "Amir"), ("- Amir, Customer Care", "Amir"),
        ("*Anna*", "Anna"),
    ],
)  # fmt: skip
def test_marked_names_sign(before: str, signature: str, name: str) -> None:
    assert signers(before + signature) == [("name", name)]


def test_a_mark_may_be_glued_to_the_sentence() -> None:
    assert signers("We do look out for everyone here.~ Olivia") == [("name", "Olivia")]
    assert signers("See https://example.com/playback- ^JR") == [("initials", "JR")]


# --- letters -------------------------------------------------------------------------------------

NAMES = [
    "Julie", "Julie.", "Julie 💙", "Julie Martin", "Julie M.", "Jean-François", "Valisoa",
    "O'Brien", "Julie Le Goff", "Marie-Pier", "Julie D", "JULIE",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "before", [MAIL_FR, MAIL_EN, f"{MAIL_FR}Bien à vous,\n", f"{MAIL_EN}All the best,\n\n"]
)
def test_a_name_on_the_last_line_signs(before: str, name: str) -> None:
    assert signers(before + name) == [("name", name.rstrip(". 💙"))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{MAIL_EN}Kind regards\nTom Baker\nCustomer Services", "Tom Baker"),
        (
            f"{MAIL_EN}Kind regards,\n\nTom Baker\nSenior Advisor\nAcme Energy Ltd\n01632 960 123\n"
            "www.example.com",
            "Tom Baker",
        ),
        (f"{MAIL_FR}Bien à vous,\nMathieu\nService Clients", "Mathieu"),
        (f"{MAIL_FR}Bien à vous,\nMathieu\nAcme SAS, SIRET 123 456 789 00012", "Mathieu"),
        (f"{MAIL_FR}Bien à vous, Mathieu\nAcme SAS, SIRET 123 456 789 00012", "Mathieu"),
        (f"{MAIL_FR}Julie Martin\nConseillère clientèle\nLumea", "Julie Martin"),
        (f"{MAIL_FR}Cordialement,\n\nJulie\n\nPS : pensez à redémarrer la box.", "Julie"),
        (f"{MAIL_FR}Cordialement,\nLe Service Clients\nJulie", "Julie"),
        (f"{MAIL_EN}Best,\nTom\n\nSent from my iPhone", "Tom"),
        (f"{MAIL_EN}Best,\nTom\n\nOn Mon, 4 May 2026, Jane wrote:\n> where is it\n> Omar", "Tom"),
        (f"{MAIL_EN}--\nTom", "Tom"),
        (f"{MAIL_EN}Yours sincerely,\n\nMs J. Hale\nComplaints Team", "Ms J. Hale"),
        (
            f"{MAIL_FR}Nous vous prions d'agréer, Madame, l'expression de nos salutations "
            "distinguées.\n\nMathieu\nService Clients",
            "Mathieu",
        ),
        (f"{MAIL_FR}À bientôt sur Lumea,\n\nKanto", "Kanto"),
        (f"{MAIL_EN}Thanks\nSusan-HP Social Media Tech Support", "Susan"),
    ],
)
def test_a_letter_is_signed_under_its_closing_or_above_the_company(text: str, name: str) -> None:
    assert signers(text) == [("name", name)]


def test_initials_sign_a_letter() -> None:
    assert signers(f"{MAIL_FR}Cordialement,\nMP") == [("initials", "MP")]


# --- closings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "closing",
    [
        "Bien à vous, Julie", "Cordialement, Julie", "Cordialement Julie", "Bonne journée, Julie",
        "Belle fin de journée, Julie", "À très vite, Julie", "À bientôt sur Lumea, Julie",
        "Merci. Julie", "Bon week-end ! Julie", "je vous souhaite une belle journée, Julie.",
        "Bonne fin de semaine, Julie 😊", "Bises, Julie", "Bon courage 💪 Julie", "Signé Julie",
        "Prenez soin de vous, Julie x", "On s'en occupe, Julie", "Bien cordialement,\nJulie.",
        "merci pour votre patience, Julie", "Julie, Lumea", "Julie - Lumea", "Julie – Lumea",
        "Julie | Lumea", "Julie (Lumea)", "Julie du service client", "Julie, service client",
        "Julie de l'équipe Lumea", "Julie, pour l'équipe Lumea", "Julie et toute l'équipe",
        "Julie, votre conseillère", "L'équipe Lumea, Julie", "Julie de chez Lumea",
        "Julie, conseillère clientèle",
    ],
)  # fmt: skip
def test_a_name_after_a_closing_signs_in_french(closing: str) -> None:
    assert signers(ENDS_FR + closing) == [("name", "Julie")]


@pytest.mark.parametrize(
    "closing",
    [
        "All the best, Tom", "Kind regards, Tom", "Kind regards Tom", "Regards, Tom.",
        "Cheers, Tom", "Thanks, Tom", "Have a lovely day, Tom", "Take care, Tom",
        "Speak soon, Tom", "See you soon, Tom x", "Love, Tom x", "xxx Tom", "It opens at 6. Tom",
        "Enjoy your weekend! Tom", "Best, Tom (he/him)", "So sorry again. Tom 😊",
        "Warm wishes,\nTom", "I've let the driver know, Tom", "Yours, Tom", "Signed, Tom",
        "Hope that helps! Tom", "Tom, Acme", "Tom @ Acme", "Tom at Acme", "Tom from the Acme team",
        "Tom - Acme Care", "Tom | Acme", "Tom (Acme)", "Tom, Customer Care", "Tom and the team",
        "Tom & the Acme team", "Tom, Store Manager", "Tom on behalf of the Acme team",
        "The Acme team, Tom", "Thanks Tom-Acme Social Media Tech Support",
        "See https://example.com/how-to-change-your-flight Tom",
    ],
)  # fmt: skip
def test_a_name_after_a_closing_signs_in_english(closing: str) -> None:
    assert signers(ENDS_EN + closing) == [("name", "Tom")]


def test_initials_sign_after_a_closing() -> None:
    assert signers("Merci à toi Steve ! Bonne fin de semaine, MP 😊") == [("initials", "MP")]
    assert signers("Thanks to you too! Have a good weekend, MJ 😊") == [("initials", "MJ")]


def test_exports_that_lost_their_line_breaks_still_have_signers() -> None:
    brand = {"brand": "Acmebox"}
    assert signers("bonjour, c'est noté.nnjulie - acme", **brand) == [("name", "julie")]
    assert signers("à bientôt,nandré - acme", **brand) == [("name", "andré")]
    assert signers("retrouvez-nous sur messenger :n▶️ - acme", **brand) == [("team", "acme")]


# --- the author known ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "author", "expected"),
    [
        ("Merci beaucoup pour votre patience Julie", "Julie", ("name", "Julie")),
        ("Un grand merci de la part de Julie et des équipes", "Julie", ("name", "Julie")),
        ("Thank you from Tom and everyone here", "Tom", ("name", "Tom")),
        ("Oui, jeudi. LB", "Léa", ("initials", "LB")),
        ("It's on its way, see you Friday. OK", "Olga Kern", ("initials", "OK")),
        ("all sorted now -tom", "Tom", ("name", "tom")),
        ("C'est fait -nb", "Nora", ("initials", "nb")),
        ("C'est fait. N. Benali", "Nora", ("name", "N. Benali")),
        ("C'est fait. Nora (elle)", "Nora", ("name", "Nora")),
        ("C'est fait. Nora, du magasin de Tours", "Nora", ("name", "Nora")),
        ("All done. Hugs from Amy", "Amy", ("name", "Amy")),
        ("All done. Have a lovely evening, amy", "Amy", ("name", "amy")),
    ],
)
def test_a_known_author_is_found(text: str, author: str, expected: tuple[str, str]) -> None:
    assert signers(text, author=author) == [expected]


@pytest.mark.parametrize(
    ("signed", "author"),
    [
        ("SD", "Sofia"), ("^LB"[1:], "Léa"), ("MP", "Marie-Pier"), ("ÉR", "Éric"), ("Kim", "Kim"),
        ("Matt", "Matthew"), ("Beth", "Elizabeth"), ("NKush", "Kush"), ("Julie M.", "Julie"),
        ("J-F", "Jean-François"), ("Julie", "JL"), ("julie", "Julie Lambert"), ("Lea", "Léa"),
    ],
)  # fmt: skip
def test_a_signature_may_be_the_author_s(signed: str, author: str) -> None:
    assert may_be(signed, author)


@pytest.mark.parametrize(
    ("signed", "author"),
    [("TM", "Julie"), ("Thomas", "Julie"), ("Julie", "Julien"), ("Paul", "Paula"), ("", "Julie")],
)
def test_a_signature_may_be_another_s(signed: str, author: str) -> None:
    assert not may_be(signed, author)


def test_two_persons_sign() -> None:
    assert signers(f"{ENDS_FR}^JL ^TM") == [("initials", "JL"), ("initials", "TM")]
    assert signers(f"{ENDS_FR}^JL/TM") == [("initials", "JL"), ("initials", "TM")]
    assert signers(f"{MAIL_FR}Cordialement,\nJulie\n^TM") == [("name", "Julie"), ("initials", "TM")]
    assert signers(f"{ENDS_EN}Thanks! Anna & Tom") == [("name", "Anna"), ("name", "Tom")]


# --- nobody --------------------------------------------------------------------------------------

TO_THE_CUSTOMER = [
    "Bonne journée Élodie", "Bonne journée, Élodie !", "Merci Élodie", "Merci à vous, Élodie",
    "À bientôt, Élodie", "À bientôt Élodie !", "Merci Élodie pour votre patience.",
    "Bon week-end Élodie 😊", "Thanks, Élodie", "Thanks Élodie", "Have a great day, Élodie!",
    "Enjoy, Élodie", "Cheers Élodie", "Thank you for your patience, Élodie", "See you, Élodie.",
]  # fmt: skip


@pytest.mark.parametrize("closing", TO_THE_CUSTOMER)
def test_the_customer_does_not_sign(closing: str) -> None:
    assert signers(f"Bonjour Élodie, votre colis arrive demain. {closing}") == []
    assert signers(f"Your parcel comes tomorrow. {closing}", customer="Élodie Roy") == []
    assert signers(f"C'est fait. {closing}", customer="Élodie", author="Samir") == []


@pytest.mark.parametrize(
    "end",
    [
        "Envoyez-le en PDF", "à l'agence de Paris", "Rendez-vous à Lyon", "Merci", "Merci !",
        "Cordialement", "Bonne journée.", "C'est tout bon. Merci", "Merci. Cordialement",
        "Bon vol vers Nice", "une photo en MP", "via WhatsApp", "sur Lumea", "On vous attend lundi",
        "Dispo sur iOS et Android", "avec Apple Pay", "Réponse sous 48h. OK", "par SMS",
        "Voir #Lumea", "Tout est sur https://example.com/aide", "Suite 1/2", "Nous sommes rue Victor Hugo",
        "au 12 rue de Lille - Paris", "vol Nice - Paris", "anywhere in the USA", "our shop in Bath",
        "Thanks", "Thanks!", "Kind regards", "See you Monday", "on your Galaxy S21",
        "valid until TBC", "OK", "here to help!", "- Keep us posted!", "- Enjoy!", "We're open 24/7", "Leeds - York",
        "Thank you in advance", "Please DM us", "Contactez le Service Client", "the new Windows",
        "Je transmets à l'équipe", "Voyez avec le SAV", "Merci à toute l'équipe !",
        "Please call Customer Services", "I've told the team", "Ask the store manager",
        "Talk to our Customer Care team", "Contact Customer Support",
    ],
)  # fmt: skip
def test_places_products_and_formulas_do_not_sign(end: str) -> None:
    assert signers(f"Hello, {end}") == []


@pytest.mark.parametrize(
    "text",
    [
        "👍🙏😊", "", "Julie", "OK", "Bonjour Julie", "Hi Tom,",
        "Options:\n- Paris\n- Lyon\n- Nice",
        f"{MAIL_EN}Kind regards,", "Bonjour Paul,\n\nC'est fait.\n\nMerci,\n\nPaul",
    ],
)  # fmt: skip
def test_nobody_signs(text: str) -> None:
    assert signers(text) == []


# --- teams ---------------------------------------------------------------------------------------

TEAMS = [
    "L'équipe Lumea", "La Direction", "Le Service Clients Lumea", "Le SAV Lumea", "La gérante",
    "Toute l'équipe Lumea", "Service Relation Client", "Votre conseiller Lumea", "Support Lumea",
    "Le Community Manager", "L’équipe du service client", "Les équipes Lumea", "Équipe Support",
    "Le responsable du magasin", "Service client", "The Tandem Customer Care Team", "Team Tandem",
    "The Management", "Customer Services", "Your Tandem team", "Tandem Customer Support",
    "The Owner", "Store Manager", "Social Media Team", "Everyone at Tandem", "Guest Relations",
    "The whole team at Tandem", "Your friends at Tandem", "Tandem HQ", "Complaints Department",
]  # fmt: skip


@pytest.mark.parametrize("team", TEAMS)
@pytest.mark.parametrize(
    "before",
    [
        "Merci beaucoup Estelle, c'est noté. À bientôt, ", f"{MAIL_FR}Cordialement,\n", MAIL_FR,
        f"{MAIL_EN}Kind regards,\n", ENDS_EN, f"{ENDS_EN}- ", f"{ENDS_EN}^",
    ],
)  # fmt: skip
def test_a_team_is_no_person(before: str, team: str) -> None:
    assert signers(before + team) == [("team", team)]


def test_a_brand_is_no_person() -> None:
    assert signers(f"{ENDS_FR}Belle journée, Lumea", brand="Lumea") == [("team", "Lumea")]
    assert signers(f"{MAIL_FR}Bien à vous,\nLumea", inbound="@LumeaShop alors ?")[0][0] == "team"
    assert signers(f"{ENDS_EN}^Tandem", brand="Tandem & Co") == [("team", "Tandem")]
    assert signers("Tout est sur lumea.fr. À bientôt, Lumea", author="Rob")[0][0] == "team"


def test_where_somebody_else_writes_an_unknown_word_is_the_brand() -> None:
    assert signers(f"{ENDS_FR}Belle journée, Lumea") == [("name", "Lumea")]
    assert signers(f"{ENDS_FR}Belle journée, Lumea", author="Nora") == [("team", "Lumea")]
    assert signers(f"{ENDS_EN}^Tandem", author="Amy") == [("team", "Tandem")]
    assert signers(f"{ENDS_FR}Belle journée, Julie", author="Nora") == [("name", "Julie")]
    assert signers(f"{ENDS_FR}Valisoa", author="Nora", brand="Lumea") == [("name", "Valisoa")]


def test_a_company_under_a_team_is_no_person() -> None:
    text = f"{MAIL_EN}Yours sincerely,\n\nCustomer Relations\nAcme Ltd"
    assert signers(text) == [("team", "Customer Relations")]


# --- fields of templates -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "field", ["{{agent.name}}", "{{ticket.assignee.first_name}}", "[Your name]", "%agent_name%"]
)
def test_a_field_for_the_agent_signs_a_template(field: str) -> None:
    assert signers(f"{MAIL_EN}Best,\n{field}") == [("name", field)]
    assert signers(f"{MAIL_EN}{{{{ticket.id}}}}") == []


# --- the other zones -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "greeting", "addressee"),
    [
        ("Bonjour Madame Roy, merci.", "Bonjour Madame Roy,", "Roy"),
        ("Bonjour Élodie ! C'est fait.", "Bonjour Élodie !", "Élodie"),
        ("@lea Hi Léa, all done.", "Hi Léa,", "Léa"),
        ("Hi there! All done.", "Hi there!", None),
        ("Madame, Monsieur,\n\nNous…", "Madame, Monsieur,", None),
        ("Dear Mr Hale,\n\nYes.", "Dear Mr Hale,", "Hale"),
        ("Hi {{first_name}}, yes.", "Hi {{first_name}},", None),
        ("Bonjour, nous avons bien reçu", "Bonjour,", None),
        ("Bonjour Nous avons bien reçu", "Bonjour", None),
        ("Estelle, mille mercis !", "Estelle,", "Estelle"),
        ("hi tom, sorted", "hi tom,", "tom"),
        ("Good morning Jean-Luc - yes", "Good morning Jean-Luc -", "Jean-Luc"),
    ],
)
def test_the_greeting_and_whom_it_names(text: str, greeting: str, addressee: str | None) -> None:
    zones = read(text).zones
    assert zones.greeting is not None
    assert text[slice(*zones.greeting)] == greeting
    named = text[slice(*zones.addressee)] if zones.addressee is not None else None
    assert named == addressee


@pytest.mark.parametrize("text", ["Votre colis arrive. Bonjour à tous", "Please DM us", "", "👍"])
def test_no_greeting(text: str) -> None:
    assert read(text).zones.greeting is None


def test_the_body_lies_between_greeting_and_signature() -> None:
    doc = read("Hi Jane, it comes tomorrow. Cheers, Tom")
    assert doc.text[slice(*doc.zones.body)] == " it comes tomorrow. Cheers, "


@pytest.mark.parametrize("piece", [".", "a", "\n", " ", "😀", "^", "- ", "a\n", "A ", "(", "1/2 "])
def test_a_long_text_takes_linear_time(piece: str) -> None:
    assert read(piece * (100_000 // len(piece)), author="Julie").zones is not None
