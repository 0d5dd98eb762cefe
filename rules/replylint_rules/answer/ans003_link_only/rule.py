"""ANS003: the whole answer is a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule
from replylint_rules.links import links_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_WORD = lazy_pattern(r"[^\W\d_][\w'-]*")
# "Please see this page here": more words than that say something of what stands behind the link.
_MOST_WORDS = 5


class LinkOnly(Rule):
    """A link, with no more than a few words around it."""

    code = "ANS003"
    name = "link-only"
    options = {"max_words": _MOST_WORDS}
    messages = {
        "en": {
            "default": "The answer is only a link: the customer has to find it there alone",
            "default.suggestion": "Answer in a sentence, then give the link for more.",
        },
        "fr": {
            "default": "La réponse n'est qu'un lien : au client d'y trouver la sienne",
            "default.suggestion": "Répondez en une phrase, puis donnez le lien pour en savoir plus.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if "." not in doc.text:
            return
        start, end = doc.zones.body
        link = next((span for span in links_between(doc, start, end) if _is_page(doc, span)), None)
        if link is None:
            return
        words = 0
        for match in _WORD.finditer(doc.text, start, end):
            words += doc.is_prose(*match.span())
            if words > self.number("max_words"):
                return
        yield Flag(*link)


def _is_page(doc: Document, span: tuple[int, int]) -> bool:
    return "@" not in doc.text[slice(*span)]
