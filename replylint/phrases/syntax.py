"""The phrase pattern: a small language that compiles to a bounded regex and the shape of its words.

    calm down                  words, whole, in any case and with or without accents
    apologi*                   a word that begins so
    (pouvez|peux)-(vous|tu)    one of several
    (really)? sorry            perhaps
    give ~3 number             up to three words in between (at most eight)
    your _ number              exactly one word in between
    $reference                 a macro: `$reference = (order number|booking ref)`
    ^sorry, ... $              at the start, at the end of its sentence

A space also matches a comma and a space, and nothing after an apostrophe, `(de|d') (nom|avis)`, or
before a question mark.
An apostrophe or a hyphen may be missing or a space.
There is no repetition but the bounded gap, so no pattern can take more than linear time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from replylint.lazy import lazy_pattern
from replylint.phrases.shapes import (
    NOTHING,
    Gap,
    One,
    Opt,
    Shape,
    either,
    glued,
    has_word,
    row,
)
from replylint.phrases.table import ANY
from replylint.reading import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_GAP = 8
# The product of (gap + 1) over a pattern bounds its backtracking at each place.
MAX_GAP_PRODUCT = 512
MAX_DEPTH = 30
_TOKEN = lazy_pattern(
    r"(?P<space>\s+)|(?P<macro>\$[a-z_][a-z0-9_]*)|(?P<gap>~\d+)|(?P<any>_(?![\w]))"
    r"|(?P<open>\()|(?P<close>\)\??)|(?P<bar>\|)|(?P<end>\$)|(?P<start>\^)"
    r"|(?P<word>[^\s()|~$^*]+)(?P<wild>\*)?"
)
# "d' adresse" is written "d'adresse": an apostrophe needs no space after it.
# "happy now ?" is also written "happy now?".
_SEPARATOR = r"(?:,? {1,2}|'|(?<=')|(?=\?))"
_GAP_WORD = r"[^\w\n]{1,3}\w{1,40}"
_PIECE = lazy_pattern(r"\w+")


class PhraseError(ValueError):
    """A phrase pattern, or a file of them, that cannot be read. The text says where and why."""


class Node(NamedTuple):
    """One part of a pattern.

    nullable: whether it may be absent. wordy: whether a match always begins with a word.
    gaps: what its gaps multiply to.
    """

    regex: str
    nullable: bool
    shape: Shape
    wordy: bool
    gaps: int = 1


class Pattern(NamedTuple):
    """A compiled pattern.

    regex: source of a regex for folded text.
    at_start, at_end: whether only the start or the end of a sentence counts.
    shape: the words of a match, without what stands between them.
    wordy: whether a match always begins with a word.
    """

    source: str
    regex: str
    at_start: bool
    at_end: bool
    shape: Shape
    wordy: bool


Macros = dict[str, "Node"]


def compile_pattern(source: str, macros: Mapping[str, Node]) -> Pattern:
    """Compile one pattern. Raises PhraseError, which names the trouble, never the file."""
    text = source.strip()
    at_start = text.startswith("^")
    at_end = text.endswith("$")
    node = parse_node(text[at_start : len(text) - at_end].strip(), macros)
    if node.nullable or not has_word(node.shape):
        raise PhraseError("needs at least one word that must be there")
    if node.gaps > MAX_GAP_PRODUCT:
        raise PhraseError("has too many or too long gaps")
    return Pattern(source, node.regex, at_start, at_end, node.shape, node.wordy)


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
            either(branch.shape for branch in branches),
            all(branch.wordy for branch in branches),
            max(branch.gaps for branch in branches),
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
            return Node(f"(?:{node.regex})", True, Opt(node.shape), node.wordy, node.gaps)
        if kind == "macro":
            if token[1:] not in self.macros:
                raise PhraseError(f"uses {token}, which is not defined")
            return self.macros[token[1:]]
        if kind == "gap":
            size = int(token[1:])
            if not 1 <= size <= MAX_GAP:
                raise PhraseError(f"has a gap of {size} words; 1 to {MAX_GAP} are possible")
            return Node(f"(?:{_GAP_WORD}){{0,{size}}}", True, Gap(size), False, size + 1)
        if kind == "any":
            return Node(r"\w{1,40}", False, One(frozenset((ANY,))), True)
        raise PhraseError(f"does not expect {token!r} here")


def _join(parts: list[tuple[bool, Node]]) -> Node:
    """A sequence: separators belong to the optional parts, so that they vanish together."""
    if not parts:
        return Node("", True, NOTHING, False)
    first_required = next((i for i, (_, node) in enumerate(parts) if not node.nullable), None)
    if first_required is None:
        if len(parts) == 1:
            return parts[0][1]
        raise PhraseError("needs at least one word that must be there in every sequence")
    pieces: list[str] = []
    for i, (spaced, node) in enumerate(parts):
        is_gap = isinstance(node.shape, Gap)
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
    shape: Shape = NOTHING
    for i, (spaced, node) in enumerate(parts):
        shape = glued(shape, node.shape) if i and not spaced else row((shape, node.shape))
    wordy = all(node.wordy for _, node in parts[: first_required + 1])
    return Node("".join(pieces), False, shape, wordy, gaps)


def _literal_node(words: list[str]) -> Node:
    return _words_node([(word, False) for word in words])


def _words_node(words: list[tuple[str, bool]]) -> Node:
    """A run of words separated by spaces; the flag says that a word is only a beginning."""
    if not words:
        raise PhraseError("is empty")
    return Node(
        _SEPARATOR.join(_word_regex(word) + (r"\w{0,30}" if stem else "") for word, stem in words),
        False,
        row(_word_shape(word, stem) for word, stem in words),
        words[0][0][0].isalnum() or words[0][0][0] == "_",
    )


def _word_shape(word: str, stem: bool) -> Shape:
    """A word's shape: of "l'offre", the words "l" and "offre", or "loffre"."""
    pieces = _PIECE.findall(word)
    if stem and pieces:
        pieces[-1] += ANY
    shape: Shape = NOTHING
    for piece in reversed(pieces):
        one = One(frozenset((piece,)))
        shape = one if shape == NOTHING else glued(one, shape)
    return shape


def _word_regex(word: str) -> str:
    """A word's regex: apostrophes and hyphens may be missing or be a space."""
    if word.isalnum():
        return word
    return "".join(
        "[' ]?" if c == "'" else "[- ]?" if c == "-" else c if c.isalnum() else re.escape(c)
        for c in word
    )
