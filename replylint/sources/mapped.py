"""A text that stands in a file in another form: escaped, folded, indented or marked up.

Every code point of the text knows its place in the file, so that a finding points to the very
characters on disk and a fix changes them alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from replylint.finding import Edit


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and its places.

    starts, ends: for each code point of `text`, where its source begins and ends in the content.
    A code point that markup stands for (a line break for `<br>`) has no source: it starts and ends
    at one place, and no edit may reach over it.
    home: where an insertion into an empty text would go.
    write: turns a replacement into the form that the file has there; None where it must not hold
    that replacement. A missing `write` means that the text stands as it is.
    cuts: the code points before which markup stands that an edit would tear out.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    home: int = 0
    write: Callable[[str], str | None] | None = None
    cuts: frozenset[int] = frozenset()

    def place(self, offset: int) -> int:
        """The offset in the content of a code point of the text, or of its end."""
        if offset < len(self.starts):
            return self.starts[offset]
        return self.ends[-1] if self.ends else self.home

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the content behind start..end of the text."""
        if end > start:
            return self.starts[start], self.ends[end - 1]
        at = self.ends[start - 1] if start else self.place(0)
        return at, at

    def edit(self, edit: Edit) -> tuple[int, int, str] | None:
        """An edit of the text as an edit of the content; None where it cannot be written there."""
        if any(self.starts[i] == self.ends[i] for i in range(edit.start, edit.end)):
            return None
        if any(i in self.cuts for i in range(edit.start + 1, edit.end)):
            return None
        written = edit.replacement if self.write is None else self.write(edit.replacement)
        return None if written is None else (*self.span(edit.start, edit.end), written)

    def then(self, inner: Mapped) -> Mapped:
        """`inner`, whose places are offsets in this text, with places in this text's content."""
        starts = [self.place(start) for start in inner.starts]
        ends = [
            self.span(start, end)[1] if end > start else self.place(start)
            for start, end in zip(inner.starts, inner.ends, strict=True)
        ]
        home, write = self.place(inner.home), _both(inner.write, self.write)
        return Mapped(inner.text, starts, ends, home, write, inner.cuts)

    def part(self, start: int, end: int) -> Mapped:
        """The piece start..end of the text."""
        return Mapped(
            self.text[start:end], self.starts[start:end], self.ends[start:end],
            self.place(start), self.write,
            frozenset(cut - start for cut in self.cuts if start < cut < end),
        )  # fmt: skip


def cuts_between(starts: Sequence[int], ends: Sequence[int]) -> frozenset[int]:
    """The code points that do not follow the one before them in the source."""
    return frozenset(i for i in range(1, len(starts)) if starts[i] != ends[i - 1])


def plain(content: str, start: int = 0, end: int | None = None) -> Mapped:
    """A piece of the content as it stands."""
    end = len(content) if end is None else end
    return Mapped(content[start:end], range(start, end), range(start + 1, end + 1), start)


def _both(
    inner: Callable[[str], str | None] | None, outer: Callable[[str], str | None] | None
) -> Callable[[str], str | None] | None:
    if inner is None or outer is None:
        return inner or outer

    def write(replacement: str) -> str | None:
        written = inner(replacement)
        return None if written is None else outer(written)

    return write
