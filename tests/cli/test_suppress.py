"""Suppressions: in each format's own comments, by code and by name; unused ones are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from replylint.sources.suppressions import find_suppressions

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")
CHECK = ("--select", "ZZZ001,ZZZ002,ZZZ003", "--output-format", "concise", "-q")


def codes(run: Run, name: str, *more: str) -> list[str]:
    """The findings of a file as "line:code"."""
    out = run("check", name, *CHECK, *more).out
    return [f"{line.split(':')[1]}:{line.split()[2]}" for line in out.splitlines()]


@pytest.mark.parametrize(
    ("name", "content", "left"),
    [
        ("a.yaml", "body: teh kaboom # replylint: ignore ZZZ001\n", ["1:ZZZ003"]),
        ("a.yaml", "body: teh kaboom # replylint: ignore typo, grave\n", []),
        ("a.yaml", "body: teh kaboom # replylint: ignore\n", []),
        ("a.yaml", "body: teh kaboom # replylint: ignore ZZZ -- it's the brand's word\n", []),
        ("a.yaml", "# replylint: ignore ZZZ001\nbody: |\n  teh\n\n  teh\ntext: teh\n",
         ["6:ZZZ001"]),
        ("a.yaml", "# replylint: ignore-file ZZZ001\nbody: teh\ntext: teh kaboom\n", ["3:ZZZ003"]),
        ("a.md", "<!-- replylint: ignore typo -->\nteh one\n\nteh two\n", []),
        ("a.md", "one\n\n<!-- replylint: ignore typo -->\nteh one\n\nteh two\n", ["6:ZZZ001"]),
        ("a.md", "one teh <!-- replylint: ignore typo -->\n\nteh two\n", ["3:ZZZ001"]),
        ("a.md", "one\n\nteh\n\n<!-- replylint: ignore-file -->\n", []),
        ("a.md", "---\n# replylint: ignore ZZZ001\nchannel: x\n---\nOne\n\nteh kaboom",
         ["7:ZZZ003"]),
        ("a.txt", "---\n# replylint: ignore ZZZ001\nchannel: x\n---\nOne\n\nteh kaboom",
         ["7:ZZZ003"]),
        ("a.html", "<p>one</p>\n<p>teh</p> <!-- replylint: ignore -->\n<p>teh</p>", ["3:ZZZ001"]),
        ("a.liquid", "one {% comment %} replylint: ignore typo {% endcomment %} teh\n", []),
        ("a.hbs", "one teh {{!-- replylint: ignore typo --}}\n", []),
        ("a.j2", "one teh {# replylint: ignore typo #}\n", []),
        ("a.html.erb", "<p>one teh</p> <%# replylint: ignore typo %>\n", []),
        ("a.json", '[{"body": "teh kaboom", "replylint": "ignore typo"}, {"body": "teh"}]',
         ["1:ZZZ003", "1:ZZZ001"]),
        ("a.json", '{\n"replylint": "ignore grave -- ours",\n"a": {\n"body": "teh kaboom"\n}\n}',
         ["4:ZZZ001"]),
        ("a.json", '[{"body": "teh"}, {"replylint": "ignore-file", "body": "teh"}]', []),
        ("a.csv", 'body,notes\n"teh\nteh",replylint: ignore typo\nteh,\n', ["4:ZZZ001"]),
        ("a.csv", 'body,notes\nteh,replylint: ignore-file -- old\nteh,\n', []),
    ],
)  # fmt: skip
def test_comments_switch_rules_off(
    here: Path, run: Run, name: str, content: str, left: list[str]
) -> None:
    (here / name).write_text(content, "utf-8")
    assert codes(run, name) == left
    (here / name).write_bytes(content.replace("\n", "\r\n").encode("utf-8-sig"))
    assert codes(run, name) == left


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.yaml", "body: Hello # replylint: ignore ZZZ001\n", ["1:SUP001"]),
        ("a.yaml", "body: Hello # replylint: ignore\n", ["1:SUP001"]),
        ("a.yaml", "body: teh # replylint: ignore zzz999\n", ["1:ZZZ001", "1:SUP001"]),
        # TON002 is off here, so its comment may have its use elsewhere.
        ("a.yaml", "body: Hello # replylint: ignore TON002\n", []),
        ("a.json", '{"body": "Hello", "replylint": "ignore typo"}', ["1:SUP001"]),
        ("a.csv", "body,notes\nHello,replylint: ignore typo\n", ["2:SUP001"]),
        ("a.md", "Hello\n\n<!-- replylint: ignore-file typo -->\n", ["3:SUP001"]),
        ("a.md", "Write replylint: ignore to switch rules off.", []),
    ],
)  # fmt: skip
def test_unused_ones_are_told(
    here: Path, run: Run, name: str, content: str, told: list[str]
) -> None:
    (here / name).write_text(content, "utf-8")
    assert codes(run, name) == told


def test_a_suppressed_finding_costs_no_points_and_is_not_fixed(here: Path, run: Run) -> None:
    content = "body: teh kaboom # replylint: ignore\n"
    (here / "a.yaml").write_text(content, "utf-8")
    ran = run("check", "a.yaml", "--select", "ZZZ001,ZZZ003", "--fix")
    assert (ran.code, ran.err) == (0, "")
    assert "100/100" in ran.out
    assert (here / "a.yaml").read_text("utf-8") == content


@pytest.mark.parametrize("start", ["#", "<!--", "{#", '"replylint": "', "{% comment %}", "//"])
def test_comments_that_never_end_take_no_time(start: str) -> None:
    for name in ("a.md", "a.json", "a.csv"):
        find_suppressions(f"{start} replylint: ignore a" * 4_000, name)
        find_suppressions(f"{start} replylint: ignore " + "a " * 50_000, name)
