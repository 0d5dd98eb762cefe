"""The strings of a JSON text, each code point with its place in the file.

`json.loads` judges whether the text is JSON; this scan, which may then trust it, adds the places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.lazy import lazy_pattern
from replylint.sources.file import FileError
from replylint.sources.mapped import Mapped

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]

_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_TOKEN = lazy_pattern(r'[ \t\r\n,:]*(?:([\[\]{}])|"((?:[^"\\]|\\.)*)"|([^\s,:\[\]{}"]+))')
_PIECE = lazy_pattern(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
_MAX_DEPTH = 200


def load(content: str) -> Any:
    """The value of a JSON text. Raises FileError with the line and the reason."""
    import json

    try:
        return json.loads(content.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise FileError("json-invalid", line=error.lineno, reason=error.msg) from None
    except RecursionError:
        raise FileError("json-invalid", line=1, reason="nested too deeply") from None


def strings(content: str) -> Iterator[tuple[Path, Mapped]]:
    """Each string value of a valid JSON text, with its path and places."""
    path: list[str | int] = []
    kinds: list[str] = []
    key: str | None = None
    wants_key = False
    at = int(content.startswith("\ufeff"))
    while (token := _TOKEN.match(content, at)) is not None:
        at = token.end()
        bracket, string, _ = token.groups()
        if bracket in ("{", "["):
            _enter(path, kinds, key)
            if len(kinds) >= _MAX_DEPTH:
                line = content.count("\n", 0, at) + 1
                raise FileError("json-invalid", line=line, reason="nested too deeply")
            kinds.append(bracket)
            path.append("" if bracket == "{" else -1)
            key, wants_key = None, bracket == "{"
            continue
        if bracket in ("}", "]"):
            kinds.pop()
            path.pop()
            key, wants_key = None, bool(kinds) and kinds[-1] == "{"
            if not kinds:
                return
            continue
        if wants_key and string is not None:
            key = _map(content, token.start(2), token.end(2)).text
            wants_key = False
            continue
        _enter(path, kinds, key)
        if string is not None:
            yield tuple(path), _map(content, token.start(2), token.end(2))
        key, wants_key = None, bool(kinds) and kinds[-1] == "{"
        if not kinds:
            return


def objects(content: str) -> Iterator[tuple[int, int]]:
    """Where each object of a JSON text begins and ends, inner ones before outer ones."""
    opened: list[int] = []
    at = int(content.startswith("\ufeff"))
    while (token := _TOKEN.match(content, at)) is not None:
        at = token.end()
        if token[1] == "{":
            opened.append(token.start(1))
        elif token[1] == "}" and opened:
            yield opened.pop(), at


def _enter(path: list[str | int], kinds: list[str], key: str | None) -> None:
    """Move the path to the value that begins: its key, or the next index."""
    if not kinds:
        return
    if kinds[-1] == "{":
        path[-1] = key or ""
    else:
        last = path[-1]
        assert isinstance(last, int)
        path[-1] = last + 1


def _map(content: str, start: int, end: int) -> Mapped:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for escape in _PIECE.finditer(content, start, end):
        characters += content[at : escape.start()]
        starts += range(at, escape.start())
        ends += range(at + 1, escape.start() + 1)
        found = escape[0]
        if len(found) == 12:
            high, low = int(found[2:6], 16), int(found[8:12], 16)
            characters.append(chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)))
        else:
            characters.append(_ESCAPES.get(found[1]) or chr(int(found[2:], 16)))
        starts.append(escape.start())
        ends.append(escape.end())
        at = escape.end()
    characters += content[at:end]
    starts += range(at, end)
    ends += range(at + 1, end + 1)
    return Mapped("".join(characters), starts, ends, start, _write)


def _write(replacement: str) -> str:
    import json

    return json.dumps(replacement, ensure_ascii=False)[1:-1]
