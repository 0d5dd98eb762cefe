"""`replylint channels`: the channels there are, with what holds on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from replylint.cli import EXIT_CLEAN
from replylint.cli import options as shared
from replylint.cli.linters import Linters
from replylint.cli.screen import make_view, write
from replylint.i18n import DEFAULT, number, say
from replylint.outputs.table import table

if TYPE_CHECKING:
    from replylint.channel import Channel


@click.command()
@shared.of_config
@shared.as_json
@shared.color
def command(**given: Any) -> int:
    """List the channels: who can read a reply there, how long it may be, whether it is signed.

    Those of the config are among them.
    """
    linters = Linters(
        shared.given_settings({"ui_lang": given["ui_lang"]}),
        config=given["config"],
        isolated=given["isolated"],
    )
    linter = linters.linter(None)
    channels = list(linter.channels.values())
    view = make_view(linter.settings.ui_lang or DEFAULT, color=given["color"])
    if given["output_format"] == "json":
        import json

        records = [_record(channel) for channel in channels]
        write([json.dumps(records, ensure_ascii=False, indent=2) + "\n"], view)
        return EXIT_CLEAN
    keys = ("channel", "title", "visibility", "limit", "unit", "budget", "signed")
    head = [say(f"head.{key}", view.ui_lang) for key in keys]
    rows = [_row(channel, view.ui_lang) for channel in channels]
    write(table(rows, head, color=view.color, right=(3, 5)), view)
    return EXIT_CLEAN


def _row(channel: Channel, lang: str) -> tuple[str, ...]:
    limited = channel.limit is not None
    return (
        channel.name,
        channel.title,
        say(f"visibility.{channel.visibility}", lang),
        number(channel.limit, lang) if channel.limit is not None else "-",
        channel.unit if limited else "-",
        number(channel.budget, lang) if channel.budget is not None else "-",
        say("yes" if channel.signed else "no", lang),
    )


def _record(channel: Channel) -> dict[str, object]:
    return {
        "name": channel.name,
        "title": channel.title,
        "visibility": channel.visibility,
        "limit": channel.limit,
        "unit": channel.unit,
        "budget": channel.budget,
        "signed": channel.signed,
        "private_message": dict(channel.private_message),
        "family": channel.family,
        "capabilities": list(channel.capabilities),
        "source": channel.source,
    }
