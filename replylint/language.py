"""Languages as data: what a language pack holds, and which language a text is in.

A pack is a folder named by its ISO 639-1 code. All its files are plain text and optional:

    stopwords.txt   words that give the language away, separated by white space
    lexicon.txt     macros (`$name = ...`) that every phrase file of the language may use
    reading.txt     phrase groups that the engine reads a reply with (greeting, closing, team, ...)
    inbound.txt     phrase groups that the customer's message is read with
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

UNDETERMINED = "und"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]*)?")
# Beyond this many words a longer sample changes nothing.
_SAMPLE = 2_000


@dataclass(frozen=True, slots=True)
class Language:
    """A language that replies may be in: its ISO 639-1 code and the folder of its pack."""

    code: str
    folder: Path


def stop_words(text: str) -> frozenset[str]:
    """The words of a stopwords.txt."""
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


def detect(folded: str, words: Mapping[str, frozenset[str]]) -> tuple[str, tuple[str, ...]]:
    """The language of a folded text, and every language that is clearly in it.

    words: the stop words of each language, folded; elisions end in an apostrophe ("l'").
    Returns ("und", ()) rather than a guess: where no language has a stop word in the text, or two
    are level.
    """
    tokens: list[str] = []
    for token in _WORD.findall(folded[:_SAMPLE]):
        tokens.append(token)
        head, apostrophe, tail = token.partition("'")
        if apostrophe:
            tokens += (head + "'", "'" + tail, tail)
    counts = sorted(
        ((sum(token in known for token in tokens), code) for code, known in words.items()),
        reverse=True,
    )
    if not counts or not counts[0][0]:
        return UNDETERMINED, ()
    best, code = counts[0]
    second = counts[1][0] if len(counts) > 1 else 0
    present = tuple(c for n, c in counts if n >= 3 and n * 4 >= best)
    if best == second:
        return UNDETERMINED, present if best >= 3 else ()
    return code, present if code in present else (code, *present)
