"""The examples that the README runs: each shows what its name says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from replylint.cli import main
from replylint.linter import installed_plugins

EXAMPLES = Path(__file__).parents[1] / "examples"
SHOWN = {
    "fr/trop-long.txt": {"LEN001"},
    "fr/sans-signature.txt": {"SIG001"},
    "fr/impersonnel.txt": {"PER004"},
    "fr/humour-sur-une-plainte.txt": {"HUM001"},
    "fr/donnees-en-public.txt": {"SEN001", "SEN002"},
    "fr/bonne-reponse.txt": set(),
    "en/too-long.txt": {"LEN001"},
    "en/no-signature.txt": {"SIG001"},
    "en/impersonal.txt": {"PER004"},
    "en/joke-on-a-complaint.txt": {"HUM001"},
    "en/private-data-in-public.txt": {"SEN001", "SEN002"},
    "en/good-reply.txt": set(),
}


def test_every_example_is_tried() -> None:
    folder = EXAMPLES / "replies"
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert files == set(SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_an_example_shows_what_it_should(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    wanted = SHOWN[name]
    known = {rule.code: rule.known_languages() for rule in installed_plugins().rules}
    for code in wanted:
        if code not in known or name[:2] not in (known[code] or (name[:2],)):
            pytest.skip(f"{code} does not know {name[:2]}")
    arguments = ["check", str(EXAMPLES / "replies" / name), "--isolated", "--output-format=jsonl"]
    assert main(arguments) == (1 if wanted else 0)
    record = json.loads(capfd.readouterr().out)
    assert wanted <= {finding["code"] for finding in record["findings"]}
    assert bool(record["findings"]) == bool(wanted)


def test_the_export_is_read_whole(capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["audit", str(EXAMPLES / "past-replies.csv"), "--isolated", "--output-format=json"]
    assert main(arguments) == 0
    record = json.loads(capfd.readouterr().out)
    assert record["totals"]["replies"] == 28
    assert record["rejects"] == record["problems"] == {}
    columns = set(record["generated_from"]["columns"])
    assert columns == {"text", "inbound", "author", "channel", "id", "sent_at"}
    assert record["totals"]["verdicts"]["send"] > 14
