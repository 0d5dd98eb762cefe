"""What a Linter is told: the settings, checked once, whatever they come from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from replylint.errors import ConfigError, nearest
from replylint.finding import Severity
from replylint.score import Scoring

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from replylint.reply import Kind, Visibility

PRESETS = ("recommended", "strict", "preview")
VISIBILITIES = ("public", "private")
KINDS = ("draft", "template")
UI_LANGUAGES = ("en", "fr")

T = TypeVar("T")

_NONE: Mapping[str, Any] = {}  # nobody changes it


class Override(NamedTuple):
    """Settings for the files that match one of the glob patterns; the last match wins.

    base: the folder that the patterns start from.
    """

    files: tuple[str, ...]
    base: str = ""
    channel: str | None = None
    visibility: Visibility | None = None
    language: str | None = None
    author: str | None = None
    brand: str | None = None
    kind: Kind | None = None
    ignore: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class AuditSettings(NamedTuple):
    """How exports of past replies are read: the table `audit`. An option of the command wins.

    map: the column of each field. agents: who answers, by name or id. timezone: of dates that name
    none, and of all hours shown. hours: when somebody answers as announced.
    """

    map: Mapping[str, str] = _NONE
    agents: tuple[str, ...] = ()
    timezone: str | None = None
    hours: tuple[str, ...] = ()


class Settings(NamedTuple):
    """Everything that can be set. The names are those of the config, with underscores.

    channel, visibility, language, author, brand, kind: used where a reply does not say.
    ui_lang: language of messages; None means that the locale decides.
    rule: options by rule code or name. rules: YAML rule files or glob patterns.
    channels: fields of channels to add or change, by channel name.
    baseline: a file with the findings that are known. fields: which texts of structured files are
    replies, as patterns (see replylint.sources.shapes); none given, known shapes decide.
    region: ISO 3166 code of the country whose phone numbers and addresses come without a prefix.
    audit: how exports of past replies are read.
    languagetool: "off", "on" (the server of `replylint languagetool start`), or its address.
    origin: for each key set, the file (or other source) it comes from.
    """

    preset: str = "recommended"
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    channel: str | None = None
    visibility: Visibility | None = None
    language: str | None = None
    author: str | None = None
    brand: str | None = None
    kind: Kind | None = None
    region: str | None = None
    ui_lang: str | None = None
    fail_under: float | None = None
    fail_on: str = "info"
    output_format: str | None = None
    rule: Mapping[str, Mapping[str, object]] = _NONE
    rules: tuple[str, ...] = ()
    channels: Mapping[str, Mapping[str, object]] = _NONE
    overrides: tuple[Override, ...] = ()
    disable_plugins: tuple[str, ...] = ()
    languagetool: str = "off"
    baseline: str | None = None
    fields: tuple[str, ...] = ()
    score: Scoring = Scoring()
    audit: AuditSettings = AuditSettings()
    origin: Mapping[str, str] = _NONE

    def updated(
        self, values: Mapping[str, object], where: str, base: str | None = None
    ) -> Settings:
        """These settings with the values of a config laid over them.

        values: keys as in a config file (dashes or underscores). where: named in errors and kept
        as origin. base: the folder that relative paths start from.
        Raises ConfigError, which names `where`, the key and the nearest right one.
        """
        changes: dict[str, Any] = {}
        for raw_key, value in values.items():
            key = raw_key.replace("-", "_")
            if key == "extend":
                continue
            if key not in _READERS:
                raise ConfigError(
                    f"{where}: unknown key {raw_key!r}; "
                    + nearest(raw_key, [k.replace("_", "-") for k in _READERS])
                )
            changes[key] = _READERS[key](value, _Place(where, raw_key, base))
        if "rule" in changes:
            changes["rule"] = _merged(self.rule, changes["rule"])
        if "channels" in changes:
            changes["channels"] = _merged(self.channels, changes["channels"])
        if "overrides" in changes:
            changes["overrides"] = self.overrides + changes["overrides"]
        if "score" in changes:
            changes["score"] = _scoring(self.score, changes["score"], where)
        if "audit" in changes:
            changes["audit"] = _audit(self.audit, changes["audit"], where)
        origin = {**self.origin, **dict.fromkeys(changes, where)}
        return self._replace(**changes, origin=origin)

    def says_the_same(self, other: Settings) -> bool:
        """Whether two settings are equal, wherever they come from."""
        return self._replace(origin=_NONE) == other._replace(origin=_NONE)

    def for_file(self, path: str) -> Settings:
        """The settings for one file: those of its overrides laid over these."""
        changes: dict[str, Any] = {}
        ignore = self.ignore
        for override in self.overrides:
            if not _matches(path, override):
                continue
            for key in ("channel", "visibility", "language", "author", "brand", "kind"):
                if getattr(override, key) is not None:
                    changes[key] = getattr(override, key)
            ignore += override.ignore
            if override.fields:
                changes["fields"] = override.fields
        if ignore != self.ignore:
            changes["ignore"] = ignore
        if not changes:
            return self
        where = f"{self.origin.get('overrides', 'options')}: overrides"
        return self._replace(**changes, origin={**self.origin, **dict.fromkeys(changes, where)})


def _matches(path: str, override: Override) -> bool:
    import fnmatch

    absolute = os.path.abspath(path)
    relative = os.path.relpath(absolute, override.base or os.getcwd()).replace(os.sep, "/")
    return any(
        fnmatch.fnmatchcase(relative, pattern)
        or fnmatch.fnmatchcase(relative.rpartition("/")[2], pattern)
        for pattern in override.files
    )


def _merged(
    old: Mapping[str, Mapping[str, object]], new: Mapping[str, Mapping[str, object]]
) -> dict[str, Mapping[str, object]]:
    return {key: {**old.get(key, {}), **new.get(key, {})} for key in [*old, *new]}


# --- reading values --------------------------------------------------------------------------


class _Place(NamedTuple):
    """Where a value stands, for errors."""

    where: str
    key: str
    base: str | None

    def error(self, problem: str) -> ConfigError:
        return ConfigError(f"{self.where}: {self.key}: {problem}")


def _text(value: object, place: _Place) -> str:
    if not isinstance(value, str) or not value:
        raise place.error(f"must be a text, not {value!r}")
    return value


def _texts(value: object, place: _Place) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise place.error(f"must be a list of texts, not {value!r}")
    return tuple(cast("list[str]", value))


def _number(value: object, place: _Place) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise place.error(f"must be a number, not {value!r}")
    return value


def _table(value: object, place: _Place) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise place.error("must be a table")
    return cast("dict[str, object]", value)


def _tables(value: object, place: _Place) -> Mapping[str, Mapping[str, object]]:
    return {
        name: {k.replace("-", "_"): v for k, v in _table(inner, place).items()}
        for name, inner in _table(value, place).items()
    }


def _choice(choices: tuple[str, ...]) -> Callable[[object, _Place], str]:
    def read(value: object, place: _Place) -> str:
        if value not in choices:
            raise place.error(f"cannot be {value!r}; {nearest(str(value), choices)}")
        return str(value)

    return read


def _paths(value: object, place: _Place) -> tuple[str, ...]:
    base = place.base
    return tuple(os.path.join(base, path) if base else path for path in _texts(value, place))


def _path(value: object, place: _Place) -> str:
    return _paths([_text(value, place)], place)[0]


_OVERRIDE_KEYS = tuple(name for name in Override._fields if name != "base")


def _overrides(value: object, place: _Place) -> tuple[Override, ...]:
    if not isinstance(value, list):
        raise place.error("must be an array of tables: [[overrides]]")
    found = []
    for item in value:
        read: dict[str, Any] = {}
        for raw_key, inner in _table(item, place).items():
            key = raw_key.replace("-", "_")
            inner_place = _Place(place.where, f"{place.key}.{raw_key}", place.base)
            if key not in _OVERRIDE_KEYS:
                raise inner_place.error(f"unknown key; {nearest(key, _OVERRIDE_KEYS)}")
            read[key] = (_texts if key == "files" else _READERS[key])(inner, inner_place)
        if not read.get("files"):
            raise place.error("each needs files, a list of glob patterns")
        found.append(Override(**read, base=place.base or ""))
    return tuple(found)


def _scoring(old: Scoring, values: Mapping[str, object], where: str) -> Scoring:
    changes: dict[str, Any] = {}
    known = Scoring._fields
    for raw_key, value in values.items():
        key = raw_key.replace("-", "_")
        place = _Place(where, f"score.{raw_key}", None)
        if key not in known:
            raise place.error(f"unknown key; {nearest(key, known)}")
        if key in ("weights", "caps"):
            inner = {k: _number(v, place) for k, v in _table(value, place).items()}
            severities = [severity.label for severity in Severity]
            for name, number in inner.items():
                if key == "weights" and name not in severities:
                    raise place.error(f"no severity {name!r}; {nearest(name, severities)}")
                if number < 0:
                    raise place.error(f"{name} must not be below 0")
            changes[key] = {**getattr(old, key), **inner}
        else:
            changes[key] = _number(value, place)
            if changes[key] < 0:
                raise place.error("must not be below 0")
    return old._replace(**changes)


def _audit(old: AuditSettings, values: Mapping[str, object], where: str) -> AuditSettings:
    changes: dict[str, Any] = {}
    for raw_key, value in values.items():
        key = raw_key.replace("-", "_")
        place = _Place(where, f"audit.{raw_key}", None)
        if key == "map":
            columns = {
                name: _text(column, _Place(where, f"audit.{raw_key}.{name}", None))
                for name, column in _table(value, place).items()
            }
            changes[key] = {**old.map, **columns}
        elif key in ("agents", "hours"):
            changes[key] = _texts(value, place)
        elif key == "timezone":
            changes[key] = _text(value, place)
        else:
            known = AuditSettings._fields
            raise place.error(f"unknown key; {nearest(key, known)}")
    return old._replace(**changes)


def _languagetool(value: object, place: _Place) -> str:
    # Left unquoted, on and off are booleans to some readers.
    if isinstance(value, bool):
        return "on" if value else "off"
    text = _text(value, place)
    if text not in ("on", "off") and not text.startswith(("http://", "https://")):
        raise place.error(f"must be on, off or an address as http://127.0.0.1:8081, not {text!r}")
    return text


_READERS: dict[str, Callable[[object, _Place], object]] = {
    "preset": _choice(PRESETS),
    "select": _texts,
    "extend_select": _texts,
    "ignore": _texts,
    "channel": _text,
    "visibility": _choice(VISIBILITIES),
    "language": _text,
    "author": _text,
    "brand": _text,
    "kind": _choice(KINDS),
    "region": _text,
    "ui_lang": _choice(UI_LANGUAGES),
    "fail_under": _number,
    "fail_on": _choice(tuple(severity.label for severity in Severity)),
    "output_format": _text,
    "rule": _tables,
    "rules": _paths,
    "channels": _tables,
    "overrides": _overrides,
    "disable_plugins": _texts,
    "languagetool": _languagetool,
    "baseline": _path,
    "fields": _texts,
    "score": _table,
    "audit": _table,
}
