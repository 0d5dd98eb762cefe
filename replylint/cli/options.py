"""The options that several commands share, and what completes them in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from replylint.finding import Severity
from replylint.settings import KINDS, PRESETS, UI_LANGUAGES, VISIBILITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from replylint.plugins import Plugins

Command = TypeVar("Command", bound="Callable[..., Any]")


def options(*decorators: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Several options as one decorator, in the order of the help."""

    def apply(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return apply


def _plugins() -> Plugins:
    from replylint.linter import installed_plugins

    return installed_plugins()


def _completing(words: Callable[[], Sequence[str]]) -> Callable[..., list[str]]:
    """Complete the last of several words that are joined by commas."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
        done, comma, last = incomplete.rpartition(",")
        return [f"{done}{comma}{word}" for word in words() if word.startswith(last)]

    return complete


def _selectors() -> list[str]:
    codes = [rule.code for rule in _plugins().rules]
    return [*sorted({code.rstrip("0123456789") for code in codes}), *codes, "ALL"]


def _formats() -> Sequence[str]:
    from replylint.outputs import output_names

    return output_names(_plugins())


complete_rules = _completing(
    lambda: [name for rule in _plugins().rules for name in (rule.code, rule.name)]
)
complete_selectors = _completing(_selectors)
complete_channels = _completing(lambda: [channel.name for channel in _plugins().channels])
complete_formats = _completing(_formats)


_SIZES = (("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("b", 1))


def size(ctx: click.Context, param: click.Parameter, value: str) -> int:
    """A number of bytes: 500000, 500kB, 2MB."""
    text, unit = value.strip().lower(), 1
    for suffix, factor in _SIZES:
        if text.endswith(suffix):
            text, unit = text.removesuffix(suffix).strip(), factor
            break
    if not text.isascii() or not text.isdigit() or not int(text):
        raise click.BadParameter(f"{value!r} is no size; write bytes, or 500kB, 2MB", ctx, param)
    return int(text) * unit


of_reply = options(
    click.option("--channel", metavar="NAME", shell_complete=complete_channels,
                 help="Where the reply is posted; `replylint channels` lists them."),
    click.option("--visibility", type=click.Choice(VISIBILITIES),
                 help="Who can read the reply; by default as its channel is."),
    click.option("--lang", "--language", "language", metavar="CODE",
                 help="Language of the replies, such as fr; detected by default."),
    click.option("--author", metavar="NAME", help="Who signs: a first name or initials."),
    click.option("--brand", metavar="NAME", help="The brand that answers."),
    click.option("--kind", type=click.Choice(KINDS),
                 help="A draft about to be sent, or a template still to be filled."),
)  # fmt: skip
of_conversation = options(
    click.option("--inbound", metavar="TEXT|@FILE",
                 help="What the customer wrote, or @ and a file that holds it."),
    click.option("--customer", metavar="NAME", help="The customer's name or handle."),
)  # fmt: skip
of_rules = options(
    click.option("--select", metavar="RULES", multiple=True, shell_complete=complete_selectors,
                 help="Only these rules: codes, beginnings of codes, names or ALL; commas join."),
    click.option("--extend-select", metavar="RULES", multiple=True,
                 shell_complete=complete_selectors, help="These rules too."),
    click.option("--ignore", metavar="RULES", multiple=True, shell_complete=complete_selectors,
                 help="Not these rules."),
    click.option("--preset", type=click.Choice(PRESETS), help="The set of rules to start from."),
)  # fmt: skip
of_config = options(
    click.option("--config", "config", metavar="FILE",
                 help="Use this config file instead of the one nearest to each reply."),
    click.option("--isolated", is_flag=True, help="Use no config file."),
    click.option("--ui-lang", type=click.Choice(UI_LANGUAGES),
                 help="Language of messages; by default the config's or the locale's."),
)  # fmt: skip
of_failing = options(
    click.option("--fail-under", type=float, metavar="SCORE",
                 help="Exit with 1 where a score is under this one."),
    click.option("--fail-on", type=click.Choice([severity.label for severity in Severity]),
                 help="Exit with 1 only for findings of this severity or a graver one."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 even if something was found."),
)  # fmt: skip
of_files = options(
    click.option("--encoding", metavar="NAME", help="Encoding of the files; UTF-8 by default."),
    click.option("--max-size", callback=size, default="1MB", type=str, metavar="SIZE",
                 show_default=True, help="The largest file to read, such as 500kB or 2MB."),
)  # fmt: skip
color = click.option("--color/--no-color", default=None,
                     help="Colours; by default on a terminal, unless NO_COLOR is set.")  # fmt: skip
quiet = click.option("-q", "--quiet", is_flag=True, help="Print findings only.")
as_json = click.option(
    "--output-format", type=click.Choice(("text", "json")), default="text", show_default=True,
    help="For people or for programs.",
)  # fmt: skip

_SETTINGS = (
    "channel", "visibility", "language", "author", "brand", "kind", "select", "extend_select",
    "ignore", "preset", "ui_lang", "fail_under", "fail_on", "output_format",
)  # fmt: skip


def given_settings(values: Mapping[str, Any]) -> dict[str, object]:
    """Of a command's options those that are settings too and were given."""
    found: dict[str, object] = {}
    for key in _SETTINGS:
        value = values.get(key)
        if isinstance(value, tuple):
            value = ",".join(value)
        if value is not None and value != "":
            found[key] = value
    return found
