"""Faults of users and of replylint: one clear line each, the rest goes on, no reply text leaks."""

from __future__ import annotations

import builtins
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from replylint.cli import main

if TYPE_CHECKING:
    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")
ZZZ = ("--select", "ZZZ")
SECRET = "Ann Martin, card 4111 1111 1111 1111"


def files_with_faults(folder: Path) -> dict[str, str]:
    """Files that cannot be checked, each with what is said of it."""
    (folder / "binary.txt").write_bytes(b"GIF89a\0\0")
    (folder / "blank.txt").write_bytes(b" \r\n\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "latin.txt").write_bytes(b"Bonjour,\nmerci d\xe9j\xe0")
    (folder / "key.txt").write_bytes(b"---\nchanel: x\n---\nHi")
    (folder / "value.txt").write_bytes(b"---\nchannel: x\nvisibility: secret\n---\nHi")
    (folder / "channel.txt").write_bytes(b"---\nchannel: facebok\n---\nHi")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(1_000_000_000)
    (folder / "nothing").mkdir()
    return {
        "binary.txt": "binary.txt:1: is not a text",
        "blank.txt": "blank.txt: holds no reply",
        "empty.txt": "empty.txt: holds no reply",
        "latin.txt": "latin.txt:2: is not valid UTF-8 (byte 0xE9); save it as UTF-8, or name",
        "key.txt": "key.txt:2: the front matter has no key 'chanel'; did you mean 'channel'?",
        "value.txt": "value.txt:3: visibility must be one of: public, private",
        "channel.txt": "channel.txt: reply: unknown channel 'facebok'; did you mean 'facebook'?",
        "huge.txt": "huge.txt: holds 1,000,000,000 bytes, more than the limit of 1,000,000",
        "nothing": "nothing: no replies in this folder (looked for .",
        "missing.txt": "missing.txt: no such file or folder; check the path",
        "emtpy.txt": "emtpy.txt: no such file; did you mean empty.txt?",
    }


def test_every_bad_file_is_one_line_and_the_others_are_checked(here: Path, run: Run) -> None:
    faults = files_with_faults(here)
    (here / "good.txt").write_text("teh", "utf-8")
    ran = run("check", *faults, "good.txt", *ZZZ, "-q", "--output-format", "concise", "--exit-zero")
    assert ran.out == "good.txt:1:1: info ZZZ001 (typo): found teh\n"
    assert ran.code == 2
    lines = ran.err.splitlines()
    assert len(lines) == len(faults)
    for line, said in zip(lines, faults.values(), strict=True):
        assert line.startswith(f"replylint: {said}")


@pytest.mark.parametrize("name", ["binary.txt", "key.txt", "missing.txt", "nothing"])
def test_bad_files_are_named_in_french_too(here: Path, run: Run, name: str) -> None:
    files_with_faults(here)
    english = run("check", name).err
    french = run("check", name, "--ui-lang", "fr").err
    assert french.startswith(f"replylint: {name}")
    assert french != english
    assert french.count("\n") == 1


def test_a_file_that_may_not_be_read(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.txt").write_text("Hi", "utf-8")
    plain_open = builtins.open

    def denied(path: str, *arguments: Any, **options: Any) -> object:
        if path == "a.txt":
            raise PermissionError(13, "Permission denied")
        return plain_open(path, *arguments, **options)

    monkeypatch.setattr(builtins, "open", denied)
    ran = run("check", "a.txt")
    assert ran.code == 2
    assert ran.err == "replylint: a.txt: may not be read; give yourself permission to read it\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "a.txt", "--channel", "facebok"),
         "command line: unknown channel 'facebok'; did you mean 'facebook'?"),
        (("check", "a.txt", "--select", "ZZZ9"),
         "command line: select: no rule fits 'ZZZ9'; did you mean 'ZZZ00"),
        (("check", "a.txt", "--ignore", "typpo"), "command line: ignore: no rule fits 'typpo'; "
         "did you mean 'typo'?"),
        (("check", "a.txt", "--output-format", "jason"),
         "command line: no format 'jason'; did you mean 'json'?"),
        (("check", "a.txt", "--config", "no.toml"), "no.toml: no such file"),
        (("check", "a.txt", "--config", "bad.toml"), "bad.toml: not valid TOML"),
        (("check", "a.txt", "--config", "key.toml"),
         "key.toml: unknown key 'selct'; did you mean 'select'?"),
        (("check", "a.txt", "--max-size", "lots"), "Invalid value for '--max-size': 'lots' is no"),
        (("check", "a.txt", "--encoding", "utf9"), "command line: --encoding: no encoding 'utf9'"),
        (("check", "a.txt", "--inbound", "@no.txt"),
         "command line: --inbound: no.txt: no such file"),
        (("check",), "give files, folders, or - for standard input (see replylint check --help)"),
        (("chek", "a.txt"), "no command 'chek'; did you mean 'check'?"),
        (("check", "--chanel", "x"), "No such option"),
        (("rule", "ZZZ0001"), "command line: no rule 'ZZZ0001'; did you mean 'ZZZ001'?"),
        (("rules", "ZZY"), "command line: no rule fits 'ZZY'; did you mean 'ZZZ'?"),
        (("audit", "no.csv"), "no.csv: no such file or folder"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_one_line_with_the_nearest_right_one(
    here: Path, run: Run, arguments: tuple[str, ...], said: str
) -> None:
    (here / "a.txt").write_text("Hi", "utf-8")
    (here / "bad.toml").write_text("select = [", "utf-8")
    (here / "key.toml").write_text("selct = []", "utf-8")
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith(f"replylint: {said}")
    assert ran.err.count("\n") == 1


def test_a_rule_that_fails_is_told_and_counts_as_an_error(here: Path, run: Run) -> None:
    (here / "a.txt").write_text(f"{SECRET} teh", "utf-8")
    ran = run("check", "a.txt", "--select", "ZZZ001,ZZZ004", "-q", "--output-format", "concise")
    assert ran.code == 2
    assert "ZZZ001" in ran.out
    assert ran.err.startswith("replylint: a.txt: ZZZ004: ")
    assert "KeyError" in ran.err
    assert "Ann" not in ran.err


def test_an_internal_error_shows_no_reply_text_even_when_debugging(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.txt").write_text(SECRET, "utf-8")
    arguments = ("check", "a.txt", "--select", "ZZZ004")
    monkeypatch.setenv("REPLYLINT_DEBUG", "1")
    ran = run(*arguments)
    assert ran.code == 2
    assert "replylint_zzz.py" in ran.err
    assert "raise KeyError(doc.text)" in ran.err
    assert "Ann" not in ran.err
    assert "4111" not in ran.err


def test_an_internal_error_is_one_line(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.txt").write_text(SECRET, "utf-8")

    def broken(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("replylint.linter.Linter.read", broken)
    ran = run("check", "a.txt")
    assert ran.code == 2
    assert ran.err == (
        "replylint: internal error (RuntimeError); this is a fault of replylint or of a plugin. "
        "Run again with REPLYLINT_DEBUG=1 to see where (no reply text is shown)\n"
    )


def test_a_broken_plugin_is_named(
    here: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from replylint.linter import installed_plugins

    info = tmp_path / "more" / "bad-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text("[replylint]\nbad = no_such_module\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path / "more")
    installed_plugins.cache_clear()
    (here / "a.txt").write_text("Hi", "utf-8")
    ran = run("check", "a.txt", *ZZZ)
    assert ran.code == 0
    assert ran.err.startswith("replylint: the plugin bad could not be used and was left out: ")


def test_control_characters_of_a_reply_never_reach_the_terminal(here: Path, run: Run) -> None:
    (here / "a.txt").write_bytes(b"teh \x1b]0;owned\x07\x1b[2J \xe2\x80\xae kaboom")
    for form in ("text", "concise"):
        out = run("check", "a.txt", *ZZZ, "--output-format", form).out
        assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_a_reader_that_goes_away_is_no_error(here: Path) -> None:
    (here / "a.txt").write_text("Hi", "utf-8")
    command = f"{sys.executable} -m replylint rules --output-format json | head -c 1"
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert ran.stdout == "["
    assert ran.stderr == ""


def test_an_interrupt_ends_as_shells_expect(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    (here / "a.txt").write_text("Hi", "utf-8")
    monkeypatch.setattr("replylint.linter.Linter.read", interrupt)
    assert main(["check", "a.txt"]) == 130
