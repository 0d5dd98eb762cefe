"""Finds payment card numbers and IBANs, by their check digits."""

from collections.abc import Iterator, Sequence
from functools import cache

from replylint.lazy import lazy_pattern
from replylint.personal_data import cues
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import INVISIBLE, plain
from replylint.personal_data.numbers import Group, Window, windows

# Issuer prefixes and lengths, ISO/IEC 7812 as the schemes publish them.
_CARD = lazy_pattern(
    r"4(?:[0-9]{15}|[0-9]{18})"  # Visa
    r"|5[1-5][0-9]{14}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}"  # Mastercard
    r"|3[47][0-9]{13}"  # American Express
    r"|3(?:0[0-59]|[689][0-9])[0-9]{11}"  # Diners Club
    r"|6(?:011|5[0-9]{2}|4[4-9][0-9])[0-9]{12}(?:[0-9]{3})?"  # Discover
    r"|35(?:2[89]|[3-8][0-9])[0-9]{12}"  # JCB
    r"|62[0-9]{14}(?:[0-9]{3})?|81[0-9]{14}"  # UnionPay
    r"|220[0-4][0-9]{12}(?:[0-9]{3})?"  # Mir
    r"|5(?:0[0-9]|[6-8][0-9])[0-9]{13}|6(?:304|390|7[0-9]{2})[0-9]{12}(?:[0-9]{3})?"  # Maestro
)
# Shapes so common among other numbers that they count only beside a word for a card.
_RARE_CARD = lazy_pattern(
    r"4[0-9]{12}"  # Visa of old
    r"|(?:1[0-9]{4}|1800|2131)[0-9]{10,11}|35[0-9]{14}"  # UATP, JCB of old
    r"|(?:5[0678]|6[0-9])[0-9]{10,17}"  # Maestro of other lengths
)
_CARD_WORD = lazy_pattern(
    r"\b(?:cards?|cartes?|cb|cc|visa|mastercard|amex|maestro|credit|debit|pan|tarjeta|kreditkarte)\b"
)
# What may join the parts of a card number that was split over words.
_SPLIT = lazy_pattern(
    r"[\s,.:;()\"'«»-]*(?:(?:puis|et|ensuite|enfin|suivie?s? (?:de|par)|la suite|fin|then|and|next"
    r"|followed by|finally|lastly)[\s,.:;()\"'«»-]*){1,2}"
)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    odd = sum(map(int, digits[-1::-2]))
    even = sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])
    return (odd + even) % 10 == 0


_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


def _is_card(digits: str, window: Window, text: str) -> float:
    """How sure it is that `digits` are a card number: 0 when they are not."""
    if len(set(digits)) < 2:
        return 0.0
    usual = _CARD.fullmatch(digits) is not None
    rare = window.alone and _RARE_CARD.fullmatch(digits)
    if not (usual or rare) or not luhn(digits):
        return 0.0
    if cues.is_company(text, window.start) or cues.is_sample(text, window.start):
        return 0.0
    around = plain(text[max(0, window.start - 40) : window.end + 40])
    if _CARD_WORD.search(around):
        return 1.0
    return 0.9 if usual else 0.0


def _card_shaped(window: Window) -> bool:
    """Whether the groups are those in which card numbers are written."""
    lengths = [len(group.digits) for group in window.groups]
    if len(lengths) == 1 or max(lengths) == 1:
        return True
    if len(set(window.gaps)) > 1 and lengths != [4, 4, 4, 4]:
        return False
    if all(length == lengths[0] for length in lengths[:-1]) and lengths[-1] <= lengths[0]:
        return lengths[0] > 1
    return lengths in ([4, 6, 5], [4, 6, 4], [6, 13], [4, 4, 5], [4, 4, 4, 4, 3])


def cards(text: str, chain: Sequence[Group]) -> Iterator[PersonalData]:
    """Card numbers in a chain of groups, whatever parts the groups."""
    end = -1
    for window in windows(text, chain, 12, 19):
        if window.start < end or not _card_shaped(window):
            continue
        sure = _is_card(window.digits, window, text)
        if sure:
            end = window.end
            yield PersonalData(Kind.CARD, window.start, end, sure)


def split_cards(text: str, chains: Sequence[Sequence[Group]]) -> Iterator[PersonalData]:
    """Card numbers whose parts stand in neighbouring chains: "4111 1111, puis 1111 1111"."""
    for index, chain in enumerate(chains):
        parts = list(chain)
        for following in chains[index + 1 : index + 4]:
            gap = text[parts[-1].end : following[0].start]
            if len(gap) > 40 or not _SPLIT.fullmatch(plain(gap)):
                break
            parts.extend(following)
            digits = "".join([part.digits for part in parts])
            if len(digits) > 19 or any(len(part.digits) not in (4, 8, 12) for part in parts):
                break
            if len(digits) == 16:
                sure = _is_card(digits, Window(parts, True), text)
                if sure:
                    yield PersonalData(Kind.CARD, parts[0].start, parts[-1].end, sure)
                break


_IBAN = lazy_pattern(
    rf"[A-Za-z] ?[A-Za-z]{INVISIBLE}*\ ?[0-9] ?{INVISIBLE}*[0-9]"
    rf"(?:(?: [./_·-] |[ \xa0\u202f./_·-])?{INVISIBLE}*[A-Za-z0-9]){{11,34}}"
)
_BBAN_PART = lazy_pattern(r"([0-9]+)!")


@cache
def _iban_length(country: str) -> int:
    """How many characters an IBAN of `country` has; 0 where there is no IBAN."""
    from stdnum import numdb

    parts = numdb.get("iban").info(country)
    structure: str = parts[0][1].get("bban", "") if parts else ""
    lengths = [int(number) for number in _BBAN_PART.findall(structure)]
    return 4 + sum(lengths) if lengths else 0


# The brand's own account, or that of a collection.
_OURS = lazy_pattern(
    r"\b(?:notre|nos|our|unser\w{0,2}|nuestr[oa]s?|association|asso|dons?|donations?|cagnotte|collecte"
    r"|fundraiser|appeal|charity|tresorerie|regie|fondation|foundation)\b(?! (?:vous|te)\b)[^.!?]*$"
)

_OURS_AFTER = lazy_pattern(
    r"[ ,;.(]{0,3}(?:avec (?:la |en )?)?(?:communication|mention|libelle|motif)\b"
)


def ibans(text: str, found: Sequence[Group]) -> Iterator[PersonalData]:
    """IBANs, whatever parts their groups, with the length and form of their country."""
    end = -1
    for group in found:
        start = group.start - 2
        if text[start + 1 : start + 2] in (" ", INVISIBLE):
            start -= 1
            if text[start : start + 1] == " " and text[start - 1 : start].isalpha():
                start -= 1  # letter by letter: "F R 1 4 2 0"
        if start < end or start < 0 or (start and text[start - 1].isalnum()):
            continue
        match = _IBAN.match(text, start)
        country = match[0][:3].replace(" ", "")[:2].upper() if match else ""
        length = _iban_length(country) if match else 0
        if not match or not length:
            continue
        places = [index for index in range(start, match.end()) if text[index].isalnum()][:length]
        if len(places) < length or text[places[-1] + 1 : places[-1] + 2].isalnum():
            continue
        from stdnum import iban

        behind = cues.after(text, places[-1] + 1, 40)
        if _OURS.search(cues.before(text, start, 60)) or _OURS_AFTER.match(behind):
            continue
        if iban.is_valid("".join([text[place] for place in places]), check_country=False):
            end = places[-1] + 1
            yield PersonalData(Kind.IBAN, start, end, 1.0)
