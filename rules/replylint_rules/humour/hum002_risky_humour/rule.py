"""HUM002: humour at somebody's expense or on a touchy subject, whoever the customer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, PhraseRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_LAUGH = lazy_pattern(
    "[\U0001f602\U0001f923\U0001f606\U0001f605\U0001f61c\U0001f61d\U0001f61b\U0001f92a\U0001f609"
    "\U0001f60f\U0001f643\U0001f92d\U0001f648]|(?<!\\w);-?[)pPD]|\\b(?:mdr+|lol|ptdr|haha+)\\b"
)
# How far behind the words about people a laugh may stand.
_NEAR = 80
_PEOPLE = "people"


class RiskyHumour(PhraseRule):
    """Jokes about a group of people, a touchy subject or the customer, and plain sarcasm.

    The group "people" of the phrase files names what is no laughing matter in itself: origin,
    religion, sex, age, looks, disability. A laugh right behind it is a finding, the word alone is none.
    """

    code = "HUM002"
    name = "risky-humour"
    messages = {
        "en": {
            "default": "“{phrase}” jokes at somebody's expense or on a touchy subject",
            "sarcasm": "“{phrase}” reads as sarcasm",
            "default.suggestion": "Leave it out: somebody will read it as meant.",
            "sarcasm.suggestion": "Say what you mean, plainly and kindly.",
        },
        "fr": {
            "default": "« {phrase} » plaisante aux dépens de quelqu'un ou sur un sujet sensible",
            "sarcasm": "« {phrase} » se lit comme un sarcasme",
            "default.suggestion": "Retirez-le : quelqu'un le prendra au sérieux.",
            "sarcasm.suggestion": "Dites simplement et aimablement ce que vous pensez.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        people = {(hit.start, hit.end) for hit in self.hits(doc, _PEOPLE)}
        for flag in super().check(doc):
            if (flag.start, flag.end) not in people:
                yield flag
        for start, end in sorted(people):
            if _LAUGH.search(doc.text, end, end + _NEAR):
                yield Flag(start, end, confidence=0.8)
                return
