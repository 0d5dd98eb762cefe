"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLOCK = 1 << 20
_BINARY: int = getattr(os, "O_BINARY", 0)


def write_whole(path: str, pieces: Iterable[bytes]) -> None:
    """Write the pieces to a new file beside `path`, then put it in the place of `path`.

    A link is followed, and the permissions of a file that is there are kept. If writing or the
    pieces themselves fail, what was there stays as it was. A device or a pipe is written to
    directly. Raises FileError where the folder or the file cannot be written.
    """
    import stat

    target = Path(path).resolve()
    try:
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as stream:
                stream.writelines(pieces)
            return
        temporary = target.with_name(f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}.part")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    except OSError as error:
        raise FileError("unwritable", reason=error.strerror) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise FileError("unwritable", reason=error.strerror) from None
        raise


def move_whole(part: Path, path: str) -> None:
    """Put a file that is complete in the place of `path`, as `write_whole` does with pieces.

    Raises FileError where the folder or the file cannot be written; `part` then stays.
    """
    import errno
    import stat

    target = Path(path).resolve()
    try:
        mode = _mode(target)
        if mode is None or stat.S_ISREG(mode):
            if mode is not None:
                part.chmod(stat.S_IMODE(mode))
            part.replace(target)
            return
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise FileError("unwritable", reason=error.strerror) from None
    with part.open("rb") as stream:
        write_whole(path, iter(lambda: stream.read(_BLOCK), b""))
    part.unlink()


def see_writable(path: str) -> None:
    """Find out early that a file cannot be written: raises FileError."""
    target = Path(path).resolve()
    try:
        if _mode(target) is None:
            # Whether a folder may be written to is only known once that was tried.
            handle, probe = mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
            os.close(handle)
            Path(probe).unlink()
        else:
            target.open("ab").close()
    except OSError as error:
        raise FileError("unwritable", reason=error.strerror) from None


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None
