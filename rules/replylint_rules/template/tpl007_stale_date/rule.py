"""TPL007: the reply speaks of a day that has passed, or wishes a season that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from replylint.document import Document
    from replylint.phrases import Hit

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier jan janv", "february fevrier feb fev fevr", "march mars mar",
            "april avril apr avr", "may mai", "june juin jun", "july juillet jul juil",
            "august aout aug", "september septembre sept sep", "october octobre oct",
            "november novembre nov", "december decembre dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
# Words behind which a date lies ahead.
_AHEAD = (
    r"(?:jusqu'au|jusqu'a|d'ici le|d'ici au|avant le|au plus tard le|until|till|by|before|valid to|"
    r"no later than|rouvr\w{1,6} le|reopens? on|arriv\w{1,5} le|arrives on|livree? le|"
    r"rendez-vous le)"
)
_WEEKDAY = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_DATE = lazy_pattern(
    rf"\b{_AHEAD} (?:(?:{_WEEKDAY}),? )?(?:the )?(?P<date>"
    rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})(?:\.?,? (?P<year>20\d\d))?"
    rf"|(?P<month2>{_MONTH})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year2>20\d\d))?"
    r"|(?P<day3>\d{1,2})[/.](?P<month3>\d{1,2})[/.](?P<year3>20\d\d))(?![\d/])"
)
# A day without a year is taken for the last of that name where it is that recent, in days.
_RECENT = 60


class StaleDate(Rule):
    """Compares with the day on which the reply is sent; never with a clock."""

    code = "TPL007"
    name = "stale-date"
    preview = True
    needs = ("sent_at",)
    messages = {
        "en": {
            "default": "“{phrase}” has passed: the reply is sent on {sent}",
            "default.suggestion": "Bring the date up to date, in the template too.",
            "season": "“{phrase}” is out of season on {sent}",
            "season.suggestion": "Take it out, in the template too.",
        },
        "fr": {
            "default": "« {phrase} » est passé : la réponse part le {sent}",
            "default.suggestion": "Mettez la date à jour, dans le modèle aussi.",
            "season": "« {phrase} » n'est plus de saison le {sent}",
            "season.suggestion": "Enlevez-le, dans le modèle aussi.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        sent_at = doc.reply.sent_at
        if sent_at is None:
            return
        sent = sent_at.date()
        params: dict[str, object] = {"sent": sent.isoformat()}
        for hit in self.hits(doc, "season"):
            if _is_over(hit, sent):
                yield Flag(hit.start, hit.end, "season", params)
        if not any(character.isdigit() for character in doc.folded):
            return
        for match in _DATE.finditer(doc.folded):
            meant = _meant(match.groupdict(), sent)
            if meant is not None and meant < sent and doc.is_prose(*match.span("date")):
                yield Flag(*match.span("date"), params=params)


def _is_over(hit: Hit, sent: date) -> bool:
    """Whether a wish falls outside its season, which its phrase file gives: "12-01 12-31"."""
    first, last = (hit.suggestion or "").split()
    today = f"{sent.month:02}-{sent.day:02}"
    return not (first <= today <= last if first <= last else today >= first or today <= last)


def _meant(found: dict[str, str | None], sent: date) -> date | None:
    """The day meant; None where there is no such day, or its year can only be guessed."""
    day = found["day"] or found["day2"] or found["day3"]
    month = found["month3"] or _MONTHS.get(found["month"] or found["month2"] or "", 0)
    year = found["year"] or found["year2"] or found["year3"]
    assert day is not None  # every branch of the pattern has one
    try:
        if year is not None:
            return sent.replace(year=int(year), month=int(month), day=int(day))
        meant = sent.replace(month=int(month), day=int(day))
    except ValueError:
        return None
    return meant if 0 < (sent - meant).days <= _RECENT else None
