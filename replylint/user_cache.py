"""The user's own cache folder. Nothing in it is needed; of replies, it holds masked text only.

$REPLYLINT_CACHE_DIR says where it is; set but empty, there is none. Else it is `replylint` in the
user's cache folder ($XDG_CACHE_HOME or ~/.cache).
"""

from __future__ import annotations

import os


def cache_folder(name: str) -> str | None:
    """The path of a folder in the cache, which may not exist yet; None where there is no cache."""
    given = os.environ.get("REPLYLINT_CACHE_DIR")
    if given is not None:
        return os.path.join(given, name) if given else None
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(home, "replylint", name) if os.path.isabs(home) else None


def write_cached(path: str, data: bytes, keep: int = 0) -> None:
    """Put a file into the cache, whole or not at all. That it cannot be written is no error.

    keep: how many files its folder may hold, the oldest being removed; 0 for any number.
    """
    part = f"{path}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(part, "wb") as file:
            file.write(data)
        os.replace(part, path)
        if keep:
            _prune(os.path.dirname(path), keep)
    except OSError:
        pass


def _prune(folder: str, keep: int) -> None:
    with os.scandir(folder) as entries:
        files = sorted(entries, key=lambda entry: -entry.stat().st_mtime_ns)
    for entry in files[keep:]:
        os.unlink(entry.path)
