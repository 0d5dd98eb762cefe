"""Markdown for a terminal: the little that rule pages need, without a library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.outputs.terminal import fill, paint, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"(`{3,})(.*)")
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_ITEM = re.compile(r"(\s{0,8})(?:[-*]|(\d{1,3})\.) +(.*)")
_CODE = re.compile(r"`([^`]+)`")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_EXAMPLES = {"bad": ("red", "✗"), "good": ("green", "✓"), "fixed": ("cyan", "→")}


def render(text: str, width: int, *, color: bool = False) -> Iterator[str]:
    """The lines of a page: headings, paragraphs, lists, quotations, tables, fenced blocks."""
    paragraph: list[str] = []
    lines = iter(printable(text).strip("\n").split("\n"))
    for line in lines:
        fence = _FENCE.fullmatch(line)
        heading = _HEADING.fullmatch(line)
        item = _ITEM.fullmatch(line)
        if paragraph and (not line.strip() or fence or heading or item or line.startswith("|")):
            yield _wrapped(paragraph, width, color)
            paragraph = []
        if fence:
            yield from _block(fence[1], fence[2], lines, color)
        elif heading:
            mark = "bold" if len(heading[1]) > 1 else "bold red"
            yield paint(_plain(heading[2]), mark, color) + "\n"
        elif line.startswith("|"):
            yield _inline(line, color) + "\n"
        elif not line.strip():
            yield "\n"
        else:
            paragraph.append(line)
    if paragraph:
        yield _wrapped(paragraph, width, color)


def _block(ticks: str, info: str, lines: Iterator[str], color: bool) -> Iterator[str]:
    """A fenced block, indented; an example under a line that says what it is."""
    kind = info.split(" ", 1)[0]
    if kind in _EXAMPLES:
        shade, mark = _EXAMPLES[kind]
        yield paint(f"  {mark} {info}", shade, color) + "\n"
    for line in lines:
        if line == ticks:
            break
        yield f"    {line}".rstrip() + "\n"


def _wrapped(paragraph: list[str], width: int, color: bool) -> str:
    item = _ITEM.fullmatch(paragraph[0])
    if item is None:
        return _inline(fill(" ".join(ln.strip() for ln in paragraph), width), color) + "\n"
    lead = f"{item[1]}{f'{item[2]}.' if item[2] else '•'} "
    text = " ".join([item[3], *(ln.strip() for ln in paragraph[1:])])
    return lead + _inline(fill(text, width - len(lead), " " * len(lead)), color) + "\n"


def _inline(text: str, color: bool) -> str:
    text = _LINK.sub(r"\1 (\2)", text)
    text = _STRONG.sub(lambda m: paint(m[1], "bold", color), text)
    return _CODE.sub(lambda m: paint(m[1], "cyan", True) if color else m[0], text)


def _plain(text: str) -> str:
    return _CODE.sub(r"\1", _STRONG.sub(r"\1", text))
