"""Tells the words of a text that no word list has, and remembers what it told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from replylint.lazy import lazy, lazy_pattern
from replylint.spelling.corrections import Correction, corrections

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from replylint.spelling.words import WordFile

FILE = "spelling.words"
# Below four letters, what looks like a word is an abbreviation or a name as often as not.
_WORD = lazy_pattern(r"[^\W\d_]{4,}")
# A longer one is no word, and each letter would cost a hundred look-ups.
_LONGEST = 30
# Texts share most of their words; these bounds hold memory down where they do not.
_MAX_CHUNKS = 100_000
_MAX_CORRECTIONS = 20_000
# A shorter word with a capital is a name.
_CAPITAL = 6
# Without the circumflex that the reform of 1990 drops, and with the ligature typed as two letters.
_OLD_FORMS = (("i", "î"), ("u", "û"))
# What people put before and behind a word to make another that no list has: "rebooking".
_PREFIXES = ("re", "ré", "un", "non", "pre", "pré", "multi", "auto", "anti", "inter", "super", "co")
_SUFFIXES = ("s", "er", "ers", "r", "rs", "able", "ables", "less", "ment", "ness")
_SHORTEST_PREFIXED, _SHORTEST_SUFFIXED = 6, 6


class Speller:
    """The word lists of all language packs as one: a word of any language is no mistake in another.

    folders: by language, the folders that may hold a word list. Lists are mapped when first needed.
    """

    def __init__(self, folders: Mapping[str, Sequence[str]]) -> None:
        self._folders = folders
        # What holds no suspect in any language, and what may hold one, by language.
        self._fine: set[str] = set()
        self._chunks: dict[str, dict[str, tuple[str, ...]]] = {}
        self._corrections: dict[tuple[str, str], tuple[Correction, ...]] = {}

    @lazy
    def _files(self) -> dict[str, list[WordFile]]:
        from replylint.spelling.words import WordFile

        paths = {code: [f"{f}/{FILE}" for f in folders] for code, folders in self._folders.items()}
        return {
            code: files
            for code, listed in paths.items()
            if (files := [WordFile(path) for path in listed if os.path.exists(path)])
        }

    @lazy
    def _all(self) -> tuple[WordFile, ...]:
        return tuple(file for files in self._files.values() for file in files)

    @property
    def languages(self) -> Iterable[str]:
        """The languages that have a word list."""
        return self._files.keys()

    def suspects(self, text: str, language: str) -> list[str]:
        """The words of four letters and more that may be misspelt, as written, each once.

        No list has them. Those in lower case resemble a word of the language; of those with a
        capital, names mostly, nobody has looked yet for one that they resemble. What stands
        between two spaces is remembered, so that a text of familiar words is only split.
        """
        known = self._chunks.get(language)
        if known is None:
            known = self._chunks.setdefault(language, {})
        found: list[str] = []
        for chunk in set(text.split()).difference(self._fine):
            words = known.get(chunk)
            if words is None:
                words = self._read(chunk, language)
                if len(known) >= _MAX_CHUNKS or len(self._fine) >= _MAX_CHUNKS:
                    known.clear()
                    self._fine.clear()
                if words is None:
                    self._fine.add(chunk)
                    continue
                known[chunk] = words
            found += words
        return found

    def _read(self, chunk: str, language: str) -> tuple[str, ...] | None:
        """The suspects of a chunk; None where it holds none in any language."""
        if chunk[0] in "@#\uff20" or "://" in chunk:
            return None
        words = [
            word
            for word in _WORD.findall(chunk)
            if len(word) <= _LONGEST and not self.knows(word.lower())
        ]
        if not words:
            return None
        return tuple(
            word
            for word in words
            if (word[1:].islower() and len(word) >= _CAPITAL)
            or (word.islower() and self.corrections(word, language))
        )

    def knows(self, word: str) -> bool:
        """Whether a word in lower case is right in some language, in some way of writing it."""
        return self._lists(word) or self._is_variant(word) or self._is_derived(word)

    def lists(self, word: str, language: str) -> bool:
        """Whether a language's own list has a word, in lower case."""
        return any(word in file for file in self._files.get(language, ()))

    def _lists(self, word: str) -> bool:
        for file in self._all:
            if word in file:
                return True
        return False

    def _is_derived(self, word: str) -> bool:
        """Whether a word is made of one that is listed: "rebooking", "renderers"."""
        for prefix in _PREFIXES:
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_PREFIXED:
                rest = word[len(prefix) :]
                if self._lists(rest):
                    return True
        return any(
            word.endswith(suffix)
            and len(word) - len(suffix) >= _SHORTEST_SUFFIXED
            and self._lists(word[: -len(suffix)])
            for suffix in _SUFFIXES
        )

    def _is_variant(self, word: str) -> bool:
        """Whether a word is a listed one, written as the reform of 1990 or a keyboard has it."""
        files = self._all
        if "oe" in word or "ae" in word:
            joined = word.replace("oe", "œ").replace("ae", "æ")
            if any(joined in file for file in files):
                return True
        for letter, old in _OLD_FORMS:
            at = word.find(letter)
            while at >= 0:
                if any(word[:at] + old + word[at + 1 :] in file for file in files):
                    return True
                at = word.find(letter, at + 1)
        return False

    def corrections(self, word: str, language: str) -> tuple[Correction, ...]:
        """The words of a language that an unknown word, in lower case, may stand for."""
        key = (word, language)
        found = self._corrections.get(key)
        if found is None:
            if len(self._corrections) >= _MAX_CORRECTIONS:
                self._corrections.clear()
            files = self._files.get(language, [])
            found = corrections(word, lambda one: any(one in file for file in files), language)
            self._corrections[key] = found
        return found
