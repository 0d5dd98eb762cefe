"""The bytes of an export: a file, a stream, or what is packed in a gz or a zip."""

from __future__ import annotations

import io
import os
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from replylint.sources.file import FileError, os_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from replylint.audit.exports.options import ExportOptions

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# What an archive may unpack to, however small it is.
FREE = 100_000_000
_BUFFER = 1 << 18


class Part(NamedTuple):
    """Something with rows: a file, or one of those in a zip.

    open: its bytes, from the start. raw: the same as a file that can be read in any order, where
    it is one already.
    """

    name: str
    open: Callable[[], Stream]
    raw: Callable[[], BinaryIO] | None = None

    def seekable(self) -> BinaryIO:
        """The bytes as a file that can be read in any order."""
        if self.raw is not None:
            return self.raw()
        with self.open() as stream:
            file = spooled(stream)
            if stream.damage is not None:
                file.close()
                raise FileError(stream.damage)
        file.seek(0)
        return file


class _Careful(io.RawIOBase):
    """Reads on until its source ends, breaks off, or unpacks to more than `most` bytes."""

    def __init__(self, inner: BinaryIO, most: int | None = None) -> None:
        self._inner = inner
        # What was unpacked before a cut must not be lost with it.
        self._read = getattr(inner, "read1", inner.read)
        self._left = most
        self.damage: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.damage is not None:
            return 0
        try:
            data = self._read(len(buffer))
        except (EOFError, zlib.error, OSError, ValueError, NotImplementedError) as error:
            self.damage = "cut" if isinstance(error, EOFError) else "damaged"
            return 0
        except Exception as error:  # zipfile.BadZipFile, which is no OSError; lzma's and bz2's own
            if type(error).__name__ not in ("BadZipFile", "LZMAError"):
                raise
            self.damage = "damaged"
            return 0
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                self.damage = "unpacks-to-too-much"
                return 0
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


class Stream(io.BufferedReader):
    """A stream that ends where it is damaged, and then says so: a key of what is wrong."""

    def __init__(self, inner: BinaryIO, most: int | None = None) -> None:
        self._careful = _Careful(inner, most)
        super().__init__(self._careful, _BUFFER)

    @property
    def damage(self) -> str | None:
        """What is wrong with the bytes behind those that were read; None if nothing is."""
        return self._careful.damage


class Source:
    """An export as bytes. source: a path, "-" for standard input, or a stream.

    A stream is first written to a nameless file in the temporary folder, since most exports are
    looked at twice. Raises FileError where it cannot be read.
    """

    def __init__(self, source: str | os.PathLike[str] | BinaryIO, options: ExportOptions) -> None:
        self._options = options
        self._spooled: BinaryIO | None = None
        self._raw: BinaryIO | None = None
        if isinstance(source, str | os.PathLike):
            path = os.fspath(source)
            self.name = "<stdin>" if path == "-" else path
            self._path = None if path == "-" else path
            stream: BinaryIO = sys.stdin.buffer
        else:
            self.name, self._path, stream = "<stdin>", None, source
        if self._path is None:
            self._spooled = spooled(stream)
            self.size = self._spooled.seek(0, os.SEEK_END)
        else:
            try:
                self.size = Path(self._path).stat().st_size
                self._file().close()
            except OSError as error:
                raise os_error(error, self._path) from None

    def parts(self) -> list[Part]:
        """What has rows in it. Raises FileError for an archive without any."""
        with self._file() as file:
            head = file.read(4)
        if head[:2] == _GZIP:
            return [Part(self.name.removesuffix(".gz"), self._gunzipped)]
        if head in _ZIP:
            from replylint.audit.exports.zipped import members

            found = members(self._file, self._options)
            if found is not None:
                return found
        return [Part(self.name, lambda: Stream(self._file()), self._file)]

    def position(self) -> int:
        """How many bytes of the file were read so far."""
        try:
            return self._raw.tell() if self._raw is not None else 0
        except ValueError:  # closed
            return self.size

    def close(self) -> None:
        """Give the spooled bytes back."""
        if self._spooled is not None:
            self._spooled.close()

    def _file(self) -> BinaryIO:
        """The bytes as they are, from the start."""
        if self._spooled is not None:
            self._raw = cast("BinaryIO", io.BufferedReader(_View(self._spooled), _BUFFER))
        else:
            assert self._path is not None
            self._raw = cast("BinaryIO", Path(self._path).open("rb"))  # noqa: SIM115
        return self._raw

    def _gunzipped(self) -> Stream:
        import gzip

        file = self._file()
        most = max(FREE, self.size * self._options.ratio)
        return Stream(cast("BinaryIO", Owner(gzip.GzipFile(fileobj=file), file)), most)


class _View(io.RawIOBase):
    """A file read from a position of its own, left open when the view is closed."""

    def __init__(self, file: BinaryIO) -> None:
        self._shared = file
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_CUR:
            offset, whence = self._at + offset, os.SEEK_SET
        self._at = self._shared.seek(offset, whence)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._shared.seek(self._at)
        data = self._shared.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


class Owner:
    """A stream that closes the file under it too."""

    def __init__(self, stream: Any, file: BinaryIO) -> None:
        self.read = stream.read
        self.read1 = stream.read1
        self._stream = stream
        self._file = file

    def close(self) -> None:
        self._stream.close()
        self._file.close()


def spooled(stream: BinaryIO) -> BinaryIO:
    """A nameless temporary file with what a stream holds."""
    import shutil
    import tempfile

    file = tempfile.TemporaryFile(prefix="replylint-")  # noqa: SIM115
    try:
        shutil.copyfileobj(stream, file, 1 << 20)
        file.flush()
    except OSError as error:
        file.close()
        raise os_error(error, "<stdin>") from None
    return cast("BinaryIO", file)
