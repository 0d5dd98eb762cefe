"""CHN007: a link to a private conversation that opens none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity
from replylint_rules.links import links_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_MESSAGING = lazy_pattern(
    r"(?:https?://)?(?:www\.|mobile\.)?"
    r"(?:(?P<x>(?:x|twitter)\.com/(?:messages|direct_messages|dm)\b)"
    r"|(?P<messenger>m\.me(?:/|$))|(?P<whatsapp>wa\.me(?:/|$)|api\.whatsapp\.com/send)"
    r"|(?P<instagram>ig\.me(?:/|$)))"
)
# What each kind of link needs to open a conversation with somebody.
_WORKING = {
    "x": lazy_pattern(r"/messages/compose\?(?:[^#]{0,200}&)?recipient_id=\d{1,20}(?!\w)"),
    "messenger": lazy_pattern(r"m\.me/[a-z0-9.]{1,60}"),
    "whatsapp": lazy_pattern(
        r"wa\.me/\+?\d{7,15}|wa\.me/message/\w{5,40}|phone=(?:\+|%2b)?\d{7,15}"
    ),
    "instagram": lazy_pattern(r"ig\.me/m/[a-z0-9._]{1,60}"),
}


class BrokenDmLink(Rule):
    """A messaging link without the account, the page or the number that it should open."""

    code = "CHN007"
    name = "broken-dm-link"
    severity = Severity.INFO
    messages = {
        "en": {
            "default": "This link opens no conversation: the recipient is missing or malformed",
            "default.suggestion": "On X: https://x.com/messages/compose?recipient_id= and the "
            "numeric id of your account.",
        },
        "fr": {
            "default": "Ce lien n'ouvre aucune conversation : le destinataire manque ou est mal "
            "formé",
            "default.suggestion": "Sur X : https://x.com/messages/compose?recipient_id= suivi de "
            "l'identifiant numérique de votre compte.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        for start, end in links_between(doc, 0, len(doc.text)):
            link = doc.folded[start:end]
            match = _MESSAGING.match(link)
            if match is None or match.lastgroup is None:
                continue
            if _WORKING[match.lastgroup].search(link) is None:
                yield Flag(start, end)
