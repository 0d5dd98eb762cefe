"""Whether a reply means well: a phrase in it that could be hostile is then not meant so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from replylint.document import Document
    from replylint.rule import Flag

_FIRST_EMOJI = "\U0001f300"
_SORRY, _FEELING, DEED = "goodwill.sorry", "goodwill.feeling", "goodwill.deed"


def unless_meant_well(
    doc: Document, flags: Sequence[Flag], plain: Collection[str] = ()
) -> Sequence[Flag]:
    """The flags, or none where the only one stands in a reply that means well.

    plain: the keys of messages about what no good will excuses. Two phrases are no slip either,
    but between a happy customer and a cheerful reply.
    """
    if not flags or any(flag.message in plain for flag in flags):
        return flags
    if cheerful(doc.text) and is_pleased(doc):
        return ()
    one_place = max(flag.start for flag in flags) < min(flag.end for flag in flags)
    return () if one_place and means_well(doc, flags[0]) else flags


def means_well(doc: Document, flag: Flag) -> bool:
    """Whether a reply apologises, says both what the writer feels for the customer and what they do
    for them, or answers a customer who is happy or jokes in kind.
    """
    if _says(doc, _SORRY, flag):
        return True
    felt, done = _says(doc, _FEELING, flag), _says(doc, DEED, flag)
    if felt and done:
        return True
    inbound = doc.inbound
    return inbound is not None and not inbound.complaint and (felt or done) and cheerful(doc.text)


def feels(doc: Document) -> bool:
    """Whether a reply apologises or says what the writer feels for the customer."""
    return bool(doc.hits(_SORRY) or doc.hits(_FEELING))


def is_pleased(doc: Document) -> bool:
    """Whether the customer praises or jokes and complains of nothing."""
    inbound = doc.inbound
    return inbound is not None and not inbound.complaint and (inbound.praise or inbound.playful)


def cheerful(text: str) -> bool:
    """Whether a text has an exclamation mark or an emoji."""
    return "!" in text or (not text.isascii() and max(text) >= _FIRST_EMOJI)


def _says(doc: Document, group: str, flag: Flag) -> bool:
    """Whether the reply has a phrase of a group outside of what is flagged."""
    return any(hit.end <= flag.start or hit.start >= flag.end for hit in doc.hits(group))
