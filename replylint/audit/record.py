"""The record of an audit: one dictionary of plain values that every output shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.audit.metrics import duplicates
from replylint.audit.metrics.response import SENTIMENTS, figures, together
from replylint.audit.metrics.seconds import Seconds, quantile
from replylint.audit.metrics.spread import BAND, BANDS, band_of
from replylint.audit.record_groups import groups, mean, trend

if TYPE_CHECKING:
    from collections.abc import Mapping

    from replylint.audit.aggregate import Aggregate
    from replylint.audit.metrics.troubles import Troubles

SCHEMA = 1


def make_record(
    audit: Aggregate,
    *,
    name: str = "",
    shape: str = "",
    columns: Mapping[str, str] | None = None,
    title: str = "",
    language: str = "en",
    before: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The record of what was counted, the same whatever the order in which it was.

    name, shape, columns: of the export; title: of the audit; language: of its texts for people.
    before: the record of an earlier audit to compare with.
    """
    drawn = [duplicates.Sampled(*one) for one in audit.drawn.items()]
    clusters, copied = duplicates.figures(drawn, audit.replies)
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "title": title or name,
        "generated_from": {"name": name, "shape": shape, "columns": dict(columns or {})},
        "language": language,
        "timezone": audit.counting.timezone,
        "pseudonyms": audit.counting.key is not None,
        "totals": _totals(audit),
        "scores": _bands(audit.scores),
        "shares": {**audit.shares.figures(), "copy_pasted": copied},
        "response": _response(audit),
        **groups(audit),
        "week_hours": _week_hours(audit),
        "rules": audit.rules.figures(audit.replies),
        "measures": {
            measure: {"replies": n, "mean": round(total / n / 10, 1)}
            for measure, (n, total) in sorted(audit.measures.items())
        },
        "clusters": clusters,
        "promises": audit.promises.figures(),
        "contradictions": audit.contradictions.figures(),
        "trend": trend(audit.cells.weeks),
        "worst": audit.worst.items(),
        "problems": {
            key: {"n": one.n, "lines": one.lines}
            for key, one in sorted(audit.problems.by_key.items())
        },
        "rejects": _rejects(audit.rejects, language),
        "failed_rules": dict(sorted(audit.failed.items())),
        "compare": None,
    }
    if before is not None:
        from replylint.audit.compare import compare

        record["compare"] = compare(before, record)
    return record


def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record."""
    import json
    from importlib.resources import files

    text = files("replylint.audit").joinpath("record.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


# --- totals ------------------------------------------------------------------------------------


def _totals(audit: Aggregate) -> dict[str, Any]:
    n = audit.replies
    scores = sorted(audit.scores.items())
    total = sum(score * times for score, times in scores)
    squares = sum(score * score * times for score, times in scores)
    unanswered = sum(audit.unanswered.values())

    def points(percent: int) -> float | None:
        found = quantile(scores, n, percent)
        return None if found is None else found / 10

    return {
        "replies": n,
        "clean": audit.clean,
        "findings": audit.findings,
        "unanswered": unanswered,
        "rejected": sum(one.n for one in audit.rejects.by_key.values()),
        "score_mean": round(total / n / 10, 1) if n else None,
        # Whole numbers up to the root, so that it is the same on every machine.
        "score_sd": round(((n * squares - total * total) ** 0.5) / n / 10, 2) if n else None,
        "score_median": points(50),
        "p10": points(10),
        "verdicts": dict(audit.verdicts),
    }


def _bands(scores: Mapping[int, int]) -> list[list[Any]]:
    """The replies in each band of five points; the last one has 100 in it."""
    bands = [0] * BANDS
    for score, n in scores.items():
        bands[band_of(score)] += n
    points = BAND // 10
    return [[band * points, (band + 1) * points, n] for band, n in enumerate(bands)]


def _response(audit: Aggregate) -> dict[str, Any]:
    response = audit.response
    everything = together(response.channels.values())
    return {
        "all": figures(everything),
        "later": figures(response.later),
        "by_channel": {
            channel or "": figures(times)
            for channel, times in sorted(response.channels.items(), key=lambda i: i[0] or "")
        },
        "by_sentiment": {
            feeling: figures(response.sentiments.get(feeling, Seconds())) for feeling in SENTIMENTS
        },
        "within_hours": _within_hours(audit),
    }


def _within_hours(audit: Aggregate) -> dict[str, Any] | None:
    calendar = audit.calendar
    if not calendar.has_hours:
        return None
    announced = calendar.open_hours()
    sent = {hour: cell.replies for hour, cell in audit.cells.hours.items()}
    return {
        "hours": list(audit.counting.hours),
        "timezone": audit.counting.timezone,
        "response": figures(audit.response.open),
        "announced_hours": len(announced),
        "covered_hours": sum(hour in sent for hour in announced),
        "received_closed": sum(n for h, n in audit.received.items() if h not in announced),
        "received": sum(audit.received.values()),
        "sent_closed": sum(n for hour, n in sent.items() if hour not in announced),
        "sent": sum(sent.values()),
    }


def _week_hours(audit: Aggregate) -> dict[str, list[Any]]:
    """Messages and replies in each of the 168 hours of the week, from Monday at 0.

    score_mean: of the replies sent in that hour; None where there are none.
    """
    cells = audit.cells.hours
    return {
        "received": [audit.received.get(hour, 0) for hour in range(168)],
        "sent": [cells[hour].replies if hour in cells else 0 for hour in range(168)],
        "score_mean": [mean(cells[hour]) if hour in cells else None for hour in range(168)],
    }


def _rejects(rejects: Troubles, language: str) -> dict[str, Any]:
    from replylint.sources.file import FileError

    return {
        key: {"n": one.n, "lines": one.lines, "text": FileError(key, **one.params).say(language)}
        for key, one in sorted(rejects.by_key.items())
    }
