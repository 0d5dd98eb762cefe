"""Findings with their places, one after the other: what the outputs for CI services write."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from replylint.outputs import Checked
from replylint.outputs.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.finding import Finding
    from replylint.outputs import Failed, Result
    from replylint.sources import Place


class Placed(NamedTuple):
    """A finding of a file, from its first character to behind its last one."""

    path: str
    start: Place
    end: Place
    finding: Finding
    checked: Checked

    def message(self) -> str:
        """What is wrong and what would be better, on one line."""
        finding = self.finding
        text = (
            finding.message
            if not finding.suggestion
            else f"{finding.message}. {finding.suggestion}"
        )
        return printable(" ".join(text.split()))

    def start_byte(self) -> int:
        """The column of the start, counted in bytes of UTF-8."""
        return self._bytes(self.start)

    def end_byte(self) -> int:
        """The column of the end, counted in bytes of UTF-8."""
        return self._bytes(self.end)

    def _bytes(self, place: Place) -> int:
        line = self.checked.found.origin.line(place.line)
        return len(line[: place.column - 1].encode("utf-8", "replace")) + 1

    def fingerprint(self) -> str:
        """The same for the same finding wherever it moves in its file; a digest, not the text."""
        return _digest(self.path, self.finding.code, self.digest())

    def digest(self) -> str:
        """A digest of the masked line where the finding begins, whatever its white space."""
        return _digest(*self.checked.reply_line(self.finding).split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def placed(results: Iterable[Result]) -> Iterator[Placed | Failed | Checked]:
    """Each finding with its place; a file that failed as it is; a reply without findings too."""
    for result in results:
        if not isinstance(result, Checked) or not result.report.findings:
            yield result
            continue
        for finding in result.report.findings:
            origin = result.found.origin
            start = origin.place(finding.start)
            end = origin.end(finding.end) if finding.end > finding.start else start
            yield Placed(result.path, start, end, finding, result)


def uri(path: str) -> str:
    """A path as a relative URI reference."""
    cleaned = path.replace("\\", "/").encode("utf-8", "replace").decode("utf-8")
    return quote(cleaned.removeprefix("./"), safe="/-_.~")
