"""What LEN003 knows of a language: the words that break a sentence off, from a `.words` file."""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from replylint.reading import fold
from replylint.rule import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BEFORE = 6  # words before a last word in which something may open its clause


class Words(NamedTuple):
    """The sections of a `.words` file, in lower case; what each means stands in the file.

    whole: the everyday words in one string, each behind a line break.
    """

    dangling: frozenset[str]
    pronoun: frozenset[str]
    subject: frozenset[str]
    stranded: frozenset[str]
    opener: frozenset[str]
    pair: tuple[str, ...]
    fragment: tuple[str, ...]
    clitic: tuple[str, ...]
    clipped: frozenset[str]
    rare: frozenset[str]
    before: frozenset[str]
    object: frozenset[str]
    lead: frozenset[str]
    pause: tuple[str, ...]
    short: frozenset[str]
    elided: frozenset[str]
    rest: frozenset[str]
    head: frozenset[str]
    link: frozenset[str]
    condition: tuple[str, ...]
    reason: tuple[str, ...]
    transitive: frozenset[str]
    order: tuple[str, ...]
    modal: tuple[str, ...]
    whole: str

    def dangles(self, clause: Sequence[str]) -> bool:
        """Whether the last word of a clause cannot end a sentence. The words are in lower case."""
        head, apostrophe, tail = clause[-1].rpartition("'")
        if tail and apostrophe and clause[-1] not in self.dangling:  # "c'est" ends like "est"
            clause = [*clause[:-1], head + apostrophe, tail]
        joined = _joined(clause)
        if joined.endswith(self.fragment):
            return not joined.endswith(self.pair)
        last = clause[-1]
        before = clause[-2] if len(clause) > 1 else ""
        if last in self.stranded:
            cut = bool(before) and self.opener.isdisjoint(clause[-_BEFORE - 1 : -1])
        elif last in self.object:
            cut = not before or before in self.lead
        else:
            cut = last in self.dangling or (last in self.pronoun and before in self.subject)
        cut = cut or (last in self.transitive and self._lacks_object(clause))
        # "with your coat on", "from eleven on"
        worn = last in _WORN and (
            "with" in clause[-_LONGEST_LEAD:-1] or (last == "on" and "from" in clause[-3:-2])
        )
        return cut and not worn and not joined.endswith(self.pair)

    def breaks_off(self, clause: Sequence[str]) -> bool:
        """Whether a clause ends with what no sign can stand for: "all you need to do is"."""
        return _joined(clause).endswith(self.fragment)

    def lacks_ending(self, clause: Sequence[str]) -> bool:
        """Whether a word has no ending of a verb, where only a verb can stand: "il vous appel"."""
        stub = clause[-1]
        return (
            len(stub) >= _STEM
            and stub[-1] not in _VERB_ENDS
            and _joined(clause[:-1]).endswith(self.clitic)
        )

    def _lacks_object(self, clause: Sequence[str]) -> bool:
        """Whether a verb that needs an object is the last word of an order or behind a modal verb.

        "don't use", "you'll need to show"; but not in "the card you don't need", "what to use".
        """
        *lead, _ = clause
        said = " ".join(["", *lead[-_LONGEST_LEAD:]])
        order = next((order for order in self.order if said.endswith(order)), "")
        if order:
            before = lead[-order.count(" ") - 1 :][:1] if len(lead) > order.count(" ") else []
            if self.pronoun.isdisjoint(before):  # not "the card you don't need"
                return _RELATIVES.isdisjoint(before) and self.opener.isdisjoint(before)
        if not order and not said.endswith(self.modal):
            return False
        at = max((i for i, word in enumerate(lead) if word in self.pronoun), default=0)
        taken_up = at > 0 and self.subject.isdisjoint(lead[:at]) and self.link.isdisjoint(lead[:at])
        return not taken_up and _RELATIVES.isdisjoint(lead) and self.opener.isdisjoint(lead)

    def is_half(self, clause: Sequence[str], *, opens: bool) -> bool:
        """Whether a clause only says when or why, and what then is missing: "so if you add".

        opens: whether the clause opens its sentence.
        """
        words = list(clause)
        while words and words[0] in self.link:
            del words[0]
        joined = " ".join([*words, ""])
        linked = len(words) < len(clause)
        if (opens or linked) and joined.startswith(self.condition):
            return len(words) <= _SHORT_CONDITION and _ASKS.isdisjoint(words)
        return joined.startswith(self.reason) and len(words) <= _SHORT_REASON

    def is_rare(self, word: str, before: str) -> bool:
        """Whether behind a small word a listed one is rather the beginning of another: "the cod"."""
        return word in self.rare or (word in self.clipped and before in _BEFORE_VERBS)

    def lists_short(self, word: str, *, behind: str) -> bool:
        """Whether a word of two letters is one; behind: what is elided before it, if anything."""
        known = (self.elided if behind else frozenset()) or self.short
        return not known or word in known

    def begins_a_word(self, stub: str) -> bool:
        """Whether an unknown word is the beginning of an everyday one: "confirma"."""
        return stub not in self.clipped and f"\n{stub}" in self.whole

    def ends_a_word(self, rest: str) -> bool:
        """Whether an unknown word is the end of an everyday one: "rribly"."""
        return rest not in self.short and f"{rest}\n" in self.whole

    def pauses(self, text: str) -> bool:
        """Whether dots after a text in lower case only pause: "à suivre…"."""
        return text.endswith(self.pause)


def _joined(clause: Sequence[str]) -> str:
    """The last words of a clause, a space before each that follows no apostrophe."""
    return " ".join(["", *clause[-4:]]).replace("' ", "'")


_STEM, _VERB_ENDS = 4, "aestdxzi\u00e9c"  # letters
_SHORT_CONDITION, _SHORT_REASON = 7, 5  # words
_LONGEST_LEAD = 4
_SMALL = 3
_ELIDED = tuple("aeéhou")  # "n'hésitez pas à nous"
_WORN = frozenset(("on", "in", "off"))
# What takes up the object of a verb that stands behind it.
_RELATIVES = frozenset(("that", "one", "ones", "those", "no", "few", "many", "much", "que", "dont"))
_ASKS = frozenset(("please", "just"))  # "if you are late just ring me" is whole
_BEFORE_VERBS = frozenset(("s'", "m'", "t'", "n'", "j'"))  # no noun stands there: "s'app"
_SECTIONS = ("dangling", "pronoun", "subject", "stranded", "opener", "pair", "clitic", "clipped", "rare",
             "before", "object", "lead", "pause", "short", "elided", "rest", "head", "link", "condition", "reason",
             "transitive", "order", "modal", "whole")  # fmt: skip


def _with_plain(words: Iterable[str]) -> Iterator[str]:
    """The words, and their way without accents where that is no small word of its own."""
    for word in words:
        yield word
        if not word.isascii() and len(word) > _SMALL:
            yield fold(word)


def _spelled_out(word: str) -> Iterable[str]:
    """The words that one with alternatives stands for."""
    if "(" not in word:
        return (word,)
    parts = word.replace(")", "(").split("(")
    return map("".join, product(*(part.split("|") for part in parts)))


def read_words(paths: Iterable[str]) -> Words:
    """Read `.words` files: sections in brackets, words apart by white space, "_" for a space.

    Of "(a|b)_(c|d)" each is a word with each.
    """
    sections: dict[str, list[str]] = {section: [] for section in _SECTIONS}
    current: list[str] = []
    for line in chain.from_iterable(map(read_lines, paths)):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            for word in line.replace("_", "\u00a0").split(" "):
                current += _spelled_out(word)
    words = {
        name: [word.replace("\u00a0", " ") for word in found if word]
        for name, found in sections.items()
    }
    return Words(
        dangling=frozenset(_with_plain(words["dangling"])),
        pronoun=frozenset(words["pronoun"]),
        subject=frozenset(words["subject"]),
        stranded=frozenset(words["stranded"]),
        opener=frozenset(words["opener"]),
        pair=tuple(f" {pair}" for pair in words["pair"]),
        fragment=tuple(
            f"{mark}{end}"
            for end in _with_plain(words.get("fragment", ()))
            for mark in (" '" if end.startswith(_ELIDED) else " ")
        ),
        clitic=tuple(f" {pair}" for pair in words["clitic"]),
        clipped=frozenset(words["clipped"]),
        rare=frozenset(words["rare"]),
        before=frozenset(words["before"]),
        object=frozenset(words["object"]),
        lead=frozenset(words["lead"]),
        pause=tuple(words["pause"]),
        short=frozenset(words["short"]),
        elided=frozenset(words["elided"]),
        rest=frozenset(words["rest"]),
        head=frozenset(words["head"]),
        link=frozenset(words["link"]),
        condition=tuple(f"{start} " for start in words["condition"]),
        reason=tuple(f"{start} " for start in words["reason"]),
        transitive=frozenset(words["transitive"]),
        order=tuple(f" {order}" for order in words["order"]),
        modal=tuple(f" {modal}" for modal in words["modal"]),
        whole="\n".join(["", *words["whole"], ""]),
    )
