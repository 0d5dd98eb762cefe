"""What a terminal needs: how wide a text is, how to cut it, colours, and nothing that escapes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TAB = 4
_RESET = "\x1b[0m"
_COLORS = {
    "bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34",
    "cyan": "36", "bold red": "1;31", "bold white": "1;41;37",
}  # fmt: skip

# Line breaks and tabs are dealt with by the callers; all else that moves a cursor, changes a
# colour or turns the direction of the text is shown as what it is: something not to be read.
_CONTROLS = dict.fromkeys(
    [
        *range(9), *range(11, 0x20), *range(0x7F, 0xA0),
        *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029,
    ],
    "\ufffd",
)  # fmt: skip


def paint(text: str, color: str, on: bool) -> str:
    """The text in a colour, where colours are on."""
    return f"\x1b[{_COLORS[color]}m{text}{_RESET}" if on and text else text


def printable(text: str) -> str:
    """The text without control characters; a lone surrogate, as in odd file names, goes too."""
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")


def width(text: str) -> int:
    """The terminal cells that a text takes."""
    return sum(cells(text))


def cells(text: str) -> list[int]:
    """The terminal cells of each code point: 2 for wide ones and emoji, 0 for what combines.

    Within an emoji sequence (joined by U+200D, or with a skin tone) only the first one counts;
    U+FE0F makes the one before it wide. Follows Unicode's East Asian Width.
    """
    if text.isascii() and "\t" not in text:
        return [1] * len(text)
    found: list[int] = []
    joined = False
    for character in text:
        cell = 0 if joined and character > "\u2000" else _cell(character)
        joined = character == "\u200d"
        if "\U0001f3fb" <= character <= "\U0001f3ff" and found and found[-1] == 2:
            cell = 0
        if character == "\ufe0f" and found and found[-1] == 1:
            found[-1] = 2
        found.append(cell)
    return found


@lru_cache(maxsize=4096)
def _cell(character: str) -> int:
    if character == "\t":
        return TAB
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def window(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """The part of a line around start..end that fits into `room` cells, tabs as spaces.

    Returns the part and, in cells, where the place begins in it and how many it takes (at least
    one; a place longer than the room is cut).
    """
    sizes = cells(line)
    end = max(end, start)
    before, place = sum(sizes[:start]), sum(sizes[start:end])
    total = sum(sizes)
    if total <= room:
        return _spaced(line), before, max(1, place)
    # A third of what is left goes before the place; the rest after it.
    left = start
    lead = max(0, (room - 2 - min(place, room)) // 3)
    used = 0
    while left > 0 and used + sizes[left - 1] <= lead:
        left -= 1
        used += sizes[left]
    # Near the end of the line there is more room before.
    rest = total - before
    while left > 0 and used + rest + sizes[left - 1] <= room - 1:
        left -= 1
        used += sizes[left]
    while 0 < left < len(line) and not sizes[left]:
        left += 1  # what only changes the character before it would change the dots
    head = "…" if left else ""
    space = room - len(head)
    right, taken = left, 0
    while right < len(line) and taken + sizes[right] <= space:
        taken += sizes[right]
        right += 1
    tail = ""
    if right < len(line):
        while right > left and taken + 1 > space:
            right -= 1
            taken -= sizes[right]
        tail = "…"
    shown = sum(sizes[start : min(end, right)])
    return f"{head}{_spaced(line[left:right])}{tail}", used + len(head), max(1, shown)


def _spaced(text: str) -> str:
    # Variation selectors take no cell behind a tab, but would widen a space.
    head, *rest = text.split("\t")
    return (" " * TAB).join([head, *[part.lstrip("\ufe0f") for part in rest]])


def fill(text: str, room: int, indent: str = "") -> str:
    """The text wrapped at spaces to `room` cells; further lines begin with `indent`.

    No-break spaces do not break.
    """
    lines: list[str] = []
    line = ""
    for word in text.replace("\n", " ").split(" "):
        if line.strip() and width(line) + 1 + width(word) > room:
            lines.append(line)
            line = indent + word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])
