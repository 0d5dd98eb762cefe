"""TON009: the customer complains, and the reply acknowledges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Skip
from replylint_rules.channel.clauses import answers, clauses_of
from replylint_rules.parts import is_later_part
from replylint_rules.praise.joy import rejoices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.document import Document
    from replylint.inbound import Evidence, Inbound

_SAD = lazy_pattern(
    "[\U0001f614\U0001f61e\U0001f622\U0001f625\U0001f62d\U0001f97a\U0001f494\U0001f64f]"
)
# What of a customer's message speaks of trouble.
_TROUBLE = ("trouble", "complaint", "insult", "grave", "sad")
_GRAVE = ("insult", "grave")
# Beside praise these are what it is told with: "back from the dead", "the best hospital".
_TOLD_WITH = ("trouble.hint", "grave")
# A question is told from a complaint by its one sentence; a bare greeting before it is none.
_SENTENCE = lazy_pattern(r"[^.!?\n]*[.!?\n]?")
_FEW_WORDS = 3
# Whoever answers with such words took the message for praise.
_PLEASED_WORDS = ("thank", "merci", "glad", "delight", "ravi", "enchant")


class NoEmpathy(Rule):
    """A complaint is answered without apology, understanding or any sign that it was heard.

    Where the customer's message is not known, the reply's own words may tell of trouble (the group
    "trouble"); it is then judged only if it does not help either.
    """

    code = "TON009"
    name = "no-empathy"
    parts = ("body",)
    options = {"weigh": True}
    messages = {
        "en": {
            "own": "“{phrase}”: the reply speaks of the customer's trouble and neither acknowledges it nor helps",
            "own.suggestion": "Begin with the person: say that you see what happened to them, or that you are sorry.",
            "default": "the customer is in trouble, and the reply does not acknowledge it",
            "default.suggestion": "Begin with the person: say that you see what happened to them, or that you are sorry.",
        },
        "fr": {
            "own": "« {phrase} » : la réponse parle de l'ennui du client sans en tenir compte ni aider",
            "own.suggestion": "Commencez par la personne : dites que vous voyez ce qui lui arrive, ou que vous en êtes désolé.",
            "default": "le client a un ennui et la réponse n'en tient aucun compte",
            "default.suggestion": "Commencez par la personne : dites que vous voyez ce qui lui arrive, ou que vous en êtes désolé.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag | Skip]:
        # The customer's message is read last: most replies settle the question by themselves.
        if _is_bare(doc.folded) or self.hits(doc, "acknowledges"):
            return
        if doc.language == "und" and doc.inbound_language == "und":
            return  # where only the reply cannot be told, the phrases of all languages count
        text = doc.text
        if not text.isascii() and _SAD.search(text):
            return
        if is_later_part(doc):
            return
        if not doc.reply.inbound:
            yield from self._by_itself(doc)
            return
        inbound = doc.inbound
        if inbound is not None and inbound.complaint and self._is_in_trouble(doc, inbound):
            yield Flag(0, 0)

    def may_weigh(self, doc: Document) -> bool:
        """Only where the customer is known to have written, and the reply does not rejoice in it."""
        inbound = doc.inbound
        return inbound is not None and not is_later_part(doc) and not rejoices(doc, inbound)

    def is_doubtful(self, doc: Document) -> bool:
        """Where something acknowledges what the customer wrote, or they do not complain."""
        inbound = doc.inbound
        return bool(self.hits(doc, "acknowledges")) or inbound is None or not inbound.complaint

    def _is_in_trouble(self, doc: Document, inbound: Inbound) -> bool:
        """Whether more than faint words speak of trouble.

        Faint are words that stand in plain requests as well ("need help with"). Who asks for
        advice or for something new may name a thing that does not work without being in trouble,
        and who says "no worries" is in none. A single question is no complaint unless a word of
        blame stands in it ("why", "still", "again").
        """
        if rejoices(doc, inbound):
            return False
        over = inbound.praise and inbound.found("resolved")  # put right, and they say so
        if (over or self.inbound_hits(doc, "inbound.calm")) and not inbound.found("insult"):
            return False
        if _is_one_question(inbound.text) and not self.inbound_hits(doc, "inbound.blames"):
            return False
        faint = [
            *self.inbound_hits(doc, "inbound.faint"),
            *self.inbound_hits(doc, "inbound.supposed"),
        ]
        firm = [
            evidence
            for evidence in inbound.evidence
            if evidence.group.partition(".")[0] in _TROUBLE
            and not any(hit.start <= evidence.start < hit.end for hit in faint)
        ]
        praised = inbound.found("praise") and any(word in doc.folded for word in _PLEASED_WORDS)
        if praised:
            firm = [evidence for evidence in firm if not evidence.group.startswith(_TOLD_WITH)]
        mild = inbound.playful or inbound.praise or self.inbound_hits(doc, "inbound.asks")
        return _places(firm) > bool(mild) or any(e.group.startswith(_GRAVE) for e in firm)

    def _by_itself(self, doc: Document) -> Iterator[Flag | Skip]:
        trouble = self.hits(doc, "trouble")
        if not trouble:
            yield Skip("needs-inbound")
        elif not any(answers(doc, clause) for clause in clauses_of(doc)):
            yield Flag(trouble[0].start, trouble[0].end, "own", confidence=0.6)


def _places(evidence: Iterable[Evidence]) -> int:
    """In how many places of a message trouble is told: phrases that overlap tell it once."""
    places = end = 0
    for _, start, stop in evidence:
        places += start >= end
        end = max(end, stop)
    return places


def _is_one_question(text: str) -> bool:
    """Whether a message is one sentence that asks."""
    said = [s for s in _SENTENCE.findall(text) if s.count(" ") >= _FEW_WORDS]
    return len(said) == 1 and said[0].endswith("?")


def _is_bare(folded: str) -> bool:
    """Whether a reply has too few words to be an answer."""
    return folded.count(" ") < 2
