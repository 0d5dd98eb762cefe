"""Finds the numbers by which states know people: social security, tax and register numbers.

A number whose form is its own (a French NIR, a Belgian register number with its dots) counts by
itself. One whose form is shared with others (nine digits) counts only beside its label, or when
the caller says that the text is from its region.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from replylint.lazy import lazy_pattern
from replylint.personal_data import cues
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import INVISIBLE, plain
from replylint.personal_data.numbers import Group, windows
from replylint.personal_data.patterns import words

_LABELS = words("identities")

# -- Checks: each is given the number without its separators, in capitals.

# Numbers that were printed in advertisements; the administration withdrew them.
_PUBLISHED_SSN = frozenset({"078051120", "219099999", "457555462"})


def _ssn(number: str) -> bool:
    from stdnum.us import ssn

    return number in _PUBLISHED_SSN or bool(ssn.is_valid(number))


def _itin(number: str) -> bool:
    """Individual taxpayer number: the groups that the IRS has opened so far."""
    group = int(number[3:5])
    return 50 <= group <= 65 or 70 <= group <= 88 or group in (90, 91, 92) or group >= 94


def _sin(number: str) -> bool:
    from stdnum import luhn

    return bool(luhn.is_valid(number))


def _niss(number: str) -> bool:
    from stdnum.be import bis, nn

    return bool(nn.is_valid(number)) or bool(bis.is_valid(number))


def _ahv(number: str) -> bool:
    from stdnum.ch import ssn

    return bool(ssn.is_valid(number))


def _steuer_id(number: str) -> bool:
    from stdnum.de import idnr

    return bool(idnr.is_valid(number))


def _nir(number: str) -> bool:
    """With its key or without; letters only in Corsica's departments, 2A and 2B."""
    from stdnum.fr import nir

    # The month of birth: 1-12, or 20-42 and 50-99 where the civil status is incomplete.
    month = int(number[3:5])
    if not (1 <= month <= 12 or 20 <= month <= 42 or month >= 50):
        return False
    if not number[6].isdigit() and number[5] != "2":
        return False
    return len(number) == 13 or bool(nir.is_valid(number))


def _nino(number: str) -> bool:
    """National Insurance number as HMRC allots them (manual NIM39110)."""
    return (
        number[0] not in "DFIQUV"
        and number[1] not in "DFIOQUV"
        and number[:2] not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ")
    )


def _dni(number: str) -> bool:
    from stdnum.es import dni, nie

    return bool((nie if number[0] in "XYZ" else dni).is_valid(number.zfill(9)))


def _pps(number: str) -> bool:
    from stdnum.ie import pps

    return bool(pps.is_valid(number))


def _tfn(number: str) -> bool:
    from stdnum.au import tfn

    return bool(tfn.is_valid(number))


def _ird(number: str) -> bool:
    from stdnum.nz import ird

    return bool(ird.is_valid(number))


def _nhs(number: str) -> bool:
    from stdnum.gb import nhs

    return bool(nhs.is_valid(number))


def _rvnr(number: str) -> bool:
    """German pension number: area, birth date, initial, serial, check digit (VKVV, § 4)."""
    day, month = int(number[2:4]), int(number[4:6])
    if not 1 <= day % 50 <= 31 or not 1 <= month <= 12:  # 50 more where a number was taken
        return False
    digits = f"{number[:8]}{ord(number[8]) - 64:02}{number[9:]}"
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    weighted = [int(digit) * weight for digit, weight in zip(digits, weights, strict=False)]
    return sum(product // 10 + product % 10 for product in weighted) % 10 == int(digits[-1])


# -- Numbers made of digits alone


class _Digits(NamedTuple):
    kind: Kind
    label: str
    region: str
    form: str  # of the digits
    check: Callable[[str], bool]
    own: str = r"(?!)"  # how it is written where no other number is written so


_BY_DIGITS = (
    _Digits(
        Kind.SSN,
        "ssn",
        "US",
        r"(?!000|666|9)[0-9]{9}",
        _ssn,
        r"[0-9]{3}([-. ])[0-9]{2}\1[0-9]{4}",
    ),
    _Digits(Kind.ITIN, "itin", "US", r"9[0-9]{8}", _itin, r"[0-9]{3}-[0-9]{2}-[0-9]{4}"),
    _Digits(Kind.SIN, "sin", "CA", r"[1-79][0-9]{8}", _sin),
    # 0 and 8 begin none yet, but the samples of many forms: only beside the label
    _Digits(Kind.SIN, "sin", "", r"[08][0-9]{8}", _sin),
    _Digits(Kind.ID_DOCUMENT, "tfn", "", r"[0-9]{9}", _tfn),
    _Digits(Kind.ID_DOCUMENT, "ird", "", r"[0-9]{8,9}", _ird),
    _Digits(Kind.ID_DOCUMENT, "nhs", "", r"[0-9]{10}", _nhs),
    _Digits(Kind.ID_DOCUMENT, "aadhaar", "", r"[2-9][0-9]{11}", bool),
    _Digits(Kind.ID_DOCUMENT, "medicare", "", r"[2-6][0-9]{9,10}", bool),
    _Digits(
        Kind.NISS,
        "niss",
        "BE",
        r"[0-9]{11}",
        _niss,
        r"(?:[0-9]{2}\.){2}[0-9]{2}-[0-9]{3}\.[0-9]{2}",
    ),
    _Digits(
        Kind.AHV,
        "ahv",
        "CH",
        r"756[0-9]{10}",
        _ahv,
        r"756([. ]?)[0-9]{4}\1[0-9]{4}\1[0-9]{2}",
    ),
    _Digits(Kind.STEUER_ID, "steuer id", "DE", r"[1-9][0-9]{10}", _steuer_id),
)
_FEWEST, _MOST = 9, 13


def by_digits(text: str, chain: Sequence[Group], region: str | None) -> Iterator[PersonalData]:
    """Numbers made of digits alone, in a chain of groups."""
    end = -1
    for window in windows(text, chain, _FEWEST, _MOST):
        if window.start < end or not window.alone:
            continue
        digits = window.digits
        numbers = [number for number in _BY_DIGITS if re.fullmatch(number.form, digits)]
        if not numbers or cues.is_company(text, window.start):
            continue
        written = text[window.start : window.end].replace(INVISIBLE, "")
        even = len(window.groups) in (1, 3) and len(set(window.gaps)) < 2
        for number in numbers:
            sure = 0.0
            if _is_labelled(text, number.label, window.start, window.end):
                sure = 1.0
            elif re.fullmatch(number.own, written):
                sure = 0.6 if "." not in written and "-" not in written else 0.9
            elif number.region == region and even:
                sure = 0.6
            if sure < 1.0 and (
                digits in _PUBLISHED_SSN or (number.label == "sin" and digits[0] == "0")
            ):
                continue  # never issued: only the label makes it one
            if sure and number.check(digits) and not cues.is_sample(text, window.start):
                end = window.end
                yield PersonalData(number.kind, window.start, end, sure)
                break


_SAME = lazy_pattern(
    r"\W*(?:it|that|this|the (?:right|correct|new) one|il|elle|c'est|celui|le (?:bon|bien|correct)"
    r"|la bonne|voici) ?(?:\w|'|$)"
)


def _is_labelled(text: str, label: str, start: int, end: int) -> bool:
    """Whether the label stands before the number in its sentence, or right behind it."""
    words = cues.before(text, start, 60)
    if _LABELS[label].search(words):
        return True
    # "Your SIN was mistyped. It now reads ..."
    if _SAME.match(words) and _LABELS[label].search(plain(text[max(0, start - 160) : start])):
        return True
    return _LABELS[label].match(cues.after(text, end, 30).lstrip(" ()=:-,'\"")) is not None


# -- Numbers with letters among their digits

_D = "[0-9]"
_SEP = rf"[ \xa0\u202f.\-/{INVISIBLE}]{{0,2}}"
_START, _END = "(?<![0-9A-Za-z])", "(?![0-9A-Za-z])"
_GAPS = lazy_pattern("[^0-9A-Za-z]+")
# Words of two letters that may stand before digits: "au 06 39 98 a...".
_SHORT_WORD = lazy_pattern(
    r"ai|am|as|at|au|be|by|ce|cm|eh|en|es|et|ex|go|ha|he|hm|je|la|le|li|ma|me|my|na|ne|no|oh|ok|on"
    r"|or|os|ou|pa|se|si|so|sa|ta|te|to|tu|us|we|ya"
)


def _never(written: str) -> bool:
    return False


def _is_usual_nir(written: str) -> bool:
    """With its key; 3, 4, 7 and 8 begin provisional ones, too rare to tell from other numbers."""
    return written[0] in "12" and len(_GAPS.sub("", written)) == 15


def _is_usual_health_card(written: str) -> bool:
    """Three groups, the digits the year, month (50 more for women) and day of birth (RAMQ)."""
    groups = written.split(" ")
    if len(groups) != 3:
        return False
    month, day = int(groups[1][2:]) % 50, int(groups[2][:2])
    return 1 <= month <= 12 and 1 <= day <= 31


def _is_no_word(written: str) -> bool:
    return written.isupper() or written[2].isdigit() or not _SHORT_WORD.match(written.lower())


class _Lettered(NamedTuple):
    kind: Kind
    label: str
    region: str
    form: re.Pattern[str]
    check: Callable[[str], bool]
    by_itself: Callable[[str], bool] = _never  # given as written


_WITH_LETTERS = (
    _Lettered(
        Kind.NIR,
        "nir",
        "",
        lazy_pattern(
            _START
            + _SEP.join(("[123478]", _D, _D, _D, _D, _D, "[0-9ABab]", _D, _D, _D, _D, _D, _D))
            + f"(?:{_SEP}{_D}{_SEP}{_D})?"
            + _END
        ),
        _nir,
        _is_usual_nir,
    ),
    _Lettered(
        Kind.NINO,
        "nino",
        "",
        lazy_pattern(
            _START + _SEP.join(("[A-Za-z]", "[A-Za-z]", _D, _D, _D, _D, _D, _D, "[A-Da-d]")) + _END
        ),
        _nino,
        _is_no_word,
    ),
    _Lettered(
        Kind.DNI,
        "dni",
        "ES",
        lazy_pattern(
            rf"{_START}(?:[XYZxyz][ -]?[0-9]{{7}}|[0-9]{{7,8}}|[0-9]{{2}}\.[0-9]{{3}}\.[0-9]{{3}})"
            rf"[ -]?[A-Za-z]{_END}"
        ),
        _dni,
    ),
    _Lettered(
        Kind.RVNR,
        "rvnr",
        "DE",
        lazy_pattern(_START + _SEP.join(("[0-9]{2}", "[0-9]{6}", "[A-Z]", "[0-9]{3}")) + _END),
        _rvnr,
    ),
    _Lettered(
        Kind.ID_DOCUMENT,
        "pps",
        "",
        lazy_pattern(rf"{_START}[0-9]{{7}} ?[A-Wa-w][A-IWa-iw]?{_END}"),
        _pps,
    ),
    _Lettered(
        Kind.ID_DOCUMENT,
        "health card",
        "",
        lazy_pattern(rf"{_START}[A-Z]{{4}}[ -]?[0-9]{{4}}[ -]?[0-9]{{4}}{_END}"),
        bool,
        _is_usual_health_card,
    ),
)
_PLATE = lazy_pattern(
    rf"{_START}(?:[A-Z]{{2}}[ -]?[0-9]{{3}}[ -]?[A-Z]{{2}}|[A-Z]{{2}}[0-9]{{2}} ?[A-Z]{{3}}"
    rf"|[0-9]-[A-Z]{{3}}-[0-9]{{3}}){_END}"
)


def with_letters(text: str, chain: Sequence[Group], region: str | None) -> Iterator[PersonalData]:
    """Numbers with letters among their digits, that begin in or just before a chain."""
    first, last = max(0, chain[0].start - 5), chain[-1].end
    for number in _WITH_LETTERS:
        for match in _beginning(number.form, text, first, last):
            if not number.check(_GAPS.sub("", match[0]).upper()):
                continue
            if _is_labelled(text, number.label, match.start(), match.end()):
                yield PersonalData(number.kind, match.start(), match.end(), 1.0)
            elif number.by_itself(match[0]) or (region and number.region == region):
                sure = 0.6 if number.region else 0.8
                yield PersonalData(number.kind, match.start(), match.end(), sure)


# The forms that little else has: "GK-418-LN", "LK19 VTD"; not "GT20 PRO".
_OWN_FORM = lazy_pattern(
    r"[A-HJ-NP-TV-Z]{2}-[0-9]{3}-[A-HJ-NP-TV-Z]{2}"
    r"|[A-HJ-PR-Y]{2}[0-9]{2} ?(?!PRO|MAX|LED|USB|GPS|CAM|SUV|EXP|LTD|GTS|GPU|NFC|SLR|EVO|XXL|NEW|SET)[A-HJ-PR-Z]{3}"
)
_GOODS = lazy_pattern(r"\b(?:article|modele|model|ref\w*|produit|product|piece|part|item|sku) $")


def plates(text: str, found: Sequence[Group]) -> Iterator[PersonalData]:
    """Plates of vehicles (France, United Kingdom, Belgium) beside a word for one."""
    for group in found:
        if len(group.digits) > 3 or not any(
            map(str.isupper, text[max(0, group.start - 2) : group.start])
        ):
            continue
        plate = _PLATE.search(text, max(0, group.start - 3), group.end + 4)
        if plate and _has_plate_word(text, plate):
            yield PersonalData(Kind.VEHICLE_PLATE, plate.start(), plate.end(), 0.9)


def _has_plate_word(text: str, plate: re.Match[str]) -> bool:
    """Whether a word for a vehicle or for parking stands before a plate, or behind it."""
    words = cues.before(text, plate.start(), 60)
    if _LABELS["plate"].search(words[-40:]):
        return True
    if not _OWN_FORM.fullmatch(plate[0]) or _GOODS.search(words):
        return False
    around = _LABELS["plate around"]
    behind = cues.after(text, plate.end(), 60)
    return around.search(words) is not None or around.search(behind) is not None


_CODICE = lazy_pattern(
    rf"[A-Za-z]{{6}}[0-9]{{2}}[A-EHLMPRSTa-ehlmprst](?:[0-6][0-9])[A-Za-z][0-9]{{3}}[A-Za-z]{_END}"
)
_NAME_LETTERS = 6


def fiscal_codes(text: str, found: Sequence[Group]) -> Iterator[PersonalData]:
    """Italian tax codes: six letters of the name, the date of birth, the town, a check letter."""
    for group in found:
        start = group.start - _NAME_LETTERS
        if len(group.digits) != 2 or start < 0 or not text[start : group.start].isalpha():
            continue
        code = _CODICE.match(text, start)
        if code and not text[start - 1 : start].isalnum() and _codice_fiscale(code[0].upper()):
            yield PersonalData(Kind.CODICE_FISCALE, start, code.end(), 0.95)


def _codice_fiscale(number: str) -> bool:
    from stdnum.it import codicefiscale

    return bool(codicefiscale.is_valid(number))


def _beginning(form: re.Pattern[str], text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    """The matches that begin between `first` and `last`; they may end after it."""
    while first <= last:
        match = form.search(text, first, last + 24)
        if not match or match.start() > last:
            return
        yield match
        first = match.end()
