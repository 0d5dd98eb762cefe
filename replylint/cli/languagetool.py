"""replylint languagetool: install, start, stop and look at the grammar server."""

from __future__ import annotations

from pathlib import Path

import click

from replylint.cli import EXIT_CLEAN, EXIT_FOUND


@click.group()
def command() -> None:
    """The LanguageTool server behind the rules GRM001 and GRM002.

    One server for all processes of a user, on this machine only. Switch the rules on with
    `languagetool = "on"` in the config.
    """


@command.command()
@click.option(
    "--language",
    "languages",
    multiple=True,
    default=("fr", "en"),
    show_default=True,
    metavar="CODE",
    help="A language to install; can be given several times.",
)
@click.option(
    "--from",
    "source",
    type=click.Choice(["maven", "download"]),
    default="maven",
    show_default=True,
    help="Maven Central, or languagetool.org (all languages).",
)
def install(languages: tuple[str, ...], source: str) -> int:
    """Fetch LanguageTool into the user's cache. The only command that goes to the network."""
    from replylint.grammar import install as installer
    from replylint.grammar.place import VERSION

    folder = installer.install(languages) if source == "maven" else installer.download()
    click.echo(f"LanguageTool {VERSION} is in {folder}")
    return EXIT_CLEAN


@command.command()
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A LanguageTool that is there already, instead of the installed one.",
)
@click.option(
    "--heap",
    type=click.IntRange(256),
    default=768,
    show_default=True,
    metavar="MB",
    help="The most memory for Java's objects.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    default=2,
    show_default=True,
    help="How many texts are checked at a time.",
)
def start(folder: Path | None, heap: int, threads: int) -> int:
    """Start the server, unless it runs, and wait until it answers."""
    from replylint.grammar import server as servers

    server, new = servers.start(folder, heap=heap, threads=threads)
    click.echo(f"LanguageTool {'answers' if new else 'already answers'} at {server.url}")
    return EXIT_CLEAN


@command.command()
def stop() -> int:
    """Stop the server."""
    from replylint.grammar import server as servers

    click.echo("LanguageTool has stopped" if servers.stop() else "LanguageTool was not running")
    return EXIT_CLEAN


@command.command()
def status() -> int:
    """Say whether LanguageTool is installed and answers; exit code 0 where it answers, else 1."""
    from replylint.grammar import place
    from replylint.grammar import server as servers

    folder = place.installed()
    click.echo(f"installed: {folder if folder.exists() else 'no; replylint languagetool install'}")
    server = place.load()
    if server is None:
        click.echo("running: no; replylint languagetool start")
        return EXIT_FOUND
    alive = servers.is_alive(server)
    click.echo(
        f"running: {server.url if alive else 'no, it has died; replylint languagetool start'}"
    )
    return EXIT_CLEAN if alive else EXIT_FOUND
