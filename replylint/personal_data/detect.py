"""Runs the detectors that a text calls for, and settles which of two claims on a place stands."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from replylint.lazy import lazy_pattern
from replylint.personal_data import gate
from replylint.personal_data.kinds import PersonalData
from replylint.personal_data.lookalikes import read
from replylint.personal_data.numbers import Group, chains, groups

_URL = lazy_pattern(
    r"[a-z][a-z0-9+.-]{0,15}://|www\.|[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,12}/",
    re.IGNORECASE,
)


# What stands before the "@" of an address, as against that of a handle.
_MAIL_SIGN = lazy_pattern(r"[@\uff20\ufe6b](?<=\S.)")


class _Finds:
    """What was found so far. An earlier find keeps its place against a later one."""

    def __init__(self, text: str, skip: Sequence[tuple[int, int]], in_urls: bool) -> None:
        self._text, self._in_urls = text, in_urls
        self._taken = bytearray(len(text))
        for start, end in skip:
            self._take(max(0, start), min(end, len(text)))
        self.data: list[PersonalData] = []

    def add(self, claims: Iterable[PersonalData], *, in_urls: bool = False) -> None:
        for claim in claims:
            if self._taken.find(1, claim.start, claim.end) >= 0:
                continue
            if in_urls or self._in_urls or not self._in_url(claim.start):
                self._take(claim.start, claim.end)
                self.data.append(claim)

    def has_all(self, start: int, end: int) -> bool:
        """Whether the whole span is taken, so that no other claim on it can stand."""
        return self._taken.find(0, start, end) < 0

    def _take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\x01" * (end - start)

    def _in_url(self, start: int) -> bool:
        before = self._text[max(0, start - 300) : start]
        word = "" if not before or before[-1].isspace() else before.split()[-1]
        return _URL.search(word) is not None


def detect(
    text: str,
    seen: int,
    *,
    region: str | None,
    skip: Sequence[tuple[int, int]],
    public: Collection[str],
    brand_voice: bool,
    in_urls: bool,
) -> tuple[PersonalData, ...]:
    """All personal data of `text`, in order of place.

    `seen` is what `gate.signs` saw. The parameters are those of `find`; `in_urls` says whether
    the numbers inside of web addresses count too.
    """
    if seen & gate.AT and not seen & ~gate.AT and not _MAIL_SIGN.search(text):
        return ()  # handles only: most of what is sent on a network
    look = read(text)
    finds = _Finds(look, skip, in_urls)
    voice = _Voice(region, frozenset(filter(None, map(_normal, public))), brand_voice)
    if seen & (gate.AT | gate.SPELLED_ADDRESS):
        _addresses_of_mail(look, seen, finds, voice)
    if seen & gate.DIGIT:
        digits = _in_prose(look, groups(look), in_urls)
        if digits:
            _numbers(look, seen, digits, finds, voice)
    if seen & gate.BOOKING:
        from replylint.personal_data.references import bookings

        finds.add(bookings(look))
    if seen & gate.SPELLED_NUMBER:
        _spelled_numbers(look, finds, voice)
    return tuple(sorted(finds.data, key=lambda data: data.start))


class _Voice(NamedTuple):
    """Who speaks, from where, and which contacts are the brand's: see `find`."""

    region: str | None
    public: Collection[str]
    brand_voice: bool


def _addresses_of_mail(text: str, seen: int, finds: _Finds, voice: _Voice) -> None:
    at = text.find("@")
    while at >= 0 and (at == 0 or text[at - 1].isspace()):  # handles
        at = text.find("@", at + 1)
    if at < 0 and not seen & gate.SPELLED_ADDRESS:
        return
    from replylint.personal_data.emails import emails, spelled

    finds.add(emails(text, brand_voice=voice.brand_voice, public=voice.public), in_urls=True)
    if seen & gate.SPELLED_ADDRESS:
        finds.add(spelled(text, brand_voice=voice.brand_voice, public=voice.public))


def _in_prose(text: str, digits: list[Group], in_urls: bool) -> list[Group]:
    """The groups of digits that stand neither in a handle nor, unless `in_urls`, in a web address.

    Most digits of a public reply are there, and nothing costs less than not to look at them.
    """
    spans = []
    at = text.find("@")
    while at >= 0:
        handle = _HANDLE.match(text, at)
        if handle:
            spans.append(handle.span())
        at = text.find("@", at + 1)
    scheme = -1 if in_urls else text.find("://")
    while scheme >= 0:
        space = _SPACE.search(text, scheme)
        end = space.start() if space else len(text)
        spans.append((scheme, end))
        scheme = text.find("://", end)
    if not spans:
        return digits
    aside = bytearray(len(text))
    for start, end in spans:
        aside[start:end] = b"\x01" * (end - start)
    return [group for group in digits if not aside[group.start]]


_HANDLE = lazy_pattern(r"(?<![\w.])@(?=\w{0,50}[^\W\d])\w{1,50}")
_SPACE = lazy_pattern(r"\s")


def _numbers(text: str, seen: int, digits: Sequence[Group], finds: _Finds, voice: _Voice) -> None:
    strings = chains(text, digits)
    sizes = [sum([len(group.digits) for group in string]) for string in strings]
    # Dates and times are left out of the search for long numbers.
    long = [
        string
        for string, size in zip(strings, sizes, strict=True)
        if size >= 6 and not _CALENDAR.fullmatch(text, string[0].start, string[-1].end)
    ]
    longest = max(sizes)
    if long:
        _long_numbers(text, digits, long, finds, voice)
    if seen & gate.BIRTH:
        from replylint.personal_data.births import births

        finds.add(births(text, digits))
    cards = []
    if long and longest >= 12:
        from replylint.personal_data import payment

        cards = [card for string in long for card in payment.cards(text, string)]
        finds.add(card for card in cards if card.confidence == 1.0)
    from replylint.personal_data.references import licence_keys, references

    finds.add(licence_keys(text))
    if _PLATED.search(text):
        from replylint.personal_data.identities import plates

        finds.add(plates(text, digits))
    if _CODED.search(text):
        from replylint.personal_data.identities import fiscal_codes

        finds.add(fiscal_codes(text, digits))
    finds.add(references(text, digits))
    finds.add(cards)
    if len(strings) > 1 and sum(sizes) >= 16:
        from replylint.personal_data import payment

        finds.add(payment.split_cards(text, strings))
    if long:
        _phones(text, long, finds, voice)
    from replylint.personal_data.addresses import addresses

    finds.add(addresses(text, digits, brand_voice=voice.brand_voice))


_PLATED = lazy_pattern(
    r"[A-Z](?<=[A-Z]{2})[ -]?[0-9]{2,3}[ -]?[A-Z]{2}|[0-9](?=-[A-Z]{3}-[0-9]{3})"
)
_CODED = lazy_pattern(r"[0-9](?<=[A-Za-z]{6}[0-9])[0-9][A-Za-z]")
_CALENDAR = lazy_pattern(
    r"(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:20)?[0-9]{2}|20[0-9]{2}[/.-][0-9]{2}[/.-][0-9]{2})"
    r"(?:[ \xa0]{1,2}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)


def _long_numbers(
    text: str,
    digits: Sequence[Group],
    long: Sequence[Sequence[Group]],
    finds: _Finds,
    voice: _Voice,
) -> None:
    from replylint.personal_data import identities

    if sum([len(group.digits) for group in digits]) >= 12:
        from replylint.personal_data.payment import ibans

        finds.add(ibans(text, digits))
    for string in long:
        finds.add(identities.with_letters(text, string, voice.region))
        finds.add(identities.by_digits(text, string, voice.region))


def _phones(text: str, strings: Iterable[Sequence[Group]], finds: _Finds, voice: _Voice) -> None:
    from replylint.personal_data.phones import phones

    for string in strings:
        if finds.has_all(string[0].start, string[-1].end):
            continue
        finds.add(
            phones(
                text,
                string,
                region=voice.region,
                brand_voice=voice.brand_voice,
                public=voice.public,
            )
        )


def _spelled_numbers(text: str, finds: _Finds, voice: _Voice) -> None:
    from replylint.personal_data.spelled_numbers import spelled_numbers

    strings = [[group] for group in spelled_numbers(text)]
    if strings:
        from replylint.personal_data.payment import cards

        for string in strings:
            finds.add(cards(text, string))
        _phones(text, strings, finds, voice)


def _normal(contact: str) -> str:
    """A contact of the brand as the detectors compare it: digits alone, or in lower case."""
    if any(map(str.isalpha, contact)):
        return contact.lower().removeprefix("@")
    return "".join(filter(str.isdigit, contact)).lstrip("0")
