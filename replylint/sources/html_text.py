"""What a reader sees of an HTML text, each code point with its place in the source."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from itertools import accumulate

from replylint.lazy import lazy_pattern
from replylint.sources.mapped import Mapped, cuts_between

_BLOCK_TAGS = """
    address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3
    h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_PARAGRAPHS = frozenset(
    ("p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre")
)
_HIDDEN = frozenset(("head", "script", "style", "template", "title", "noscript", "svg"))
_TAG = lazy_pattern(
    r"</?(?:a|b|blockquote|body|br|center|code|div|em|font|h[1-6]|hr|html|i|img|li|ol|p|pre|small|"
    r"span|strong|table|tbody|td|th|tr|u|ul)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
# Template languages inside markup: hidden from the HTML parser, given back in the text.
_TEMPLATE = lazy_pattern(
    r"\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}|<%.{0,500}?%>|%\{[^{}]{0,120}\}", re.DOTALL
)
_WHOLE_TAG = lazy_pattern(
    r"<(?:/?[A-Za-z][A-Za-z0-9:-]{0,40}|!)(?:[^<>\"']|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'){0,4000}>"
)
_MARKUP = str.maketrans(dict.fromkeys("<>&\"'/=", "\ue000"))
_SPACE = " \t\r\n\f"


def looks_like_html(text: str) -> bool:
    """Whether a text holds at least one HTML tag that people use in mails and replies."""
    return "<" in text and _TAG.search(text) is not None


def html_text(source: str) -> Mapped:
    """The visible text: entities decoded, white space folded, blocks on lines of their own."""
    hidden = _only_tags(_TEMPLATE.sub(lambda m: m[0].translate(_MARKUP), source))
    reader = _Reader(source, hidden)
    reader.feed(hidden)
    reader.close()
    return reader.mapped()


def _only_tags(source: str) -> str:
    """Hide every `<` that begins no whole tag or comment: the parser takes quadratic time there."""
    pieces: list[str] = []
    done = 0
    at = source.find("<")
    last_comment_end = source.rfind("-->")
    while at >= 0:
        if source.startswith("<!--", at):
            end = source.find("-->", at) + 3 if at < last_comment_end else 0
        else:
            tag = _WHOLE_TAG.match(source, at)
            end = tag.end() if tag else 0
        if not end:
            pieces += (source[done:at], "\ue000")
            done = end = at + 1
        at = source.find("<", end)
    pieces.append(source[done:])
    return "".join(pieces)


class _Reader(HTMLParser):
    def __init__(self, source: str, hidden: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.line_starts = [0, *accumulate(len(line) + 1 for line in hidden.split("\n"))]
        self.characters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.skipping: list[str] = []
        self.preformatted = 0
        self.quoting = 0

    def here(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    def add(self, character: str, start: int, end: int) -> None:
        if self.skipping:
            return
        if character in _SPACE and not self.preformatted:
            if not self.characters or self.characters[-1] in " \n":
                if self.characters and self.ends[-1] == start > self.starts[-1]:
                    self.ends[-1] = end  # one space, however many the source has
                return
            character = " "
        if self.quoting and (not self.characters or self.characters[-1] == "\n"):
            # What the customer wrote: marked as in a mail of plain text.
            self.characters += "> "
            self.starts += (start, start)
            self.ends += (start, start)
        self.characters.append(character)
        self.starts.append(start)
        self.ends.append(end)

    def new_line(self, count: int) -> None:
        """End the line; a paragraph ends with a blank one."""
        while self.characters and self.characters[-1] == " " and not self.preformatted:
            self.characters.pop()
            self.starts.pop()
            self.ends.pop()
        if self.skipping or not self.characters:
            return
        there = 0
        while there < len(self.characters) and self.characters[-1 - there] == "\n":
            there += 1
        at = self.here()
        for _ in range(count - there):
            self.characters.append("\n")
            self.starts.append(at)
            self.ends.append(at)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.skipping.append(tag)
        elif tag == "br":
            self._break()
        elif tag in _BLOCKS:
            self.new_line(2 if tag in _PARAGRAPHS else 1)
        self.preformatted += tag == "pre"
        self.quoting += tag == "blockquote"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._break()
        elif tag in _BLOCKS:
            self.new_line(1)

    def _break(self) -> None:
        """A <br>: a second one in a row makes a blank line, more make no more."""
        lines = 0
        while lines < len(self.characters) and self.characters[-1 - lines] in "\n ":
            lines += 1
        there = self.characters[len(self.characters) - lines :].count("\n")
        self.new_line(min(there + 1, 2))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.skipping:
            while self.skipping.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self.new_line(2 if tag in _PARAGRAPHS else 1)
        self.preformatted -= tag == "pre" and self.preformatted > 0
        self.quoting -= tag == "blockquote" and self.quoting > 0

    def handle_data(self, data: str) -> None:
        start = self.here()
        for i in range(start, start + len(data)):
            self.add(self.source[i], i, i + 1)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        start = self.here()
        end = start + len(written)
        end += self.source.startswith(";", end)
        decoded = html.unescape(self.source[start:end])
        if decoded == self.source[start:end]:
            for i in range(start, end):
                self.add(self.source[i], i, i + 1)
        else:
            # Without its semicolon a reference may run into what follows: "&copy2".
            spare = len(decoded) - 1
            self.add(decoded[0], start, end - spare)
            for i in range(end - spare, end):
                self.add(self.source[i], i, i + 1)

    def mapped(self) -> Mapped:
        first, last = 0, len(self.characters)
        while first < last and self.characters[first] in " \n":
            first += 1
        while last > first and self.characters[last - 1] in " \n":
            last -= 1
        starts, ends = self.starts[first:last], self.ends[first:last]
        text = "".join(self.characters[first:last])
        home = starts[0] if starts else 0
        return Mapped(text, starts, ends, home, _write, cuts_between(starts, ends))


def _write(replacement: str) -> str | None:
    if "\n" in replacement:
        return None
    return html.escape(replacement, quote=False)
