"""PUB002: the reply gives contact details where the platform does not allow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity
from replylint_rules.links import links_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Eight to fifteen digits (E.164) in the groups that phone numbers are written in; no date, no
# amount.
_PHONE = lazy_pattern(
    r"(?<![\w.,/-])\+?\(?\d{1,4}\)?(?:[ .\u00a0\u202f-]\(?\d{2,4}\)?){2,5}(?![\w/%€£$]|[.,]\d)"
    r"|(?<![\w.,/-])\+?\d{9,15}(?![\w/%€£$]|[.,]\d)"
)
_FEWEST, _MOST = 8, 15


class ContactDetailsBanned(Rule):
    """Phone numbers, e-mail addresses and links on channels that forbid contact details."""

    code = "PUB002"
    name = "contact-details-banned"
    severity = Severity.ERROR
    needs = ("channel",)
    messages = {
        "en": {
            "default": "{channel} takes down replies with a phone number or an e-mail address",
            "default.suggestion": "Say who will get in touch, or how to find you, without the "
            "number.",
            "link": "{channel} allows a link only where the review calls for it",
            "link.suggestion": "Leave the link out if the reply says enough without it.",
        },
        "fr": {
            "default": "{channel} retire les réponses qui donnent un numéro ou une adresse e-mail",
            "default.suggestion": "Dites qui prendra contact, ou comment vous trouver, sans le "
            "numéro.",
            "link": "{channel} n'admet un lien que si l'avis l'appelle",
            "link.suggestion": "Retirez le lien si la réponse se comprend sans lui.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.channel is None or "no_contact_details" not in doc.channel.capabilities:
            return
        params: dict[str, object] = {"channel": doc.channel.title}
        for start, end in links_between(doc, 0, len(doc.text)):
            if "@" in doc.text[start:end]:
                yield Flag(start, end, params=params)
            else:
                yield Flag(start, end, "link", params, Severity.WARNING)
        for match in _PHONE.finditer(doc.text):
            digits = sum(character.isdigit() for character in match.group())
            if _FEWEST <= digits <= _MOST and doc.is_prose(*match.span()):
                yield Flag(*match.span(), params=params)
