"""What the customer wrote, read once: a complaint, praise or a question, and how grave it is.

Explainable: every conclusion keeps the phrases that led to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from replylint.phrases import Hit


class Gravity(IntEnum):
    """How bad things are for the customer."""

    NONE = 0
    TROUBLE = 1
    GRAVE = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """A phrase of the inbound message and what it speaks for: the name of its group."""

    group: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Inbound:
    """The reading of an inbound message.

    complaint, praise, question: what it is; several may hold, or none.
    gravity: NONE, TROUBLE, or GRAVE (injury, illness, death, fraud, money lost, discrimination,
    children).
    playful: whether the customer jokes.
    language: its ISO 639-1 code, or "und".
    evidence: what led there, in the order of the text.
    """

    text: str
    language: str
    complaint: bool
    praise: bool
    question: bool
    gravity: Gravity
    playful: bool
    evidence: tuple[Evidence, ...]


def read_inbound(
    text: str, folded: str, language: str, hits: Mapping[str, Sequence[Hit]]
) -> Inbound:
    """Read an inbound message from the phrases found in it.

    hits: by group of the language packs' inbound.txt: complaint, trouble, grave, praise, question,
    playful, negation-proof by the groups' own exceptions.
    """
    evidence = tuple(
        sorted(
            (Evidence(group, hit.start, hit.end) for group, found in hits.items() for hit in found),
            key=lambda e: e.start,
        )
    )
    groups = {e.group for e in evidence}
    gravity = (
        Gravity.GRAVE
        if "grave" in groups
        else Gravity.TROUBLE
        if groups & {"complaint", "trouble"}
        else Gravity.NONE
    )
    return Inbound(
        text=text,
        language=language,
        complaint=bool(groups & {"complaint", "trouble", "grave"}),
        praise="praise" in groups,
        question="question" in groups or "?" in folded,
        gravity=gravity,
        playful="playful" in groups,
        evidence=evidence,
    )
