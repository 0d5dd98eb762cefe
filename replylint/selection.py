"""Which rules are on: presets, then select and ignore, the more specific one winning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.errors import ConfigError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from replylint.rule import Rule
    from replylint.settings import Settings

ALL = "ALL"


def select_rules(rules: Sequence[type[Rule]], settings: Settings) -> tuple[type[Rule], ...]:
    """The rules that the settings switch on, in the order of their codes.

    A selector is a code ("TON002"), the beginning of one ("TON"), a rule's name, or "ALL". A rule
    in preview is on in the preset "preview", or where its whole code or its name is selected.
    Raises ConfigError for a selector that fits no rule.
    """
    for key in ("select", "extend_select", "ignore"):
        for selector in getattr(settings, key):
            if not any(_specificity(rule, selector) for rule in rules):
                known = [*(r.code for r in rules), *(r.name for r in rules), ALL]
                where = settings.origin.get(key, "options")
                raise ConfigError(
                    f"{where}: {key.replace('_', '-')}: no rule fits {selector!r}; "
                    + nearest(selector, known)
                )
    return tuple(
        sorted((rule for rule in rules if _is_on(rule, settings)), key=lambda rule: rule.code)
    )


def _is_on(rule: type[Rule], settings: Settings) -> bool:
    selected = _best(rule, (*settings.select, *settings.extend_select))
    if rule.preview and settings.preset != "preview" and selected < len(rule.code):
        return False
    if not settings.select:
        selected = max(selected, 1)
    ignored = _best(rule, settings.ignore)
    return selected > ignored


def _best(rule: type[Rule], selectors: Iterable[str]) -> int:
    return max((_specificity(rule, selector) for selector in selectors), default=0)


def _specificity(rule: type[Rule], selector: str) -> int:
    """How exactly a selector names a rule: 0 not at all, its length for the beginning of a code."""
    if selector == rule.name:
        return len(rule.code)
    if selector.upper() == ALL:
        return 1
    return len(selector) if rule.code.startswith(selector.upper()) else 0
