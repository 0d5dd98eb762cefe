"""A rule's page: its Markdown documentation, whose fenced examples are also its tests.

An example is a fenced block whose info string says what it is and what is known of the reply:

    ```bad fr channel=x author=Julie
    > @Lumea mon colis est perdu !!

    Il fallait [[être chez vous]]. ^JL
    ```

The first word is `bad` (the rule must flag it) or `good` (it must not), the second the language.
Further words are fields of Reply, quoted where they hold spaces, and `options.<name>=value`.
Lines that begin with `> ` at the top are what the customer wrote. Double brackets, if any, mark
exactly what a finding must cover, and are not part of the text; `marks=off` keeps them in it.
`history=` and `thread=` take messages separated by " | ". `fixed` blocks follow a bad example and
hold the text that its safe fixes must give (`fixed unsafe` for all of its fixes).
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from replylint.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_FENCE = "```"


class PageError(ValueError):
    """A page that cannot be read; the text names file and line."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example of a page.

    verdict: "bad" or "good". marks: the spans that findings must cover, if the page says so.
    options: of the rule. fixed: the text after its fixes and whether unsafe ones are meant.
    """

    verdict: str
    language: str
    reply: Reply
    marks: tuple[tuple[int, int], ...]
    options: Mapping[str, object]
    line: int
    fixed: tuple[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page: its title line, its whole Markdown text, its examples."""

    title: str
    text: str
    examples: tuple[Example, ...] = field(default=())


def read_page(path: Path) -> Page:
    """Read a page. Raises PageError where an example cannot be understood."""
    text = path.read_text("utf-8")
    examples: list[Example] = []
    for line, info, body in _blocks(text):
        words = shlex.split(info)
        if not words or words[0] not in ("bad", "good", "fixed"):
            continue
        try:
            if words[0] == "fixed":
                last = examples[-1]
                examples[-1] = Example(
                    last.verdict, last.language, last.reply, last.marks, last.options, last.line,
                    (body, "unsafe" in words),
                )  # fmt: skip
            else:
                examples.append(_example(words, body, line))
        except (ValueError, IndexError, TypeError) as error:
            raise PageError(f"{path}:{line}: {error}") from None
    title = next((ln.lstrip("# ") for ln in text.splitlines() if ln.startswith("#")), "")
    return Page(title, text, tuple(examples))


def _blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """The fenced blocks: line number of the fence, info string, body."""
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        fence = lines[number]
        if fence.startswith(_FENCE) and fence.strip("`"):
            ticks = fence[: len(fence) - len(fence.lstrip("`"))]
            start = number
            number += 1
            while number < len(lines) and lines[number] != ticks:
                number += 1
            yield start + 1, fence[len(ticks) :], "\n".join(lines[start + 1 : number])
        number += 1


def _example(words: list[str], body: str, line: int) -> Example:
    verdict, language, *settings = words
    values: dict[str, Any] = {"language": language}
    options: dict[str, object] = {}
    marked = True
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals:
            raise ValueError(f"{setting!r} is no key=value")
        if key == "marks":
            marked = value != "off"
        elif key.startswith("options."):
            options[key.removeprefix("options.")] = _option(value)
        else:
            values[key] = _value(key, value)
    inbound, text = _split_inbound(body)
    if inbound is not None:
        values["inbound"] = inbound
    marks: list[tuple[int, int]] = []
    if marked:
        text, marks = _unmark(text)
    return Example(verdict, language, Reply(text, **values), tuple(marks), options, line)


def _value(key: str, value: str) -> object:
    if key in ("history", "thread"):
        return tuple(value.split(" | "))
    if key == "turn":
        return int(value)
    if key in ("sent_at", "received_at"):
        from datetime import datetime

        return datetime.fromisoformat(value)
    return value.replace("\\n", "\n")


def _option(value: str) -> object:
    if value in ("true", "false"):
        return value == "true"
    if value.startswith("["):
        return [item.strip() for item in value.strip("[]").split(",") if item.strip()]
    try:
        return int(value)
    except ValueError:
        return value


def _split_inbound(body: str) -> tuple[str | None, str]:
    lines = body.split("\n")
    count = 0
    while count < len(lines) and lines[count].startswith(">"):
        count += 1
    if not count:
        return None, body
    inbound = "\n".join(ln.removeprefix(">").removeprefix(" ") for ln in lines[:count])
    rest = lines[count:]
    return inbound, "\n".join(rest[1:] if rest and not rest[0] else rest)


def _unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the double brackets out of a text and say where they stood."""
    marks: list[tuple[int, int]] = []
    while (start := text.find("[[")) >= 0 and (end := text.find("]]", start)) >= 0:
        text = f"{text[:start]}{text[start + 2 : end]}{text[end + 2 :]}"
        marks.append((start, end - 2))
    return text, marks
