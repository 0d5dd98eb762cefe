"""The work behind `replylint audit`: options in, files and a summary out."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from replylint import __version__
from replylint.audit.checkpoint import DamagedError, Saved, digest, file_digest
from replylint.audit.columns import channel_names
from replylint.audit.counting import Counting
from replylint.audit.exports import ExportOptions, open_export
from replylint.audit.parts import Parts, see_targets
from replylint.audit.runner import Runner
from replylint.audit.stop import Stop, StoppedError
from replylint.audit.work import Work
from replylint.cli import EXIT_CLEAN, EXIT_ERROR, EXIT_FOUND
from replylint.cli.audit_files import FILES, earlier_record, read_key, state_folder, tables
from replylint.cli.failure import debugging
from replylint.cli.linters import Linters
from replylint.cli.options import given_settings
from replylint.cli.progress import Progress
from replylint.cli.run import check_encoding, warn_of_plugins
from replylint.cli.screen import make_view, write, write_file
from replylint.errors import ReplylintError
from replylint.i18n import DEFAULT, number, say
from replylint.processes import DiedError
from replylint.sources.file import FileError
from replylint.stamps import stamps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.audit.aggregate import Aggregate
    from replylint.audit.exports import Export
    from replylint.linter import Linter
    from replylint.settings import Settings

# Rows without these are no fault of the export: there is no reply in them to check.
_NO_FAULT = (
    "no-text", "from-customer", "internal-note", "not-a-reply", "not-sent", "header-again",
    "duplicate",
)  # fmt: skip
# As shells report a program that a signal ended.
_SIGNALLED = 128
# Of the worst replies, where nobody says how many.
_SHOWN, _KEPT = 5, 20
# Settings that change nothing in what is checked and counted.
_ASIDE = ("origin", "fail_under", "fail_on", "output_format", "baseline", "fields", "overrides")
_COUNTED = ("mapping", "agents", "delimiter", "encoding", "max_size", "timezone", "hours",
            "pseudonymise", "worst")  # fmt: skip


def run_audit(given: Mapping[str, Any]) -> int:
    """Run the command with its options and return the exit code."""
    check_encoding(given["encoding"])
    path: str | None = None if given["file"] == "-" else given["file"]
    linters = Linters(
        given_settings({**given, "output_format": None, "fail_under": None}),
        config=given["config"],
        isolated=given["isolated"],
        raise_errors=debugging(),
    )
    linter = linters.linter(path)
    lang = linter.settings.ui_lang or DEFAULT
    warn_of_plugins(linter.plugins, lang)
    audit = Audit(with_config(given, linter.settings), path, linter, lang)
    try:
        return audit.run()
    except FileError as error:
        at = f":{error.line}" if error.line is not None else ""
        raise ReplylintError(f"{path or '<stdin>'}{at}: {error.say(lang)}") from None


def with_config(given: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The options, with what the config's table `audit` says where they say nothing."""
    audit = settings.audit
    mapping = tuple(f"{field}={column}" for field, column in audit.map.items())
    of_config = mapping and not given["mapping"]
    return {
        **given,
        "mapping": (*mapping, *given["mapping"]),
        "mapping_source": f"{settings.origin['audit']}: audit.map." if of_config else "--map ",
        "agents": given["agents"] or audit.agents,
        "timezone": given["timezone"] or audit.timezone,
        "hours": given["hours"] or audit.hours,
    }


class Audit:
    """One run of the command."""

    def __init__(
        self, given: Mapping[str, Any], path: str | None, linter: Linter, lang: str
    ) -> None:
        self._given = given
        self._path = path
        self._linter = linter
        self._lang = lang
        self._tables = tables(given, lang)
        if path is None and given["resume"]:
            raise ReplylintError(say("audit.no-resume", lang))

    def run(self) -> int:
        """Audit, write the files and the summary, and return the exit code."""
        given, lang = self._given, self._lang
        see_targets([given[option] for option in FILES.values() if given[option] is not None], lang)
        before = earlier_record(given["compare"], lang)
        with ExitStack() as stack:
            export = stack.enter_context(open_export(self._path or "-", self._options()))
            folder = self._folder = state_folder(given, self._path, lang, stack)
            saved = self._saved()
            counting = self._counting(saved)
            parts = Parts(self._tables, folder, lang)
            work = Work(self._linter, counting, tuple(self._tables), raise_errors=debugging())
            runner = Runner(
                export, work, parts, folder if self._path else None, saved, given["jobs"]
            )
            complete = False
            try:
                signal = self._count(runner, export)
                record = self._record(runner.merged, export, before)
                if signal is not None:
                    self._show_part(record, saved.items)
                    return _SIGNALLED + signal
                self._publish(parts, record)
                complete = True
            except KeyboardInterrupt:
                self._say_how_to_go_on(saved)
                raise
            finally:
                if complete or not saved.items or self._path is None:
                    folder.remove()  # there is nothing that anybody could go on with
                folder.close()
        if debugging():
            self._tell(str(runner.timings))
        self._show(record)
        return self._exit_code(record)

    # --- before -------------------------------------------------------------------------------

    def _options(self) -> ExportOptions:
        given = self._given
        return ExportOptions(
            mapping=_mapping(given["mapping"]),
            mapping_source=given["mapping_source"],
            delimiter=_delimiter(given["delimiter"]),
            encoding=given["encoding"],
            limit=given["max_size"],
            channels=channel_names(self._linter.channels),
            agents=given["agents"],
            timezone=given["timezone"],
        )

    def _counting(self, saved: Saved) -> Counting:
        given = self._given
        key = None
        if given["pseudonym_key"] is not None:
            key = read_key(given["pseudonym_key"], self._lang)
        elif given["pseudonymise"]:
            from replylint.audit.pseudonyms import new_key

            key = new_key() if saved.key is None else bytes.fromhex(saved.key)
            saved.key = key.hex()
        return Counting.of(
            self._linter,
            timezone=given["timezone"] or "UTC",
            hours=given["hours"],
            key=key,
            worst=_KEPT if given["worst"] is None else given["worst"],
        )

    def _saved(self) -> Saved:
        """How far an earlier audit came that this one goes on with, or the beginning."""
        folder, lang = self._folder, self._lang
        identity = self._identity()
        if self._given["resume"]:
            try:
                saved = folder.load()
            except DamagedError:
                raise ReplylintError(say("audit.damaged", lang, folder=folder.path)) from None
            if saved is not None:
                differences = saved.differences(identity)
                if differences:
                    folder.close()
                    names = ", ".join(self._name(name) for name in differences)
                    raise ReplylintError(say("audit.differs", lang, names=names))
                return saved
            self._tell(say("audit.anew", lang, folder=folder.path))
        if folder.path.exists():
            folder.make()
            folder.clear()
        return Saved(identity)

    def _name(self, difference: str) -> str:
        named = difference in ("export", "replylint")
        return say(f"audit.differs.{difference}", self._lang) if named else difference

    def _identity(self) -> dict[str, str]:
        """What must be the same for an audit to go on."""
        if self._path is None:
            return {}
        given, linter = self._given, self._linter
        values: dict[str, object] = {
            name: value for name, value in linter.settings._asdict().items() if name not in _ASIDE
        }
        values |= {_flag(name): given[name] for name in _COUNTED}
        if given["pseudonym_key"] is not None:
            values["--pseudonym-key"] = read_key(given["pseudonym_key"], self._lang)
        for table, target in self._tables.items():
            values[_flag(FILES[table.name])] = table.form, os.path.abspath(target)
        return {
            "export": file_digest(self._path),
            "replylint": digest((__version__, sorted(stamps(linter)))),
            **{name: digest(value) for name, value in values.items()},
        }

    # --- meanwhile ----------------------------------------------------------------------------

    def _count(self, runner: Runner, export: Export) -> int | None:
        """Count all there is. The signal that stopped it before the end, if one did."""
        lang = self._lang
        progress = Progress(export.position, export.size(), runner.saved.items)

        def watch(items: int, _: int) -> None:
            progress.rows = items

        runner.watch = watch
        try:
            with Stop() as stop, progress.shown(lang):
                runner.run(stop)
        except StoppedError as stopped:
            self._say_how_to_go_on(runner.saved)
            return stopped.signal
        except OSError as error:  # no room for results on their way
            raise self._folder.unwritable(error) from None
        except DiedError as died:
            first, last = died.task.lines
            lines = say("audit.lines", lang, lines=f"{first}-{last}")
            raise ReplylintError(say("audit.died", lang, lines=lines, command=_command())) from None
        except DamagedError:
            raise ReplylintError(say("audit.damaged", lang, folder=self._folder.path)) from None
        return None

    def _say_how_to_go_on(self, saved: Saved) -> None:
        lang = self._lang
        if self._path is None:
            self._tell(say("audit.stopped-lost", lang))
        elif not saved.items:
            self._tell(say("audit.stopped-early", lang))
        else:
            self._tell(say("audit.stopped", lang, command=_command()))

    def _tell(self, text: str) -> None:
        click.echo(f"replylint: {text}", err=True)

    # --- after --------------------------------------------------------------------------------

    def _record(
        self, counted: Aggregate, export: Export, before: dict[str, Any] | None
    ) -> dict[str, Any]:
        return counted.record(
            name=export.name.encode("utf-8", "replace").decode(),
            shape=export.shape,
            columns=export.columns,
            title=self._given["title"] or "",
            language=self._lang,
            before=before,
        )

    def _show_part(self, record: dict[str, Any], rows: int) -> None:
        """The summary of what was done; no file and no JSON, which might be taken for the whole."""
        if rows and self._given["output_format"] != "json":
            self._tell(say("audit.part", self._lang, rows=number(rows, self._lang)))
            self._show(record)

    def _publish(self, parts: Parts, record: dict[str, Any]) -> None:
        given, lang = self._given, self._lang
        if given["report"] is not None:
            from replylint.audit.report import render_report

            write_file(given["report"], [_bytes(render_report(record, lang))], lang)
        if given["record"] is not None:
            write_file(given["record"], [_bytes(_json(record))], lang)
        parts.publish()

    def _show(self, record: dict[str, Any]) -> None:
        given, lang = self._given, self._lang
        view = make_view(lang, color=given["color"])
        if given["output_format"] == "json":
            write([_json(record)], view)
        else:
            from replylint.audit.summary import render

            worst = _SHOWN if given["worst"] is None else given["worst"]
            write(render(record, view, worst=worst), view)

    def _exit_code(self, record: Mapping[str, Any]) -> int:
        """2 where rows could not be read or rules failed, 1 under the wanted score, else 0."""
        mean, under = record["totals"]["score_mean"], self._given["fail_under"]
        if mean is None or record["failed_rules"] or set(record["rejects"]) - set(_NO_FAULT):
            return EXIT_ERROR
        return EXIT_FOUND if under is not None and mean < under else EXIT_CLEAN


def _json(record: Mapping[str, Any]) -> str:
    import json

    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _flag(name: str) -> str:
    return {"mapping": "--map", "agents": "--agent"}.get(name, f"--{name.replace('_', '-')}")


def _command() -> str:
    """The command that goes on with this one."""
    import shlex

    arguments = list(click.get_current_context().find_root().obj or ())
    if "--resume" not in arguments:
        arguments.append("--resume")
    return shlex.join(["replylint", *arguments])


def _mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    wanted = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise click.UsageError(f"--map {pair}: write FIELD=COLUMN, such as text=Body")
        wanted[field.strip()] = column.strip()
    return wanted


def _delimiter(given: str | None) -> str | None:
    """One character; "tab" and a backslash with a t mean the tab."""
    if given is None:
        return None
    delimiter = {"tab": "\t", "\\t": "\t"}.get(given, given)
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise click.UsageError(f"--delimiter {given!r}: must be one character, or tab")
    return delimiter
