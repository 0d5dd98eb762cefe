"""Which texts of a structured file are replies: exports of helpdesks, locale files, patterns."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from reading import read

from replylint.errors import ConfigError
from replylint.sources.shapes import language_of_name, parse_field

SHARED = Path(__file__).parents[3] / "shared" / "data" / "templates"

ZENDESK = {
    "macros": [
        {
            "id": 25,
            "title": "Parcel late, first answer to a customer",
            "description": "Only for parcels that left more than five days ago",
            "actions": [
                {"field": "status", "value": "pending until the carrier answers us"},
                {"field": "subject", "value": "Your parcel {{ticket.id}}"},
                {"field": "comment_value_html", "value": "<p>Hello {{ticket.requester.name}},</p>"},
                {"field": "comment_value", "value": ["channel:all", "We traced your parcel."]},
                {"field": "current_tags", "value": "late parcel second answer"},
            ],
        },
        {
            "title": "Note to the warehouse",
            "actions": [
                {"field": "comment_value", "value": "Please look on shelf nine again."},
                {"field": "comment_mode_is_public", "value": "false"},
            ],
        },
    ]
}
GORGIAS = {
    "name": "Refund sent, ask for patience",
    "language": "fr",
    "actions": [
        {
            "name": "setResponseText",
            "title": "Send a reply to the customer",
            "arguments": {
                "body_text": "Votre remboursement est parti.",
                "body_html": "<div>Votre remboursement est parti.</div>",
            },
        },
        {"name": "addTags", "title": "Add tags", "arguments": {"tags": "refund sent by us"}},
    ],
}
FRESHDESK = [
    {
        "id": 7,
        "title": "Opening hours of all our shops",
        "folder_id": 3,
        "content": "We open at nine.",
        "content_html": "<p>We open at <b>nine</b>.</p>",
        "attachments": [],
    }
]
INTERCOM = {
    "type": "list",
    "data": [
        {
            "type": "macro",
            "name": "Order arrived broken",
            "body": "<p>Sorry about that, {{first_name}}.</p>",
            "body_text": "Sorry about that, {{first_name}}.",
            "available_on": ["inbox"],
        }
    ],
}
FRONT = [{"name": "Welcome", "subject": "Hello {{recipient.first_name}}", "body": "<p>Hi!</p>"}]
HELP_SCOUT = {"savedReplies": [{"name": "Hours", "text": "Nous ouvrons dès 9 h.", "locale": "fr"}]}
CHATWOOT = [{"id": 1, "short_code": "hi", "content": "Hello {{contact.name}}, how can I help?"}]
ZAMMAD = [
    {"name": "Thanks", "keywords": "thanks merci", "content": "Thank you for writing to us."},
    {"perform": {"article.note": {"body": "Only we can read this.", "internal": "true"}}},
]


@pytest.mark.parametrize(
    ("export", "expected"),
    [
        (ZENDESK, [
            ("subject", "Your parcel {{ticket.id}}"),
            ("body", "Hello {{ticket.requester.name}},"),
            ("body", "We traced your parcel."),
        ]),
        (GORGIAS, [("body", "Votre remboursement est parti.")]),
        (FRESHDESK, [("body", "We open at nine.")]),
        (INTERCOM, [("body", "Sorry about that, {{first_name}}.")]),
        (FRONT, [("subject", "Hello {{recipient.first_name}}"), ("body", "Hi!")]),
        (HELP_SCOUT, [("body", "Nous ouvrons dès 9 h.")]),
        (CHATWOOT, [("body", "Hello {{contact.name}}, how can I help?")]),
        (ZAMMAD, [("body", "Thank you for writing to us.")]),
    ],
    ids=["zendesk", "gorgias", "freshdesk", "intercom", "front", "help scout", "chatwoot",
         "zammad"],
)  # fmt: skip
def test_exports_of_helpdesks(export: object, expected: list[tuple[str, str]]) -> None:
    found = read("export.json", json.dumps(export, indent=1))
    assert [(one.reply.part, one.reply.text) for one in found] == expected
    assert {one.reply.kind for one in found} == {"template"}


@pytest.mark.parametrize("export", [GORGIAS, HELP_SCOUT])
def test_the_language_stands_beside_the_text(export: object) -> None:
    assert [one.reply.language for one in read("a.json", json.dumps(export))] == ["fr"]


def test_keys_beside_and_above_say_what_is_known() -> None:
    content = """
channel: Twitter
author: Julie
macros:
  - text: Bonjour, votre colis arrive demain.
    visibility: private
    lang: fr-CA
    brand: Lumea
  - channel: email
    text: |
      Bonjour,

      À demain.
  - channel: all of them
    text: Bonsoir à tous.
"""
    first, second, third = (one.reply for one in read("m.yaml", content))
    assert (first.channel, first.author, first.visibility) == ("x", "Julie", "private")
    assert (first.language, first.brand, first.part) == ("fr", "Lumea", "body")
    assert (second.channel, second.text) == ("email", "Bonjour,\n\nÀ demain.")
    assert third.channel is None  # a word that is no channel


def test_locale_files() -> None:
    content = """
fr:
  order_mailer:
    shipped:
      subject: "Votre commande %{number} est partie"
      title: Bonne nouvelle
      body_html: "<p>Elle arrive <b>demain</b>.</p>"
      count: 3
      ok: "-"
"""
    replies = [one.reply for one in read("x.yml", content)]
    assert [(reply.part, reply.text, reply.language) for reply in replies] == [
        ("subject", "Votre commande %{number} est partie", "fr"),
        ("fragment", "Bonne nouvelle", "fr"),
        ("fragment", "Elle arrive demain.", "fr"),
    ]


def test_a_text_in_several_languages() -> None:
    content = '{"name": "late parcel", "body": {"fr": "Bonjour, à demain.", "en": "Hello there."}}'
    found = [(one.reply.part, one.reply.language) for one in read("x.json", content)]
    assert found == [("body", "fr"), ("body", "en")]


def test_lists_and_maps_of_texts() -> None:
    found = read(
        "x.yaml", "- Hello, your parcel left today.\n- ok\n- Thanks for your kind words.\n"
    )
    assert [one.reply.text for one in found] == [
        "Hello, your parcel left today.",
        "Thanks for your kind words.",
    ]
    found = read("x.json", '{"late": "Hello, your parcel left today.", "url": "https://a.example"}')
    assert [one.reply.text for one in found] == ["Hello, your parcel left today."]


def test_columns_of_a_table() -> None:
    content = (
        "title;objet;réponse;canal;langue;notes\r\n"
        'Retard;Votre colis;"Bonjour,\r\nil arrive ""demain"".";twitter;fr;pour nous seuls\r\n'
        "Vide;;;;;\r\n"
    )
    found = [(o.reply.part, o.reply.text, o.reply.channel) for o in read("x.csv", content)]
    assert found == [
        ("body", 'Bonjour,\r\nil arrive "demain".', "x"),
        ("subject", "Votre colis", "x"),
    ]
    assert read("numbers.csv", "a,b\n1,2\n") == []


def test_a_known_customer_makes_a_draft() -> None:
    assert read("a.md", "Hello there")[0].reply.kind == "template"
    assert read("a.md", "Hello there", kind="draft")[0].reply.kind != "template"
    assert read("a.md", "---\nkind: draft\n---\nHello")[0].reply.kind != "template"
    assert read("a.md", "---\ncustomer: Ann\n---\nHello")[0].reply.kind != "template"
    assert read("a.html", "---\nchannel: x\n---\n<p>Hello</p>")[0].reply.kind == "template"
    assert read("a.txt", "Hello")[0].reply.kind != "template"
    assert read("a.csv", "reply,inbound\nHello,Where is it?\n")[0].reply.kind != "template"


@pytest.mark.parametrize(
    ("name", "language"),
    [("macros.fr.yml", "fr"), ("a/en.json", "en"), ("notify_fr.html.erb", "fr"),
     ("pt-BR.yml", "pt"),
     ("late.yml", None), ("hi.json", None), ("id.json", None), ("a.xx.yml", None), ("it.md", "it")],
)  # fmt: skip
def test_the_language_of_a_file_name(name: str, language: str | None) -> None:
    assert language_of_name(name) == language


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("macros[].text", ["one one", "two two", "three three"]),
        ("macros[1].text", ["two two"]),
        ("macros[kind=sent].text", ["one one", "three three"]),
        ("macros[].notes", ["for us"]),
        ("**.text", ["one one", "two two", "three three", "deep deep"]),
        ("*.inner.text", ["deep deep"]),
        ("nothing", []),
    ],
)  # fmt: skip
def test_patterns_of_the_config(pattern: str, texts: list[str]) -> None:
    data = {
        "macros": [
            {"kind": "sent", "text": "one one", "notes": "for us"},
            {"kind": "kept", "text": "two two"},
            {"kind": "sent", "text": "three three"},
        ],
        "other": {"inner": {"text": "deep deep"}},
    }
    assert [one.reply.text for one in read("a.json", json.dumps(data), pattern)] == texts
    assert [one.reply.text for one in read("a.yaml", json.dumps(data), pattern)] == texts


def test_patterns_say_what_a_text_is() -> None:
    found = read("a.yaml", "a: Hello\nb: Dear all\nc: x\n", "subject:a", "fragment: b")
    assert [(one.reply.part, one.reply.text) for one in found] == [
        ("subject", "Hello"),
        ("fragment", "Dear all"),
    ]
    found = read("a.csv", "Nom,Phrase\nun,Bonjour à tous\n", "Phrase")
    assert [one.reply.text for one in found] == ["Bonjour à tous"]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [("title:a", "no part 'title'"), ("a..b", "cannot read ''"), ("a[", "cannot read 'a['"),
     ("", "cannot read ''")],
)  # fmt: skip
def test_wrong_patterns_are_told(pattern: str, said: str) -> None:
    with pytest.raises(ConfigError, match=r"^here: fields: ") as error:
        parse_field(pattern, "here")
    assert said in str(error.value)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared templates are not here")
def test_real_repositories_are_read_whole() -> None:
    """Every file without an error; every text that a customer reads is found, and no other."""
    table: Counter[tuple[str, str]] = Counter()
    for path in sorted(SHARED.rglob("*")):
        if path.suffix not in (".json", ".yml", ".yaml", ".md"):
            continue
        table[path.parent.name, "files"] += 1
        content = path.read_text("utf-8")
        for found in read(path.name, content):
            table[path.parent.name, found.reply.part] += 1
            for offset, character in enumerate(found.reply.text):
                place = found.origin.place(offset)
                line = found.origin.line(place.line)
                if character.isalpha() and line[place.column - 1] != "&":
                    assert line[place.column - 1] == character
    print()
    for (folder, what), count in sorted(table.items()):
        print(f"{folder:20} {what:9} {count:4}")
    assert table == {
        ("canned_arduino", "files"): 6, ("canned_arduino", "body"): 6,
        ("canned_wporg", "files"): 4, ("canned_wporg", "body"): 45,
        ("mail_locales_fr", "files"): 39, ("mail_locales_fr", "subject"): 16,
        ("mail_locales_fr", "fragment"): 188,
        ("templates_osticket", "files"): 35, ("templates_osticket", "body"): 35,
        ("templates_osticket", "subject"): 21,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("a.md", "{# for us #}\n{% if x %}Hello{% endif %} {{ n }}\n", "{% if x %}Hello{% endif %} {{ n }}"),
        ("a.hbs", "Hello {{!-- not <b>this</b> --}}there {{! nor this }}Ann", "Hello there Ann"),
        ("a.html.erb", "<%# for us %>\n<p>Hello <%= @name %></p>", "Hello <%= @name %>"),
        ("a.yaml", "body: |\n  {% comment %} no {% endcomment %}\n  Hello\n", "Hello"),
        ("a.html", "<p>Hello,</p><blockquote>Where is<br>it?</blockquote><p>Here.</p>",
         "Hello,\n\n> Where is\n> it?\n\nHere."),
    ],
)  # fmt: skip
def test_what_nobody_is_sent_is_left_out(name: str, content: str, shown: str) -> None:
    """Comments of template languages; a customer's words in HTML are marked as quoted."""
    assert [one.reply.text for one in read(name, content)] == [shown]


@pytest.mark.parametrize("opening", ["{#", "<%#", "{{!", "{{!--", "{% comment %}"])
def test_comments_that_never_end(opening: str) -> None:
    assert read("a.yaml", f"body: |\n  Hello {opening * (60_000 // len(opening))}\n")
