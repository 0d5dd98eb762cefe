"""The fields of a Reply as people write them: their names in exports, and values as text."""

from __future__ import annotations

import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

# Column names that give a field away, the surest first, as `plain` writes them.
NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": (
            "text", "reply", "reply_text", "response", "response_text", "answer", "agent_reply",
            "agent_message", "owner_response", "developer_reply_text", "body", "body_text",
            "plain_body", "comment_body", "message", "content", "comment", "reponse",
            "texte_reponse", "texte_de_la_reponse", "reponse_texte", "texte", "corps",
            "corps_du_message", "contenu",
        ),
        "inbound": (
            "inbound", "inbound_text", "question", "customer_message", "customer_text",
            "client_message", "customer_question", "incoming", "original_message", "request",
            "review", "review_text", "message_client", "message_du_client", "question_client",
            "question_du_client", "demande", "demande_client", "demande_du_client", "avis",
            "texte_avis",
        ),
        "author": (
            "author", "agent", "agent_name", "author_name", "signed_by", "replied_by", "assignee",
            "auteur", "conseiller", "conseillere", "signataire", "operateur",
        ),
        "customer": (
            "customer", "customer_name", "requester", "requester_name", "reviewer",
            "reviewer_name", "client", "nom_client", "nom_du_client",
        ),
        "channel": ("channel", "canal", "platform", "plateforme", "network", "reseau", "via"),
        "visibility": ("visibility", "visibilite"),
        "language": ("language", "lang", "langue", "locale"),
        "brand": ("brand", "marque", "enseigne"),
        "id": (
            "id", "reply_id", "message_id", "tweet_id", "ticket_id", "ticket", "conversation_id",
            "reference", "numero",
        ),
        "sent_at": (
            "sent_at", "sent", "at", "replied_at", "reply_date", "created_at", "date", "datetime",
            "timestamp", "date_envoi", "date_reponse", "envoye_le",
        ),
        "received_at": (
            "received_at", "received", "inbound_at", "question_at", "date_reception", "recu_le",
        ),
        "kind": ("kind",),
        "part": ("part",),
        "turn": ("turn", "tour"),
    }
)  # fmt: skip

_LANGUAGES = {"english": "en", "anglais": "en", "french": "fr", "francais": "fr"}
_VISIBILITIES = {"publique": "public", "prive": "private", "privee": "private"}


def plain(name: str) -> str:
    """A name in lower case, without accents, its words joined by underscores."""
    decomposed = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    return "_".join("".join(c if c.isalnum() else " " for c in kept).split())


def guess_columns(columns: Iterable[str]) -> dict[str, str]:
    """The column of each field that one of the names gives away; a column serves one field."""
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(plain(column), column)
    found: dict[str, str] = {}
    for field, names in NAMES.items():
        given = next((by_name.pop(name) for name in names if name in by_name), None)
        if given is not None:
            found[field] = given
    return found


def read_value(field: str, value: str) -> object:
    """A field's value from its text. Raises FileError, which never quotes the value."""
    reader = _READERS.get(field)
    return reader(field, value.strip()) if reader is not None else value


def _choice(known: tuple[str, ...], others: Mapping[str, str]) -> Callable[[str, str], str]:
    def read(field: str, value: str) -> str:
        word = plain(value)
        word = others.get(word, word)
        if word not in known:
            raise FileError("choice", field=field, known=", ".join(known))
        return word

    return read


def _language(field: str, value: str) -> str:
    word = plain(value)
    code = _LANGUAGES.get(word, word.partition("_")[0])
    if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
        raise FileError("language", field=field)
    return code


def _number(field: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise FileError("number", field=field) from None


def read_time(field: str, value: str) -> datetime:
    """A date and time: ISO 8601, seconds since 1970, or as X writes it; UTC where it says no zone.

    Raises FileError for anything else, dates without a century or a clear order among them.
    """
    from datetime import UTC, datetime

    try:
        if value.replace(".", "", 1).isdigit() and len(value) >= 9:
            number = float(value)
            return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC)
        if value[:1].isalpha():
            return datetime.strptime(value, "%a %b %d %H:%M:%S %z %Y")
        moment = datetime.fromisoformat(value)
    except (ValueError, OverflowError, OSError):
        raise FileError("date", field=field) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


_READERS: dict[str, Callable[[str, str], object]] = {
    "visibility": _choice(("public", "private"), _VISIBILITIES),
    "kind": _choice(("draft", "template"), {}),
    "part": _choice(("body", "subject", "fragment"), {}),
    "language": _language,
    "turn": _number,
    "sent_at": read_time,
    "received_at": read_time,
    "channel": lambda _, value: value,
    "author": lambda _, value: value,
    "customer": lambda _, value: value,
    "brand": lambda _, value: value,
    "id": lambda _, value: value,
}
