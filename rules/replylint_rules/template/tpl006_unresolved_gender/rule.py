"""TPL006: the reply leaves open whether it speaks to a man or a woman."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_TITLE = r"(?:monsieur|madame|mademoiselle|mister|mrs|miss|mlle|mme|mr|ms|mx|sir|madam|m)"
# Two titles to choose from: "M./Mme Diallo", "Mr or Mrs Hale". "Madame, Monsieur", "M. et Mme" and
# "Dear Sir or Madam" are how people write.
_TITLES = re.compile(
    rf"\b{_TITLE}\.? ?(?:/|(?<!sir )\b(?:ou|or)\b) ?(?:{_TITLE}(?: ?/ ?{_TITLE}){{0,3}}\.?)(?!\w)"
    r"|\b(?:herr ?/ ?frau|frau ?/ ?herr|senor ?/ ?(?:a\b|senora)|sr\.? ?/ ?sra\b)"
    r"|\bsig\.? ?/ ?sig\.?ra\b"
)
# An address with both endings: "Cher(e)", "Chère/Cher", "cher·e".
_ADDRESS = re.compile(
    r"\bcher ?(?:\((?:e|ere|re)\)|[\u00b7\u2022.]e\b|/ ?(?:chere|e)\b|-e\b)|\bchere ?/ ?cher\b"
    r"|\bcher ou chere\b|\bestimad[oa] ?(?:\([oa]\)|/ ?[oa]\b|@)|\bsehr geehrte(?:\(r\)|/r\b|\*r\b)"
    r"|\bgentile sig\. ?/|\b(?:caro|cara|prezado|prezada) ?(?:\([oa]\)|/ ?(?:[oa]|caro|cara)\b)"
)
# A word with both endings that speaks of the customer or the writer: "vous êtes inscrit(e)".
_ENDING = re.compile(r"[a-z](?P<end>\((?:e|ne|le|se|re|ere|euse|trice|ve)\))(?![\w(])")
_OF_SOMEBODY = re.compile(
    r"\b(?:vous|je|j'|suis|etes|votre|serez|soyez|desole|ravi|navre|rassure|enchante|certain|tout)\b[^.!?\n(]{0,40}$"
)
_WORD_BEFORE = re.compile(r"\w{1,40}$")
_PLURAL = re.compile(r"\b(?:les|des|nos|vos|mes|ces|chaque|un|une|tous|toutes)\b[^.!?\n,]{0,15}$")


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
        slash = "/" in folded
        if slash or " ou m" in folded or " or m" in folded:
            for match in _TITLES.finditer(folded):
                yield Flag(*match.span())
        if "(" in folded or slash or "\u00b7" in folded or "cher" in folded or "\u2022" in folded:
            for match in _ADDRESS.finditer(folded):
                yield Flag(*match.span())
        if "e)" in folded:
            yield from _endings(folded)


def _endings(folded: str) -> Iterator[Flag]:
    for match in _ENDING.finditer(folded):
        end = match.start("end")
        word = _WORD_BEFORE.search(folded, max(0, end - 40), end)
        if word is None or word.group() == "cher":
            continue
        before = folded[max(0, word.start() - 60) : end]
        own = folded[max(0, word.start() - 20) : word.start()]
        if _OF_SOMEBODY.search(before) and not _PLURAL.search(own):
            yield Flag(word.start(), match.end())
