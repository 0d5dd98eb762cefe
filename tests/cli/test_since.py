"""`--since`: only what was found on lines that changed, asked of a real git."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

pytestmark = [
    pytest.mark.usefixtures("plugin"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not here"),
]
CHECK = ("--select", "ZZZ001,ZZZ003", "--output-format", "concise", "-q")
BODY = "body: |\n" + "".join(f"  teh line {i}\n" for i in range(5))


def git(folder: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    git(here, "init", "-q")
    (here / "é macros").mkdir()
    for name in ("a.yaml", "é macros/b [1].yaml"):
        (here / name).write_text(BODY, "utf-8")
    git(here, "add", ".")
    git(here, "commit", "-q", "-m", "first")
    return here


def found(run: Run, *more: str) -> list[str]:
    ran = run("check", ".", *CHECK, "--since", "HEAD", *more)
    assert ran.code in (0, 1), ran.err
    return [":".join(line.split(":")[:2]) for line in ran.out.splitlines()]


def test_nothing_changed(run: Run, repository: Path) -> None:
    assert found(run) == []


@pytest.mark.parametrize("more", [(), ("-j", "2")])
def test_changed_and_new_lines_and_files(run: Run, repository: Path, more: tuple[str, ...]) -> None:
    path = repository / "é macros" / "b [1].yaml"
    path.write_text(BODY.replace("line 3", "line three"), "utf-8")
    (repository / "a.yaml").write_text(f"# moved\n{BODY}text: teh end\n", "utf-8")
    (repository / "new.yaml").write_text("body: teh\ntext: teh\n", "utf-8")
    assert found(run, *more) == ["a.yaml:8", "new.yaml:1", "new.yaml:2", "é macros/b [1].yaml:5"]


def test_taken_away_lines(run: Run, repository: Path) -> None:
    (repository / "a.yaml").write_text(BODY.replace("  teh line 2\n", ""), "utf-8")
    assert found(run) == ["a.yaml:3", "a.yaml:4"]


def test_staged_and_committed(run: Run, repository: Path) -> None:
    (repository / "a.yaml").write_text(f"{BODY}text: teh end\n", "utf-8")
    git(repository, "add", ".")
    assert found(run) == ["a.yaml:7"]
    git(repository, "commit", "-q", "-m", "second")
    assert found(run) == []
    assert found(run, "--since", "HEAD~1") == ["a.yaml:7"]


def test_from_another_folder(
    run: Run, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "a.yaml").write_text(f"{BODY}text: teh end\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = run("check", "here/a.yaml", *CHECK, "--since", "HEAD")
    assert [line.split(":")[1] for line in ran.out.splitlines()] == ["7"]


@pytest.mark.parametrize("revision", ["nope", "--output=/x", "HEAD~9", "HEAD:a.yaml", ""])
def test_a_revision_that_is_none(run: Run, repository: Path, revision: str) -> None:
    ran = run("check", ".", *CHECK, "--since", revision)
    assert ran.code == 2
    assert ran.err.startswith("replylint: --since: ")
    assert ran.err.count("\n") == 1


def test_no_repository(here: Path, run: Run) -> None:
    (here / "a.yaml").write_text(BODY, "utf-8")
    ran = run("check", ".", *CHECK, "--since", "HEAD")
    assert ran.code == 2
    assert "git repository" in ran.err
