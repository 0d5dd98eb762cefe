"""TPL006: the reply leaves open whether it speaks to a man or a woman."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Behind a title, another to choose from: "M./Mme Diallo", "Mr or Mrs Hale". "Madame, Monsieur" and
# "M. et Mme" are how people write, and so is "Dear Sir or Madam".
_TITLE = r"(?:monsieur|madame|mademoiselle|mister|mrs|miss|mlle|mme|mr|ms|mx|sir|madam|ma'am|m)"
_OTHER_TITLE = lazy_pattern(
    rf"\.? ?(?P<by>/|\bou\b|\bor\b) ?"
    rf"(?:{_TITLE}(?: ?/ ?{_TITLE}){{0,3}}|herr|frau|sra|sig\.?ra|senora)"
    r"\.?(?!\w)"
)
# Behind an address, its other ending: "Cher(e)", "Chère/Cher", "cher·e", "Estimado/a".
_OTHER_ENDING = lazy_pattern(
    r" ?(?:\((?:e|ere|re|[oar])\)|/ ?(?:chere?|e|[oar]|caro|cara)\b)|[\u00b7\u2022.-]e\b|@|\*r\b"
    r"| [a-z]{3,12} ?/ ?cheres?\b"
    r"| ou cheres?\b"
)
# A word with both endings that speaks of the customer or the writer: "vous êtes inscrit(e)".
_ENDINGS = lazy_pattern(r"\((?<=[a-z].)(?:e|ne|le|se|re|ere|euse|trice|ve)\)(?![\w(])")
_OF_SOMEBODY = lazy_pattern(
    r"\b(?:vous|je|j'|suis|etes|votre|serez|soyez|desole|ravi|navre|rassure|enchante|certain|tout)"
    r"\b[^.!?\n(]{0,40}$"
)
_OF_ANYBODY = lazy_pattern(
    r"\b(?:les|des|nos|vos|mes|ces|chaque|un|une|tous|toutes)\b[^.!?\n,]{0,15}$"
)
_WORD_BEFORE = lazy_pattern(r"\w{1,40}$")


class UnresolvedGender(Rule):
    """Titles and endings for both, where the reply knows, or could avoid, which one is right."""

    code = "TPL006"
    name = "unresolved-gender"
    messages = {
        "en": {
            "default": "“{phrase}” leaves open whether you write to a man or a woman",
            "default.suggestion": "Use their form, their first name, or a wording without gender.",
        },
        "fr": {
            "default": "« {phrase} » ne dit pas si vous écrivez à un homme ou à une femme",
            "default.suggestion": "Choisissez la forme, le prénom seul, ou une tournure neutre.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        folded = doc.folded
        done = 0
        for hit in self.hits(doc, "title"):
            other = _OTHER_TITLE.match(folded, hit.end)
            is_sir_or = other is not None and other["by"] == "or" and folded[hit.start] == "s"
            if other is not None and hit.start >= done and not is_sir_or:
                done = other.end()
                yield Flag(hit.start, done)
        done = 0
        for hit in self.hits(doc, "address"):
            other = _OTHER_ENDING.match(folded, hit.end)
            if other is not None and hit.start >= done:
                done = other.end()
                yield Flag(hit.start, done)
        if "e)" in folded:
            yield from _endings(folded)


def _endings(folded: str) -> Iterator[Flag]:
    for match in _ENDINGS.finditer(folded):
        word = _WORD_BEFORE.search(folded, max(0, match.start() - 40), match.start())
        if word is None or word.group() == "cher":
            continue
        before = folded[max(0, word.start() - 60) : match.start()]
        own = folded[max(0, word.start() - 20) : word.start()]
        if word.group() == "bienvenu" or (
            _OF_SOMEBODY.search(before) and not _OF_ANYBODY.search(own)
        ):
            yield Flag(word.start(), match.end())
