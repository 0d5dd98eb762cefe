"""Where LanguageTool lies on this machine, and what is noted of its one server."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from replylint.errors import ReplylintError
from replylint.user_cache import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "6.8"


class LanguageToolError(ReplylintError):
    """LanguageTool could not be installed, started or stopped; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that was started: its process, its port on 127.0.0.1, and how to start it again."""

    pid: int
    port: int
    folder: str
    heap: int
    threads: int

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"


def home() -> Path:
    """The folder for LanguageTool in the user's cache. Raises LanguageToolError without a cache."""
    folder = cache_folder("languagetool")
    if folder is None:
        raise LanguageToolError(
            "there is no cache folder to keep LanguageTool in; set REPLYLINT_CACHE_DIR to one"
        )
    return Path(folder)


def installed() -> Path:
    """The folder that `install` fills."""
    return home() / VERSION


def load() -> Server | None:
    """The server as noted; None where none is."""
    try:
        return Server(**json.loads((home() / "server.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def save(server: Server | None) -> None:
    """Note a server, or that there is none."""
    path = home() / "server.json"
    if server is None:
        path.unlink(missing_ok=True)
        return
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(server)), "utf-8")
    part.replace(path)


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """One process at a time: the others wait. Without file locks, as on Windows, nobody waits."""
    folder = home()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
