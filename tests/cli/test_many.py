"""Many files: the cache and several processes change nothing but the time."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from replylint.cli.cache import _stamps
from replylint.linter import Linter
from replylint.sources import File
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")
FILES = 22
FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson",
           "checkstyle", "markdown")  # fmt: skip
ALL = ("--select", "ALL", "--ignore", "ZZZ004", "--channel", "email", "--visibility", "public")
SECRET = "camille.durand@example.com"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and rules that stay as they are while a test runs."""
    monkeypatch.setattr("replylint.cli.cache._stamps", lambda linter: [])
    monkeypatch.setenv("REPLYLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache" / "check"


@pytest.fixture
def files(here: Path) -> Path:
    """Files of each format, with findings of all severities, fixes and personal data."""
    for i in range(FILES):
        body = f"Hello {{{{name}}}}, teh parcel {i} of {SECRET} is gonna leave. kaboom 😀"
        contents = {
            "yaml": f"body: |\n  {body}\n\n  Bye\n# replylint: ignore-file ZZZ002\n",
            "json": json.dumps({"body": body, "subject": "Your parcel"}),
            "md": f"# Hello\n\n**{body}**\n",
            "txt": body,
            "csv": f"body,lang\n{body.replace(',', '')},en\n",
        }
        kind = sorted(contents)[i % len(contents)]
        (here / f"{i:02}.{kind}").write_text(contents[kind], "utf-8")
    return here


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that this process checks anew."""
    from replylint.cli.run import Checker

    names: list[str] = []
    check = Checker.check

    def watched(self: Checker, file: File) -> object:
        names.append(file.name)
        return check(self, file)

    monkeypatch.setattr(Checker, "check", watched)
    return names


@pytest.mark.parametrize("name", FORMATS)
def test_every_way_gives_the_same_output(
    run: Run, files: Path, cache: Path, checked: list[str], name: str
) -> None:
    plain = run("check", ".", *ALL, "--output-format", name, "--no-cache", "-j", "1")
    assert plain.code == 1, plain.err
    assert len(checked) == FILES
    checked.clear()
    if name in ("text", "sarif"):
        assert run("check", ".", *ALL, "--output-format", name, "--no-cache", "-j", "2") == plain
        assert checked == []  # others did it
    assert run("check", ".", *ALL, "--output-format", name) == plain
    assert len(checked) == FILES
    checked.clear()
    assert run("check", ".", *ALL, "--output-format", name) == plain
    assert checked == []


def test_one_way_and_file_by_file_agree(run: Run, files: Path, cache: Path) -> None:
    many = run("check", ".", *ALL, "--output-format", "jsonl").out.splitlines()
    single: list[str] = []
    for path in sorted(files.iterdir()):
        single += run("check", path.name, *ALL, "--output-format", "jsonl").out.splitlines()
    assert many == single


def test_what_changed_is_checked_anew(
    run: Run, files: Path, cache: Path, checked: list[str]
) -> None:
    run("check", ".", *ALL)
    checked.clear()
    (files / "03.txt").write_text("Hello kaboom", "utf-8")
    os.utime(files / "04.yaml")
    run("check", ".", *ALL)
    assert checked == ["03.txt"]
    for change in (
        ("--channel", "x"),
        ("--customer", "Ann"),
        ("--ignore", "LEN"),
        ("--ui-lang", "fr"),
    ):
        checked.clear()
        run("check", ".", *ALL, *change)
        assert len(checked) == FILES, change
    checked.clear()
    (files / "replylint.toml").write_text('brand = "Lumea"\n', "utf-8")
    run("check", ".", *ALL)
    assert len(checked) == FILES


def test_rules_that_changed_check_all_anew(here: Path) -> None:
    (here / "own.yaml").write_text(
        "- code: OWN001\n  name: own\n  severity: info\n  message: {en: found}\n"
        "  phrases: {en: [kaboom]}\n",
        "utf-8",
    )
    linter = Linter(rules=[str(here / "own.yaml")])
    before = _stamps(linter)
    assert any("own.yaml" in stamp for stamp in before)
    assert any("linter.py" in stamp for stamp in before)
    os.utime(here / "own.yaml", (1, 1))
    assert {stamp.partition(":")[0] for stamp in set(_stamps(linter)) - set(before)} == {
        str(here / "own.yaml")
    }


def test_nothing_of_a_person_is_kept(run: Run, files: Path, cache: Path) -> None:
    run("check", ".", *ALL)
    kept = [path.read_bytes().decode() for path in cache.rglob("*.json")]
    assert len(kept) == FILES
    for text in kept:
        assert "parcel" in text
        assert SECRET not in text
        assert "durand" not in text


def test_only_its_owner_reads_it(run: Run, files: Path, cache: Path) -> None:
    run("check", ".", *ALL)
    assert {path.parent.stat().st_mode & 0o077 for path in cache.rglob("*.json")} == {0}


def test_broken_files_are_told_every_time(run: Run, files: Path, cache: Path) -> None:
    (files / "broken.yaml").write_text("body: [\n", "utf-8")
    (files / "bin.txt").write_bytes(b"\0\0")
    for _ in range(2):
        ran = run("check", ".", *ALL)
        assert ran.code == 2
        assert ran.err.splitlines()[0] == (
            "replylint: bin.txt:1: is not a text (it holds a null byte); give files of plain text"
        )
        assert ran.err.splitlines()[1].startswith("replylint: broken.yaml:2: is not valid YAML")
    assert len(list(cache.rglob("*.json"))) == FILES


def test_a_rule_that_fails_is_told_every_time(run: Run, files: Path, cache: Path) -> None:
    for _ in range(2):
        ran = run("check", ".", "--select", "ZZZ004")
        assert ran.code == 2
        assert "ZZZ004" in ran.err
    assert not cache.exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", '[{"error": 1}]', '[{"text": "x"}]'])
def test_a_damaged_cache_is_no_error(
    run: Run, files: Path, cache: Path, checked: list[str], damage: str
) -> None:
    right = run("check", ".", *ALL)
    for path in cache.rglob("*.json"):
        path.write_text(damage, "utf-8")
    checked.clear()
    assert run("check", ".", *ALL) == right
    assert len(checked) == FILES


def test_a_cache_that_cannot_be_written_is_no_error(
    run: Run, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("REPLYLINT_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert run("check", ".", *ALL).code == 1


def test_what_is_old_is_forgotten(run: Run, files: Path, cache: Path) -> None:
    run("check", ".", *ALL)
    for path in cache.rglob("*.json"):
        os.utime(path, (0, 0))
    (files / "00.csv").write_text("body\nHello\n", "utf-8")
    run("check", ".", *ALL)
    assert len(list(cache.rglob("*.json"))) == 1


def test_a_file_that_goes_away_meanwhile(files: Path, run: Run, cache: Path) -> None:
    link = files / "gone.txt"
    link.symlink_to(files / "nowhere.txt")
    ran = run("check", ".", *ALL)
    assert ran.code == 2
    assert ran.err.startswith("replylint: gone.txt: no such file")
    with pytest.raises(FileError):
        _ = File("gone.txt", str(link)).data
