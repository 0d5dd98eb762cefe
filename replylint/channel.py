"""Channels: where a reply is posted, how long it may be and who can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.reply import Visibility


class Channel(NamedTuple):
    """One channel. Every field can be set in the config under `[channels.<name>]`.

    name: lower-case, words joined by underscores.
    title: what people call it.
    visibility: who reads a reply there.
    limit: the hard limit in `unit`; None where there is none.
    unit: a unit of `replylint.units`.
    budget: words that a good reply there stays within; None for no advice.
    signed: whether readers expect a first name or initials at the end.
    private_message: how a private message is called there, by language; empty where none exists.
    family: "social", "review", "messaging", "sms", "email", "chat" or "store".
    capabilities: what else rules may count on: "threads" (a reply may go on in numbered parts),
    "no_contact_details", "no_rating_requests" (its terms forbid them).
    source: where the limit comes from.
    """

    name: str
    title: str
    visibility: Visibility = "public"
    limit: int | None = None
    unit: str = "code_points"
    budget: int | None = None
    signed: bool = False
    private_message: Mapping[str, str] = {}
    family: str = "social"
    capabilities: tuple[str, ...] = ()
    source: str = ""
