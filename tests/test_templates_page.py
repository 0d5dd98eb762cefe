"""docs/templates.md: its snippets are what they say, and its tables name what there is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

from replylint import Linter
from replylint.linter import installed_plugins
from replylint.sources import all_sources
from replylint.sources.shapes import parse_field
from replylint.sources.suppressions import find_suppressions

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "templates.md").read_text("utf-8")
SNIPPETS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, flags=re.M | re.S)


def test_configs_are_read(tmp_path: Path) -> None:
    written = [text for kind, text in SNIPPETS if kind == "toml"]
    assert len(written) == 3
    for text in written:
        path = tmp_path / "replylint.toml"
        path.write_text(text, "utf-8")
        linter = Linter(str(path))
        for field in tomllib.loads(text).get("fields", ()):
            parse_field(field, "here")
        assert linter.rules


def test_hooks_and_jobs_are_yaml() -> None:
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    written = [yaml.safe_load(text) for kind, text in SNIPPETS if kind == "yaml"]
    configured = [
        hook["id"] for data in written for repo in data.get("repos", ()) for hook in repo["hooks"]
    ]
    assert set(configured) == hooks
    assert any("replies" in data.get("jobs", {}) for data in written)


def test_suppressions_are_understood() -> None:
    (text,) = [text for kind, text in SNIPPETS if "replylint: ignore TON002 -- legal" in text]
    assert [one.selectors for one in find_suppressions(text, "a.yaml")] == [
        ("TON002",),
        ("STY", "shouting"),
    ]
    for comment in re.findall(r"`([^`]*replylint: ignore[^`]*)`", PAGE):
        name = "a.csv" if comment.startswith("replylint") else "a.md"
        content = f"body\n{comment}\n" if name == "a.csv" else comment
        assert find_suppressions(content, name), comment


def test_every_ending_is_named() -> None:
    for source in all_sources(installed_plugins()):
        for suffix in source.suffixes:
            assert f"`{suffix}`" in PAGE, suffix
