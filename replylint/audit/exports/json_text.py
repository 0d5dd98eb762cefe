"""A JSON text read piece by piece: where its values end, and how to go on behind a broken one."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING, Any

from replylint.audit.exports.lines import FALLBACK, wide_encoding
from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    import re

    from replylint.audit.exports.source import Stream

_CHUNK = 1 << 18
_decode = json.JSONDecoder().raw_decode
_BLANK = lazy_pattern(r"[\s,;]*+")
_COLON = lazy_pattern(r"\s*+:")
_MARK = lazy_pattern(r'["\[\]{}]')
_DEPTHS = {'"': 0, "[": 1, "{": 1, "]": -1, "}": -1}
_QUOTED = lazy_pattern(r'(?:[^"\\]++|\\[\s\S])*+')
_BARE = lazy_pattern(r'[^\s,;"\[\]{}]++')
_FIRST_KEY = lazy_pattern(r'"((?:[^"\\]|\\.)*+)"\s*:')
_BETWEEN = lazy_pattern(r"[,}]\s*+(?=\{)")


class OutOfText(Exception):
    """The text ends where a value should begin or go on."""


class Broken(Exception):
    """A value is no JSON; `at` is behind it, or where the next record begins."""


class TooLong(Exception):
    """A value is over the limit; `at` is behind it."""


def _fallback(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode(FALLBACK, "replace"), error.end


codecs.register_error("replylint-cp1252", _fallback)


class JsonText:
    """The text of a stream, of which only the part around `at` is in memory.

    limit: the longest value, in characters. record_keys: those of the last good record, by which
    the next one is known behind a broken one.
    """

    def __init__(self, stream: Stream, encoding: str | None, limit: int) -> None:
        encoding = encoding or wide_encoding(stream.peek(200)[:200])
        errors = "replace" if encoding else "replylint-cp1252"
        self._decoder = codecs.getincrementaldecoder(encoding or "utf-8")(errors)
        self._stream = stream
        self.limit = limit
        self.record_keys: frozenset[str] = frozenset()
        self._line = 1
        self._counted = 0
        self.text = ""
        self.at = 0

    def line(self) -> int:
        """The line of `at`, from 1."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def more(self) -> bool:
        """Read on; what is before `at` is forgotten. False at the end."""
        data = self._stream.read1(_CHUNK)
        self.line()
        self.text = self.text[self.at :] + self._decoder.decode(data, final=not data)
        self.at = self._counted = 0
        return bool(data)

    def skip(self, pattern: re.Pattern[str]) -> bool:
        """Pass over what a pattern matches here; False where it does not."""
        while True:
            match = pattern.match(self.text, self.at)
            if match is not None and match.end() < len(self.text):
                break
            if not self.more():
                match = pattern.match(self.text, self.at)
                break
        if match is None:
            return False
        self.at = match.end()
        return True

    def mark(self) -> str:
        """The character that the next value begins with, blanks and commas passed over."""
        self.skip(_BLANK)
        if self.at == len(self.text):
            raise OutOfText
        return self.text[self.at]

    def colon(self) -> None:
        """Pass over the colon behind a key."""
        if not self.skip(_COLON):
            raise Broken

    def holds_objects(self) -> bool:
        """Whether the array that begins here holds objects, or nothing."""
        while True:
            match = _BLANK.match(self.text, self.at + 1)
            assert match is not None
            if match.end() < len(self.text):
                return self.text[match.end()] in "{]"
            if not self.more():
                return False

    def value(self) -> tuple[Any, str]:
        """The value that begins at `at`, and how it is written; `at` is then behind it.

        Raises OutOfText where the text ends inside it, Broken, TooLong.
        """
        start = self.at
        try:
            value, end = _decode(self.text, start)
        except (ValueError, RecursionError):
            return self._value_slowly()
        if end == len(self.text) and self.text[start] not in '{["' and self.more():
            return self.value()  # a number may go on
        self.at = end
        if end - start > self.limit:
            raise TooLong
        return value, self.text[start:end]

    def _value_slowly(self) -> tuple[Any, str]:
        """The value, which is broken or of which not all is read yet."""
        if self.text[self.at] not in '{["':
            if not self.skip(_BARE) or self.text[self.at : self.at + 1] in ("]", "}", ":"):
                self.at += 1
            raise Broken
        end = self._end()
        start = self.at
        try:
            value, end = _decode(self.text, start)
        except (ValueError, RecursionError):
            if not self._next_record(before=end):
                self.at = end
            raise Broken from None
        self.at = end
        return value, self.text[start:end]

    def _end(self) -> int:
        """Where the object, array or string at `at` ends, by its brackets and quotation marks."""
        depth = offset = 0
        quoted = too_long = False
        while True:
            at = self._next_mark(self.at + offset, quoted=quoted)
            offset = at - self.at
            if at < len(self.text) and self.text[at] != "\\":
                mark = self.text[at]
                offset += 1
                quoted = quoted is not (mark == '"')
                depth += _DEPTHS[mark]
                if depth <= 0 and not quoted:
                    if too_long:
                        self.at += offset
                        raise TooLong
                    return self.at + offset
            elif too_long or offset > self.limit:
                if not too_long and self._next_record():
                    raise Broken
                too_long = True
                self.at += offset  # nothing of it is kept
                offset = 0
                self._read_on()
            elif not self.more():
                if self._next_record():
                    raise Broken
                self.at = len(self.text)
                raise OutOfText

    def _next_mark(self, at: int, *, quoted: bool) -> int:
        """Where the next bracket or quotation mark stands; in a string, what ends it."""
        if not quoted:
            found = _MARK.search(self.text, at)
            return found.start() if found is not None else len(self.text)
        match = _QUOTED.match(self.text, at)
        assert match is not None
        return match.end()

    def _read_on(self) -> None:
        if not self.more():
            self.at = len(self.text)
            raise OutOfText

    def _next_record(self, before: int | None = None) -> bool:
        """Go to the next object that looks like a record; False where there is none at hand.

        before: where the object in front of it ends at the latest.
        """
        known = self.record_keys
        if not known and (first := _FIRST_KEY.search(self.text, self.at)) is not None:
            known = frozenset((first[1],))
        for match in _BETWEEN.finditer(self.text, self.at + 1):
            if before is not None and match.start() >= before:
                break
            try:
                value, _ = _decode(self.text, match.end())
            except (ValueError, RecursionError):
                continue
            if 2 * len(known & value.keys()) >= len(known):
                self.at = match.end()
                return True
        return False
