"""The parts of a reply: greeting, body and signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.signature import find_signatures
from replylint.signer import Signature

if TYPE_CHECKING:
    from replylint.document import Document

__all__ = ["Signature", "Zones", "read_zones"]

Span = tuple[int, int]


class Zones(NamedTuple):
    """The parts of a reply.

    greeting: "Bonjour Madame Roy," with the name; body: what is said, sign-off included.
    addressee: the name in the greeting, "Roy", without a title.
    signatures: in the order of the text; several where several persons sign.
    """

    greeting: Span | None
    body: Span
    signatures: tuple[Signature, ...]
    addressee: Span | None = None


# What may stand before a greeting: handles, emoji, quotation marks, an inverted mark.
_LEAD = lazy_pattern(r"(?:[@\uff20]\w{1,60}(?:\.\w{1,60})?|[^\w@#]){0,40}")
_WORD = lazy_pattern(r"([^\W\d_]+(?:\.[^\W\d_]+)?)\.? ?")
_MAX_TITLES = 3  # "Liebe Frau Dr."
_NAME = lazy_pattern(
    r"[^\W\d_][\w'\u2019-]{0,29}(?:[ \u00a0][^\W\d_a-z\u00e0-\u00ff][\w'\u2019-]{0,29}){0,2}"
)
_VOCATIVE = lazy_pattern(r"([^\W\d_][\w'-]{1,29}(?: [^\W\d_a-z\u00e0-\u00ff][\w'-]{1,29})?) ?[,!:]")
# The rest of a greeting without a name: "Hi there!", "Dear Sir/Madam,", "Bonjour à tous,".
_REST = lazy_pattern(r"(?:[ /][^\s,.!:;?\u2026/]{1,15}){0,2}[ \u00a0]?[,!:\u2026]")
_END = lazy_pattern(r"[ \u00a0]?[,.!:;\u2026]{1,5}|[ \u00a0]?-(?= )")


def read_zones(doc: Document) -> Zones:
    """Find the zones of a document."""
    greeting, addressee = _read_greeting(doc)
    name = doc.text[slice(*addressee)] if addressee is not None else ""
    signatures = find_signatures(doc, name)
    start = greeting[1] if greeting is not None else 0
    end = signatures[0].start if signatures else len(doc.text)
    return Zones(greeting, (start, max(start, end)), signatures, addressee)


def _read_greeting(doc: Document) -> tuple[Span | None, Span | None]:
    """The greeting that opens the text, and the name in it."""
    text = doc.text
    lead = _LEAD.match(text)
    start = end = lead.end() if lead is not None else 0
    for hit in doc.hits("greeting"):  # "Madame, Monsieur,": greetings in a row are one
        if hit.start > end + 2:
            break
        end = max(end, hit.end)
    if end == start:
        vocative = _VOCATIVE.match(text, start)
        if vocative is None or not _is_customer(doc, vocative[1]):
            return None, None
        return (start, vocative.end()), vocative.span(1)
    place = _skip(text, end)
    after = _after_titles(doc, place)
    titled = after > place
    if titled:
        end, place = after, _skip(text, after)
    for field in doc.non_prose:
        if field[0] == place:  # "Hi {{first_name}}," or "Hi @anna!"
            return (start, _closed(text, field[1])), None
    name = _NAME.match(text, place)
    if name is not None and _is_name(doc, name.group(), titled):
        return (start, _closed(text, name.end())), name.span()
    rest = _REST.match(text, end)
    return (start, rest.end() if rest is not None else _closed(text, end)), None


def _after_titles(doc: Document, place: int) -> int:
    """Where a name begins behind its titles: "Madame ", "Sra. ", "Frau Dr. "."""
    titles = doc.words("titles")
    for _ in range(_MAX_TITLES):
        word = _WORD.match(doc.folded, place)
        if word is None or (word[1] not in titles and "=" + word[1] not in titles):
            break
        place = word.end()
    return place


def _is_name(doc: Document, name: str, titled: bool) -> bool:
    """Whether what follows a greeting is a name."""
    if not name[0].isupper() and not doc.text.islower():
        return False
    word = fold(name.split(maxsplit=1)[0])
    if word in doc.words("names"):
        return True
    common = doc.is_common(word) or word in doc.words("roles") or "+" + word in doc.words("roles")
    return titled or not common


def _is_customer(doc: Document, name: str) -> bool:
    """Whether a word that opens the text is a name: a first name, or one that the customer gave."""
    first = name.split(maxsplit=1)[0]
    word = fold(first)
    if word in doc.words("names"):
        return True
    known = f"{doc.reply.customer or ''} {doc.reply.inbound or ''}"
    return first[0].isupper() and len(word) > 2 and first in known and not doc.is_common(word)


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in " ,\u00a0\u202f":
        place += 1
    return place


def _closed(text: str, end: int) -> int:
    """The end of a greeting with its punctuation."""
    closing = _END.match(text, end)
    return closing.end() if closing is not None else end
