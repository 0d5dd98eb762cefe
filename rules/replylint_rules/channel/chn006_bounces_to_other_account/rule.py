"""CHN006: the reply sends the customer to another account instead of answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.reading import fold
from replylint.rule import Flag, Rule
from replylint_rules.channel.clauses import answers, clauses_of
from replylint_rules.privacy.asking import between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# At most this much stands between "contact" and the handle, or between the handle and "can help".
_NEAR = 3


class BouncesToOtherAccount(Rule):
    """Words that send away beside a handle that is not the customer's, and no clause that answers."""

    code = "CHN006"
    name = "bounces-to-other-account"
    only_phrases = True
    messages = {
        "en": {
            "default": "“{phrase}” sends the customer to another account, where they start again",
            "default.suggestion": "Pass the matter on yourself, say so, and say when they hear "
            "from you.",
        },
        "fr": {
            "default": "« {phrase} » renvoie le client vers un autre compte, où il recommence tout",
            "default.suggestion": "Transmettez vous-même, dites-le, et dites quand il aura une "
            "réponse.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        start, end = next(self._bounces(doc), (0, 0))
        if end and not any(answers(doc, clause) for clause in clauses_of(doc)):
            yield Flag(start, end)

    def _bounces(self, doc: Document) -> Iterator[tuple[int, int]]:
        """Where words that send away and another account's handle stand together."""
        customer = fold(doc.reply.customer or "").lstrip("@")
        for start, end in doc.non_prose:
            if doc.text[start] not in "@\uff20" or doc.folded[start + 1 : end] == customer:
                continue
            if all(word.startswith("@") for word in doc.text[:start].split()):
                continue  # whom the reply answers
            before = [
                hit
                for hit in between(self.hits(doc, "toward"), max(0, start - 60), start)
                if start - _NEAR <= hit.end <= start
            ]
            if before:
                yield before[-1].start, end
            after = next(between(self.hits(doc, "can"), end, end + _NEAR), None)
            if after is not None and not before:
                yield start, after.end
