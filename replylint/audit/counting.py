"""How an audit counts: whose clock, which hours, which names, how many samples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from replylint.errors import ConfigError

if TYPE_CHECKING:
    from replylint.linter import Linter

# The setting that says when somebody answers; the rule that reads it judges single replies.
_HOURS = ("CHN003", "private-message-when-closed")


@dataclass(frozen=True, slots=True)
class Counting:
    """What the parts of an audit agree on. Plain values: it is sent to every worker.

    timezone: IANA name; weeks, days and hours of a shift are those of its clock.
    hours: when somebody answers as announced, such as "mon-fri 08:00-18:00"; none for not known.
    rules: the codes that are switched on; a share is known only where its rules are.
    key: agents are shown under pseudonyms made with it; None shows their names.
    worst, samples: how many of the worst replies, and of the replies for each rule, to keep.
    """

    timezone: str = "UTC"
    hours: tuple[str, ...] = ()
    rules: frozenset[str] = frozenset()
    key: bytes | None = None
    worst: int = 20
    samples: int = 3

    @classmethod
    def of(
        cls,
        linter: Linter,
        *,
        timezone: str = "UTC",
        hours: tuple[str, ...] = (),
        key: bytes | None = None,
        worst: int = 20,
    ) -> Counting:
        """With what the linter knows: its rules, and the hours that its config announces.

        Raises ConfigError for an unknown time zone or hours that cannot be read.
        """
        from replylint.hours import read_hours

        check_timezone(timezone)
        for name in _HOURS:
            announced = linter.settings.rule.get(name, {}).get("hours", ())
            if not hours and isinstance(announced, list | tuple):
                hours = tuple(map(str, announced))
        read_hours(hours, "hours")
        codes = frozenset(rule.code for rule in linter.rules)
        return cls(timezone, hours, codes, key, worst)


def check_timezone(name: str) -> None:
    """Raises ConfigError where there is no such time zone; names the nearest."""
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        from replylint.errors import nearest

        raise ConfigError(
            f"no time zone is called {name!r}; {nearest(name, sorted(available_timezones()))}"
        ) from None
