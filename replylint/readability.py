"""How easy a text is to read: Flesch's formula as adapted to its language, by textstat."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from replylint.errors import ReplylintError

if TYPE_CHECKING:
    from collections.abc import Callable

# Who fitted the formula to the language. The coefficients are textstat's.
FORMULAS = {
    "en": "Flesch 1948",
    "fr": "Kandel and Moles 1958",
    "de": "Amstad 1978",
    "es": "Fernández Huerta 1959",
    "it": "Franchina and Vacca 1986",
    "nl": "Douma 1960",
}


class MissingTextstatError(ReplylintError):
    """textstat is not installed."""


def reading_ease(text: str, language: str) -> float:
    """The reading ease of a text: 0 is very hard, 100 very easy; either end can be exceeded.

    language: a key of FORMULAS; KeyError for another. Syllables are counted by hyphenation in
    every language, so that a score needs no download and is the same on every machine; with the
    pronunciation dictionary that textstat fetches for English, scores come out some points higher.
    Raises MissingTextstatError.
    """
    FORMULAS[language]
    return _formula()(text, language)


@cache
def _formula() -> Callable[[str, str], float]:
    try:
        from textstat.backend import metrics
    except ImportError:
        raise MissingTextstatError("textstat is not installed") from None
    import sys

    # Its package exports a function of the same name, hence not an import.
    counts = sys.modules["textstat.backend.counts._count_syllables"]
    counts.get_cmudict = lambda lang: None  # type: ignore[attr-defined]
    formula: Callable[[str, str], float] = metrics.flesch_reading_ease
    return formula
