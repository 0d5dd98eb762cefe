"""replylint: checks a customer-service reply before it is sent.

>>> from replylint import Linter, Reply
>>> Linter().check(Reply("Hello", channel="x")).score
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would cost more than this whole module

if TYPE_CHECKING:
    from replylint.errors import ConfigError as ConfigError
    from replylint.errors import ReplylintError as ReplylintError
    from replylint.finding import Edit as Edit
    from replylint.finding import Finding as Finding
    from replylint.finding import Fix as Fix
    from replylint.finding import Severity as Severity
    from replylint.finding import Skipped as Skipped
    from replylint.linter import Linter as Linter
    from replylint.linter import lint as lint
    from replylint.plugins import hookimpl as hookimpl
    from replylint.reply import Reply as Reply
    from replylint.report import Report as Report
    from replylint.report import report_schema as report_schema
    from replylint.settings import Settings as Settings

__version__ = "0.1.0"

# Where each public name lives. They are imported when first asked for, so that importing the
# package costs next to nothing.
_HOMES = {
    "ConfigError": "errors",
    "Edit": "finding",
    "Finding": "finding",
    "Fix": "finding",
    "Linter": "linter",
    "Reply": "reply",
    "ReplylintError": "errors",
    "Report": "report",
    "Settings": "settings",
    "Severity": "finding",
    "Skipped": "finding",
    "hookimpl": "plugins",
    "lint": "linter",
    "report_schema": "report",
}

__all__ = [
    "ConfigError",
    "Edit",
    "Finding",
    "Fix",
    "Linter",
    "Reply",
    "ReplylintError",
    "Report",
    "Settings",
    "Severity",
    "Skipped",
    "hookimpl",
    "lint",
    "report_schema",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
