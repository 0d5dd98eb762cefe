"""The summary of an audit, for people and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.i18n import common, count, number, say
from replylint.outputs.summary import VERDICT_COLORS
from replylint.outputs.table import table
from replylint.outputs.terminal import fill, paint, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from replylint.audit.columns import Reader
    from replylint.audit.tally import RuleCount, Sample, Tally, Troubled
    from replylint.outputs import View

_BAR = 24
_SAMPLE = 280


def to_dict(tally: Tally, reader: Reader, ui_lang: str) -> dict[str, object]:
    """The summary as plain JSON values, personal data masked."""
    return {
        "replies": tally.replies,
        "clean": tally.clean,
        "columns": dict(reader.columns),
        "score": {
            "mean": tally.mean,
            "median": tally.percentile(0.5),
            "p10": tally.percentile(0.1),
            "bands": [
                {"from": low, "to": high, "replies": replies}
                for low, high, replies in tally.bands()
            ],
        },
        "verdicts": dict(tally.verdicts),
        "measures": {
            name: {"replies": replies, "mean": round(total / replies, 1)}
            for name, (replies, total) in sorted(tally.measures.items())
        },
        "rules": [
            {
                "code": code,
                "rule": counted.name,
                "severity": counted.severity.label,
                "findings": counted.findings,
                "replies": counted.replies,
                "share": round(counted.replies / tally.replies, 4),
            }
            for code, counted in ranked(tally)
        ],
        "worst": [
            {
                "row": sample.line,
                "score": sample.score,
                "verdict": sample.verdict,
                "codes": list(sample.codes),
                "text": sample_text(sample),
            }
            for sample in tally.worst
        ],
        "left_out": _records(tally.rejected, ui_lang),
        "ignored": _records(reader.ignored, ui_lang),
    }


def _records(troubles: Mapping[str, Troubled], ui_lang: str) -> list[dict[str, object]]:
    return [
        {"reason": key, "message": one.error.say(ui_lang), "rows": one.rows, "lines": one.lines}
        for key, one in troubles.items()
    ]


def ranked(tally: Tally) -> list[tuple[str, RuleCount]]:
    """The rules that found something, those of most replies first."""
    return sorted(tally.rules.items(), key=lambda item: (-item[1].replies, item[0]))


def sample_text(sample: Sample) -> str:
    """The masked text of a sample on one line, shortened."""
    text = " ".join(printable(sample.text).split())
    return text if len(text) <= _SAMPLE else f"{text[: _SAMPLE - 1]}…"


def render(name: str, tally: Tally, reader: Reader, view: View) -> Iterator[str]:
    """The lines for people."""
    lang = view.ui_lang
    colon = say("colon", lang)
    mapped = ", ".join(f"{field}={column}" for field, column in reader.columns.items())
    yield paint(printable(name), "bold", view.color) + "\n"
    yield f"{say('audit.columns', lang)}{colon} {printable(mapped)}\n"
    yield from _troubles("audit.left-out", tally.rejected, lang)
    yield from _troubles("audit.ignored", reader.ignored, lang)
    if tally.mean is None:
        yield say("audit.nothing", lang) + "\n"
        return
    yield f"\n{_title('audit.score', view)}\n"
    yield (
        f"{count(tally.replies, 'checked', lang)}. {say('mean', lang)} {number(tally.mean, lang)}, "
        + say("audit.spread", lang, median=tally.percentile(0.5), low=tally.percentile(0.1))
        + "\n"
    )
    yield from _bands(tally, view)
    yield (
        ", ".join(
            paint(count(n, f"verdict.{key}", lang), VERDICT_COLORS[key], view.color)
            for key, n in tally.verdicts.items()
        )
        + "\n"
    )
    for measure, (replies, total) in sorted(tally.measures.items()):
        yield (
            f"{common(f'measure.{measure}', lang) or measure}{colon} {number(total / replies, lang)} "
            f"({count(replies, 'audit.measured', lang)})\n"
        )
    yield f"\n{_title('audit.findings', view)}\n"
    yield from _rules(tally, view)
    if tally.worst:
        yield f"\n{_title('audit.worst', view)}\n"
        for sample in tally.worst:
            yield from _sample(sample, view)


def _title(key: str, view: View) -> str:
    return paint(say(key, view.ui_lang), "bold", view.color)


def _share(part: int, whole: int, lang: str) -> str:
    return f"{number(100 * part / whole, lang)} %"


def _bands(tally: Tally, view: View) -> Iterator[str]:
    bands = tally.bands()
    most = max(replies for _, _, replies in bands)
    room = len(number(most, view.ui_lang))
    for low, high, replies in bands:
        label = number(low, view.ui_lang) if low == high else f"{low:.0f}-{high:.0f}"
        if low != high:
            label = f"{low:.0f}-{int(high)}"
        bar = "█" * (-(-replies * _BAR // most) if replies else 0)
        share = _share(replies, tally.replies, view.ui_lang)
        yield f"  {label:>6}  {bar:<{_BAR}}  {number(replies, view.ui_lang):>{room}}  {share:>7}\n"


def _rules(tally: Tally, view: View) -> Iterator[str]:
    lang = view.ui_lang
    if not tally.rules:
        yield say("nothing", lang) + ".\n"
        return
    keys = ("code", "rule", "severity", "findings", "replies", "share")
    rows = [
        (
            code,
            counted.name,
            say(f"severity.{counted.severity.label}", lang),
            number(counted.findings, lang),
            number(counted.replies, lang),
            _share(counted.replies, tally.replies, lang),
        )
        for code, counted in ranked(tally)
    ]
    head = [say(f"head.{key}", lang) for key in keys]
    yield from table(rows, head, color=view.color, right=(3, 4, 5))


def _sample(sample: Sample, view: View) -> Iterator[str]:
    lang = view.ui_lang
    outcome = paint(
        say(f"outcome.{sample.verdict}", lang), VERDICT_COLORS[sample.verdict], view.color
    )
    yield (
        f"{say('audit.line', lang, lines=str(sample.line))}{say('colon', lang)} "
        f"{number(sample.score, lang)}/100, {outcome}, {' '.join(sample.codes)}\n"
    )
    yield f"    {fill(sample_text(sample), max(30, view.width - 4), '    ')}\n"


def _troubles(key: str, troubles: Mapping[str, Troubled], lang: str) -> Iterator[str]:
    for one in troubles.values():
        where = "audit.line" if one.rows == 1 else "audit.lines"
        lines = ", ".join(map(str, one.lines)) + (", …" if one.rows > len(one.lines) else "")
        yield (
            f"{count(one.rows, key, lang)}{say('colon', lang)} "
            f"{one.error.say(lang)} ({say(where, lang, lines=lines)})\n"
        )
