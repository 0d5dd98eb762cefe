"""`replylint config`: the settings in force, and where each one comes from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from replylint.cli import EXIT_CLEAN
from replylint.cli import options as shared
from replylint.cli.linters import Linters
from replylint.cli.screen import make_view, write
from replylint.i18n import DEFAULT, say
from replylint.outputs.table import table
from replylint.score import Scoring
from replylint.settings import AuditSettings, Override

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.settings import Settings


@click.command()
@click.argument("file", required=False, type=click.Path())
@shared.of_reply
@shared.of_rules
@shared.of_config
@shared.as_json
@shared.color
def command(file: str | None, **given: Any) -> int:
    """Show the settings in force, for FILE or for this folder, and where each comes from."""
    linters = Linters(
        shared.given_settings({**given, "output_format": None}),
        config=given["config"],
        isolated=given["isolated"],
    )
    linter = linters.linter(file)
    config = linters.config(file)
    found = list(settings_in_force(linter.settings))
    view = make_view(linter.settings.ui_lang or DEFAULT, color=given["color"])
    if given["output_format"] == "json":
        import json

        record = {
            "config": str(config) if config is not None else None,
            "settings": {key: {"value": value, "from": origin} for key, value, origin in found},
            "rules": [rule.code for rule in linter.rules],
        }
        write([json.dumps(record, ensure_ascii=False, indent=2) + "\n"], view)
        return EXIT_CLEAN
    lang = view.ui_lang
    head = [say(f"head.{key}", lang) for key in ("setting", "value", "from")]
    name = short_path(str(config)) if config is not None else say("config-none", lang)
    lines = [f"{say('config-file', lang)}{say('colon', lang)} {name}\n"]
    rows = [(key, _shown(value), short_path(origin)) for key, value, origin in found]
    lines += table(rows, head, color=view.color)
    lines.append(
        f"{say('config-rules', lang)}{say('colon', lang)} "
        f"{' '.join(rule.code for rule in linter.rules)}\n"
    )
    write(lines, view)
    return EXIT_CLEAN


def settings_in_force(settings: Settings) -> Iterator[tuple[str, object, str]]:
    """Each setting, as a config writes it, with its value and where that comes from.

    Tables are spread out: `rule.LEN002.max-words`.
    """
    for name, found in settings._asdict().items():
        if name != "origin":
            origin = settings.origin.get(name, "default")
            for key, value in _spread(_key(name), found):
                yield key, value, origin


def _spread(key: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Scoring | AuditSettings | Override):
        value = value._asdict()
    if isinstance(value, tuple) and value and isinstance(value[0], Override):
        for number, inner in enumerate(value, start=1):
            for name, one in _spread(f"{key}[{number}]", inner):
                if one not in (None, []):
                    yield name, one
    elif hasattr(value, "items"):
        for name, inner in value.items():
            yield from _spread(f"{key}.{_key(str(name))}", inner)
    else:
        yield key, list(value) if isinstance(value, tuple) else value


def _key(name: str) -> str:
    return name.replace("_", "-")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value)) + "]"
    return "-" if value is None else str(value)


def short_path(text: str) -> str:
    """A path under the working folder without that folder."""
    return text.removeprefix(f"{Path.cwd()}{os.sep}")
