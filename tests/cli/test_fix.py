"""`--fix` and `--diff`: files are mended whole, and what is shown is masked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from replylint.cli import fix
from replylint.outputs.files import write_whole
from replylint.sources import File, FileError

if TYPE_CHECKING:
    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")
ZZZ = ("--select", "ZZZ")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"teh parcel\n", b"the parcel\n"),
        ("Hi,\r\nteh été\r\n".encode("utf-8-sig"), "Hi,\r\nthe été\r\n".encode("utf-8-sig")),
        (b"---\nchannel: x\n---\n\nteh, teh", b"---\nchannel: x\n---\n\nthe, the"),
        ("teh é".encode("utf-16"), "the é".encode("utf-16")),
        (b"tehteh gonna", b"thethe gonna"),
    ],
)  # fmt: skip
def test_safe_fixes_change_nothing_else(here: Path, run: Run, before: bytes, after: bytes) -> None:
    path = here / "a.txt"
    path.write_bytes(before)
    path.chmod(0o600)
    ran = run("check", "a.txt", "--select", "ZZZ001,ZZZ002", "--fix", "--fail-on", "warning", "-q")
    assert path.read_bytes() == after
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in here.iterdir()] == ["a.txt"]
    assert ran.err == ""


def test_unsafe_fixes_are_asked_for(here: Path, run: Run) -> None:
    (here / "a.txt").write_text("teh gonna", "utf-8")
    ran = run("check", "a.txt", *ZZZ, "--fix")
    assert (here / "a.txt").read_text("utf-8") == "the gonna"
    assert ran.code == 1
    assert "ZZZ002" in ran.out
    assert "ZZZ001" not in ran.out
    assert "1 can be fixed with --fix --unsafe-fixes" in ran.out
    assert ran.err == "replylint: 1 file fixed.\n"
    ran = run("check", "a.txt", *ZZZ, "--fix", "--unsafe-fixes")
    assert (here / "a.txt").read_text("utf-8") == "the going to"
    assert ran.code == 0


def test_diff_changes_nothing_and_masks(here: Path, run: Run) -> None:
    text = "Hi,\nteh card 4111 1111 1111 1111\nbye\n"
    (here / "a.txt").write_text(text, "utf-8")
    ran = run("check", "a.txt", *ZZZ, "--diff")
    assert ran.out == (
        "--- a.txt\n+++ a.txt\n@@ -1,4 +1,4 @@\n Hi,\n-teh card •••• •••• •••• ••••\n"
        "+the card •••• •••• •••• ••••\n bye\n \n"
    )
    assert ran.code == 1
    assert ran.err == "replylint: 1 file would be fixed.\n"
    assert (here / "a.txt").read_text("utf-8") == text
    (here / "a.txt").write_text("fine", "utf-8")
    assert run("check", "a.txt", *ZZZ, "--diff") == (0, "", "")


def test_standard_input_is_answered_with_the_fixed_text(run: Run) -> None:
    ran = run("check", "-", *ZZZ, "--fix", stdin="teh kaboom\n")
    assert ran.out == "the kaboom\n"
    assert "ZZZ003" in ran.err
    assert ran.code == 1


def test_a_file_that_changed_meanwhile_is_left_alone(here: Path) -> None:
    path = here / "a.txt"
    path.write_text("teh", "utf-8")
    file = File("a.txt", "a.txt")
    assert file.text == "teh"
    path.write_text("teh, edited", "utf-8")
    with pytest.raises(FileError, match="changed while it was being checked"):
        fix.save(file, "the")
    assert path.read_text("utf-8") == "teh, edited"


def test_a_character_that_the_encoding_lacks_is_an_error(here: Path) -> None:
    (here / "a.txt").write_bytes(b"teh")
    file = File("a.txt", "a.txt", encoding="cp1252")
    assert file.text == "teh"
    with pytest.raises(FileError, match="cp1252"):
        fix.save(file, "the →")
    assert (here / "a.txt").read_bytes() == b"teh"


def test_a_failure_while_writing_leaves_the_old_file(here: Path) -> None:
    path = here / "a.txt"
    path.write_text("old", "utf-8")

    def pieces() -> object:
        yield b"new"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(str(path), pieces())  # type: ignore[arg-type]
    assert path.read_text("utf-8") == "old"
    assert [p.name for p in here.iterdir()] == ["a.txt"]


def test_a_link_is_followed_not_replaced(here: Path, run: Run) -> None:
    (here / "real.txt").write_text("teh", "utf-8")
    (here / "link.txt").symlink_to("real.txt")
    run("check", "link.txt", *ZZZ, "--fix")
    assert (here / "link.txt").is_symlink()
    assert (here / "real.txt").read_text("utf-8") == "the"


def test_a_folder_that_may_not_be_written_is_one_line(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "a.txt").write_text("teh", "utf-8")

    def denied(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", denied)
        ran = run("check", "a.txt", *ZZZ, "--fix")
    assert ran.code == 2
    assert ran.err == "replylint: a.txt: cannot be written: Permission denied\n"


def test_fixes_that_undo_each_other_end(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from replylint.linter import installed_plugins

    typo = next(rule for rule in installed_plugins().rules if rule.code == "ZZZ001")
    monkeypatch.setattr(typo, "fixed", "teh!")
    (here / "a.txt").write_text("teh", "utf-8")
    assert run("check", "a.txt", *ZZZ, "--fix").code == 1
    assert (here / "a.txt").read_text("utf-8").startswith("teh!")
