"""Config files: finding the nearest one to a file, reading it, and following `extend`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from replylint.errors import ConfigError
from replylint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = "replylint.toml"
PYPROJECT = "pyproject.toml"
_MAX_EXTENDS = 16


def find_config(start: str | Path) -> str | None:
    """The config nearest to a file or folder: in its folder or in one above.

    In a folder, replylint.toml wins over a pyproject.toml with a [tool.replylint] table.
    """
    folder = os.path.abspath(start)
    if not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    while True:
        own = os.path.join(folder, FILE_NAME)
        if os.path.isfile(own):
            return own
        project = os.path.join(folder, PYPROJECT)
        if os.path.isfile(project) and _mentions_us(project):
            return project
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def load_config(path: str | Path) -> Settings:
    """The settings of a config file and of the ones it extends.

    Raises ConfigError: no such file, no TOML, a wrong key or value, a circle of extends.
    """
    return _load(os.fspath(path), (), Settings())


def _load(path: str, trail: tuple[str, ...], settings: Settings) -> Settings:
    """The settings of a file laid over those of the files it extends, and those over `settings`."""
    resolved = os.path.realpath(path)
    if resolved in trail or len(trail) > _MAX_EXTENDS:
        raise ConfigError(f"{path}: extend: the files extend each other in a circle")
    values = _read(path)
    extended = values.get("extend")
    if extended is not None:
        parents = [extended] if isinstance(extended, str) else extended
        if not isinstance(parents, list) or not all(isinstance(p, str) for p in parents):
            raise ConfigError(f"{path}: extend: must be a path or a list of paths")
        for parent in parents:
            target = os.path.join(os.path.dirname(path), os.path.expanduser(parent))
            if not os.path.isfile(target):
                raise ConfigError(f"{path}: extend: no such file: {parent}")
            settings = _load(target, (*trail, resolved), settings)
    return settings.updated(values, path, os.path.dirname(path))


def _read(path: str) -> Mapping[str, object]:
    import tomllib

    try:
        with open(path, "rb") as file:
            data = tomllib.load(file)
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    if os.path.basename(path) == PYPROJECT:
        tool = data.get("tool", {})
        data = tool.get("replylint", {}) if isinstance(tool, dict) else {}
    if not isinstance(data, dict):
        raise ConfigError(f"{path}: [tool.replylint] must be a table")
    return data


def _mentions_us(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"tool.replylint" in file.read()
    except OSError:
        return False
