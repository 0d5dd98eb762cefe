"""Plugins: found by entry point, isolated when they break, installed for real with pip."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import entry_points as standard_entry_points
from pathlib import Path

import pytest

from replylint import Linter, hookimpl
from replylint.linter import installed_plugins
from replylint.plugins import entry_points, load_plugins

ROOT = Path(__file__).parents[1]


def write_plugin(folder: Path, name: str, body: str) -> None:
    """A module and the metadata that makes it a plugin, as an installed package has them."""
    folder.joinpath(f"{name}.py").write_text(body, "utf-8")
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    info.joinpath("entry_points.txt").write_text(f"[replylint]\n{name} = {name}\n", "utf-8")


def test_entry_points_agree_with_the_standard_library() -> None:
    standard = {(e.name, e.value) for e in standard_entry_points(group="replylint")}
    assert set(entry_points()) == standard
    assert next(iter(entry_points())) == ("builtin", "replylint_rules")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("raise RuntimeError('no license')", "RuntimeError: no license"),
        ("import a_module_that_is_not_there", "ModuleNotFoundError"),
        (
            "from replylint import hookimpl\n@hookimpl\ndef replylint_rules():\n    return 1 / 0\n",
            "ZeroDivisionError",
        ),
        (
            "from replylint import hookimpl\n@hookimpl\ndef replylint_nonsense():\n    return []\n",
            "PluginValidationError",
        ),
    ],
)
def test_a_broken_plugin_is_named_and_the_rest_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, error: str
) -> None:
    name = f"broken_{abs(hash(body))}"
    write_plugin(tmp_path, name, body)
    monkeypatch.syspath_prepend(tmp_path)
    plugins = load_plugins()
    (broken,) = plugins.broken
    assert broken.name == name
    assert error in broken.error
    assert {rule.code for rule in plugins.rules} >= {"LEN001", "TON002"}
    assert load_plugins([name]).broken == ()


def test_the_hook_marker_is_public() -> None:
    assert hookimpl is not None
    assert Linter().plugins.names[0] == "builtin"


SWEDISH = ROOT / "examples" / "plugin" / "replylint_acme"


@pytest.fixture
def swedish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Linter]:
    """A linter that has the example plugin beside the built-in one."""
    info = tmp_path / "replylint_acme-1.0.dist-info"
    info.mkdir()
    info.joinpath("entry_points.txt").write_text("[replylint]\nacme = replylint_acme\n", "utf-8")
    monkeypatch.syspath_prepend(SWEDISH.parent)
    monkeypatch.syspath_prepend(tmp_path)
    installed_plugins.cache_clear()
    yield Linter(channel="x", raise_errors=True)
    installed_plugins.cache_clear()


def test_a_language_of_a_plugin_is_data_alone(swedish: Linter) -> None:
    """Told, read, signed, and judged by built-in rules that the pack brings files for."""
    assert [path.suffix for path in SWEDISH.glob("_languages/**/*.py")] == []
    doc = swedish.read("Hej Anna, paketet kommer imorgon. Med vänliga hälsningar, Karin")
    assert doc.language == "sv"
    assert doc.text[slice(*doc.zones.addressee or (0, 0))] == "Anna"
    assert [(one.kind, one.name) for one in doc.zones.signatures] == [("name", "Karin")]

    report = swedish.check("Hej Anna, skicka gärna ditt ordernummer så kollar vi. /Karin")
    (asked,) = report.findings
    assert (asked.code, asked.excerpt) == ("SEN002", "skicka gärna ditt ordernummer")
    assert "Skicka det gärna via direktmeddelande" in (asked.suggestion or "")
    assert "ordernummer via direktmeddelande så" in report.fixed(unsafe=True)
    assert swedish.check("Hej Anna, skicka ditt ordernummer via DM. /Karin").ok

    codes = [f.code for f in swedish.check("Hej Anna, vi skickar ett nytt paket till").findings]
    assert codes == ["LEN003", "SIG001"]
    (team,) = swedish.check("Hej Anna, paketet är här. Vänliga hälsningar, Kundtjänst").findings
    assert team.code == "SIG002"
    skipped = {note.code: note.reason for note in report.skipped}
    assert skipped["TON002"] == "language"  # nothing was brought for it


def test_a_pack_leaves_the_rules_of_others_alone(swedish: Linter) -> None:
    brought = {rule.code for rule in swedish.available if rule.brought}
    assert brought == {"LEN003", "SEN001", "SEN002", "SEN003", "SEN004", "SEN005"}
    plain = {rule.code: rule for rule in load_plugins(["acme"]).rules}
    assert all(not rule.brought for rule in plain.values())
    assert "sv" not in (plain["SEN002"].known_languages() or ())


def test_the_example_plugin_installed_with_pip(tmp_path: Path) -> None:
    """In an environment of its own that sees this one's packages, so that no network is needed."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False, system_site_packages=False)
    python = environment / "bin" / "python"
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    target = environment / "lib" / version / "site-packages"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target),
         "--no-build-isolation", str(ROOT / "examples" / "plugin")],
        check=True,
    )  # fmt: skip
    paths = [str(p) for p in sys.path if p.endswith("site-packages")]
    (target / "shared.pth").write_text("\n".join([*paths, str(ROOT), str(ROOT / "rules")]), "utf-8")
    checked = subprocess.run(
        [str(python), "-m", "replylint", "check", "-", "--channel", "acme_forum",
         "--output-format", "json"],
        input="Hi Ana, thank you for choosing Acme, your parcel leaves tonight! ^JL",
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 1, checked.stderr
    assert '"code": "ACME001"' in json.dumps(json.loads(checked.stdout))
