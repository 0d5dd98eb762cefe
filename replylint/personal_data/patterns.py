"""Reads the word lists in `words/`: sections of patterns, each joined into one expression.

A line is a regular expression over plain text (lower case, no accents, straight apostrophes), a
comment after "#", a section "[name]", or a part "name = expression" that later lines use as
"{name}". Patterns are tried as whole alternatives, in the order of the lines.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from replylint.lazy import lazy_pattern

_PART = lazy_pattern(r"([a-z_]+) = (.*)")
_USE = lazy_pattern(r"\{([a-z_]+)\}")


@cache
def words(name: str) -> Mapping[str, re.Pattern[str]]:
    """The sections of `words/<name>.txt`, each compiled when it is first used."""
    lines = (Path(__file__).parent / "words" / f"{name}.txt").read_text("utf-8").splitlines()
    parts: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    section: list[str] = []
    for line in lines:
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]") and line[1:-1].replace(" ", "").isalpha():
            section = sections.setdefault(line[1:-1], [])
            continue
        part = _PART.fullmatch(line)
        expression = _USE.sub(lambda use: parts[use[1]], part[2] if part else line)
        if part:
            parts[part[1]] = f"(?:{expression})"
        else:
            section.append(expression)
    return {title: lazy_pattern("|".join(found)) for title, found in sections.items()}
