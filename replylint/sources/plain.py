"""Plain text: one file is one reply, with what is known around it in front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.reply import Reply
from replylint.sources import Found, Span
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.sources.file import File

_FENCE = "---"


class PlainText:
    """Text files, read as they are.

    Line ends at the end of a file are the editor's, not the reply's; so are blank lines under
    the front matter.
    """

    name = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, file: File) -> Iterator[Found]:
        """The one reply of the file. Raises FileError where there is none."""
        content = file.text
        start = 0
        values: dict[str, object] = {}
        if content.startswith(_FENCE):
            from replylint.sources.front_matter import read_front_matter

            values, start = read_front_matter(content)
            start += len(content) - start - len(content[start:].lstrip("\r\n"))
        text = content[start:].rstrip("\r\n")
        if not text.strip():
            raise FileError("empty")
        yield Found(Reply(text, **values), Span(content, start))  # type: ignore[arg-type]
