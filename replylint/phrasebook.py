"""Collects the phrases of rules and language packs, and compiles them language by language."""

from __future__ import annotations

import mmap
import os
from typing import TYPE_CHECKING
from zlib import crc32

from replylint import __version__, document
from replylint.language import Votes, word_list
from replylint.phrases import Matcher, Table
from replylint.reading import fold
from replylint.rule import file_stamp
from replylint.user_cache import cache_folder, write_cached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from replylint.language import Language
    from replylint.phrases.compiling import PhraseSet
    from replylint.phrases.files import PhraseGroup
    from replylint.phrases.syntax import Node
    from replylint.rule import Rule
    from replylint.spelling import Speller

# Phrase files of this name count in every language.
ANY_LANGUAGE = "any"
# To be changed with the shape of a Table or the meaning of a pattern.
_FORMAT = "23"
# Tables of other versions and of other sets of rules that the cache may hold.
_KEPT = 64
_PACK_FILES = ("lexicon", document.READING, document.INBOUND)


class Phrasebook:
    """The phrases of a Linter. A language is read and compiled when a reply first needs it."""

    def __init__(self, languages: Sequence[Language], rules: Sequence[Rule]) -> None:
        self._packs: dict[str, list[str]] = {}
        for language in languages:
            self._packs.setdefault(language.code, []).append(str(language.folder))
        self._rules = tuple(rules)
        # The rules whose phrases cannot be read, and why; known once a language is compiled.
        self.broken: dict[str, str] = {}
        self._matchers: dict[tuple[tuple[str, ...], bool], Matcher] = {}
        # Tables that were compiled along with others and not asked for yet.
        self._compiled: dict[tuple[tuple[str, ...], bool], Table] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._speller: Speller | None = None
        self.votes = Votes(
            {
                code: frozenset().union(*(_words(folder, "stopwords") for folder in folders))
                for code, folders in self._packs.items()
            }
        )

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that have a pack."""
        return tuple(self._packs)

    def words(self, name: str) -> frozenset[str]:
        """The words of every pack's `<name>.txt`, folded; read when they are first asked for."""
        found = self._words.get(name)
        if found is None:
            folders = (folder for folders in self._packs.values() for folder in folders)
            found = frozenset().union(*(_words(folder, name) for folder in folders))
            self._words[name] = found
        return found

    def speller(self) -> Speller:
        """The packs' word lists, opened when they are first asked for."""
        if self._speller is None:
            from replylint.spelling import Speller

            self._speller = Speller(self._packs)
        return self._speller

    def matcher(self, languages: tuple[str, ...], of_inbound: bool) -> Matcher:
        """The compiled phrases of these languages; of all where the tuple is empty."""
        key = (languages, of_inbound)
        found = self._matchers.get(key)
        if found is None:
            table = self._compiled.pop(key, None) or self._table(languages, of_inbound)
            found = self._matchers[key] = Matcher(table)
        return found

    def _table(self, languages: tuple[str, ...], of_inbound: bool) -> Table:
        """The phrases of these languages, from the cache; else compiled, those for replies and for inbound."""
        codes = (ANY_LANGUAGE, *(languages or self.languages))
        stamp = self._stamp(codes)
        known = _Stored(codes, of_inbound, stamp).load()
        if known is not None:
            return known
        from replylint.phrases.compiling import compile_table

        read = [self._phrases(code) for code in codes]  # ten times the memory of a table: not kept
        tables = [
            compile_table((one for sets in read for one in sets[kind]), self.votes)
            for kind in (False, True)
        ]
        if not self.broken:
            for kind in (False, True):
                _Stored(codes, kind, stamp).save(tables[kind])
        self._compiled[languages, not of_inbound] = tables[not of_inbound]
        return tables[of_inbound]

    def _stamp(self, codes: Sequence[str]) -> str:
        """What the phrases of these languages are made of: a change of any file changes it."""
        parts = [__version__, _FORMAT]
        for code in codes:
            for folder in self._packs.get(code, []):
                parts += (file_stamp(f"{folder}/{name}.txt") for name in _PACK_FILES)
            parts += (f"{rule.code} {rule.phrases_stamp(code)}" for rule in self._rules)
        return "\n".join(parts)

    def _phrases(self, code: str) -> tuple[list[PhraseSet], list[PhraseSet]]:
        """The phrase sets of one language: those for replies, those for inbound messages."""
        from replylint.phrases.compiling import PhraseSet
        from replylint.phrases.files import parse_phrases
        from replylint.phrases.syntax import PhraseError

        macros: dict[str, Node] = {}
        replies: list[PhraseSet] = []
        inbound: list[PhraseSet] = []
        for folder in self._packs.get(code, []):
            text = _read(f"{folder}/lexicon.txt")
            if text:
                macros.update(parse_phrases(text, f"{folder}/lexicon.txt", macros).macros)
            for owner, sets in ((document.READING, replies), (document.INBOUND, inbound)):
                text = _read(f"{folder}/{owner}.txt")
                if text:
                    parsed = parse_phrases(text, f"{folder}/{owner}.txt", macros)
                    sets.append(PhraseSet(owner, parsed.groups))
        for rule in self._rules:
            source = rule.phrases(code)
            if source is None:
                continue
            try:
                groups = parse_phrases(source[0], source[1], macros).groups
            except PhraseError as error:  # the fault of one rule must not stop the others
                self.broken[rule.code] = str(error)
                continue
            replies.append(PhraseSet(rule.code, tuple(g for g in groups if not _of_inbound(g))))
            inbound.append(PhraseSet(rule.code, tuple(g for g in groups if _of_inbound(g))))
        return replies, inbound


class _Stored:
    """A compiled table in the user's cache: reading it takes a hundredth of compiling it."""

    def __init__(self, codes: Sequence[str], of_inbound: bool, stamp: str) -> None:
        self._stamp = stamp
        folder = cache_folder("phrases")
        name = f"{'-'.join(codes)[:60]}-{int(of_inbound)}-{crc32(stamp.encode('utf-8', 'replace')):08x}"
        self._path = folder and os.path.join(folder, name)

    def load(self) -> Table | None:
        """The table, if it was made of the very same files."""
        if self._path is None:
            return None
        try:
            with open(self._path, "rb") as file:
                # Mapped: of megabytes of phrases a reply needs a few.
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            return Table.from_buffer(memoryview(data), self._stamp)
        except (OSError, ValueError, EOFError, TypeError):
            return None

    def save(self, table: Table) -> None:
        """Keep a table."""
        if self._path is not None:
            write_cached(self._path, table.to_bytes(self._stamp), keep=_KEPT)


def _of_inbound(group: PhraseGroup) -> bool:
    return group.name.startswith("inbound.")


def _words(folder: str, name: str) -> frozenset[str]:
    return frozenset(fold(" ".join(word_list(_read(f"{folder}/{name}.txt")))).split())


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""
