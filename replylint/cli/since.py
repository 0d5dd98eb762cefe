"""`--since REV`: only what was found on lines that changed since a revision of git."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from replylint.errors import ReplylintError
from replylint.outputs import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.cli.linters import Linters
    from replylint.outputs import Result

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


class Since:
    """The changed lines of each file, asked of git when the file is met."""

    def __init__(self, revision: str) -> None:
        if revision.startswith("-"):
            raise ReplylintError(f"--since: {revision!r} is no revision of git")
        self._revision = revision
        self._checked = False

    def over(self, results: Iterable[Result], linters: Linters) -> Iterator[Result]:
        """The results with the findings that touch a changed line.

        Raises ReplylintError: no git, no repository, no such revision.
        """
        known: dict[str, list[range] | None] = {}
        for result in results:
            if not isinstance(result, Checked):
                yield result
                continue
            if result.path not in known:
                known[result.path] = self._lines(result.path)
            lines = known[result.path]
            if lines is None:
                yield result
                continue
            origin = result.found.origin
            kept = [
                f
                for f in result.report.findings
                if any(
                    origin.place(f.start).line < r.stop
                    and origin.place(max(f.start, f.end - 1)).line >= r.start
                    for r in lines
                )
            ]
            yield result._replace(report=linters.linter(result.path).keep(result.report, kept))

    def _lines(self, path: str) -> list[range] | None:
        """The changed lines of a file; None for a file that git did not have then."""
        folder, name = os.path.split(os.path.abspath(path))
        if not self._checked:
            self._git(folder, "rev-parse", "--verify", "--quiet", f"{self._revision}^{{commit}}")
            self._checked = True
        if not self._git(folder, "ls-tree", "--name-only", self._revision, "--", name):
            return None
        diff = self._git(
            folder, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv",
            self._revision, "--", name,
        )  # fmt: skip
        found = []
        for match in _HUNK.finditer(diff):
            start, size = int(match[1]), int(match[2] or 1)
            found.append(range(start, start + size))
        return found

    def _git(self, folder: str, *arguments: str) -> str:
        try:
            done = subprocess.run(
                ["git", *arguments], cwd=folder, capture_output=True, check=True, timeout=60
            )
        except FileNotFoundError:
            raise ReplylintError("--since needs git, which is not installed") from None
        except subprocess.CalledProcessError:
            raise ReplylintError(
                f"--since: {self._revision!r} is no revision of a git repository here"
            ) from None
        except subprocess.TimeoutExpired:
            raise ReplylintError("--since: git does not answer") from None
        return done.stdout.decode("utf-8", "replace")
