"""The rules, channels and languages that come with replylint: a plugin like any other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from replylint.language import Language
from replylint.plugins import hookimpl
from replylint.rule import find_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from replylint.channel import Channel
    from replylint.rule import Rule

FOLDER = os.path.dirname(__file__)


@hookimpl
def replylint_rules() -> Iterable[type[Rule]]:
    """Every folder `<category>/<code>_<name>/` beside this file."""
    return find_rules(__name__, FOLDER)


@hookimpl
def replylint_channels() -> Iterable[Channel]:
    """The channels of `channels.py`."""
    from replylint_rules.channels import CHANNELS

    return CHANNELS


@hookimpl
def replylint_languages() -> Iterable[Language]:
    """Every folder of `_languages/`."""
    with os.scandir(os.path.join(FOLDER, "_languages")) as entries:
        packs = sorted((entry.name, entry.path) for entry in entries if entry.is_dir())
    return [Language(code, folder) for code, folder in packs]
