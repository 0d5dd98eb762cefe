"""Finds where a reply asks the customer for something: a way of asking, then what is asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import takewhile
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from replylint.lazy import lazy_pattern
from replylint_rules.links import links_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from replylint.document import Document
    from replylint.phrases import Hit

Span = tuple[int, int]
Placed = TypeVar("Placed", "Hit", "Request")

# How many words may stand between the way of asking and what is asked for: "give us _both your_",
# and between two things asked for together: "your postcode _and your_ order number".
_REACH = 5
_LIST_REACH = 3
# No longer than so many characters; what is farther need not be looked at.
_NEAR = 240
_WORD = lazy_pattern(r"\w+")
_NEW_CLAUSE = lazy_pattern(r"[.:;!?()\[\]]|\s[-/]\s|,\s+(?:we|i|je|nous|on|and|et)\b")
# "Il me faut : nom et prénom": what follows the colon is what is asked for.
_LIST_FOLLOWS = lazy_pattern(r"(?: \w+){0,2} ?:\s{0,2}(?:[-–•*]\s)?")
_start = attrgetter("start")


class Request(NamedTuple):
    """Something asked for, from the way of asking to the last thing asked for.

    data: where each thing asked for starts.
    """

    start: int
    end: int
    data: tuple[int, ...]


def requests(doc: Document, data: Sequence[Hit], more: Iterable[Hit] = ()) -> list[Request]:
    """The requests in a reply, in the order of the text.

    data: the things that may be asked for; more: ways of asking beside those of the language pack.
    """
    if not data:
        return []
    found: list[Request] = []
    shields = doc.hits("no_ask")
    asks = [hit for hit in doc.hits("ask") if not overlaps(hit, shields)]
    asks += [hit for hit in more if not overlaps(hit, shields)]
    asks.sort(key=_start)
    previous: Hit | None = None
    asked = False
    for datum in data:
        sentence = sentence_of(doc, datum.start)
        if previous is not None and _continues(doc.folded, asks, previous, datum, sentence):
            if asked:
                last = found[-1]
                found[-1] = Request(last.start, datum.end, (*last.data, datum.start))
        else:
            start = _ask_before(doc.folded, asks, shields, datum, sentence)
            asked = start is not None
            if start is not None:
                found.append(Request(start, datum.end, (datum.start,)))
        previous = datum
    return found


def lists(doc: Document, data: Sequence[Hit]) -> list[Request]:
    """Data that are requests as they stand, those of one list as one: "surname and postcode"."""
    found: list[Request] = []
    previous: Hit | None = None
    for datum in data:
        sentence = sentence_of(doc, datum.start)
        if previous is not None and _continues(doc.folded, (), previous, datum, sentence):
            found[-1] = Request(found[-1].start, datum.end, (*found[-1].data, datum.start))
        else:
            found.append(Request(datum.start, datum.end, (datum.start,)))
        previous = datum
    return found


def merged(found: Sequence[Request], more: Iterable[Hit | Request]) -> list[Request]:
    """Requests, and what else is one as it stands, in the order of the text.

    Of those that overlap the first stays.
    """
    result = list(found)
    result += (Request(hit.start, hit.end, ()) for hit in more if not overlaps(hit, found))
    result.sort(key=_start)
    kept: list[Request] = []
    for request in result:
        if not kept or request.start >= kept[-1].end:
            kept.append(request)
    return kept


def sentence_of(doc: Document, offset: int) -> Span:
    """The sentence that an offset of the text lies in."""
    return doc.sentences[max(0, bisect_right(doc.sentences, (offset, len(doc.text) + 1)) - 1)]


def between(hits: Sequence[Placed], start: int, end: int) -> Iterator[Placed]:
    """Of sorted hits or requests those that begin in start..end, end excluded."""
    first = bisect_left(hits, start, key=_start)
    return takewhile(lambda hit: hit.start < end, (hits[i] for i in range(first, len(hits))))


def overlaps(hit: Hit | Request, others: Sequence[Hit] | Sequence[Request]) -> bool:
    """Whether a hit shares a character with one of others, which are sorted and apart."""
    place = bisect_left(others, hit.end, key=_start)
    return place > 0 and others[place - 1].end > hit.start


def link_near(doc: Document, start: int) -> bool:
    """Whether a link or an address stands after `start`, in its sentence or right behind that."""
    end = sentence_of(doc, start)[1]
    while end < len(doc.text) and doc.text[end].isspace():
        end += 1
    return any(links_between(doc, start, end + 1))


def words_between(folded: str, start: int, end: int) -> int:
    """How many words stand in a part of a text; where it is long, in its beginning only."""
    return len(_WORD.findall(folded, start, min(end, start + _NEAR))) if start < end else 0


def _ask_before(
    folded: str, asks: Sequence[Hit], shields: Sequence[Hit], datum: Hit, sentence: Span
) -> int | None:
    """Where the way of asking that governs a datum starts; None where there is none."""
    first = max(sentence[0], datum.start - _NEAR)
    governing = [
        hit
        for hit in between(asks, first, datum.start)
        if _governs(folded, hit, datum)
        and not _NEW_CLAUSE.search(folded, _past_colon(folded, hit.end), datum.start)
    ]
    if not governing:
        return None
    ask = max(governing, key=attrgetter("end"))
    shielded = any(
        hit.end > ask.start and _governs(folded, hit, datum)
        for hit in between(shields, first, datum.start)
    )
    return None if shielded else ask.start


def _past_colon(folded: str, offset: int) -> int:
    colon = _LIST_FOLLOWS.match(folded, offset)
    return offset if colon is None else colon.end()


def _governs(folded: str, hit: Hit, datum: Hit) -> bool:
    return hit.end <= datum.end and words_between(folded, hit.end, datum.start) <= _REACH


def _continues(folded: str, asks: Sequence[Hit], before: Hit, datum: Hit, sentence: Span) -> bool:
    """Whether a datum goes on a list, with no way of asking of its own."""
    return (
        sentence[0] <= before.start
        and before.end <= datum.start <= before.end + _NEAR
        and words_between(folded, before.end, datum.start) <= _LIST_REACH
        and not _NEW_CLAUSE.search(folded, before.end, datum.start)
        and not any(between(asks, before.end, datum.start))
    )
