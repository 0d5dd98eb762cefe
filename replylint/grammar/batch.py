"""Several short texts as one request, and each problem back to the text that it is in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from replylint.grammar.answer import Problem

# A blank line ends a paragraph for LanguageTool, and its rules look at one paragraph.
_BREAK = "\n\n"


def join(texts: Sequence[str]) -> tuple[str, list[int]]:
    """The texts as one, and where each begins in it."""
    starts: list[int] = []
    at = 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(_BREAK)
    return _BREAK.join(texts), starts


def split(
    problems: Sequence[Problem], texts: Sequence[str], starts: Sequence[int]
) -> list[list[Problem]]:
    """The problems of each text. One that runs over the end of its text is nobody's."""
    found: list[list[Problem]] = [[] for _ in texts]
    for problem in problems:
        index = bisect_right(starts, problem.start) - 1
        start = starts[index]
        if problem.end <= start + len(texts[index]):
            found[index].append(
                replace(problem, start=problem.start - start, end=problem.end - start)
            )
    return found
