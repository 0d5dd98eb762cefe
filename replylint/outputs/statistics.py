"""`--statistics`: behind another output, how often each rule found something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from replylint.outputs import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from replylint.outputs import Output, Result, View

# After these the counts would spoil what a program reads.
_FOR_PEOPLE = ("text", "concise", "markdown")


class StatisticsOutput:
    """Counts by rule, the most frequent first; for people they replace the findings."""

    def __init__(self, inner: Output) -> None:
        self._inner = inner
        self.name = inner.name

    def render(self, results: Iterable[Result], view: View) -> Iterator[str]:
        counts: Counter[tuple[str, str]] = Counter()
        files: dict[tuple[str, str], set[str]] = {}
        fixable: Counter[tuple[str, str]] = Counter()

        def counted() -> Iterator[Result]:
            for result in results:
                for finding in result.report.findings if isinstance(result, Checked) else ():
                    key = (finding.code, finding.rule)
                    counts[key] += 1
                    fixable[key] += finding.fix is not None and finding.fix.safe
                    files.setdefault(key, set()).add(result.path)
                yield result

        if self._inner.name not in _FOR_PEOPLE:
            yield from self._inner.render(counted(), view)
            return
        pieces = list(self._inner.render(counted(), view))
        *_, last = pieces or [""]
        width = len(str(max(counts.values(), default=0)))
        for (code, rule), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            mark = "*" if fixable[code, rule] else " "
            yield f"{count:{width}} [{mark}] {code} {rule} ({len(files[code, rule])})\n"
        if not view.quiet:
            yield last
