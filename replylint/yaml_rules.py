"""Rules without Python: a user's YAML files, each with one rule or a list of them.

    code: ACME001
    name: banned-word
    severity: warning              # info, warning (default), error, critical
    message: {en: "We say “plan”, not “{phrase}”", fr: "On dit « forfait », pas « {phrase} »"}
    suggestion: "See the style guide."
    channels: [x, facebook]        # optional: only there
    visibility: public             # optional: only where everybody reads
    phrases:                       # by language, or `any`; see replylint.phrases.syntax
      en: [subscription, "tariff => plan", "! tariff union"]
      any: ["ACME (Corp|Inc)"]
    examples:                      # optional, checked when the file is read
      bad: ["Your subscription ends."]
      good: ["Your plan ends."]

Phrases are data that compile to bounded patterns: a rule file cannot slow a check down.
"""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING, Any, ClassVar

from replylint.errors import ConfigError, nearest
from replylint.finding import Flag, Severity
from replylint.lazy import lazy_pattern
from replylint.phrases import Matcher
from replylint.phrases.compiling import PhraseSet, compile_table
from replylint.phrases.files import parse_phrases
from replylint.phrases.syntax import PhraseError
from replylint.reading import read
from replylint.rule import PhraseRule
from replylint.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from replylint.document import Document

_KEYS = ("code", "name", "category", "severity", "message", "suggestion", "channels", "visibility",
         "phrases", "examples")  # fmt: skip
_CODE = lazy_pattern(r"[A-Z]{2,12}[0-9]{3}")
_NAME = lazy_pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LANGUAGE = lazy_pattern(r"[a-z]{2}|any")
_BRACES = lazy_pattern(r"\{(?!phrase\}|instead\})")


class YamlRule(PhraseRule):
    """A rule read from a YAML file; the loader makes a subclass of it for each."""

    category = "house"
    source: ClassVar[str]
    phrase_texts: ClassVar[Mapping[str, str]]
    channels: ClassVar[tuple[str, ...]] = ()
    only_visibility: ClassVar[str | None] = None

    def phrases(self, language: str) -> tuple[str, str] | None:
        text = self.phrase_texts.get(language)
        return None if text is None else (text, f"{self.source}: phrases.{language}")

    def phrases_stamp(self, language: str) -> str:
        return self.phrase_texts.get(language, "")

    @classmethod
    def known_languages(cls) -> tuple[str, ...] | None:
        return None if "any" in cls.phrase_texts else tuple(sorted(cls.phrase_texts))

    def check(self, doc: Document) -> Iterator[Flag]:
        if self.channels and (doc.channel is None or doc.channel.name not in self.channels):
            return
        if self.only_visibility is not None and doc.visibility != self.only_visibility:
            return
        yield from super().check(doc)


def load_yaml_rules(patterns: Iterable[str], where: str) -> list[type[YamlRule]]:
    """The rules of the files that fit the glob patterns.

    where: the config that names them, for errors. Raises ConfigError: a pattern that fits no file,
    a file that is no YAML, a wrong key or value, a phrase that cannot be read, a failing example.
    """
    rules: list[type[YamlRule]] = []
    for pattern in patterns:
        paths = sorted(glob.glob(pattern, recursive=True))
        if not paths:
            raise ConfigError(f"{where}: rules: no file fits {pattern}")
        for path in paths:
            rules += (_rule(table, path) for table in _tables(path))
    return rules


def _tables(path: str) -> list[Mapping[str, Any]]:
    import yaml

    try:
        with open(path, encoding="utf-8") as file:
            documents = list(yaml.load_all(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else path
        raise ConfigError(f"{place}: not valid YAML: {getattr(error, 'problem', '')}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {type(error).__name__}") from None
    tables: list[Mapping[str, Any]] = []
    for document in documents:
        for table in document if isinstance(document, list) else [document]:
            if not isinstance(table, dict):
                raise ConfigError(f"{path}: a rule must be a mapping with code, name and phrases")
            tables.append(table)
    return tables


def _rule(table: Mapping[str, Any], path: str) -> type[YamlRule]:
    def fail(key: str, problem: str) -> ConfigError:
        return ConfigError(f"{path}: {key}: {problem}")

    for key in table:
        if key not in _KEYS:
            raise fail(str(key), f"unknown key; {nearest(str(key), _KEYS)}")
    code, name = str(table.get("code", "")), str(table.get("name", ""))
    if not _CODE.fullmatch(code):
        raise fail("code", f"must be capitals and three digits such as ACME001, not {code!r}")
    if not _NAME.fullmatch(name):
        raise fail("name", f"must be lower-case words joined by hyphens, not {name!r}")
    label = str(table.get("severity", "warning"))
    try:
        severity = Severity.parse(label)
    except ValueError:
        labels = [one.label for one in Severity]
        raise fail("severity", f"cannot be {label!r}; {nearest(label, labels)}") from None
    visibility = table.get("visibility")
    if visibility not in (None, "public", "private"):
        raise fail("visibility", f"must be public or private, not {visibility!r}")
    phrases = _phrases(table.get("phrases"), fail)
    rule = type(
        f"Yaml{code}",
        (YamlRule,),
        {
            "code": code,
            "name": name,
            "category": str(table.get("category", "house")),
            "severity": severity,
            "messages": _messages(table, fail),
            "source": path,
            "phrase_texts": phrases,
            "channels": tuple(map(str, table.get("channels") or ())),
            "only_visibility": visibility,
        },
    )
    _try_examples(rule, table.get("examples") or {}, fail)
    return rule


def _phrases(value: object, fail: Any) -> dict[str, str]:
    if isinstance(value, list | str):
        value = {"any": value}
    if not isinstance(value, dict) or not value:
        raise fail(
            "phrases", "must be lists of phrases by language, such as {en: [...], fr: [...]}"
        )
    texts: dict[str, str] = {}
    for language, lines in value.items():
        if not _LANGUAGE.fullmatch(str(language)):
            raise fail(f"phrases.{language}", "must be a two-letter language code or `any`")
        listed = [lines] if isinstance(lines, str) else lines
        if not isinstance(listed, list) or not all(isinstance(line, str) for line in listed):
            raise fail(f"phrases.{language}", "must be a list of texts")
        texts[language] = "\n".join(listed)
        try:
            parse_phrases(texts[language], f"phrases.{language}")
        except PhraseError as error:
            raise fail("phrases", str(error)) from None
    return texts


def _messages(table: Mapping[str, Any], fail: Any) -> dict[str, dict[str, str]]:
    messages: dict[str, dict[str, str]] = {"en": {}, "fr": {}}
    for key, target in (("message", "default"), ("suggestion", "default.suggestion")):
        value = table.get(key, "“{phrase}” is not wanted here" if key == "message" else None)
        if value is None:
            continue
        by_language = value if isinstance(value, dict) else {"en": value, "fr": value}
        for language in ("en", "fr"):
            text = str(by_language.get(language) or next(iter(by_language.values())))
            if _BRACES.search(text):
                raise fail(key, "may have {phrase} and {instead} in braces, nothing else")
            messages[language][target] = text
    return messages


def _try_examples(rule: type[YamlRule], examples: Mapping[str, Sequence[str]], fail: Any) -> None:
    """Raise ConfigError where a bad example is not flagged or a good one is."""
    if not examples:
        return
    groups = tuple(
        group
        for language, text in rule.phrase_texts.items()
        for group in parse_phrases(text, language).groups
    )
    matcher = Matcher(compile_table([PhraseSet(rule.code, groups)]))
    for verdict in ("bad", "good"):
        for text in examples.get(verdict, ()):
            reading = read(str(text))
            found = matcher.find(reading.folded, split_sentences(reading.text))
            if any(True for _ in found.items()) != (verdict == "bad"):
                state = "is not flagged" if verdict == "bad" else "is flagged"
                raise fail(f"examples.{verdict}", f"this one {state}: {text!r}")
