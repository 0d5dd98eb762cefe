"""ANS005: the reply is in another language than the customer's message."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from replylint.language import UNDETERMINED
from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.rule import Flag, Rule, Severity
from replylint.spans import overlaps, stripped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.document import Document
    from replylint.spelling import Speller

# Votes of stop words (see replylint.language): how many make a language sure, and how many times
# those of the other language they must be. A greeting or a brand is one or two words.
# A message of fewer words than this is no sign of what its author reads.
_FEW = 3
# A message or a reply of fewer words than this needs fewer votes, or more of them.
_SHORT = 5
_SURE_OF_SHORT = 1.5
# An answer to a question, with at most one word of its language that others have too.
_SURE_OF_ANSWER, _SHARED = 1.0, 0.5
_SURE_OF_INBOUND = 1.0
_SURE_OF_REPLY = 2.0
_LEAD = 3.0
# Of the words of a reply in a language without a pack at most this share are words of the customer's.
_FOREIGN = 0.34
_MANY, _CHANCE = 4, 1.0
# In so many words a few that two languages share are chance; and what share of them a word list has
# of a text that is in its language.
_ENOUGH, _FAMILIAR, _APART = 6, 0.8, 0.4
# How many words of the customer's language show that a reply is not in a third one.
_PROOF, _STRANGE = 4, 0.25
# And what share of its words one with odd letters may have in common with it.
_HALF = 0.6
# A message in a language that no pack has: so many words, hardly any of them in a list.
_LONG, _UNKNOWN = 6, 0.15
# The words of a sentence in another language amid a reply; at its edge it may be a farewell, unless
# it is longer.
_SENTENCE, _AT_EDGE = 5, 8
# Two versions of one text are about as long, and name the same figures.
_ALIKE, _MUCH_ALIKE = 0.5, 0.75
_WORD = lazy_pattern(r"(?<![\w@#/.-])[^\W\d_A-Z]{3,}(?![\w@/])")
_SHORT_WORD = lazy_pattern(r"(?<![\w@#/.-])[^\W\d_A-Z]{2,}(?![\w@/])")
_FIGURE = lazy_pattern(r"\d+")
# Places and accounts are words of no language: "power out in Val-d'Or", "@HydroCote no heating".
_NAMES = lazy_pattern(
    r"[@#][\w.-]{1,60}|(?<![^\W_])[^\W\d_a-z]\w{0,30}(?:['\u2019]\w{1,30})?(?:-\w{1,30}(?:['\u2019]\w{1,30})?){1,4}"
)
# "What's on the menu?", "what's on tonight?": the answer is made of dishes or of titles.
_NAMED_THINGS = lazy_pattern(
    r"\b(?:menus?|set lunch|specials|wine list|set ?list|what'?s on|(?:which|what) (?:books?|dish(?:es)?|films?|movies?|songs?"
    r"|plays?|wines?|cheeses?)|playlist|carte des (?:vins|desserts)|plats? du jour|passe quoi|au programme|a l'affiche"
    r"|quels? (?:films?|fromages?|livres?|plats?|vins?)|quelles (?:chansons?|pieces?))\b"
)
_LAST_LATIN = "\u024f"

# "Do you speak French?", "en anglais svp": the customer says what they read; what they do not, too.
_ASKS_FOR = lazy_pattern(
    r"(?<!n't )(?<!not )(?<!pas )(?<!nicht )(?<!\bno )"
    r"\b(?:speak\w{0,3}|fluent in|written in|any(?:one|body)?|some(?:one|body)|prefer|rather|in|into"
    r"|understands?|read|parl\w{1,4}|en|habl\w{1,3}|sprech\w{1,3}|auf)"
    r" (?:any |un peu |de |also |aussi )?(?:l')?(?:(?P<en>english|anglais|ingles|englisch)"
    r"|(?P<fr>french|francais|frances|franzosisch)|(?P<de>german|allemand|aleman|deutsch)"
    r"|(?P<es>spanish|espagnol|espanol)|(?P<it>italian|italien)|(?P<nl>dutch|neerlandais))\b"
)
# Letters of small words that neither French nor English has: "gràcies" has none, "sí" and "duș" do.
_ODD_LETTERS = (
    r"[\u00df\u00e1\u00e3\u00e5\u00ec\u00ed\u00f0-\u00f3\u00f5\u00f8\u00fa\u00fd\u00fe\u0101-\u0151"
    r"\u0155-\u0177\u017a-\u017e\u01a1\u01b0\u0219\u021b\u1ea1-\u1ef9]"
)
_ODD_LETTER = lazy_pattern(_ODD_LETTERS)
_ODD = lazy_pattern(rf"(?<![\w@#/.-])[^\W\d_A-Z]{{0,30}}{_ODD_LETTERS}")


class LanguageMismatch(Rule):
    """The customer wrote in one language and is answered in another.

    A reply that is also in the customer's language is fine, and so is any answer to a message in
    two languages or in none that can be told.
    """

    code = "ANS005"
    name = "language-mismatch"
    severity = Severity.ERROR
    needs = ("inbound",)
    parts = ("body",)
    messages = {
        "en": {
            "default": "the customer writes in “{theirs}”, the reply is in “{ours}”",
            "default.suggestion": "Answer in the customer's language, or in both.",
            "part": "the customer writes in “{theirs}”, this part of the reply is in “{ours}”",
            "part.suggestion": "Translate it.",
        },
        "fr": {
            "default": "le client écrit en « {theirs} », la réponse est en « {ours} »",
            "default.suggestion": "Répondez dans la langue du client, ou dans les deux.",
            "part": "le client écrit en « {theirs} », cette partie est en « {ours} »",
            "part.suggestion": "Traduisez-la.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        reading = doc.inbound_reading
        if reading is None:
            return
        theirs = doc.inbound_language
        if theirs == doc.detected_language != UNDETERMINED:
            if len(doc.detected_languages) > 1:
                yield from self._part(doc, theirs, doc.votes(reading.folded))
            elif _is_strange(doc, theirs):
                yield Flag(0, 0, params={"theirs": theirs, "ours": UNDETERMINED})
            return
        hyphened = "-" in reading.text or "@" in reading.text
        asked = doc.votes(fold(_NAMES.sub(" ", reading.text)) if hyphened else reading.folded)
        words = sum(any(map(str.isalnum, word)) for word in reading.folded.split())
        if words < _FEW - ("?" in reading.folded):
            return  # "Merci!", "love it" are said everywhere, a question is not
        wanted = {match.lastgroup for match in _ASKS_FOR.finditer(reading.folded)}
        if wanted and theirs not in wanted:
            return
        plain = "?" in reading.folded and not asked.get(doc.detected_language, 0)
        sure = _SURE_OF_INBOUND if words >= _SHORT or plain else _SURE_OF_SHORT
        if asked.get(theirs, 0) < sure:
            likely = theirs if asked.get(theirs, 0) >= _CHANCE else UNDETERMINED
            theirs = _by_lists(doc.speller, _words_of(reading.text), doc.detected_language, likely)
            if not theirs or theirs == doc.detected_language:
                return
        # Dishes and titles, with "then" and "or" between them.
        votes = doc.votes(doc.folded)
        named = _NAMED_THINGS.search(reading.folded) and (
            votes.get(theirs, 0) > 0 or max(votes.values(), default=0) < _SURE_OF_ANSWER
        )
        ours = "" if named else self._language_of(doc, theirs)
        # Only Spanish opens its questions with a mark.
        opened = theirs == "es" and "\u00bf" in reading.text
        if ours and (opened or asked.get(theirs, 0) >= _LEAD * asked.get(ours, 0)):
            yield Flag(0, 0, params={"theirs": theirs, "ours": ours})
        elif not ours and len(doc.detected_languages) > 1:
            yield from self._part(doc, theirs, asked)

    def _language_of(self, doc: Document, theirs: str) -> str:
        """What a reply is written in where that is not the customer's language; "" if it may be."""
        start, end = 0, doc.zones.body[1]
        for hit in doc.hits("valediction"):
            # "All the best," ends mails in any language; "Ihre Police ist..." begins one.
            if (start + end) / 2 < hit.start < end and doc.text[hit.start - 1] == "\n":
                end = hit.start
        body = _without_quotes(doc, start, end)
        if not body.isascii() and (script := _script(body)):
            return script
        votes = doc.votes(body)
        ours = max(votes, key=lambda code: votes[code], default=UNDETERMINED)
        words = _WORD.findall(doc.text, doc.zones.body[0], end)  # names are words of no language
        known = sum(doc.speller.lists(word, theirs) for word in words)
        sure = _SURE_OF_REPLY if len(body.split()) >= _SHORT else _SURE_OF_SHORT
        if doc.inbound is not None and doc.inbound.question and votes.get(theirs, 0) <= _SHARED:
            sure = _SURE_OF_ANSWER if known <= _FOREIGN * len(words) else sure
        if theirs == UNDETERMINED:
            return ours if _familiar(doc.speller, words, ours) else ""
        if ours != theirs and votes.get(ours, 0) >= max(sure, _LEAD * votes.get(theirs, 0)):
            return ours
        if theirs not in doc.speller.languages:
            return ""
        foreign = known <= _FOREIGN * len(words)
        if foreign and len(words) >= _ENOUGH:
            return _by_lists(doc.speller, words, theirs) or UNDETERMINED
        plain = foreign and len(words) >= _MANY and votes.get(theirs, 0) <= _CHANCE
        return UNDETERMINED if plain or _is_strange(doc, theirs) else ""

    def _part(self, doc: Document, theirs: str, asked: dict[str, float]) -> Iterator[Flag]:
        """A part in another language, where the reply is not in both."""
        parts = list(_parts(doc, theirs))
        runs = [(ours, list(run)) for ours, run in groupby(parts, key=lambda part: part.ours)]
        foreign = [(at, run) for at, (ours, run) in enumerate(runs) if ours]
        if not foreign or len(foreign) == len(runs) or _is_in_both(doc, runs):
            return
        for at, run in foreign:
            edge = at in (0, len(runs) - 1)
            ours = run[0].ours
            if sum(part.words for part in run) < (_AT_EDGE if edge else _SENTENCE):
                continue
            if asked.get(theirs, 0) >= _LEAD * asked.get(ours, 0):
                yield Flag(
                    run[0].start, run[-1].end, "part", params={"theirs": theirs, "ours": ours}
                )
                return


def _without_quotes(doc: Document, start: int, end: int) -> str:
    """The folded text of a place without titles and other quotes, where they are not all of it."""
    pieces: list[str] = []
    place = start
    for first, last in doc.quotes:
        if start <= first and last <= end:
            pieces.append(doc.folded[place:first])
            place = last
    pieces.append(doc.folded[place:end])
    rest = " ".join(pieces)
    return rest if len(rest.split()) >= _SHORT else doc.folded[start:end]


class _Part(NamedTuple):
    """A sentence of a reply: its words, and its language where that is not the customer's."""

    start: int
    end: int
    words: int
    ours: str


def _parts(doc: Document, theirs: str) -> Iterator[_Part]:
    """The sentences of a reply's body whose language can be told, greeting and closing left out."""
    first, last = doc.zones.body
    signing_off = [hit.start for hit in doc.hits("valediction")]
    closings = [*signing_off, *(hit.start for hit in doc.hits("closing"))]
    for begin, stop in doc.sentences:
        start, end = stripped(doc.text, max(begin, first), min(stop, last))
        if start >= end:
            continue
        words = _WORD.findall(doc.text, start, end)
        is_shown = overlaps(doc.quotes, start, end) or overlaps(doc.non_prose, start, start + 1)
        length = len(doc.text[start:end].split())
        if length < _FEW or is_shown:
            continue
        votes = doc.votes(doc.folded[start:end])
        mine = votes.pop(theirs, 0.0)
        ours = max(votes, key=lambda code: votes[code], default=UNDETERMINED)
        known = sum(doc.speller.lists(word, theirs) for word in words) / max(len(words), 1)
        lead = _LEAD if known > _FOREIGN else 1.0
        if (
            len(words) >= _FEW
            and votes.get(ours, 0) >= max(_SURE_OF_REPLY, lead * mine)
            and known <= _ALIKE
            and (length > _AT_EDGE or not any(start <= closing < end for closing in closings))
        ):
            yield _Part(start, end, length, ours)
        elif mine >= _CHANCE and not any(start == closing for closing in signing_off):
            yield _Part(start, end, length, "")


def _is_in_both(doc: Document, runs: Sequence[tuple[str, Sequence[_Part]]]) -> bool:
    """Whether a reply says the same in both languages, one after the other or by turns."""
    if len(runs) == _FEW and runs[1][0] and sum(part.words for part in runs[2][1]) >= _SENTENCE:
        return False  # one foreign sentence between two others
    lengths = [0, 0]
    figures: list[set[str]] = [set(), set()]
    for ours, run in runs:
        lengths[bool(ours)] += sum(part.words for part in run)
        for part in run:
            figures[bool(ours)].update(_FIGURE.findall(doc.text, part.start, part.end))
    share = min(lengths) / max(lengths)
    if any(figures):
        return share >= _ALIKE and not figures[0].isdisjoint(figures[1])
    return share >= _MUCH_ALIKE


def _is_strange(doc: Document, theirs: str) -> bool:
    """Whether hardly a word is of the language that a few words spoke for: Swedish has "tu" too.

    Where letters are odd, half the words may look like it, but no sentence may be in it.
    """
    if theirs not in doc.speller.languages:
        return False
    start, end = doc.zones.body
    odd = not doc.text.isascii() and _holds_odd_word(doc.text, start, end)
    if odd:  # but not dishes in an English sentence
        votes = doc.votes(doc.folded)
        mine = votes.pop(theirs, 0.0)
        odd = mine < _LEAD * max(votes.values(), default=0.0)
    known = total = 0
    for match in (_SHORT_WORD if odd else _WORD).finditer(doc.text, start, end):
        total += 1
        known += doc.speller.lists(match.group(), theirs)
        if known >= _PROOF and not odd:  # nearly all replies end here
            return False
    if odd:
        return total >= _MANY and known <= _HALF * total and not _has_sentence(doc, theirs)
    return total >= _ENOUGH and known <= _STRANGE * total


def _has_sentence(doc: Document, code: str) -> bool:
    """Whether all the words of some sentence of a reply's body are in the list of a language."""
    first, last = doc.zones.body
    for start, end in doc.sentences:
        words = _WORD.findall(doc.text, max(start, first), min(end, last))
        if len(words) >= _MANY and all(doc.speller.lists(word, code) for word in words):
            return True
    return False


def _familiar(speller: Speller, words: Sequence[str], code: str) -> bool:
    """Whether nearly all words are in the list of a language."""
    if len(words) < _MANY or code not in speller.languages:
        return False
    return sum(speller.lists(word, code) for word in words) >= _FAMILIAR * len(words)


def _by_lists(
    speller: Speller, words: Sequence[str], other: str, likely: str = UNDETERMINED
) -> str:
    """The language of words by the lists: "en" where another list has far fewer of them.

    other: the language that it is not, perhaps one without a list: then one word of its own is
    enough to tell two lists apart; likely: the one that its small words speak for, which needs
    to be told from the other only: "place" and "staff" are French too.
    "und" where no list has the words, "" where it is not plain.
    """
    if len(words) < _FEW:
        return ""
    shares = {
        code: sum(speller.lists(word, code) for word in words) / len(words)
        for code in speller.languages
    }
    if len(words) >= _LONG and all(share <= _UNKNOWN for share in shares.values()):
        return UNDETERMINED
    best = max(shares, key=lambda code: shares[code], default=UNDETERMINED)
    if likely in shares and other != UNDETERMINED:
        best = likely
        shares = {code: n for code, n in shares.items() if code in (best, other)}
    lead = _APART if other in (UNDETERMINED, *shares) else 1 / len(words)
    apart = all(n <= shares[best] - lead for code, n in shares.items() if code != best)
    return best if shares.get(best, 0) >= _FAMILIAR and best != other and apart else ""


def _words_of(text: str) -> list[str]:
    """The words of a message by which its language is looked up: of a few, small ones count too."""
    text = text[:1].lower() + text[1:]
    words = _WORD.findall(text)
    return words if len(words) >= _FEW else _SHORT_WORD.findall(text)


def _script(folded: str) -> str:
    """The alphabet of a text where most of its letters are of one that is not Latin."""
    letters = [character for character in folded if character.isalpha()]
    other = [character for character in letters if character > _LAST_LATIN]
    if len(other) < _FEW or len(other) <= len(letters) / 2:
        return ""
    return unicodedata.name(other[0], "").partition(" ")[0].capitalize()


def _holds_odd_word(text: str, start: int, end: int) -> bool:
    return bool(_ODD_LETTER.search(text, start, end) and _ODD.search(text, start, end))
