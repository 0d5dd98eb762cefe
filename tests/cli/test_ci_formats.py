"""Outputs for CI services: their documented shapes, right places, nothing of a person in them."""

from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

if TYPE_CHECKING:
    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")
SARIF = json.loads(
    (Path(__file__).parents[1] / "data" / "sarif-2.1.0.schema.json").read_text("utf-8")
)
FORMATS = ("sarif", "github", "gitlab", "junit", "rdjson", "checkstyle", "markdown")
CARD, EMAIL = "4111 1111 1111 1111", "camille.durand@example.com"
NAME = "a b,%é.yaml"
YAML = (
    "# 😀\nbody: |\n  Hi 😀 teh parcel, kaboom.\n\n  teh parcel, gonna leave.\n"
    f"other:\n  text: \"{CARD} kaboom, {EMAIL} t\\u0065h <b> & 'x'\"\n"
)
# Line and column, from 1 in code points, of each finding: start and end.
PLACES = {
    ("ZZZ001", 3, 8, 3, 11), ("ZZZ003", 3, 20, 3, 26), ("ZZZ001", 5, 3, 5, 6),
    ("ZZZ002", 5, 15, 5, 20), ("ZZZ003", 7, 30, 7, 36), ("ZZZ001", 7, 65, 7, 73),
}  # fmt: skip
# What a report of the same shape as the documentation's examples must have.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f-]{32,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!/|\\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
POSITION = {
    "type": "object",
    "required": ["line"],
    "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
    "additionalProperties": False,
}
RDJSON = {
    "type": "object",
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "severity": {"enum": ["INFO", "WARNING", "ERROR"]},
                    "code": {"type": "object", "required": ["value"]},
                    "location": {
                        "type": "object",
                        "required": ["path"],
                        "additionalProperties": False,
                        "properties": {
                            "path": {"type": "string"},
                            "range": {
                                "type": "object",
                                "required": ["start"],
                                "additionalProperties": False,
                                "properties": {"start": POSITION, "end": POSITION},
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def files(here: Path) -> Path:
    (here / NAME).write_text(YAML, "utf-8")
    (here / "clean.md").write_text("Hello", "utf-8")
    (here / "bad.json").write_text('{\n"a": }', "utf-8")
    return here


def report(run: Run, name: str, *more: str) -> str:
    ran = run(
        "check", ".", "--select", "ZZZ001,ZZZ002,ZZZ003", "--output-format", name, "--no-cache",
        *more,
    )  # fmt: skip
    assert ran.code == 2
    return ran.out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_sarif(run: Run, files: Path, jobs: str) -> None:
    log = json.loads(report(run, "sarif", "-j", jobs))
    jsonschema.Draft7Validator(SARIF).validate(log)
    (found,) = log["runs"]
    assert {place(r) for r in found["results"]} == PLACES
    rules = found["tool"]["driver"]["rules"]
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (where,) = result["locations"]
        uri = where["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "a%20b%2C%25%C3%A9.yaml"
    (trouble,) = found["invocations"][0]["toolExecutionNotifications"]
    assert trouble["locations"][0]["physicalLocation"]["region"] == {"startLine": 2}
    prints = [r["partialFingerprints"]["replylint/v1"] for r in found["results"]]
    assert len(set(prints)) == len(prints)
    assert fixed(YAML, found["results"]) == YAML.replace("teh", "the").replace("t\\u0065h", "the")


def place(result: dict[str, Any]) -> tuple[object, ...]:
    region = result["locations"][0]["physicalLocation"]["region"]
    return (
        result["ruleId"], region["startLine"], region["startColumn"], region["endLine"],
        region["endColumn"],
    )  # fmt: skip


def fixed(content: str, results: list[dict[str, Any]]) -> str:
    """The content with the fixes of a SARIF log applied as a consumer would."""
    lines = content.split("\n")
    for result in reversed(results):
        for fix in result.get("fixes", ()):
            for change in fix["artifactChanges"][0]["replacements"]:
                region = change["deletedRegion"]
                assert region["startLine"] == region["endLine"]
                line = lines[region["startLine"] - 1]
                lines[region["startLine"] - 1] = (
                    line[: region["startColumn"] - 1]
                    + change["insertedContent"]["text"]
                    + line[region["endColumn"] - 1 :]
                )
    return "\n".join(lines)


def test_github(run: Run, files: Path) -> None:
    lines = report(run, "github").splitlines()
    pattern = re.compile(
        r"::(notice|warning|error) file=([^,:]+),line=(\d+)"
        r"(?:,col=(\d+),endLine=(\d+),endColumn=(\d+),title=([^,:]+))?::([^\r\n]+)"
    )
    matches = [pattern.fullmatch(line) for line in lines]
    assert all(matches)
    found = {(m[7].split()[0], *map(int, m.group(3, 4, 5, 6))) for m in matches if m and m[7]}
    assert found == PLACES
    assert {m[2] for m in matches if m} == {"a b%2C%25é.yaml", "bad.json"}
    assert sum(line.startswith("::error file=bad.json,line=2::is not valid") for line in lines) == 1


def test_gitlab(run: Run, files: Path) -> None:
    issues = json.loads(report(run, "gitlab"))
    jsonschema.validate(issues, GITLAB)
    assert {(i["check_name"], i["location"]["lines"]["begin"]) for i in issues} == {
        (code, line) for code, line, *_ in PLACES
    } | {("replylint-error", 2)}
    prints = {issue["fingerprint"] for issue in issues}
    assert len(prints) == len(issues)
    # Lines that move keep their fingerprints; a second copy of a line has one of its own.
    (files / NAME).write_text(f"# one\n# two\n{YAML}", "utf-8")
    assert {i["fingerprint"] for i in json.loads(report(run, "gitlab"))} == prints
    (files / NAME).write_text(
        YAML.replace("  teh parcel", "  teh parcel, gonna leave.\n  teh parcel"), "utf-8"
    )
    more = [i["fingerprint"] for i in json.loads(report(run, "gitlab"))]
    assert prints < set(more)
    assert len(set(more)) == len(more)


def test_junit(run: Run, files: Path) -> None:
    root = ET.fromstring(report(run, "junit"))
    assert root.tag == "testsuites"
    (suite,) = root
    cases = list(suite)
    assert {case.tag for case in cases} == {"testcase"}
    failures = [c for c in cases if c.find("failure") is not None]
    errors = [c for c in cases if c.find("error") is not None]
    for node in (root, suite):
        assert node.get("tests") == str(len(cases)) == "8"
        assert node.get("failures") == str(len(failures)) == "6"
        assert node.get("errors") == str(len(errors)) == "1"
        assert node.get("name") == "replylint"
    assert all(case.get("classname") and case.get("name") for case in cases)
    assert {str(c.get("name")) for c in failures} == {
        f"{code} {rule} at {line}:{column}"
        for code, line, column, *_ in PLACES
        for rule in [{"ZZZ001": "typo", "ZZZ002": "slang", "ZZZ003": "grave"}[str(code)]]
    }
    assert len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases)


def test_checkstyle(run: Run, files: Path) -> None:
    root = ET.fromstring(report(run, "checkstyle"))
    assert root.tag == "checkstyle"
    assert root.get("version")
    found = set()
    for file in root:
        assert file.tag == "file"
        for error in file:
            assert error.tag == "error"
            assert error.get("severity") in ("info", "warning", "error")
            assert error.get("message")
            assert error.get("source", "").startswith("replylint.")
            if file.get("name") == NAME:
                code = error.get("source", "").rpartition(".")[2]
                found.add((code, int(error.get("line", 0)), int(error.get("column", 0))))
    assert found == {(code, line, column) for code, line, column, *_ in PLACES}
    assert [file.get("name") for file in root] == [NAME, "bad.json"]


def test_rdjson(run: Run, files: Path) -> None:
    document = json.loads(report(run, "rdjson"))
    jsonschema.validate(document, RDJSON)
    lines = [line.encode() for line in YAML.split("\n")]
    sliced = []
    for found in document["diagnostics"]:
        if "code" in found:
            start, end = (found["location"]["range"][key] for key in ("start", "end"))
            line = lines[start["line"] - 1]
            sliced.append(line[start["column"] - 1 : end["column"] - 1].decode())
    assert sorted(sliced) == ["gonna", "kaboom", "kaboom", "t\\u0065h", "teh", "teh"]


def test_markdown(run: Run, files: Path) -> None:
    (files / "t.txt").write_text("kaboom | @everyone <b>", "utf-8")
    out = report(run, "markdown")
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}
    assert f"| `{NAME}:3:8` | info | ZZZ001 typo |" in out
    assert "@e" not in out


@pytest.mark.parametrize("name", FORMATS)
def test_nobody_is_shown(run: Run, files: Path, name: str) -> None:
    for preset in ((), ("--select", "ALL")):
        ran = run("check", ".", "--output-format", name, "--channel", "x", "--no-cache", *preset)
        for text in (CARD, EMAIL, "camille", "Durand", "4111"):
            assert text not in ran.out + ran.err
            if len(text) > 4:
                assert hashlib.sha256(text.encode()).hexdigest()[:32] not in ran.out


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_whole_report_too(here: Path, run: Run, name: str) -> None:
    (here / "a.txt").write_text("Hello", "utf-8")
    ran = run("check", "a.txt", "--select", "ZZZ001", "--output-format", name, "-q")
    assert ran.code == 0
    if name in ("sarif", "gitlab", "rdjson"):
        json.loads(ran.out)
    elif name in ("junit", "checkstyle"):
        ET.fromstring(ran.out)
    else:
        assert ran.out == ""


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_what_xml_cannot_hold_is_left_out(here: Path, run: Run, name: str) -> None:
    (here / "a.txt").write_text("kaboom\x01\x0b\ufffe 😀 kaboom", "utf-8")
    assert ET.fromstring(run("check", "a.txt", "--select", "ZZZ003", "--output-format", name).out)
