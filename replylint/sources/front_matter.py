"""Front matter: what is known around a reply, at the top of its file, between two `---` lines.

A small and strict part of YAML, so that no value is ever misread (`customer: @ann` and
`inbound: order #12` mean what they say): `key: value` with optional quotes, `key: |` over an
indented block, and for `history` and `thread` a list of `- ` items.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.sources.fields import plain, read_value
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Sequence

FIELDS = (
    "channel", "visibility", "language", "inbound", "author", "customer", "brand", "id",
    "sent_at", "received_at", "kind", "part", "turn", "history", "thread",
)  # fmt: skip
_LISTS = ("history", "thread")
_OTHER_NAMES = {"lang": "language"}
_KEY = lazy_pattern(r"([^\W\d][\w-]{0,40})[ \t]*:(?:[ \t]+|$)")
_END = lazy_pattern(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def read_front_matter(content: str) -> tuple[dict[str, object], int]:
    """The fields of the front matter and the offset of what follows it; ({}, 0) without any.

    Keys that are no field of a reply are left alone, as other tools have theirs.
    Raises FileError for a wrong value, a line that cannot be understood, and a misspelt field.
    """
    first = content.find("\n") + 1
    if not first or content[:first].strip() != "---":
        return {}, 0
    end = _END.search(content, first)
    if end is None:
        return {}, 0
    lines = [line.rstrip("\r") for line in content[first : end.start()].split("\n")]
    keys = [line for line in lines if line.strip() and not line.startswith("#")]
    if not keys or _KEY.match(keys[0]) is None:  # a rule drawn above some text
        return {}, 0
    fields: dict[str, object] = {}
    number = 0
    while number < len(lines):
        line = lines[number]
        at = number + 2  # the fence is line 1
        number += 1
        if not line.strip() or line.startswith("#"):
            continue
        key = _KEY.match(line)
        if key is None:
            raise FileError("front-matter-line", line=at)
        block = number
        while number < len(lines) and (not lines[number].strip() or lines[number][0] in " \t-"):
            number += 1
        name = _field(key[1], at)
        if name is not None:
            try:
                value = _value(name, line[key.end() :].strip(), lines[block:number])
            except FileError as error:
                raise FileError(error.key, line=at, **error.params) from None
            if value is not None:
                fields[name] = value
    return fields, end.end()


def _field(key: str, line: int) -> str | None:
    name = plain(key)
    name = _OTHER_NAMES.get(name, name)
    if name in FIELDS:
        return name
    from difflib import get_close_matches

    close = get_close_matches(name, FIELDS, n=1, cutoff=0.8)
    if close:
        raise FileError("field-near", line=line, field=key, near=close[0])
    return None


def _value(name: str, value: str, block: Sequence[str]) -> object:
    """A field's value; None where it is left empty. Raises FileError."""
    if name in _LISTS:
        items = [line.strip() for line in block if line.strip()]
        if value or not all(item.startswith("- ") for item in items):
            raise FileError("list", field=name)
        return tuple(_unquoted(item[2:].strip()) for item in items)
    if value in ("|", ">", "|-", ">-"):
        indent = min((len(ln) - len(ln.lstrip()) for ln in block if ln.strip()), default=0)
        value = ("\n" if value[0] == "|" else " ").join(ln[indent:] for ln in block).strip()
    elif any(line.strip() for line in block):
        raise FileError("block", field=name)
    else:
        value = _unquoted(value)
    return read_value(name, value) if value else None


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
