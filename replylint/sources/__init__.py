"""Sources: they read replies from a kind of file and say where in the file each one stands.

A plugin brings its own through the hook `replylint_sources`; see Source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from replylint.sources.file import File, FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.finding import Edit
    from replylint.plugins import Plugins
    from replylint.reply import Reply

__all__ = ["File", "FileError", "Found", "Origin", "Place", "Source", "Span", "source_for"]


class Place(NamedTuple):
    """A place in a file: line and column, from 1, the column in code points."""

    line: int
    column: int


class Origin(Protocol):
    """The way from a reply back to the file that it was read from."""

    def place(self, offset: int) -> Place:
        """Where in the file the code point `offset` of the reply's text stands."""

    def end(self, offset: int) -> Place:
        """Behind the code point before `offset`, which may be written with several."""

    def line(self, number: int) -> str:
        """A line of the file, from 1, without its end."""

    def edit(self, edit: Edit) -> Edit | None:
        """An edit of the reply's text as an edit of the file's; None where it cannot be made."""


class Found(NamedTuple):
    """A reply that was found in a file, and the way back."""

    reply: Reply
    origin: Origin


class Source(Protocol):
    """Reads the replies of one kind of file.

    name: one word, for people. suffixes: the endings of its files, lower-case, with the dot.
    """

    name: str
    suffixes: tuple[str, ...]

    def read(self, file: File) -> Iterable[Found]:
        """The replies of a file, lazily where it may be long.

        Raises FileError for what the user can mend in the file.
        """


class Span:
    """The origin of a reply that stands in its file as it is, from `start` on."""

    __slots__ = ("_content", "start")

    def __init__(self, content: str, start: int = 0) -> None:
        self._content = content
        self.start = start

    def place(self, offset: int) -> Place:
        """Line and column in the file."""
        at = self.start + offset
        line = self._content.count("\n", 0, at) + 1
        return Place(line, at - self._content.rfind("\n", 0, at))

    def end(self, offset: int) -> Place:
        """The place behind a code point."""
        last = self.place(max(0, offset - 1))
        return last._replace(column=last.column + (offset > 0))

    def line(self, number: int) -> str:
        """A line of the file."""
        return nth_line(self._content, number)

    def edit(self, edit: Edit) -> Edit:
        """The same edit, moved to where the reply begins."""
        from replylint.finding import Edit

        return Edit(edit.start + self.start, edit.end + self.start, edit.replacement)


def nth_line(content: str, number: int) -> str:
    """A line of a text, from 1, without its end; empty behind the last one."""
    lines = content.split("\n", number)
    return lines[number - 1] if number <= len(lines) else ""


class _Lazy:
    """A source whose module is imported when it has a file to read."""

    def __init__(self, name: str, suffixes: tuple[str, ...], kind: str) -> None:
        self.name = name
        self.suffixes = suffixes
        self._kind = kind

    def read(self, file: File) -> Iterable[Found]:
        """What the source itself reads."""
        from replylint.sources import structured

        found: Iterable[Found] = getattr(structured, self._kind)().read(file)
        return found


_STRUCTURED = (
    _Lazy("markdown", (".md", ".markdown", ".mkd"), "MarkdownFile"),
    _Lazy(
        "html",
        (".html", ".htm", ".erb", ".liquid", ".hbs", ".mustache", ".j2", ".jinja", ".jinja2"),
        "HtmlFile",
    ),
    _Lazy("yaml", (".yml", ".yaml"), "YamlFile"),
    _Lazy("json", (".json",), "JsonFile"),
    _Lazy("csv", (".csv", ".tsv"), "CsvFile"),
)


def all_sources(plugins: Plugins) -> Iterator[Source]:
    """The plugins' sources, then replylint's own; the first that fits a file reads it."""
    from replylint.sources.plain import PlainText

    yield from plugins.sources
    yield PlainText()
    yield from _STRUCTURED


def source_for(name: str, plugins: Plugins) -> Source:
    """The source that reads a file of that name; plain text where none claims its ending."""
    from replylint.sources.plain import PlainText

    lowered = name.lower()
    fitting = (source for source in all_sources(plugins) if lowered.endswith(source.suffixes))
    return next(fitting, None) or PlainText()
