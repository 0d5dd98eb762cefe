"""Files as sources see them: read once, within a size limit, and decoded with care."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from replylint.errors import ReplylintError
from replylint.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from replylint.sources.shapes import Field

# One reply is far smaller; whoever has longer ones raises the limit with --max-size.
MAX_SIZE = 1_000_000
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class FileError(ReplylintError):
    """What is wrong with a file, as a key of the interface's words and what fills it.

    line: where in the file, where that is known.
    """

    def __init__(self, key: str, *, line: int | None = None, **params: object) -> None:
        self.key = key
        self.line = line
        self.params = params
        super().__init__(self.say("en"))

    def __reduce__(self) -> tuple[object, ...]:
        # By default an exception is made again from its text, which is no key.
        return _again, (type(self), self.args, self.__dict__)

    def say(self, ui_lang: str) -> str:
        """The problem and its remedy in one line."""
        from replylint.i18n import say

        return say(f"file.{self.key}", ui_lang, **self.params)


def _again(kind: type[FileError], args: tuple[str], state: Mapping[str, object]) -> FileError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class Hints(NamedTuple):
    """What is known of a file's replies before it is read.

    fields: which of its texts are replies; none given, known shapes decide (see `shapes`).
    kind: what its replies are, where they do not say. channels: the names that a channel may have
    in it, as `fields.plain` writes them, with the channel of each; None where any name will do.
    """

    fields: tuple[Field, ...] = ()
    kind: str | None = None
    channels: Mapping[str, str] | None = None


class File:
    """A file that replies are read from, or a stream such as standard input.

    name: as shown to people and matched with the sources' endings. path: where it lies; None for
    a stream. limit: in bytes. encoding: None to go by the byte order mark, else UTF-8. hints: what
    is known of its replies.
    """

    def __init__(
        self,
        name: str,
        path: str | None = None,
        *,
        stream: BinaryIO | None = None,
        limit: int = MAX_SIZE,
        encoding: str | None = None,
    ) -> None:
        self.name = name
        self.path = path
        self.limit = limit
        self.hints = Hints()
        self._stream = stream
        self._encoding = encoding

    @lazy
    def data(self) -> bytes:
        """The bytes. Raises FileError: missing, unreadable, a folder, over the limit."""
        if self._stream is not None:
            return self._within(self._stream)
        assert self.path is not None
        try:
            # The size is looked at first, so that a huge file is never read; what has no size
            # (a pipe, a device) is read up to the limit.
            size = os.stat(self.path).st_size
            if size > self.limit:
                raise self._too_large(size)
            with open(self.path, "rb") as stream:
                return self._within(stream)
        except OSError as error:
            raise os_error(error, self.path) from None

    def _within(self, stream: BinaryIO) -> bytes:
        data = stream.read(self.limit + 1)
        if len(data) > self.limit:
            raise self._too_large(None)
        return data

    def _too_large(self, size: int | None) -> FileError:
        if size is None:
            return FileError("too-large-unknown", limit=self.limit)
        return FileError("too-large", size=size, limit=self.limit)

    @lazy
    def encoding(self) -> str:
        """The name of the encoding, byte order mark included."""
        if self._encoding is not None:
            return self._encoding
        return next((name for bom, name in _BOMS if self.data.startswith(bom)), "utf-8")

    @lazy
    def text(self) -> str:
        """The content, every line end as it is. Raises FileError: binary, another encoding."""
        data = self.data
        if b"\0" in data and not self.encoding.startswith("utf-16"):
            raise FileError("binary", line=_line(data, data.index(b"\0")))
        try:
            return data.decode(self.encoding)
        except UnicodeDecodeError as error:
            raise FileError(
                "encoding",
                line=_line(data, error.start),
                encoding=self.encoding.upper().removesuffix("-SIG"),
                byte=f"0x{data[error.start]:02X}",
            ) from None

    def with_text(self, text: str) -> File:
        """The same file with another content."""
        changed = File(self.name, self.path, limit=sys.maxsize, encoding=self.encoding)
        changed.__dict__["text"] = text
        changed.hints = self.hints
        return changed


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def os_error(error: OSError, path: str) -> FileError:
    """The FileError for what the system says about a path."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        near = _neighbour(path)
        return FileError("missing-near", near=near) if near else FileError("missing")
    if isinstance(error, IsADirectoryError):
        return FileError("folder")
    if isinstance(error, PermissionError):
        return FileError("forbidden")
    return FileError("unreadable", reason=error.strerror or type(error).__name__)


def _neighbour(path: str) -> str | None:
    """The file in the same folder whose name is nearest to a missing one."""
    import difflib
    from pathlib import Path

    missing = Path(path)
    try:
        names = [found.name for found in missing.parent.iterdir() if found.exists()]
    except OSError:
        return None
    close = difflib.get_close_matches(missing.name, names, n=1, cutoff=0.75)
    return str(missing.with_name(close[0])) if close else None
