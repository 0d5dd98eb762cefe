"""Names for agents that tell nobody who they are, and texts without the agents' names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from replylint.outputs.masking import masked_text
from replylint.people import name_parts
from replylint.personal_data import hide
from replylint.reading import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from replylint.document import Document

_DIGITS = 6


@lru_cache(maxsize=4096)
def shown_agent(name: str, key: bytes | None) -> str:
    """What an agent is called: the name as it is, or with a key a pseudonym: "Agent 3F2A91".

    The same name and key always give the same pseudonym, and nobody finds the name without the
    key (HMAC-SHA-256, cut). Without a key an address of mail is cut before its "@", and other
    personal data in the name is masked.
    """
    if key is None:
        return masked_text(name.partition("@")[0] or name)
    import hmac

    plain = " ".join(fold(name).split())
    digest = hmac.new(key, plain.encode("utf-8", "replace"), "sha256").hexdigest()
    return f"Agent {digest[:_DIGITS].upper()}"


def new_key() -> bytes:
    """A key for one audit: its pseudonyms cannot be compared with those of another."""
    import secrets

    return secrets.token_bytes(16)


def names_in(doc: Document, agent: str | None) -> frozenset[str]:
    """The folded words that say who answers: the agent, the author, and who signs."""
    names = [agent or "", doc.reply.author or ""]
    names += [signature.name for signature in doc.zones.signatures if signature.kind != "team"]
    return frozenset(word for name in names for word in name_parts(name) if len(word) > 1)


def without_signatures(text: str, doc: Document) -> str:
    """The reply's own text, or its masked twin, without the persons who sign it."""
    people = (one for one in doc.zones.signatures if one.kind != "team")
    return hide(text, (doc.original(one.start, one.end) for one in people))


def without_names(text: str, names: Iterable[str]) -> str:
    """The text, of the same length, with the letters of names replaced by "•".

    names: folded words. They count where they have a capital, as "will" is no name, or where
    nothing in the text has one.
    """
    words = sorted(names)
    if not words:
        return text
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})(?![^\W_])")
    places = (match.span() for match in pattern.finditer(fold(text)))
    lower = text.islower()
    return hide(text, (at for at in places if lower or not text[slice(*at)].islower()))
