"""Config files: the nearest one counts, and `extend` is followed without going round."""

from __future__ import annotations

from pathlib import Path

import pytest

from replylint import ConfigError, Linter
from replylint.config import find_config, load_config


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_nearest_config_is_found(tmp_path: Path) -> None:
    top = write(tmp_path / "replylint.toml", "")
    project = write(tmp_path / "a" / "pyproject.toml", "[tool.replylint]\nbrand = 'Lumea'")
    write(tmp_path / "a" / "b" / "pyproject.toml", "[tool.other]")
    write(tmp_path / "a" / "b" / "reply.txt", "Hi")
    assert find_config(tmp_path / "a" / "b" / "reply.txt") == str(project)
    assert find_config(tmp_path / "a" / "b") == str(project)
    assert find_config(tmp_path / "c" / "not-there.txt") == str(top)
    own = write(tmp_path / "a" / "replylint.toml", "")
    assert find_config(tmp_path / "a") == str(own)


def test_no_config_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_file", lambda path: False)
    assert find_config(tmp_path) is None


def test_pyproject_has_a_table(tmp_path: Path) -> None:
    path = write(tmp_path / "pyproject.toml", "[tool.replylint]\nselect = ['SEN']\n[tool.x]\ny = 1")
    assert load_config(path).select == ("SEN",)
    assert load_config(write(tmp_path / "pyproject.toml", "[tool]\nx = 1")).select == ()


def test_extend_lays_a_file_over_others(tmp_path: Path) -> None:
    write(tmp_path / "team" / "base.toml", "brand = 'Lumea'\npreset = 'strict'\nrules = []")
    write(tmp_path / "one.toml", "extend = 'team/base.toml'\nauthor = 'Ana'")
    top = write(tmp_path / "replylint.toml", "extend = ['one.toml']\npreset = 'recommended'")
    settings = load_config(top)
    assert (settings.brand, settings.author, settings.preset) == ("Lumea", "Ana", "recommended")
    assert settings.origin["brand"] == str(tmp_path / "team" / "base.toml")
    assert settings.origin["preset"] == str(top)


def test_overrides_of_an_extended_file_start_from_its_own_folder(tmp_path: Path) -> None:
    write(tmp_path / "team" / "base.toml", "[[overrides]]\nfiles = ['dm/*']\nchannel = 'x_dm'")
    top = write(tmp_path / "replylint.toml", "extend = 'team/base.toml'")
    settings = load_config(top)
    assert settings.for_file(tmp_path / "team" / "dm" / "a.txt").channel == "x_dm"
    assert settings.for_file(tmp_path / "dm" / "a.txt").channel is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("select = [", "not valid TOML"),
        ("extend = 3", "extend: must be a path or a list of paths"),
        ("extend = 'missing.toml'", "extend: no such file: missing.toml"),
        ("extend = 'replylint.toml'", "extend: the files extend each other in a circle"),
        ("extend = 'other.toml'", "extend: the files extend each other in a circle"),
        ("channel = 3", "channel: must be a text"),
    ],
)
def test_a_wrong_config_is_named(tmp_path: Path, text: str, problem: str) -> None:
    write(tmp_path / "other.toml", "extend = 'replylint.toml'")
    path = write(tmp_path / "replylint.toml", text)
    with pytest.raises(ConfigError) as error:
        load_config(path)
    assert problem in str(error.value)
    assert str(tmp_path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_config_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "none.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b"brand = '\xe9'")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load_config(tmp_path / "latin.toml")


def test_a_linter_takes_a_config_by_its_path(tmp_path: Path) -> None:
    path = write(tmp_path / "replylint.toml", "select = ['TON002']\nui-lang = 'fr'")
    linter = Linter(path, ui_lang="en")
    assert [rule.code for rule in linter.rules] == ["TON002"]
    assert linter.settings.ui_lang == "en"


def test_a_config_can_add_and_change_channels(tmp_path: Path) -> None:
    path = write(
        tmp_path / "replylint.toml",
        "[channels.forum]\nlike = 'facebook'\ntitle = 'Our forum'\n[channels.x]\nlimit = 0\n",
    )
    channels = Linter(path).channels
    assert (channels["forum"].title, channels["forum"].limit) == ("Our forum", 8000)
    assert channels["x"].limit is None
    assert channels["x"].signed


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (
            {"like": "facebok"},
            "channels.forum.like: no channel 'facebok'; did you mean 'facebook'?",
        ),
        ({"limt": 3}, "channels.forum.limt: unknown field; did you mean 'limit'?"),
        ({"limit": "3"}, "channels.forum.limit: must be int"),
        ({"limit": True}, "channels.forum.limit: must be int"),
        ({"limit": -1}, "channels.forum.limit: must not be below 0"),
        ({"visibility": "all"}, "channels.forum.visibility: must be 'public' or 'private'"),
        ({"unit": "weighed"}, "channels.forum.unit: no unit 'weighed'; did you mean 'weighted'?"),
    ],
)
def test_a_wrong_channel_is_named(table: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError) as error:
        Linter(channels={"forum": table})
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"TON02": {}}, "rule.TON02: no such rule; did you mean 'TON002'?"),
        ({"TON002": {"severity": "err"}}, "rule.TON002.severity: cannot be 'err'; did you mean"),
        ({"TON002": {"sevrity": "error"}}, "rule.TON002.sevrity: unknown option; did you mean"),
    ],
)
def test_a_wrong_rule_option_is_named(table: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError) as error:
        Linter(rule=table)
    assert problem in str(error.value)


def test_rules_may_be_named_instead_of_coded() -> None:
    linter = Linter(rule={"blaming": {"severity": "error"}}, select=["blaming"])
    (finding,) = linter.check("You should have read the page first.").findings
    assert finding.severity.label == "error"
