"""Languages as data: what a language pack holds, and which language a text is in.

A pack is a folder named by its ISO 639-1 code. All its files are plain text and optional:

    stopwords.txt   words that give the language away, separated by white space
    names.txt       frequent first names
    titles.txt      titles before a name; see the file's head
    roles.txt       words that name a team or a role; see the file's head
    fillers.txt     words that a question may lack and still ask the same (audits)
    personal.txt    words by which a question is about one customer or one day (audits)
    lexicon.txt     macros (`$name = ...`) that every phrase file of the language may use
    reading.txt     phrase groups that the engine reads a reply with (greeting, closing, team, ...)
    inbound.txt     phrase groups that the customer's message is read with
    rules/          what the rules of others need to know of it; see replylint.rule.with_packs
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNDETERMINED = "und"

# A vote in the sums of `Votes.count`, which any number of languages up to eight share evenly, and
# the bits that the sum of one language takes: a sample has too few words to fill them.
_VOTE = 840
_BITS = 20
_MASK = (1 << _BITS) - 1

# What is taken away so that white space parts the words; an apostrophe ends an elision. A full stop
# or a hyphen without a space stays, so that the words of a link or an address count for nothing.
_BREAKS = (("'", "' "), (". ", " "), (",", " "), ("!", " "), ("?", " "), (":", " "), ("(", " "),
           (")", " "), ('"', " "))  # fmt: skip
# Marks that are words themselves: they give a language away.
_SIGNS = (("\u00bf", " \u00bf "), ("\u00a1", " \u00a1 "))
# Beyond this many characters a longer sample changes nothing.
_SAMPLE = 2_000
# The best language must lead the next by this factor; a text where the stop words of the best are
# rarer than this among all words is in none of the languages that there are packs for.
_LEAD = 1.35
_COVERAGE = 0.12
# A word or two are chance in a text that has many more; names, numbers and handles do not count.
_FEW, _FEW_COVERAGE = 2.0, 0.22
# A language is present beside the best one from this many votes and this share of its votes.
_PRESENT = 3.0
_PRESENT_SHARE = 0.25


class Language(NamedTuple):
    """A language that replies may be in: its ISO 639-1 code and the folder of its pack."""

    code: str
    folder: str | Path


def word_list(text: str) -> frozenset[str]:
    """The words of a file such as stopwords.txt; a line that begins with # is a comment."""
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


class Votes(dict[str, int]):
    """What each word says for each language, in one number: a field of bits for each of them.

    words: the stop words of each language, folded. Of a word with an apostrophe inside, such as
    "don't" or "aujourd'hui", the part up to the apostrophe counts. A word of several languages
    gives each an equal share of its vote.
    """

    def __init__(self, words: Mapping[str, frozenset[str]]) -> None:
        codes = sorted(words)
        self._places = {code: number * _BITS for number, code in enumerate(codes)}
        listed: dict[str, int] = {}  # the languages of each word, a bit for each
        for code, place in self._places.items():
            for word in words[code]:
                head = word[: word.index("'") + 1] if "'" in word else word
                listed[head] = listed.get(head, 0) | 1 << place
        shares = {bits: _VOTE // bits.bit_count() * bits for bits in {*listed.values()}}
        super().__init__({word: shares[bits] for word, bits in listed.items()})

    def count(self, words: set[str]) -> dict[str, float]:
        """The votes of some words for each language that has any."""
        total = sum(map(self.get, words, repeat(0)))
        return {
            code: votes / _VOTE
            for code, place in self._places.items()
            if (votes := total >> place & _MASK)
        }

    def has(self, word: str, code: str) -> bool:
        """Whether a word is one of a language."""
        place = self._places.get(code)
        return place is not None and bool(self.get(word, 0) >> place & _MASK)


def detect(folded: str, known: Votes) -> tuple[str, tuple[str, ...]]:
    """The language of a folded text, and every language that is clearly in it, best first.

    A word counts once however often it occurs. Returns ("und", ()) rather than
    a guess: where too few words are known, or two languages are nearly level. A text half in one
    and half in another language has both.
    """
    words = _words(folded[:_SAMPLE])
    scores = known.count(words)
    if not scores:
        return UNDETERMINED, ()
    code = max(scores, key=lambda one: scores[one])  # of equals the first, by their codes
    best = scores[code]
    if best < _COVERAGE * len(words) or (
        best < _FEW and best < _FEW_COVERAGE * sum(map(str.isalpha, words))
    ):
        return UNDETERMINED, ()
    if len(scores) == 1:
        return code, (code,)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    present = tuple(c for c, n in ranked if n >= _PRESENT and n >= _PRESENT_SHARE * best)
    if best < _LEAD * ranked[1][1]:
        return (present[0], present) if len(present) > 1 else (UNDETERMINED, ())
    return code, present if code in present else (code, *present)


def count(folded: str, known: Votes) -> dict[str, float]:
    """The votes for each language that has any in a folded text."""
    return known.count(_words(folded[:_SAMPLE]))


def _words(folded: str) -> set[str]:
    if "-" in folded and "://" not in folded:
        folded = folded.replace("-", " ")
    for mark, space in _BREAKS:
        folded = folded.replace(mark, space)
    if not folded.isascii():
        for mark, space in _SIGNS:
            folded = folded.replace(mark, space)
    return set(folded.rstrip(" .").split())
