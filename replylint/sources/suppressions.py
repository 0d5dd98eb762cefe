"""Suppressions: comments in a file that switch rules off for a line, a value or the whole file.

    # replylint: ignore TON002, shouting        YAML, front matter
    <!-- replylint: ignore TON002 -->           Markdown, HTML
    {# replylint: ignore #}  <%# ... %>  {% comment %} ... {% endcomment %}  {{!-- ... --}}
    <!-- replylint: ignore-file SEN -->         for the whole file

At the end of a line a comment counts for that line; on a line of its own, for the next one, and
for the whole text that begins there; in front matter, for the reply. Rules are given by code, by
the beginning of one or by name; none given means all; after ` -- ` one may say why. JSON has no
comments: a key "replylint" in an object does the same for all texts in it. In a CSV file a cell
that says `replylint: ignore TON002` counts for its row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from replylint.lazy import lazy_pattern
from replylint.sources import Place
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MARK = "replylint:"
KEY = '"replylint"'
_IGNORE = r"(?P<verb>ignore-file|ignore)\b(?P<rules>[\w\s,-]{0,400}?)"
_DIRECTIVE = lazy_pattern(
    r"(?:#|<!--|\{#-?|<%#|\{%-?\s{0,9}comment\s{0,9}-?%\}|\{\{!(?:--)?|//|/\*)\s{0,20}"
    rf"replylint:\s{{0,20}}{_IGNORE}(?:--(?!>|\}}\}})[^\r\n<>{{}}%]{{0,300}}?)?\s{{0,20}}"
    r"(?:-->|-?#\}|%>|\{%-?\s{0,9}endcomment\s{0,9}-?%\}|(?:--)?\}\}|\*/|(?=\r?\n|\Z))"
)
_PAIR = lazy_pattern(
    rf"\"replylint\"\s{{0,20}}:\s{{0,20}}\"\s{{0,20}}{_IGNORE}(?:--[^\"\\]{{0,300}})?\""
)
_CELL = lazy_pattern(rf"\s*replylint:\s{{0,20}}{_IGNORE}(?:--.{{0,300}})?", re.DOTALL)
_BLANK = lazy_pattern(r"\s*")
_SELECTOR = lazy_pattern(r"[A-Za-z0-9][\w-]*")
_FIRST, _LAST = Place(1, 1), Place(2**31, 1)


class Suppression(NamedTuple):
    """One comment. start, end: where it stands in the content.

    low, high: the places in the file that it speaks of. texts: the lines on which a text may
    begin that it speaks of as a whole.
    """

    start: int
    end: int
    selectors: tuple[str, ...]
    low: Place
    high: Place
    texts: tuple[int, ...] = ()

    def covers(self, place: Place, first: Place) -> bool:
        """Whether it counts for a finding at a place of a text that begins at `first`."""
        return self.low <= place < self.high or first.line in self.texts

    def names(self, code: str, rule: str) -> bool:
        """Whether it names a rule."""
        return not self.selectors or any(
            selector == rule or code.startswith(selector.upper()) for selector in self.selectors
        )


def find_suppressions(content: str, name: str) -> tuple[Suppression, ...]:
    """The suppressions of a file of that name, in its order. Of what cannot be read: none."""
    name = name.lower()
    found: list[Suppression] = []
    try:
        if name.endswith((".csv", ".tsv")):
            found += _in_cells(content, "\t" if name.endswith(".tsv") else None)
        elif name.endswith(".json"):
            found += _in_objects(content)
        if MARK in content:
            header = 0 if name.endswith((".yml", ".yaml")) else _front_matter(content)
            found += _in_comments(content, header)
    except FileError:
        pass  # it is told when the replies are read
    return tuple(sorted(found, key=lambda one: one.start))


def _in_comments(content: str, header: int) -> Iterator[Suppression]:
    for match in _DIRECTIVE.finditer(content):
        start, end = match.span()
        line_start = content.rfind("\n", 0, start) + 1
        line_end = content.find("\n", end)
        line_end = len(content) if line_end < 0 else line_end
        line = content.count("\n", 0, start) + 1
        last = line + content.count("\n", start, end)
        texts: tuple[int, ...] = ()
        if match["verb"] == "ignore-file" or start < header:
            yield Suppression(start, end, _selectors(match), _FIRST, _LAST)
            continue
        if not (content[line_start:start] + content[end:line_end]).strip(" \t\r,"):
            # Alone on its line. A block scalar begins on the line after its key.
            blank = _BLANK.match(content, line_end)
            last += blank[0].count("\n") if blank else 0
            texts = (last, last + 1)
        yield Suppression(start, end, _selectors(match), Place(line, 1), Place(last + 1, 1), texts)


def _in_objects(content: str) -> Iterator[Suppression]:
    pairs = list(_PAIR.finditer(content)) if KEY in content else []
    if not pairs:
        return
    from replylint.sources.json_strings import objects

    for low, high in objects(content):
        inside = [match for match in pairs if low < match.start() < high]
        pairs = [match for match in pairs if match not in inside]
        for match in inside:
            whole = match["verb"] == "ignore-file"
            yield Suppression(
                *match.span(), _selectors(match),
                _FIRST if whole else _place(content, low),
                _LAST if whole else _place(content, high),
            )  # fmt: skip


def _in_cells(content: str, delimiter: str | None) -> Iterator[Suppression]:
    if MARK not in content:
        return
    from replylint.sources.csv_cells import guess_delimiter, rows

    for row in rows(content, delimiter or guess_delimiter(content)):
        for cell in row:
            match = _CELL.fullmatch(cell.text) if MARK in cell.text else None
            if match is None:
                continue
            low = _place(content, row[0].place(0))
            high = _place(content, row[-1].place(len(row[-1].text)))
            if match["verb"] == "ignore-file":
                low, high = _FIRST, _LAST
            start, end = cell.span(0, len(cell.text))
            yield Suppression(start, end, _selectors(match), low, high)


def _selectors(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(_SELECTOR.findall(match["rules"]))


def _front_matter(content: str) -> int:
    """Where the front matter ends."""
    if not content.startswith("---"):
        return 0
    from replylint.sources.front_matter import read_front_matter

    return read_front_matter(content)[1]


def _place(content: str, at: int) -> Place:
    return Place(content.count("\n", 0, at) + 1, at - content.rfind("\n", 0, at))


def sort_out(
    found: Sequence[Suppression], places: Iterable[tuple[Place, Place, str, str]]
) -> tuple[list[bool], set[Suppression]]:
    """Which findings are suppressed, and the suppressions that did it.

    places: of each finding its place, the first place of its text, its code and its rule's name.
    """
    used: set[Suppression] = set()
    verdicts = []
    for place, first, code, rule in places:
        hit = [one for one in found if one.covers(place, first) and one.names(code, rule)]
        used.update(hit)
        verdicts.append(bool(hit))
    return verdicts, used
