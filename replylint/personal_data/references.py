"""Finds the references by which a brand knows a customer: order, booking, case, parcel, contract.

A reference has no form of its own; the label that stands before it (or after it) makes it one.
The value is looked at first, since few are in a reply, and then the words before it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from replylint.lazy import lazy_pattern
from replylint.personal_data import cues
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import INVISIBLE, plain
from replylint.personal_data.numbers import Group
from replylint.personal_data.patterns import words as lists

_LISTS = lists("references")
_BEFORE, _NEAR, _FURTHER = _LISTS["before"], _LISTS["near"], _LISTS["further"]
_BARE, _AFTER = _LISTS["bare"], _LISTS["after"]
_NUMBER, _COLON, _MEASURE = _LISTS["number"], _LISTS["colon"], _LISTS["measure"]
_PRODUCT, _OWN, _BOOKING = _LISTS["product"], _LISTS["own"], _LISTS["booking"]
_DOCUMENT, _BANK = _LISTS["document"], _LISTS["bank"]
_SECRET, _PLURAL, _CARD = _LISTS["secret"], _LISTS["plural"], _LISTS["card"]

_LETTERS = lazy_pattern(r"(?<![\w@#])[A-Z]{6}(?![\w-])")
# Six letters that are no word: "dossier SNKQTR".
_NO_WORD = lazy_pattern(r"(?:[^AEIOUY]*[AEIOUY])?[^AEIOUY]*")
# Four to six groups of capitals and digits, mixed at three places at least.
_LICENCE_KEY = lazy_pattern(
    r"(?<![\w/-])(?=(?:[A-Z0-9-]*?(?:[0-9][A-Z]|[A-Z][0-9])){3})[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){3,5}(?![\w/-])"
)
_FEWEST_HYPHENS = 3
# Six capitals with one digit among them: "booking QF7KMZ".
_LOCATOR = lazy_pattern(r"(?=.{6}\Z)[A-Z]{0,4}[0-9][A-Z]{1,5}")
_HELD = lazy_pattern(r"\b(?:dossier|reservation|booking|billet|vol|pnr) ?[:#(]? ?$")
# Shapes that carriers, one large shop, one insurance and vehicles alone have: UPS, international
# post (UPU S10), Colissimo, Amazon, Medicare in the United States, vehicle identification numbers.
_CARRIER = lazy_pattern(
    r"1Z[0-9A-Z]{16}|JD[0-9]{14,18}|[A-Z]{2}[0-9]{9}[A-Z]{2}|[0-9][A-Z][0-9]{11}|[0-9]{3}-[0-9]{7}-[0-9]{7}"
    r"|(?=(?:[0-9]*[A-Z]){4})[A-HJ-NPR-Z0-9]{12}[0-9]{5}"
    r"|[1-9][A-Z][0-9A-Z][0-9]-[A-Z][0-9A-Z][0-9]-[A-Z]{2}[0-9]{2}"
)
_LIST = lazy_pattern(
    r"\s*(?:,|;|/|&|\+|et|and|ou|or|puis|then|,\s*(?:et|and))\s*(?:n°|#|no\.?)?\s*", re.IGNORECASE
)
_DATE = lazy_pattern(r"[0-9]{1,4}[/-][0-9]{1,2}(?:[/-][0-9]{2,4})?|(?:(?:19|20)[0-9]{2}[/-]?){2}")
# A phone number after "Réservations :" is no reference.
_PHONE_SHAPED = lazy_pattern(
    r"0 ?[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])|0[0-9]{2,4}[ -][0-9]{3,4}[ -]?[0-9]{3,4}(?![0-9])"
    r"|0 ?8[0-9]{2}(?: [0-9]{3}){2}|(?:1[ -])?[2-9][0-9]{2}[ .-][0-9]{3}[ .-][0-9]{4}(?![0-9])"
)
# A further group of the same number: "5510 8823".
_NEXT = lazy_pattern(r"[ \xa0\u202f.-]([0-9]+)(?![\w%€$£]|[.,/:][0-9])")
# Three groups and more of one length: "299 104 885 221".
_SPACED = lazy_pattern(r"[0-9]{2,4}([ \xa0.-])[0-9]{3}\1[0-9]{3}(?!\w)")
# What follows an unlabelled number of five digits that is no count: "le dossier 48213 est clos".
_CLOSED = lazy_pattern(
    r"\s*(?:[.,;:!?)\]]|$)|\s+(?:est|a|is|has|was|et|and|pour|for|qui|que|which|that|avec|with|sera"
    r"|will|dans|in|ne|from|au|du|sur|par|chez|dont|pas|part|partie?|reste|on|at|by|under|ouverte?|opened"
    r"|closed|close?)\b"
)
_HINT = lazy_pattern(
    r"[#°º:(\"«“]|\b[Nn][ro]?s?\b|[NnRr]°|um(?:é|e|be)r|[EeÉé][Ff]|[Cc][Oo][Dd][Ee]|P(?:DL|RM)|\b(?:[Ii][DdSs]|est)\b"
)
_SECRET_HINT = lazy_pattern(
    r"PIN|CV[VC]|cv[vc]|OTP|igicode|[Cc]ode|passe|assword|asscode|mdp|MDP|pin\b"
)
# A sort code, with the number of an account behind it.
_SORTED = lazy_pattern(
    r"(?<![0-9-])[0-9]{2}-[0-9]{2}-[0-9]{2}[ ,/;:]{1,3}(?:a/c |acc(?:ount)? |no\.? ?){0,2}[0-9]{8}(?![0-9])"
)
# The number of a letter or parcel as it is printed on it: "RM 1234 5678 9GB", "JD0000 1234 5678 90".
_POSTED = lazy_pattern(
    r"(?<![A-Za-z])(?:[A-Z]{2} [0-9]{4} [0-9]{4} [0-9] ?[A-Z]{2}\b"
    r"|[A-Z]{2}[0-9]{4}(?: [0-9]{4}){2} [0-9]{2,4}(?![\w-]))"
)
# Colissimo's as it is printed: "6A 18204 77395 1".
_CARRIED = lazy_pattern(r"[0-9][A-Z] ?[0-9]{5} ?[0-9]{5} ?[0-9](?![\w-])")
# International post's: "RR 904 417 265 FR".
_UPU = lazy_pattern(r"(?<![A-Za-z])[A-Z]{2} ?[0-9]{3} [0-9]{3} [0-9]{3} ?[A-Z]{2}\b")
# What a town hall decides: "Mill Street (order 2025/0418)".
_DECREE = lazy_pattern(r"20[0-9]{2}/[0-9]{2,5}")
_ORDER = lazy_pattern(r"\border\W*$")
_NUMBER_AT_END = lazy_pattern(
    r"[\s(]*(?:n[°o]s?\.?|nr\.?|numeros?|num\.?|numbers?|refs?\.?|references?|#)[^\w]*$"
)


# "JD0000 0000" only shows how one looks.
_NOUGHTS = lazy_pattern(r"[A-Z]{0,4}0{3,}")
_JOINTS, _SPACES = ("-", "_"), (" ", "\xa0", ".")


class _Value(NamedTuple):
    """A word of the text that may be a reference."""

    start: int
    end: int
    text: str  # without invisible characters
    sign: str  # "@" of a handle, "#" of what may be a hashtag, or nothing

    @property
    def digits(self) -> int:
        return sum(map(str.isdigit, self.text))


def references(text: str, found: Sequence[Group]) -> Iterator[PersonalData]:
    """References with at least one digit. `found` are the groups of digits of the text."""
    end = judged = -1
    after_one = False
    for group in found:
        if group.start < judged or not _may_be(text, group):
            continue
        value = _word(text, group)
        judged = value.end
        if value.start < end or (value.sign and not _is_labelled_tag(text, value)):
            continue
        reference = None
        if after_one and value.digits >= 4 and _LIST.fullmatch(text, end, value.start):
            reference = PersonalData(Kind.REFERENCE, value.start, value.end, 0.8)
        elif _NOUGHTS.fullmatch(value.text):
            pass
        elif value.digits >= 4 or _is_long(text, value):
            reference = _posted(text, value) or _labelled(text, value)
        elif value.digits:
            reference = _secret(text, value, cues.before(text, value.start, 50))
        after_one = reference is not None
        if reference:
            end = judged = reference.end
            yield reference


def _is_long(text: str, value: _Value) -> bool:
    """Whether a value of few digits is long: "XK7P2Q", or "6A 1234 5678" with what follows."""
    if value.text.isupper() and len(value.text) >= 5:
        return True
    short = value.text.isupper() or value.text.isdigit()
    return short and _NEXT.match(text, value.end) is not None


def licence_keys(text: str) -> Iterator[PersonalData]:
    """Keys of licences, "WX4R-9KTP-22LM-H7QD": whoever has one can use it."""
    if text.count("-") < _FEWEST_HYPHENS:
        return
    for match in _LICENCE_KEY.finditer(text):
        yield PersonalData(Kind.SECRET, *match.span(), 0.9)


def bookings(text: str) -> Iterator[PersonalData]:
    """Booking references of six capitals, "XKPQRT", which only the label tells from a word."""
    for match in _LETTERS.finditer(text):
        before = cues.before(text, match.start(), 50)
        if _BOOKING.search(before) or (_HELD.search(before) and _NO_WORD.fullmatch(match[0])):
            yield PersonalData(Kind.REFERENCE, match.start(), match.end(), 0.9)


def _may_be(text: str, group: Group) -> bool:
    """A cheap look at the digits before the costly one at the words around them.

    Fewer than four digits count only inside of a longer word, or as the first group of a spaced
    number; four only with a mark or a word for a number shortly before, since most are years.
    """
    size, start = len(group.digits), group.start
    if size > 4:
        return True
    before, behind = text[start - 1 : start], text[group.end : group.end + 1]
    if before in _JOINTS or behind in _JOINTS or before.isupper() or behind.isupper():
        return True
    first = max(0, start - 28)
    spaced = behind in _SPACES and text[group.end + 1 : group.end + 2].isdigit()
    if size < 3:
        return before != "/" and spaced and _HINT.search(text, first, start) is not None
    if before in ("/", ".") and text[start - 2 : start - 1].isdigit():
        return False  # the year of a date
    hinted = size > 3 or spaced
    return (
        (size > 3 and spaced)
        or (spaced and _SPACED.match(text, start) is not None)
        or (hinted and _HINT.search(text, first, start) is not None)
        or _SECRET_HINT.search(text, first, start) is not None
    )


def _word(text: str, group: Group) -> _Value:
    """The word around the group: letters, "-", "_" and "/" too."""
    start, end = group.start, group.end
    while start > 0 and group.start - start < 24:
        if not (
            _in_word(text[start - 1]) or (text[start - 1] in "-_/" and _in_word(text[start - 2]))
        ):
            break
        start -= 1
    while end < len(text) and end - group.end < 40:
        if not (_in_word(text[end]) or (text[end] in "-_/" and _in_word(text[end + 1 : end + 2]))):
            break
        end += 1
    value = text[start:end].replace(INVISIBLE, "")
    sign = text[start - 1] if start and text[start - 1] in "@#" else ""
    if sign == "#" and value.replace("-", "").isdigit():
        sign = ""
    return _Value(start, end, value, sign)


def _is_labelled_tag(text: str, value: _Value) -> bool:
    """Whether "#LU20931" is the number of an order rather than a hashtag."""
    return value.sign == "#" and _BEFORE.search(cues.before(text, value.start, 40)) is not None


def _in_word(char: str) -> bool:
    return (char.isascii() and char.isalnum()) or char == INVISIBLE


def _posted(text: str, value: _Value) -> PersonalData | None:
    """A parcel or a British bank account, in the groups that its number is printed in."""
    account = _SORTED.match(text, value.start)
    if account:
        return PersonalData(Kind.BANK_ACCOUNT, *account.span(), 0.8)
    first = max(0, value.start - 3)
    number = _POSTED.match(text, first) or _POSTED.match(text, value.start)
    number = number or _CARRIED.match(text, value.start) or _UPU.match(text, first)
    if number is None or cues.is_sample(text, number.start()):
        return None
    return PersonalData(Kind.REFERENCE, *number.span(), 0.8)


def _labelled(text: str, value: _Value) -> PersonalData | None:
    """The reference or secret that a value is by the words around it."""
    behind = plain(text[value.end : value.end + 60])
    if _MEASURE.match(behind) or (value.start and text[value.start - 1] in "€$£"):
        return None
    if cues.is_sample(text, value.start) or cues.is_tail(text, value.start):
        return None
    words = cues.before(text, value.start, 70)
    label = _BEFORE.search(words)
    if label or _SECRET.search(words):
        return _beside(text, value, words, label) if label else _secret(text, value, words)
    near = _NEAR.search(words) if value.text.upper() == value.text else None
    coded = not value.text.isdigit() and not _DATE.fullmatch(value.text)
    if near and coded and (value.digits > 4 or _NUMBER.search(near[0])):
        return _sized(text, value, numbered=value.digits > 2)
    further = _FURTHER.search(words)
    sure = 0.0
    if _DATE.fullmatch(value.text):
        pass
    elif _BARE.search(words) or (further and not _PRODUCT.search(_NUMBER_AT_END.sub("", words))):
        return _sized(text, value, numbered=True)
    elif _CARRIER.fullmatch(value.text):
        sure = 0.8
    elif value.digits >= 5 and _AFTER.match(behind):
        sure = 0.9
    elif value.digits >= 7 and value.text.isdigit() and words.endswith("#"):
        sure = 0.6
    return PersonalData(Kind.REFERENCE, value.start, value.end, sure) if sure else None


def _secret(text: str, value: _Value, words: str) -> PersonalData | None:
    """The password or code that a value is, up to the next space."""
    label = _SECRET.search(words)
    if not label or len(value.text) < 3 or _DATE.fullmatch(value.text) or "defaut" in words:
        return None
    if "default" in words or cues.announces_sample(words[: label.start()]):
        return None
    start = value.start
    while start and not text[start - 1].isspace() and text[start - 1] not in "\"'«“(:":
        start -= 1
    return PersonalData(Kind.SECRET, start, value.end, 0.9)


def _beside(text: str, value: _Value, words: str, label: re.Match[str]) -> PersonalData | None:
    """The reference whose label stands right before it."""
    numbered = _NUMBER.search(label[0]) is not None
    kind = Kind.REFERENCE
    if _DOCUMENT.search(label[0]):
        kind = Kind.ID_DOCUMENT
    elif _BANK.search(label[0]):
        kind = Kind.BANK_ACCOUNT
    labels = words[: label.end("marked")]
    if (
        cues.announces_sample(words[: label.start()])
        or (_PRODUCT.search(labels.rstrip(" :#(=")) and not _OWN.search(words))
        or (_DATE.fullmatch(value.text) and kind is not Kind.BANK_ACCOUNT)
        or (_DECREE.fullmatch(value.text) and "your" not in words and _ORDER.search(labels))
        or _is_phone(text, value, numbered)
        # Of a card the last digits are told, to tell it from another.
        or (_CARD.search(label[0]) and _spread(text, value, True)[0] < 8)
    ):
        return None
    if not numbered:
        if value.digits < 8 and _PLURAL.search(labels):
            return None
        numbered = _COLON.search(label[0]) is not None and value.digits > 4
    return _sized(text, value, numbered=numbered, kind=kind)


def _is_phone(text: str, value: _Value, numbered: bool) -> bool:
    """Whether the label is one before a phone number: "Réservations : 01 99 00 27 61"."""
    phone = _PHONE_SHAPED.match(text, value.start)
    return phone is not None and not (numbered and phone[0].isdigit())


def _sized(
    text: str, value: _Value, *, numbered: bool, kind: Kind = Kind.REFERENCE
) -> PersonalData | None:
    """The reference, if it is long enough: with a word for a number less is asked of it."""
    digits, end = _spread(text, value, numbered)
    if _LOCATOR.fullmatch(value.text):
        return PersonalData(kind, value.start, value.end, 0.9)
    if end > value.end and _MEASURE.match(plain(text[end : end + 16])):
        return None
    sure = 0.0
    if numbered:
        year = digits == 4 and value.text[:2] in ("19", "20") and text[value.start - 1] not in "#°"
        sure = (
            0.95 if digits >= 4 and not year else 0.9 if 2 <= digits < len(value.text) - 2 else 0.0
        )
    elif value.text.isdigit():
        count = value.text.endswith("000") and digits < 8
        enough = digits >= 6 or (digits == 5 and _CLOSED.match(text, end) is not None)
        sure = 0.85 if enough and not count else 0.0
    elif value.text.upper() == value.text and end - value.start >= 6 and digits >= 2:
        # "RTX3080", "IPHONE12": a word and a small number are a product.
        letters = sum(map(str.isalpha, value.text))
        named = letters > 3 and value.text[:letters].isalpha() and digits < 4
        sure = 0.0 if named else 0.8
    elif digits >= 6:
        sure = 0.7
    return PersonalData(kind, value.start, end, sure) if sure else None


def _spread(text: str, value: _Value, numbered: bool) -> tuple[int, int]:
    """How many digits the value has with the groups that follow it, "5510 8823", and its end."""
    digits, end = value.digits, value.end
    more = _NEXT.match(text, end) if digits <= 6 and len(value.text) <= 8 else None
    free = numbered or not value.text.isdigit()
    fewest = 2 if value.text.isdigit() else 1
    while more and len(more[1]) >= fewest and digits + len(more[1]) <= 20:
        if not free and len(more[1]) != value.digits:
            break
        digits, end = digits + len(more[1]), more.end()
        more = _NEXT.match(text, end)
    return digits, end
