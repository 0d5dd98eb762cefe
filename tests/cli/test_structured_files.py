"""Fixes in structured files: what was fixed changes, every other byte and value stays."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from conftest import Run

pytestmark = pytest.mark.usefixtures("plugin")
FIX = ("check", "--select", "ZZZ001,ZZZ002", "--fix", "--unsafe-fixes", "-q", "--no-cache")
ROUNDS = 120

# Each holds "teh", which the rule ZZZ001 writes "the", and "gonna", "going to" by ZZZ002.
FILES = {
    "block.yaml": "# macros\nlate:   # a comment 😀\n  title: 'teh title stays'\n  body: |\n"
    "    Hello 👩‍👧, teh parcel\n\n      teh box\n    is gonna leave: #1\n"
    "  url: https://a.example/teh\n",
    "folded.yml": "body: >-\n  Hello, teh parcel\n  is gonna\n\n  leave.\nslug: teh\n",
    "quoted.yaml": "body: 'It''s teh parcel'\n"
    'text: "\\u2026 teh \\"box\\"\\tis \\\n  gonna go"\n',
    "flow.yaml": "{body: teh parcel, other: [teh box is gonna leave]}\n",
    "html.yaml": 'body: |\n  <p class="teh">Hello&nbsp;you, <b>teh</b> parcel<br>is gonna</p>\n',
    "macro.json": '{\n\t"title": "teh", '
    '"body": "Hello \\u00e9\\ud83d\\ude00 \\"teh\\" \\/ gonna\\n"\n}\n',
    "reply.md": "---\nchannel: email\nother: teh\n---\n\n# Hello *teh*\n\n"
    "- [teh](https://a.example/teh)"
    " is **gonna** leave\n\n```\nteh\n```\n",
    "reply.html": '<html><head><title>teh</title></head><body title="teh">&eacute; teh&#32;parcel'
    "<!-- teh --> gonna</body></html>\n",
    "table.csv": 'title,body\nteh,"Hello, ""teh"" parcel"\nteh,gonna leave\n',
    "table.tsv": "title\tbody\nteh\tteh parcel\n",
}
FIXED = {
    "block.yaml": "# macros\nlate:   # a comment 😀\n  title: 'teh title stays'\n  body: |\n"
    "    Hello 👩‍👧, the parcel\n\n      the box\n    is going to leave: #1\n"
    "  url: https://a.example/teh\n",
    "folded.yml": "body: >-\n  Hello, the parcel\n  is going to\n\n  leave.\nslug: teh\n",
    "quoted.yaml": "body: 'It''s the parcel'\n"
    "text: \"\\u2026 the \\\"box\\\"\\tis \\\n  going to go\"\n",
    "flow.yaml": "{body: the parcel, other: [the box is going to leave]}\n",
    "html.yaml": "body: |\n  <p class=\"teh\">Hello&nbsp;you, <b>the</b> parcel"
    "<br>is going to</p>\n",
    "macro.json": '{\n\t"title": "teh", '
    '"body": "Hello \\u00e9\\ud83d\\ude00 \\"the\\" \\/ going to\\n"\n}\n',
    "reply.md": "---\nchannel: email\nother: teh\n---\n\n# Hello *the*\n\n"
    "- [the](https://a.example/teh)"
    " is **going to** leave\n\n```\nteh\n```\n",
    "reply.html": '<html><head><title>teh</title></head><body title="teh">&eacute; the&#32;parcel'
    "<!-- teh --> going to</body></html>\n",
    "table.csv": 'title,body\nteh,"Hello, ""the"" parcel"\nteh,going to leave\n',
    "table.tsv": "title\tbody\nteh\tthe parcel\n",
}  # fmt: skip


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", FILES)
def test_only_what_was_fixed_changes(here: Path, run: Run, name: str, end: str, bom: bytes) -> None:
    path = here / name
    path.write_bytes(bom + FILES[name].replace("\n", end).encode())
    assert run(*FIX, name) == (0, "", "")
    assert path.read_bytes() == bom + FIXED[name].replace("\n", end).encode()
    ran = run("check", name, "--select", "ZZZ001,ZZZ002", "--diff")
    assert ran == (0, "", "")


@pytest.mark.parametrize("name", FILES)
def test_each_finding_slices_its_characters_on_disk(here: Path, run: Run, name: str) -> None:
    (here / name).write_bytes(FILES[name].replace("\n", "\r\n").encode("utf-8-sig"))
    ran = run("check", name, "--select", "ZZZ001,ZZZ002", "--output-format", "jsonl")
    lines = FILES[name].split("\n")
    findings = [f for line in ran.out.splitlines() for f in json.loads(line)["findings"]]
    assert findings
    for finding in findings:
        column = finding["column"] - 1
        wanted = finding["excerpt"]
        assert lines[finding["line"] - 1][column : column + len(wanted)] == wanted


def test_a_fix_across_markup_is_left_alone(here: Path, run: Run) -> None:
    """What would tear a tag, a mark or a line out of its file is not offered as a fix."""
    written = {"a.html": "<p>go<b>nna</b> leave</p>", "a.md": "go**nna** leave\n",
               "a.yaml": "body: |\n  t\\\n  eh gonna\n"}  # fmt: skip
    for name, content in written.items():
        (here / name).write_text(content, "utf-8")
    ran = run(*FIX, "a.html", "a.md")
    assert ran.code == 1
    for name in ("a.html", "a.md"):
        assert (here / name).read_text("utf-8") == written[name]
    ran = run("check", "a.html", "--select", "ZZZ002")
    assert "ZZZ002" in ran.out
    assert "can be fixed" not in ran.out


PIECES = [
    "teh ",
    "gonna ",
    "é",
    "😀 ",
    "\n",
    "\n\n",
    "l'",
    '"',
    ": ",
    " #x ",
    "- ",
    "{{ a }} ",
    "mot ",
]


def text(draw: random.Random) -> str:
    return "Bonjour teh " + "".join(draw.choice(PIECES) for _ in range(draw.randrange(12))) + "fin."


def mended(value: Any) -> Any:
    """What a value must be after the fixes: bodies mended, all else the same."""
    if isinstance(value, list):
        return [mended(item) for item in value]
    if isinstance(value, dict):
        return {key: fixed(item) if key == "body" else mended(item) for key, item in value.items()}
    return value


def fixed(value: str) -> str:
    return value.replace("teh", "the").replace("gonna", "going to")


def test_the_data_elsewhere_stays_the_same(here: Path, run: Run) -> None:
    draw = random.Random(7)
    expected: dict[str, Any] = {}
    for i in range(ROUNDS):
        root = [
            {"title": text(draw), "body": text(draw), "tags": ["teh", 1, None]} for _ in range(3)
        ]
        dumped = yaml.dump(
            root, default_style=draw.choice([None, "'", '"', "|", ">"]), sort_keys=False,
            allow_unicode=draw.random() < 0.7, width=draw.choice([20, 60, 100]),
        )  # fmt: skip
        read = yaml.load(dumped, yaml.CSafeLoader)
        (here / f"{i}.yaml").write_text(dumped, "utf-8")
        (here / f"{i}.json").write_text(
            json.dumps(root, ensure_ascii=draw.random() < 0.5, indent=draw.choice([None, 2])),
            "utf-8",
        )
        expected |= {f"{i}.yaml": mended(read), f"{i}.json": mended(root)}
        table = io.StringIO(newline="")
        csv.writer(table).writerows([["title", "body"], *([r["title"], r["body"]] for r in root)])
        (here / f"{i}.csv").write_bytes(table.getvalue().encode())
        expected[f"{i}.csv"] = [
            ["title", "body"], *([str(r["title"]), fixed(str(r["body"]))] for r in root)
        ]  # fmt: skip
    ran = run(*FIX, ".")
    assert "2" not in str(ran.code), ran.err
    for name, wanted in expected.items():
        content = (here / name).read_bytes().decode()
        if name.endswith(".yaml"):
            found = yaml.load(content, yaml.CSafeLoader)
        elif name.endswith(".json"):
            found = json.loads(content)
        else:
            found = list(csv.reader(io.StringIO(content, newline="")))
        assert found == wanted, name
    assert run("check", ".", "--select", "ZZZ001,ZZZ002", "--diff", "--no-cache").code == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("b.yaml", "a: 1\nb: [\n", "b.yaml:3: is not valid YAML"),
        ("b.yaml", "a: 1\n\tb: 2\n", "b.yaml:2: is not valid YAML"),
        ("b.yaml", "a: 'open\n", "is not valid YAML"),
        ("b.yaml", "a: \x07\n", "b.yaml:1: is not valid YAML: a character that YAML does not"),
        ("b.yaml", "a: " + "[" * 5_000 + "]" * 5_000, "b.yaml:1: is not valid YAML: nested too"),
        ("b.json", '{\n"a": tru\n}', "b.json:2: is not valid JSON: Expecting value"),
        ("b.json", '{"a": "x",\n}', "b.json:2: is not valid JSON"),
        ("b.json", "[" * 100_000, "b.json:1: is not valid JSON: nested too deeply"),
        ("b.csv", 'title,body\nx,"open\n', "b.csv:2: a quotation mark opens here"),
        ("b.csv", "title,body\nx,y\nz\n", "b.csv:3: has 1 cells where the header has 2"),
        ("b.csv", "body,kind\nx,y\n", "b.csv:2: kind must be one of: draft, template"),
        ("b.md", "---\nkind: odd\n---\nHi", "b.md:2: kind must be one of: draft, template"),
        ("b.html", "<p> </p>", "b.html: holds no reply"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_named_and_the_rest_checked(
    here: Path, run: Run, name: str, content: str, said: str
) -> None:
    (here / name).write_text(content, "utf-8")
    for other in ("a.yaml", "z.yaml"):
        (here / other).write_text("body: kaboom here\n", "utf-8")
    for jobs in ((), ("-j", "2")):
        ran = run("check", ".", "--select", "ZZZ003", "--output-format", "concise", "-q", *jobs)
        assert ran.code == 2
        assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["a.yaml", "z.yaml"]
        assert ran.err.startswith(f"replylint: {said}") or said in ran.err
        assert ran.err.count("\n") == 1
