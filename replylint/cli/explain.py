"""`replylint explain`: how replies are read, before any rule judges them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from replylint.cli import options as shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.outputs import Result


@click.command()
@click.argument("files", nargs=-1, metavar="[FILES|FOLDERS|-]...", type=click.Path())
@shared.of_reply
@shared.of_conversation
@shared.of_rules
@shared.of_config
@shared.of_files
@shared.as_json
@shared.color
def command(**given: Any) -> int:
    """Show how replies are read.

    The language, the channel, the greeting and the signature, what the customer's message was
    taken for and by which words, what was not taken for prose, the kinds of personal data
    (masked), and the rules that could not judge the reply, with the reason.
    """
    from replylint.cli.run import Watch, make_checker
    from replylint.cli.screen import make_view, write
    from replylint.i18n import DEFAULT
    from replylint.outputs import Checked, Failed
    from replylint.outputs.reading import reading, render

    if not given["files"]:
        raise click.UsageError("give files, folders, or - for standard input")
    checker = make_checker({**given, "output_format": None})
    linters = checker.linters
    lang = linters.settings(None).ui_lang or DEFAULT
    watch = Watch(linters, lang)
    view = make_view(lang, color=given["color"])

    def results() -> Iterator[Result]:
        for file in checker.files(given["files"]):
            if isinstance(file, Failed):
                yield file
            else:
                yield from checker.check(file)

    def pieces() -> Iterator[str]:
        for result in watch.over(results()):
            if isinstance(result, Checked):
                record = reading(result, linters.linter(result.path))
                if given["output_format"] == "json":
                    import json

                    yield json.dumps(record, ensure_ascii=False) + "\n"
                else:
                    yield from render(record, view)

    write(pieces(), view)
    return watch.exit_code(exit_zero=True)
