"""Sources for files that hold texts in another form: Markdown, HTML, YAML, JSON and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.reply import Reply
from replylint.sources import Found, Place, nth_line
from replylint.sources.file import FileError
from replylint.sources.mapped import Mapped, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.finding import Edit
    from replylint.sources.file import File
    from replylint.sources.shapes import Shape



class Origin:
    """The way back from a mapped text to its file."""

    __slots__ = ("_content", "mapped")

    def __init__(self, content: str, mapped: Mapped) -> None:
        self._content = content
        self.mapped = mapped

    def place(self, offset: int) -> Place:
        """Line and column in the file."""
        at = self.mapped.place(offset)
        line = self._content.count("\n", 0, at) + 1
        return Place(line, at - self._content.rfind("\n", 0, at))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the file behind a span of the reply's text."""
        return self.mapped.span(start, end)

    def line(self, number: int) -> str:
        """A line of the file."""
        return nth_line(self._content, number)

    def edit(self, edit: Edit) -> Edit | None:
        """The edit in the file's own form; None where that form cannot hold it."""
        from replylint.finding import Edit

        found = self.mapped.edit(edit)
        return Edit(*found) if found is not None else None


def _found(content: str, mapped: Mapped, fields: dict[str, Any]) -> Found:
    fields.setdefault("kind", "template")
    return Found(Reply(mapped.text, **fields), Origin(content, mapped))


def visible(mapped: Mapped) -> Mapped:
    """A text as its reader sees it: without tags, where it is HTML."""
    from replylint.sources.html_text import html_text, looks_like_html

    return mapped.then(html_text(mapped.text)) if looks_like_html(mapped.text) else mapped


class MarkdownFile:
    """One Markdown file is one reply; front matter says what is known around it."""

    def read(self, file: File) -> Iterator[Found]:
        """The reply of the file. Raises FileError where there is none."""
        from replylint.sources.markdown_text import markdown_text

        yield _whole(file, markdown_text)


class HtmlFile:
    """One HTML file is one reply."""

    def read(self, file: File) -> Iterator[Found]:
        """The reply of the file. Raises FileError where there is none."""
        from replylint.sources.html_text import html_text, looks_like_html

        yield _whole(file, lambda body: html_text(body) if looks_like_html(body) else plain(body))


def _whole(file: File, read: Any) -> Found:
    content = file.text
    fields: dict[str, object] = {}
    start = 0
    if content.startswith("---"):
        from replylint.sources.front_matter import read_front_matter

        fields, start = read_front_matter(content)
    end = len(content.rstrip("\r\n"))
    while start < end and content[start] in "\r\n":
        start += 1
    mapped = plain(content, start, max(start, end)).then(read(content[start:end]))
    if not mapped.text.strip():
        raise FileError("empty")
    return _found(content, mapped, fields)


class _Keyed:
    """What YAML and JSON share: which of their texts are replies."""

    def _replies(
        self, file: File, root: Any, texts: Iterable[tuple[tuple[str | int, ...], Mapped]]
    ) -> Iterator[Found]:
        """The patterns of the config decide; without any, known shapes do."""
        from replylint.sources import shapes

        fields = [shapes.parse_field(source, "fields") for source in file.fields]
        for path, mapped in texts:
            shape: Shape | None
            if fields:
                shape = shapes.shape_by(fields, path, root)
            else:
                shape = shapes.shape_of(path, root, mapped.text)
            if shape is None:
                continue
            shown = _trimmed(visible(mapped))
            if shown.text:
                yield _found(file.text, shown, {**shape.fields, "part": shape.part})


def _trimmed(mapped: Mapped) -> Mapped:
    """Without the line breaks at the end that a block scalar or an editor leaves."""
    end = len(mapped.text.rstrip())
    start = len(mapped.text) - len(mapped.text.lstrip("\r\n"))
    return mapped if (start, end) == (0, len(mapped.text)) else mapped.part(start, max(start, end))


class YamlFile(_Keyed):
    """A YAML file with any number of replies: macros, locale files, lists of templates."""

    def read(self, file: File) -> Iterator[Found]:
        """The replies of the file. Raises FileError with the line of what is no YAML."""
        from replylint.sources.yaml_texts import yaml_documents

        for root, texts in yaml_documents(file.text):
            yield from self._replies(file, root, texts)


class JsonFile(_Keyed):
    """A JSON file with any number of replies."""

    def read(self, file: File) -> Iterator[Found]:
        """The replies of the file. Raises FileError with the line of what is no JSON."""
        from replylint.sources.json_strings import load, strings

        content = file.text
        yield from self._replies(file, load(content), strings(content))


class CsvFile:
    """A CSV file with one reply a row; a header names the columns."""

    def read(self, file: File) -> Iterator[Found]:
        """The replies of the file, none where no column's name says that it holds them.

        Raises FileError: an open quotation mark, a row cut short.
        """
        from replylint.sources import csv_cells
        from replylint.sources.fields import guess_columns, read_value
        from replylint.sources.fields import plain as plain_name
        from replylint.sources.shapes import BODY, SUBJECT

        content = file.text
        delimiter = "\t" if file.name.endswith(".tsv") else csv_cells.guess_delimiter(content)
        rows = csv_cells.rows(content, delimiter)
        header = next(rows, None)
        if header is None:
            raise FileError("empty")
        names = [cell.text.strip() for cell in header]
        columns = guess_columns(names)
        context = {
            field: names.index(columns[field])
            for field in ("channel", "visibility", "language", "author", "brand", "id")
            if field in columns
        }
        texts = {i: "body" for i, name in enumerate(names) if plain_name(name) in BODY}
        if "text" in columns:
            texts[names.index(columns["text"])] = "body"
        texts |= {i: "subject" for i, name in enumerate(names) if plain_name(name) in SUBJECT}
        if not texts:  # a table, but none of replies
            return
        for row in rows:
            if len(row) < len(names):
                place = Origin(content, row[0]).place(0)
                raise FileError("csv-row", line=place.line, found=len(row), wanted=len(names))
            fields = {
                field: read_value(field, row[i].text)
                for field, i in context.items()
                if row[i].text.strip()
            }
            for i, part in texts.items():
                mapped = _trimmed(visible(row[i]))
                if mapped.text:
                    yield _found(content, mapped, {**fields, "part": part})
