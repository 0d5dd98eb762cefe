"""`replylint init`: a commented config that fits the repository it finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from replylint.cli import EXIT_CLEAN
from replylint.settings import UI_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from replylint.linter import Linter
    from replylint.placeholders import Placeholder
    from replylint.plugins import Plugins

# Enough to know a repository by; the rest is like them.
_MAX_FILES = 500
_MAX_VARIABLES = 60
_MAX_NAMED = 3
# Shapes of placeholders that a person fills, not a tool.
_BY_HAND = ("brackets", "angle", "dashes", "broken")
# A dialect is written down, and counts for all templates, where it knows nearly all their fields.
_SURE = 0.9


@dataclass(slots=True)
class Findings:
    """What a repository holds: counts, most of them of replies."""

    files: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    channels: dict[str, str] = field(default_factory=dict)
    placeholders: list[Placeholder] = field(default_factory=list)
    replies: int = 0
    unread: list[str] = field(default_factory=list)


@click.command()
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--print", "to_stdout", is_flag=True, help="Print the config, and write nothing.")
@click.option("--force", is_flag=True, help="Overwrite a config that is there.")
@click.option("--ui-lang", type=click.Choice(UI_LANGUAGES), help="Language of messages.")
def command(folder: str, to_stdout: bool, force: bool, ui_lang: str | None) -> int:
    """Write a replylint.toml for the replies and templates in FOLDER; by default, this one.

    It looks at the kinds of files, the languages, the placeholders, and the folders that are named
    after channels. Everything else is in the file as a comment, ready to be switched on.
    """
    import os

    from replylint.config import FILE_NAME, find_config
    from replylint.errors import ConfigError
    from replylint.i18n import from_locale, say
    from replylint.linter import Linter
    from replylint.outputs.files import write_whole
    from replylint.outputs.terminal import printable

    lang = ui_lang or from_locale(os.environ)
    path = Path(folder) / FILE_NAME
    found = find_config(folder)
    there = Path(found) if found is not None else None
    if there is not None and there.parent == path.parent.absolute() and not (force or to_stdout):
        raise ConfigError(f"{printable(there.name)}: {say('init.exists', lang)}")
    linter = Linter()
    text = config_text(look(Path(folder), linter), linter)
    if to_stdout:
        click.echo(text, nl=False)
    else:
        write_whole(str(path), [text.encode()])
        click.echo(f"replylint: {printable(str(path))}: {say('init.written', lang)}", err=True)
    return EXIT_CLEAN


def look(folder: Path, linter: Linter) -> Findings:
    """What the files of a folder hold. A file that cannot be read is passed over."""
    from replylint.audit.columns import channel_names
    from replylint.sources import all_sources
    from replylint.sources.fields import plain
    from replylint.sources.walk import expand

    suffixes = tuple(s for source in all_sources(linter.plugins) for s in source.suffixes)
    channels = channel_names(linter.channels)
    found = Findings()
    for path, problem in expand([str(folder)], suffixes):
        if problem is not None or sum(found.files.values()) >= _MAX_FILES:
            continue
        parents = Path(path).relative_to(folder).parts[:-1]
        if not _look_at(path, linter, found):
            continue
        for depth, part in enumerate(parents, 1):
            channel = channels.get(plain(part))
            if channel is not None:
                found.channels["/".join(parents[:depth])] = channel
    return found


def _look_at(path: str, linter: Linter, found: Findings) -> bool:
    """Add a file to what was found. Returns whether it holds replies."""
    from replylint.errors import ReplylintError
    from replylint.placeholders import find
    from replylint.reply import Reply
    from replylint.sources import File, source_for

    source = source_for(path, linter.plugins)
    try:
        replies = [one.reply for one in source.read(File(path, path))]
    except ReplylintError:
        return False
    if not replies:
        found.unread.append(Path(path).name)
        return False
    found.files[source.name] += 1
    found.replies += len(replies)
    for reply in replies:
        found.languages[reply.language or linter.read(Reply(reply.text)).language] += 1
        found.placeholders += find(reply.text)
    return True


def config_text(found: Findings, linter: Linter) -> str:
    """The config, as TOML with comments. What it switches on is valid for this linter."""
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(found.files.items()))
    lines = [
        "# What replylint knows of the replies in this folder.",
        f"# Found: {found.replies} replies in {sum(found.files.values())} files"
        + (f" ({kinds})." if kinds else "."),
        "",
        "# recommended, strict, or preview for rules that still have to prove themselves.",
        'preset = "recommended"',
        "",
        "# template: to be filled in; draft: about to be sent. Front matter may say otherwise.",
        _line("kind", "template", active=set(found.files) - {"text"} or found.placeholders),
        "",
        *_language(found),
        "# The brand that answers, and the country whose phone numbers come without a prefix.",
        '# brand = "Example"',
        '# region = "FR"',
        "",
        "# Start today: `replylint check --write-baseline` forgives what is there already.",
        '# baseline = ".replylint-baseline.json"',
        "",
        *_fields(found),
        "# Rules to leave out: by code, the beginning of a code, or name.",
        '# ignore = ["RDB"]',
        "",
        *_placeholders(found, linter.plugins),
        *_channels(found),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _line(key: str, value: str, *, active: object) -> str:
    return f'{"" if active else "# "}{key} = "{value}"'


def _language(found: Findings) -> list[str]:
    known = {code: n for code, n in found.languages.items() if code != "und"}
    total = sum(known.values())
    main = max(known, key=lambda code: known[code], default="fr")
    # A file in another language would be misread, so one of several is not enough.
    only = bool(known) and known[main] >= 0.98 * total
    said = ", ".join(f"{code} {n}" for code, n in sorted(known.items(), key=lambda i: -i[1]))
    return [
        f"# The language of each reply is detected where it is not given{f' ({said})' if said else ''}.",
        _line("language", main, active=only),
        "",
    ]


def _fields(found: Findings) -> list[str]:
    lines = [
        "# In YAML, JSON and CSV files replies are found by known shapes, or where patterns say:",
        '# fields = ["macros[].actions[field=comment_value].value", "subject:**.objet"]',
    ]
    if found.unread:
        named = ", ".join(_plain_line(path) for path in found.unread[:_MAX_NAMED])
        lines.append(f"# Files without a reply so far: {len(found.unread)}, such as {named}.")
    return [*lines, ""]


def _plain_line(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text)


def _placeholders(found: Findings, plugins: Plugins) -> list[str]:
    """The dialect of the templates and the variables that they use."""
    from replylint.placeholders.dialects import detect

    rule = next((rule for rule in plugins.rules if rule.code == "TPL005"), None)
    values = [one for one in found.placeholders if one.is_value and one.shape not in _BY_HAND]
    if rule is None or not values:
        return []
    dialect = detect(values)
    known = dialect is not None and sum(dialect.knows(v.variable) for v in values)
    sure = dialect is not None and known >= _SURE * len(values)
    names = Counter(one.variable for one in values if one.variable)
    listed = ", ".join(_quoted(name) for name, _ in sorted(names.most_common(_MAX_VARIABLES)))
    lines = [
        "[rule.TPL005]",
        "# The tool that fills the templates; detected where it is not given.",
    ]
    lines.append(_line("dialect", dialect.name if dialect else "zendesk", active=sure))
    if "variables" in rule.options:
        lines += [
            "# Every field that a template may use; given, any other is told.",
            f"# variables = [{listed}]",
        ]
    return [*lines, ""]


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


def _channels(found: Findings) -> Iterable[str]:
    """An override for each folder that is named after a channel."""
    if not found.channels:
        yield from (
            "# What is known of the replies in some folders:",
            "# [[overrides]]",
            '# files = ["email/*"]',
            '# channel = "email"',
        )
        return
    for folder, channel in sorted(found.channels.items()):
        yield from ("[[overrides]]", f"files = [{_quoted(_glob(folder))}]",
                    f'channel = "{channel}"', "")  # fmt: skip


def _glob(folder: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in folder) + "/*"
