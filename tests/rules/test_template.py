"""The rules of the category template, beyond the examples of their pages."""

from __future__ import annotations

from datetime import datetime

import pytest

from replylint import Linter, Reply

LINTER = Linter(select=["TPL001", "TPL002", "TPL003", "TPL006"], raise_errors=True)


def codes(text: str, language: str = "fr", **context: object) -> set[str]:
    report = LINTER.check(Reply(text, language=language, **context))  # type: ignore[arg-type]
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    "written",
    ["{{prenom}}", "{{ prénom | default: 'à vous' }}", "{prenom}", "<prénom>", "&lt;nom&gt;", "%s",
     "&#123;&#123;prenom&#125;&#125;", "{\u200b{prenom}}", "$prenom", "${client.prenom}",
     "*|PNOM|*", "#{client.prenom}", "{!Contact.Nom}", "%{pseudo}", "{0}", "{{1}}",
     "--nom du client--", "«Prénom»", "@@NOM@@", "#NOM#", ":prenom", "{{prenom}",
     "{prenom}}", "{{prenom", "%prenom"],
)  # fmt: skip
def test_raw_placeholders_in_a_draft(written: str) -> None:
    assert codes(f"Bonjour {written}, le musée rouvre samedi. Zoé") == {"TPL001"}


@pytest.mark.parametrize("written", ["{{prenom}}", "<prénom>", "%{pseudo}", "*|PNOM|*", "[NOM]"])
def test_whole_placeholders_are_fine_in_a_template(written: str) -> None:
    assert codes(f"Bonjour {written}, le musée rouvre samedi. Zoé", kind="template") == set()


def test_placeholders_in_a_link() -> None:
    assert codes("Le billet : https://musee.example.com/billet/{{numero}} Zoé") == {"TPL001"}
    assert codes("Le billet : https://musee.example.com/billet/XXXXXX Zoé") == {"TPL003"}
    assert codes("Le billet : https://musee.example.com/billet/%7Ba%20b%2Fc Zoé") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour , le musée rouvre samedi. Zoé",
        "Bonjour\u00a0, le musée rouvre samedi. Zoé",
        "@Yann_L Bonsoir  ! Le musée rouvre samedi. ^ZB",
        "Chère  ,\n\nLe musée rouvre samedi.\n\nZoé",
        "Bonjour Madame ,\n\nLe musée rouvre samedi.\n\nZoé",
        "Bonjour M. , le musée rouvre samedi. Zoé",
        "Bonjour @, le musée rouvre samedi. Zoé",
        "Bonjour null, le musée rouvre samedi. Zoé",
        "Bonjour [object Object], le musée rouvre samedi. Zoé",
        "Bonjour Yann, le billet n° None est valable samedi. Zoé",
        "Bonjour Yann, l'audioguide coûte NaN €. Zoé",
        "Bonjour Yann, votre réservation n° est confirmée. Zoé",
        "Bonjour Yann, votre dossier n°, reçu hier, est complet. Zoé",
        "Bonjour Yann, nous vous rendons la somme de € demain. Zoé",
        "Bonjour Yann, la visite est prévue le  à  h. Zoé",
        "Bonjour Yann, la visite dure jusqu'au . Zoé",
        "Bonjour Yann, réponse sous jours. Zoé",
        "Bonjour Yann, le billet ( ) est valable samedi. Zoé",
        "Bonjour Yann, l'exposition « » ouvre samedi. Zoé",
        "Bonjour Yann, plan : https:// Zoé",
        "Bonjour Yann, visite le 01/01/1970. Zoé",
        "Bonjour Yann, total : #VALEUR! à régler. Zoé",
        "Bonjour Yann, merci d'avoir choisi . Zoé",
    ],
)
def test_empty_fills_in_french(text: str) -> None:
    assert codes(text) == {"TPL002"}


@pytest.mark.parametrize(
    "text",
    [
        "Hi , the museum reopens on Saturday. Zoe",
        "Hi  ! The museum reopens on Saturday. Zoe",
        "Hi ! The museum reopens on Saturday. Zoe",
        "Dear,\n\nThe museum reopens on Saturday.\n\nZoe",
        "Dear Mr,\n\nThe museum reopens on Saturday.\n\nZoe",
        "Good morning ,\n\nThe museum reopens on Saturday.\n\nZoe",
        "Hi undefined, the museum reopens on Saturday. Zoe",
        "Hi Ivan, ticket null is good for Saturday. Zoe",
        "Hi Ivan, booking # has gone through. Zoe",
        "Hi Ivan, a £ voucher is on its way. Zoe",
        "Hi Ivan, the tour runs between  and  . Zoe",
        "Hi Ivan, the tour is valid until . Zoe",
        "Hi Ivan, your seat for  on  is booked. Zoe",
        "Hi Ivan, your has been booked. Zoe",
        "Hi Ivan, your tour is on Invalid Date. Zoe",
        "Welcome to ! The museum reopens on Saturday. Zoe",
    ],
)
def test_empty_fills_in_english(text: str) -> None:
    assert codes(text, "en") == {"TPL002"}


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour ! Le musée rouvre samedi. Zoé",
        "Bonjour  Yann, le musée rouvre  samedi. Zoé",
        "Bonjour Yann , le musée rouvre samedi. Zoé",
        "Bonjour... oui, le musée rouvre samedi. Zoé",
        "Bonjour 😊 ! Le musée rouvre samedi. Zoé",
        "Bonjour Yann, quel est votre n° ? Zoé",
        "Bonjour Yann, donnez-nous le n° de dossier en MP. Zoé",
        "Bonjour Yann, le tarif est en €, pas en $. Zoé",
        "Bonjour Yann, ajoutez f() puis print(). Zoé",
        "Bonjour Yann, né le 01/01/1970, vous avez droit au tarif réduit. Zoé",
        "Bonjour Yann, la vôtre est prête ^^ Zoé",
        "Bonjour Yann, votre solde est nul. Zoé",
    ],
)
def test_no_empty_fill_in_french(text: str) -> None:
    assert codes(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Hi! The museum reopens on Saturday. Zoe",
        "Hi ! Yes ! The museum reopens on Saturday ! Zoe",
        "Hi dear, the museum reopens on Saturday. Zoe",
        "None of our guides is off, and an undefined error is gone. Zoe",
        "Hi Nan, the museum reopens on Saturday. Zoe",
        "Hi Mr Null, the museum reopens on Saturday. Zoe",
        "Hi Ivan, your order # is in the e-mail. Zoe",
        "Hi Ivan, it's within days of the deadline, pay in £ or €. Zoe",
        "Hi Ivan, please stop by. Zoe",
    ],
)
def test_no_empty_fill_in_english(text: str) -> None:
    assert codes(text, "en") == set()


def test_a_customer_may_be_called_none() -> None:
    assert codes("Hi None, the museum reopens. Zoe", "en") == {"TPL002"}
    assert codes("Hi None, the museum reopens. Zoe", "en", customer="None Adeyemi") == set()
    assert codes("Hi None, it reopens. Zoe", "en", inbound="Open? Thanks, None A.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour [NOM], le musée rouvre samedi. Zoé",
        "Bonjour (prénom), le musée rouvre samedi. Zoé",
        "Bonjour PRÉNOM, le musée rouvre samedi. Zoé",
        "Bonjour @pseudo, le musée rouvre samedi. Zoé",
        "Bonjour VISITEUR [prénom], le musée rouvre samedi. Zoé",
        "Bonjour ____, le musée rouvre samedi. Zoé",
        "Bonjour Yann, l'audioguide coûte XX €. Zoé",
        "Bonjour Yann, la visite est le xx/xx à xxh. Zoé",
        "Bonjour Yann, la visite est le JJ/MM/AAAA. Zoé",
        "Bonjour Yann, réponse sous X jours. Zoé",
        "Bonjour Yann, ouvert de ??? à ???. Zoé",
        "Bonjour Yann, votre billet n°... est prêt. Zoé",
        "Bonjour Yann, le [...] à 10h. Zoé",
        "Bonjour Yann, plan ici : INSÉRER LE LIEN. Zoé",
        "Bonjour Yann, plan ici : (insérer lien). Zoé",
        "Bonjour Yann, l'exposition dure jusqu'au à préciser. Zoé",
        "Bonjour Yann, lorem ipsum. Zoé",
        "Bonjour Yann, c'est noté. FIXME revoir le prix. Zoé",
        "Bonjour Yann, c'est noté, à valider avec Paula. Zoé",
        "Bonjour Yann, c'est noté. @Paula tu peux relire ? Zoé",
        "Note interne : visiteur pénible.\nBonjour Yann, c'est noté. Zoé",
        "BROUILLON - Bonjour Yann, c'est noté. Zoé",
        "Bonjour Yann, c'est noté. <!-- revoir --> Zoé",
        "Bonjour Yann, c'est noté.\n\nCordialement,\nNom du conseiller",
        "Bonjour Yann, avoir / échange (rayer la mention inutile). Zoé",
    ],
)
def test_unfinished_text_in_french(text: str) -> None:
    assert codes(text) == {"TPL003"}


@pytest.mark.parametrize(
    "text",
    [
        "Hi NAME, the museum reopens on Saturday. Zoe",
        "Hi VISITOR [first name], the museum reopens on Saturday. Zoe",
        "Dear Mr X, the museum reopens on Saturday. Zoe",
        "Hi Ivan, the guide costs £XX. Zoe",
        "Hi Ivan, our [CITY] museum reopens on Saturday. Zoe",
        "Hi Ivan, map: [insert link]. Zoe",
        "Hi Ivan, reply within XX working days. Zoe",
        "Hi Ivan, the tour is on TBC. Zoe",
        "Hi Ivan, all set. DO NOT SEND YET. Zoe",
        "Hi Ivan, all set. @Paula can you check this? Zoe",
        "Hi Ivan, all set. (Internal: he is a pain) Zoe",
        "Hi Ivan, all set. TODO add map. Zoe",
        "Hi Ivan, all set.\n\nBest,\nYour Name",
        "Hi Ivan, a refund / a swap (delete as applicable). Zoe",
        "Hi Ivan, your code is #####. Zoe",
    ],
)
def test_unfinished_text_in_english(text: str) -> None:
    assert codes(text, "en") == {"TPL003"}


@pytest.mark.parametrize(
    "text",
    [
        "Merci Yann ! xxx Zoé",
        "Merci Yann XXX",
        "Bonjour Yann, le code part au 06 39 98 XX XX, carte XXXX 4242. Zoé",
        "Bonjour Yann, au format XX-000, en XXL ou XXXL. Zoé",
        "Bonjour Yann, il reste un formulaire à compléter. Zoé",
        "Bonjour Yann, votre brouillon reste dans l'onglet « Brouillons ». Zoé",
        "Bonjour Yann, indiquez la date au format JJ/MM/AAAA. Zoé",
        "[INFO] Bonjour Yann, voir [Mon compte] > [Mes commandes] et la note [1]. Zoé",
        "Bonjour Yann, ah bon ??? On regarde. Zoé",
        "Bonjour Yann, c'est à vérifier avec Paula, qui vous rappelle. Zoé",
        "Bonjour @Yann_L, pouvez-vous vérifier vos MP ? Zoé",
        "Quelle mésaventure, désolée. @Yann_L tu peux vérifier ta messagerie ? Zoé",
        "Bonjour Yann, l'exposition Jean XXIII, au XXe siècle. Zoé",
        "Bonjour Yann, on est sur X et Instagram. Zoé",
        "______________________\nBonjour Yann, c'est noté. Zoé",
        "Bonjour Yann, ### promo ! 🎉 Zoé",
    ],
)
def test_no_unfinished_text_in_french(text: str) -> None:
    assert codes(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Thanks so much lovely xxx",
        "See you soon! XXX Mia",
        "Hi Ivan, the form is to be completed and sent back. Zoe",
        "Hi Ivan, draft cider is £4, your to-do list is safe. Zoe",
        "Hi Ivan, do not send cash by post, check before posting it. Zoe",
        "Hi Ivan, add your name here when you can. Zoe",
        "Thanks, that's not what we want. @Ivan_R can you check your inbox? Zoe",
        "Hi Ivan, DM us your name, postcode and order number",
        "HI IVAN, ADD TEXT WITH THE T BUTTON. ZOE",
    ],
)
def test_no_unfinished_text_in_english(text: str) -> None:
    assert codes(text, "en") == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cher(e) client(e), c'est noté. Zoé", "fr"),
        ("Cher.e Camille, c'est noté. Zoé", "fr"),
        ("Chère/Cher Camille, c'est noté. Zoé", "fr"),
        ("Bonjour Mme/M. Adeyemi, c'est noté. Zoé", "fr"),
        ("Bonjour M. ou Mme Adeyemi, c'est noté. Zoé", "fr"),
        ("Bonjour Camille, vous êtes attendu(e) à 9h. Zoé", "fr"),
        ("Dear Mr./Ms. Adeyemi, all set. Zoe", "en"),
        ("Estimado/a cliente, gracias. Zoe", "es"),
        ("Sehr geehrte(r) Gast, danke. Zoe", "de"),
    ],
)
def test_unresolved_gender(text: str, language: str) -> None:
    assert codes(text, language) == {"TPL006"}


@pytest.mark.parametrize(
    "text",
    [
        "Madame, Monsieur,\n\nC'est noté.\n\nZoé",
        "Bonjour Monsieur et Madame Adeyemi, c'est noté. Zoé",
        "Bonjour, nos adhérent(e)s et un(e) guide vous attendent. Zoé",
        "Bonjour, l'enfant (e.g. de 4 ans) et/ou le parent. Zoé",
    ],
)
def test_resolved_gender(text: str) -> None:
    assert codes(text) == set()


def test_findings_say_where() -> None:
    report = LINTER.check("Bonjour {{prenom}}, billet n° XXXX pour [DATE]. Zoé")
    found = [(finding.code, finding.excerpt) for finding in report.findings]
    assert found == [("TPL001", "{{prenom}}"), ("TPL003", "XXXX"), ("TPL003", "[DATE]")]


@pytest.mark.parametrize(
    "note",
    [
        "### ask Ines first ###",
        ">> ask Ines about it <<",
        "// check with Ines first //",
        "%% check with Ines %%",
        "*** à vérifier avec Inès ***",
        "(insert first name)",
        "[insert link]",
        "### check with Ines whether it is covered ###",
    ],
)
def test_one_note_is_one_finding(note: str) -> None:
    report = LINTER.check(f"Hi Ann, your seat is booked. {note} See you there. Zoe")
    assert [finding.code for finding in report.findings] == ["TPL003"]


def test_signs_that_the_customer_is_to_type_are_no_note() -> None:
    assert codes("Put two signs around it: ## My title ## and save. Zoe") == set()


# --- copies --------------------------------------------------------------------------------------

COPIES = Linter(select=["TPL004"], raise_errors=True)
BODY = "nous avons bien noté votre passage au musée et nous espérons vous y revoir un jour prochain"


def copied(text: str, *history: str, **settings: object) -> bool:
    linter = Linter(select=["TPL004"], rule={"TPL004": settings}) if settings else COPIES
    return not linter.check(Reply(text, history=history)).ok


@pytest.mark.parametrize(
    "text",
    [
        f"Bonjour Yann, {BODY}. Zoé",
        f"@Yann_L Bonsoir Yann ! {BODY.upper()}. ^ZB",
        f"Bonjour {{{{prenom}}}}, {BODY}. https://musee.example.com",
        f"Chère Madame Adeyemi,\n\n{BODY.capitalize()}.\n\nZoé Blanc",
    ],
)
def test_copies_are_found_whoever_they_are_for(text: str) -> None:
    assert copied(text, "Merci !", f"Bonjour Aïssa, {BODY}. Maud")


def test_other_replies_are_no_copies() -> None:
    assert not copied(f"Bonjour Yann, {BODY}.", "Bonjour Yann, le vestiaire est ouvert à tous.")
    half = BODY.partition(" et ")[0]
    assert not copied(f"Bonjour, {half}, le vestiaire ouvre à 9h le samedi.", f"Bonjour, {BODY}.")
    assert not copied("Merci Yann, à bientôt !", "Merci Yann, à bientôt !")


def test_the_likeness_is_an_option() -> None:
    changed = BODY.replace("un jour prochain", "un autre jour")
    assert not copied(f"{changed}.", f"{BODY}.", similarity=0.9)
    assert copied(f"{changed}.", f"{BODY}.", similarity=0.6)
    short = "Merci Yann, à très bientôt chez nous !"
    assert not copied(short, short)
    assert copied(short, short, min_words=2)


def test_without_a_history_copies_are_not_judged() -> None:
    report = COPIES.check(BODY)
    assert [note.reason for note in report.skipped] == ["needs-history"]


# --- variables -----------------------------------------------------------------------------------

VARIABLES = Linter(select=["TPL005"], raise_errors=True)


def variables(text: str, **settings: object) -> list[str]:
    linter = Linter(select=["TPL005"], rule={"TPL005": settings}) if settings else VARIABLES
    report = linter.check(Reply(text, kind="template"))
    return [finding.suggestion or "" for finding in report.findings]


def test_a_misspelt_field() -> None:
    found = variables("{{ticket.requester.first_name}} {{ticket.requester.last_nam}}")
    assert found == ["Did you mean “ticket.requester.last_name”?"]


def test_a_field_of_another_tool() -> None:
    found = variables("{{ticket.customer.firstname}} {{ticket.id}} *|FNAME|*")
    assert len(found) == 1
    assert "Gorgias" in found[0]


@pytest.mark.parametrize(
    ("text", "fallback"),
    [
        ("{{first_name}}", "{{first_name | fallback: 'there'}}"),
        ("{%customer.firstName%}", "{%customer.firstName,fallback=there%}"),
        ("{{contact.name}} {{agent.name}}", "{{ contact.name || 'there' }}"),
        ("{contactfield=firstname}", "{contactfield=firstname|there}"),
    ],
)
def test_a_name_without_a_fallback(text: str, fallback: str) -> None:
    assert variables(text) == [f"Give a fallback: {fallback}"]
    assert variables(text, fallbacks=False) == []
    assert variables(fallback) == []


@pytest.mark.parametrize(
    "text",
    ["{{ticket.requester.first_name}}", "{{ticket.requester.custom_fields.loyalty}} {{ticket.id}}",
     "{{prenom}}", "%{anything}", "*|ANYTHING|*", "{{ticket.id}}", "[NOM] {{ticket.title}}",
     "Bonjour"],
)  # fmt: skip
def test_known_and_free_fields(text: str) -> None:
    assert variables(text) == []


def test_the_dialect_may_be_given() -> None:
    assert len(variables("{{ticket.requester.firstname}}", dialect="zendesk")) == 1
    assert variables("{{ticket.requester.firstname}}", dialect="freshdesk") == []
    assert len(variables("{{first_name}}", dialect="Help Scout")) == 1


# --- dates ---------------------------------------------------------------------------------------

DATES = Linter(select=["TPL007"], raise_errors=True)


def stale(text: str, sent: str, language: str = "fr") -> list[str]:
    sent_at = datetime.fromisoformat(f"{sent}T10:00:00+01:00")
    report = DATES.check(Reply(text, sent_at=sent_at, language=language))
    return [finding.excerpt for finding in report.findings]


def test_a_day_that_has_passed() -> None:
    assert stale("Ouvert jusqu'au 3 mai.", "2025-05-04") == ["3 mai"]
    assert stale("Ouvert jusqu'au 3 mai.", "2025-05-03") == []
    assert stale("Ouvert jusqu'au 3 mai.", "2025-09-03") == []
    assert stale("Ouvert jusqu'au 3 mai 2024.", "2025-09-03") == ["3 mai 2024"]
    assert stale("Ouvert jusqu'au 03/05/2025.", "2025-05-04") == ["03/05/2025"]
    assert stale("Open until Friday 3rd of May.", "2025-05-04", "en") == ["3rd of May"]
    assert stale("Reply by May 3, 2025.", "2025-05-04", "en") == ["May 3, 2025"]


def test_days_that_say_nothing() -> None:
    assert stale("Parti le 3 mai, 31/02/2025, jusqu'au 31 février.", "2025-05-04") == []


def test_wishes_have_a_season() -> None:
    assert stale("Bonne année !", "2025-01-10") == []
    assert stale("Bonne année !", "2025-12-20") == []
    assert stale("Bonne année !", "2025-06-10") == ["Bonne année"]
    assert stale("Merry Christmas!", "2025-02-10", "en") == ["Merry Christmas"]


def test_stale_dates_are_in_preview() -> None:
    assert "TPL007" not in {rule.code for rule in Linter().rules}
