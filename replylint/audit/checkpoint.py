"""What an audit has done so far, kept in a folder of its own, so that it can go on after a stop.

Nothing in it is personal: rows of outputs and samples are masked, options are kept as digests.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from replylint.errors import ReplylintError
from replylint.i18n import say
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1
_STATE, _LOCK = "replylint-audit.json", "replylint-audit.lock"
_RESULTS = "replylint-results-*"
_OWN = (_STATE, f"{_STATE}.part", "replylint-*.part", "replylint-*.parquet", _RESULTS)


class DamagedError(Exception):
    """What a checkpoint holds is not what was saved."""


@dataclass
class Saved:
    """How far an audit is.

    identity: what must be the same to go on, as digests; see `digest`. items: of the export, up to
    where all is done. replies: how many of them were checked. parts: how many bytes of each output
    belong to it. aggregate: what was counted. key: of the pseudonyms. finished: nothing is left
    but to put the outputs in their place.
    """

    identity: dict[str, str]
    items: int = 0
    replies: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    aggregate: dict[str, Any] | None = None
    key: str | None = None
    finished: bool = False

    def differences(self, identity: Mapping[str, str]) -> list[str]:
        """What is not as it was, by its name in `identity`."""
        names = dict.fromkeys([*self.identity, *identity])
        return [name for name in names if self.identity.get(name) != identity.get(name)]


class Folder:
    """The folder of a checkpoint. It is made when it is first needed; only its owner reads it.

    Raises ReplylintError where it cannot be written or another audit is using it.
    """

    def __init__(self, path: str, ui_lang: str) -> None:
        self.path = Path(path)
        self._lang = ui_lang
        self._lock: int | None = None

    @property
    def made(self) -> bool:
        """Whether it is there, and ours."""
        return self._lock is not None

    def make(self) -> None:
        """See that it is there, and that nobody else uses it."""
        if self._lock is not None:
            return
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = os.open(self.path / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise self.unwritable(error) from None
        if not _locked(self._lock):
            os.close(self._lock)
            self._lock = None
            raise ReplylintError(f"{self.path}: {say('audit.busy', self._lang)}")

    def load(self) -> Saved | None:
        """What was saved; None where there is nothing. Raises DamagedError."""
        try:
            values = json.loads((self.path / _STATE).read_text("utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise DamagedError from None
        if not isinstance(values, dict) or values.pop("format", None) != FORMAT:
            raise DamagedError
        self.make()
        for path in self.path.glob(_RESULTS):  # of processes that were killed
            shutil.rmtree(path, ignore_errors=True)
        try:
            return Saved(**values)
        except TypeError:
            raise DamagedError from None

    def save(self, saved: Saved) -> None:
        """Keep this instead of what was saved before, whole or not at all."""
        self.make()
        part = self.path / f"{_STATE}.part"
        try:
            with part.open("w", encoding="utf-8") as file:
                file.write(json.dumps({"format": FORMAT, **vars(saved)}, separators=(",", ":")))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.path / _STATE)
        except OSError as error:
            raise self.unwritable(error) from None

    def clear(self) -> None:
        """Forget what was saved. Whatever else lies in the folder, which a user may name, stays."""
        with suppress(OSError):
            for pattern in _OWN:
                for path in self.path.glob(pattern):
                    if path.is_dir():
                        shutil.rmtree(path, ignore_errors=True)
                    else:
                        path.unlink()

    def remove(self) -> None:
        """Leave nothing behind."""
        if self._lock is None:
            return
        self.clear()
        os.close(self._lock)
        self._lock = None
        with suppress(OSError):
            (self.path / _LOCK).unlink()
            self.path.rmdir()

    def close(self) -> None:
        """Let others use it."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def unwritable(self, error: OSError) -> ReplylintError:
        """The error for a folder or a file in it that cannot be written."""
        problem = FileError("unwritable", reason=error.strerror or type(error).__name__)
        return ReplylintError(f"{self.path}: {problem.say(self._lang)}")


def _locked(handle: int) -> bool:
    """Lock a file until it is closed or this process ends; False where somebody else has it."""
    try:
        import fcntl
    except ImportError:  # not on Windows
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def digest(value: object) -> str:
    """A short digest of a value: its text cannot be read in it."""
    return hashlib.sha256(repr(value).encode("utf-8", "replace")).hexdigest()[:20]


_EDGE = 1 << 20


def file_digest(path: str) -> str:
    """A digest that changes when a file does: of its size, its time, its beginning and end."""
    status = Path(path).stat()
    with Path(path).open("rb") as file:
        edges = [file.read(_EDGE)]
        if status.st_size > _EDGE:
            file.seek(max(_EDGE, status.st_size - _EDGE))
            edges.append(file.read(_EDGE))
    return digest((status.st_size, status.st_mtime_ns, edges))
