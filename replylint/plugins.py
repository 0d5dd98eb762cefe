"""Plugins: what they may bring, and how they are found. One that breaks is named and left out."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.channel import Channel
    from replylint.language import Language
    from replylint.rule import Rule

PROJECT = "replylint"
ENTRY_POINT_GROUP = "replylint"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """The hook specifications. Each returns an iterable; all are optional."""

    @hookspec
    def replylint_rules(self) -> Iterable[type[Rule]]:  # type: ignore[empty-body]
        """Rules, as classes. `replylint.rule.find_rules` collects those of a package."""

    @hookspec
    def replylint_channels(self) -> Iterable[Channel]:  # type: ignore[empty-body]
        """Channels; a later plugin's replaces an earlier one's of the same name."""

    @hookspec
    def replylint_languages(self) -> Iterable[Language]:  # type: ignore[empty-body]
        """Language packs; several plugins may add to one language."""

    @hookspec
    def replylint_sources(self) -> Iterable[Any]:  # type: ignore[empty-body]
        """Sources: objects that read replies from a kind of file (see replylint.sources)."""

    @hookspec
    def replylint_outputs(self) -> Iterable[Any]:  # type: ignore[empty-body]
        """Outputs: objects that write reports in a format (see replylint.outputs)."""


class BrokenPlugin(NamedTuple):
    """A plugin that could not be loaded or asked, and the kind of error it raised."""

    name: str
    error: str


class Plugins(NamedTuple):
    """Everything the plugins bring, resolved once."""

    rules: tuple[type[Rule], ...] = ()
    channels: tuple[Channel, ...] = ()
    languages: tuple[Language, ...] = ()
    sources: tuple[Any, ...] = ()
    outputs: tuple[Any, ...] = ()
    names: tuple[str, ...] = ()
    broken: tuple[BrokenPlugin, ...] = ()


def load_plugins(disabled: Iterable[str] = ()) -> Plugins:
    """Find and ask all installed plugins once. Never raises for a plugin's fault.

    disabled: names of entry points to leave out.
    """
    left_out = set(disabled)
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(Hooks)
    broken: list[BrokenPlugin] = []
    for name, target in entry_points():
        if name in left_out or manager.has_plugin(name):
            continue
        try:
            manager.register(_load(target), name)
            manager.check_pending()
        except Exception as error:  # a plugin may raise anything
            broken.append(BrokenPlugin(name, f"{type(error).__name__}: {error}"))
            if manager.has_plugin(name):
                manager.unregister(name=name)
    gathered: dict[str, list[Any]] = {}
    for hook in ("rules", "channels", "languages", "sources", "outputs"):
        caller = getattr(manager.hook, f"replylint_{hook}")
        gathered[hook] = []
        for implementation in caller.get_hookimpls():  # in order of registration
            try:
                gathered[hook].extend(implementation.function())
            except Exception as error:  # a plugin may raise anything
                broken.append(
                    BrokenPlugin(implementation.plugin_name, f"{type(error).__name__}: {error}")
                )
    from replylint.rule import with_packs

    gathered["rules"] = with_packs(gathered["rules"], gathered["languages"])
    return Plugins(
        names=tuple(name for name, _ in manager.list_name_plugin()),
        broken=tuple(broken),
        **{hook: tuple(found) for hook, found in gathered.items()},
    )


def entry_points() -> Iterator[tuple[str, str]]:
    """The name and target of each installed entry point of the group, this package's first.

    Reads the entry_points.txt files directly: importlib.metadata does the same, but importing it
    and letting it look at every distribution costs more than a whole check.
    """
    header = f"[{ENTRY_POINT_GROUP}]".encode()
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                names = [e.path for e in entries if e.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for path in sorted(names):
            try:
                with open(os.path.join(path, "entry_points.txt"), "rb") as file:
                    content = file.read()
            except OSError:
                continue
            if header in content:
                for name, target in _section(content.decode(errors="replace")):
                    found.setdefault(name, target)
    return iter(sorted(found.items(), key=lambda item: item[0] != "builtin"))


def _section(content: str) -> Iterator[tuple[str, str]]:
    inside = False
    for raw in content.splitlines():
        line = raw.strip()
        if line.startswith("["):
            inside = line == f"[{ENTRY_POINT_GROUP}]"
        elif inside and "=" in line and not line.startswith(("#", ";")):
            name, _, target = line.partition("=")
            yield name.strip(), target.strip()


def _load(target: str) -> Any:
    module, _, attribute = target.partition(":")
    loaded: Any = importlib.import_module(module.strip())
    for part in attribute.split("[")[0].strip().split("."):
        if part:
            loaded = getattr(loaded, part)
    return loaded
