"""The record of an audit as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint import i18n
from replylint.audit.summary_parts import (
    answers,
    changes,
    copies,
    groups,
    habits,
    lowest,
    quoted,
    response,
    trend,
)
from replylint.audit.words import count, problem, say, share
from replylint.i18n import number
from replylint.outputs.summary import VERDICT_COLORS
from replylint.outputs.table import table
from replylint.outputs.terminal import paint, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from replylint.outputs import View

    Record = Mapping[str, Any]

_BAR = 24
_SAMPLE = 280
# The bands of the record, five points each, that go together: those of the verdicts, and more.
_BANDS = ((95, 100), (85, 95), (60, 85), (40, 60), (0, 40))


def render(record: Record, view: View, *, worst: int = 5) -> Iterator[str]:
    """The lines for people. worst: how many of the worst replies to show."""
    lang = view.ui_lang
    yield paint(printable(record["title"]), "bold", view.color) + "\n"
    yield from _source(record, lang)
    if not record["totals"]["replies"]:
        yield say("nothing", lang) + "\n"
        return
    parts = [
        ("scores", _scores(record, view)),
        ("habits", habits(record, view)),
        ("response", response(record, view)),
        ("channels", groups(record["by_channel"], view, unanswered=True)),
        ("agents", groups(record["by_agent"], view)),
        ("trend", trend(record, view)),
        ("weekdays", lowest(record, view)),
        ("findings", _rules(record, view)),
        ("copies", copies(record, view)),
        ("answers", answers(record, view)),
        ("worst", _worst(record, view, worst)),
    ]
    for key, lines in parts:
        yield from _titled(say(key, lang), lines, view)
    if record["compare"] is not None:
        title = say("since", lang, title=printable(record["compare"]["title"]))
        yield from _titled(title, changes(record["compare"], view), view)


def _titled(title: str, lines: Iterator[str], view: View) -> Iterator[str]:
    """A part with its title; nothing where the part is empty."""
    first = next(lines, None)
    if first is not None:
        yield f"\n{paint(title, 'bold', view.color)}\n"
        yield first
        yield from lines


def _source(record: Record, lang: str) -> Iterator[str]:
    """What was read, and what in it could not be."""
    colon = i18n.say("colon", lang)
    columns = record["generated_from"]["columns"]
    if columns:
        mapped = ", ".join(f"{field}={column}" for field, column in columns.items())
        yield f"{say('columns', lang)}{colon} {printable(mapped)}\n"
    for one in record["rejects"].values():
        yield f"{count(one['n'], 'left-out', lang)}{colon} {one['text']}{_lines(one, lang)}\n"
    for name, one in record["problems"].items():
        said = problem(name, lang)
        yield f"{count(one['n'], 'problem', lang)}{colon} {said}{_lines(one, lang)}\n"
    failed = record["failed_rules"]
    if failed:
        yield count(len(failed), "failed", lang, codes=", ".join(failed)) + "\n"


def _lines(one: Record, lang: str) -> str:
    if not one["lines"]:
        return ""
    listed = ", ".join(map(str, one["lines"])) + (", …" if one["n"] > len(one["lines"]) else "")
    return f" ({say('line' if one['n'] == 1 else 'lines', lang, lines=listed)})"


def _scores(record: Record, view: View) -> Iterator[str]:
    lang, totals = view.ui_lang, record["totals"]
    yield (
        f"{i18n.count(totals['replies'], 'checked', lang)}. {i18n.say('mean', lang)} "
        f"{number(totals['score_mean'], lang)}, "
        + say("spread", lang, median=totals["score_median"], low=totals["p10"])
        + "\n"
    )
    bands = [
        (low, high, sum(n for start, _, n in record["scores"] if low <= start < high))
        for low, high in _BANDS
    ]
    most = max(n for _, _, n in bands)
    room = len(number(most, lang))
    for low, high, n in bands:
        label = f"{low}-{high if high == 100 else high - 1}"
        bar = "█" * (-(-n * _BAR // most) if n else 0)
        part = share(n / totals["replies"], lang)
        yield f"  {label:>6}  {bar:<{_BAR}}  {number(n, lang):>{room}}  {part:>7}\n"
    yield (
        ", ".join(
            paint(i18n.count(n, f"verdict.{key}", lang), VERDICT_COLORS[key], view.color)
            for key, n in totals["verdicts"].items()
        )
        + "\n"
    )
    for name, one in record["measures"].items():
        said = i18n.common(f"measure.{name}", lang) or name
        measured = count(one["replies"], "measured", lang)
        yield f"{said}{i18n.say('colon', lang)} {number(one['mean'], lang)} ({measured})\n"


def _rules(record: Record, view: View) -> Iterator[str]:
    lang = view.ui_lang
    if not record["rules"]:
        yield i18n.say("nothing", lang) + ".\n"
        return
    keys = ("code", "rule", "severity", "findings", "replies", "share")
    rows = [
        (
            rule["code"],
            rule["name"],
            i18n.say(f"severity.{rule['severity']}", lang),
            number(rule["findings"], lang),
            number(rule["replies"], lang),
            share(rule["share"], lang),
        )
        for rule in record["rules"]
    ]
    head = [i18n.say(f"head.{key}", lang) for key in keys]
    yield from table(rows, head, color=view.color, right=(3, 4, 5))


def _worst(record: Record, view: View, most: int) -> Iterator[str]:
    lang = view.ui_lang
    for one in record["worst"][:most]:
        outcome = paint(
            i18n.say(f"outcome.{one['verdict']}", lang), VERDICT_COLORS[one["verdict"]], view.color
        )
        codes = " ".join(sorted({finding["code"] for finding in one["findings"]}))
        line = say("line", lang, lines=str(one["line"]))
        yield (
            f"{line}{i18n.say('colon', lang)} {number(one['score'], lang)}/100, {outcome}, {codes}\n"
        )
        yield quoted(one["masked"], view, _SAMPLE)
