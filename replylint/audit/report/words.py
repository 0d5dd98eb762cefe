"""What the page says: a table a language, `assets/<language>.json`; a part of it is the script's."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from replylint.i18n import DEFAULT, number

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "fr")
# What the script says too.
_SCRIPT = ("chart.", "filter.", "day.", "clock", "share", "page.none", "page.other")


@cache
def table(lang: str) -> Mapping[str, str]:
    """Every text of a language by its key; some have {braces} to be filled."""
    asset = files("replylint.audit.report") / "assets" / f"{lang}.json"
    found: dict[str, str] = json.loads(asset.read_text("utf-8"))
    return found


class Words:
    """The page's texts, numbers and times in one language; English where it has none of ours."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else DEFAULT
        self._table = table(self.lang)

    def __call__(self, key: str, /, **params: object) -> str:
        """A text, its {braces} filled: numbers as people write them."""
        text = self._table[key]
        return text.format(**{name: self._shown(value) for name, value in params.items()})

    def get(self, key: str, otherwise: str) -> str:
        """A text without braces, or another one where none has that key."""
        return self._table.get(key, otherwise)

    def _shown(self, value: object) -> str:
        return number(value, self.lang) if isinstance(value, int | float) else str(value)

    def share(self, part: float) -> str:
        """A share of 1, as a percentage; what is not nothing is never shown as 0."""
        hundred = 100 * part
        if 0 < hundred < 0.1:
            return "<\u00a0" + self("share", n=0.1)
        return self("share", n=round(hundred, 1 if hundred < 10 else 0))

    def tenths(self, value: float) -> str:
        """A number with one digit after the point."""
        text = number(round(value, 1), self.lang)
        return text if f"{value:.1f}"[-1] != "0" else f"{text}{',0' if self.lang == 'fr' else '.0'}"

    def replies(self, n: int) -> str:
        """A number of replies with its noun; zero is singular in French."""
        return self("n.reply" if n == 1 or (n == 0 and self.lang == "fr") else "n.replies", n=n)

    def duration(self, seconds: float | None) -> str:
        """A time as people say it: "45 s", "12 min", "3.5 h", "2 d"; a dash if not known."""
        if seconds is None:
            return "–"
        for unit, size, upto in (("seconds", 1, 60), ("minutes", 60, 3600), ("hours", 3600, 86400)):
            # What would round up to the next unit is said in that one.
            if round(seconds / size) * size < upto:
                n = seconds / size
                return self(f"time.{unit}", n=round(n, 1) if unit == "hours" else round(n))
        return self("time.days", n=round(seconds / 86400, 1))

    def for_script(self) -> dict[str, str]:
        """What the page's script needs."""
        return {key: text for key, text in self._table.items() if key.startswith(_SCRIPT)}
