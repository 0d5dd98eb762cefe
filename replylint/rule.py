"""What a rule is, and how the rules of a package are found.

A rule is one folder: `rule.py` with one subclass of Rule, `page.md` (its documentation and its
test), and a phrase file for each language that it knows, `fr.txt`, `en.txt`, ... What it knows of
further languages may come with a language pack: `<pack>/rules/<code>.txt`.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, ClassVar

from replylint.finding import Edit, Fix, Flag, Measure, Quote, Quotes, Severity, Skip
from replylint.weights import VETO, WEIGHTS, heaviest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from replylint.document import Document
    from replylint.language import Language
    from replylint.phrases import Hit

__all__ = [
    "Edit", "Fix", "Flag", "Measure", "PhraseRule", "Quote", "Quotes", "Rule", "Severity", "Skip",
    "find_rules", "outermost",
]  # fmt: skip


# How sure a rule is of what only the weight of the words tells.
_LEAST_SURE, _SUREST = 0.5, 0.8
BEYOND_DOUBT = 1.5  # over the threshold


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
    weighs: whether the words of a reply are weighed too: the rule then has an option "weigh" to
    switch that off, and files `<language>.weights` and `<language>.veto`.
    messages: by interface language and key; "default" and, as its remedy, "default.suggestion".
    brought: files of language packs for this rule, by what the name would be in its own folder:
    {"nl.txt": ("/.../nl/rules/SEN002.txt",)}.
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
    folder: ClassVar[str | None] = None
    brought: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})

    def __init__(self, options: Mapping[str, object] | None = None) -> None:
        self.settings: Mapping[str, object] = {**self.options, **(options or {})}
        self.weighs = bool(self.settings.get("weigh", False))

    def check(self, doc: Document) -> Iterable[Flag | Skip | Measure]:
        """Yield a Flag for each fault, a Skip for what could not be judged, a Measure for a figure.

        Must not read a file, a clock, a locale or the network, nor keep anything.
        """
        raise NotImplementedError

    @classmethod
    def files(cls, name: str) -> list[str]:
        """The files of a name, "fr.txt": the rule's own, or its category's, then those of packs."""
        folder = cls.folder
        own = [] if folder is None else [f"{folder}/{name}", f"{os.path.dirname(folder)}/{name}"]
        return [*[path for path in own if os.path.exists(path)][:1], *cls.brought.get(name, ())]

    @classmethod
    @cache
    def wording(cls, language: str) -> Mapping[str, str]:
        """What the files `<language>.wording` say: sentences that the rule puts into a reply.

        Read once; empty where there is none.
        """
        return _wording(cls.files(f"{language}.wording"))

    def phrases(self, language: str) -> tuple[str, str] | None:
        """The text of the rule's phrases for a language, or for "any", and the name of the file."""
        paths = self._phrase_files(language)
        if not paths:
            return None
        texts = []
        for path in paths:
            with open(path, encoding="utf-8") as file:
                texts.append(file.read())
        return "\n".join(texts), paths[0]

    def phrases_stamp(self, language: str) -> str:
        """What changes when the rule's phrases for a language do."""
        return " ".join(map(file_stamp, self._phrase_files(language)))

    def _phrase_files(self, language: str) -> list[str]:
        own = f"{self.folder}/{language}.txt"
        brought = self.brought.get(f"{language}.txt", ())
        return [own, *brought] if self.folder and os.path.exists(own) else [*brought]

    @classmethod
    def known_languages(cls) -> tuple[str, ...] | None:
        """The languages that the rule judges; None where it judges any."""
        own = cls.languages
        if own is None and cls.folder is not None:
            stems = [name[:-4] for name in os.listdir(cls.folder) if name.endswith(".txt")]
            own = None if not stems or "any" in stems else tuple(sorted(stems))
        if own is None:
            return None
        told = (name.partition(".") for name in cls.brought)
        more = {code for code, _, ending in told if ending in ("txt", "words")}
        return tuple(sorted({*own, *more})) if more else own

    def weights(self, language: str) -> list[tuple[str, str]]:
        """The rule's files of weights for a language, each with its name: "TON001.veto"."""
        if not self.weighs:
            return []
        found = {kind: self.files(f"{language}.{kind}") for kind in (WEIGHTS, VETO)}
        return [(f"{self.code}.{kind}", paths[0]) for kind, paths in found.items() if paths]

    def may_weigh(self, doc: Document) -> bool:
        """Whether what speaks for the rule's fault could be one in this reply at all."""
        return True

    def may_veto(self, doc: Document) -> bool:
        """Whether words may outweigh what the rule found in this reply."""
        return True

    def is_doubtful(self, doc: Document) -> bool:
        """Whether something speaks against the fault; its words must then weigh more."""
        return False

    def weigh_params(self, doc: Document) -> Mapping[str, object]:
        """What fills the suggestion of such a finding."""
        return {}

    def weighed(self, doc: Document, flags: list[Flag]) -> list[Flag]:
        """What the words of a whole answer make of the flags that the rule found by other means:
        none where they weigh enough against its fault, one where they weigh enough for it.
        """
        if not doc.reply.inbound or doc.kind != "draft" or doc.reply.part != "body":
            return flags
        name = f"{self.code}.{VETO if flags else WEIGHTS}"
        if name in doc.scales.broken:
            raise doc.scales.broken[name]
        if name not in doc.scales:
            return flags
        over = doc.weighed[name]
        if not flags:
            return self._told_by_words(doc, name, over)
        return flags if over >= 0 or not self.may_veto(doc) else []

    def _told_by_words(self, doc: Document, name: str, over: float) -> list[Flag]:
        """The flag of an answer whose words alone tell the fault. over: the file's threshold."""
        needed = BEYOND_DOUBT if over >= 0 and self.is_doubtful(doc) else 0.0
        if over < needed or not self.may_weigh(doc):
            return []
        flag = Flag(0, 0, confidence=min(_SUREST, _LEAST_SURE + over / 10))
        if "weighed" not in self.messages["en"]:
            return [flag]
        sentence = heaviest(doc.scales, name, doc)
        if sentence is None or sentence.weight <= 0:
            return []  # only what the customer wrote speaks for it
        params = {**self.weigh_params(doc), "evidence": Quotes(sentence.words)}
        place = flag._replace(start=sentence.start, end=sentence.end)
        return [place._replace(message="weighed", params=params, suggestion="default.suggestion")]

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
        yield from outermost(
            self._flag(hit, group) for group, hits in doc.all_hits(self.code) for hit in hits
        )

    def _flag(self, hit: Hit, group: str) -> Flag:
        key = group.partition(".")[0]
        return Flag(
            hit.start,
            hit.end,
            key if key in self.messages["en"] else "default",
            {"instead": hit.suggestion},
            confidence=hit.confidence,
            suggestion="instead" if hit.suggestion else "",
        )


def outermost(flags: Iterable[Flag]) -> Iterator[Flag]:
    """The flags in the order of the text, without those that lie inside another one.

    Of two at the same place, the one that was given first.
    """
    reached = -1
    for flag in sorted(flags, key=lambda flag: (flag.start, -flag.end)):
        if flag.end > reached:
            reached = flag.end
            yield flag


def _wording(paths: Iterable[str]) -> Mapping[str, str]:
    """The lines `key = text` of some files; those of a later file count."""
    found: dict[str, str] = {}
    for path in paths:
        for line in read_lines(path):
            key, equals, text = line.partition("=")
            if equals and not line.startswith("#"):
                found[key.strip()] = text.strip()
    return MappingProxyType(found)


def read_lines(path: str) -> list[str]:
    """The lines of one of our own text files. Raises OSError."""
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def file_stamp(path: str) -> str:
    """A file's path, size and time of change; empty without such a file."""
    try:
        stat = os.stat(path)
    except OSError:
        return ""
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"


def with_packs(rules: Iterable[type[Rule]], packs: Iterable[Language]) -> list[type[Rule]]:
    """The rules; of those that a language pack brings files for, a subclass that knows them.

    A pack's file `rules/<code>.<ending>` counts as `<language>.<ending>` in the rule's folder,
    `rules/<category>.<ending>` in each rule's of that category.
    """
    brought: dict[str, dict[str, list[str]]] = {}
    for pack in packs:
        folder = f"{pack.folder}/rules"
        try:
            names = sorted(os.listdir(folder))
        except FileNotFoundError:
            continue
        for name in names:
            whose, dot, ending = name.partition(".")
            found = brought.setdefault(whose.upper(), {})
            found.setdefault(f"{pack.code}{dot}{ending}", []).append(f"{folder}/{name}")
    if not brought:
        return list(rules)
    return [_with_files(rule, brought) for rule in rules]


def _with_files(rule: type[Rule], brought: Mapping[str, Mapping[str, list[str]]]) -> type[Rule]:
    files: dict[str, tuple[str, ...]] = {}
    for whose in (rule.category.upper(), rule.code):
        for name, paths in brought.get(whose, {}).items():
            files[name] = (*files.get(name, ()), *paths)
    if not files:
        return rule
    told = {"brought": MappingProxyType(files), "__module__": rule.__module__}
    return type(rule.__name__, (rule,), {**told, "__doc__": rule.__doc__})


def find_rules(package: str, folder: str) -> tuple[type[Rule], ...]:
    """The rules of a package: one a folder `<category>/<code>_<name>/` that holds a rule.py.

    package: the package's dotted name; folder: where it lies. Raises whatever a broken rule raises
    when it is imported.
    """
    rules: list[type[Rule]] = []
    for category in _folders(folder):
        for entry in _folders(os.path.join(folder, category)):
            if not os.path.exists(os.path.join(folder, category, entry, "rule.py")):
                continue
            module = _module(f"{package}.{category}.{entry}.rule", f"{folder}/{category}/{entry}")
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
            own[0].folder = os.path.join(folder, category, entry)
            rules.append(own[0])
    return tuple(rules)


def _module(name: str, folder: str) -> ModuleType:
    """The module `rule` of a folder, imported at half the price: its place need not be searched."""
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, f"{folder}/rule.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot import {name}", name=name)
    module = sys.modules[name] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _folders(path: str) -> list[str]:
    with os.scandir(path) as entries:
        return sorted(e.name for e in entries if e.is_dir() and not e.name.startswith((".", "_")))
