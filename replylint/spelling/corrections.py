"""The words that a misspelt word may stand for: one slip away, the likeliest slip first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The accented forms of a plain letter in French; English needs none.
_ACCENTED = {
    "a": "àâ", "e": "éèêë", "i": "îï", "o": "ô", "u": "ùûü", "c": "ç",
}  # fmt: skip
_PLAIN = {accented: plain for plain, forms in _ACCENTED.items() for accented in forms}
_ALPHABET = {"en": "etaoinsrhldcumfpgwybvkxjqz", "fr": "esaitnrulodcpmévqfbghjàxèyêzçôùâîûkwïë"}
_ANY = _ALPHABET["fr"]
# A word this short has too many neighbours for any other slip than these three to mean something.
_SHORT = 5


class Correction(NamedTuple):
    """A right word, and the slip that leads from it to the wrong one.

    slip: "accent", "swap", "double", "extra", "missing" or "other", from sure to doubtful.
    """

    word: str
    slip: str


def corrections(
    word: str, known: Callable[[str], bool], language: str, limit: int = 3
) -> tuple[Correction, ...]:
    """The words one slip away from a word that is not known, all of the likeliest kind of slip.

    word: in lower case. known: whether a word is right. limit: how many at most.
    The first letter is right: people rarely slip there, and names that differ only there abound.
    """
    for slip, candidates in (
        ("accent", _accents(word)),
        ("swap", _swaps(word)),
        ("double", _doubles(word)),
        ("extra", _extras(word) if len(word) > _SHORT else iter(())),
        ("missing", _missing(word, language) if len(word) >= _SHORT else iter(())),
        ("other", _others(word, language) if len(word) > _SHORT else iter(())),
    ):
        found: list[str] = []
        for candidate in candidates:
            if candidate not in found and candidate != word and known(candidate):
                found.append(candidate)
                if len(found) == limit:
                    break
        if found:
            return tuple(Correction(one, slip) for one in found)
    return ()


def plain(word: str) -> str:
    """A word in lower case without its accents."""
    return "".join(_PLAIN.get(letter, letter) for letter in word)


def _accents(word: str) -> Iterator[str]:
    """The word with an accent more, less or other: on one letter, then on two."""
    once = list(_one_accent(word))
    yield from once
    for variant in once:
        yield from _one_accent(variant)


def _one_accent(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        base = _PLAIN.get(letter, letter)
        for other in (base, *_ACCENTED.get(base, "")):
            if other != letter:
                yield word[:at] + other + word[at + 1 :]


def _swaps(word: str) -> Iterator[str]:
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _doubles(word: str) -> Iterator[str]:
    """The word with a letter doubled or no longer doubled: once, then twice."""
    once = list(_one_double(word))
    yield from once
    for variant in once:
        yield from _one_double(variant)


def _one_double(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
        else:
            yield word[:at] + word[at] + word[at:]


def _extras(word: str) -> Iterator[str]:
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]


def _missing(word: str, language: str) -> Iterator[str]:
    letters = _ALPHABET.get(language, _ANY)
    for at in range(1, len(word) + 1):
        head, tail = word[:at], word[at:]
        for letter in letters:
            yield head + letter + tail


def _others(word: str, language: str) -> Iterator[str]:
    letters = _ALPHABET.get(language, _ANY)
    for at in range(1, len(word)):
        head, tail = word[:at], word[at + 1 :]
        for letter in letters:
            yield head + letter + tail
