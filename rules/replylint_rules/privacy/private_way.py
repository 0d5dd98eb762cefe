"""The private way of a channel, worded for a suggestion or a fix, in the language of the reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Edit, Fix
from replylint_rules.privacy.asking import sentence_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.document import Document
    from replylint.rule import Rule

# The language of the wording where the reply's own has none.
_ELSE = "en"


def private_params(
    rule: Rule, doc: Document, link: str = "", *, asked: bool = True
) -> dict[str, object]:
    """The parameter `invitation` of a message: a sentence to write instead.

    rule: one of the category privacy; link: where the brand's private messages open; put at the end
    of the sentence. asked: whether the customer is to send something, or the talk to go on.
    """
    wording = _wording(rule, doc)
    name = _name(doc, wording)
    key = "go on elsewhere" if name is None else "send" if asked else "go on"
    sentence = wording[key].format(name=name)
    return {"invitation": f"{sentence} {link}".rstrip()}


def by_private_message(rule: Rule, doc: Document, offset: int, link: str = "") -> Fix | None:
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
    added = f" {wording['by'].format(name=name)} {link}".rstrip()
    return Fix((Edit(offset, end, added),), safe=False)


def offers_private_way(doc: Document) -> bool:
    """Whether the reply names a private way; "^PM" and "^DM" at its end are initials."""
    signed = doc.zones.signatures if doc.hits("private_way") else ()
    return any(
        not any(one.start < hit.end and hit.start < one.end for one in signed)
        for hit in doc.hits("private_way")
    )


def going_on(rule: Rule, doc: Document, offset: int, least: int) -> Edit | None:
    """An edit that goes on in private behind the sentence of `offset`, and behind `least`.

    None where the reply offers a private way, or the channel has none.
    """
    if doc.channel is None or not doc.channel.private_message or offers_private_way(doc):
        return None
    sentence = str(private_params(rule, doc, asked=False)["invitation"])
    start, end = sentence_of(doc, offset)
    signatures = doc.zones.signatures
    if signatures and signatures[0].start > offset:
        end = min(end, signatures[0].start)
    end = max(least, start + len(doc.text[start:end].rstrip(" \n\r\t-,")))
    stop = "" if doc.text[end - 1] in ".!?\u2026" else "."
    return Edit(end, end, f"{stop} {sentence}")


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
