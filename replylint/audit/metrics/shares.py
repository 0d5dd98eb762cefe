"""Which share of the replies is signed, greets by name, or only sends elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from replylint.document import Document
    from replylint.finding import Skipped

NAMES = ("redirect_only", "signed", "personalised")
REDIRECT = ("CHN001", "CHN006")
UNSIGNED = ("SIG001", "SIG002")
_REMEMBERED = 256


class Shares:
    """For each share, how many replies have it, of how many where that could be told."""

    __slots__ = ("_judged", "_rules", "counts")

    def __init__(self, rules: Collection[str]) -> None:
        self.counts = {name: [0, 0] for name in NAMES}
        self._rules = rules
        # Most reports share their tuple of skipped rules, so what it tells is remembered.
        self._judged: dict[int, tuple[Sequence[Skipped], bool, bool]] = {}

    def add(self, doc: Document, codes: Collection[str], skipped: Sequence[Skipped]) -> None:
        """Count a reply. codes: of the rules that found something in it."""
        known = self._judged.get(id(skipped))
        if known is None or known[0] is not skipped:
            known = self._look(skipped)
        _, redirect, signature = known
        if redirect:
            counts = self.counts["redirect_only"]
            counts[1] += 1
            counts[0] += any(code in codes for code in REDIRECT) if codes else 0
        if signature and doc.channel is not None and doc.channel.signed:
            counts = self.counts["signed"]
            counts[1] += 1
            counts[0] += not (codes and any(code in codes for code in UNSIGNED))
        counts = self.counts["personalised"]
        counts[1] += 1
        counts[0] += doc.zones.addressee is not None

    def _look(self, skipped: Sequence[Skipped]) -> tuple[Sequence[Skipped], bool, bool]:
        codes = {note.code for note in skipped}
        found = (
            skipped,
            REDIRECT[0] in self._rules and REDIRECT[0] not in codes,
            UNSIGNED[0] in self._rules and UNSIGNED[0] not in codes,
        )
        if len(self._judged) < _REMEMBERED:
            self._judged[id(skipped)] = found
        return found

    def merge(self, other: Shares) -> None:
        """Add the counts of another."""
        for name, (n, of) in other.counts.items():
            self.counts[name][0] += n
            self.counts[name][1] += of

    def figures(self) -> dict[str, Any]:
        """What the record says of them; a share is None where nothing can be told."""
        return {
            name: {"n": n, "of": of, "share": round(n / of, 4) if of else None}
            for name, (n, of) in self.counts.items()
        }

    def state(self) -> dict[str, list[int]]:
        """As plain values."""
        return {name: list(counts) for name, counts in self.counts.items()}
