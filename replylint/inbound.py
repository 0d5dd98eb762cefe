"""What the customer wrote, read once: a complaint, praise or a question, and how grave it is.

Explainable: every conclusion keeps the phrases and signs that led to it. The phrases are those of
the language packs' inbound.txt; this module only weighs them.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from replylint.lazy import lazy_pattern
from replylint.people import signed_name
from replylint.reading import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from replylint.phrases import Hit


class Gravity(IntEnum):
    """How bad things are for the customer."""

    NONE = 0
    TROUBLE = 1
    GRAVE = 2


class Evidence(NamedTuple):
    """A phrase or an emoji of the inbound message and what it speaks for.

    group: "complaint" (said with feeling), "trouble" (said plainly), "trouble.hint" (no more than
    likely), "insult", "grave.<why>",
    "child", "praise", "applause" (praise that may be meant ironically), "playful", "question",
    "resolved", "reservation" (a small one, beside praise), "sad" (an emoji). start, end: code
    points of the inbound text.
    """

    group: str
    start: int
    end: int


class Inbound(NamedTuple):
    """The reading of an inbound message.

    complaint: the customer complains, or reports that something has gone wrong.
    upset: they say so with feeling; a complaint that is not upset is a plain report.
    praise, question: what else it is; several may hold, or none. Ironic praise is a complaint.
    gravity: NONE, TROUBLE, or GRAVE (injury, illness, death, fraud, money lost, discrimination,
    children, unsafe food, vulnerable people).
    playful: whether the customer jokes.
    language: its ISO 639-1 code, or "und".
    evidence: what led there, in the order of the text.
    """

    text: str
    language: str
    complaint: bool
    upset: bool
    praise: bool
    question: bool
    gravity: Gravity
    playful: bool
    evidence: tuple[Evidence, ...]

    def found(self, group: str) -> tuple[str, ...]:
        """The words that speak for a group ("insult", "grave", "grave.death", ...), as written."""
        return tuple(
            self.text[e.start : e.end]
            for e in self.evidence
            if e.group == group or e.group.startswith(f"{group}.")
        )

    @property
    def asks(self) -> bool:
        """Whether it asks; "the kindest are the staff" and "what a place!" do not."""
        return _asks(fold(self.text), self.evidence)

    @property
    def name(self) -> str | None:
        """The first name or the title and name that the customer signs with; None if unsigned."""
        return signed_name(self.text)

    @property
    def given(self) -> frozenset[str]:
        """What the customer gave already: "order", "email", "phone", "postcode", "date", "name",
        "amount"."""
        return given(self.text)


# Groups that stand right before another phrase, and what that phrase then speaks for.
_NEGATION = "negation"
_HYPOTHESIS = "hypothesis"
_NEGATED = {"praise": "complaint", "applause": "complaint", "complaint": "applause"}
_GRAVE = "grave"
_FRAIL = "grave.vulnerable"  # grave for them if something is wrong, and no trouble in itself
_HINT = "hint"  # trouble, unless it is asked about or praise stands beside it
_HINTED = "trouble.hint"
_NOT_ASKED = ("praise", "applause", _HINT)
_TOLD_IN_PRAISE = ("complaint", "trouble")
_KEEPS_ITS_NEGATION = ("insult", "question", "resolved", "child")

# Emoji and emoticons, the same in every language.
_SIGNS = lazy_pattern(
    "(?P<complaint>[\U0001f621\U0001f92c\U0001f624\U0001f44e\U0001f620\U0001f4a2\U0001f595"
    "\U0001f612\U0001f644\U0001f926\U0001f62b\U0001f629\U0001f92e\U0001f922\U0001f494\U0001f623"
    "\U0001f616\U0001f47f]|>:[(]|\U0001f644)"
    "|(?P<sad>[\U0001f62d\U0001f622\U0001f61e\U0001f614\U0001f625\U0001f63f\U0001f97a\U0001f630"
    "\U0001f61f\U0001f641\u2639]|(?<!\\w)[:=]'?-?[(/](?![/\\w]))"
    "|(?P<applause>[\U0001f60d\U0001f970\u2764\u2665\U0001f495-\U0001f49f\U0001f9e1\U0001f929"
    "\U0001f618\U0001f63b\U0001f4af\U0001f44f\U0001f44c\U0001faf6\U0001f90d\U0001f917]|<3"
    "|\U0001f525(?=\U0001f525)|(?<=\U0001f525)\U0001f525)"
    "|(?P<playful>[\U0001f602\U0001f923\U0001f639\U0001f606\U0001f61c\U0001f61d\U0001f61b"
    "\U0001f92a\U0001f643\U0001f638\U0001f60f\U0001f609\U0001f92d\U0001f648\U0001f60b\U0001f913]|(?<!\\w);-?[)pPD](?!\\w)"
    "|(?<!\\w)[:xX=]-?D(?!\\w))"
)
# A question that the message begins with, or that begins a sentence of it.
_BEFORE_QUESTION = lazy_pattern(r"(?:^|[.!?,;:\n]|@\w+|\b(?:hi|hey|hello|please|and|but|so))\s*$")
_FAR = 30
_SENTENCE_END = lazy_pattern(r"[.!?\u2026\n]")


def read_inbound(
    text: str, folded: str, language: str, hits: Mapping[str, Sequence[Hit]]
) -> Inbound:
    """Read an inbound message from the phrases found in it.

    folded: `text` folded, of the same length. hits: by group of the language packs' inbound.txt.
    """
    evidence = _unpraised(list(dict.fromkeys((*_weighed(text, hits), *_signs(text)))))
    evidence.sort(key=lambda e: e.start)
    groups = [e.group.partition(".")[0] for e in evidence]
    question = "question" in groups or "?" in folded
    praises, troubles = groups.count("praise"), groups.count("trouble")
    troubles -= _idle_hints(evidence, praises)
    upset = "complaint" in groups or "insult" in groups
    if {"resolved", "playful"} <= set(groups) and not (hits.get("complaint") or hits.get("insult")):
        upset = False  # they laugh at themselves, and hide their face in an emoji
    trouble = troubles * 3 > praises or ("sad" in groups and not praises)
    applause = "applause" in groups
    if "resolved" in groups and not upset:  # it was wrong, and is right again
        trouble = False
    if "reservation" in groups and (praises or applause):  # praise, but for a trifle
        upset, trouble, praises = False, False, max(praises, 1)
    grave = any(e.group.startswith(_GRAVE) and e.group != _FRAIL for e in evidence)
    complaint = upset or trouble or grave
    if complaint:  # praise must outweigh it, or it is politeness or irony
        praise = praises > troubles + groups.count("complaint") + groups.count("grave")
    else:
        praise = bool(praises) or (applause and not _asks(folded, evidence))
    gravity = Gravity.TROUBLE if complaint else Gravity.NONE
    if grave or (complaint and "grave" in groups) or ("child" in groups and upset):
        gravity = Gravity.GRAVE
    return Inbound(
        text=text,
        language=language,
        complaint=complaint,
        upset=upset,
        praise=praise,
        question=question,
        gravity=gravity,
        playful="playful" in groups,
        evidence=tuple(evidence),
    )


def _unpraised(evidence: list[Evidence]) -> list[Evidence]:
    """Without the words of trouble inside a phrase of praise ("treated me like family"), and the
    hints at trouble that one overlaps ("stayed with my dad all night").
    """
    praise = [e for e in evidence if e.group == "praise"]
    kind = [*praise, *(e for e in evidence if e.group == "resolved")]

    def is_told_in_praise(e: Evidence) -> bool:
        if e.group == _HINTED:
            return any(p.start < e.end and e.start < p.end for p in praise)
        return e.group in _TOLD_IN_PRAISE and any(
            p.start <= e.start and e.end <= p.end and p[1:] != e[1:] for p in kind
        )

    return [e for e in evidence if not is_told_in_praise(e)]


def _idle_hints(evidence: Sequence[Evidence], praises: int) -> int:
    """How many hints at trouble are none, as praise outweighs them."""
    hints = sum(e.group == _HINTED for e in evidence)
    return hints if hints < praises else 0


def _asks(folded: str, evidence: Iterable[Evidence]) -> bool:
    """Whether a message asks; "the kindest are the staff" and "what a place!" do not."""
    return "?" in folded or any(
        found.group == "question"
        and _BEFORE_QUESTION.search(folded, max(0, found.start - _FAR), found.start)
        and not _is_exclaimed(folded, found.end)
        for found in evidence
    )


def _weighed(text: str, hits: Mapping[str, Sequence[Hit]]) -> Iterator[Evidence]:
    """The phrases that hold once negations, suppositions and questions are taken into account."""
    negations = hits.get(_NEGATION, ())
    hypotheses = hits.get(_HYPOTHESIS, ())
    for group, found in hits.items():
        if group in (_NEGATION, _HYPOTHESIS):
            continue
        for hit in found:
            if _led_by(hit, hypotheses):
                continue
            if group in _NOT_ASKED and _is_asked(text, hit.end):
                continue
            negation = _led_by(hit, negations)
            if group == "resolved" and any(hit.start < x.start < hit.end for x in negations):
                continue  # "the parcel never arrived"
            if group in _KEEPS_ITS_NEGATION or _holds(hit, negations):
                negation = None
            if negation is None:
                yield Evidence(_HINTED if group == _HINT else group, hit.start, hit.end)
            elif group in _NEGATED:
                yield Evidence(_NEGATED[group], negation.start, hit.end)


def _led_by(hit: Hit, leads: Iterable[Hit]) -> Hit | None:
    """The lead that starts before a hit and reaches it."""
    return next((x for x in leads if x.start < hit.start <= x.end + 2), None)


def _holds(hit: Hit, leads: Iterable[Hit]) -> bool:
    """Whether a lead begins inside a hit: "login page won't load" has a negation of its own."""
    return any(hit.start <= x.start < hit.end for x in leads)


def _is_asked(text: str, end: int) -> bool:
    """Whether the sentence that goes on at `end` is a question."""
    mark = _SENTENCE_END.search(text, end)
    return mark is not None and mark.group() == "?"


def _is_exclaimed(text: str, end: int) -> bool:
    """Whether the sentence that goes on at `end` ends in an exclamation."""
    mark = _SENTENCE_END.search(text, end)
    return mark is not None and mark.group() == "!"


def _signs(text: str) -> Iterator[Evidence]:
    first = _MAY_SIGN.search(text)
    if first is None:
        return
    for match in _SIGNS.finditer(text, first.start()):
        yield Evidence(match.lastgroup or "", *match.span())


# Cheaper to ask first: where anything may be a sign at all.
_MAY_SIGN = lazy_pattern(
    "[:;=<xX>\u2600-\u27bf\U0001f000-\U0001faff](?:(?<=[^:;=<xX>])|[-'()/DpP3:])"
)


# --- what only a few rules ask for ---------------------------------------------------------------

_GIVEN = lazy_pattern(
    r"(?P<email>[\w.+-]{1,64}@[\w-]{1,63}\.\w{2,})"
    r"|(?P<phone>(?<![\w+])(?:\+\d{1,3}|0)[ .-]?\d(?:[ .()-]{0,2}\d){7,11}(?!\w))"
    r"|(?P<amount>[\u00a3$\u20ac] ?\d[\d.,]{0,9}"
    r"|\d[\d.,]{0,9} ?(?:[\u20ac$\u00a3]|euros?\b|pounds?\b))"
    r"|(?P<date>\b\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?\b)"
    r"|(?P<postcode>\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b)"
    r"|(?P<order>(?:\b(?:order|commande|cmd|cde|booking|r[e\u00e9]servation|dossier|case|ticket|"
    r"r[e\u00e9]f(?:[e\u00e9]rence)?|reference|colis|parcel|tracking|suivi|contrat|n[o\u00b0]|num[e\u00e9]ro|number)"
    r"[^\w\n]{0,3}(?:(?:n[o\u00b0]|num[e\u00e9]ro|number|no|is|est|:|#)[^\w\n]{0,3}){0,2}|\#)"
    r"(?=[A-Z]{0,4}[- ]?\d)[A-Z0-9-]{5,20}\b)",
    re.IGNORECASE,
)


@lru_cache(maxsize=64)
def given(text: str) -> frozenset[str]:
    """The kinds of data that stand in a message."""
    kinds = {match.lastgroup or "" for match in _GIVEN.finditer(text)}
    if signed_name(text) is not None:
        kinds.add("name")
    return frozenset(kinds)
