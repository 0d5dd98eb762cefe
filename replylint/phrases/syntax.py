"""The phrase pattern: a small language that compiles to a bounded regex and literal anchors.

    calm down                  words, whole, in any case and with or without accents
    apologi*                   a word that begins so
    (pouvez|peux)-(vous|tu)    one of several
    (really)? sorry            perhaps
    give ~3 number             up to three words in between (at most eight)
    your _ number              exactly one word in between
    $reference                 a macro: `$reference = (order number|booking ref)`
    ^sorry, ... $              at the start, at the end of its sentence

A space also matches a comma and a space, and nothing after an apostrophe: `(de|d') (nom|avis)`.
An apostrophe or a hyphen may be missing or a space.
There is no repetition but the bounded gap, so no pattern can take more than linear time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from replylint.reading import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_GAP = 8
# The product of (gap + 1) over a pattern bounds its backtracking at each place.
MAX_GAP_PRODUCT = 512
MAX_DEPTH = 30
_MAX_ALSO = 3
_MAX_FORMS = 2
_PAIR = 0.3

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<macro>\$[a-z_][a-z0-9_]*)|(?P<gap>~\d+)|(?P<any>_(?![\w]))"
    r"|(?P<open>\()|(?P<close>\)\??)|(?P<bar>\|)|(?P<end>\$)|(?P<start>\^)"
    r"|(?P<word>[^\s()|~$^*]+)(?P<wild>\*)?"
)
# "d' adresse" is written "d'adresse": an apostrophe needs no space after it.
_SEPARATOR = "(?:,? {1,2}|'|(?<='))"
_GAP_WORD = r"[^\w\n]{1,3}\w{1,40}"
_PIECE = re.compile(r"\w+")

# Words that stand in so many replies that they are poor anchors where anything better is beside them.
_FREQUENT = frozenset(
    "a able about account all already also an and any anything app appreciate are as ask at back be "
    "been but by can chat check clicking confirm contact contacting could create d details did do "
    "does dm email error find following for from further get give glad go happy has have hear hello "
    "help helps here hey hi hope how i if in info information into is issue issues it just keep know "
    "let like link ll look m make may me message more my need no not number of on once one or order "
    "our out page phone please post r re reach right s see send share site so some sorry steps "
    "support sure t take team thank thanks that the their them there they this through ticket to "
    "took tried try up update us using ve via visit was way we what when where which will with would "
    "you your "
    "ai apres au aussi autres aupres aux avec avez avoir bien bientot bonjour c ce cela cet cette "
    "client clients commande commentaire compte contact contacter d dans de demande des desole "
    "desoles disponible disponibles donc du elle en encore equipe equipes es est et ete etre faire "
    "fait faites free il ils j je l la le les leur leurs livraison ma mail mais me merci mes message "
    "messagerie messages mon n ne ni nom nos notre nous numero on ont ou par pas peut plaisir plus "
    "pour prive privee qu que quel qui remercie s sa satisfaction se service ses si site situation "
    "sommes son sont suis sur t ta te tes ton tout toute toutes tres tu un une va vais vers via vos "
    "votre vous y".split()
)


class PhraseError(ValueError):
    """A phrase pattern, or a file of them, that cannot be read. The text says where and why."""


class Node:
    """One part of a pattern: its regex, whether it may be absent, and its best anchors.

    also: further sets of literals of which each has one in every match.
    tail: the regex from where an anchor begins to the end; None where that cannot be told.
    """

    __slots__ = ("also", "anchors", "cost", "gaps", "nullable", "regex", "tail")

    def __init__(
        self,
        regex: str,
        nullable: bool,
        anchors: tuple[str, ...],
        cost: float,
        gaps: int = 1,
        also: tuple[tuple[str, ...], ...] = (),
        tail: str | None = None,
    ) -> None:
        self.also = also
        self.tail = tail
        self.regex = regex
        self.nullable = nullable
        self.anchors = anchors
        self.cost = cost
        self.gaps = gaps


_NO_ANCHOR = float("inf")


class Pattern(NamedTuple):
    """A compiled pattern.

    regex: source of a regex for folded text.
    anchors: literals of which at least one is in every match: whole words with a space for
    whatever stands between them; with a trailing "*", the beginning of a word.
    at_start, at_end: whether only the start or the end of a sentence counts.
    also: further sets of literals, of each of which one is in every match: asking for their words
    first is cheaper than compiling and trying the regex.
    tail: the part of the regex from where an anchor begins; None where that cannot be told. Trying
    it at that very place is cheaper than looking through the sentence.
    """

    source: str
    regex: str
    anchors: tuple[str, ...]
    at_start: bool
    at_end: bool
    also: tuple[tuple[str, ...], ...] = ()
    tail: str | None = None


Macros = dict[str, "Node"]


def compile_pattern(source: str, macros: Mapping[str, Node]) -> Pattern:
    """Compile one pattern. Raises PhraseError, which names the trouble, never the file."""
    text = source.strip()
    at_start = text.startswith("^")
    at_end = text.endswith("$")
    node = parse_node(text[at_start : len(text) - at_end].strip(), macros)
    if node.nullable or not node.anchors:
        raise PhraseError("needs at least one word that must be there")
    if node.gaps > MAX_GAP_PRODUCT:
        raise PhraseError("has too many or too long gaps")
    # A beginning of a word cannot be asked for among whole words.
    asked = {literals for literals in node.also if not any("*" in a for a in literals)}
    also = tuple(sorted(asked, key=len))[:_MAX_ALSO]
    return Pattern(source, node.regex, node.anchors, at_start, at_end, also, node.tail)


def parse_node(text: str, macros: Mapping[str, Node]) -> Node:
    """Parse the text of a pattern or of a macro's right-hand side."""
    folded = fold(text)
    if folded.replace(" ", "").isalpha():  # plain words: by far the most frequent
        return _literal_node(folded.split())
    parser = _Parser(folded, macros)
    node = parser.alternatives(0)
    parser.expect_end()
    return node


class _Parser:
    def __init__(self, text: str, macros: Mapping[str, Node]) -> None:
        self.macros = macros
        self.tokens: list[tuple[str, str]] = []
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise PhraseError(f"cannot read {text[position : position + 10]!r}")
            kind = match.lastgroup or ""
            if kind == "wild":
                self.tokens.append(("stem", match.group("word")))
            else:
                self.tokens.append((kind, match.group()))
            position = match.end()
        self.index = 0

    def peek(self) -> str:
        return self.tokens[self.index][0] if self.index < len(self.tokens) else ""

    def expect_end(self) -> None:
        if self.index < len(self.tokens):
            raise PhraseError(f"does not expect {self.tokens[self.index][1]!r} here")

    def alternatives(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise PhraseError("is nested too deeply")
        branches = [self.sequence(depth)]
        while self.peek() == "bar":
            self.index += 1
            branches.append(self.sequence(depth))
        if len(branches) == 1:
            return branches[0]
        return Node(
            f"(?:{'|'.join(branch.regex for branch in branches)})",
            any(branch.nullable for branch in branches),
            tuple(dict.fromkeys(a for branch in branches for a in branch.anchors))
            if all(branch.anchors for branch in branches)
            else (),
            sum(branch.cost for branch in branches),
            max(branch.gaps for branch in branches),
            tail=_either([branch.tail for branch in branches]),
        )

    def sequence(self, depth: int) -> Node:
        parts: list[tuple[bool, Node]] = []  # (a separator stands before it, the part)
        words: list[tuple[str, bool]] = []  # a run of plain words not yet flushed
        spaced = words_spaced = False

        def flush() -> None:
            if words:
                parts.append((words_spaced, _words_node(words)))
                words.clear()

        while (kind := self.peek()) not in ("", "bar", "close"):
            token = self.tokens[self.index][1]
            self.index += 1
            if kind == "space":
                spaced = True
                continue
            if kind in ("word", "stem"):
                if words and not spaced:
                    raise PhraseError("has a * inside a word")
                if not words:
                    words_spaced = spaced
                words.append((token, kind == "stem"))
            else:
                flush()
                parts.append((spaced, self._other(kind, token, depth)))
            spaced = False
        flush()
        return _join(parts)

    def _other(self, kind: str, token: str, depth: int) -> Node:
        if kind == "open":
            node = self.alternatives(depth + 1)
            if self.peek() != "close":
                raise PhraseError("lacks a closing parenthesis")
            optional = self.tokens[self.index][1].endswith("?")
            self.index += 1
            if not optional:
                return node
            return Node(f"(?:{node.regex})", True, (), _NO_ANCHOR, node.gaps)
        if kind == "macro":
            if token[1:] not in self.macros:
                raise PhraseError(f"uses {token}, which is not defined")
            return self.macros[token[1:]]
        if kind == "gap":
            size = int(token[1:])
            if not 1 <= size <= MAX_GAP:
                raise PhraseError(f"has a gap of {size} words; 1 to {MAX_GAP} are possible")
            return Node(f"(?:{_GAP_WORD}){{0,{size}}}", True, (), _NO_ANCHOR, size + 1)
        if kind == "any":
            return Node(r"\w{1,40}", False, (), _NO_ANCHOR)
        raise PhraseError(f"does not expect {token!r} here")


def _join(parts: list[tuple[bool, Node]]) -> Node:
    """A sequence: separators belong to the optional parts, so that they vanish together."""
    if not parts:
        return Node("", True, (), _NO_ANCHOR)
    first_required = next((i for i, (_, node) in enumerate(parts) if not node.nullable), None)
    if first_required is None:
        if len(parts) == 1:
            return parts[0][1]
        raise PhraseError("needs at least one word that must be there in every sequence")
    pieces: list[str] = []
    for i, (spaced, node) in enumerate(parts):
        is_gap = node.regex.startswith(f"(?:{_GAP_WORD})")
        if i < first_required:
            separator = _SEPARATOR if parts[i + 1][0] else ""
            pieces.append(f"(?:{node.regex}{separator})?")
        elif i > first_required and node.nullable:
            separator = _SEPARATOR if spaced and not is_gap else ""
            pieces.append(node.regex if is_gap else f"(?:{separator}{node.regex})?")
        elif i > first_required:
            pieces.append((_SEPARATOR if spaced else "") + node.regex)
        else:
            pieces.append(node.regex)
    gaps = 1
    for _, node in parts:
        gaps *= node.gaps
    required = [(i, node) for i, (_, node) in enumerate(parts) if not node.nullable]
    place, best = min(required, key=lambda item: item[1].cost)
    also = [literals for _, node in required for literals in node.also]
    also += (node.anchors for i, node in required if i != place and node.anchors)
    tail = None if best.tail is None else best.tail + "".join(pieces[place + 1 :])
    return Node("".join(pieces), False, best.anchors, best.cost, gaps, tuple(also), tail)


def _either(tails: list[str | None]) -> str | None:
    known = [tail for tail in tails if tail is not None]
    return f"(?:{'|'.join(dict.fromkeys(known))})" if len(known) == len(tails) else None


def _literal_node(words: list[str]) -> Node:
    return _words_node([(word, False) for word in words])


def _words_node(words: list[tuple[str, bool]]) -> Node:
    """A run of words separated by spaces; the flag says that a word is only a beginning."""
    if not words:
        raise PhraseError("is empty")
    if len(words) == 1 and words[0][0].isalnum():  # one plain word: by far the most frequent
        word, stem = words[0]
        tail, mark = (r"\w{0,30}", "*") if stem else ("", "")
        return Node(word + tail, False, (word + mark,), _cost(word), tail=word + tail)
    regexes = [_word_regex(word) + (r"\w{0,30}" if stem else "") for word, stem in words]
    # The best so far, and the word that it begins with.
    cost, first = _NO_ANCHOR, 0
    anchors: tuple[str, ...] = ()
    previous = ""
    for place, (word, stem) in enumerate(words):
        mark = "*" if stem else ""
        pieces = _PIECE.findall(word)
        if not pieces:
            previous = ""
            continue
        own = _cost(word) if len(pieces) == 1 else _PAIR * _cost(pieces[0]) * _cost(pieces[-1])
        if own < cost:
            cost, anchors, first = own, tuple(form + mark for form in _forms(word)), place
        plain = pieces[0] == word
        if plain and previous and len(previous) + len(word) >= 4:
            pair = _PAIR * _cost(previous) * _cost(word)
            if pair < cost:
                cost, first = pair, place - 1
                anchors = (f"{previous} {word}{mark}", f"{previous}  {word}{mark}")
        previous = word if plain and not stem else ""
    return Node(
        _SEPARATOR.join(regexes), False, anchors, cost, tail=_SEPARATOR.join(regexes[first:])
    )


def _forms(word: str) -> list[str]:
    """The literals that a word may stand for: of "l'offre", "l offre" and "loffre"."""
    forms = [""]
    for number, piece in enumerate(_PIECE.findall(word)):
        marks = ("",) if not number else (" ", "") if number <= _MAX_FORMS else (" ",)
        forms = [form + mark + piece for form in forms for mark in marks]
    return forms


def _cost(word: str) -> float:
    """Roughly how many replies a word stands in, as a share; only the order matters."""
    size = len(word)
    if word in _FREQUENT:
        return 1.0 if size <= 4 else 0.3
    return 0.01 if size > 4 else 0.02 if size > 2 else 0.05


def _word_regex(word: str) -> str:
    """A word's regex: apostrophes and hyphens may be missing or be a space."""
    if word.isalnum():
        return word
    return "".join(
        "[' ]?" if c == "'" else "[- ]?" if c == "-" else c if c.isalnum() else re.escape(c)
        for c in word
    )


def search(
    regex: str, at_start: bool, at_end: bool
) -> Callable[[str, int, int], list[tuple[int, int]]]:
    """A function that lists the matches of a pattern in folded[start:end], one sentence."""
    left = r"(?<!\w)" if regex[0].isalnum() or regex[0] in "_([" else ""
    compiled = re.compile(f"{left}{regex}(?!\\w)")
    if not (at_start or at_end):
        finditer = compiled.finditer
        return lambda folded, start, end: [m.span() for m in finditer(folded, start, end)]

    def within(folded: str, start: int, end: int) -> list[tuple[int, int]]:
        found = []
        for match in compiled.finditer(folded, start, end):
            before = folded[start : match.start()] if at_start else ""
            after = folded[match.end() : end] if at_end else ""
            if not _PIECE.search(before) and not _PIECE.search(after):
                found.append(match.span())
        return found

    return within
