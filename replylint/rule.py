"""What a rule is, and how the rules of a package are found.

A rule is one folder: `rule.py` with one subclass of Rule, `page.md` (its documentation and its
test), and a phrase file for each language that it knows, `fr.txt`, `en.txt`, ...
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from replylint.finding import Edit, Fix, Flag, Measure, Severity, Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from replylint.document import Document
    from replylint.phrases import Hit

__all__ = ["Edit", "Fix", "Flag", "Measure", "PhraseRule", "Rule", "Severity", "Skip", "find_rules"]


class Rule:
    """A check. Subclasses set the class attributes and write `check`.

    code: family and number, "TON002". name: the bad pattern, "blaming".
    category: what the score is broken down by: the name of the folder above the rule's.
    severity: of its findings, where a flag does not say otherwise.
    preview: on only in the `preview` preset, or when selected by its whole code.
    needs: what must be known of the reply: "channel", "visibility", "inbound", "author", "brand",
    "customer", "history", "turn", "sent_at", "languagetool". Where one is missing the rule is skipped.
    wants: the services that it asks where they are on: "grammar". Such rules run last.
    kinds: which kinds of reply it judges. parts: which parts: a rule about the whole message, such
    as its signature, has only "body".
    languages: the languages it knows. Left at None, those of its phrase files; a rule without
    phrase files judges every language.
    options: each option's default; its type is the type that the config must give.
    strict: the options that the preset "strict" tightens.
    only_phrases: whether it finds nothing in a reply that has none of its own phrases; it is then
    not even asked.
    messages: by interface language and key; "default" and, as its remedy, "default.suggestion".
    """

    code: ClassVar[str]
    name: ClassVar[str]
    category: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    preview: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ()
    wants: ClassVar[tuple[str, ...]] = ()
    kinds: ClassVar[tuple[str, ...]] = ("draft", "template")
    parts: ClassVar[tuple[str, ...]] = ("body", "subject", "fragment")
    languages: ClassVar[tuple[str, ...] | None] = None
    options: ClassVar[Mapping[str, object]] = MappingProxyType({})
    strict: ClassVar[Mapping[str, object]] = MappingProxyType({})
    only_phrases: ClassVar[bool] = False
    messages: ClassVar[Mapping[str, Mapping[str, str]]] = MappingProxyType({})
    folder: ClassVar[Path | None] = None

    def __init__(self, options: Mapping[str, object] | None = None) -> None:
        self.settings: Mapping[str, object] = {**self.options, **(options or {})}

    def check(self, doc: Document) -> Iterable[Flag | Skip | Measure]:
        """Yield a Flag for each fault, a Skip for what could not be judged, a Measure for a figure.

        Must not read a file, a clock, a locale or the network, nor keep anything.
        """
        raise NotImplementedError

    def phrases(self, language: str) -> tuple[str, str] | None:
        """The text of the rule's phrase file for a language, or for "any", and its name."""
        if self.folder is None:
            return None
        path = self.folder / f"{language}.txt"
        try:
            with open(path, encoding="utf-8") as file:
                return file.read(), str(path)
        except FileNotFoundError:
            return None

    def phrases_stamp(self, language: str) -> str:
        """What changes when the rule's phrases for a language do."""
        return "" if self.folder is None else file_stamp(self.folder / f"{language}.txt")

    @classmethod
    def known_languages(cls) -> tuple[str, ...] | None:
        """The languages that the rule judges; None where it judges any."""
        if cls.languages is not None or cls.folder is None:
            return cls.languages
        stems = [name[:-4] for name in os.listdir(cls.folder) if name.endswith(".txt")]
        return None if not stems or "any" in stems else tuple(sorted(stems))

    def hits(self, doc: Document, group: str = "default") -> list[Hit]:
        """The phrases of this rule's group that stand in the reply's prose."""
        return doc.hits(group, self.code)

    def inbound_hits(self, doc: Document, group: str) -> list[Hit]:
        """The phrases of this rule's `inbound.*` group that stand in the customer's message."""
        return doc.inbound_hits(group, self.code)

    def number(self, option: str) -> float:
        """A numeric option."""
        value = self.settings[option]
        assert isinstance(value, int | float)
        return value

    def flag_option(self, option: str) -> bool:
        """A yes-or-no option."""
        return bool(self.settings[option])

    def words(self, option: str) -> tuple[str, ...]:
        """An option that is a list of words."""
        value = self.settings[option]
        assert isinstance(value, list | tuple)
        return tuple(str(word) for word in value)


class PhraseRule(Rule):
    """A rule that flags every phrase of its files.

    A group's name, up to a dot, is also its message's key: the groups "lecture" and
    "lecture.next-time" share a message but not their exceptions.
    """

    only_phrases = True

    def check(self, doc: Document) -> Iterator[Flag]:
        for group, hits in doc.all_hits(self.code):
            key = group.partition(".")[0]
            message = key if key in self.messages["en"] else "default"
            for hit in hits:
                yield Flag(
                    hit.start,
                    hit.end,
                    message,
                    {"instead": hit.suggestion},
                    confidence=hit.confidence,
                    suggestion="instead" if hit.suggestion else "",
                )


def file_stamp(path: Path) -> str:
    """A file's path, size and time of change; empty without such a file."""
    try:
        stat = os.stat(path)
    except OSError:
        return ""
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"


def find_rules(package: str, folder: Path) -> tuple[type[Rule], ...]:
    """The rules of a package: one a folder `<category>/<code>_<name>/` that holds a rule.py.

    package: the package's dotted name; folder: where it lies. Raises whatever a broken rule raises
    when it is imported.
    """
    rules: list[type[Rule]] = []
    for category in _folders(folder):
        for entry in _folders(os.path.join(folder, category)):
            if not os.path.exists(os.path.join(folder, category, entry, "rule.py")):
                continue
            module = importlib.import_module(f"{package}.{category}.{entry}.rule")
            own = [
                value
                for value in vars(module).values()
                if isinstance(value, type)
                and issubclass(value, Rule)
                and value.__module__ == module.__name__
            ]
            if len(own) != 1:
                raise TypeError(f"{module.__name__} must define one rule, not {len(own)}")
            own[0].category = category
            own[0].folder = Path(folder, category, entry)
            rules.append(own[0])
    return tuple(rules)


def _folders(path: str | Path) -> list[str]:
    with os.scandir(path) as entries:
        return sorted(e.name for e in entries if e.is_dir() and not e.name.startswith((".", "_")))
