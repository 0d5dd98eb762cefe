"""The command line. Each command lives in a module of its own, imported when it is called."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from replylint import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a command prints for help beside its name; the module has the same name as the command.
COMMANDS = {
    "check": "Check replies.",
    "audit": "Check an export of past replies and sum up what was found.",
    "init": "Write a config that fits the repository.",
    "explain": "Show how a reply is read: language, parts, what the customer wrote.",
    "rules": "List the rules.",
    "rule": "Show the page of one rule.",
    "channels": "List the channels.",
    "config": "Show the settings in force and where each comes from.",
    "schema": "Print the JSON Schema of a report.",
    "languagetool": "Install, start and stop the grammar server.",
}

EXIT_CLEAN, EXIT_FOUND, EXIT_ERROR = 0, 1, 2
# As shells report a program stopped by SIGINT or SIGPIPE.
_INTERRUPTED, _PIPE_CLOSED = 130, 141


class _Commands(click.Group):
    """The commands, known by name; help on all of them imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from replylint.errors import nearest

            raise click.UsageError(f"no command {args[0]!r}; {nearest(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="replylint %(version)s")
@click.option("--debug", is_flag=True, help="On an internal error, show where; never reply text.")
def app(debug: bool) -> None:
    """replylint checks customer-service replies before they are sent.

    Exit codes: 0 nothing found, 1 something found, 2 something could not be checked.
    """
    if debug:
        os.environ["REPLYLINT_DEBUG"] = "1"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. No fault of a user ends in a traceback."""
    from replylint.errors import ReplylintError

    try:
        code = app.main(
            arguments,
            prog_name="replylint",
            standalone_mode=False,
            obj=tuple(sys.argv[1:] if arguments is None else arguments),
        )
        sys.stdout.flush()
        return code if isinstance(code, int) else EXIT_CLEAN
    except (click.ClickException, ReplylintError) as error:
        _say(error)
        return EXIT_ERROR
    except click.Abort:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader went away, as `head` does. Nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except Exception as error:
        from replylint.cli.failure import report_bug

        report_bug(error)
        return EXIT_ERROR


def _say(error: Exception) -> None:
    """One line on standard error."""
    from replylint.outputs.terminal import printable

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    problem = str(error)
    if isinstance(error, click.ClickException):
        problem = error.format_message().rstrip(".")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        problem += f" (see {error.ctx.command_path} --help)"
    click.echo(f"replylint: {printable(problem)}", err=True)
