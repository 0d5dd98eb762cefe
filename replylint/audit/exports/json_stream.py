"""The objects of a JSON export, one at a time: of an array, of an object that holds one, or of
several values in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.exports.json_rows import IDS, PAGE_KEYS, JsonLines, mended
from replylint.audit.exports.json_text import Broken, JsonText, OutOfText, TooLong
from replylint.audit.exports.rows import RAW, Row, RowError
from replylint.lazy import lazy_pattern
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator


# An archive of X is a script that sets a variable.
_START = lazy_pattern(r"\ufeff?\s*+(?:window\.YTD\.[\w.]+\s*+=)?")


class JsonStream(JsonLines):
    """A JSON export that is not one object a line."""

    format = "json"

    def rows(self) -> Iterator[Row | FileError]:
        """Each object, with the line that it begins in."""
        with self._part.open() as stream:
            text = JsonText(stream, self._options.encoding, self._options.limit)
            text.skip(_START)
            try:
                yield from _values(text)
            except OutOfText:
                yield FileError(stream.damage or "cut", line=text.line())
            else:
                if stream.damage is not None:
                    yield FileError(stream.damage, line=text.line())


def _values(text: JsonText) -> Iterator[Row | FileError]:
    while True:
        try:
            mark = text.mark()
        except OutOfText:
            return
        if mark == "[":
            text.at += 1
            yield from _array(text)
        elif mark == "{":
            yield from _object(text)
        else:
            yield from _stray(text, mark)


def _array(text: JsonText) -> Iterator[Row | FileError]:
    number = 0
    while (mark := text.mark()) != "]":
        if mark == "{":
            number += 1
            yield _record(text, number)
        else:
            yield from _stray(text, mark)
    text.at += 1


def _record(text: JsonText, number: int) -> Row | FileError:
    """The object that begins here. number: of it in its array, which tells where it stands if
    several stand in a line."""
    line, raw = max(text.line(), number), text.text[text.at : text.at + RAW]
    try:
        value, written = text.value()
    except Broken:
        return RowError("json", line=line, raw=raw)
    except TooLong:
        return RowError("row-too-long", line=line, raw=raw, limit=text.limit)
    text.record_keys = frozenset(value)
    if "\\ud" in written or "\\uD" in written:
        value = mended(value)
    return Row(line, value)


def _stray(text: JsonText, mark: str) -> Iterator[FileError]:
    """Pass over what is no object."""
    if mark in "]}:":  # what a broken record left behind; it is named already
        text.at += 1
        return
    line, raw = text.line(), text.text[text.at : text.at + RAW]
    try:
        text.value()
    except Broken:
        yield RowError("json", line=line, raw=raw)
    except TooLong:
        yield RowError("row-too-long", line=line, raw=raw, limit=text.limit)
    else:
        yield RowError("json-object", line=line, raw=raw)


def _object(text: JsonText) -> Iterator[Row | FileError]:
    """The object that begins here; or if it is a page of records, these."""
    line, raw = text.line(), text.text[text.at : text.at + RAW]
    found: dict[str, Any] = {}
    page = broken = False
    size = 0
    text.at += 1
    while (mark := text.mark()) != "}":
        if mark in "{[":  # the next record
            broken = True
            break
        try:
            key, _ = text.value()
            text.colon()
            inner = text.mark()
            if inner == "[" and key in PAGE_KEYS and IDS.isdisjoint(found) and text.holds_objects():
                page = True
                text.at += 1
                yield from _array(text)
                continue
            value, written = text.value()
            size += len(written)
            if size <= text.limit:
                found[str(key)] = mended(value) if "\\u" in written else value
        except Broken:
            broken = True
        except TooLong:
            size = text.limit + 1
    else:
        text.at += 1
    if broken:
        yield RowError("json", line=line, raw=raw)
    elif size > text.limit:
        yield RowError("row-too-long", line=line, raw=raw, limit=text.limit)
    elif not page:
        text.record_keys = frozenset(found)
        yield Row(line, found)
