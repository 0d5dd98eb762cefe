"""What changed since an earlier audit, and what of it is more than chance.

A change is called real where a usual test gives it less than one chance in a hundred if nothing had
changed: two proportions for shares and for replies that a rule flags, two means for scores, ranks
(Mann and Whitney) for times. Replies are taken as independent, which those of one conversation are
not quite; so a change that is just real may still be chance.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Record = Mapping[str, Any]

SURE = 2.576  # of a normal distribution, 1 % lies beyond it on either side
FEWEST = 20  # replies on both sides: under that no test is made
_LIKE = 0.9  # samples whose sizes differ by more are not alike
_SHARES = {"redirect_only": -1, "signed": 1, "personalised": 1, "copy_pasted": -1,
           "complaint_again": -1}  # fmt: skip


def compare(before: Record, after: Record) -> dict[str, Any]:
    """The differences between two records.

    Each has before, after, delta (after minus before), real (None where it cannot be tested) and
    better (None where neither is better, or the change is not real).
    """
    old, new = before["totals"], after["totals"]
    return {
        "title": before["title"],
        "replies": {"before": old["replies"], "after": new["replies"]},
        "score": _means(_score(old), _score(new)),
        "shares": {
            **{
                name: _share(before["shares"].get(name), after["shares"].get(name), good)
                for name, good in _SHARES.items()
            },
            "clean": _share(_of(old, old["clean"]), _of(new, new["clean"]), 1),
            "block": _share(
                _of(old, old["verdicts"]["block"]), _of(new, new["verdicts"]["block"]), -1
            ),
            "unanswered": _share(_unanswered(before), _unanswered(after), -1),
        },
        "response": _response(before["response"]["all"], after["response"]["all"]),
        "rules": _rules(before, after),
        "channels": _groups(before, after, "by_channel"),
        "agents": _groups(before, after, "by_agent")
        if before.get("pseudonyms") == after.get("pseudonyms")
        else [],
    }


def can_be_compared(record: object) -> bool:
    """Whether a value read from a file is a record that `compare` understands."""
    if not isinstance(record, dict) or record.get("schema") != 1:
        return False
    try:
        compare(record, record)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
        return False
    return isinstance(record["title"], str)


def _change(
    before: float | None, after: float | None, z: float | None, good: int, digits: int = 4
) -> dict[str, Any]:
    known = before is not None and after is not None
    delta = round(after - before, digits) if before is not None and after is not None else None
    real = abs(z) >= SURE if z is not None and known else None
    better = delta * good > 0 if real and delta else None
    return {"before": before, "after": after, "delta": delta, "real": real, "better": better}


# --- tests ---------------------------------------------------------------------------------------


def z_of_shares(n1: int, of1: int, n2: int, of2: int) -> float | None:
    """How many standard errors two shares lie apart; None where there are too few to tell."""
    if min(of1, of2) < FEWEST:
        return None
    pooled = (n1 + n2) / (of1 + of2)
    error = sqrt(pooled * (1 - pooled) * (1 / of1 + 1 / of2))
    return (n2 / of2 - n1 / of1) / error if error else 0.0


def z_of_means(
    mean1: float, sd1: float, n1: int, mean2: float, sd2: float, n2: int
) -> float | None:
    """How many standard errors two means lie apart (Welch)."""
    if min(n1, n2) < FEWEST:
        return None
    error = sqrt(sd1 * sd1 / n1 + sd2 * sd2 / n2)
    return (mean2 - mean1) / error if error else 0.0 if mean1 == mean2 else SURE


def z_of_ranks(one: Iterable[int], other: Iterable[int]) -> float | None:
    """Whether the times of the second of two histograms are longer, as ranks tell; ties count."""
    first, second = list(one), list(other)
    n1, n2 = sum(first), sum(second)
    n = n1 + n2
    if min(n1, n2) < FEWEST:
        return None
    below, wins, ties = 0, 0.0, 0
    for a, b in zip(first, second, strict=True):
        wins += b * (below + a / 2)
        below += a
        ties += (a + b) ** 3 - (a + b)
    variance = n1 * n2 / 12 * ((n + 1) - ties / (n * (n - 1)))
    return (wins - n1 * n2 / 2) / sqrt(variance) if variance > 0 else 0.0


# --- parts ---------------------------------------------------------------------------------------


Mean = tuple[float | None, float | None, int]


def _score(totals: Record) -> Mean:
    """The mean score, its standard deviation, and of how many."""
    return totals["score_mean"], totals["score_sd"], totals["replies"]


def _of(totals: Record, n: int) -> dict[str, int]:
    return {"n": n, "of": totals["replies"]}


def _unanswered(record: Record) -> dict[str, int]:
    """Unanswered messages, of these and of those with a first reply."""
    n = record["totals"]["unanswered"]
    return {"n": n, "of": n + record["response"]["all"]["n"]}


def _share(before: Record | None, after: Record | None, good: int) -> dict[str, Any]:
    if not before or not after or not before["of"] or not after["of"]:
        return _change(_ratio(before), _ratio(after), None, good)
    n1, of1 = _seen(before)
    n2, of2 = _seen(after)
    z = z_of_shares(n1, of1, n2, of2)
    if "sample" in after and not _LIKE < of1 / of2 < 1 / _LIKE:
        z = None  # among more replies more copies are found, though nothing has changed
    return _change(_ratio(before), _ratio(after), z, good)


def _seen(share: Record) -> tuple[int, int]:
    """How many were looked at: an estimate is no surer than its sample is large."""
    of = min(share["of"], share.get("sample", share["of"]))
    return round(share["n"] * of / share["of"]), of


def _ratio(share: Record | None) -> float | None:
    return round(share["n"] / share["of"], 4) if share and share["of"] else None


def _means(before: Mean, after: Mean) -> dict[str, Any]:
    z = None
    if before[0] is not None and after[0] is not None:
        z = z_of_means(before[0], before[1] or 0.0, before[2], after[0], after[1] or 0.0, after[2])
    return _change(before[0], after[0], z, 1, 1)


def _response(before: Record, after: Record) -> dict[str, Any]:
    z = z_of_ranks(*([n for _, n in record["histogram"]] for record in (before, after)))
    found = {key: _change(before[key], after[key], z, -1) for key in ("median", "p90", "p95")}
    found["mean"] = _change(before["mean"], after["mean"], None, -1)
    for key in ("within_1h", "within_5min"):
        found[key] = _share(_within(before, key), _within(after, key), 1)
    return found


def _within(times: Record, key: str) -> dict[str, int]:
    return {"n": round((times[key] or 0) * times["n"]), "of": times["n"]}


def _rules(before: Record, after: Record) -> list[dict[str, Any]]:
    """By rule, replies in a thousand in which it found something; real changes first."""
    n1, n2 = before["totals"]["replies"], after["totals"]["replies"]
    old = {rule["code"]: rule for rule in before["rules"]}
    new = {rule["code"]: rule for rule in after["rules"]}
    found = []
    for code in sorted({*old, *new}):
        seen = [side[code]["replies"] if code in side else 0 for side in (old, new)]
        rates = [
            round(1000 * n / of, 1) if of else None for n, of in zip(seen, (n1, n2), strict=True)
        ]
        change = _change(rates[0], rates[1], z_of_shares(seen[0], n1, seen[1], n2), -1, 1)
        found.append({"code": code, "name": (new.get(code) or old[code])["name"], **change})
    return _ranked(found)


def _groups(before: Record, after: Record, kind: str) -> list[dict[str, Any]]:
    """The mean scores of the groups that both have. Their spread is taken to be that of all."""
    old = {row["key"]: row for row in before[kind]}
    spread = [record["totals"]["score_sd"] for record in (before, after)]
    found = []
    for row in after[kind]:
        other = old.get(row["key"])
        if other is None or row["score_mean"] is None or other["score_mean"] is None:
            continue
        change = _means(
            (other["score_mean"], spread[0], other["replies"]),
            (row["score_mean"], spread[1], row["replies"]),
        )
        found.append({"key": row["key"], **change})
    return _ranked(found)


def _ranked(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(changes, key=lambda change: (not change["real"], -abs(change["delta"] or 0)))
