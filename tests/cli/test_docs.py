"""docs/cli.md and `--help` say the same: every command and option, and no other."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from replylint.cli import COMMANDS, app
from replylint.sources.front_matter import FIELDS

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
SECTIONS = {
    heading.strip(): body
    for heading, _, body in (part.partition("\n") for part in re.split(r"^## ", PAGE, flags=re.M))
}


def command(name: str) -> click.Command:
    found: click.Command = import_module(f"replylint.cli.{name}").command
    return found


def option_names(name: str) -> set[str]:
    """The options of a command, and of the commands under it."""
    found = command(name)
    under = list(found.commands.values()) if isinstance(found, click.Group) else []
    return {
        text
        for one in (found, *under)
        for parameter in one.params
        if isinstance(parameter, click.Option)
        for text in (*parameter.opts, *parameter.secondary_opts)
    }


def test_every_command_has_a_section() -> None:
    documented = {h.removeprefix("replylint ") for h in SECTIONS if h.startswith("replylint ")}
    assert documented == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_exists(name: str) -> None:
    section = SECTIONS[f"replylint {name}"]
    written = set(re.findall(r"`(--?[a-z][a-z-]*)", section))
    assert written == option_names(name)
    assert f"`replylint {name}" in section


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_all_and_of_one_agree(name: str) -> None:
    assert command(name).help
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert parameter.help.endswith("."), parameter.name


def test_the_options_of_the_program_are_documented() -> None:
    for parameter in app.params:
        assert any(text in PAGE for text in parameter.opts)


def test_every_field_of_front_matter_is_documented() -> None:
    for field in FIELDS:
        assert f"`{field}`" in SECTIONS["replylint check"]
