"""Which column of an export holds what, and which channel a name means."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.errors import ConfigError, nearest
from replylint.outputs.masking import masked_text
from replylint.reply import Reply
from replylint.sources.fields import guess_columns, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from replylint.channel import Channel

# What a message has besides, where an export holds one a row.
MESSAGE_FIELDS = ("conversation", "from_customer", "in_reply_to", "agent")
REPLY_FIELDS = tuple(f.name for f in fields(Reply) if f.name not in ("history", "thread"))
FIELDS = (*REPLY_FIELDS, *MESSAGE_FIELDS)
# Column names that give those away, as in `sources.fields.NAMES`.
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "conversation": (
            "conversation", "conversation_id", "thread_id", "thread", "ticket_id", "ticket",
            "ticket_number", "case_id", "case_number", "chat_id", "interaction_id",
            "id_conversation", "numero_ticket", "dossier", "numero_dossier",
        ),
        "from_customer": (
            "from_customer", "is_customer", "is_from_customer", "incoming", "is_incoming",
            "direction", "sender_type", "author_type", "sens", "from_agent", "is_agent",
            "outgoing", "is_outgoing",
        ),
        "in_reply_to": (
            "in_reply_to", "in_reply_to_id", "in_response_to", "in_response_to_id",
            "in_response_to_tweet_id", "in_reply_to_status_id", "reply_to", "parent_id",
        ),
        "agent": ("agent_id", "assignee_id", "id_agent"),
    }
)  # fmt: skip
# `--map at=...` reads well for a message.
_ALIASES: Mapping[str, str] = MappingProxyType({"at": "sent_at", "reply": "text"})
_COLUMN = 40
# What exports call some channels; their names and titles need no entry here.
_CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "twitter": "x", "tweet": "x", "twitter_dm": "x_dm", "fb": "facebook",
        "facebook_messenger": "messenger", "insta": "instagram", "ig": "instagram",
        "google": "google_review", "google_reviews": "google_review",
        "avis_google": "google_review",
        "google_my_business": "google_review", "gmb": "google_review", "play_store": "google_play",
        "ios": "app_store", "mail": "email", "e_mail": "email", "courriel": "email",
        "texto": "sms", "livechat": "chat", "live_chat": "chat",
    }
)  # fmt: skip


def resolve_columns(
    columns: Sequence[str], wanted: Mapping[str, str], where: str, source: str = "--map "
) -> dict[str, str]:
    """The column of each field: as wanted, and for the other fields as their names suggest.

    wanted: field -> column. source: who wants it, what stands before the field's name in errors. Raises
    ConfigError for a field or a column that does not exist, and where no column can be the reply's
    text; it lists the columns, and which one is nearest.
    """
    found = {}
    by_plain = {plain(column): column for column in reversed(columns)}
    for field, column in wanted.items():
        name = _ALIASES.get(plain(field), plain(field))
        if name not in FIELDS:
            raise ConfigError(f"{source}{field}: no such field; {nearest(field, FIELDS)}")
        if column in columns:
            found[name] = column
        elif plain(column) in by_plain:
            found[name] = by_plain[plain(column)]
        else:
            by = "" if source == "--map " else f"{source}{field}: "
            raise ConfigError(
                f"{by}{where}: no column {column!r}; {nearest(column, map(_shown, columns))} "
                f"Columns: {_listed(columns)}"
            )
    taken = set(found.values())
    free = {plain(column): column for column in reversed(columns) if column not in taken}
    for field, names in _NAMES.items():
        known = next((free[name] for name in names if name in free), None)
        if known is not None and field not in found:
            found[field] = known
            taken.add(known)
    for field, column in guess_columns(c for c in columns if c not in taken).items():
        found.setdefault(field, column)
    if "text" not in found:
        raise ConfigError(
            f"{where}: no column is known to hold the replies; name it: "
            f"--map text={_likely(columns)}. Columns: {_listed(columns)}"
        )
    return {field: found[field] for field in FIELDS if field in found}


def _likely(columns: Iterable[str]) -> str:
    """The column whose name looks most like one of a reply's text."""
    from difflib import SequenceMatcher

    from replylint.sources.fields import NAMES

    def likeness(column: str) -> float:
        name = plain(column)
        return max(SequenceMatcher(None, name, known).ratio() for known in NAMES["text"])

    best = max(columns, key=likeness, default="COLUMN")
    return _shown(best) if best and likeness(best) >= 0.5 else "COLUMN"


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(_shown(column) for column in columns if column)


def _shown(column: str) -> str:
    """A column's name, fit to be shown: an export without a header has a reply there."""
    name = " ".join(masked_text(column).split())
    return name if len(name) <= _COLUMN else f"{name[: _COLUMN - 1]}…"


def channel_names(channels: Mapping[str, Channel]) -> dict[str, str]:
    """The channel behind each name that people give it: its own, its title, the usual others."""
    found = {plain(channel.title): name for name, channel in channels.items()}
    found |= {plain(name): name for name in channels}
    for other, name in _CHANNELS.items():
        if name in channels:
            found.setdefault(other, name)
    return found
