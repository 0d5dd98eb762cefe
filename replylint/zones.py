"""The parts of a reply: greeting, body and signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from replylint.document import Document

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs at the end of a reply.

    kind: "name" (a first name), "initials" (initials or an agent's tag), "team" (a brand or role).
    start, end: the signature, its mark included; name: the bare name, initials or team.
    """

    kind: Literal["name", "initials", "team"]
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Zones:
    """The greeting, if there is one; what is said; the signatures, in the order of the text."""

    greeting: Span | None
    body: Span
    signatures: tuple[Signature, ...]


def read_zones(doc: Document) -> Zones:
    """Find the zones of a document."""
    return Zones(None, (0, len(doc.text)), ())
