"""Suppressions: comments in a file that switch rules off for a line, a value or the whole file.

    # replylint: ignore TON002, shouting        YAML, front matter
    <!-- replylint: ignore TON002 -->           Markdown, HTML
    {# replylint: ignore #}  <%# ... %>  {% comment %} ... {% endcomment %}  {{!-- ... --}}
    <!-- replylint: ignore-file SEN -->         for the whole file

At the end of a line a comment counts for that line; on a line of its own, for the next one, and
for the whole text that begins there. Rules are given by code, by the beginning of one or by name;
none given means all. JSON has no comments: a key "replylint" beside a text does the same for it.
A CSV file has a column "replylint".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = "replylint:"
_DIRECTIVE = lazy_pattern(
    r"(?:#|<!--|\{#-?|<%#|\{%-?\s{0,9}comment\s{0,9}-?%\}|\{\{!(?:--)?|//|/\*)\s{0,20}"
    r"replylint:\s{0,20}(ignore-file|ignore)\b([\w\s,-]{0,400}?)\s{0,20}"
    r"(?:-->|-?#\}|%>|\{%-?\s{0,9}endcomment\s{0,9}-?%\}|(?:--)?\}\}|\*/|(?=\r?\n|\Z))"
)
_KEY = lazy_pattern(r"\"replylint\"\s{0,20}:\s{0,20}\"\s{0,20}(ignore-file|ignore)\b([\w\s,-]{0,400})\"")
_BLANK = lazy_pattern(r"\s*")
_SELECTOR = lazy_pattern(r"[A-Za-z0-9][\w-]*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment. line, target: 1-based; the target is the line that it speaks of.

    alone: whether it stands on a line of its own. start, end: where it stands in the content.
    """

    start: int
    end: int
    line: int
    target: int
    selectors: tuple[str, ...]
    whole_file: bool
    alone: bool

    def covers(self, line: int, first_line: int) -> bool:
        """Whether it counts for a finding on `line` of a text that begins on `first_line`."""
        if self.whole_file or line in (self.line, self.target):
            return True
        # A block scalar begins on the line after its key.
        return self.alone and self.target in (first_line, first_line - 1)

    def names(self, code: str, rule: str) -> bool:
        """Whether it names a rule."""
        return not self.selectors or any(
            selector == rule or code.startswith(selector.upper()) for selector in self.selectors
        )


def find_suppressions(content: str) -> tuple[Suppression, ...]:
    """The suppressions of a file, in its order."""
    if MARK not in content and '"replylint"' not in content:
        return ()
    found = []
    for pattern in (_DIRECTIVE, _KEY):
        for match in pattern.finditer(content):
            start, end = match.span()
            line_start = content.rfind("\n", 0, start) + 1
            line_end = content.find("\n", end)
            line_end = len(content) if line_end < 0 else line_end
            alone = not (content[line_start:start] + content[end:line_end]).strip(" \t\r,")
            line = content.count("\n", 0, start) + 1
            target = line
            if alone:
                blank = _BLANK.match(content, line_end)
                target += blank[0].count("\n") if blank else 0
            found.append(
                Suppression(
                    start, end, line, target, tuple(_SELECTOR.findall(match[2])),
                    match[1] == "ignore-file", alone,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.start))


def sort_out(
    found: Sequence[Suppression], places: Iterable[tuple[int, int, str, str]]
) -> tuple[list[bool], set[Suppression]]:
    """Which findings are suppressed, and the suppressions that did it.

    places: of each finding its line, the first line of its text, its code and its rule's name.
    """
    used: set[Suppression] = set()
    verdicts = []
    for line, first_line, code, rule in places:
        hit = [one for one in found if one.covers(line, first_line) and one.names(code, rule)]
        used.update(hit)
        verdicts.append(bool(hit))
    return verdicts, used
