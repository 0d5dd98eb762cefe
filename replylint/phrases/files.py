"""Phrase files: plain text, one pattern a line, in named groups.

    # a comment
    $ask = (could you|can you)
    [public confidence=0.9]
    $ask ~2 post => send it in a private message
    ! no need to post

A line `! pattern` is an exception of its group: a match that overlaps one is dropped. What stands
after `=>` is the better wording that the finding may suggest. A group's settings:
`confidence=0..1` and `quoted=yes` (also matches inside quotation marks).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from replylint.phrases.syntax import Macros, Node, Pattern, PhraseError, compile_pattern, parse_node

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_GROUP = "default"


class Phrase(NamedTuple):
    """One pattern of a group and its better wording, if the file gives one."""

    pattern: Pattern
    suggestion: str | None = None
    exception: bool = False


class PhraseGroup(NamedTuple):
    """The phrases that mean one thing to a rule."""

    name: str
    phrases: tuple[Phrase, ...]
    confidence: float = 1.0
    quoted: bool = False


class PhraseFile(NamedTuple):
    """What one phrase file holds."""

    groups: tuple[PhraseGroup, ...]
    macros: Mapping[str, Node]


def parse_phrases(text: str, name: str, macros: Mapping[str, Node] | None = None) -> PhraseFile:
    """Read a phrase file's text. `name` stands in errors; `macros` are those of the language.

    Raises PhraseError: "name:line: what is wrong".
    """
    known: Macros = dict(macros or {})
    groups: dict[str, list[Phrase]] = {}
    settings: dict[str, tuple[float, bool]] = {}
    current = DEFAULT_GROUP
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("["):
                current, confidence, quoted = _header(line)
                settings[current] = (confidence, quoted)
            elif line.startswith("$") and _is_definition(line):
                key, _, value = line[1:].partition("=")
                known[key.strip()] = parse_node(value.strip(), known)
            else:
                groups.setdefault(current, []).append(_phrase(line, known))
        except PhraseError as error:
            raise PhraseError(f"{name}:{number}: {line!r} {error}") from None
    return PhraseFile(
        tuple(
            PhraseGroup(group, tuple(phrases), *settings.get(group, (1.0, False)))
            for group, phrases in groups.items()
        ),
        known,
    )


def _is_definition(line: str) -> bool:
    key, equals, _ = line[1:].partition("=")
    return bool(equals) and not _.startswith(">") and key.strip().replace("_", "a").isalnum()


def _phrase(line: str, macros: Mapping[str, Node]) -> Phrase:
    exception = line.startswith("!")
    pattern, _, suggestion = line.removeprefix("!").partition("=>")
    return Phrase(compile_pattern(pattern, macros), suggestion.strip() or None, exception)


def _header(line: str) -> tuple[str, float, bool]:
    if not line.endswith("]"):
        raise PhraseError("lacks a closing bracket")
    name, *words = line[1:-1].split()
    confidence, quoted = 1.0, False
    for word in words:
        key, _, value = word.partition("=")
        if key == "confidence":
            try:
                confidence = float(value)
            except ValueError:
                raise PhraseError(f"has a confidence that is no number: {value!r}") from None
            if not 0 < confidence <= 1:
                raise PhraseError("has a confidence outside 0 to 1")
        elif key == "quoted":
            quoted = value == "yes"
        else:
            raise PhraseError(f"has an unknown setting {key!r}; there are confidence and quoted")
    return name, confidence, quoted
