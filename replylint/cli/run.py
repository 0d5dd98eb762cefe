"""The work behind `replylint check`: each file read, checked and, where asked for, mended."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from replylint.cli import EXIT_CLEAN, EXIT_ERROR, EXIT_FOUND
from replylint.cli.failure import debugging
from replylint.cli.linters import WHERE, Linters
from replylint.cli.options import given_settings
from replylint.cli.screen import make_view, write
from replylint.errors import ConfigError
from replylint.finding import Severity
from replylint.i18n import DEFAULT, count, say
from replylint.outputs import Checked, Failed, find_output
from replylint.outputs.terminal import printable
from replylint.sources import File, FileError, all_sources, source_for
from replylint.sources.file import Hints
from replylint.sources.suppressions import KEY, MARK
from replylint.sources.walk import STDIN, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from replylint.linter import Linter
    from replylint.outputs import Result
    from replylint.plugins import Plugins
    from replylint.reply import Reply
    from replylint.report import Report
    from replylint.sources import Found, Origin
    from replylint.sources.shapes import Field


# From this many files on, a cache and further processes are looked at; see `many`.
MANY = 20
BASELINE = ".replylint-baseline.json"


class Checker:
    """Reads and checks files with what the command line says of their replies."""

    def __init__(self, given: Mapping[str, Any], linters: Linters, plugins: Plugins) -> None:
        self.linters = linters
        self._plugins = plugins
        self._limit: int = given["max_size"]
        self._encoding: str | None = given.get("encoding")
        self._stdin_name: str | None = given.get("stdin_filename")
        self._known_hints: list[tuple[Linter, Hints]] = []
        self.extra = {
            "inbound": inbound_text(given.get("inbound"), self._limit),
            "customer": given.get("customer"),
        }

    def files(self, paths: tuple[str, ...]) -> Iterator[File | Failed]:
        """The files behind the arguments of the command."""
        suffixes = tuple(
            dict.fromkeys(s for source in all_sources(self._plugins) for s in source.suffixes)
        )
        for path, problem in expand(paths, suffixes):
            if problem is not None:
                yield Failed(path, problem)
            elif path == STDIN:
                yield self.file(self._stdin_name or "<stdin>", stream=sys.stdin.buffer)
            else:
                yield self.file(path, path)

    def file(self, name: str, path: str | None = None, stream: BinaryIO | None = None) -> File:
        return File(name, path, stream=stream, limit=self._limit, encoding=self._encoding)

    def check(self, file: File) -> Iterator[Result]:
        """The result of each reply of a file, less what its comments suppress."""
        linter = self.linters.linter(self._config_path(file))
        results = self._results(file, linter)
        try:
            if MARK in file.text or KEY in file.text:
                from replylint.cli.suppress import suppressed

                results = suppressed(results, file, linter)
        except FileError:
            pass  # told below, when the file is read
        yield from results

    def texts(self, file: File) -> list[str]:
        """The texts of a file's replies. Raises FileError."""
        found = self._read(file, self.linters.linter(self._config_path(file)))
        return [one.reply.text for one in found]

    def _read(self, file: File, linter: Linter) -> Iterable[Found]:
        source = source_for(file.name, self._plugins)
        if source.name != "text":  # a plain text has nothing to hint at
            file.hints = self._hints(linter)
        return source.read(file)

    def _results(self, file: File, linter: Linter) -> Iterator[Result]:
        replies = self._read(file, linter)
        try:
            for found in replies:
                document = linter.read(self._completed(found.reply))
                report = _possible(linter.judge(document), found.origin)
                yield Checked(file.name, found, document, report)
        except FileError as error:
            yield Failed(file.name, error)
        except ConfigError as error:  # what the file says of its reply does not exist
            yield Failed(file.name, FileError("said", problem=str(error)))

    def _hints(self, linter: Linter) -> Hints:
        """What the config knows of a file's replies. Raises ConfigError for a wrong pattern."""
        for known, hints in self._known_hints:
            if known is linter:
                return hints
        from replylint.audit.columns import channel_names

        settings = linter.settings
        fields: tuple[Field, ...] = ()
        if settings.fields:
            from replylint.sources.shapes import parse_field

            where = settings.origin.get("fields", WHERE)
            fields = tuple(parse_field(source, where) for source in settings.fields)
        answering = any(value is not None for value in self.extra.values())
        kind = settings.kind or ("draft" if answering else None)
        hints = Hints(fields, kind, channel_names(linter.channels))
        self._known_hints.append((linter, hints))
        return hints

    def _config_path(self, file: File) -> str | None:
        return file.path if file.path is not None else self._stdin_name

    def _completed(self, reply: Reply) -> Reply:
        changes: dict[str, Any] = {
            key: value
            for key, value in self.extra.items()
            if value is not None and getattr(reply, key) is None
        }
        if not changes:
            return reply
        from dataclasses import replace

        return replace(reply, **changes)


def _possible(report: Report, origin: Origin) -> Report:
    """The report without the fixes that the file's own form cannot hold."""
    lost = [
        finding
        for finding in report.findings
        if finding.fix is not None and any(origin.edit(e) is None for e in finding.fix.edits)
    ]
    if not lost:
        return report
    kept = (f._replace(fix=None) if f in lost else f for f in report.findings)
    return report._replace(findings=tuple(kept))


def inbound_text(given: str | None, limit: int) -> str | None:
    """What the customer wrote: a text, or of `@file` what the file holds.

    A text that begins with a handle is a text: a file is meant only where there are no spaces.
    Raises ConfigError for a file that cannot be read.
    """
    if (
        given is None
        or not given.startswith("@")
        or (any(c.isspace() for c in given) and not os.path.isfile(given[1:]))
    ):
        return given
    try:
        return File(given[1:], given[1:], limit=limit).text
    except FileError as error:
        raise ConfigError(f"{WHERE}: --inbound: {given[1:]}: {error}") from None


def run_check(given: Mapping[str, Any]) -> int:
    """Run the command with its options and return the exit code."""
    paths: tuple[str, ...] = given["files"]
    if given["stdin_filename"] is not None and STDIN not in paths:
        paths = (*paths, STDIN)
    if not paths:
        raise click.UsageError("give files, folders, or - for standard input")
    check_encoding(given["encoding"])
    checker = make_checker(given)
    linters = checker.linters
    linter = linters.linter(None if paths[0] == STDIN else paths[0])
    settings = linter.settings
    lang = settings.ui_lang or DEFAULT
    warn_of_plugins(linter.plugins, lang)
    watch = Watch(linters, lang)
    view = make_view(
        lang, color=given["color"], quiet=given["quiet"], to_file=given["output"] is not None
    )
    if given["diff"]:
        from replylint.cli.fix import diffs

        write(diffs(checker, paths, given["unsafe_fixes"], watch, view), view, given["output"])
    else:
        name = settings.output_format or "text"
        output = find_output(name, linter.plugins, settings.origin.get("output_format", WHERE))
        if given["fix"]:
            from replylint.cli.fix import fixed_results

            found = fixed_results(checker, paths, given["unsafe_fixes"], watch)
        else:
            found = results(checker, paths, given)
        baseline = given["baseline"] or settings.baseline
        if given["write_baseline"]:
            return write_baseline(baseline or BASELINE, found, watch, lang)
        found = narrowed(found, baseline, given["since"], linters)
        if given["statistics"]:
            from replylint.outputs.statistics import StatisticsOutput

            output = StatisticsOutput(output)
        # The fixed text of standard input goes to standard output, so nothing else may.
        aside = given["fix"] and STDIN in paths
        write(output.render(watch.over(found), view), view, given["output"], aside=aside)
    if watch.fixed and not given["quiet"]:
        key = "would-fix" if given["diff"] else "fixed"
        click.echo(f"replylint: {count(watch.fixed, key, lang)}", err=True)
    return watch.exit_code(given["exit_zero"])


def make_checker(given: Mapping[str, Any]) -> Checker:
    """The checker for a command's options. Raises ConfigError."""
    linters = Linters(
        given_settings(given),
        config=given["config"],
        isolated=given["isolated"],
        raise_errors=debugging(),
    )
    from replylint.linter import installed_plugins

    return Checker(given, linters, installed_plugins(linters.settings(None).disable_plugins))


def narrowed(
    found: Iterator[Result], baseline: str | None, since: str | None, linters: Linters
) -> Iterator[Result]:
    """The results without what a baseline knows, and on changed lines only."""
    if baseline is not None:
        from replylint.cli.baseline import Baseline

        found = Baseline(baseline).load().over(found, linters)
    if since is not None:
        from replylint.cli.since import Since

        found = Since(since).over(found, linters)
    return found


def write_baseline(path: str, found: Iterator[Result], watch: Watch, lang: str) -> int:
    """Write all findings to a baseline; the exit code is 2 where a file could not be checked."""
    from replylint.cli.baseline import Baseline

    known, failed = Baseline(path).write(found)
    for result in failed:
        assert isinstance(result, Failed)
        watch.tell(result)
    text = f"{path}{say('colon', lang)} {count(known, 'baseline-written', lang)}"
    click.echo(f"replylint: {printable(text)}", err=True)
    return watch.exit_code()


def results(checker: Checker, paths: tuple[str, ...], given: Mapping[str, Any]) -> Iterator[Result]:
    """The result of each reply of all files, lazily."""
    files = list(checker.files(paths))
    if len(files) >= MANY or given["jobs"]:
        from replylint.cli.many import check_many

        yield from check_many(checker, files, given)
        return
    for file in files:
        if isinstance(file, Failed):
            yield file
        else:
            yield from checker.check(file)


class Watch:
    """Sees every result go by: tells of errors at once and keeps what the exit code needs."""

    def __init__(self, linters: Linters, ui_lang: str) -> None:
        self._linters = linters
        self._lang = ui_lang
        self._told: set[str] = set()
        self.found = False
        self.failed = False
        self.fixed = 0

    def over(self, results: Iterator[Result]) -> Iterator[Result]:
        """The same results, watched."""
        for result in results:
            if isinstance(result, Failed):
                self.tell(result)
            else:
                self._look(result)
            yield result

    def tell(self, result: Failed) -> None:
        """One line on what could not be checked."""
        self.failed = True
        at = f":{result.error.line}" if result.error.line is not None else ""
        self._line(f"{result.path}{at}: {result.error.say(self._lang)}")

    def _look(self, checked: Checked) -> None:
        report = checked.report
        if report.findings and not self.found:
            settings = self._linters.settings(checked.path)
            under = settings.fail_under
            worst = max(finding.severity for finding in report.findings)
            self.found = worst >= Severity.parse(settings.fail_on) or (
                under is not None and report.score < under
            )
        for note in report.skipped:
            if note.reason == "failed":
                self.failed = True
                if note.code not in self._told:
                    self._told.add(note.code)
                    self._line(f"{checked.path}: {note.code}: {note.message}")

    def _line(self, text: str) -> None:
        sys.stdout.flush()
        click.echo(f"replylint: {printable(text)}", err=True)

    def exit_code(self, exit_zero: bool = False) -> int:
        """2 where something could not be checked, 1 where something was found, else 0."""
        if self.failed:
            return EXIT_ERROR
        return EXIT_FOUND if self.found and not exit_zero else EXIT_CLEAN


def warn_of_plugins(plugins: Plugins, lang: str) -> None:
    """Name the plugins that were left out."""
    for broken in plugins.broken:
        text = say("plugin-broken", lang, name=broken.name, error=broken.error)
        click.echo(f"replylint: {printable(text)}", err=True)


def check_encoding(name: str | None) -> None:
    """Raise ConfigError for an encoding that does not exist."""
    if name is None:
        return
    import codecs

    try:
        codecs.lookup(name)
    except LookupError:
        raise ConfigError(
            f"{WHERE}: --encoding: no encoding {name!r}; try utf-8, utf-16 or cp1252"
        ) from None
