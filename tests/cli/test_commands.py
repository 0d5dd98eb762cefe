"""The smaller commands: rules, rule, channels, config, explain, schema, and completion."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from replylint import __version__
from replylint.linter import installed_plugins

if TYPE_CHECKING:
    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")


def test_version_and_module(run: Run) -> None:
    assert run("--version").out == f"replylint {__version__}\n"
    ran = subprocess.run(
        [sys.executable, "-m", "replylint", "--version"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == f"replylint {__version__}\n"


def test_rules_are_listed_with_their_status(run: Run) -> None:
    ran = run("rules", "ZZZ", "--ignore", "ZZZ001")
    assert ran.code == 0
    assert [line.split() for line in ran.out.splitlines()] == [
        ["Code", "Rule", "Severity", "Status", "Languages"],
        ["ZZZ001", "typo", "info", "off", "any"],
        ["ZZZ002", "slang", "warning", "on", "any"],
        ["ZZZ003", "grave", "critical", "on", "any"],
        ["ZZZ004", "faulty", "warning", "preview", "any"],
        ["ZZZ005", "needs-inbound", "warning", "on", "any"],
    ]
    assert "à l'essai" in run("rules", "faulty", "--ui-lang", "fr").out
    assert run("rules").out.count("\n") == len(installed_plugins().rules) + 1


def test_rules_as_json(run: Run) -> None:
    records = {r["code"]: r for r in json.loads(run("rules", "--output-format", "json").out)}
    assert records["ZZZ005"]["needs"] == ["inbound"]
    assert records["ZZZ004"]["preview"] is True
    assert records["TON002"]["languages"] == ["en", "fr"]
    assert {"code", "name", "category", "severity", "status", "kinds", "options"} <= set(
        records["TON002"]
    )


@pytest.mark.parametrize("rule", [r.code for r in installed_plugins().rules])
def test_every_page_can_be_read(run: Run, rule: str) -> None:
    ran = run("rule", rule)
    assert ran.code == 0
    assert ran.out.startswith(f"{rule}: ")
    assert "```" not in ran.out
    assert "\x1b[" not in ran.out


def test_a_rule_by_name_and_as_written(run: Run) -> None:
    assert run("rule", "blaming").out == run("rule", "ton002").out
    assert run("rule", "TON002", "--markdown").out.startswith("# TON002: blaming\n")
    assert "\x1b[" in run("rule", "TON002", "--color").out
    assert run("rule", "typo").out == "ZZZ001: typo\n\n• found {phrase}\n• write something else\n"


def test_channels(here: Path, run: Run) -> None:
    (here / "replylint.toml").write_text(
        '[channels.forum]\ntitle = "Our forum"\nlimit = 3000\nsigned = true\n', "utf-8"
    )
    lines = run("channels").out.splitlines()
    assert lines[0].split() == [
        "Channel", "Title", "Read", "by", "Limit", "Counted", "in", "Words", "Signed",
    ]  # fmt: skip
    assert any(line.split()[:4] == ["x", "X", "(Twitter)", "everybody"] for line in lines)
    assert lines[-1].split() == [
        "forum", "Our", "forum", "everybody", "3,000", "code_points", "-", "yes",
    ]  # fmt: skip
    records = {c["name"]: c for c in json.loads(run("channels", "--output-format", "json").out)}
    assert records["x"]["limit"] == 280
    assert records["forum"]["source"] == "config"
    assert "le client" in run("channels", "--ui-lang", "fr").out


def test_config_says_where_each_setting_comes_from(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "base.toml").write_text('brand = "Lumea"\n[rule.TON002]\nseverity = "info"', "utf-8")
    (here / "replylint.toml").write_text(
        'extend = "base.toml"\npreset = "strict"\n'
        '[[overrides]]\nfiles = ["dm/*.txt"]\nchannel = "x_dm"\nignore = ["ZZZ001"]',
        "utf-8",
    )
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    ran = run("config", "dm/a.txt", "--author", "Ana", "--output-format", "json")
    record = json.loads(ran.out)
    assert record["config"] == str(here / "replylint.toml")
    assert "ZZZ001" not in record["rules"]
    settings = {key: (s["value"], s["from"]) for key, s in record["settings"].items()}
    config = str(here / "replylint.toml")
    assert settings["preset"] == ("strict", config)
    assert settings["brand"] == ("Lumea", str(here / "base.toml"))
    assert settings["rule.TON002.severity"] == ("info", str(here / "base.toml"))
    assert settings["channel"] == ("x_dm", f"{config}: overrides")
    assert settings["ignore"] == (["ZZZ001"], f"{config}: overrides")
    assert settings["author"] == ("Ana", "command line")
    assert settings["ui-lang"] == ("fr", "locale")
    assert settings["fail-on"] == ("info", "default")
    text = run("config", "--ui-lang", "en").out
    assert text.startswith("Config file: replylint.toml\n")
    assert ["preset", "strict", "replylint.toml"] in [line.split() for line in text.splitlines()]


def test_explain_shows_how_a_reply_was_read(here: Path, run: Run) -> None:
    (here / "a.txt").write_text(
        "---\nchannel: x\ninbound: This is disgraceful, call ann.martin@example.com\n---\n"
        "Hello Ann, see https://lumea.example/help is it still tom.baker@gmail.com, Ann?.\n",
        "utf-8",
    )
    ran = run("explain", "a.txt")
    assert ran.code == 0
    for said in ("en (detected)", "x; read by everybody; ", " / 280 weighted", "5:16 https://lumea",
                 "ZZZ001"):  # fmt: skip
        assert said in ran.out
    assert "tom.baker" not in ran.out
    assert "ann.martin" not in ran.out
    record = json.loads(run("explain", "a.txt", "--output-format", "json").out)
    assert record["known"] == ["inbound"]
    assert record["inbound"]["complaint"] is True
    assert record["personal_data"][0]["kind"] == "email"
    assert {"code", "rule", "reason", "message"} == set(record["skipped"][0])
    assert not {r["code"] for r in record["skipped"]} & set(record["rules"])
    french = run("explain", "a.txt", "--ui-lang", "fr").out
    for said in ("lu par tous", "le message du client", "plainte : disgraceful", "e-mail : 5:"):
        assert said in french


def test_explain_says_what_could_not_be_read(here: Path, run: Run) -> None:
    """A message in a language without phrases is not said to be free of complaint."""
    (here / "a.txt").write_text(
        "---\nchannel: x\ninbound: Waar blijft mijn pakket, dit is echt een schande!\n---\n"
        "Hoi Jan, je pakket komt morgen. ^AB\n",
        "utf-8",
    )
    assert "nl; not read: there are no phrases for it" in run("explain", "a.txt").out
    record = json.loads(run("explain", "a.txt", "--output-format", "json").out)
    assert record["inbound"]["read"] is False
    assert {"code": "TON002", "reason": "language"}.items() <= next(
        note for note in record["skipped"] if note["code"] == "TON002"
    ).items()


def test_explain_of_a_file_that_is_not_there(run: Run) -> None:
    assert run("explain", "no.txt").code == 2


def test_schema_is_a_schema(run: Run) -> None:
    schema = json.loads(run("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["verdict"]["enum"] == ["send", "review", "block"]


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("replylint ch", {"check", "channels"}),
        ("replylint rule TON00", {"TON002"}),
        ("replylint rule blam", {"blaming"}),
        ("replylint check --channel face", {"facebook"}),
        ("replylint check --preset str", {"strict"}),
        ("replylint check --select TON002,SE", {"TON002,SEN"}),
        ("replylint check --output-format js", {"json", "jsonl"}),
        ("replylint check --extend-s", {"--extend-select"}),
    ],
)
def test_shells_complete_commands_codes_channels_and_presets(
    words: str, completed: set[str]
) -> None:
    environment = {
        **os.environ,
        "_REPLYLINT_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    ran = subprocess.run(
        [sys.executable, "-c", "from replylint.cli import main; main()"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = {line.partition(",")[2] for line in ran.stdout.splitlines()}
    assert completed <= found
    assert all(word.startswith(words.rsplit(maxsplit=1)[-1]) for word in found)


def test_a_check_imports_nothing_heavy(here: Path) -> None:
    (here / "a.txt").write_text("Hello Ann, it arrives on Monday. Tom", "utf-8")
    code = (
        "import sys; from replylint.cli import main; main(['check', 'a.txt', '--quiet']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stderr.split())
    heavy = {"csv", "difflib", "json", "logging", "phonenumbers", "shutil", "stdnum", "tempfile",
             "tomllib", "traceback", "yaml", "importlib.metadata"}  # fmt: skip
    assert not heavy & loaded
