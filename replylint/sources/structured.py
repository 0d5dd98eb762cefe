"""Sources for files that hold texts in another form: Markdown, HTML, YAML, JSON and CSV."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from replylint.lazy import lazy_pattern
from replylint.reply import Reply
from replylint.sources import Found, Place, nth_line
from replylint.sources.fields import guess_columns, read_value
from replylint.sources.fields import plain as plain_name
from replylint.sources.file import FileError
from replylint.sources.mapped import Mapped, cuts_between, plain
from replylint.sources.shapes import BODY, SUBJECT, language_of_name, shape_by, shape_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from replylint.finding import Edit
    from replylint.sources.file import File
    from replylint.sources.shapes import Field


class Origin:
    """The way back from a mapped text to its file."""

    __slots__ = ("_content", "mapped")

    def __init__(self, content: str, mapped: Mapped) -> None:
        self._content = content
        self.mapped = mapped

    def place(self, offset: int) -> Place:
        """Line and column in the file."""
        return self._place(self.mapped.place(offset))

    def end(self, offset: int) -> Place:
        """The place behind a code point, in whatever way the file writes it."""
        return self._place(self.mapped.ends[offset - 1] if offset else self.mapped.place(0))

    def _place(self, at: int) -> Place:
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


# Who knows one of these answers somebody; a template is for everybody.
_OF_A_DRAFT = frozenset(
    ("inbound", "customer", "turn", "history", "thread", "sent_at", "received_at")
)


def _found(file: File, mapped: Mapped, fields: dict[str, Any]) -> Found:
    """A reply of a file: a template, unless something says that it is a draft."""
    if "kind" not in fields:
        drafted = not _OF_A_DRAFT.isdisjoint(fields)
        fields["kind"] = file.hints.kind or ("draft" if drafted else "template")
    if "language" not in fields:
        fields["language"] = language_of_name(file.name)
    return Found(Reply(mapped.text, **fields), Origin(file.text, mapped))


def _known(file: File, fields: dict[str, Any]) -> dict[str, Any]:
    """What stands beside a text, without a channel that is none: others use the word too."""
    channels = file.hints.channels
    if channels is None or "channel" not in fields:
        return fields
    name = channels.get(plain_name(str(fields["channel"])))
    others = {key: value for key, value in fields.items() if key != "channel"}
    return others if name is None else {**others, "channel": name}


def visible(mapped: Mapped) -> Mapped:
    """A text as its reader sees it: without tags, where it is HTML."""
    from replylint.sources.html_text import html_text, looks_like_html

    shown = mapped.then(html_text(mapped.text)) if looks_like_html(mapped.text) else mapped
    return without_comments(shown)


# Comments of Jinja, Liquid, Handlebars and ERB, with the line that they have to themselves.
_COMMENT = lazy_pattern(
    r"(?P<before>^[ \t]{0,80})?(?:\{#[^#]{0,500}#\}|<%#[^%]{0,500}%>|\{\{!(?:--)?[^{}]{0,500}\}\}"
    r"|\{%-?\s{0,9}comment\s{0,9}-?%\}.{0,500}?\{%-?\s{0,9}endcomment\s{0,9}-?%\})"
    r"(?(before)(?:[ \t]{0,80}\r?\n)?)",
    re.MULTILINE | re.DOTALL,
)
_COMMENT_OPENS = ("{#", "<%#", "{{!", "comment")


def without_comments(mapped: Mapped) -> Mapped:
    """A text without the comments of template languages, which nobody is sent."""
    if not any(opening in mapped.text for opening in _COMMENT_OPENS):
        return mapped
    kept: list[int] = []
    done = 0
    for match in _COMMENT.finditer(mapped.text):
        kept += range(done, match.start())
        done = match.end()
    kept += range(done, len(mapped.text))
    ends = [place + 1 for place in kept]
    inner = Mapped(
        "".join(mapped.text[place] for place in kept), kept, ends,
        cuts=frozenset(i for i, place in enumerate(kept) if place in mapped.cuts)
        | cuts_between(kept, ends),
    )  # fmt: skip
    return mapped.then(inner)


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


def _whole(file: File, read: Callable[[str], Mapped]) -> Found:
    content = file.text
    fields: dict[str, Any] = {}
    start = 0
    if content.startswith("---"):
        from replylint.sources.front_matter import read_front_matter

        fields, start = read_front_matter(content)
    end = len(content.rstrip("\r\n"))
    while start < end and content[start] in "\r\n":
        start += 1
    mapped = plain(content, start, max(start, end)).then(read(content[start:end]))
    mapped = _trimmed(without_comments(mapped))
    if not mapped.text.strip():
        raise FileError("empty")
    return _found(file, mapped, fields)


class _Keyed:
    """What YAML and JSON share: which of their texts are replies."""

    def _replies(
        self, file: File, root: Any, texts: Iterable[tuple[tuple[str | int, ...], Mapped]]
    ) -> Iterator[Found]:
        """The patterns of the config decide; without any, known shapes do."""
        fields = file.hints.fields
        for path, mapped in texts:
            shape = shape_by(fields, path, root) if fields else shape_of(path, root, mapped.text)
            if shape is None:
                continue
            shown = _trimmed(visible(mapped))
            if shown.text:
                yield _found(file, shown, {**_known(file, shape.fields), "part": shape.part})


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

        Raises FileError: an open quotation mark, a row cut short, a value that makes no sense.
        """
        from replylint.sources import csv_cells

        content = file.text
        is_tsv = file.name.lower().endswith(".tsv")
        delimiter = "\t" if is_tsv else csv_cells.guess_delimiter(content)
        rows = csv_cells.rows(content, delimiter)
        header = next(rows, None)
        if header is None:
            raise FileError("empty")
        names = [cell.text.strip() for cell in header]
        context, texts = _columns(names, file.hints.fields)
        if not texts:  # a table, but none of replies
            return
        for row in rows:
            line = Origin(content, row[0]).place(0).line
            if len(row) < len(names):
                raise FileError("csv-row", line=line, found=len(row), wanted=len(names))
            try:
                fields = {
                    field: read_value(field, row[i].text)
                    for field, i in context.items()
                    if row[i].text.strip()
                }
            except FileError as error:
                raise FileError(error.key, line=line, **error.params) from None
            for i, part in texts.items():
                mapped = _trimmed(visible(row[i]))
                if mapped.text:
                    yield _found(file, mapped, {**_known(file, fields), "part": part})


_BESIDE = ("channel", "visibility", "language", "author", "brand", "id", "kind", "inbound",
           "customer")  # fmt: skip


def _columns(
    names: Sequence[str], patterns: Sequence[Field]
) -> tuple[dict[str, int], dict[int, str]]:
    """Which columns of a table hold a reply's context, and which a text, with its part."""
    found = guess_columns(names)
    context = {field: names.index(found[field]) for field in _BESIDE if field in found}
    if patterns:
        shapes = {i: shape_by(patterns, (name,), {}) for i, name in enumerate(names)}
        return context, {i: shape.part for i, shape in shapes.items() if shape is not None}
    texts = {i: "body" for i, name in enumerate(names) if plain_name(name) in BODY}
    if "text" in found:
        texts[names.index(found["text"])] = "body"
    texts |= {i: "subject" for i, name in enumerate(names) if plain_name(name) in SUBJECT}
    return context, texts
