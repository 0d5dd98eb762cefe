"""The parts of an audit's summary: habits, times, groups, weeks, copies, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint import i18n
from replylint.audit.metrics.cells import OTHER
from replylint.audit.metrics.response import SENTIMENTS
from replylint.audit.words import count, duration, say, share
from replylint.i18n import number
from replylint.outputs.table import table
from replylint.outputs.terminal import fill, paint, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from replylint.outputs import View

    Record = Mapping[str, Any]

_HABITS = ("signed", "personalised", "redirect_only", "copy_pasted", "complaint_again")
_GROUPS = 12
_WEEKS = 26
_COPIES = 3
_ANSWERS = 3
_CHANGES = 12
_SAMPLE = 160
_BLOCKS = "▁▂▃▄▅▆▇█"
_FEW = 20  # replies of a day or an hour under which its mean says little


def habits(record: Record, view: View) -> Iterator[str]:
    """The shares."""
    lang = view.ui_lang
    found = [(f"share.{name}", record["shares"][name]) for name in _HABITS]
    unanswered = record["totals"]["unanswered"]
    if unanswered:
        of = unanswered + record["response"]["all"]["n"]
        found.append(("share.unanswered", {"n": unanswered, "of": of, "share": unanswered / of}))
    promises = record["promises"]
    checked = promises["kept"] + promises["broken"]
    if checked:
        broken = promises["broken"]
        found.append(("share.promises", {"n": broken, "of": checked, "share": broken / checked}))
    asked = record["contradictions"]
    if asked["contradicted"]:
        n, of = asked["contradicted"], asked["questions"]
        found.append(("share.contradicted", {"n": n, "of": of, "share": n / of}))
    rows = []
    for key, one in found:
        if one["of"]:
            told = say("of", lang, n=one["n"], of=one["of"])
            if one.get("sample", one["of"]) < one["of"]:
                told += f" ({say('estimated', lang, n=one['sample'])})"
            rows.append(("  " + say(key, lang), share(one["share"], lang), told))
    yield from _plain(rows)


def _plain(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Rows of a name, a figure and what it is of."""
    names = max((len(name) for name, _, _ in rows), default=0)
    figures = max((len(figure) for _, figure, _ in rows), default=0)
    for name, figure, told in rows:
        yield f"{name:<{names}}  {figure:>{figures}}  {told}".rstrip() + "\n"


def response(record: Record, view: View) -> Iterator[str]:
    """First responses: all, by channel, by what the customer wrote, in announced hours."""
    lang, times = view.ui_lang, record["response"]
    if not times["all"]["n"]:
        return
    found = [(say("response.all", lang), times["all"])]
    if len(times["by_channel"]) > 1:
        ranked = sorted(times["by_channel"].items(), key=lambda item: (-item[1]["n"], item[0]))
        found += [(name or say("unknown", lang), one) for name, one in ranked[:_GROUPS]]
    found += [(say(f"sentiment.{f}", lang), times["by_sentiment"][f]) for f in SENTIMENTS]
    hours = times["within_hours"]
    if hours is not None:
        found.append((say("response.within_hours", lang), hours["response"]))
    found.append((say("response.later", lang), times["later"]))
    rows = [
        (
            printable(name),
            number(one["n"], lang),
            share(one["within_5min"], lang),
            share(one["within_1h"], lang),
            *(duration(one[key], lang) for key in ("median", "p90", "p95", "mean")),
        )
        for name, one in found
        if one["n"]
    ]
    keys = ("head.replies", "within_5min", "within_1h", "median", "p90", "p95", "mean")
    head = ["", *(say(key, lang) for key in keys)]
    yield from table(rows, head, color=view.color, right=tuple(range(1, 8)))
    if hours is not None:
        yield (
            say(
                "covered", lang, covered=hours["covered_hours"], announced=hours["announced_hours"],
                closed=hours["received_closed"], received=hours["received"],
            ) + "\n"
        )  # fmt: skip


def groups(found: Sequence[Record], view: View, *, unanswered: bool = False) -> Iterator[str]:
    """Scores by channel or by agent, those with most replies first; none where all are one."""
    lang = view.ui_lang
    if all(row["key"] is None for row in found):
        return
    keys = ["replies", "score", "findings", "blocked"] + ["unanswered"] * unanswered + ["wait"]
    ranked = sorted(found, key=lambda row: (row["key"] in (None, OTHER), -row["replies"]))
    rows = []
    for row in ranked[:_GROUPS]:
        cells = [
            number(row["replies"], lang),
            "-" if row["score_mean"] is None else number(row["score_mean"], lang),
            number(row["findings"], lang),
            number(row["block"], lang),
        ]
        if unanswered:
            cells.append(number(row["unanswered"], lang))
        cells.append(duration(row["response_median"], lang))
        rows.append((_name(row["key"], lang), *cells))
    head = ["", *(say(f"head.{key}", lang) for key in keys)]
    yield from table(rows, head, color=view.color, right=tuple(range(1, len(head))))
    if len(ranked) > _GROUPS:
        yield count(len(ranked) - _GROUPS, "and-more", lang) + "\n"


def _name(key: str | None, lang: str) -> str:
    if key is None:
        return say("unknown", lang)
    return say("others", lang) if key == OTHER else printable(key)


def trend(record: Record, view: View) -> Iterator[str]:
    """The mean score of each of the last weeks as a line of small bars."""
    lang = view.ui_lang
    weeks = [week for week in record["trend"] if week["replies"]][-_WEEKS:]
    if len(weeks) < 2:
        return
    scores = [week["score_mean"] for week in weeks]
    low, high = min(scores), max(scores)
    step = (high - low) / (len(_BLOCKS) - 1) or 1
    bars = "".join(_BLOCKS[round((score - low) / step)] for score in scores)
    first, last = weeks[0], weeks[-1]
    yield (
        f"  {first['week']} {number(scores[0], lang)}  {paint(bars, 'cyan', view.color)}  "
        f"{number(scores[-1], lang)} {last['week']}\n"
    )


def lowest(record: Record, view: View) -> Iterator[str]:
    """The day of the week and the hour of the day with the lowest mean score."""
    days = [row for row in record["by_weekday"] if row["replies"] >= _FEW]
    hours = [row for row in record["by_hour"] if row["replies"] >= _FEW]
    if len(days) < 2 or len(hours) < 2:
        return
    lang = view.ui_lang
    day = min(days, key=lambda row: row["score_mean"])
    hour = min(hours, key=lambda row: row["score_mean"])
    text = say(
        "lowest", lang, day=say(f"day.{day['key']}", lang), day_score=day["score_mean"],
        hour=hour["key"], until=hour["key"] + 1, hour_score=hour["score_mean"],
    )  # fmt: skip
    yield f"  {text}\n"


def copies(record: Record, view: View) -> Iterator[str]:
    """The largest clusters of copies."""
    lang = view.ui_lang
    for cluster in record["clusters"][:_COPIES]:
        yield f"{count(cluster['replies'], 'copies.n', lang)}{i18n.say('colon', lang)}\n"
        yield quoted(cluster["masked"], view, _SAMPLE)


def answers(record: Record, view: View) -> Iterator[str]:
    """Questions that were answered in ways that contradict each other."""
    lang = view.ui_lang
    colon = i18n.say("colon", lang)
    for sample in record["contradictions"]["samples"][:_ANSWERS]:
        yield _on_one_line(sample["question"], _SAMPLE) + "\n"
        for one in sample["answers"]:
            yield f"  {say('answers.row', lang, line=str(one['line']))}{colon}\n"
            yield quoted(one["masked"], view, _SAMPLE)


def quoted(masked: str, view: View, room: int) -> str:
    """The masked text of a sample, set off. room: code points beyond which it is shortened."""
    return f"    {fill(_on_one_line(masked, room), max(30, view.width - 4), '    ')}\n"


def _on_one_line(masked: str, room: int) -> str:
    text = " ".join(printable(masked).split())
    return text if len(text) <= room else f"{text[: room - 1]}…"


def changes(compared: Record, view: View) -> Iterator[str]:
    """What has changed by more than chance would have it."""
    lang = view.ui_lang
    rows = []
    for name, one, told in _changes(compared, lang):
        if one["real"]:
            word = (
                "" if one["better"] is None else say("better" if one["better"] else "worse", lang)
            )
            rows.append((f"  {printable(name)}", f"{told[0]} → {told[1]}", word))
    if not rows:
        yield say("since.none", lang) + "\n"
    names = max((len(name) for name, _, _ in rows), default=0)
    figures = max((len(figure) for _, figure, _ in rows), default=0)
    colors = {say("better", lang): "green", say("worse", lang): "red"}
    for name, figure, word in rows[:_CHANGES]:
        shown = paint(word, colors.get(word, "bold"), view.color)
        yield f"{name:<{names}}  {figure:<{figures}}  {shown}".rstrip() + "\n"
    if len(rows) > _CHANGES:
        yield count(len(rows) - _CHANGES, "and-more", lang) + "\n"


def _changes(compared: Record, lang: str) -> Iterator[tuple[str, Record, tuple[str, str]]]:
    """Every change with its name and its figures before and after."""

    def plain(one: Record) -> tuple[str, str]:
        before, after = (
            "-" if value is None else number(value, lang) for value in (one["before"], one["after"])
        )
        return before, after

    score = compared["score"]
    yield say("since.mean", lang), score, plain(score)
    for name, one in compared["shares"].items():
        told = share(one["before"], lang), share(one["after"], lang)
        yield say(f"share.{name}", lang), one, told
    times = compared["response"]
    median = times["median"]
    told = duration(median["before"], lang), duration(median["after"], lang)
    yield say("since.median", lang), median, told
    for key in ("within_5min", "within_1h"):
        told = share(times[key]["before"], lang), share(times[key]["after"], lang)
        yield f"{say('response', lang)}, {say(key, lang)}", times[key], told
    for rule in compared["rules"]:
        yield say("since.rule", lang, code=rule["code"], name=rule["name"]), rule, plain(rule)
    for kind in ("channels", "agents"):
        for one in compared[kind]:
            yield f"{say(kind, lang)}, {_name(one['key'], lang)}", one, plain(one)
