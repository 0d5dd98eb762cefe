"""What tells one state of replylint and its rules from another: when their files changed last."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from replylint.linter import Linter


def stamps(linter: Linter) -> list[str]:
    """When each file of replylint, of the rules and of the language packs changed last."""
    folders = {rule.folder for rule in linter.available if rule.folder is not None}
    folders |= {str(language.folder) for language in linter.plugins.languages}
    folders |= {
        folder
        for folder, _, _ in os.walk(os.path.dirname(__file__))
        if not folder.endswith("__pycache__")  # written when a module is imported first
    }
    found = [
        f"{entry.path}:{entry.stat().st_mtime_ns}"
        for folder in sorted(folders)
        for entry in os.scandir(folder)
        if entry.is_file()
    ]
    sources = {str(getattr(rule, "source", "") or "") for rule in linter.available} - {""}
    return found + [f"{path}:{os.stat(path).st_mtime_ns}" for path in sorted(sources)]
