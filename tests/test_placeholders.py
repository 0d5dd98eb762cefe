"""Placeholders of every dialect are found, and what only looks like one is not."""

from __future__ import annotations

import pytest

from replylint.placeholders import SHAPES, Placeholder, find, may_hold, names_field
from replylint.placeholders.dialects import (
    BY_NAME,
    DIALECTS,
    detect,
    likely_value,
    longest_value,
)


def only(text: str) -> Placeholder:
    found = find(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("written", "shape", "variable"),
    [
        ("{{ticket.requester.first_name}}", "double_braces", "ticket.requester.first_name"),
        ("{{ticket.requester.firstname}}", "double_braces", "ticket.requester.firstname"),
        ("{{first_name | fallback: 'there'}}", "double_braces", "first_name"),
        ("{{contact.first_name || 'there'}}", "double_braces", "contact.first_name"),
        ("{{ contact.firstname }}", "double_braces", "contact.firstname"),
        ("{{{Recipient.FirstName}}}", "double_braces", "Recipient.FirstName"),
        ("{{1}}", "double_braces", "1"),
        ("{%customer.firstName,fallback=there%}", "tag", "customer.firstName"),
        ("{!Contact.FirstName}", "salesforce", "Contact.FirstName"),
        ("#{ticket.customer.firstname}", "ruby", "ticket.customer.firstname"),
        ("{contactfield=firstname|there}", "brace", "contactfield=firstname"),
        ("{prénom}", "brace", "prénom"),
        ("{nom du client}", "brace", "nom du client"),
        ("%{username}", "percent_brace", "username"),
        ("${client.prenom}", "dollar_brace", "client.prenom"),
        ("{$prenom}", "dollar_brace", "prenom"),
        ("%(first_name)s", "python", "first_name"),
        ("%s", "printf", "s"),
        ("*|FNAME|*", "mailchimp", "FNAME"),
        ("$contact.firstname", "dollar", "contact.firstname"),
        ("--numéro du dossier--", "dashes", "numéro du dossier"),
        ("[NOM DU CLIENT]", "brackets", "NOM DU CLIENT"),
        ("[[name]]", "double_brackets", "name"),
        ("<first name>", "angle", "first name"),
        ("<%= client.prenom %>", "erb", "client.prenom"),
        ("%prenom%", "percent", "prenom"),
        ("%%FirstName%%", "double_percent", "FirstName"),
        ("@@NOM@@", "double_at", "NOM"),
        ("@NAME@", "at_signs", "NAME"),
        ("@@handle", "at_sign", "handle"),
        ("#ROW#", "hashes", "ROW"),
        (r"\{\{first_name\}\}", "escaped", "first_name"),
        ("##prenom##", "double_hash", "prenom"),
        ("#PRENOM#", "hashes", "PRENOM"),
        ("__prenom__", "underscores", "prenom"),
        ("«Nom_client»", "merge_field", "Nom_client"),
        ("<<Nom>>", "double_angles", "Nom"),
        (":prenom", "colon", "prenom"),
        ("{0}", "index", "0"),
    ],
)
def test_dialects(written: str, shape: str, variable: str) -> None:
    text = f"Bonjour {written}, bien reçu."
    found = only(text)
    assert (found.shape, found.variable) == (shape, variable)
    assert text[found.start : found.end] == written


def test_every_shape_is_tested() -> None:
    tested = {case[1] for mark in test_dialects.pytestmark for case in mark.args[1]}
    assert tested == {shape for shapes in SHAPES.values() for shape, _ in shapes}


@pytest.mark.parametrize(
    "written",
    ["{{first_name}", "{first_name}}", "{{first_name", "prenom}}", "{prenom", "prenom}", "%{name",
     "${name", "*|FNAME|", "|FNAME|*", "%prenom", "[NOM", "NOM]"],
)  # fmt: skip
def test_a_missing_bracket(written: str) -> None:
    text = f"Bonjour {written}, bien reçu."
    found = only(text)
    assert found.shape == "broken"
    assert text[found.start : found.end] == written


@pytest.mark.parametrize(
    "text",
    [
        "C'est réglé <3, 5 < 6 et 8 > 7, </3",
        "Un <b>mot</b>, un <a href='#'>lien</a>, <code>x</code>, <br>",
        "Appuyez sur <Ctrl> + <C> puis <Entrée>",
        "Maud <maud@example.com>, <https://example.com/nom>",
        "-20 % sur le lin, 100% coton, 10%à20%, -50 %d'économies",
        "https://example.com/a%20b%2Fc%3Fd%3D1",
        "Ouvrez %APPDATA%\\Lumiveo ou %TEMP%",
        "12 $, $40, $ZM, A$AP, $$$",
        "à bientôt -- et merci -- à vous, 10--12, --------",
        "la note [1], [sic], [2025], [x], [ ], [INFO] trafic",
        "[Mon compte] > [Mes commandes], cliquez sur le bouton [Nom]",
        "[lien](https://example.com)",
        "« Vous m'écriviez que [la commande] est partie »",
        "`{{ product.title }}` et ```\n{{ a }}\n```",
        "¯\\_(ツ)_/¯ (1/2) :-{ ^_^ *important* _souligné_",
        "x_{i} + \\frac{a}{b} = 10^{2}",
        "#Lumiveo2025 #Nom, n°5, 100 #",
        "Objet :commande reçue, à 10:30",
        "Le titre «Nom» du film",
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    assert find(text) == ()


def test_full_width_brackets_hide_nothing() -> None:
    assert only("Bonjour ｛｛prenom｝｝ !").body == "prenom"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{{first_name | fallback: 'there'}}", True),
        ("{{contact.first_name || 'there'}}", True),
        ("{%customer.firstName,fallback=there%}", True),
        ("{contactfield=firstname|there}", True),
        ("{{ name | default('there') }}", True),
        ("{{first_name}}", False),
        ("*|FNAME|*", False),
    ],
)
def test_fallback(written: str, expected: bool) -> None:
    assert only(written).has_fallback is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("{{name}}", True), ("{%user.firstName%}", True), ("{% if name %}", False),
     ("{{#each items}}", False), ("{{/if}}", False)],
)  # fmt: skip
def test_a_tag_that_steers_gives_no_value(written: str, expected: bool) -> None:
    assert only(written).is_value is expected


def test_several_in_the_order_of_the_text() -> None:
    text = "Hi {first_name}, order {{order.id}} of [DATE] is at {depot"
    bodies = [found.body for found in find(text)]
    assert bodies == ["first_name", "order.id", "DATE"]


def test_the_cheap_test_never_misses() -> None:
    for shapes in SHAPES.values():
        assert shapes
    for text in ("{a}", "a}}", "[NOM]", "NOM]", "%s", "<nom>", "$a.b", "--nom--", "__nom__", "|A|*",
                 "@@A@@", "##a##", "«A_nom»", "Hi :nom", "｛a｝"):  # fmt: skip
        assert may_hold(text)
    assert not may_hold("Bonjour Inès, le colis n° 5 arrive : demain (promis) !")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Nom du client", True), ("orderNumber", True), ("contact.firstname", True), ("prénom", True),
     ("sic", False), ("", False), ("1", False), ("Julie", False)],
)  # fmt: skip
def test_names_field(text: str, expected: bool) -> None:
    assert names_field(text) is expected


# --- dialects ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ticket.requester.first_name}} {{ticket.id}}", "zendesk"),
        ("{{ticket.requester.firstname}}", "freshdesk"),
        ("{{ticket.customer.firstname}}", "gorgias"),
        ("{{recipient.first_name}}", "front"),
        ("{{contact.first_name || 'there'}}", "chatwoot"),
        ("{{ contact.firstname }}", "hubspot"),
        ("{{first_name | fallback: 'there'}}", "intercom"),
        ("{%customer.firstName%}", "help_scout"),
        ("{contactfield=firstname}", "mautic"),
        ("#{ticket.customer.firstname}", "zammad"),
        ("$contact.firstname", "respond_io"),
        ("%{ticket.name.first}", "osticket"),
        ("{{ticket.id}}", None),
        ("%{prenom}", None),
        ("Bonjour", None),
    ],
)
def test_the_fields_tell_the_dialect(text: str, expected: str | None) -> None:
    found = detect(find(text))
    assert (found.name if found is not None else None) == expected


def test_every_dialect_writes_shapes_that_are_found() -> None:
    shapes = {shape for group in SHAPES.values() for shape, _ in group}
    assert len(BY_NAME) == len(DIALECTS)
    for dialect in DIALECTS:
        assert set(dialect.shapes) <= shapes
        if dialect.fallback:
            written = only(f"Hi {dialect.fallback.format('contactfield=a')}, bye.")
            assert written.shape in dialect.shapes
            assert written.has_fallback


def test_families_of_free_fields_are_known() -> None:
    zendesk = BY_NAME["zendesk"]
    assert zendesk.knows("ticket.requester.custom_fields.loyalty")
    assert zendesk.knows("ticket.requester.first_name")
    assert not zendesk.knows("ticket.requester.firstname")
    assert zendesk.has_root("ticket.whatever")
    assert not zendesk.has_root("contact.name")


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("ticket.requester.first_name", 12),
        ("ticket.customer.firstname", 12),
        ("prénom", 12),
        ("Contact.FirstName", 12),
        ("NOM DU CLIENT", 24),
        ("customer.fullName", 24),
        ("ticket.id", 14),
        ("numéro du dossier", 14),
        ("ticket.url", 45),
        ("user.email", 32),
        ("montant", 11),
        ("delivery_date", 18),
        ("whatever", 20),
        ("", 20),
    ],
)
def test_the_longest_likely_value(variable: str, expected: int) -> None:
    assert longest_value(variable) == expected
    assert len(likely_value(variable)) == expected


def test_a_link_is_likely_to_be_a_link() -> None:
    assert likely_value("tracking_url").startswith("https://")
