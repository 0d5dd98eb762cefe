"""Config files: finding the nearest one to a file, reading it, and following `extend`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from replylint.errors import ConfigError
from replylint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME = "replylint.toml"
PYPROJECT = "pyproject.toml"
_MAX_EXTENDS = 16


def find_config(start: Path) -> Path | None:
    """The config nearest to a file or folder: in its folder or in one above.

    In a folder, replylint.toml wins over a pyproject.toml with a [tool.replylint] table.
    """
    folder = start.absolute()
    if not folder.is_dir():
        folder = folder.parent
    for place in (folder, *folder.parents):
        own = place / FILE_NAME
        if own.is_file():
            return own
        project = place / PYPROJECT
        if project.is_file() and _mentions_us(project):
            return project
    return None


def load_config(path: Path) -> Settings:
    """The settings of a config file and of the ones it extends.

    Raises ConfigError: no such file, no TOML, a wrong key or value, a circle of extends.
    """
    return _load(path, (), Settings())


def _load(path: Path, trail: tuple[Path, ...], settings: Settings) -> Settings:
    """The settings of a file laid over those of the files it extends, and those over `settings`."""
    resolved = path.resolve()
    if resolved in trail or len(trail) > _MAX_EXTENDS:
        raise ConfigError(f"{path}: extend: the files extend each other in a circle")
    values = _read(path)
    extended = values.get("extend")
    if extended is not None:
        parents = [extended] if isinstance(extended, str) else extended
        if not isinstance(parents, list) or not all(isinstance(p, str) for p in parents):
            raise ConfigError(f"{path}: extend: must be a path or a list of paths")
        for parent in parents:
            target = path.parent / Path(parent).expanduser()
            if not target.is_file():
                raise ConfigError(f"{path}: extend: no such file: {parent}")
            settings = _load(target, (*trail, resolved), settings)
    return settings.updated(values, str(path), path.parent)


def _read(path: Path) -> Mapping[str, object]:
    import tomllib

    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    if path.name == PYPROJECT:
        tool = data.get("tool", {})
        data = tool.get("replylint", {}) if isinstance(tool, dict) else {}
    if not isinstance(data, dict):
        raise ConfigError(f"{path}: [tool.replylint] must be a table")
    return data


def _mentions_us(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return b"tool.replylint" in content
