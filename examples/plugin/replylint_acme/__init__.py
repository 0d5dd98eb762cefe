"""ACME's plugin: one rule, one channel and one language. Every hook is optional."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from replylint import hookimpl
from replylint.channel import Channel
from replylint.language import Language
from replylint.rule import Rule, find_rules


@hookimpl
def replylint_rules() -> Iterable[type[Rule]]:
    """Every folder `<category>/<code>_<name>/` of this package."""
    return find_rules(__name__, Path(__file__).parent)


@hookimpl
def replylint_channels() -> Iterable[Channel]:
    """The forum where ACME's community asks for help."""
    return [Channel("acme_forum", "ACME forum", limit=1_000, signed=True)]


@hookimpl
def replylint_languages() -> Iterable[Language]:
    """Swedish: a folder of word lists, and what the built-in rules need to know of it."""
    return [Language("sv", Path(__file__).parent / "_languages" / "sv")]
