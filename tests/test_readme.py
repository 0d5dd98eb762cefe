"""What the README shows is what the commands print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OUTPUTS = re.findall(r"<!-- output: (.+?) -->\n```text\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "shown"), OUTPUTS, ids=lambda text: text[:40])
def test_shown_output_is_real(command: str, shown: str) -> None:
    scripts = Path(sys.executable).parent
    done = subprocess.run(
        command,
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PATH": f"{scripts}:{os.environ['PATH']}",
            "COLUMNS": "100",
            "LC_ALL": "C.UTF-8",
        },
    )
    assert done.stderr == ""
    assert done.stdout == shown


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_readme_shows_outputs() -> None:
    assert len(OUTPUTS) >= 2
