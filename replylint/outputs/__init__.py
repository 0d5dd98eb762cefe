"""Outputs: they write what was found, for a person or for a program.

A plugin brings its own through the hook `replylint_outputs`; see Output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.document import Document
    from replylint.finding import Finding
    from replylint.plugins import Plugins
    from replylint.report import Report
    from replylint.sources import Found, Place
    from replylint.sources.file import FileError

    Result: TypeAlias = "Checked | Failed"


class Checked(NamedTuple):
    """A reply that was checked: the name of its file, where it stands there, and its report."""

    path: str
    found: Found
    document: Document
    report: Report

    def place(self, finding: Finding) -> Place:
        """Where a finding stands in the file."""
        return self.found.origin.place(finding.start)

    def masked(self) -> str:
        """The reply's text with its personal data masked, of the same length: show only this."""
        from replylint.outputs.masking import masked_reply

        return masked_reply(self.document)

    def reply_line(self, finding: Finding) -> str:
        """The masked line of the reply in which a finding begins."""
        masked = self.masked()
        start = masked.rfind("\n", 0, finding.start) + 1
        end = masked.find("\n", finding.start)
        return masked[start : end if end >= 0 else len(masked)]


class Failed(NamedTuple):
    """A file, or a place in it, that could not be checked, and why."""

    path: str
    error: FileError


class View(NamedTuple):
    """How to show things.

    ui_lang: "en" or "fr". color: whether to use terminal colours. width: of a line, in terminal
    cells. quiet: findings only.
    """

    ui_lang: str = "en"
    color: bool = False
    width: int = 100
    quiet: bool = False


class Output(Protocol):
    """Writes results in one format. `name` is what `--output-format` takes."""

    name: str

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        """The output, piece by piece, while the results come in; any piece may hold many lines.

        Never shows more of a reply than `Checked.masked` and the findings say.
        """


# The module of each format that comes with replylint, imported when it is asked for.
BUILT_IN = (
    "text", "concise", "json", "jsonl",
    "sarif", "github", "gitlab", "junit", "rdjson", "checkstyle", "markdown",
)  # fmt: skip


_MODULES = {"markdown": "markdown_table"}


def output_names(plugins: Plugins) -> tuple[str, ...]:
    """Every format there is."""
    return (*BUILT_IN, *(output.name for output in plugins.outputs))


def find_output(name: str, plugins: Plugins, where: str) -> Output:
    """The output of that name; a plugin's goes before replylint's own of the same name.

    Raises ConfigError, which begins with `where` and names the nearest format.
    """
    for output in plugins.outputs:
        if output.name == name:
            found: Output = output
            return found
    if name not in BUILT_IN:
        from replylint.errors import ConfigError, nearest

        raise ConfigError(f"{where}: no format {name!r}; {nearest(name, output_names(plugins))}")
    from importlib import import_module

    module = import_module(f"{__name__}.{_MODULES.get(name, name)}")
    built_in: Output = module.OUTPUT
    return built_in
