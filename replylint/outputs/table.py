"""A plain table: columns as wide as what they hold, the last one running free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.outputs.terminal import paint, printable, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "


def table(
    rows: Iterable[Sequence[str]],
    head: Sequence[str],
    *,
    color: bool = False,
    right: Sequence[int] = (),
) -> Iterator[str]:
    """The lines of a table. right: the columns that are aligned to the right, from 0."""
    cleaned = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(head, *cleaned, strict=True)]
    yield paint(_line(head, widths, right), "bold", color) + "\n"
    for row in cleaned:
        yield _line(row, widths, right) + "\n"


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    cells = []
    for number, (cell, room) in enumerate(zip(row, widths, strict=True)):
        space = " " * (room - width(cell))
        cells.append(space + cell if number in right else cell + space)
    return _GAP.join(cells).rstrip()
