"""The hooks under the real pre-commit: a repository of templates fails, is fixed, and passes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
PRE_COMMIT = Path(sys.executable).with_name("pre-commit")

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or not PRE_COMMIT.is_file(), reason="no git or no pre-commit here"
)

BAD = """late:
  title: Colis en retard   # jamais montré
  body: |
    Bonjour {{ticket.requester.first_name}}, votre retour est validé !

    Vous auriez dû lire les conditions. Merci de votre patience!

    {{current_user.first_name}}
"""
MENDED = BAD.replace("patience!", "patience !")
GOOD = MENDED.replace("    Vous auriez dû lire les conditions. Merci", "    Merci")


class Repository:
    """A git repository with templates, and what runs in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            key: value for key, value in os.environ.items() if not key.startswith("GIT_")
        } | {
            "PRE_COMMIT_HOME": str(folder.parent / "pre-commit"),
            "REPLYLINT_CACHE_DIR": str(folder.parent / "cache"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8",
            # The hook's own environment is made without the network: what replylint needs, and
            # what builds it, is taken from here.
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PIP_NO_INDEX": "1",
            "PYTHONPATH": sysconfig.get_path("purelib"),
        }

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.git("add", "--all")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", *arguments],
            cwd=self.folder, env=self.environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout.strip()

    def hook(self, *arguments: str) -> tuple[int, str]:
        """Run pre-commit on what is staged: its exit code and output."""
        done = subprocess.run(
            [PRE_COMMIT, "run", "--color=never", *arguments], cwd=self.folder, check=False,
            env=self.environment, capture_output=True, text=True,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    folder = tmp_path / "macros"
    folder.mkdir()
    made = Repository(folder)
    made.git("init", "-q")
    return made


def local(hook: dict[str, object]) -> dict[str, object]:
    """The hook as it is declared, run by this very Python instead of an environment of its own."""
    entry = str(hook["entry"]).replace("replylint", f"{sys.executable} -m replylint", 1)
    return {**hook, "language": "system", "entry": entry, "files": "^replies/"}


def test_it_fails_is_fixed_and_passes(repository: Repository) -> None:
    config = {"repos": [{"repo": "local", "hooks": [local(hook) for hook in HOOKS]}]}
    repository.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    repository.write("replies/late.yaml", BAD)
    repository.write("replies/picture.png", "not a text")
    repository.write("elsewhere/macro.yaml", BAD)

    code, said = repository.hook("replylint")
    assert code == 1, said
    assert "replies/late.yaml:6:5" in said
    assert "TON002" in said
    assert "STY001" in said
    assert "elsewhere" not in said
    assert "picture" not in said
    code, said = repository.hook("replylint-fix")
    assert code == 1
    assert "files were modified by this hook" in said
    fixed = (repository.folder / "replies/late.yaml").read_text("utf-8")
    assert fixed == MENDED
    assert (repository.folder / "elsewhere/macro.yaml").read_text("utf-8") == BAD
    repository.write("replies/late.yaml", GOOD)
    code, said = repository.hook()
    assert code == 0, said
    assert said.count("Passed") == 2
    repository.write("replies/broken.yaml", "body: [\n")
    code, said = repository.hook("replylint")
    assert code == 1
    assert "replies/broken.yaml:2: is not valid YAML" in said
    repository.write("replies/broken.yaml", "body: hello\n")
    repository.git("commit", "-q", "-m", "first")
    code, said = repository.hook()
    assert said.count("no files to check") == 2


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no checkout")
def test_pre_commit_installs_this_checkout(repository: Repository) -> None:
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    hooks = [{"id": hook["id"], "files": "^replies/"} for hook in HOOKS]
    config = {"repos": [{"repo": str(ROOT), "rev": revision, "hooks": hooks}]}
    repository.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    repository.write("replies/late.yaml", BAD)
    code, said = repository.hook("replylint")
    assert code == 1, said
    assert "replies/late.yaml:6:5" in said, said
    assert "TON002" in said
    repository.write("replies/late.yaml", "body: Bonjour, votre colis part demain.\n")
    code, said = repository.hook("replylint-fix")
    assert code == 0, said
