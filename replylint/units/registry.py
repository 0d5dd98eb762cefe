"""The units by name: count a text in one, or tell whether it is within a limit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from replylint.units.sms import Encoding

__all__ = ["UNITS", "Measure", "Unit", "count", "measure", "unit_named", "within"]


class Measure(NamedTuple):
    """How long a text is.

    length: in the unit asked for. parts: the messages it is sent as, which only SMS has more than
    one of. encoding: the alphabet an SMS needs, "gsm7" or "ucs2"; None in all other units.
    """

    length: int
    parts: int = 1
    encoding: Encoding | None = None


def _no_spans(text: str) -> list[tuple[int, int]]:
    return []


def _no_turn(text: str) -> int:
    return -1


class Unit(NamedTuple):
    """How one unit counts.

    length: the length of a text. upper: a length never below it, cheaper to find. whole: the spans
    that have a price of their own and should not be cut. turn: the place of a character that
    changes the price of all others, or -1; on either side of it, a longer prefix counts no less.
    """

    length: Callable[[str], int]
    upper: Callable[[str], int]
    whole: Callable[[str], list[tuple[int, int]]] = _no_spans
    turn: Callable[[str], int] = _no_turn


def _weighted() -> Unit:
    from replylint.units import weighted

    return Unit(weighted.count, weighted.upper_bound, weighted.find_links)


def _code_points() -> Unit:
    return Unit(len, len)


def _utf16() -> Unit:
    from replylint.units.encoded import utf16

    return Unit(utf16, utf16)


def _bytes() -> Unit:
    from replylint.units.encoded import utf8

    return Unit(utf8, utf8)


def _graphemes() -> Unit:
    from replylint.units import graphemes

    return Unit(graphemes.count, len)


def _mastodon() -> Unit:
    from replylint.units import mastodon

    return Unit(mastodon.count, mastodon.upper_bound, mastodon.find_links)


def _sms() -> Unit:
    from replylint.units import sms

    return Unit(sms.count, lambda text: 2 * len(text), turn=sms.first_costly)


def _sms_parts() -> Unit:
    from replylint.units import sms

    return Unit(sms.parts, sms.parts, turn=sms.first_costly)


# Made when first asked for, so that a check imports and compiles only what its channel needs.
_MAKERS = {
    "weighted": _weighted,  # X: a link 23, an emoji 2, an ideograph 2
    "code_points": _code_points,
    "utf16": _utf16,  # 16-bit units
    "bytes": _bytes,  # of UTF-8
    "graphemes": _graphemes,  # extended grapheme clusters: Bluesky
    "mastodon": _mastodon,  # graphemes; a link 23, a remote mention its local part
    "sms": _sms,  # septets of GSM 7, or 16-bit units if a character is not in it
    "sms_parts": _sms_parts,  # the messages that a long SMS is sent as
}
UNITS = tuple(_MAKERS)


@cache
def unit_named(name: str) -> Unit:
    """The unit of that name. Raises ValueError if there is none."""
    if name not in _MAKERS:
        raise ValueError(f"no unit {name!r}: there are {', '.join(UNITS)}")
    return _MAKERS[name]()


def count(text: str, unit: str) -> int:
    """Count a text in a unit.

    In: any text, lone surrogates included; the name of a unit, one of `UNITS`. Out: its length, 0
    or more. Raises ValueError for another name, and nothing for any text.
    """
    return unit_named(unit).length(text)


def within(text: str, unit: str, limit: int) -> bool:
    """Whether `count(text, unit) <= limit`, without counting where a cheap bound settles it."""
    kind = unit_named(unit)
    return kind.upper(text) <= limit or kind.length(text) <= limit


def measure(text: str, unit: str) -> Measure:
    """Count a text in a unit, and say what else a limit may depend on. Raises like `count`."""
    length = count(text, unit)
    if unit not in ("sms", "sms_parts"):
        return Measure(length)
    from replylint.units import sms

    return Measure(length, sms.parts(text), sms.encoding(text))
