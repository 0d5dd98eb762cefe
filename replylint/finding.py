"""Findings: the scored warnings that a check returns, and the fixes they carry."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How much a finding matters. A critical one blocks the reply whatever its score."""

    INFO = 1
    WARNING = 2
    ERROR = 3
    CRITICAL = 4

    @property
    def label(self) -> str:
        """The lower-case name used in every output: "info", "warning", "error", "critical"."""
        return _LABELS[self]

    @classmethod
    def parse(cls, label: str) -> Severity:
        """The severity of that label. Raises ValueError where there is none."""
        try:
            return cls[label.upper()]
        except KeyError:
            raise ValueError(f"no severity is called {label!r}") from None


# Asked for every finding, and the names of an enum are slow to get.
_LABELS = {severity: severity.name.lower() for severity in Severity}


class Edit(NamedTuple):
    """Replace the code points start..end of the text with `replacement`."""

    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """Edits that mend a finding. A safe fix never changes what the reply says."""

    edits: tuple[Edit, ...]
    safe: bool = True


class Quote(NamedTuple):
    """A place in `Document.text` that a message quotes."""

    start: int
    end: int


class Quotes(NamedTuple):
    """Places in `Document.text` that a message lists, each between quotation marks."""

    places: tuple[tuple[int, int], ...]


class Flag(NamedTuple):
    """What a rule yields: a place in `Document.text` and the key of one of its messages.

    message: a key of the rule's `messages`; params fill its {braces}.
    A Quote or Quotes among the params become what stands there, personal data masked.
    suggestion: a key of the rule's `messages` too, or "" for the one named `<message>.suggestion`.
    severity: where it differs from the rule's own.
    confidence: 0 < confidence <= 1; it scales the points taken off.
    private: places that nothing may show, as the rule knows them to be personal; what
    `Document.personal_data` has need not be among them.
    """

    start: int
    end: int
    message: str = "default"
    params: dict[str, object] | None = None
    severity: Severity | None = None
    confidence: float = 1.0
    suggestion: str = ""
    fix: Fix | None = None
    private: tuple[tuple[int, int], ...] = ()


class Skip(NamedTuple):
    """What a rule yields, or the engine notes, where something could not be judged.

    reason: a key of the engine's messages, such as "needs-inbound".
    """

    reason: str
    params: dict[str, object] | None = None


class Measure(NamedTuple):
    """What a rule yields for a figure of the reply that reports and audits show: "reading_ease"."""

    name: str
    value: float


class Finding(NamedTuple):
    """One scored warning.

    start, end: code points of the text as the caller gave it (end excluded).
    line, column: 1-based, of `start`; the column counts code points.
    points: points taken off the score after the cap of its category.
    confidence: how sure the rule is, 0 to 1.
    excerpt: the text found, personal data masked, shortened to 80 characters.
    """

    code: str
    rule: str
    category: str
    severity: Severity
    confidence: float
    points: float
    start: int
    end: int
    line: int
    column: int
    message: str
    suggestion: str | None
    excerpt: str
    fix: Fix | None = None

    def to_dict(self) -> dict[str, object]:
        """The finding as plain JSON values; the fix lists its edits."""
        fix = self.fix
        return {
            "code": self.code,
            "rule": self.rule,
            "category": self.category,
            "severity": self.severity.label,
            "confidence": self.confidence,
            "points": self.points,
            "start": self.start,
            "end": self.end,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "suggestion": self.suggestion,
            "excerpt": self.excerpt,
            "fix": None
            if fix is None
            else {
                "safe": fix.safe,
                "edits": [
                    {"start": e.start, "end": e.end, "replacement": e.replacement}
                    for e in fix.edits
                ],
            },
        }


class Skipped(NamedTuple):
    """A rule that did not judge the reply, or only a part of it, and why."""

    code: str
    rule: str
    reason: str
    message: str

    def to_dict(self) -> dict[str, str]:
        """The note as plain JSON values."""
        return {
            "code": self.code,
            "rule": self.rule,
            "reason": self.reason,
            "message": self.message,
        }
