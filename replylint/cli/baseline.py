"""A baseline: the findings that a repository has today, so that only new ones count.

It holds no text: of each finding the file, the rule and a digest of its masked line, with how often
that occurs. Lines may move; a line that changes is looked at anew.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from replylint.errors import ReplylintError
from replylint.outputs import Checked
from replylint.outputs.places import Placed, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.cli.linters import Linters
    from replylint.outputs import Result

_VERSION = 1


class Baseline:
    """The known findings; each is forgiven as often as it stands there."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._folder = Path(path).absolute().parent
        self._left: Counter[tuple[str, str]] = Counter()

    def load(self) -> Baseline:
        """Read the file. Raises ReplylintError: missing, or no baseline."""
        try:
            data: Any = json.loads(Path(self.path).read_bytes())
            if data["version"] != _VERSION:
                raise ValueError
            for name, digests in data["findings"].items():
                for digest, count in digests.items():
                    self._left[name, str(digest)] = int(count)
        except FileNotFoundError:
            raise ReplylintError(
                f"{self.path}: no such baseline; make one with --write-baseline"
            ) from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise ReplylintError(
                f"{self.path}: not a baseline; make it anew with --write-baseline"
            ) from None
        return self

    def over(self, results: Iterable[Result], linters: Linters) -> Iterator[Result]:
        """The results without the findings that are known."""
        for result in results:
            if not isinstance(result, Checked):
                yield result
                continue
            kept = []
            for item in placed([result]):
                if isinstance(item, Placed):
                    key = self._key(item)
                    if self._left[key] > 0:
                        self._left[key] -= 1
                    else:
                        kept.append(item.finding)
            linter = linters.linter(result.path)
            yield result._replace(report=linter.keep(result.report, kept))

    def write(self, results: Iterable[Result]) -> tuple[int, list[Result]]:
        """Write all findings as known. Returns how many, and what could not be checked."""
        from replylint.outputs.files import write_whole

        counts: dict[str, Counter[str]] = {}
        failed: list[Result] = []
        for item in placed(results):
            if isinstance(item, Placed):
                name, digest = self._key(item)
                counts.setdefault(name, Counter())[digest] += 1
            elif not isinstance(item, Checked):
                failed.append(item)
        findings = {name: dict(sorted(counts[name].items())) for name in sorted(counts)}
        text = json.dumps({"version": _VERSION, "findings": findings}, indent=1)
        write_whole(self.path, [text.encode("utf-8"), b"\n"])
        return sum(sum(digests.values()) for digests in counts.values()), failed

    def _key(self, item: Placed) -> tuple[str, str]:
        name = os.path.relpath(Path(item.path).absolute(), self._folder).replace(os.sep, "/")
        return name, f"{item.finding.code}:{item.digest()}"
