"""`--since REV`: only what was found on lines that changed since a revision of git."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from replylint.errors import ReplylintError
from replylint.outputs import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.cli.linters import Linters
    from replylint.finding import Finding
    from replylint.outputs import Result

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


class Since:
    """The changed lines of each file, asked of git when the file is met."""

    def __init__(self, revision: str) -> None:
        if revision.startswith("-"):
            raise ReplylintError(f"--since: {revision!r} is no revision of git")
        self._revision = revision
        self._repositories: dict[Path, _Repository] = {}

    def over(self, results: Iterable[Result], linters: Linters) -> Iterator[Result]:
        """The results with the findings that touch a changed line.

        Raises ReplylintError: no git, no repository, no such revision.
        """
        path: str | None = None
        lines: list[range] | None = None
        for result in results:
            if isinstance(result, Checked):
                if result.path != path:
                    path = result.path
                    lines = self._lines(path)
                if lines is not None:
                    kept = [f for f in result.report.findings if _touches(result, f, lines)]
                    report = linters.linter(path).keep(result.report, kept)
                    result = result._replace(report=report)  # noqa: PLW2901
            yield result

    def _lines(self, path: str) -> list[range] | None:
        """The changed lines of a file; None for all of them."""
        folder = Path(os.path.realpath(Path(path).absolute().parent))
        root = next((f for f in (folder, *folder.parents) if (f / ".git").exists()), folder)
        if root not in self._repositories:
            self._repositories[root] = _Repository(root, self._revision)
        return self._repositories[root].lines((folder / Path(path).name).relative_to(root))


def _touches(result: Checked, finding: Finding, lines: Iterable[range]) -> bool:
    origin = result.found.origin
    first = origin.place(finding.start).line
    last = origin.place(max(finding.start, finding.end - 1)).line
    return any(first < changed.stop and last >= changed.start for changed in lines)


class _Repository:
    """What changed in a repository since a revision."""

    def __init__(self, root: Path, revision: str) -> None:
        self._root = root
        self._revision = revision
        found = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        self._commit = found.strip()
        self._had = set(self._names("ls-tree", "-r", "-z", "--name-only", self._commit))
        self._changed = set(self._names("diff", "--name-only", "-z", self._commit, "--"))

    def lines(self, path: Path) -> list[range] | None:
        """The changed lines of a file; None for one that was not there."""
        name = path.as_posix()
        if name not in self._had:
            return None
        if name not in self._changed:
            return []
        diff = self._git(
            "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", self._commit,
            "--", f":(literal){name}",
        )  # fmt: skip
        hunks = ((int(hunk[1]), int(hunk[2] or 1)) for hunk in _HUNK.finditer(diff))
        # Where lines were only taken away, what surrounds the gap is what changed.
        return [range(start, start + size) if size else range(start, start + 2)
                for start, size in hunks]  # fmt: skip

    def _names(self, *arguments: str) -> list[str]:
        return self._git(*arguments).split("\0")

    def _git(self, *arguments: str) -> str:
        try:
            done = subprocess.run(
                ["git", *arguments], cwd=self._root, capture_output=True, check=True, timeout=60
            )
        except FileNotFoundError:
            raise ReplylintError("--since needs git, which is not installed") from None
        except subprocess.CalledProcessError:
            raise ReplylintError(
                f"--since: {self._revision!r} is no revision of a git repository here"
            ) from None
        except subprocess.TimeoutExpired:
            raise ReplylintError("--since: git does not answer") from None
        return done.stdout.decode("utf-8", "surrogateescape")
