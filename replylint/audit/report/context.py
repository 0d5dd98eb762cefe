"""What every section of the page is made from, and the small pieces that several of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from replylint.audit.report.cube import OTHER
from replylint.audit.report.glance import monday
from replylint.audit.report.html import Html, cut, el
from replylint.audit.report.marked import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from replylint.audit.report.bounds import Cut, Limits
    from replylint.audit.report.html import Child
    from replylint.audit.report.words import Words


@dataclass(frozen=True, slots=True)
class Context:
    """A record, the language it is told in, and how much of it."""

    record: Mapping[str, Any]
    say: Words
    limits: Limits

    def name(self, key: object) -> str:
        """How a channel or an agent is called."""
        if key is None or key == "":
            return self.say("page.none")
        if key == OTHER:
            return self.say("page.other")
        return cut(str(key), self.limits.label)

    def channel(self, key: object) -> str:
        """How a channel is called: "google_review" is "Google review"."""
        text = self.name(key).replace("_", " ")
        return capital(text) if key and key != OTHER else text

    def called(self, kind: str, key: object) -> str:
        """How a group of that kind is called."""
        return self.channel(key) if kind == "channel" else self.name(key)

    def rule(self, name: object) -> str:
        """A rule's name as words: "no-empathy" is "No empathy"."""
        text = cut(str(name).replace("-", " "), self.limits.label)
        return capital(text)

    def score(self, value: float | None) -> str:
        """The score of a reply."""
        return "–" if value is None else self.say("plain", n=round(value, 1))

    def mean(self, value: float | None) -> str:
        """A mean of scores, always with its tenths, so that means stand well below each other."""
        return "–" if value is None else self.say.tenths(value)

    def day(self, day: date) -> str:
        """A date in words."""
        month = self.say(f"month.{day.month}")
        return self.say("date", day=str(day.day), month=month, year=str(day.year))

    def week(self, key: object) -> str:
        """A week, by its Monday."""
        day = monday(key)
        return cut(key, self.limits.label) if day is None else self.day(day)


def capital(text: str) -> str:
    """A text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def severity(label: object) -> str:
    """A severity's label, or the least where there is no such severity."""
    return str(label) if label in SEVERITIES else SEVERITIES[0]


def severity_chip(ctx: Context, label: object) -> Html:
    """A severity as a small label."""
    known = severity(label)
    return el("span", ctx.say(f"severity.{known}"), class_=f"chip sev {known}")


def code_chip(code: object) -> Html:
    """A rule's code as a small label."""
    return el("span", cut(code, 16), class_="chip code")


def bar(width: float, mark: float | None = None) -> Html:
    """A bar of a width out of 100 in a track, with a mark where the mean of all stands."""
    line = None if mark is None else el("line", x1=f"{mark:.1f}", x2=f"{mark:.1f}", y1=0, y2=10)
    return el(
        "svg",
        el("rect", width=f"{min(100, max(0, width)):.1f}", height=10),
        line,
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def card(title: str, *children: Child, id: str, lead: str | None = None, kind: str = "") -> Html:
    """A section with its heading and one line below it."""
    return el(
        "section",
        el("h2", title, id=f"{id}-title"),
        el("p", lead, class_="lead") if lead else None,
        *children,
        class_=f"card {kind}".strip(),
        id=id,
        aria_labelledby=f"{id}-title",
    )


def table(head: Iterable[str], rows: Iterable[Iterable[Child]], label: str) -> Html:
    """A plain table; the first cell of a row names it."""
    return el(
        "div",
        el(
            "table",
            el("caption", label, class_="hidden"),
            el("thead", el("tr", *(el("th", name, scope="col") for name in head))),
            el("tbody", *(_row(list(row)) for row in rows)),
        ),
        class_="scroll",
        role="group",  # not a landmark of its own: the section is one
        aria_label=label,
        tabindex="0",
    )


def _row(cells: list[Child]) -> Html:
    return el("tr", el("th", cells[0], scope="row"), *(el("td", cell) for cell in cells[1:]))


def stays(ctx: Context) -> Html:
    """What the script shows where the filters that are set do not count."""
    return el("p", ctx.say("filter.whole"), class_="whole", hidden=True)


def cut_note(ctx: Context, cut: Cut) -> Html | None:
    """Says how many of a list are shown, where it is not all of them."""
    if len(cut.shown) >= cut.total:
        return None
    text = ctx.say("page.cut", shown=len(cut.shown), total=cut.total)
    return el("p", text, class_="soft cut")
