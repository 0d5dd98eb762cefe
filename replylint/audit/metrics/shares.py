"""Shares: of replies signed, greeting by name, sending elsewhere; of complaints that came again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.metrics.judged import REDIRECT, UNSIGNED

if TYPE_CHECKING:
    from collections.abc import Collection

    from replylint.audit.metrics.judged import Judged
    from replylint.document import Document

NAMES = ("redirect_only", "signed", "personalised", "complaint_again")


class Shares:
    """For each share, how many replies have it, of how many where that could be told."""

    __slots__ = ("counts",)

    def __init__(self) -> None:
        self.counts = {name: [0, 0] for name in NAMES}

    def add(self, doc: Document, codes: Collection[str], judged: Judged) -> None:
        """Count a reply. codes: of the rules that found something in it."""
        if judged.redirect:
            counts = self.counts["redirect_only"]
            counts[1] += 1
            counts[0] += bool(codes) and any(code in codes for code in REDIRECT)
        if judged.signature and doc.channel is not None and doc.channel.signed:
            counts = self.counts["signed"]
            counts[1] += 1
            counts[0] += not (codes and any(code in codes for code in UNSIGNED))
        counts = self.counts["personalised"]
        counts[1] += 1
        counts[0] += doc.zones.addressee is not None
        turn = doc.reply.turn
        if turn is not None and doc.inbound is not None and doc.inbound.complaint:
            counts = self.counts["complaint_again"]
            counts[1] += 1
            counts[0] += turn > 1

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
