"""Finds the phone numbers of people, and knows them from the brand's own.

What a number looks like is judged first, by the ways in which numbers are written in France,
Belgium, Switzerland, Canada, the United States, the United Kingdom, Germany, Spain and Italy; then
`phonenumbers` judges what it is: hotlines, shared-cost and premium numbers are nobody's. The
words around it say at last whether it is the number to call us on or to call you on.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from enum import Enum
from functools import lru_cache

from replylint.lazy import lazy_pattern
from replylint.personal_data import cues
from replylint.personal_data.cues import Owner
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import INVISIBLE, PICTURE
from replylint.personal_data.numbers import Group, Window, windows
from replylint.personal_data.patterns import words as lists

_LISTS = lists("phones")
_OURS, _THEIRS = _LISTS["ours"], _LISTS["theirs"]
_OURS_AFTER, _THEIRS_AFTER = _LISTS["ours after"], _LISTS["theirs after"]
_CONTACT_BLOCK = _LISTS["contact block"]
_AT_WORK = _LISTS["at work"]
_CALLING, _CALLED, _CALLED_AFTER = _LISTS["calling"], _LISTS["called"], _LISTS["called after"]

# How national numbers are written, groups joined by "-". Strict forms are those of phone numbers
# alone; loose ones need a word about calling nearby, or the caller's word for the region.
_STRICT = {
    "FR": lazy_pattern(r"0[1-79](?:-?[0-9]{2}){4}"),
    "GB": lazy_pattern(
        r"07[0-9]{3}-?[0-9]{3}-?[0-9]{3}|02[0-9]-?[0-9]{4}-?[0-9]{4}"
        r"|01(?:1[0-9]|[0-9]1)-?[0-9]{3}-?[0-9]{4}|01[0-9]{3}-?[0-9]{3}-?[0-9]{2,3}"
    ),
    "BE": lazy_pattern(
        r"04[0-9]{2}(?:-?[0-9]{2}){3}|04[0-9]{2}-[0-9]{3}-[0-9]{3}"
        r"|0[1-9]-[0-9]{3}-[0-9]{2}-[0-9]{2}|0[1-9][0-9](?:-[0-9]{2}){3}"
    ),
    "CH": lazy_pattern(r"0[2-9][0-9]-[0-9]{3}-[0-9]{2}-?[0-9]{2}"),
    "US": lazy_pattern(r"(?:1-)?[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}"),
}
_LOOSE = {
    "US": lazy_pattern(r"1?-?[2-9](?:-?[0-9]){9}"),
    "CA": lazy_pattern(r"310-?[0-9]{4}"),
    "ES": lazy_pattern(r"[5-9](?:-?[0-9]){8}"),
    "BE": lazy_pattern(r"0(?:-?[0-9]){8,9}"),
    "DE": lazy_pattern(r"(?=(?:-?[0-9]){9})0[1-9][0-9]{1,3}(?:-?[0-9]{1,8}){1,4}"),
    "FR": lazy_pattern(r"0(?:-?[0-9]){9}"),
    "GB": lazy_pattern(r"0(?:-?[0-9]){9,10}"),
    "CH": lazy_pattern(r"0(?:-?[0-9]){9}"),
    "IT": lazy_pattern(r"3[1-9](?:-?[0-9]){7,8}"),
}
_EUROPE = lazy_pattern(r"33|44|32|41|49|34|39")  # where mobiles have prefixes of their own
_IP = lazy_pattern(r"(?:(?:1?[0-9]?[0-9]|2[0-4][0-9]|25[0-5])(?:-|$)){4}")
_HIDDEN = lazy_pattern(f"[{PICTURE}{INVISIBLE}A-Za-z]")
# Dates and hours, "0930-1730".
_CALENDAR = lazy_pattern(
    r"[0-9]{1,2}-[0-9]{1,2}-(?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}-?[0-9]{2}-?[0-9]{2}"
    r"|(?:[01][0-9]|2[0-4])[0-5][0-9]-(?:[01][0-9]|2[0-4])[0-5][0-9]"
)
_MOBILE = lazy_pattern(r"33[67]|447|324[5-9]|417[5-9]|491[567]|34[67]|393")
# Numbers kept free for drama and examples (ARCEP, Ofcom, NANPA, Bundesnetzagentur): some of them
# are invalid to `phonenumbers`, and yet stand for people's numbers wherever they are written.
_FICTION = lazy_pattern(
    r"33(?:19900|26191|35301|46571|53649|63998|700[0-9]{2})[0-9]{4}"
    r"|44(?:1632960|7700900|1(?:1[3-8]|[2-6]1)4960|2079460|2896496|2920180|3069990|1914980)[0-9]{3}"
    r"|1[2-9][0-9]{2}55501[0-9]{2}|1555[2-9][0-9]{6}"
    r"|49(?:3023125|6990009|4066969|2214710|8999998)[0-9]{3}|49(?:15228|1713920|1760404|17939)[0-9]+"
)
# Blocks that are never a person's, whatever type `phonenumbers` gives them.
_HOTLINE = lazy_pattern(
    r"33(?:8|969|970|977)|44[3489]|1(?:8(?:00|88|77|66|55|44|33|22)|900)|32(?:800|90|70|78)"
    r"|41(?:800|84|90|878|58)|49(?:800|180|900|137|118|700|32)|34(?:80|90)|39(?:80|84|89|199|178)"
)
# Signs that part the groups of a phone number.
_SIGNS = frozenset(
    ("", ",", ".", "-", "/", "_", "|", "·", "•", "*", "(", ")", ")-", ")/", ")(", "\\", PICTURE)
)


class _Line(Enum):
    """Who answers a number."""

    PERSON = "person"
    SERVICE = "service"  # a hotline, or a line with a price of its own
    UNASSIGNED = "unassigned"  # right in length, not in use to what `phonenumbers` knows
    NONE = "none"


@lru_cache(maxsize=1024)
def _line(number: str, region: str | None) -> tuple[_Line, str]:
    """Who answers `number`, dialled from `region` (None: written with its "+").

    With it come the digits of the number in international form.
    """
    import phonenumbers as library
    from phonenumbers import PhoneNumberType as Type

    try:
        parsed = library.parse(number, region)
    except library.NumberParseException:
        return _Line.NONE, ""
    digits = f"{parsed.country_code}{parsed.national_number}"
    if not library.is_possible_number(parsed):
        return _Line.NONE, digits
    if _HOTLINE.match(digits):
        return _Line.SERVICE, digits
    if _FICTION.fullmatch(digits):
        return _Line.PERSON, digits
    if not library.is_valid_number(parsed):
        return _Line.UNASSIGNED, digits
    people = (
        Type.FIXED_LINE,
        Type.MOBILE,
        Type.FIXED_LINE_OR_MOBILE,
        Type.VOIP,
        Type.PERSONAL_NUMBER,
        Type.PAGER,
    )
    return _Line.PERSON if library.number_type(parsed) in people else _Line.SERVICE, digits


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
    if gaps == [".", ".", "."] and _IP.fullmatch(window.shape):
        return False
    return _SIGNS.issuperset(gaps) and len(set(gaps[free:])) <= 1


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
        if "," in window.gaps and owner is not Owner.PERSON:
            continue  # a list
        called = _CALLING.search(words) is not None or owner is Owner.PERSON
        if international:
            line, number = _line("+" + window.digits.removeprefix("00"), None)
            counts = line is _Line.UNASSIGNED and (called or not brand_voice)
        else:
            line, number = _national(window, region, called, brand_voice)
            # In a way not known here, but right after "I'm calling you on".
            direct = _CALLED.search(words) or _CALLED_AFTER.match(behind)
            counts = direct is not None and (owner is Owner.PERSON or not brand_voice)
            counts = counts and line is not _Line.SERVICE and _is_foreign(window, brand_voice)
        if line is not _Line.PERSON and not counts:
            continue
        if number.endswith(tuple(public)) or _is_otherwise(text, start, window.end):
            continue
        end = window.end
        sure = 0.95
        if owner is Owner.UNKNOWN:
            sure = 0.7 if _MOBILE.match(number) else 0.5
            if not _HIDDEN.search(text, start, end) and _is_line(number, words):
                owner = Owner.BRAND
        ours = owner is Owner.BRAND or _stands_on_desk(number, words)
        if not ours or not brand_voice:
            yield PersonalData(Kind.PHONE, start, end, sure)


def _stands_on_desk(number: str, words: str) -> bool:
    """Whether an agent asks to be called on a landline: "ring me on 01632 960118"."""
    landline = _EUROPE.match(number) is not None and not _MOBILE.match(number)
    return landline and _AT_WORK.search(words) is not None


def _is_line(number: str, words: str) -> bool:
    """Whether a number without a cue is a landline, or alone on its line: a brand's, mostly."""
    if _MOBILE.match(number):
        return False
    return _EUROPE.match(number) is not None or _CONTACT_BLOCK.search(words) is not None


def _national(
    window: Window, region: str | None, called: bool, brand_voice: bool
) -> tuple[_Line, str]:
    """Who answers a number written without its calling code, and its digits.

    It is dialled first from `region`, then from where numbers are written just so, then, where
    something is said of calling, from wherever its length is right. There the form proves little,
    and to a brand one region's hotline weighs more than another's person.
    """
    shape, digits = window.shape, window.digits
    strict = [place for place, form in _STRICT.items() if form.fullmatch(shape)]
    if strict == ["US"] and not called and not any(window.gaps):
        strict = []  # "250 500 1000" may be amounts
    loose = [place for place, form in _LOOSE.items() if form.fullmatch(shape)]
    persons_first, services_first = [_Line.PERSON, _Line.SERVICE], [_Line.SERVICE, _Line.PERSON]
    here = [region] if region in (*strict, *loose) and region else []
    rounds = [(here, persons_first), (strict, persons_first)]
    if called or PICTURE in window.gaps:
        rounds.append((loose, services_first if brand_voice else [_Line.PERSON]))
    for places, wanted in rounds:
        answers = [_line(digits, place) for place in places]
        for line in wanted:
            for answer in answers:
                if answer[0] is line:
                    return answer
    return _Line.NONE, digits


def _is_foreign(window: Window, brand_voice: bool) -> bool:
    """Whether digits of no known form may be a phone number where one is announced."""
    shape = window.shape
    short = brand_voice and len(window.digits) == 7 and not re.fullmatch("[0-9]{3}-[0-9]{4}", shape)
    return not short and not _CALENDAR.fullmatch(shape)


def _owner(words: str, behind: str) -> Owner:
    owner = cues.nearest(words, _OURS, _THEIRS)
    if owner is not Owner.PERSON and _THEIRS_AFTER.match(behind):
        return Owner.PERSON
    if owner is Owner.UNKNOWN and _OURS_AFTER.match(behind):
        return Owner.BRAND
    return owner


def _is_otherwise(text: str, start: int, end: int) -> bool:
    """Whether the digits are of a company, an example, the end of a number, or of a longer code."""
    if text[start - 1 : start].isupper() or text[end : end + 1].isupper():
        return True
    return cues.is_company(text, start) or cues.is_sample(text, start) or cues.is_tail(text, start)
