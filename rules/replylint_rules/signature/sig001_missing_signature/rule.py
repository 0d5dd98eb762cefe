"""SIG001: nobody signs the reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.people import find_first_name, is_person, name_parts, short_name
from replylint.reading import fold
from replylint.rule import Edit, Fix, Flag, Rule, Severity
from replylint.units import within
from replylint_rules.parts import is_earlier_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_LONGEST_WORD = 80  # code points
# Units of the channels whose custom is a mark and a name at the end of the line: X and its kin.
_CARET = ("weighted", "graphemes", "mastodon")


# A first name cut short, in the line that signs.
_CAPITAL = lazy_pattern(r"\b[A-Z]\w+")
_SHORTEST_FORM, _LONGEST_LINE = 3, 60  # letters, code points


class MissingSignature(Rule):
    """No first name, initials or agent's tag at the end, where readers expect one."""

    code = "SIG001"
    name = "missing-signature"
    needs = ("channel",)
    kinds = ("draft",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "nobody signs this reply",
            "default.suggestion": "End with a first name or initials: people answer a person.",
            "known": "End with “{signature}”: people answer a person.",
            "part": "nobody signs this part",
            "part.suggestion": "One signature is enough: see that the last part bears it.",
        },
        "fr": {
            "default": "personne ne signe cette réponse",
            "default.suggestion": "Terminez par un prénom ou des initiales : "
            "on répond plus volontiers à une personne.",
            "known": "Terminez par « {signature} » : on répond plus volontiers à une personne.",
            "part": "personne ne signe cette partie",
            "part.suggestion": "Une signature suffit : veillez à ce que la dernière partie la porte.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if not doc.is_signed or doc.zones.signatures:
            return
        end = len(doc.text.rstrip())
        words = doc.text[max(0, end - _LONGEST_WORD) : end].split()
        if not words or _names_author(doc):
            return
        start = end - len(words[-1])
        if is_earlier_part(doc.text):
            yield Flag(start, end, "part", severity=Severity.INFO)
            return
        fix = _signing(doc, end)
        if fix is None:
            yield Flag(start, end)
            return
        signature = fix.edits[0].replacement.strip()
        yield Flag(start, end, params={"signature": signature}, suggestion="known", fix=fix)


def _names_author(doc: Document) -> bool:
    """Whether the author is named elsewhere: "Hi Jane, Tom here from Acme"."""
    author = doc.reply.author or ""
    start, end = doc.zones.body
    if find_first_name(author, doc.text, doc.folded, start, end) is not None:
        return True
    # "Big Kev from the workshop": Kevin, on a line of his own.
    name = "".join(name_parts(author)[:1])
    last = doc.text[:end].rstrip().rpartition("\n")[2] if "\n" in doc.text else ""
    return len(last) <= _LONGEST_LINE and any(
        len(word) >= _SHORTEST_FORM and name.startswith(fold(word))
        for word in _CAPITAL.findall(last)
    )


def _signing(doc: Document, end: int) -> Fix | None:
    """Adds the author's first name the way the channel does; None where it is not known.

    Safe as long as the reply then still fits its channel.
    """
    author, channel = doc.reply.author, doc.channel
    if author is None or channel is None or not is_person(author):
        return None
    name = short_name(author)
    if channel.unit in _CARET:
        added = f" ^{name}"
    elif "\n\n" in doc.text and doc.text[end - 1] != ",":
        added = f"\n\n{name}"
    else:
        added = f"\n{name}"
    signed = doc.reply.text.rstrip() + added
    fits = channel.limit is None or within(signed, channel.unit, channel.limit)
    return Fix((Edit(end, len(doc.text), added),), safe=fits)
