"""Answers that contradict each other: the same question, answered yes and no, or with other figures.

Two messages ask the same if they have the same telling words, whatever their order, endings,
greetings and small words. Questions about the customer's own case or about a day ("my order",
"tomorrow") are left out: their answers differ as the cases do. Which questions are looked at is drawn
by a hash of their words, so that all answers to one are looked at or none.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.metrics.smallest import Smallest, chance
from replylint.lazy import lazy_pattern
from replylint.reading import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from replylint.document import Document

YES, NO = "says_yes", "says_no"
# The files of the language packs with the words of questions that say nothing, or too much.
FILLERS, PERSONAL = "fillers", "personal"
QUESTIONS = 2_000
ANSWERS = 8
SAMPLES = 10
_LONGEST = 400  # characters of a message that is one question
_MOST_WORDS = 10
_LEAST_WORDS = 2
_STEM = 5  # letters, behind which words differ by their endings
_SHORT = 3  # shorter words are small ones in every language

_OWN = lazy_pattern(r"[@#]\w{1,60}|https?://\S{1,2000}")
_WORD = lazy_pattern(r"[^\W_]+")
_SPAN = "within|under|in|sous|dans|en|d'ici|pendant|for|of|de|delai"
# Figures in folded text: a length of time, a time of day, a share or an amount.
_FIGURE = lazy_pattern(
    rf"(?<![\w.,])(?:(?P<span>{_SPAN}) )?(?P<n>\d{{1,5}}(?:[.,]\d{{1,2}})?)(?: |-)?"
    r"(?P<unit>working days?|business days?|jours? ouvr(?:es?|ables?)|days?|jours?|j|hours?|hrs?|heures?|h"
    r"|weeks?|semaines?|months?|mois|years?|ans|am|pm|%|€|eur|euros?|£|\$)(?!\w)"
    r"|(?<![\w.,])(?P<hour>\d{1,2})[h:](?P<minute>\d\d)(?: ?(?P<half>am|pm))?(?!\w)"
    r"|(?P<sign>[£$€]) ?(?P<amount>\d{1,5}(?:[.,]\d{1,2})?)(?!\w)"
)
_HOURS = {"h": 1, "j": 24, "d": 24, "w": 168, "s": 168, "m": 720, "y": 8760, "a": 8760}
_DAY = 24


class Answer(NamedTuple):
    """What a reply says to a question. said: YES, NO or None; figures: by kind, as whole numbers."""

    said: str | None
    figures: Mapping[str, frozenset[int]]


def question_of(doc: Document) -> str | None:
    """The telling words of the question that a reply answers, in one order; None where it answers
    none, or one that belongs to one customer or one day."""
    inbound = doc.inbound
    if inbound is None or not inbound.question or len(inbound.text) > _LONGEST:
        return None
    words = set(_WORD.findall(_OWN.sub(" ", fold(inbound.text))))
    if not words.isdisjoint(doc.words(PERSONAL)):
        return None
    fillers = doc.words(FILLERS)
    telling = {
        word if word.isdigit() else word[:_STEM]
        for word in words
        if word not in fillers and (len(word) > _SHORT or not word.isalpha())
    }
    if not _LEAST_WORDS <= len(telling) <= _MOST_WORDS:
        return None
    return " ".join((doc.language, *sorted(telling)))


def read_answer(doc: Document) -> Answer:
    """What a reply says, as far as it can be compared."""
    first = min(((hit.start, kind) for kind in (YES, NO) for hit in doc.hits(kind)), default=None)
    said = None if first is None else first[1]
    figures: dict[str, set[int]] = {}
    if any(map(str.isdigit, doc.folded)):
        for match in _FIGURE.finditer(doc.folded):
            kind, value = _figure(match.groupdict())
            figures.setdefault(kind, set()).add(value)
    return Answer(said, {kind: frozenset(found) for kind, found in figures.items()})


def _figure(found: Mapping[str, str | None]) -> tuple[str, int]:
    """The kind of a figure, and its value: minutes of the day, or hundredths of hours, of working
    days, of a currency or of a per cent."""
    if found["hour"] is not None:
        return "clock", _minutes(int(found["hour"]), int(found["minute"] or 0), found["half"])
    value = _hundredths(found["amount"] or found["n"] or "")
    unit = found["unit"] or found["sign"] or ""
    hour = value // 100
    if unit in ("am", "pm") or (unit[0] == "h" and hour < _DAY and found["span"] is None):
        return "clock", _minutes(hour, 0, unit if unit in ("am", "pm") else None)
    if unit in "€£$" or unit.startswith("eur"):
        return "money", value
    if " " in unit:
        return "working-days", value
    return ("share", value) if unit == "%" else ("time", value * _HOURS[unit[0]])


def _minutes(hour: int, minute: int, half: str | None) -> int:
    return (hour % 12 + 12 * (half == "pm") if half else hour) * 60 + minute


def _hundredths(number: str) -> int:
    return round(float(number.replace(",", ".")) * 100)


def differs(one: Answer, other: Answer) -> str | None:
    """What two answers contradict each other in: "yes-no", or a kind of figure; None if nothing."""
    if one.said and other.said and one.said != other.said:
        return "yes-no"
    for kind in sorted(one.figures.keys() & other.figures.keys()):
        if one.figures[kind].isdisjoint(other.figures[kind]):
            return kind
    return None


class Contradictions:
    """Questions and some of their answers, each kept as plain values with its masked texts.

    An item: what was said, its figures, the line, the masked question, the masked answer.
    """

    __slots__ = ("_limit", "asked")

    def __init__(self) -> None:
        self.asked: dict[int, Smallest] = {}
        # What is not under it has no chance any more.
        self._limit: int | None = None

    def answers(self, question: str) -> Smallest | None:
        """Where answers to a question are kept; None if it is not one of those looked at."""
        drawn = chance(0, question)
        if self._limit is not None and drawn >= self._limit:
            return None
        found = self.asked.get(drawn)
        if found is None:
            self._prune(2 * QUESTIONS)
            found = self.asked[drawn] = Smallest(ANSWERS)
        return found

    def _prune(self, most: int) -> None:
        if len(self.asked) > most:
            kept = sorted(self.asked)[:QUESTIONS]
            self.asked = {drawn: self.asked[drawn] for drawn in kept}
            self._limit = kept[-1] + 1

    def learn(self, part: Contradictions) -> None:
        """See which questions a part has, without their answers."""
        for drawn in part.asked:
            self.asked.setdefault(drawn, Smallest(0))
        self._prune(QUESTIONS)

    def want_less_than(self, other: Contradictions) -> None:
        """Let go from now on what has no chance beside what another one has."""
        self._limit = other._limit

    def merge(self, other: Contradictions) -> None:
        """Add what another has kept."""
        for drawn, answers in other.asked.items():
            known = self.asked.get(drawn)
            if known is None:
                known = self.asked[drawn] = Smallest(ANSWERS)
            known.merge(answers)
        self._prune(2 * QUESTIONS)

    def figures(self) -> dict[str, Any]:
        """What the record says of them."""
        self._prune(QUESTIONS)
        groups = [answers.items() for _, answers in sorted(self.asked.items())]
        again = [items for items in groups if len(items) > 1]
        found = [sample for items in again if (sample := _contradiction(items)) is not None]
        found.sort(key=lambda sample: sample["answers"][0]["line"])
        return {"questions": len(again), "contradicted": len(found), "samples": found[:SAMPLES]}

    def state(self) -> list[list[Any]]:
        """As plain values."""
        self._prune(QUESTIONS)
        return [[drawn, answers.state()] for drawn, answers in sorted(self.asked.items())]

    @classmethod
    def from_state(cls, state: Iterable[list[Any]]) -> Contradictions:
        """The one that had this state."""
        made = cls()
        made.asked = {drawn: Smallest.from_state(ANSWERS, items) for drawn, items in state}
        return made


def kept_answer(answer: Answer, line: int, question: str, masked: str) -> list[Any]:
    """An answer as `Contradictions` keeps it. question, masked: the two texts, masked."""
    figures = {kind: sorted(found) for kind, found in sorted(answer.figures.items())}
    return [answer.said, figures, line, question, masked]


def _contradiction(items: list[Any]) -> dict[str, Any] | None:
    """The first two answers to a question that contradict each other."""
    ordered = sorted(items, key=lambda item: item[2])
    for one, other in combinations(ordered, 2):
        kind = differs(_answer(one), _answer(other))
        if kind is not None:
            shown = [{"line": item[2], "masked": item[4]} for item in (one, other)]
            return {"kind": kind, "question": one[3], "answers": shown}
    return None


def _answer(item: list[Any]) -> Answer:
    return Answer(item[0], {kind: frozenset(found) for kind, found in item[1].items()})
