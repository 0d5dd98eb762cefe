"""Plugins: found by entry point, isolated when they break, installed for real with pip."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from importlib.metadata import entry_points as standard_entry_points
from pathlib import Path

import pytest

from replylint import Linter, hookimpl
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
