"""Finds the numbers by which states know people: social security, tax and register numbers.

A number whose form is its own (a French NIR, a Belgian register number with its dots) counts by
itself. One whose form is shared with others (nine digits) counts only beside its label, or when
the caller says that the text is from its region.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from replylint.personal_data import cues
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import INVISIBLE
from replylint.personal_data.numbers import Group, windows


def _ssn(number: str) -> bool:
    from stdnum.us import ssn

    return bool(ssn.is_valid(number)) and number not in _PUBLISHED_SSN


# Numbers that were printed in advertisements; the administration withdrew them.
_PUBLISHED_SSN = frozenset({"078051120", "219099999", "457555462"})


def _itin(number: str) -> bool:
    """Individual taxpayer number: the groups that the IRS has opened so far."""
    group = int(number[3:5])
    return 50 <= group <= 65 or 70 <= group <= 88 or group in (90, 91, 92) or group >= 94


def _nir(number: str) -> bool:
    from stdnum.fr import nir

    # Sex, then a month: 1-12, or 20-42 and 50-99 where the civil status is incomplete.
    month = int(number[3:5])
    if number[0] not in "123478" or not (1 <= month <= 12 or 20 <= month <= 42 or month >= 50):
        return False
    return len(number) == 13 or bool(nir.is_valid(number))


def _sin(number: str) -> bool:
    from stdnum.ca import sin

    return bool(sin.is_valid(number))


def _niss(number: str) -> bool:
    from stdnum.be import bis, nn

    return bool(nn.is_valid(number)) or bool(bis.is_valid(number))


def _ahv(number: str) -> bool:
    from stdnum.ch import ssn

    return bool(ssn.is_valid(number))


def _dni(number: str) -> bool:
    from stdnum.es import dni, nie

    return bool(nie.is_valid(number)) if number[0] in "XYZ" else bool(dni.is_valid(number.zfill(9)))


def _steuer_id(number: str) -> bool:
    from stdnum.de import idnr

    return bool(idnr.is_valid(number))


def _rvnr(number: str) -> bool:
    """German pension number: area, birth date, initial, serial, check digit (VKVV, § 4)."""
    day, month = int(number[2:4]), int(number[4:6])
    if not 1 <= day % 50 <= 31 or not 1 <= month <= 12:  # 50 more where a number was taken
        return False
    digits = f"{number[:8]}{ord(number[8]) - 64:02}{number[9:]}"
    weighted = [
        int(d) * w for d, w in zip(digits, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=False)
    ]
    return sum(product // 10 + product % 10 for product in weighted) % 10 == int(digits[-1])


def _nino(number: str) -> bool:
    """National Insurance number as HMRC allots them (manual NIM39110)."""
    return (
        number[0] not in "DFIQUV"
        and number[1] not in "DFIOQUV"
        and number[:2] not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
    )


@dataclass(frozen=True, slots=True)
class _Number:
    """One kind of number: its form without separators, its check, and its label."""

    kind: Kind
    form: re.Pattern[str]
    check: Callable[[str], bool]
    label: re.Pattern[str]
    region: str
    own_shape: re.Pattern[str] | None  # groups that no other number is written in


_BY_DIGITS = (
    _Number(
        Kind.SSN,
        re.compile(r"(?!000|666|9)[0-9]{9}"),
        _ssn,
        re.compile(r"\b(?:ssn|socials?|social security|ss (?:no|number)|securite sociale)\b"),
        "US",
        re.compile(r"[0-9]{3}([-. ])[0-9]{2}\1[0-9]{4}"),
    ),
    _Number(
        Kind.ITIN,
        re.compile(r"9[0-9]{8}"),
        _itin,
        re.compile(r"\b(?:itin|taxpayer|tax id)\b"),
        "US",
        re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{4}"),
    ),
    _Number(
        Kind.SIN,
        re.compile(r"[1-79][0-9]{8}"),
        _sin,
        re.compile(r"\b(?:n\.?a\.?s|sin|s\.i\.n|social insurance|assurance[- ]sociale)\b"),
        "CA",
        None,
    ),
    _Number(
        Kind.NISS,
        re.compile(r"[0-9]{11}"),
        _niss,
        re.compile(
            r"\b(?:niss|insz|registre national|numero national|national (?:register )?number"
            r"|rijksregister|rrn|nrn)"
        ),
        "BE",
        re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}"),
    ),
    _Number(
        Kind.AHV,
        re.compile(r"756[0-9]{10}"),
        _ahv,
        re.compile(r"\b(?:avs|ahv|navs\d*)\b"),
        "CH",
        re.compile(r"756([. ]?)[0-9]{4}\1[0-9]{4}\1[0-9]{2}"),
    ),
    _Number(
        Kind.STEUER_ID,
        re.compile(r"[1-9][0-9]{10}"),
        _steuer_id,
        re.compile(r"\b(?:steuer-?id(?:entifikationsnummer)?|steueridnummer|idnr|tin)\b"),
        "DE",
        None,
    ),
)
_FEWEST, _MOST = 9, 13


def by_digits(text: str, chain: Sequence[Group]) -> Iterator[PersonalData]:
    """Numbers made of digits alone, in a chain of groups."""
    end = -1
    for window in windows(text, chain, _FEWEST, _MOST):
        if window.start < end or len(window.digits) == 10 or not window.alone:
            continue
        digits = window.digits
        written = text[window.start : window.end].replace(INVISIBLE, "")
        candidates = [number for number in _BY_DIGITS if number.form.fullmatch(digits)]
        if not candidates:
            continue
        words = cues.before(text, window.start, 60)
        behind = cues.after(text, window.end, 30)
        for number in candidates:
            sure = _sure(number, words, behind, written)
            if sure and cues.is_company(text, window.start):
                continue
            if sure and number.check(digits) and not cues.is_sample(text, window.start):
                end = window.end
                yield PersonalData(number.kind, window.start, end, sure)
                break


def _sure(number: _Number, words: str, behind: str, written: str) -> float:
    if number.label.search(words) or number.label.match(behind.lstrip(" ()=:-,'\"")):
        return 1.0
    if number.own_shape and number.own_shape.fullmatch(written):
        return 0.9 if "-" in written or len(written) > 12 else 0.6
    return 0.0


def in_region(text: str, chain: Sequence[Group], region: str) -> Iterator[PersonalData]:
    """Numbers without a label that have the form and the check digits of `region`'s numbers."""
    for window in windows(text, chain, _FEWEST, _MOST):
        for number in _BY_DIGITS:
            if number.region != region or not number.form.fullmatch(window.digits):
                continue
            if len(set(window.gaps)) > 1 or not window.alone or cues.is_company(text, window.start):
                continue
            grouped = len(window.groups) in (1, 3)
            if grouped and number.check(window.digits):
                yield PersonalData(number.kind, window.start, window.end, 0.6)


_SEP = rf"[ \xa0\u202f.\-/{INVISIBLE}]{{0,2}}"


def _spaced(*parts: str) -> str:
    return _SEP.join(parts)


_D = "[0-9]"
_NIR = re.compile(
    r"(?<![0-9A-Za-z])"
    + _spaced("[123478]", _D, _D, _D, _D, _D, "[0-9ABab]", _D, _D, _D, _D, _D, _D)
    + f"(?:{_SEP}{_D}{_SEP}{_D})?(?![0-9A-Za-z])"
)
_NIR_LABEL = re.compile(
    r"\b(?:nir|secu|securite sociale|numero d'assure|n° d'assure|immatriculation|insee|nss)\b"
)
_NINO = re.compile(
    r"(?<![0-9A-Za-z])"
    + _spaced("[A-Za-z]", "[A-Za-z]", _D, _D, _D, _D, _D, _D, "[A-Da-d]")
    + r"(?![0-9A-Za-z])"
)
_NINO_LABEL = re.compile(r"\b(?:nino|ni|n\.i\.?|national insurance)\b")
_DNI = re.compile(
    r"(?<![0-9A-Za-z])(?:[XYZxyz][ -]?[0-9]{7}|[0-9]{7,8}|[0-9]{2}\.[0-9]{3}\.[0-9]{3})"
    r"[ -]?[A-Za-z](?![0-9A-Za-z])"
)
_DNI_LABEL = re.compile(r"\b(?:dni|nie|nif|documento)\b")
_RVNR = re.compile(
    r"(?<![0-9A-Za-z])" + _spaced("[0-9]{2}", "[0-9]{6}", "[A-Z]", "[0-9]{3}") + r"\b"
)
_RVNR_LABEL = re.compile(r"\b(?:rvnr|sozialversicherung|rentenversicherung|sv-?nummer)")
_SHORT_WORD = re.compile(
    r"ai|am|as|at|au|be|by|ce|cm|eh|en|es|et|ex|go|ha|he|hm|je|la|le|li|ma|me|my|na|ne|no|oh|ok|on|or|os"
    r"|ou|pa|se|si|so|sa|ta|te|to|tu|us|we|ya"
)
_HEALTH_CARD = re.compile(r"(?<![0-9A-Za-z])[A-Z]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9A-Za-z])")
_HEALTH_LABEL = re.compile(
    r"\b(?:ramq|assurance[- ]maladie|carte soleil|health (?:card|insurance))\b"
)
_GAPS = re.compile("[^0-9A-Za-z]+")


def with_letters(text: str, chain: Sequence[Group], region: str | None) -> Iterator[PersonalData]:
    """Numbers with a letter among their digits, that begin in or just before a chain."""
    first, last = max(0, chain[0].start - 4), chain[-1].end + 1
    for match in _within(_NIR, text, first, last):
        number = _GAPS.sub("", match[0]).upper()
        labelled = _NIR_LABEL.search(cues.before(text, match.start(), 60)) is not None
        # 3, 4, 7 and 8 stand for provisional numbers, too rare to tell from other long numbers.
        usual = len(number) == 15 and number[0] in "12"
        if (usual or labelled) and _nir_form(number):
            yield PersonalData(Kind.NIR, match.start(), match.end(), 1.0 if labelled else 0.95)
    for match in _within(_NINO, text, first, last):
        number = _GAPS.sub("", match[0]).upper()
        labelled = _NINO_LABEL.search(cues.before(text, match.start(), 60)) is not None
        if _nino(number) and (labelled or _nino_by_itself(match[0])):
            yield PersonalData(Kind.NINO, match.start(), match.end(), 1.0 if labelled else 0.8)
    for match in _within(_DNI, text, first, last):
        number = _GAPS.sub("", match[0]).upper()
        labelled = _DNI_LABEL.search(cues.before(text, match.start(), 40)) is not None
        if (labelled or region == "ES") and _dni(number):
            yield PersonalData(Kind.DNI, match.start(), match.end(), 1.0 if labelled else 0.6)
    for match in _within(_RVNR, text, first, last):
        number = _GAPS.sub("", match[0])
        labelled = _RVNR_LABEL.search(cues.before(text, match.start(), 60)) is not None
        if (labelled or region == "DE") and _rvnr(number):
            yield PersonalData(Kind.RVNR, match.start(), match.end(), 1.0 if labelled else 0.6)

    for match in _within(_HEALTH_CARD, text, max(0, first - 1), last):  # Quebec's (RAMQ)
        if _HEALTH_LABEL.search(cues.before(text, match.start(), 60)):
            yield PersonalData(Kind.ID_DOCUMENT, match.start(), match.end(), 1.0)


def _within(pattern: re.Pattern[str], text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    """The matches that begin between `first` and `last`; they may end after it."""
    while first <= last:
        match = pattern.search(text, first, last + 24)
        if not match or match.start() > last:
            return
        yield match
        first = match.end()


def _nir_form(number: str) -> bool:
    """Letters only in Corsica's department, 2A or 2B, and the rest right."""
    return (number[6].isdigit() or number[5] == "2") and _nir(number)


def _nino_by_itself(written: str) -> bool:
    """Whether its two letters cannot be a word before a number ("au 06 39 98 a...")."""
    return written.isupper() or written[2].isdigit() or not _SHORT_WORD.match(written.lower())
