"""What needs no server: masks, batches, and one clear line where LanguageTool is not there."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from replylint import Linter
from replylint.cli import main
from replylint.errors import ConfigError
from replylint.grammar import client, install, place, server
from replylint.grammar.answer import Problem
from replylint.grammar.batch import join, split
from replylint.grammar.mask import mask


def problem(start: int, end: int) -> Problem:
    return Problem(start, end, "R", "GRAMMAR", "grammar", "", (), True)


def test_a_mask_keeps_every_offset_and_sends_no_character_of_two_units() -> None:
    text = "Hi 😀 @julie_r, see https://x.example/a 👩‍👧!"
    hidden = mask(text, [(5, 13), (19, 38)])
    assert len(hidden) == len(text) == len(hidden.encode("utf-16-le")) // 2
    assert "julie" not in hidden
    assert "example" not in hidden
    assert hidden[14:19] == text[14:19]


def test_problems_go_back_to_the_text_that_they_are_in() -> None:
    texts = ["abc", "", "defg"]
    joined, starts = join(texts)
    assert [joined[s : s + len(t)] for s, t in zip(starts, texts, strict=True)] == texts
    found = split([problem(0, 3), problem(7, 9), problem(2, 8)], texts, starts)
    assert [[(p.start, p.end) for p in one] for one in found] == [[(0, 3)], [], [(0, 2)]]


def skipped(linter: Linter, text: str = "They is here.") -> dict[str, str]:
    return {note.code: note.message for note in linter.check(text).skipped}


def test_off_is_said_once_and_imports_nothing() -> None:
    code = (
        "import sys; from replylint import Linter\n"
        "print(Linter(select=['GRM']).check('They is here.').skipped[0].message)\n"
        "print([m for m in sys.modules if m.startswith(('language_tool', 'requests', "
        "'replylint.grammar.'))])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == [
        "LanguageTool is not switched on; see docs/grammar.md",
        "[]",
    ]


@pytest.mark.usefixtures("own_home")
def test_no_server_is_said_and_spelling_goes_on_without() -> None:
    linter = Linter(select=["GRM"], languagetool="on", raise_errors=True)
    pytest.importorskip("language_tool_python")
    report = linter.check("They is here with the livraison and the tommorrow parcell.")
    assert [(s.code, s.reason) for s in report.skipped] == [("GRM001", "needs-languagetool-server")]
    assert "replylint languagetool start" in report.skipped[0].message
    assert {f.code for f in report.findings} == {"GRM002"}


def test_a_dead_address_is_said_once_and_not_asked_again() -> None:
    pytest.importorskip("language_tool_python")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    linter = Linter(select=["GRM001"], languagetool=f"http://127.0.0.1:{port}", raise_errors=True)
    reports = list(linter.check_many(["They is here."] * 100))
    assert {s.reason for r in reports for s in r.skipped} == {"needs-languagetool-server"}


def test_without_the_extra_the_line_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    own_home.joinpath("languagetool").mkdir()
    place.save(place.Server(1, 1, "", 768, 2))
    for name in ("language_tool_python", "language_tool_python.exceptions"):
        monkeypatch.setitem(sys.modules, name, None)
    client._class.cache_clear()
    notes = skipped(Linter(select=["GRM001"], languagetool="on", raise_errors=True))
    assert notes == {
        "GRM001": "needs language-tool-python; to get it: pip install 'replylint[languagetool]'"
    }


def test_an_address_must_be_one() -> None:
    with pytest.raises(ConfigError, match="on, off or an address"):
        Linter(languagetool="perhaps")


@pytest.mark.usefixtures("own_home")
def test_start_without_an_install_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["languagetool", "start"])
    err = capsys.readouterr().err
    assert code == 2
    assert "replylint languagetool install" in err or "there is no Java" in err
    assert main(["languagetool", "status"]) == 1
    assert main(["languagetool", "stop"]) == 0


def test_a_server_that_dies_at_once_leaves_no_process(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\nexit 3\n")
    java.chmod(0o755)
    (tmp_path / "one.jar").touch()
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(place.LanguageToolError, match="ended at once"):
        server.start(tmp_path)
    assert place.load() is None
    assert own_home.joinpath("languagetool", "server.log").exists()


def test_a_changed_jar_is_not_started(tmp_path: Path) -> None:
    jar = tmp_path / "one.jar"
    jar.write_bytes(b"1")
    install.write_manifest(tmp_path)
    install.verify(tmp_path)
    jar.write_bytes(b"2")
    with pytest.raises(place.LanguageToolError, match="have changed"):
        install.verify(tmp_path)


def test_a_jar_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "languagetool-core-6.8.jar").write_bytes(b"other")
    with pytest.raises(place.LanguageToolError, match="not the one that is expected"):
        install.write_manifest(tmp_path)


def test_a_stranger_with_the_noted_number_is_not_killed(own_home: Path) -> None:
    own_home.joinpath("languagetool").mkdir()
    sleeper = subprocess.Popen(["sleep", "30"])
    try:
        place.save(place.Server(sleeper.pid, 1, "", 768, 2))
        assert server.stop() is False
        assert sleeper.poll() is None
    finally:
        sleeper.kill()
        sleeper.wait()
