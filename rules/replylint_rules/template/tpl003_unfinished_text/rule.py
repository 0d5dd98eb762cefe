"""TPL003: text that was never finished: a blank left to fill, filler, a note between colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity, outermost
from replylint_rules.template import slots
from replylint_rules.template.tpl003_unfinished_text.blanks import drawn, in_capitals, runs
from replylint_rules.template.tpl003_unfinished_text.fields import bracketed, named
from replylint_rules.template.tpl003_unfinished_text.remarks import remarks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from replylint.document import Document
    from replylint.phrases import Hit

_OPENING = ("(", "[", "{", "<", ">", "*", "\u00ab")
_HANDLE = lazy_pattern(r"@\w[\w.]{0,40}[ ,:]{0,3}$")
_HANDLE_REACH = 44  # code points
_CUSTOMER = 15  # code points at the head of a reply where a handle is the customer's
_LABEL_ENDS = (":", "-", "]", ")", "\u2013", "\u2014")
_CLOSING = lazy_pattern(
    r"(?:cordialement|salutations?|distinguee?s?|bien a vous|a vous|amicalement|respectueusement|"
    r"regards|wishes|sincerely|faithfully|truly|thanks|merci|cheers|best|journee|soiree|bientot|"
    r"day|soon|remerciements|remercions)[ ,.!]{0,3}\s{0,6}$|[\^~\u2014] ?$|-- ?$"
)
_TEAM = lazy_pattern(r"[ \n.\]>)*]{0,9}\Z|,? ?(?:\n|[-\u2013|,] ?)[^.!?\n]{2,40}\s*\Z")
_COSTS = lazy_pattern(r"\b(?:coute(?:nt)?|est|sont|s'appelle|costs?|is|are|called) $")
# "The venue is still TBC", "it is TBA until Friday": what is open is said to be.
_STILL = lazy_pattern(
    r"\b(?:still|officially|currently|as yet|yet|remains?|encore|toujours|reste(?:nt)?) $"
)
_IS = lazy_pattern(r"\b(?:is|are|est|sont) $")
_UNTIL = lazy_pattern(
    r" (?:until|till|by|for now|at the moment|but|jusqu|d'ici|pour l'instant|mais)\b"
)
_BEFORE_AN_ORDER = frozenset(("", *",:;([-\n?."))
_BRACKETS = (("(", ")"), ("[", "]"))
_ASIDE = 160  # code points between a bracket and what is said to a colleague
_CLOSING_REACH = 40  # code points
# What a sentence said to the customer has, and an order to a colleague goes without.
_ARTICLES = frozenset(
    "the a an your our my his her their its this that these those it them us me you some any"
    " le la les l' un une des votre vos ton ta tes notre nos mon ma mes ce cette ces".split()
)


def _stands_out(doc: Document, hit: Hit) -> bool:
    """Set apart as a note is: in capitals, in brackets, or heading its line with a colon."""
    before, after = _neighbours(doc.text, hit)
    return in_capitals(doc.text, hit.start, hit.end) or (
        before in ("", "\n", "(", "[", "*", "-") and after in _LABEL_ENDS
    )


def _is_pending(doc: Document, hit: Hit) -> bool:
    """What is said to be open yet: "the venue is still TBC", "TBA until noon"."""
    before = doc.folded[max(0, hit.start - slots.REACH) : hit.start]
    if _STILL.search(before) is not None:
        return True
    return _IS.search(before) is not None and _UNTIL.match(doc.folded, hit.end) is not None


def _is_aside(doc: Document, hit: Hit, pairs: Sequence[tuple[str, str]] = _BRACKETS) -> bool:
    """Between brackets that opened before it."""
    text, low = doc.text, max(0, hit.start - _ASIDE)
    return any(
        text.rfind(opening, low, hit.start) > text.rfind(closing, low, hit.start)
        for opening, closing in pairs
    )


def _fills_a_slot(doc: Document, hit: Hit) -> bool:
    """In capitals where a value belongs: "starts on DATE at TIME"."""
    before = doc.folded[max(0, hit.start - slots.REACH) : hit.start]
    placed = slots.VALUE.search(before) is not None or before.endswith(": ")
    return placed and in_capitals(doc.text, hit.start, hit.end)


def _heads_a_note(doc: Document, hit: Hit) -> bool:
    """At the head of a sentence, in brackets, or before a colon."""
    before, after = _neighbours(doc.text, hit)
    return before in ("", "\n", "(", "[", "*", "-", ".", "!", "?") or after in (":", "]", ")")


def _neighbours(text: str, hit: Hit) -> tuple[str, str]:
    """The characters before and after a hit that are no spaces; "" at the ends of the text."""
    before = text[max(0, hit.start - 3) : hit.start].rstrip(" \u00a0\u202f")
    after = text[hit.end : hit.end + 3].lstrip(" \u00a0\u202f")
    return before[-1:] if before or hit.start <= 3 else " ", after[:1]


def _calls_a_colleague(doc: Document, hit: Hit) -> bool:
    """Behind a handle that opens a sentence, but not the reply: there it is the customer's."""
    handle = _HANDLE.search(doc.text, max(0, hit.start - _HANDLE_REACH), hit.start)
    if handle is None or handle.start() < _CUSTOMER:
        return False
    before = doc.text[handle.start() - 3 : handle.start()].rstrip(" ")
    return before.endswith((".", "!", "?", "\n", ")", "(", "-"))


def _names_a_colleague(doc: Document, hit: Hit) -> bool:
    """An order without a subject that has a name in it: "à vérifier avec Sami"."""
    words = doc.text[hit.start : hit.end].split()
    named = any(word[:1].isupper() and not word.isupper() for word in words[1:])
    return named and _neighbours(doc.text, hit)[0] in _BEFORE_AN_ORDER


def _is_bare_order(doc: Document, hit: Hit) -> bool:
    """In brackets or capitals: how-to's give orders to fill something in too."""
    return _neighbours(doc.text, hit)[0] in _OPENING or in_capitals(doc.text, hit.start, hit.end)


def _is_a_whole_order(doc: Document, hit: Hit) -> bool:
    """A sentence with no article in it: "Insert reset steps here." """
    after = doc.folded[hit.end : hit.end + 2].strip()
    words = doc.folded[hit.start : hit.end].split()
    return (not after or after[:1] in ".!)]:") and _ARTICLES.isdisjoint(words)


def _is_parenthesised(doc: Document, hit: Hit) -> bool:
    """Alone in parentheses where a value belongs: "costs (price) £"."""
    if _neighbours(doc.text, hit) != ("(", ")"):
        return False
    opening = doc.text.rfind("(", 0, hit.start)
    before = doc.folded[max(0, opening - slots.REACH) : opening]
    return slots.VALUE.search(before) is not None or _COSTS.search(before) is not None


def _greets(doc: Document, hit: Hit) -> bool:
    """Between a greeting and the end of its line."""
    before = doc.folded[max(0, hit.start - slots.REACH) : hit.start]
    if doc.reply.inbound and doc.text[hit.start : hit.end].split()[-1] in doc.reply.inbound:
        return False  # the customer is called so
    ends = not doc.folded[hit.end : hit.end + 2].strip()[:1].isalnum()
    return ends and (slots.THANKED.search(before) is not None or slots.greets(doc, hit.start))


def _greets_in_capitals(doc: Document, hit: Hit) -> bool:
    return doc.text[hit.start : hit.end].isupper() and _greets(doc, hit)


def _signs(doc: Document, hit: Hit) -> bool:
    """Alone at the end, behind a closing; a team may follow: "Prénom, Service client"."""
    if _TEAM.match(doc.text, hit.end) is None:
        return False
    low = max(0, hit.start - _CLOSING_REACH)
    if _CLOSING.search(doc.folded, low, hit.start) is not None:
        return True
    above = doc.text[low : hit.start].rstrip(" ")
    if above.endswith("\n") and above.rstrip().endswith((".", "!", "?")):  # a block with no closing
        return " " in doc.text[hit.start : hit.end]
    closings = (*doc.hits("valediction"), *doc.hits("closing"))
    return any(
        low <= one.end <= hit.start and not doc.folded[one.end : hit.start].strip(" ,.!\n[(")
        for one in closings
    )


# By group of the phrase files: the test that a hit must pass.
_Tests: TypeAlias = "Mapping[str, Callable[[Document, Hit], bool]]"
_NOTES: _Tests = {
    "note": lambda doc, hit: True,
    "label": _heads_a_note,
    "upper": lambda doc, hit: _stands_out(doc, hit) and not _is_pending(doc, hit),
    "aside": _is_aside,
    "aside.square": lambda doc, hit: _is_aside(doc, hit, _BRACKETS[1:]),
    "colleague": _calls_a_colleague,
}
_NOTES_OF_DRAFTS: _Tests = {
    **_NOTES,
    "with_name": _names_a_colleague,
    "order": _is_a_whole_order,
}
_BLANKS: _Tests = {
    "fill": _is_bare_order,
    "capitals": lambda doc, hit: in_capitals(doc.text, hit.start, hit.end),
    "greeted": _greets,
    "greeted.upper": _greets_in_capitals,
    "signed": _signs,
    "initials": lambda doc, hit: doc.text[hit.start - 1 : hit.start] == "^",
    "slot": _fills_a_slot,
    "parenthesised": _is_parenthesised,
}


class UnfinishedText(Rule):
    """Fields in brackets, blanks, filler and notes. In a template, only filler and notes."""

    code = "TPL003"
    name = "unfinished-text"
    severity = Severity.ERROR
    messages = {
        "en": {
            "default": "“{phrase}” was left to be filled in",
            "default.suggestion": "Write what belongs here, or take it out.",
            "note": "“{phrase}” is a note or filler, not meant for the customer",
            "note.suggestion": "Take it out, and finish the reply before it is sent.",
        },
        "fr": {
            "default": "« {phrase} » restait à remplir",
            "default.suggestion": "Écrivez ce qui manque, ou enlevez-le.",
            "note": "« {phrase} » est une note ou du remplissage, pas un mot pour le client",
            "note.suggestion": "Enlevez-le, et finissez la réponse avant de l'envoyer.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        yield from outermost(self._flags(doc))

    def _flags(self, doc: Document) -> Iterator[Flag]:
        is_draft = doc.kind == "draft"
        tests = _NOTES_OF_DRAFTS if is_draft else _NOTES
        for start, end in (*self._passing(doc, tests), *remarks(doc)):
            yield Flag(start, end, "note")
        if is_draft:
            for start, end in (
                *self._passing(doc, _BLANKS),
                *bracketed(doc),
                *named(doc),
                *runs(doc),
                *drawn(doc),
            ):
                yield Flag(start, end)

    def _passing(self, doc: Document, tests: _Tests) -> Iterator[tuple[int, int]]:
        """The hits of some groups that pass their tests."""
        for group in doc.groups(self.code):
            passes = tests.get(group)
            if passes is None:
                continue
            for hit in self.hits(doc, group):
                if passes(doc, hit):
                    yield hit.start, hit.end
