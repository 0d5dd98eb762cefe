"""The linter for each file: the config nearest to it, its overrides, and the command line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from replylint.i18n import from_locale
from replylint.linter import Linter
from replylint.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

# What an override in a config file may set too; the command line has the last word on these.
_OF_REPLY = ("channel", "visibility", "language", "author", "brand", "kind")
WHERE = "command line"


class Linters:
    """Settings and linters by file; each config is read once and each linter built once.

    options: keys of the config with their values from the command line. config: the one config to
    use, instead of the nearest. isolated: use none at all.
    Its methods raise ConfigError for what is wrong in a config or on the command line.
    """

    def __init__(
        self,
        options: Mapping[str, object],
        *,
        config: str | None = None,
        isolated: bool = False,
        raise_errors: bool = False,
    ) -> None:
        self._options = options
        self._of_reply = {key: options[key] for key in _OF_REPLY if key in options}
        self._config = config
        self._isolated = isolated
        self._raise_errors = raise_errors
        self._configs: dict[str, str | None] = {}
        self._bases: dict[str | None, Settings] = {}
        self._linters: list[Linter] = []

    def settings(self, path: str | None) -> Settings:
        """The settings for a file; for None, those of the working folder."""
        base = self._base(self.config(path))
        if path is None or not base.overrides:
            return base
        settings = base.for_file(path)
        return settings.updated(self._of_reply, WHERE) if self._of_reply else settings

    def linter(self, path: str | None) -> Linter:
        """The linter for a file; for None, that of the working folder."""
        settings = self.settings(path)
        for linter in self._linters:
            if linter.settings is settings or linter.settings.says_the_same(settings):
                return linter
        self._linters.append(Linter(settings, raise_errors=self._raise_errors))
        return self._linters[-1]

    def config(self, path: str | None) -> str | None:
        """The config file that counts for a file, if there is one."""
        if self._isolated:
            return None
        if self._config is not None:
            return self._config
        folder = os.path.dirname(os.path.abspath(path)) if path is not None else os.getcwd()
        if folder not in self._configs:
            from replylint.config import find_config

            self._configs[folder] = find_config(folder)
        return self._configs[folder]

    def _base(self, config: str | None) -> Settings:
        if config not in self._bases:
            settings = Settings()
            if config is not None:
                from replylint.config import load_config

                settings = load_config(config)
            if settings.ui_lang is None:
                settings = settings.updated({"ui_lang": from_locale(os.environ)}, "locale")
            self._bases[config] = settings.updated(self._options, WHERE)
        return self._bases[config]
