"""The private way of a channel, worded for a suggestion or a fix, in the language of the reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.document import Document
    from replylint.rule import Rule

# The language of the wording where the reply's own has none.
_ELSE = "en"


def private_params(rule: Rule, doc: Document, link: str = "") -> dict[str, object]:
    """The parameter `invitation` of a message: a sentence to write instead.

    rule: one of the category privacy; link: where the brand's private messages open; put at the end
    of the sentence.
    """
    wording = _wording(rule, doc)
    name = _name(doc, wording)
    sentence = wording["no private"] if name is None else wording["private"].format(name=name)
    return {"invitation": f"{sentence} {link}".rstrip()}


def by_private_message(rule: Rule, doc: Document, offset: int) -> Fix | None:
    """A fix, not a safe one, that says at `offset` that the answer belongs in a private message.

    None where the channel has no private messages.
    """
    wording = _wording(rule, doc)
    name = _name(doc, wording)
    if name is None:
        return None
    end = offset
    for hit in doc.hits("public_place"):
        if offset <= hit.start <= offset + 1:
            end = hit.end
    return Fix((Edit(offset, end, f" {wording['by'].format(name=name)}"),), safe=False)


def _wording(rule: Rule, doc: Document) -> Mapping[str, str]:
    """The words of the reply's language, its code beside them."""
    language = doc.language if rule.wording(doc.language) else _ELSE
    return {**rule.wording(language), "language": language}


def _name(doc: Document, wording: Mapping[str, str]) -> str | None:
    if doc.channel is None:
        return wording["name"]
    if not doc.channel.private_message:
        return None
    return doc.channel.private_message.get(wording["language"], wording["name"])
