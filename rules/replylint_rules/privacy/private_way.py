"""The private way of a channel, worded for a suggestion or a fix, in the language of the reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Edit, Fix

if TYPE_CHECKING:
    from replylint.document import Document

# How to say it where the channel does not: by language, (with, without) private messages.
_INVITATIONS = {
    "en": ("Send it to us by {name}, just for your safety.", "Let's go on by e-mail or phone."),
    "fr": (
        "Envoyez-nous cela en {name}, pour votre sécurité.",
        "Continuons par e-mail ou par téléphone.",
    ),
}
_DEFAULT_NAMES = {"en": "private message", "fr": "message privé"}
_BY = {"en": "by", "fr": "en"}


def private_params(doc: Document, link: str = "") -> dict[str, object]:
    """The parameter `invitation` of a message: a sentence to write instead.

    link: where the brand's private messages open; put at the end of the sentence.
    """
    language = _language(doc)
    name = _name(doc, language)
    sentence = _INVITATIONS[language][name is None]
    if name is not None:
        sentence = sentence.format(name=name)
    return {"invitation": f"{sentence} {link}".rstrip()}


def by_private_message(doc: Document, offset: int) -> Fix | None:
    """A fix, not a safe one, that says at `offset` that the answer belongs in a private message.

    None where the channel has no private messages.
    """
    language = _language(doc)
    name = _name(doc, language)
    if name is None:
        return None
    end = offset
    for hit in doc.hits("public_place"):
        if offset <= hit.start <= offset + 1:
            end = hit.end
    return Fix((Edit(offset, end, f" {_BY[language]} {name}"),), safe=False)


def _language(doc: Document) -> str:
    return doc.language if doc.language in _INVITATIONS else "en"


def _name(doc: Document, language: str) -> str | None:
    if doc.channel is None:
        return _DEFAULT_NAMES[language]
    return doc.channel.private_message.get(language)
