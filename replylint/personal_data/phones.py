"""Finds the phone numbers of people, and knows them from the brand's own.

What a number looks like is judged first, by the ways in which numbers are written in France,
Belgium, Switzerland, Canada, the United States, the United Kingdom, Germany and Spain; then
`phonenumbers` judges what it is: hotlines, shared-cost and premium numbers are nobody's. The
words around it say at last whether it is the number to call us on or to call you on.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from replylint.personal_data import cues
from replylint.personal_data.cues import Owner
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import PICTURE
from replylint.personal_data.numbers import Group, Window, windows
from replylint.personal_data.patterns import words as lists

_LISTS = lists("phones")
_OURS, _THEIRS = _LISTS["ours"], _LISTS["theirs"]
_OURS_AFTER, _THEIRS_AFTER = _LISTS["ours after"], _LISTS["theirs after"]
_CALLING, _CALLED, _CALLED_AFTER = _LISTS["calling"], _LISTS["called"], _LISTS["called after"]

# How national numbers are written, groups joined by "-". Strict forms are those of phone numbers
# alone; loose ones need a word about calling nearby, or the caller's word for the region.
_STRICT = {
    "FR": re.compile(r"0[1-79](?:-?[0-9]{2}){4}|0[1-79][0-9]{2}-[0-9]{3}-[0-9]{3}"),
    "GB": re.compile(
        r"07[0-9]{3}-?[0-9]{3}-?[0-9]{3}|02[0-9]-?[0-9]{4}-?[0-9]{4}"
        r"|01(?:1[0-9]|[0-9]1)-?[0-9]{3}-?[0-9]{4}|01[0-9]{3}-?[0-9]{3}-?[0-9]{2,3}"
    ),
    "BE": re.compile(
        r"04[0-9]{2}(?:-?[0-9]{2}){3}|04[0-9]{2}-[0-9]{3}-[0-9]{3}"
        r"|0[1-9]-[0-9]{3}-[0-9]{2}-[0-9]{2}|0[1-9][0-9](?:-[0-9]{2}){3}"
    ),
    "CH": re.compile(r"0[2-9][0-9]-[0-9]{3}-[0-9]{2}-?[0-9]{2}"),
    "US": re.compile(r"(?:1-)?[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}"),
}
_LOOSE = {
    "US": re.compile(r"1?[2-9][0-9]{9}"),
    "ES": re.compile(
        r"[6-9][0-9]{2}-?[0-9]{3}-?[0-9]{3}|[6-9][0-9]{2}(?:-[0-9]{2}){3}|[89][0-9](?:-[0-9]{2,3}){3}"
    ),
    "BE": re.compile(r"0[1-9][0-9]{7}"),
    "DE": re.compile(r"0[1-9][0-9]{1,3}(?:-?[0-9]{2,8}){1,4}"),
    "FR": re.compile(r"0-?[1-79](?:-?[0-9]){8}"),
    "GB": re.compile(r"0-?[127](?:-?[0-9]){8,9}"),
    "CH": re.compile(r"0[2-9][0-9]{8}"),
}
_DATE = re.compile(r"[0-9]{1,2}-[0-9]{1,2}-(?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MOBILE = re.compile(r"33[67]|447|324[5-9]|417[5-9]|491[567]|34[67]")
# Numbers kept free for drama and examples (ARCEP, Ofcom, NANPA, Bundesnetzagentur): some of them
# are invalid to `phonenumbers`, and yet stand for people's numbers wherever they are written.
_FICTION = re.compile(
    r"33(?:19900|26191|35301|46571|53649|63998)[0-9]{4}"
    r"|44(?:1632960|7700900|1(?:1[3-8]|[2-6]1)4960|2079460|2896496|2920180|3069990|1914980)[0-9]{3}"
    r"|1[2-9][0-9]{2}55501[0-9]{2}|1555[2-9][0-9]{6}"
    r"|49(?:3023125|6990009|4066969|2214710|8999998)[0-9]{3}|49(?:15228|1713920|1760404|17939)[0-9]+"
)
# Blocks that are never a person's, whatever type `phonenumbers` gives them.
_HOTLINE = re.compile(
    r"33(?:8|969|970|977)|44[3489]|1(?:8(?:00|88|77|66|55|44|33|22)|900)|32(?:800|90|70|78)"
    r"|41(?:800|84|90|878|58)|49(?:800|180|900|137|118|700|32)|34(?:80|90)"
)
# Signs that part the groups of a phone number.
_SIGNS = frozenset(
    ("", ".", "-", "/", "_", "|", "·", "•", "*", "(", ")", ")-", ")/", ")(", "\\", PICTURE)
)


@lru_cache(maxsize=1024)
def _judge(number: str, region: str | None) -> tuple[str, bool, bool]:
    """What `phonenumbers` says of a number dialled from `region` (None: written with its "+").

    Returns the digits in international form, "" where that cannot be; whether it may be a person's
    number; and whether it has at least a possible length, and is no known hotline.
    """
    import phonenumbers as library
    from phonenumbers import PhoneNumberType as Type

    try:
        parsed = library.parse(number, region)
    except library.NumberParseException:
        return "", False, False
    digits = f"{parsed.country_code}{parsed.national_number}"
    if _HOTLINE.match(digits):
        return digits, False, False
    if _FICTION.fullmatch(digits):
        return digits, True, True
    if not library.is_valid_number(parsed):
        return digits, False, library.is_possible_number(parsed)
    people = library.number_type(parsed) in (
        Type.FIXED_LINE,
        Type.MOBILE,
        Type.FIXED_LINE_OR_MOBILE,
        Type.VOIP,
        Type.PERSONAL_NUMBER,
        Type.PAGER,
    )
    return digits, people, people


def _sign(text: str, start: int, end: int) -> int:
    """Where a number with digits from `start` to `end` is written from.

    Its "+" belongs to it, and a bracket that closes inside of it.
    """
    index = start
    while index and start - index < 4 and text[index - 1] in "+( \u200b":
        index -= 1
    outside = " (\u200b" if ")" not in text[start:end] else " \u200b"
    while text[index] in outside:
        index += 1
    return index


def _evenly_parted(window: Window, free: int) -> bool:
    """Whether one sign parts all groups; the first `free` gaps may be as they like."""
    gaps = window.gaps
    return _SIGNS.issuperset(gaps) and len(set(gaps[free:])) <= 1


def _regions(window: Window, region: str | None, called: bool) -> list[str]:
    """The regions in whose ways the window is written."""
    shape = window.shape
    written = [place for place, form in _STRICT.items() if form.fullmatch(shape)]
    if "US" in written and not (called or any(window.gaps)):
        written.remove("US")  # "250 500 1000" may be amounts
    freely = called or PICTURE in window.gaps
    written += [
        place
        for place, form in _LOOSE.items()
        if (freely or place == region) and form.fullmatch(shape)
    ]
    return written


def phones(
    text: str,
    chain: Sequence[Group],
    *,
    region: str | None,
    brand_voice: bool,
    public: Collection[str],
) -> Iterator[PersonalData]:
    """Phone numbers of people in a chain of groups.

    `public` holds the digits of the numbers that are the brand's own, in international form.
    """
    end, first, words = -1, -1, ""
    for window in windows(text, chain, 7, 15):
        if window.start < end or not window.alone:
            continue
        start = _sign(text, window.start, window.end)
        international = "+" in text[start : window.start] or window.digits.startswith("00")
        if not _evenly_parted(window, 3 if international else 1):
            continue
        if start != first:
            first, words = start, cues.before(text, start)
        behind = cues.after(text, window.end)
        owner = _owner(words, behind)
        called = _CALLING.search(words) is not None or owner is Owner.PERSON
        number: str | None
        if international:
            number, personal, possible = _judge("+" + window.digits.removeprefix("00"), None)
            number = number if personal or (possible and (called or not brand_voice)) else ""
        else:
            number = _national(window, region, called)
            direct = _CALLED.search(words) or _CALLED_AFTER.match(behind)
            if number is None and direct and (owner is Owner.PERSON or not brand_voice):
                number = _foreign(window)
        if not number or number.endswith(tuple(public)) or _labelled_otherwise(text, start):
            continue
        end = window.end
        if owner is not Owner.BRAND or not brand_voice:
            sure = 0.95 if owner is Owner.PERSON else 0.7 if _MOBILE.match(number) else 0.5
            yield PersonalData(Kind.PHONE, start, end, sure)


def _national(window: Window, region: str | None, called: bool) -> str | None:
    """The international form of a number written in the way of a region.

    None if no region's way is that, "" if it is a hotline's number.
    """
    hotline = False
    for place in _regions(window, region, called):
        number, personal, possible = _judge(window.digits, place)
        if personal:
            return number
        hotline |= not possible
    return "" if hotline else None


def _foreign(window: Window) -> str:
    """The digits of a number in a way not known here, "" if it is rather a date."""
    return "" if _DATE.fullmatch(window.shape) else window.digits


def _owner(words: str, behind: str) -> Owner:
    owner = cues.nearest(words, _OURS, _THEIRS)
    if owner is not Owner.PERSON and _THEIRS_AFTER.match(behind):
        return Owner.PERSON
    if owner is Owner.UNKNOWN and _OURS_AFTER.match(behind):
        return Owner.BRAND
    return owner


def _labelled_otherwise(text: str, start: int) -> bool:
    return cues.is_company(text, start) or cues.is_sample(text, start) or cues.is_tail(text, start)
