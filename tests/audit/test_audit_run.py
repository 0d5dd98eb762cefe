"""An audit that runs on several processes, is stopped, killed, and goes on: the outputs are equal."""

from __future__ import annotations

import csv
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from replylint.cli import main

pytest.importorskip("fcntl")  # signals and locks as on Linux and macOS

BLAME = "You should have read the page first."
CARD = "4111 1111 1111 1111"
MAIL = "camille.durand@example.com"
SELECT = ("--select", "TON002,SEN001", "--isolated", "--ui-lang", "en")
FILES = {
    "--output": "replies.csv", "--findings": "findings.parquet", "--rejects": "rejects.jsonl",
    "--record": "record.json", "--report": "report.html",
}  # fmt: skip
# In chunks of a tenth of the usual size; more rows with REPLYLINT_TEST_ROWS.
ROWS = int(os.environ.get("REPLYLINT_TEST_ROWS", "2400"))
ITEMS = 200


def write_export(path: Path, rows: int) -> None:
    """Replies of some agents, some with personal data, and rows that cannot be read."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "channel", "agent", "question", "reply", "received_at", "sent_at"])
        for n in range(rows):
            if n % 997 == 3:
                file.write(f'{n},x,Ann,"a" b {CARD},1\r\n')
            text = ("Hi Ann, it leaves today. Tom", BLAME, f"Card {CARD}? No.", f"Write to {MAIL}.")
            writer.writerow(
                [n, ("x", "email")[n % 3 == 0], f"Agent {n % 7}", "Where is it?",
                 f"{text[n % 4]} ({n // 8})",
                 f"2026-03-{n % 28 + 1:02}T10:00:00Z", f"2026-03-{n % 28 + 1:02}T{10 + n % 9}:30:00Z"]
            )  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPLYLINT_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an audit of the large export gives that nothing disturbs."""
    folder = tmp_path_factory.mktemp("whole")
    write_export(folder / "export.csv", ROWS)
    assert run(folder, *arguments(), pause=0).wait() == 2
    return outputs(folder)


def arguments(*more: str) -> tuple[str, ...]:
    files = (part for option in FILES.items() for part in option)
    return ("audit", "export.csv", *SELECT, *files, *more)


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES.values()}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"cache"}


# Keeps what is done after every chunk, and takes its time, so that it can be stopped in between.
# Ctrl-C counts, though whoever started the tests may have told processes to ignore it.
CODE = f"""
import signal, sys, time
from replylint.audit import runner
from replylint.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)

merge = runner.Runner._merge
runner.Runner._merge = lambda *given: (merge(*given), time.sleep({{pause}}))
runner.EVERY, runner._SHARE = 0, 1e9
runner.ITEMS = {ITEMS}
sys.exit(main())
"""


def run(folder: Path, *arguments: str, pause: float = 0.05) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", CODE.format(pause=pause), *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def saved(folder: Path) -> dict[str, object]:
    """What the checkpoint says, once there is one."""
    try:
        found: dict[str, object] = json.loads(
            (folder / ".replies.csv.audit" / "replylint-audit.json").read_bytes()
        )
    except FileNotFoundError:
        return {"items": 0}
    return found


def wait_for(ready: Callable[[], bool]) -> None:
    for _ in range(20_000):
        if ready():
            return
        time.sleep(0.01)
    pytest.fail("it never happened")


def after(folder: Path, items: int) -> Callable[[], bool]:
    return lambda: int(str(saved(folder)["items"])) >= items


# --- processes -----------------------------------------------------------------------------------


def test_any_number_of_processes_gives_the_same(here: Path, whole: dict[str, bytes]) -> None:
    write_export(here / "export.csv", ROWS)
    assert main(arguments("--jobs", "1")) == 2  # rows that cannot be read
    assert outputs(here) == whole
    record = json.loads(whole["record.json"])
    assert record["totals"]["replies"] + record["totals"]["rejected"] >= ROWS
    assert whole["replies.csv"].count(b"\r\n") == record["totals"]["replies"] + 1
    assert names(here) == {"export.csv", *FILES.values()}


def test_a_process_that_is_killed_is_replaced(here: Path, whole: dict[str, bytes]) -> None:
    psutil = pytest.importorskip("psutil")
    write_export(here / "export.csv", ROWS)
    process = run(here, *arguments("--jobs", "2"))
    wait_for(after(here, ROWS // 10))
    for child in psutil.Process(process.pid).children(recursive=True):
        # The fork server is the parent of those that work.
        if child.ppid() != process.pid:
            child.kill()
            break
    assert process.communicate()[1] == ""
    assert process.returncode == 2
    assert outputs(here) == whole


DEADLY = """
import os, signal
from replylint.plugins import hookimpl
from replylint.rule import Rule, Severity

class Deadly(Rule):
    code, name, category, severity = "ZZZ001", "deadly", "test", Severity.INFO
    messages = {"en": {"default": "x"}, "fr": {"default": "x"}}

    def check(self, doc):
        if "(40)" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return ()

@hookimpl
def replylint_rules():
    return [Deadly]
"""


def test_rows_that_kill_are_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = here / "cache" / "site"
    info = site / "replylint_zzz-1.0.dist-info"
    info.mkdir(parents=True)
    info.joinpath("entry_points.txt").write_text("[replylint]\nzzz = replylint_zzz\n", "utf-8")
    site.joinpath("replylint_zzz.py").write_text(DEADLY, "utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{site}:{os.environ.get('PYTHONPATH', '')}")
    write_export(here / "export.csv", 1000)
    process = run(here, "audit", "export.csv", "--select", "ZZZ001", "--jobs", "2", pause=0)
    err = process.communicate()[1]
    assert process.returncode == 2
    # Rows 320 to 327, in the second chunk of 200.
    assert "a process died twice while it checked the lines 202-401 of the export" in err
    assert "to go on: replylint audit export.csv --select ZZZ001 --jobs 2 --resume" in err


# --- stops ---------------------------------------------------------------------------------------


def test_after_kill_9_it_goes_on(here: Path, whole: dict[str, bytes]) -> None:
    write_export(here / "export.csv", ROWS)
    process = run(here, *arguments("--jobs", "2"))
    process.kill()  # before anything was done
    process.wait()
    for items in (ROWS // 10, ROWS // 2):
        process = run(here, *arguments("--jobs", "2", "--resume"))
        wait_for(after(here, items))
        process.kill()
        process.wait()
        assert not any((here / name).exists() for name in FILES.values())
        at = int(str(saved(here)["items"]))
        assert items <= at < ROWS
    kept = b"".join(p.read_bytes() for p in (here / ".replies.csv.audit").glob("*.*"))
    assert b"Agent 5" in kept
    assert CARD.encode() not in kept
    assert MAIL.encode() not in kept
    process = run(here, *arguments("--resume"), pause=0)  # any number of processes will do
    out, err = process.communicate()
    assert err == ""
    assert "Scores" in out
    assert process.returncode == 2
    assert outputs(here) == whole
    assert names(here) == {"export.csv", *FILES.values()}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_says_how_to_go_on(here: Path, whole: dict[str, bytes], number: int) -> None:
    write_export(here / "export.csv", ROWS)
    process = run(here, *arguments("--jobs", "2"), pause=0.4)
    wait_for(after(here, ROWS // 5))
    process.send_signal(number)
    out, err = process.communicate()
    assert process.returncode == 128 + number
    told, part = err.splitlines()
    said, _, command = told.partition("To go on: ")
    assert said == "replylint: stopped; what is done is kept. "
    rows = format(saved(here)["items"], ",")
    assert part == f"replylint: what follows is of the first {rows} rows alone"
    assert "Scores" in out
    assert shlex.split(command) == ["replylint", *arguments("--jobs", "2"), "--resume"]
    assert main(shlex.split(command)[1:]) == 2
    assert outputs(here) == whole


def test_killed_while_files_are_put_in_their_place(
    here: Path,
    whole: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from replylint.audit import parts

    write_export(here / "export.csv", ROWS)
    move, moved = parts.move_whole, []

    def breaks(part: Path, target: str) -> None:
        if moved:
            raise KeyboardInterrupt
        moved.append(target)
        move(part, target)

    monkeypatch.setattr(parts, "move_whole", breaks)
    assert main(arguments("--jobs", "1")) == 130
    assert "To go on: replylint audit export.csv" in capsys.readouterr().err
    assert [Path(target).name for target in moved] == ["replies.csv"]
    monkeypatch.setattr(parts, "move_whole", move)
    assert main(arguments("--resume")) == 2
    assert outputs(here) == whole


def test_processes_end_with_their_parent(here: Path) -> None:
    psutil = pytest.importorskip("psutil")
    write_export(here / "export.csv", ROWS)
    process = run(here, *arguments("--jobs", "2"))
    wait_for(after(here, ROWS // 10))
    children = psutil.Process(process.pid).children(recursive=True)
    assert len(children) >= 3
    process.kill()
    process.wait()
    assert psutil.wait_procs(children, timeout=60)[1] == []


# --- going on ------------------------------------------------------------------------------------


@pytest.fixture
def stopped(here: Path) -> Path:
    """An audit that was stopped half way."""
    write_export(here / "export.csv", ROWS)
    process = run(here, *arguments("--jobs", "2", "--timezone", "Europe/Paris"))
    wait_for(after(here, ROWS // 10))
    process.kill()
    process.wait()
    return here


def test_what_is_not_as_it_was_is_refused(
    stopped: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*more: str) -> str:
        assert main(arguments("--resume", *more)) == 2
        err = capsys.readouterr().err
        assert err.count("\n") == 1
        return err.partition("since not all is ")[2]

    paris = ("--timezone", "Europe/Paris")
    assert "as it was: --timezone." in refused()
    assert "as it was: brand, --worst." in refused(*paris, "--brand", "Lumea", "--worst", "3")
    assert "as it was: --findings." in refused(*paris, "--findings", "findings.csv")
    monkeypatch.setattr("replylint.cli.audit_run.__version__", "99")
    assert "as it was: replylint or its rules." in refused(*paris)
    monkeypatch.undo()
    monkeypatch.chdir(stopped)
    export = stopped / "export.csv"
    export.write_bytes(export.read_bytes().replace(b"Where is it?", b"Where was it", 1))
    assert "as it was: the export." in refused(*paris)
    assert not (stopped / "replies.csv").exists()


def test_damage_is_told(stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = arguments("--resume", "--timezone", "Europe/Paris")
    folder = stopped / ".replies.csv.audit"
    (folder / "replylint-replies.part").write_bytes(b"")
    assert main(again) == 2
    assert "is damaged; begin anew, without --resume" in capsys.readouterr().err
    (folder / "replylint-audit.json").write_text('{"format": 1', "utf-8")
    assert main(again) == 2
    assert "is damaged; begin anew, without --resume" in capsys.readouterr().err


def test_one_audit_at_a_time(stopped: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from replylint.audit.checkpoint import Folder

    folder = Folder(str(stopped / ".replies.csv.audit"), "en")
    folder.make()
    try:
        assert main(arguments("--resume")) == 2
        assert "another audit is using this folder" in capsys.readouterr().err
    finally:
        folder.close()


# --- small ones ----------------------------------------------------------------------------------


def test_a_small_audit_leaves_nothing_behind(here: Path) -> None:
    write_export(here / "export.csv", 50)
    assert main(("audit", "export.csv", *SELECT)) == 2
    assert names(here) == {"export.csv"}


def test_what_else_lies_in_the_folder_stays(here: Path) -> None:
    write_export(here / "export.csv", 50)
    (here / "notes.part").write_text("mine", "utf-8")
    options = ("-o", "replies.csv", "--checkpoint", ".")
    for _ in range(2):
        assert main(("audit", "export.csv", *SELECT, *options)) == 2
    assert names(here) == {"export.csv", "replies.csv", "notes.part"}


def test_nothing_to_go_on_with_is_no_error(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_export(here / "export.csv", 3)
    assert main(("audit", "export.csv", *SELECT, "--resume")) == 0
    assert "this begins at the first row" in capsys.readouterr().err


def test_a_full_disk_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    write_export(here / "export.csv", 3)
    assert main(("audit", "export.csv", *SELECT, "-o", "/dev/full")) == 2
    assert "/dev/full: cannot be written: No space left on device" in capsys.readouterr().err
