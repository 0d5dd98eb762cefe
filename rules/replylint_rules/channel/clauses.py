"""What a reply does clause by clause: it answers, sends the customer elsewhere, or says nothing."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from replylint.lazy import lazy_pattern
from replylint.spans import overlaps
from replylint_rules.links import links_between
from replylint_rules.privacy.asking import between, requests

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from replylint.document import Document
    from replylint.phrases import Hit

    Kind = Literal["answer", "redirect", "empty", "unknown"]

_MARK = lazy_pattern(r"[,;:()\s](?:(?<=\S)|[-–—/]\s)")
# "the switchboard, on 01632 960001, will help"
_CALL = lazy_pattern(
    r"^\W*(?:(?:au|le|en appelant|t[ée]l\w*\.?|joignable|num[ée]ro|n°|on|at|phone|by|call|via) ?){1,3}"
    r"(?=\W*\d)"
)
_PRICE = lazy_pattern(r"[\u00a3$\u20ac]|\d[:.]\d\d")
# Words in clauses that neither send away nor are empty; from here on they are taken for an answer.
ANSWER = 8
# A clause this short says nothing by itself ("as always", "step 1").
_SHORT = 3
# A question this long is about the matter; a shorter one is "how can we help?".
_QUESTION = 5
_LONGEST_CONDITION = 20
# So many words may stand before what sends away, for the form alone.
_FORM = 5
# And so many of a statement: "your agent is the one to ask".
_SUBJECT = 2
_SENDS = ("clause.redirect", "clause.filler", "clause.contact", "private_way")
# What stands before the address that a formula sends to, and not before a site to meet again on.
_TO_A_LINK = (" \u00e0", " via", " par", " to", " at", " with")
# Up to so many hits a loop is faster than a search by halves.
_FEW = 8


class Clause(NamedTuple):
    """A clause of a reply: start..end in its text.

    first: where its first word of prose starts; words: how many it has.
    leads_to_link: whether a link stands right behind it.
    asks: whether its sentence is a question.
    """

    start: int
    end: int
    first: int
    words: int
    leads_to_link: bool
    asks: bool


def clauses_of(doc: Document) -> Iterator[Clause]:
    """The clauses of a reply's body that hold words, greeting and signature left out."""
    start, end = doc.zones.body
    for first, last in doc.sentences:
        if first < end and start < last:
            yield from _cut(doc, max(first, start), min(last, end))


def answers(doc: Document, clause: Clause) -> bool:
    """Whether the customer can use what a clause says: a reason, a way, a date, a step of ours.

    A question about the matter counts too; a mere condition ("if that doesn't help") does not.
    """
    if _closes(doc, clause):
        return False
    if _has(doc, clause, "result"):
        return True
    if _is_condition(doc, clause):
        return False
    if _has(doc, clause, "answer") or _begins(doc, clause, "verdict"):
        return True
    # "@SomeTeam are the people you need" asks nothing, "@customer are you..." does.
    addressed = clause.start > 0 and "@" in doc.text[clause.start : clause.first]
    return not addressed and _begins(doc, clause, "question")


def kind_of(doc: Document, clause: Clause) -> Kind:
    """What a clause does that does not answer by its words; by its form it still may."""
    text = doc.text[clause.start : clause.end]
    if (
        _has(doc, clause, "redirect")
        or _names_a_private_way(doc, clause)
        # "for any complaint: link"
        or (clause.leads_to_link and _begins(doc, clause, "context"))
    ):
        return "redirect"
    if _is_condition(doc, clause) or _closes(doc, clause):
        return "empty"
    if _has(doc, clause, "contact") or _is_phone_number(text):
        return "redirect"
    if "?" in text and clause.words >= _QUESTION:
        return "answer"
    if _has(doc, clause, "filler"):
        sends = clause.leads_to_link and text.rstrip().endswith(_TO_A_LINK)
        return "redirect" if sends else "empty"
    return "redirect" if clause.leads_to_link else _plain_kind(doc, clause, text)


def tells_hours(doc: Document, clause: Clause) -> bool:
    """Whether a clause tells when somebody is there: no answer, behind the way to reach them."""
    return _has(doc, clause, "hours")


def lead_of(doc: Document, clause: Clause) -> int:
    """How many words a clause says before it sends away; few are its form ("I suggest you to")."""
    if _is_condition(doc, clause) or _begins(doc, clause, "context"):
        return 0
    starts = [
        hit.start
        for group in _SENDS
        for hit in doc.hits(group)
        if clause.first <= hit.start < clause.end
    ]
    said = len(_words(doc, clause.start, min(starts))) if starts else 0
    if not clause.leads_to_link and _begins(doc, clause, "statement"):
        return clause.words if said > _SUBJECT or not starts else 0
    return said if said > _FORM else 0


def says_nothing(doc: Document) -> bool:
    """Whether every clause of a reply is empty: it neither answers, nor asks, nor sends elsewhere."""
    if any(links_between(doc, 0, len(doc.text))) or doc.hits("clause.inquiry"):
        return False
    unknown = 0
    for clause in clauses_of(doc):
        if answers(doc, clause):
            return False
        kind = kind_of(doc, clause)
        if kind in ("answer", "redirect"):
            return False
        unknown += clause.words if kind == "unknown" else 0
    return unknown < ANSWER and not requests(doc, doc.hits("datum"))


def _plain_kind(doc: Document, clause: Clause, text: str) -> Kind:
    if _begins(doc, clause, "context"):
        return "empty"
    if any(map(str.isdigit, text)) and (clause.words >= _SHORT or _PRICE.search(text)):
        return "answer"
    if clause.asks and clause.words > _SHORT:
        return "answer"
    if clause.words > _SHORT and _begins(doc, clause, "statement"):
        return "answer"
    return "empty" if clause.words <= _SHORT else "unknown"


def _names_a_private_way(doc: Document, clause: Clause) -> bool:
    return _holds(clause, doc.hits("private_way"))


def _is_phone_number(text: str) -> bool:
    text = _CALL.sub("", text.lower())
    digits = "".join(filter(str.isdigit, text))
    # France's short numbers begin with 3; other four digits, and eight in a row, are a code.
    called = 9 <= len(digits) <= 13 or (len(digits) == 4 and digits[0] == "3")
    called = called or (7 <= len(digits) <= 8 and digits not in text)
    return called and not any(map(str.isalpha, text))


def _closes(doc: Document, clause: Clause) -> bool:
    """Whether a clause asks nothing but whether there is anything else."""
    return clause.asks and _has(doc, clause, "parting")


def _is_condition(doc: Document, clause: Clause) -> bool:
    return clause.words <= _LONGEST_CONDITION and _begins(doc, clause, "condition")


def _has(doc: Document, clause: Clause, group: str) -> bool:
    return _holds(clause, doc.hits(f"clause.{group}"))


def _holds(clause: Clause, hits: Sequence[Hit]) -> bool:
    """Whether one of sorted hits begins in a clause."""
    if len(hits) > _FEW:
        return any(between(hits, clause.start, clause.end))
    for hit in hits:  # a plain loop, as this runs for every clause
        if hit.start >= clause.start:
            return hit.start < clause.end
    return False


def _begins(doc: Document, clause: Clause, group: str) -> bool:
    hits = doc.hits(f"clause.{group}")
    if len(hits) > _FEW:
        return any(between(hits, clause.first, clause.first + 1))
    for hit in hits:
        if hit.start == clause.first:
            return True
    return False


def _cut(doc: Document, start: int, end: int) -> Iterator[Clause]:
    """The clauses of a sentence: it is cut at its punctuation and at its links."""
    marks = _MARK.finditer(doc.text, start, end)
    if overlaps(doc.non_prose, start, end):
        cuts = [(*match.span(), False) for match in marks if doc.is_prose(*match.span())]
        cuts += ((*span, True) for span in links_between(doc, start, end))
        cuts.sort()
    else:
        cuts = [(*match.span(), False) for match in marks]
    cuts.append((end, end, False))
    asks = "?" in doc.text[start:end]
    clause: Clause | None = None
    for cut_start, cut_end, link in cuts:
        words = _words(doc, start, cut_start)
        if words:
            if clause is not None:
                yield clause
            clause = Clause(start, cut_start, words[0], len(words), link, asks)
        elif link and clause is not None:
            clause = clause._replace(leads_to_link=True)
        start = max(start, cut_end)
    if clause is not None:
        yield clause


def _words(doc: Document, start: int, end: int) -> list[int]:
    """Where the words of prose start in a part of the text."""
    starts = doc.word_starts
    return starts[bisect_left(starts, start) : bisect_left(starts, end)]
