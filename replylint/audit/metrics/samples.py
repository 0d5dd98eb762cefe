"""Masked samples of replies: short enough to be kept, with what was found still in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from replylint.audit.pseudonyms import names_in, without_names, without_signatures
from replylint.lazy import lazy_pattern
from replylint.outputs.masking import masked_reply
from replylint.personal_data import hide, mask

if TYPE_CHECKING:
    from replylint.document import Document
    from replylint.finding import Finding
    from replylint.report import Report

_LONG_NUMBER = lazy_pattern(r"\d(?:[ \xa0\u202f.()-]{0,2}\d){8,}")
ROOM = 600
_BEFORE = 200
_FINDINGS = 12


class Shown:
    """A reply as samples may show it, every contact and number in it masked, the brand's own too:
    what a report shows goes to people who do not know whose they are."""

    def __init__(self, doc: Document, agent: str | None, *, pseudonyms: bool) -> None:
        self.pseudonyms = pseudonyms
        self._names = names_in(doc, agent) if pseudonyms else frozenset()
        masked = masked_reply(doc)
        self.masked = self.cleaned(without_signatures(masked, doc) if pseudonyms else masked)

    def cleaned(self, text: str) -> str:
        """A text without personal data, and without the agents' names where they are not shown."""
        text = mask(without_names(text, self._names) if self._names else text)
        # Two numbers that run into one another are none that anybody knows: all is hidden.
        return hide(text, (match.span() for match in _LONG_NUMBER.finditer(text)))


class Excerpt(NamedTuple):
    """A part of a masked text, and how far its places are moved."""

    text: str
    moved: int


def excerpt(masked: str, start: int = 0, end: int = 0) -> Excerpt:
    """At most ROOM characters of a text, around a place in it."""
    if len(masked) <= ROOM:
        return Excerpt(masked, 0)
    first = max(0, min(start - _BEFORE, len(masked) - ROOM))
    head, tail = "…" if first else "", "…" if first + ROOM < len(masked) else ""
    return Excerpt(head + masked[first : first + ROOM] + tail, len(head) - first)


def place_in(shown: Excerpt, start: int, end: int) -> tuple[int, int]:
    """A place of the whole text in an excerpt of it; cut where it goes over the edge."""
    most = len(shown.text)
    return min(max(start + shown.moved, 0), most), min(max(end + shown.moved, 0), most)


def rule_sample(line: int, shown: Shown, start: int, end: int) -> dict[str, Any]:
    """A sample of what a rule found."""
    part = excerpt(shown.masked, start, end)
    start, end = place_in(part, start, end)
    return {"line": line, "masked": part.text, "start": start, "end": end}


def reason(shown: Shown, finding: Finding) -> dict[str, Any]:
    """Why a reply was flagged, and what to write rather."""
    return {
        "message": shown.cleaned(finding.message),
        "suggestion": shown.cleaned(finding.suggestion) if finding.suggestion else None,
    }


def worst_sample(
    line: int, report: Report, channel: str | None, agent: str | None, shown: Shown
) -> dict[str, Any]:
    """One of the worst replies, the gravest findings first where not all can be shown."""
    found = sorted(report.findings, key=lambda f: (-f.severity, f.start, f.end, f.code))[:_FINDINGS]
    first = found[0]
    part = excerpt(shown.masked, first.start, first.end)
    findings = []
    for finding in sorted(found, key=lambda f: (f.start, f.end, f.code)):
        start, end = place_in(part, finding.start, finding.end)
        findings.append(
            {
                "code": finding.code,
                "severity": finding.severity.label,
                "message": shown.cleaned(finding.message),
                "start": start,
                "end": end,
            }
        )
    return {
        "line": line,
        "channel": channel,
        "agent": agent,
        "score": report.score,
        "verdict": report.verdict,
        "masked": part.text,
        "findings": findings,
    }
