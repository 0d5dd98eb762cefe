"""`replylint rule`: the page of one rule, readable in a terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from replylint.cli import EXIT_CLEAN
from replylint.cli import options as shared
from replylint.cli.linters import WHERE, Linters
from replylint.cli.screen import make_view, write
from replylint.errors import ConfigError, nearest
from replylint.i18n import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from replylint.rule import Rule


@click.command()
@click.argument("rule", metavar="CODE|NAME", shell_complete=shared.complete_rules)
@shared.of_config
@click.option("--markdown", is_flag=True, help="Print the page as it is written.")
@shared.color
def command(rule: str, **given: Any) -> int:
    """Show the page of a rule: what it flags and why, its options, bad and good replies."""
    linters = Linters(
        shared.given_settings({"ui_lang": given["ui_lang"]}),
        config=given["config"],
        isolated=given["isolated"],
    )
    linter = linters.linter(None)
    lang = linter.settings.ui_lang or DEFAULT
    page = _page(_named(linter.available, rule), lang)
    view = make_view(lang, color=given["color"])
    if given["markdown"]:
        write([page], view)
    else:
        from replylint.outputs.markdown import render

        write(render(page, min(view.width, 100), color=view.color), view)
    return EXIT_CLEAN


def _named(rules: Sequence[type[Rule]], name: str) -> type[Rule]:
    for rule in rules:
        if name.upper() == rule.code or name.lower() == rule.name:
            return rule
    known = [name for rule in rules for name in (rule.code, rule.name)]
    raise ConfigError(f"{WHERE}: no rule {name!r}; {nearest(name, known)}")


def _page(rule: type[Rule], lang: str) -> str:
    """The page beside the rule; for a rule without one, what it says of itself."""
    path = f"{rule.folder}/page.md"
    if rule.folder is not None and os.path.isfile(path):
        with open(path, encoding="utf-8") as file:
            return file.read()
    lines = [f"# {rule.code}: {rule.name}", ""]
    if rule.__doc__:
        lines += [" ".join(rule.__doc__.split()), ""]
    messages = rule.messages.get(lang) or rule.messages.get(DEFAULT, {})
    lines += [f"- {text}" for text in messages.values()]
    return "\n".join(lines) + "\n"
