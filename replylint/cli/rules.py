"""`replylint rules`: the rules there are, and which are on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from replylint.cli import EXIT_CLEAN
from replylint.cli import options as shared
from replylint.cli.linters import WHERE, Linters
from replylint.cli.screen import make_view, write
from replylint.errors import ConfigError, nearest
from replylint.i18n import DEFAULT, say
from replylint.outputs.table import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.linter import Linter
    from replylint.rule import Rule

_DIGITS = "0123456789"


@click.command()
@click.argument("selectors", nargs=-1, metavar="[RULES]...", shell_complete=shared.complete_rules)
@shared.of_rules
@shared.of_config
@shared.as_json
@shared.color
def command(selectors: tuple[str, ...], **given: Any) -> int:
    """List the rules: all, or those that begin with RULES (SEN, TON002) or have that name.

    A rule is on, off, or in preview: still to prove itself, and on only in the preset preview or
    when selected by its whole code.
    """
    linters = Linters(
        shared.given_settings({**given, "output_format": None}),
        config=given["config"],
        isolated=given["isolated"],
    )
    linter = linters.linter(None)
    rules = _chosen(linter.available, selectors)
    view = make_view(linter.settings.ui_lang or DEFAULT, color=given["color"])
    if given["output_format"] == "json":
        import json

        records = [_record(linter, rule) for rule in rules]
        write([json.dumps(records, ensure_ascii=False, indent=2) + "\n"], view)
        return EXIT_CLEAN
    lang = view.ui_lang
    head = [say(f"head.{key}", lang) for key in ("code", "rule", "severity", "status", "languages")]
    rows = [
        (
            rule.code,
            rule.name,
            say(f"severity.{rule.severity.label}", lang),
            say(f"status.{_status(linter, rule)}", lang),
            ", ".join(rule.known_languages() or (say("any", lang),)),
        )
        for rule in rules
    ]
    write(table(rows, head, color=view.color), view)
    return EXIT_CLEAN


def _chosen(rules: Sequence[type[Rule]], selectors: Sequence[str]) -> list[type[Rule]]:
    """The rules that fit one of the selectors; all without any. Raises ConfigError."""
    chosen: dict[str, type[Rule]] = {}
    for selector in selectors or ("",):
        found = {rule.code: rule for rule in rules if _fits(rule, selector)}
        if not found:
            known = {name for r in rules for name in (r.code.rstrip(_DIGITS), r.code, r.name)}
            raise ConfigError(f"{WHERE}: no rule fits {selector!r}; {nearest(selector, known)}")
        chosen |= found
    return [chosen[code] for code in sorted(chosen)]


def _fits(rule: type[Rule], selector: str) -> bool:
    return rule.code.startswith(selector.upper()) or selector in (rule.name, rule.category)


def _status(linter: Linter, rule: type[Rule]) -> str:
    if any(isinstance(on, rule) for on in linter.rules):
        return "on"
    return "preview" if rule.preview else "off"


def _record(linter: Linter, rule: type[Rule]) -> dict[str, object]:
    languages = rule.known_languages()
    return {
        "code": rule.code,
        "name": rule.name,
        "category": rule.category,
        "severity": rule.severity.label,
        "status": _status(linter, rule),
        "preview": rule.preview,
        "languages": list(languages) if languages is not None else None,
        "needs": list(rule.needs),
        "kinds": list(rule.kinds),
        "options": dict(_plain(rule)),
    }


def _plain(rule: type[Rule]) -> Iterator[tuple[str, object]]:
    """The options with their defaults as JSON values."""
    for name, default in rule.options.items():
        yield name.replace("_", "-"), list(default) if isinstance(default, tuple) else default
