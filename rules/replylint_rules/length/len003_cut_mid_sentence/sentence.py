"""The last sentence of a reply: whether its words, or their end marks, leave it unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag
from replylint_rules.length.len003_cut_mid_sentence.marks import NO_ENDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from replylint.document import Document
    from replylint_rules.length.len003_cut_mid_sentence.words import Words

# Words of a clause, elisions and hyphens within them.
_WORD = lazy_pattern(r"[^\W\d_]+(?:['-][^\W\d_]+)*'?")
_CLAUSE_BREAK = lazy_pattern(r"[,;:.!?\u2026()\[\]\n\u00ab\u00bb\u201c\u201d\"]")
_PAIRS = (("(", ")"), ("[", "]"), ("\u00ab", "\u00bb"), ("\u201c", '\u201d"'))
_SUBORDINATE = lazy_pattern(
    r"(?:(?:so|but|and|et|mais|donc) )?(?:si\b|s'|quand\b|lorsqu|des qu|afin\b|pour\b|comme\b|puisqu"
    r"|if\b|when\b|once\b|as soon\b|so that\b|in order\b|because\b|since\b|although\b|unless\b|to\b)"
)
_TOPIC = lazy_pattern(
    r"(?:as for|as regards|with regard to|quant au?x?\b|s'agissant|en ce qui concerne|pour ce qui est)\b"
)
_RELATIVES = frozenset(
    ("who", "which", "whose", "where", "with", "qui", "dont", "soit", "avec", "pour", "sans")
)
_CONDITION = lazy_pattern(r"\b(?:if|should|when|once)\b[^,]{2,60}, please$")
# "I've refunded you and, to make up for it, added": what stands between commas is over.
_TAKEN_UP = lazy_pattern(r"\b(?:and|et), [^,.;:!?\n]{3,80},\Z")
_DOTS = ("\u2026", "..")
# What may follow the last word of a cut text: an end mark or an emoji shows that it is whole.
_MAY_FOLLOW = frozenset(("", *",'\u2019-\n&([\u00ab\u201c"))
_BEFORE_PART = frozenset(("", "(", "[", "1", "2", "-", "\u2026", "."))
# What asks for something makes a condition whole: "if you need more just shout".
_ASKS = lazy_pattern(
    r"\b(?:just|please|pls|feel|let|call|ring|give|drop|reply|write|shout|ask|tell|come|pop|text|dm|do"
    r"|don't|we'll|i'll|it'll|we're|i'm|n'hesit\w+|hesit\w+|appel\w+|ecri\w+|contact\w+|merci|fais"
    r"|faites|dites|dis|revenez|reviens|repond\w+|passez|passe|venez|viens|je suis|nous sommes|on est"
    r"|je reste|nous restons|on reste)\b"
)
_FEWEST = 5  # words of a clause that waits for another
_TAIL = 240  # how far back from the end a sentence is read
_LONG_SENTENCE = 8  # words after which dots that end an unsigned reply are no pause
_SHORTEST_STUB, _MIN_NAME = 2, 5
_MIN_STUB = 4  # letters of a word cut short; one less where dots follow
# Letters that end no word of any language here.
_NO_ENDINGS = ("sw", "br", "fr", "gr", "dr", "cr", "fl", "gl", "pl", "sl", "kn", "tw", "vr", "qu")
# What has a letter for a name: "Zone S..." is whole.
_LETTERED = frozenset(
    "size type zone gate terminal vitamin class platform block section bay row mr ms dr"
    " taille porte quai salle bloc plan option generation gen".split()
)
_LAST_SIGN = "\u2bff"  # behind it come emoji
_NO_WORDS = frozenset("bcdfghjlmpstvwz")  # letters that people do not use for a word
_DRAWN_OUT = lazy_pattern(r"(.)\1\1")
CLOSINGS = ("valediction", "closing")


class Ending:
    """The end of a line: the last word before `end`, and the signs up to `stop`."""

    def __init__(
        self, doc: Document, words: Mapping[str, Words], line: int, end: int, stop: int
    ) -> None:
        self.doc = doc
        self.codes = tuple(words)
        self.words = tuple(words.values())
        self.line = line
        self.end = end
        self.mark = doc.text[end:stop].lstrip(" \u00a0\u202f")
        self.glued = doc.text[end : end + 1]

    def judge_word(self) -> Flag | None:
        """The beginning of a word that a part breaks off in: "in the app under My ext (1/2)"."""
        clause = self._clause() if self.mark[:1] in _BEFORE_PART else []
        if len(clause) > _SHORTEST_STUB and self._is_stub(clause, dots=True):
            return self._flag("word", 0.9)
        return None

    def judge_inside(self) -> Flag | None:
        """A clause that breaks off though another sentence follows: "stay by the. We open at nine"."""
        clause = self._clause()
        if self.mark == "," or not clause:
            return None
        cut = any(words.dangles(clause) for words in self.words)
        if not self.mark:
            cut = cut or self._is_half_a_clause(clause)
        return self._flag("default", 0.8) if cut else None

    def judge_colon(self) -> Flag | None:
        """A colon that announces what is not there."""
        cut = self.mark.rstrip() == ":" and self._announces()
        return self._flag("default", 0.8) if cut else None

    def judge(self, is_last: bool) -> Flag | None:
        """What is cut there, if anything; is_last: whether nothing but a signature follows."""
        dots = self.mark.startswith(_DOTS)
        stopped = self.mark[:1] == "." and self.doc.text.endswith(NO_ENDS, 0, self.end + 1)
        if not (dots or stopped) and self.mark[:1] not in _MAY_FOLLOW:
            return self._flag("default", 0.8) if self._is_cut_at_emoji() else None
        clause = self._clause()
        if self._is_half_a_clause(clause) or any(w.dangles(clause) for w in self.words if clause):
            return self._flag("default", 1.0)
        if clause and self._is_stub(clause, dots):
            return self._flag("word", 0.9)
        if is_last and dots and self._is_cut_by_dots():
            return self._flag("dots", 0.7)
        is_cut = self.mark.startswith(",") and (
            self._waits_for_more() or (is_last and self._is_cut_at_comma())
        )
        if is_cut or (is_last and (self._is_half_a_sentence(clause) or self._lacks_end_mark())):
            return self._flag("default", 0.8)
        return self._open()

    def _is_cut_at_emoji(self) -> bool:
        """Whether an emoji stands where it can replace no word: "all you need to do is \U0001f64f"."""
        if self.mark[:1] <= _LAST_SIGN:
            return False  # an end mark, a link
        clause = self._clause()
        return bool(clause) and any(words.breaks_off(clause) for words in self.words)

    def _clause(self) -> list[str]:
        """The words of the last clause, in lower case with their accents."""
        text = self.doc.text
        if not text[self.end - 1].isalpha():
            return []
        end = self.end + (self.glued in ("'", "\u2019"))
        start = max(self.line, self.end - _TAIL)
        for span in reversed(self.doc.non_prose):
            if span[1] <= end:
                start = max(start, span[1])
                break
        breaks = [match.end() for match in _CLAUSE_BREAK.finditer(text, start, self.end)]
        clause = text[breaks[-1] if breaks else start : end].replace("\u2019", "'")
        if clause.rstrip()[-1:] in ("A", "B", "C", "D"):
            return []  # "Plan A"
        return _WORD.findall(clause.lower())

    def _is_half_a_clause(self, clause: Sequence[str]) -> bool:
        """Whether one word behind a comma begins what is missing: ", who", "if so, please"."""
        if len(clause) != 1 or self.mark[:1] in ("?", "."):
            return False
        if clause[0] == "please":
            return _CONDITION.search(self.doc.folded, self._sentence(), self.end) is not None
        before = self.doc.text[: self.end - len(clause[0])].rstrip()
        opens = clause[0] in _RELATIVES or any(clause[0] in w.subject for w in self.words)
        low = max(0, self.end - _TAIL)
        if not opens and any(clause[0] in words.transitive for words in self.words):
            return _TAKEN_UP.search(before, low) is not None
        return opens and before.endswith(",")

    def _is_half_a_sentence(self, clause: Sequence[str]) -> bool:
        """Whether the last clause is a condition that nothing follows: "so if you add"."""
        if not clause or (self.mark[:1] in (".", "?") and not self.mark.startswith(_DOTS)):
            return False
        opens = self.doc.folded.startswith(clause[0], self._first_word())
        return any(words.is_half(clause, opens=opens) for words in self.words)

    def _lacks_end_mark(self) -> bool:
        """Whether a long last sentence has no end mark, where all before it have, nor a signature."""
        text, start = self.doc.text, self._first_word()
        if self.mark or not self.doc.is_signed or self.doc.zones.signatures:
            return False
        last = text[start : self.end]
        words = last.split()
        return (
            text[:start].rstrip().endswith((".", "!", "?"))
            and "\n" not in last
            and len(words) >= _LONG_SENTENCE
            and words[-1].islower()
            and words[-1].isalpha()
            and text[start].isupper()
            and not any(span[1] > start for span in self.doc.non_prose)
            and not any(hit.start >= start for group in CLOSINGS for hit in self.doc.hits(group))
        )

    def _first_word(self) -> int:
        """Where the first word of the last sentence stands."""
        start = max(self._sentence(), self.line, self.doc.zones.body[0])
        while start < self.end and not self.doc.text[start].isalnum():
            start += 1
        return start

    def _is_stub(self, clause: Sequence[str], dots: bool) -> bool:
        """Whether the last word of a clause is the beginning of a longer one: "of cou"."""
        head, _, word = clause[-1].rpartition("'")
        if self.glued == "-" and not self.mark[1:].strip():
            return True  # "votre rendez-"
        start = self.end - len(word)
        if dots and len(word) == 1 and len(clause) > 2:
            behind_number = self.doc.text[:start].rstrip()[-1:].isdigit()  # "dès 11 h…"
            return not behind_number and word not in ("i", "a") and clause[-2] not in _LETTERED
        before = head + "'" if head else clause[-2] if len(clause) > 1 else ""
        after_small_word = any(
            before in words.dangling or before in words.stranded or before in words.before
            for words in self.words
        )
        if any(words.lacks_ending(clause) for words in self.words) or (
            after_small_word
            and (
                self._is_lone_letter(word, start)
                or any(words.is_rare(word, before) for words in self.words)
            )
        ):
            return self.doc.text[start].islower()
        if len(word) == _SHORTEST_STUB:
            listed = any(words.lists_short(word, behind=head) for words in self.words)
            is_alone = head or len(clause) > _SHORTEST_STUB
            return bool(is_alone) and self.doc.text[start].islower() and not listed
        is_last = after_small_word or len(clause) >= _LONG_SENTENCE
        if len(word) < _MIN_STUB - (dots or is_last):
            return False
        people = any(
            signature.kind != "initials"
            and self.doc.text[signature.start] != "^"
            and "\n\n" not in self.doc.text[self.end : signature.start]
            for signature in self.doc.zones.signatures
        )
        bare = not (self.mark.strip() or people or self.doc.text.islower())
        return self._is_half_a_word(word, start, sure=dots or (is_last and bare))

    def _is_lone_letter(self, word: str, start: int) -> bool:
        """Whether what follows an article or the like is a letter that is no word."""
        text = self.doc.text
        alone = text[start - 1] == " " and text[start - 2].isalpha()
        return alone and text[start] == word and word in _NO_WORDS

    def _is_half_a_word(self, word: str, start: int, *, sure: bool) -> bool:
        """Whether a word that no list has is the beginning of one; sure: what is around it says so."""
        written = self.doc.text[start : self.end]
        if any(self.doc.speller.lists(word, code) for code in self.codes):
            return False
        if not written[0].islower():  # perhaps a name
            return (
                len(word) >= _MIN_NAME
                and not written.isupper()
                and not self.doc.zones.signatures
                and self._begins_a_word(word)
            )
        return self._begins_a_word(word) or (
            (sure or word.endswith(_NO_ENDINGS)) and self._is_no_word(word)
        )

    def _begins_a_word(self, stub: str) -> bool:
        return all(words.begins_a_word(stub) for words in self.words)

    def _is_no_word(self, word: str) -> bool:
        known = self.doc.speller.knows(word) or self.doc.is_common(word)
        return not (
            known or _DRAWN_OUT.search(word) or any(word in words.clipped for words in self.words)
        )

    def _is_cut_by_dots(self) -> bool:
        """Whether dots that end an unsigned reply stand for what a limit took away."""
        if self.doc.zones.signatures or not self.doc.is_signed or self.mark.strip(".\u2026 "):
            return False
        sentence = self.doc.text[self._sentence() : self.end].lower()
        items = sentence.split(",")
        if len(items) > 2 and all(len(item.split()) < 4 for item in items[-2:]):
            return False  # "in red, green, blue…"
        return len(sentence.split()) >= _LONG_SENTENCE and not any(
            words.pauses(sentence) for words in self.words
        )

    def _announces(self) -> bool:
        """Whether a colon with nothing behind it announces what is missing: "Here are the steps:"."""
        signatures, text = self.doc.zones.signatures, self.doc.text
        if not signatures:  # a picture or another message may follow, but not in an e-mail
            return self.doc.channel is not None and self.doc.channel.family == "email"
        at = signatures[0].start
        if "://" in text[at:]:
            return False  # "the details: ^FC https://..."
        if text[at].isalnum() and "\n" not in text[self.end : at]:
            return False  # "Your adviser: Jane"
        return len(text[self.line : self.end].split()) > _SHORTEST_STUB

    def _waits_for_more(self) -> bool:
        """Whether the last sentence is a subordinate clause whose main one never comes."""
        start, doc = self._first_word(), self.doc
        # A main clause before it does not end with a comma either: "it's there, and if you need it,".
        sentence = doc.folded[start : self.end].rpartition(", ")[2]
        return (
            self.mark.rstrip() == ","
            and (
                _TOPIC.match(sentence) is not None
                or (len(sentence.split()) >= _FEWEST and _SUBORDINATE.match(sentence) is not None)
            )
            and _ASKS.search(sentence) is None
            and not any(start <= h.start < self.end for g in CLOSINGS for h in doc.hits(g))
        )

    def _is_cut_at_comma(self) -> bool:
        """Whether a comma is the last that was written, and not the one before a name."""
        if len(self.mark.strip(", \n")) > 0:
            return False
        signatures = self.doc.zones.signatures
        if signatures and self.doc.text[signatures[0].start].isalnum():
            return False
        start = max(self._sentence(), self.doc.zones.body[0])
        while self.doc.text[start].isspace():
            start += 1
        if signatures:
            return _SUBORDINATE.match(self.doc.folded, start) is not None
        return not any(
            start <= hit.start and hit.end <= self.end
            for group in CLOSINGS
            for hit in self.doc.hits(group)
        )

    def _sentence(self) -> int:
        """Where the last sentence begins."""
        return next(start for start, end in self.doc.sentences if start < self.end <= end)

    def _open(self) -> Flag | None:
        """A bracket or a quotation mark that is never closed, where no end mark follows."""
        text = self.doc.text
        lowest = max(0, self.end - _TAIL)
        for opening, closing in _PAIRS:
            if self.mark.rstrip() == opening:
                if any(text.find(mark, self.end) >= 0 for mark in closing):
                    return None
                return Flag(text.find(opening, self.end), self.end + len(self.mark), "open")
            place = text.rfind(opening, lowest, self.end)
            if place < 0 or any(text.find(mark, place) >= 0 for mark in closing):
                continue
            inside = text[place + 1 : self.end].lstrip("\u00a0\u202f")
            if not inside[:1].isalnum() and opening != "\u00ab":
                continue  # a sad face, a stray bracket
            return Flag(place, self.end, "open", confidence=0.8)
        place = text.rfind('"', lowest, self.end)
        if (
            place > self.line
            and text[place - 1] in " (\u00a0"
            and text[place + 1].isalnum()
            and text.count('"', self.line, place) % 2 == 0
            and '"' not in self.mark
        ):
            return Flag(place, self.end, "open", confidence=0.8)
        return None

    def _flag(self, message: str, confidence: float) -> Flag:
        """The last words and what follows them, as the place that a person looks at."""
        text = self.doc.text
        start = text.rfind(" ", self.line, self.end - 1) + 1
        start = max(start, self.line)
        end = self.end + len(self.mark) - len(self.mark.lstrip(",\u2026.'\u2019-&"))
        return Flag(start, min(end, len(text)), message, confidence=confidence)
