"""`replylint init`: a config that fits the repository, and that replylint reads."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from replylint import Linter, Reply

if TYPE_CHECKING:
    from conftest import Run

FRENCH = "Bonjour {{ticket.requester.first_name}}, votre colis est parti ce matin. Bonne journée !"


@pytest.fixture
def macros(here: Path) -> Path:
    for folder, name, content in (
        ("email", "late.yaml", f"body: {FRENCH!r}\nsubject: Votre commande {{{{ticket.id}}}}\n"),
        ("réseaux/Twitter", "late.md", f"{FRENCH} [NOM]\n"),
        ("sms", "late.txt", FRENCH),
        (".", "prices.csv", "a,b\n1,2\n"),
        (".", "broken.json", "{"),
    ):
        (here / folder).mkdir(parents=True, exist_ok=True)
        (here / folder / name).write_text(content, "utf-8")
    return here


def written(here: Path) -> dict[str, Any]:
    return tomllib.loads((here / "replylint.toml").read_text("utf-8"))


def test_it_fits_what_is_there(run: Run, macros: Path) -> None:
    ran = run("init")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("replylint: replylint.toml: written")
    config = written(macros)
    assert config["kind"] == "template"
    assert config["language"] == "fr"
    assert config["rule"] == {"TPL005": {"dialect": "zendesk"}}
    assert config["overrides"] == [
        {"files": ["email/*"], "channel": "email"},
        {"files": ["réseaux/Twitter/*"], "channel": "x"},
        {"files": ["sms/*"], "channel": "sms"},
    ]
    text = (macros / "replylint.toml").read_text("utf-8")
    assert "4 replies in 3 files (1 markdown, 1 text, 1 yaml)" in text
    assert '# variables = ["ticket.id", "ticket.requester.first_name"]' in text
    assert "such as prices.csv" in text
    ran = run("check", "email", "--output-format", "jsonl")
    assert ran.code in (0, 1)
    assert '"channel": "email"' in ran.out


def test_every_comment_can_be_switched_on(run: Run, macros: Path) -> None:
    run("init")
    path = macros / "replylint.toml"
    lines = path.read_text("utf-8").splitlines()
    keys = ("brand", "region", "baseline", "fields", "ignore", "variables")
    switched = [
        line.removeprefix("# ") if line.startswith(tuple(f"# {key} = " for key in keys)) else line
        for line in lines
    ]
    path.write_text("\n".join(switched), "utf-8")
    config = written(macros)
    assert {"brand", "region", "baseline", "fields", "ignore"} <= set(config)
    assert config["rule"]["TPL005"]["variables"]
    Linter(str(path))


def test_it_overwrites_only_when_told(run: Run, macros: Path) -> None:
    path = macros / "replylint.toml"
    path.write_text('brand = "Lumea"\n', "utf-8")
    ran = run("init")
    assert ran.code == 2
    assert ran.err.startswith("replylint: replylint.toml: there is a config already")
    assert written(macros) == {"brand": "Lumea"}
    shown = run("init", "--print")
    assert (shown.code, shown.err) == (0, "")
    assert written(macros) == {"brand": "Lumea"}
    assert run("init", "--force").code == 0
    assert path.read_text("utf-8") == shown.out


def test_a_pyproject_that_speaks_of_us_counts(run: Run, here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.replylint]\n", "utf-8")
    ran = run("init", "--ui-lang", "fr")
    assert ran.code == 2
    assert ran.err.startswith("replylint: pyproject.toml: il y a déjà une configuration")
    assert not (here / "replylint.toml").exists()


def test_an_empty_folder_and_one_of_drafts(run: Run, here: Path) -> None:
    config = tomllib.loads(run("init", "--print").out)
    assert config == {"preset": "recommended"}
    (here / "one.txt").write_text("Bonjour, votre colis est parti ce matin, à demain !", "utf-8")
    (here / "two.txt").write_text("Hello, your parcel left this morning, see you soon!", "utf-8")
    assert tomllib.loads(run("init", "--print").out) == {"preset": "recommended"}


def test_only_listed_variables_pass() -> None:
    linter = Linter(select=["TPL005"], rule={"TPL005": {"variables": ["ticket.id", "order.*"]}})
    text = "Ticket {{ticket.id}}, order {{order.number}}, {{ticket.idd}}, {{nothing}} and [NAME]."
    found = linter.check(Reply(text, kind="template", language="en")).findings
    assert [(f.excerpt, f.suggestion) for f in found] == [
        ("{{ticket.idd}}", "Did you mean “ticket.id”?"),
        ("{{nothing}}", "Use one of them, or add it to the list."),
    ]
    assert linter.check(Reply(text, language="en")).ok
