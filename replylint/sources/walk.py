"""From what is named on the command line to files: folders are walked, in a steady order."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from replylint.sources.file import FileError, os_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
# Never a place for replies; hidden folders are left out too.
_LEFT_OUT = frozenset({"__pycache__", "build", "dist", "node_modules", "site-packages", "venv"})


def expand(
    paths: Iterable[str], suffixes: tuple[str, ...]
) -> Iterator[tuple[str, FileError | None]]:
    """Each file once, and each folder that cannot be walked, with what is wrong with it.

    suffixes: of the files to take from folders; a file named by itself is taken whatever its name.
    """
    seen: set[str] = set()
    for path in paths:
        walked = path != STDIN and os.path.isdir(path)
        for found, problem in _walk(path, suffixes) if walked else ((path, None),):
            key = found if found == STDIN else os.path.abspath(found)
            if problem is not None or key not in seen:
                seen.add(key)
                yield found, problem


def _walk(folder: str, suffixes: tuple[str, ...]) -> Iterator[tuple[str, FileError | None]]:
    closed: list[OSError] = []
    empty = True
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _LEFT_OUT)
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(suffixes):
                empty = False
                yield os.path.normpath(os.path.join(parent, name)), None
    for error in closed:
        yield str(error.filename), os_error(error, str(error.filename))
    if empty and not closed:
        yield folder, FileError("no-replies", suffixes=" ".join(suffixes))
