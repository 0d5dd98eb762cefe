"""Reads numbers spelled out in words, French and English, as digits."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from replylint.lazy import lazy_pattern
from replylint.personal_data.lookalikes import plain
from replylint.personal_data.numbers import Group

_UNITS = dict.fromkeys(("zero", "oh", "o", "nought", "nil"), 0) | {"un": 1, "une": 1}
_UNITS |= {
    word: value
    for words in (
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen",
    )
    for value, word in enumerate(words.split(), 2)
} | {"one": 1}
_TENS = {
    word: 10 * value
    for words in (
        "vingt trente quarante cinquante soixante septante huitante nonante",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    )
    for value, word in enumerate(words.split(), 2)
} | {"octante": 80, "vingts": 20}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_HUNDRED = "hundred"

_WORD = lazy_pattern(
    r"(?<![\w'’])(?:z[ée]ro|"
    + "|".join(sorted({*_UNITS, *_TENS, *_TIMES, _HUNDRED} - {"zero"}, key=len, reverse=True))
    + r"|[0-9]{1,4})(?![\w'’])",
    re.IGNORECASE,
)
_BETWEEN = lazy_pattern(r"[ \t\xa0\u202f]?[,.…/‐‑–—-]?[ \t\xa0\u202f]?|[ -]et[ -]")
_FEWEST_WORDS, _MOST_WORDS = 4, 40


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    joined: bool  # to the word before, by a space or hyphen alone


def spelled_numbers(text: str) -> Iterator[Group]:
    """Each run of number words, as one group with the digits it says.

    Runs of fewer than four words, counting ("one, two, three...") and runs with fewer than two
    words among their digits are left out.
    """
    run: list[_Word] = []
    for match in _WORD.finditer(text):
        gap = text[run[-1].end : match.start()] if run else ""
        if run and (len(gap) > 4 or not gap or not _BETWEEN.fullmatch(gap)):
            yield from _read(run)
            run = []
        joined = bool(run) and not any(sign in gap for sign in ",./…–—")
        run.append(_Word(match.start(), match.end(), plain(match[0]), joined))
    yield from _read(run)


def _read(run: list[_Word]) -> Iterator[Group]:
    words = sum(not word.text.isdigit() for word in run)
    if words < 2 or not _FEWEST_WORDS <= len(run) <= _MOST_WORDS:
        return
    digits, index = "", 0
    while index < len(run):
        said, index = _number(run, index)
        digits += said
    if 7 <= len(digits) <= 19 and digits not in "0123456789101112131415":
        yield Group(run[0].start, run[-1].end, digits)


def _number(run: list[_Word], index: int) -> tuple[str, int]:
    """The digits said by the words from `index` on that make one number, and what follows it."""
    word = run[index].text
    if word.isdigit() or word == _HUNDRED:
        return word.removesuffix(_HUNDRED), index + 1
    if word in _TIMES:
        unit = _UNITS.get(_joined(run, index + 1), 10)
        return (str(unit) * _TIMES[word], index + 2) if unit < 10 else ("", index + 1)
    if word == "quatre" and _joined(run, index + 1) in ("vingt", "vingts"):
        unit, end = _below(run, index + 2, 19)
        return str(80 + unit), end
    if word in _TENS:
        most = 19 if word == "soixante" else 9
        unit, end = _below(run, index + 1, most)
        return str(_TENS[word] + unit), end
    if word == "dix" and 7 <= _UNITS.get(_joined(run, index + 1), 0) <= 9:
        return str(10 + _UNITS[run[index + 1].text]), index + 2
    hundred = _joined(run, index + 1) == _HUNDRED
    return f"{_UNITS[word]}{'00' * hundred}", index + 1 + hundred


def _joined(run: list[_Word], index: int) -> str:
    return run[index].text if index < len(run) and run[index].joined else ""


def _below(run: list[_Word], index: int, most: int) -> tuple[int, int]:
    """The units that follow a ten, up to `most`; 0 where none do."""
    word = _joined(run, index)
    if word == "dix" and most == 19 and 7 <= _UNITS.get(_joined(run, index + 1), 0) <= 9:
        return 10 + _UNITS[run[index + 1].text], index + 2
    unit = _UNITS.get(word, 0)
    return (unit, index + 1) if 1 <= unit <= most else (0, index)
