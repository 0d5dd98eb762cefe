"""Settings: every wrong key and value is named, with where it stands and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from replylint import ConfigError, Settings
from replylint.settings import Override


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"chanel": "x"}, "here: unknown key 'chanel'; did you mean 'channel'?"),
        ({"extend-selct": []}, "here: unknown key 'extend-selct'; did you mean 'extend-select'?"),
        ({"preset": "stict"}, "here: preset: cannot be 'stict'; did you mean 'strict'?"),
        ({"visibility": "open"}, "here: visibility: cannot be 'open'; there are: private, public"),
        ({"kind": 3}, "here: kind: cannot be 3"),
        ({"channel": ""}, "here: channel: must be a text, not ''"),
        ({"channel": 3}, "here: channel: must be a text, not 3"),
        ({"select": 3}, "here: select: must be a list of texts, not 3"),
        ({"select": [3]}, "here: select: must be a list of texts"),
        ({"fail-under": "80"}, "here: fail-under: must be a number, not '80'"),
        ({"fail-under": True}, "here: fail-under: must be a number, not True"),
        ({"fail-on": "warn"}, "here: fail-on: cannot be 'warn'; did you mean 'warning'?"),
        ({"ui-lang": "de"}, "here: ui-lang: cannot be 'de'; did you mean 'en'?"),
        ({"rule": []}, "here: rule: must be a table"),
        ({"rule": {"LEN002": 3}}, "here: rule: must be a table"),
        ({"channels": {"x": 3}}, "here: channels: must be a table"),
        ({"overrides": {}}, "here: overrides: must be an array of tables: [[overrides]]"),
        ({"overrides": [{"channel": "x"}]}, "here: overrides: each needs files"),
        ({"overrides": [{"files": ["*"], "chanel": "x"}]},
         "here: overrides.chanel: unknown key; did you mean 'channel'?"),
        ({"overrides": [{"files": ["*"], "kind": "x"}]}, "here: overrides.kind: cannot be 'x'"),
        ({"score": {"cap": -1}}, "here: score.cap: must not be below 0"),
        ({"score": {"caps": {"tone": -1}}}, "here: score.caps: tone must not be below 0"),
        ({"score": {"weights": {"warn": 1}}}, "here: score.weights: no severity 'warn'; did you"),
        ({"score": {"wieghts": {}}}, "here: score.wieghts: unknown key; did you mean 'weights'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(values: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError) as error:
        Settings().updated(values, "here")
    assert str(error.value).startswith(problem)
    assert "\n" not in str(error.value)


def test_dashes_and_underscores_are_the_same() -> None:
    one = Settings().updated({"extend-select": "SEN, TON002", "fail-under": 80}, "a")
    other = Settings().updated({"extend_select": ["SEN", "TON002"], "fail_under": 80}, "b")
    assert one.says_the_same(other)
    assert one.extend_select == ("SEN", "TON002")


def test_settings_are_laid_over_each_other() -> None:
    base = Settings().updated(
        {"select": ["SEN"], "rule": {"A1": {"max-words": 3, "x": 1}}, "score": {"cap": 10}}, "base"
    )
    top = base.updated(
        {"select": ["TON"], "rule": {"A1": {"max_words": 4}}, "score": {"caps": {"tone": 5}}}, "top"
    )
    assert top.select == ("TON",)
    assert top.rule == {"A1": {"max_words": 4, "x": 1}}
    assert (top.score.cap, top.score.caps) == (10, {"tone": 5})
    assert top.origin == {"select": "top", "rule": "top", "score": "top"}
    assert base.select == ("SEN",)


def test_weights_that_are_not_given_stay() -> None:
    score = Settings().updated({"score": {"weights": {"info": 1}}}, "a").score
    assert score.weights == {"info": 1, "warning": 12.0, "error": 30.0, "critical": 60.0}


def test_relative_paths_start_from_the_config(tmp_path: Path) -> None:
    settings = Settings().updated({"rules": ["house/*.yaml"]}, "a", tmp_path)
    assert settings.rules == (str(tmp_path / "house" / "*.yaml"),)


def test_the_last_override_that_fits_a_file_wins(tmp_path: Path) -> None:
    settings = Settings().updated(
        {
            "ignore": ["A1"],
            "overrides": [
                {"files": ["public/*"], "visibility": "public", "channel": "x", "ignore": ["B1"]},
                {"files": ["*.md"], "channel": "email", "ignore": ["C1"]},
            ],
        },
        "file",
        tmp_path,
    )
    assert settings.for_file(tmp_path / "other" / "a.txt") is settings
    public = settings.for_file(tmp_path / "public" / "a.txt")
    assert (public.channel, public.visibility, public.ignore) == ("x", "public", ("A1", "B1"))
    both = settings.for_file(tmp_path / "public" / "a.md")
    assert (both.channel, both.visibility) == ("email", "public")
    assert both.ignore == ("A1", "B1", "C1")
    assert both.origin["channel"] == "file: overrides"
    assert settings.channel is None


def test_an_override_without_a_folder_starts_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(overrides=(Override(files=("dm/*",), channel="x_dm"),))
    assert settings.for_file("dm/a.txt").channel == "x_dm"
    assert settings.for_file("a.txt").channel is None
