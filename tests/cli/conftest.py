"""What tests of the command line share: a way to run it, and a plugin with rules to count on."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from replylint.cli import main
from replylint.linter import installed_plugins

# Rules whose findings do not change with the rules that come with replylint.
PLUGIN = """
from replylint.plugins import hookimpl
from replylint.rule import Edit, Fix, Flag, Rule, Severity

TEXTS = {"default": "found {phrase}", "default.suggestion": "write something else"}


class Word(Rule):
    word, fixed, safe = "", None, True
    messages = {"en": TEXTS, "fr": {"default": "trouvé {phrase}"}}

    def check(self, doc):
        start = doc.text.find(self.word)
        while start >= 0:
            end = start + len(self.word)
            fix = None
            if self.fixed is not None:
                fix = Fix((Edit(start, end, self.fixed),), safe=self.safe)
            yield Flag(start, end, fix=fix)
            start = doc.text.find(self.word, end)


class Typo(Word):
    code, name, word, fixed = "ZZZ001", "typo", "teh", "the"
    severity = Severity.INFO


class Slang(Word):
    code, name, word, fixed, safe = "ZZZ002", "slang", "gonna", "going to", False


class Grave(Word):
    code, name, word = "ZZZ003", "grave", "kaboom"
    severity = Severity.CRITICAL


class Faulty(Rule):
    code, name = "ZZZ004", "faulty"
    preview = True
    messages = {"en": TEXTS, "fr": TEXTS}

    def check(self, doc):
        raise KeyError(doc.text)


class NeedsInbound(Word):
    code, name, word = "ZZZ005", "needs-inbound", "inbound"
    needs = ("inbound",)


for rule in (Typo, Slang, Grave, Faulty, NeedsInbound):
    rule.category = "test"


@hookimpl
def replylint_rules():
    return [Typo, Slang, Grave, Faulty, NeedsInbound]
"""


class Ran(NamedTuple):
    """How a run of the command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, with nothing of the environment that changes what is printed."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("NO_COLOR", "COLUMNS", "LC_ALL", "LC_MESSAGES", "LANG", "REPLYLINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The rules ZZZ001 to ZZZ005, installed as a plugin."""
    folder = tmp_path / "site"
    info = folder / "replylint_zzz-1.0.dist-info"
    info.mkdir(parents=True)
    info.joinpath("entry_points.txt").write_text("[replylint]\nzzz = replylint_zzz\n", "utf-8")
    folder.joinpath("replylint_zzz.py").write_text(PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(folder)
    installed_plugins.cache_clear()
    yield
    installed_plugins.cache_clear()


@pytest.fixture
def run(here: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in the working folder: run("check", "a.txt", stdin="...")."""

    def invoke(*arguments: str, stdin: str | bytes = b"") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)), "utf-8")  # type: ignore[arg-type]
        monkeypatch.setattr(sys, "stdin", stream)
        capfd.readouterr()
        code = main(arguments)
        return Ran(code, *capfd.readouterr())

    return invoke
