"""The scalars of a YAML file, each code point with its place in the file.

PyYAML says where a scalar begins and ends; what lies between is read here once more by the rules of
YAML 1.1 for its style (https://yaml.org/spec/1.1/, chapters 5 and 9), and the result must be
PyYAML's own value to the letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.sources.mapped import Mapped

if TYPE_CHECKING:
    from collections.abc import Callable

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX = {"x": 2, "u": 4, "U": 8}
_BREAK = lazy_pattern("\r\n|[\r\n\x85\u2028\u2029]")
_PROPERTIES = lazy_pattern(r"(?:[&!][^\s]*(?:[ \t]+|(?=[\r\n]))|#[^\r\n]*|[ \t]+|\r\n?|\n)*")
_PLAIN_ODD = lazy_pattern(r":(?:\s|\Z)|(?:^|\s)#|[\[\]{}]|^[&*!|>'\"%@`?-]")
_HEADER = lazy_pattern(
    r"[|>](?:([+-])([1-9])?|([1-9])([+-])?)?[ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?"
)


class _Builder:
    """Collects code points with their places."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, character: str, start: int, end: int) -> None:
        self.characters.append(character)
        self.starts.append(start)
        self.ends.append(end)

    def add_all(self, places: list[tuple[int, int, str]]) -> None:
        for start, end, character in places:
            self.add(character, start, end)

    def breaks(self, places: list[tuple[int, int, str]]) -> None:
        """Fold line breaks: one is a space, of several the first vanishes."""
        if len(places) == 1 and places[0][2] not in "\u2028\u2029":
            self.add(" ", places[0][0], places[0][1])
        else:
            self.add_all(places if places[0][2] in "\u2028\u2029" else places[1:])

    def mapped(self, home: int, write: Callable[[str], str | None]) -> Mapped:
        return Mapped("".join(self.characters), self.starts, self.ends, home, write)


def map_scalar(content: str, start: int, end: int, style: str | None, value: str) -> Mapped | None:
    """The scalar between two marks of PyYAML; None where the places cannot be told.

    style: as PyYAML has it: '"', "'", "|", ">" or None. value: its value by PyYAML.
    """
    properties = _PROPERTIES.match(content, start, end)
    start = properties.end() if properties else start
    if style == '"':
        mapped = _double(content, start + 1, end - 1)
    elif style == "'":
        mapped = _flow(content, start + 1, end - 1, quoted=True)
    elif style in ("|", ">"):
        mapped = _block(content, start, end, value)
    else:
        mapped = _flow(content, start, end, quoted=False)
    return mapped if mapped.text == value else None


def _double(content: str, start: int, end: int) -> Mapped:
    built = _Builder()
    at = start
    while at < end:
        character = content[at]
        if character == "\\":
            line_end = _BREAK.match(content, at + 1, end)
            if line_end:  # an escaped line break joins the lines
                after = _skip_blanks(content, line_end.end(), end)
                while more := _BREAK.match(content, after, end):
                    built.add(_line_feed(more[0]), more.start(), more.end())
                    after = _skip_blanks(content, more.end(), end)
                at = after
                continue
            size = _HEX.get(content[at + 1])
            if size:
                code = int(content[at + 2 : at + 2 + size], 16)
                built.add(chr(code), at, at + 2 + size)
                at += 2 + size
            else:
                built.add(_ESCAPES.get(content[at + 1], content[at + 1]), at, at + 2)
                at += 2
            continue
        at = _character_or_fold(content, at, end, built)
    return built.mapped(start, _write_double)


def _flow(content: str, start: int, end: int, *, quoted: bool) -> Mapped:
    """A plain or a single-quoted scalar."""
    built = _Builder()
    at = start
    while at < end:
        if quoted and content.startswith("''", at):
            built.add("'", at, at + 2)
            at += 2
            continue
        at = _character_or_fold(content, at, end, built)
    return built.mapped(start, _write_single if quoted else _write_plain)


def _character_or_fold(content: str, at: int, end: int, built: _Builder) -> int:
    """Take one character, or white space around line breaks as a whole. Returns what comes next."""
    blanks = _skip_blanks(content, at, end)
    first = _BREAK.match(content, blanks, end)
    if first is None:
        if blanks > at:
            for place in range(at, blanks):
                built.add(content[place], place, place + 1)
            return blanks
        built.add(content[at], at, at + 1)
        return at + 1
    places = []
    after = blanks
    while more := _BREAK.match(content, after, end):
        places.append((more.start(), more.end(), _line_feed(more[0])))
        after = _skip_blanks(content, more.end(), end)
    # The blanks on both sides belong to the fold.
    places[0] = (at, places[0][1], places[0][2])
    last = places[-1]
    places[-1] = (last[0], after, last[2])
    if len(places) > 1 and places[0][2] not in "\u2028\u2029":  # the first vanishes
        second = places[1]
        places[1] = (places[0][0], second[1], second[2])
    built.breaks(places)
    return after


def _skip_blanks(content: str, at: int, end: int) -> int:
    while at < end and content[at] in " \t":
        at += 1
    return at


def _line_feed(found: str) -> str:
    return found if found in "\u2028\u2029" else "\n"


def _block(content: str, start: int, end: int, value: str) -> Mapped:
    header = _HEADER.match(content, start)
    if header is None:
        return Mapped("", (), (), start)
    keep = "+" in (header[1] or "") + (header[4] or "")
    strip = "-" in (header[1] or "") + (header[4] or "")
    first = _BREAK.match(content, header.end())
    lines = _lines(content, first.end() if first else end, end)
    given = header[2] or header[3]
    indent = _indent(content, lines, value, int(given) if given else None)
    folded = content[start] == ">"
    built = _Builder()
    pending: list[tuple[int, int, str]] = []  # line breaks not yet written
    was_more = True
    begun = False
    for line_start, line_end, break_end, kind in lines:
        text_start = min(line_start + indent, line_end)
        blank = not content[line_start:line_end].strip(" ") and line_end - line_start <= indent
        if not blank:
            more = content[text_start] in " \t"
            if begun and folded and not was_more and not more:
                built.breaks(pending)
            else:
                built.add_all(pending)
            pending = []
            for place in range(text_start, line_end):
                built.add(content[place], place, place + 1)
            was_more, begun = more, True
        if kind:
            pending.append((line_end, break_end, kind))
    kept = pending if keep else [] if strip or not begun else pending[:1]
    built.add_all(kept)
    where = lines[0][0] if lines else end
    return built.mapped(where, _write_block)


def _lines(content: str, start: int, end: int) -> list[tuple[int, int, int, str]]:
    """Each line's start, end, the end of its line break, and what the break reads as."""
    lines = []
    while start < end:
        found = _BREAK.search(content, start, end)
        if found is None:
            lines.append((start, end, end, ""))
            break
        lines.append((start, found.start(), found.end(), _line_feed(found[0])))
        start = found.end()
    return lines


def _indent(
    content: str, lines: list[tuple[int, int, int, str]], value: str, given: int | None
) -> int:
    """The indentation of a block: that of its first line, less what the value shows is content."""
    for line_start, line_end, _, _ in lines:
        line = content[line_start:line_end]
        stripped = line.lstrip(" ")
        if not stripped:
            continue
        indent = len(line) - len(stripped)
        if given is not None:
            # An explicit indentation counts from the parent's; what is left over is content.
            first = next((ln for ln in _BREAK.split(value) if ln.strip(" ")), "")
            indent -= len(first) - len(first.lstrip(" "))
        return indent
    return given or 0


# --- writing a replacement in the file's own style ------------------------------------------------


def _write_double(replacement: str) -> str | None:
    names = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return "".join(
        names.get(c) or (c if c.isprintable() else f"\\u{ord(c):04x}" if ord(c) < 0x10000
                         else f"\\U{ord(c):08x}")
        for c in replacement
    )  # fmt: skip


def _write_single(replacement: str) -> str | None:
    return None if _odd(replacement) else replacement.replace("'", "''")


def _write_plain(replacement: str) -> str | None:
    """Only what cannot change how a plain scalar is read."""
    return None if _odd(replacement) or _PLAIN_ODD.search(replacement) else replacement


def _write_block(replacement: str) -> str | None:
    """One line only: the indentation of another is not known here."""
    return None if _odd(replacement) else replacement


def _odd(replacement: str) -> bool:
    return any(c not in "\xa0\u202f" and not c.isprintable() for c in replacement)
