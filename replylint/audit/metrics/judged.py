"""What the list of skipped rules of a report tells, read once for the many replies that share it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from replylint.finding import Skipped

REDIRECT = ("CHN001", "CHN006")
UNSIGNED = ("SIG001", "SIG002")
_REMEMBERED = 256


class Judged(NamedTuple):
    """Whether it was judged that a reply only redirects, and that it is signed; what failed."""

    skipped: Sequence[Skipped]
    redirect: bool
    signature: bool
    failed: tuple[str, ...]


class Judging:
    """Reads lists of skipped rules. rules: the codes that are switched on."""

    def __init__(self, rules: Collection[str]) -> None:
        self._rules = rules
        self._known: dict[int, Judged] = {}

    def read(self, skipped: Sequence[Skipped]) -> Judged:
        """What a list tells. Most reports share theirs, as a plan of the linter makes it."""
        known = self._known.get(id(skipped))
        if known is not None and known.skipped is skipped:
            return known
        codes = {note.code for note in skipped}
        found = Judged(
            skipped,
            REDIRECT[0] in self._rules and REDIRECT[0] not in codes,
            UNSIGNED[0] in self._rules and UNSIGNED[0] not in codes,
            tuple(note.code for note in skipped if note.reason == "failed"),
        )
        if len(self._known) < _REMEMBERED:  # each is held, so that no other gets its id
            self._known[id(skipped)] = found
        return found
