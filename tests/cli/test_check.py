"""`replylint check`: what it reads, what it prints, how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from replylint import report_schema

if TYPE_CHECKING:
    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")
ZZZ = ("--select", "ZZZ")


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_a_clean_reply_exits_with_0(here: Path, run: Run) -> None:
    write(here / "a.txt", "Hi Ana, it arrives on Monday.\n")
    ran = run("check", "a.txt", *ZZZ)
    assert ran == (0, "1 reply checked: 1 ready to send. Mean score 100/100. Nothing found.\n", "")


def test_a_finding_is_shown_under_its_line(here: Path, run: Run) -> None:
    write(here / "a.txt", "Hi Ana,\nHere is teh parcel.\n")
    ran = run("check", "a.txt", *ZZZ)
    assert ran.code == 1
    assert ran.out == (
        "a.txt:2:9: info ZZZ001 (typo): found teh\n"
        "  |\n"
        "2 | Here is teh parcel.\n"
        "  |         ^^^\n"
        "  = try: write something else\n"
        "\n"
        "a.txt: 97/100, ready to send: 1 info\n"
        "\n"
        "1 reply checked: 1 ready to send. Mean score 97/100. 1 info.\n"
        "1 can be fixed with --fix.\n"
    )


def test_quiet_prints_findings_only(here: Path, run: Run) -> None:
    write(here / "a.txt", "teh\n")
    assert run("check", "a.txt", *ZZZ, "-q", "--output-format", "concise").out == (
        "a.txt:1:1: info ZZZ001 (typo): found teh\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--fail-on", "warning"), 0),
        (("--fail-on", "info"), 1),
        (("--fail-on", "error", "--fail-under", "98"), 1),
        (("--fail-on", "error", "--fail-under", "97"), 0),
        (("--exit-zero",), 0),
    ],
)
def test_what_fails_can_be_chosen(
    here: Path, run: Run, arguments: tuple[str, ...], code: int
) -> None:
    write(here / "a.txt", "teh\n")
    assert run("check", "a.txt", *ZZZ, *arguments).code == code


def test_each_file_has_its_nearest_config(here: Path, run: Run) -> None:
    write(here / "one" / "replylint.toml", 'select = ["ZZZ001"]\nfail-on = "error"')
    write(here / "two" / "pyproject.toml", '[tool.replylint]\nselect = ["ZZZ003"]')
    for folder in ("one", "two"):
        write(here / folder / "a.txt", "teh kaboom")
    ran = run("check", "one", "two", "--output-format", "concise", "-q")
    assert ran.out.splitlines() == [
        "one/a.txt:1:1: info ZZZ001 (typo): found teh",
        "two/a.txt:1:5: critical ZZZ003 (grave): found kaboom",
    ]
    assert ran.code == 1
    assert run("check", "one", "-q").code == 0
    both = run("check", "one/a.txt", "--isolated", *ZZZ, "--output-format", "concise", "-q")
    assert len(both.out.splitlines()) == 2
    assert run("check", "two", "--config", "one/replylint.toml").code == 0


def test_overrides_hold_for_their_files_and_the_command_line_is_above_them(
    here: Path, run: Run
) -> None:
    write(
        here / "replylint.toml",
        'select = ["ZZZ"]\n[[overrides]]\nfiles = ["tweets/*"]\nchannel = "x"\nignore = ["ZZZ001"]',
    )
    write(here / "tweets" / "a.txt", "teh kaboom")
    ran = run("check", "tweets", "--output-format", "jsonl")
    record = json.loads(ran.out)
    assert record["channel"] == "x"
    assert [f["code"] for f in record["findings"]] == ["ZZZ003"]
    record = json.loads(run("check", "tweets", "--channel", "email", "--output-format=jsonl").out)
    assert record["channel"] == "email"
    assert [f["code"] for f in record["findings"]] == ["ZZZ003"]


def test_front_matter_says_what_is_known_and_places_stay_those_of_the_file(
    here: Path, run: Run
) -> None:
    write(
        here / "a.md",
        "---\nchannel: email\nauthor: Ana\ninbound: |\n  @Lumea where is it?\n---\n\nHi inbound",
    )
    ran = run("check", "a.md", "--select", "ZZZ", "--channel", "x", "--output-format", "jsonl")
    record = json.loads(ran.out)
    assert record["channel"] == "email"
    (finding,) = record["findings"]
    assert (finding["code"], finding["line"], finding["column"]) == ("ZZZ005", 8, 4)
    assert (finding["start"], finding["end"]) == (3, 10)


@pytest.mark.parametrize("given", ["@Lumea where is it?", "@asked.txt", "where is it?"])
def test_inbound_is_a_text_or_a_file(here: Path, run: Run, given: str) -> None:
    write(here / "asked.txt", "Where is it?")
    write(here / "a.txt", "inbound")
    assert run("check", "a.txt", "--select", "ZZZ005", "--inbound", given).code == 1
    assert run("check", "a.txt", "--select", "ZZZ005").code == 0


def test_standard_input(run: Run) -> None:
    ran = run("check", "-", *ZZZ, "-q", "--output-format", "concise", stdin="teh")
    assert ran.out == "<stdin>:1:1: info ZZZ001 (typo): found teh\n"
    ran = run("check", "--stdin-filename", "x/a.md", *ZZZ, "-q", "--output-format", "concise",
              stdin="---\nchannel: x\n---\nteh")  # fmt: skip
    assert ran.out == "x/a.md:4:1: info ZZZ001 (typo): found teh\n"


def test_standard_input_takes_the_config_nearest_to_its_name(here: Path, run: Run) -> None:
    write(here / "sub" / "replylint.toml", 'select = ["ZZZ003"]')
    assert run("check", "-", "--stdin-filename", "sub/a.txt", stdin="teh").code == 0
    assert run("check", "-", "--stdin-filename", "sub/a.txt", stdin="kaboom").code == 1


def test_json_lines_fit_the_schema(here: Path, run: Run) -> None:
    write(here / "a.txt", "Hi,\nteh é kaboom")
    write(here / "b.txt", "fine")
    lines = run("check", ".", *ZZZ, "--output-format", "jsonl").out.splitlines()
    records = [json.loads(line) for line in lines]
    for record in records:
        jsonschema.validate(record, report_schema())
    assert [record["path"] for record in records] == ["a.txt", "b.txt"]
    assert [record["verdict"] for record in records] == ["block", "send"]


def test_json_has_reports_errors_and_counts(here: Path, run: Run) -> None:
    write(here / "a.txt", "teh gonna")
    write(here / "b.txt", "")
    ran = run("check", "a.txt", "b.txt", *ZZZ, "--output-format", "json")
    document = json.loads(ran.out)
    jsonschema.validate(document["replies"][0], report_schema())
    assert document["errors"][0]["path"] == "b.txt"
    assert document["summary"]["replies"] == 1
    assert document["summary"]["failed"] == 1
    assert document["summary"]["fixable"] == {"safe": 1, "unsafe": 1}
    assert ran.code == 2
    nothing = json.loads(run("check", "b.txt", "--output-format", "json").out)
    assert nothing["replies"] == []


def test_output_goes_to_a_file_whole(here: Path, run: Run) -> None:
    write(here / "a.txt", "teh")
    write(here / "report.json", "old")
    (here / "report.json").chmod(0o640)
    ran = run("check", "a.txt", *ZZZ, "--output-format", "json", "-o", "report.json")
    assert ran == (1, "", "")
    assert json.loads((here / "report.json").read_text("utf-8"))["summary"]["replies"] == 1
    assert (here / "report.json").stat().st_mode & 0o777 == 0o640
    assert {p.name for p in here.iterdir()} == {"a.txt", "report.json"}
    ran = run("check", "a.txt", *ZZZ, "-o", "no/such/folder.txt")
    assert ran.code == 2
    assert (
        ran.err == "replylint: no/such/folder.txt: cannot be written: No such file or directory\n"
    )


def test_french_by_option_config_or_locale(
    here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here / "a.txt", "teh")
    french = run("check", "a.txt", *ZZZ, "--ui-lang", "fr").out
    assert "a.txt:1:1: info ZZZ001 (typo) : trouvé teh" in french
    assert "1 réponse vérifiée : 1 prête à partir. Score moyen 97/100. 1 info." in french
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    assert run("check", "a.txt", *ZZZ).out == french
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert run("check", "a.txt", *ZZZ).out != french
    write(here / "replylint.toml", 'ui-lang = "fr"')
    assert run("check", "a.txt", *ZZZ).out == french
    assert run("check", "a.txt", *ZZZ, "--ui-lang", "en").out != french


def test_colours_only_where_wanted(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here / "a.txt", "teh")
    assert "\x1b[" not in run("check", "a.txt", *ZZZ).out
    assert "\x1b[" in run("check", "a.txt", *ZZZ, "--color").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "\x1b[" not in run("check", "a.txt", *ZZZ, "--no-color").out


def test_folders_are_walked_in_order_without_hidden_ones(here: Path, run: Run) -> None:
    for name in ("b/2.txt", "b/10.md", "a.html", ".git/x.txt", "node_modules/y.md", "c.py"):
        write(here / name, "teh")
    ran = run("check", ".", "a.html", "c.py", *ZZZ, "-q", "--output-format", "concise")
    assert [line.split(":")[0] for line in ran.out.splitlines()] == [
        "a.html", "b/10.md", "b/2.txt", "c.py",
    ]  # fmt: skip


def test_personal_data_is_masked_in_what_is_shown(here: Path, run: Run) -> None:
    write(here / "a.txt", "teh card 4111 1111 1111 1111 of ann.martin@example.com, kaboom")
    for form in ("text", "concise", "json", "jsonl"):
        ran = run("check", "a.txt", *ZZZ, "--output-format", form)
        assert "4111" not in ran.out + ran.err
        assert "ann.martin" not in ran.out + ran.err
