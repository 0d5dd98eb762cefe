"""SEN005: a public reply with a link that is meant for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule
from replylint_rules.links import links_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_PERSONAL = lazy_pattern(
    # A parameter that holds a key to the customer's session or account. What stands for the value
    # has to look like one: `?token=` in a manual has none.
    r"[?&;#/](?:[a-z]{0,20}[_-]?token|jwt|sid|session(?:[_-]?id)?|phpsessid|jsessionid|auth"
    r"|auth[_-]?(?:key|code)|api[_-]?key|access[_-]?key|secret|otp"
    r"|x-amz-signature|password|pwd|pass|reset[_-]?(?:key|code)|confirmation[_-]?key)"
    r"[=/](?P<key>[^&#\s]{8,2000})"
    # An e-mail address or a phone number, plain or encoded.
    r"|[?&;#](?:[a-z_-]{0,20}=)?(?P<mail>[^&#\s=]{1,64}(?:@|%40)[a-z0-9-]{1,63}\.[a-z]{2,24})"
    r"|[?&](?:phone|tel|mobile|msisdn)=(?P<phone>(?:\+|%2b|0)\d{8,14})(?!\d)"
    r"|(?P<bearer>eyj[a-z0-9_-]{10,2000}\.[a-z0-9_-]{10,2000})"
)
# Values of those parameters that are words, not keys.
_WORD = lazy_pattern(r"[a-z]{1,20}(?:[_-][a-z]{1,20}){0,3}")
# Messaging links carry the brand's own number or page.
_OWN = ("wa.me/", "api.whatsapp.com/", "m.me/", "x.com/messages", "twitter.com/messages")


class PersonalLink(Rule):
    """A token, a session, an e-mail address or a phone number in the address of a link."""

    code = "SEN005"
    name = "personal-link"
    needs = ("visibility",)
    messages = {
        "en": {
            "default": "This link carries a key or an address of one customer, and everybody can "
            "open it",
            "default.suggestion": "Send it in private, or give the address of the page without "
            "its parameters.",
        },
        "fr": {
            "default": "Ce lien porte une clé ou une adresse d'un client, et tout le monde peut "
            "l'ouvrir",
            "default.suggestion": "Envoyez-le en privé, ou donnez l'adresse de la page sans ses "
            "paramètres.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.visibility != "public":
            return
        for start, end in links_between(doc, 0, len(doc.text)):
            link = doc.folded[start:end]
            if "/" not in link or any(own in link for own in _OWN):
                continue
            match = _PERSONAL.search(link)
            if match is None:
                continue
            key = match["key"]
            if key is None or not _WORD.fullmatch(key):
                yield Flag(start, end)
