"""Which column holds what, and how its values are read."""

from __future__ import annotations

import csv
import io

import pytest

from replylint import ConfigError, Linter, Reply
from replylint.audit.columns import channel_names, resolve_columns
from replylint.audit.exchange import Exchange
from replylint.audit.exports import ExportOptions, open_export
from replylint.sources import FileError

CHANNELS = channel_names(Linter().channels)


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["Id", "Canal", "Question", "Réponse", "Agent", "Date"],
         {"text": "Réponse", "channel": "Canal", "inbound": "Question", "author": "Agent",
          "id": "Id", "sent_at": "Date"}),
        (["tweet_id", "created_at", "text", "lang"],
         {"text": "text", "id": "tweet_id", "sent_at": "created_at", "language": "lang"}),
        (["message", "reply"], {"text": "reply"}),
        (["Message"], {"text": "Message"}),
        (["REVIEW TEXT", "Owner-Response"], {"text": "Owner-Response", "inbound": "REVIEW TEXT"}),
    ],
)  # fmt: skip
def test_common_names_are_understood(columns: list[str], found: dict[str, str]) -> None:
    assert resolve_columns(columns, {}, "a.csv") == found


def test_columns_can_be_named() -> None:
    columns = ["Corps", "text", "Canal d'origine"]
    assert resolve_columns(columns, {"text": "corps", "channel": "Canal d'origine"}, "a") == {
        "text": "Corps",
        "channel": "Canal d'origine",
    }


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"txt": "Body"}, "--map txt: no such field; did you mean 'text'?"),
        ({"text": "Bodi"}, "a.csv: no column 'Bodi'; did you mean 'Body'? Columns: Body, When"),
        ({}, "a.csv: no column is known to hold the replies; name it: --map text=Texts. Columns:"),
    ],
)
def test_a_missing_column_is_explained(wanted: dict[str, str], said: str) -> None:
    columns = ["Texts", "When"] if not wanted else ["Body", "When"]
    with pytest.raises(ConfigError) as error:
        resolve_columns(columns, wanted, "a.csv")
    assert str(error.value).startswith(said)


def test_an_export_without_a_header_gives_nothing_away() -> None:
    with pytest.raises(ConfigError) as error:
        resolve_columns(["Your card 4111 1111 1111 1111", "x" * 500], {}, "a.csv")
    assert "4111" not in str(error.value)
    assert len(str(error.value)) < 300


def read(**values: str) -> Exchange | FileError:
    """What comes of an export with one row."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([values.keys(), values.values()])
    with open_export(
        io.BytesIO(text.getvalue().encode()), ExportOptions(channels=CHANNELS)
    ) as export:
        (item,) = export.exchanges()
    return item


def reply_of(**values: str) -> Reply:
    item = read(**values)
    assert isinstance(item, Exchange)
    assert item.reply is not None
    return item.reply


@pytest.mark.parametrize(
    ("written", "name"),
    [("x", "x"), ("Twitter", "x"), ("X (Twitter)", "x"), ("Google Review", "google_review"),
     ("E-mail", "email"), ("Instagram direct message", "instagram_dm"), ("SMS", "sms")],
)  # fmt: skip
def test_channels_as_exports_call_them(written: str, name: str) -> None:
    assert reply_of(text="Hi", channel=written).channel == name


def test_a_reply_is_made_of_a_row() -> None:
    reply = reply_of(text="Hi\r\n", inbound="Where?", language="fr-FR", visibility="Privé",
                     sent_at="2026-03-01 10:00", turn="1")  # fmt: skip
    assert (reply.text, reply.inbound, reply.language) == ("Hi", "Where?", "fr")
    assert (reply.visibility, reply.turn) == ("private", 1)
    assert reply.sent_at is not None
    assert reply.sent_at.isoformat() == "2026-03-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00+00:00"),
        ("2026-03-01T10:00:00+02:00", "2026-03-01T08:00:00+00:00"),
        ("1772359200", "2026-03-01T10:00:00+00:00"),
        ("1772359200000", "2026-03-01T10:00:00+00:00"),
        ("Sun Mar 01 10:00:00 +0000 2026", "2026-03-01T10:00:00+00:00"),
    ],
)
def test_times_as_exports_write_them(written: str, read: str) -> None:
    sent = reply_of(text="Hi", sent_at=written).sent_at
    assert sent is not None
    assert sent.isoformat() == read


def test_values_that_make_no_sense_are_left_out_and_counted() -> None:
    values = {"text": "Hi", "channel": "Minitel", "sent_at": "yesterday", "language": "42",
              "visibility": "maybe", "turn": "first"}  # fmt: skip
    item = read(**values)
    assert isinstance(item, Exchange)
    assert item.reply == Reply("Hi")
    assert set(item.problems) == {"no-channel", "no-date", "odd-value"}


def test_a_flag_in_the_place_of_the_customers_words() -> None:
    assert reply_of(text="Hi", inbound="False").inbound is None
    item = read(text="Hi", inbound="True")
    assert isinstance(item, FileError)
    assert item.key == "from-customer"
    rejected = read(text=" ", id="1")
    assert isinstance(rejected, FileError)
    assert rejected.key == "no-text"
