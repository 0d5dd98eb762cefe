"""`--fix` and `--diff`: fixes applied to files, which are never half-written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import click

from replylint.outputs import Failed
from replylint.outputs.files import write_whole
from replylint.outputs.masking import masked_text
from replylint.outputs.terminal import paint, printable
from replylint.report import apply_edits, chosen_fixes
from replylint.sources import File, FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.cli.run import Checker, Watch
    from replylint.finding import Edit
    from replylint.outputs import Checked, Result, View

# A fix may uncover another; two that undo each other must not go on for ever.
_ROUNDS = 10


def fixed_text(checker: Checker, file: File, unsafe: bool) -> str:
    """The content of a file with the fixes of its replies applied, until none is left.

    Raises FileError for a file that cannot be read.
    """
    text = file.text
    for _ in range(_ROUNDS):
        changed = _round(checker, file.with_text(text), unsafe)
        if changed == text:
            break
        text = changed
    return _line_ends_as_in(file.text, text) if text != file.text else text


class _Change(NamedTuple):
    """A fix of the reply with that number: its edits in the reply and in the file."""

    number: int
    of_reply: tuple[Edit, ...]
    of_file: tuple[Edit, ...]


def _round(checker: Checker, file: File, unsafe: bool) -> str:
    """The content with all fixes applied that the file reads back as they were meant."""
    changes: list[_Change] = []
    for number, result in enumerate(checker.check(file)):
        if isinstance(result, Failed):
            raise result.error
        changes += _changes(number, result, unsafe)
    if not changes:
        return file.text
    texts = checker.texts(file)
    if (changed := _applied(checker, file, texts, changes)) is not None:
        return changed
    # One of them does not hold: from the last to the first, so that places stay right, each alone.
    for change in sorted(changes, key=lambda c: c.of_file[0].start, reverse=True):
        if (changed := _applied(checker, file, texts, [change])) is not None:
            file = file.with_text(changed)
            texts[change.number] = apply_edits(texts[change.number], change.of_reply)
    return file.text


def _changes(number: int, checked: Checked, unsafe: bool) -> Iterator[_Change]:
    """The fixes of a reply, less those that the file's own form cannot hold."""
    for fix in chosen_fixes(checked.report.findings, unsafe=unsafe):
        moved = [checked.found.origin.edit(edit) for edit in fix.edits]
        of_file = tuple(edit for edit in moved if edit is not None)
        if len(of_file) == len(fix.edits):
            yield _Change(number, fix.edits, of_file)


def _applied(checker: Checker, file: File, texts: list[str], changes: list[_Change]) -> str | None:
    """The content with the changes made; None where its replies would read otherwise than meant."""
    changed = apply_edits(file.text, [edit for change in changes for edit in change.of_file])
    meant = list(texts)
    for number in {change.number for change in changes}:
        edits = [e for change in changes if change.number == number for e in change.of_reply]
        meant[number] = apply_edits(meant[number], edits)
    try:
        read = checker.texts(file.with_text(changed))
    except FileError:
        return None
    return changed if [*map(_essence, read)] == [*map(_essence, meant)] else None


def _essence(text: str) -> str:
    """A text without the white space that formats do not keep."""
    lines = (" ".join(re.split(r"(?<=\S)[ \t]+", line)).rstrip() for line in text.split("\n"))
    return "\n".join(lines).strip()


def _line_ends_as_in(original: str, text: str) -> str:
    """The text with the line ends of the original, where those are all CRLF."""
    crlf = original.count("\r\n")
    if not crlf or crlf != original.count("\n"):
        return text
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def save(file: File, text: str) -> None:
    """Write a file's new content, unless somebody else changed it since it was read.

    Raises FileError; the file then holds what it held before.
    """
    assert file.path is not None
    try:
        data = text.encode(file.encoding)
    except UnicodeEncodeError:
        raise FileError("unencodable", encoding=file.encoding) from None
    if File(file.path, file.path, limit=file.limit).data != file.data:
        raise FileError("changed")
    write_whole(file.path, [data])


def fixed_results(
    checker: Checker, paths: tuple[str, ...], unsafe: bool, watch: Watch
) -> Iterator[Result]:
    """Fix each file and yield the results of checking it again.

    Standard input has no file to write to: its fixed text goes to standard output.
    """
    for file in checker.files(paths):
        if isinstance(file, Failed):
            yield file
            continue
        try:
            text = fixed_text(checker, file, unsafe)
            if file.path is None:
                click.echo(text, nl=False)
            elif text != file.text:
                save(file, text)
                watch.fixed += 1
        except FileError as error:
            yield Failed(file.name, error)
        else:
            yield from checker.check(file.with_text(text))


def diffs(
    checker: Checker, paths: tuple[str, ...], unsafe: bool, watch: Watch, view: View
) -> Iterator[str]:
    """What the fixes would change, as a unified diff of each file, personal data masked."""
    for file in checker.files(paths):
        if isinstance(file, Failed):
            watch.tell(file)
            continue
        try:
            text = fixed_text(checker, file, unsafe)
        except FileError as error:
            watch.tell(Failed(file.name, error))
            continue
        if text != file.text:
            watch.found = True
            watch.fixed += 1
            region = checker.linters.settings(file.path).region
            for sign in ("---", "+++"):
                yield paint(f"{sign} {printable(file.name)}", "bold", view.color) + "\n"
            yield from unified_diff(file.text, text, region, view)


def unified_diff(old: str, new: str, region: str | None, view: View) -> Iterator[str]:
    """The hunks of a unified diff. Lines are compared as they are and shown masked."""
    from difflib import SequenceMatcher

    shown = {
        "-": [printable(line) for line in masked_text(old, region).split("\n")],
        "+": [printable(line) for line in masked_text(new, region).split("\n")],
    }
    matcher = SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False)
    for group in matcher.get_grouped_opcodes():
        (_, a, _, c, _), (_, _, b, _, d) = group[0], group[-1]
        yield paint(f"@@ -{a + 1},{b - a} +{c + 1},{d - c} @@", "cyan", view.color) + "\n"
        for kind, i, j, k, m in group:
            if kind == "equal":
                yield from (f" {line}\n" for line in shown["-"][i:j])
                continue
            yield from (paint(f"-{line}", "red", view.color) + "\n" for line in shown["-"][i:j])
            yield from (paint(f"+{line}", "green", view.color) + "\n" for line in shown["+"][k:m])
