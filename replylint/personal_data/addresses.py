"""Finds postal addresses, and tells where the customer lives from where the shop stands."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from replylint.lazy import lazy_pattern
from replylint.personal_data import cues
from replylint.personal_data.cues import Owner
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import plain
from replylint.personal_data.numbers import Group
from replylint.personal_data.patterns import words

_FORMS = words("address_forms")
_FRENCH, _COMMON_NOUN = _FORMS["french street"], _FORMS["common noun"]
_ENGLISH, _NUMBERED = _FORMS["english street"], _FORMS["numbered street"]
_BOX, _MILITARY_BEFORE, _MILITARY = (
    _FORMS["box before"],
    _FORMS["military before"],
    _FORMS["military"],
)
_BEFORE = _FORMS["street before"]
_UNIT, _UNIT_BEFORE = _FORMS["unit"], _FORMS["unit before"]
_LOCALITY, _TOWN, _BLOCK = _FORMS["locality"], _FORMS["town"], _FORMS["block"]

_LISTS = words("addresses")
_OURS, _THEIRS = _LISTS["ours"], _LISTS["theirs"]
_OURS_AFTER, _THEIRS_AFTER = _LISTS["ours after"], _LISTS["theirs after"]

# Cheap looks at what follows a number, before the costly ones.
_STREET_AHEAD = lazy_pattern(
    r"(?:[ \xa0]?(?:bis|ter|quater|[A-Da-d])\b|[ \xa0]?[-–/][ \xa0]?[0-9]{1,4})?"
    r",?[ \xa0\u202f\u200b]{1,2}"
    r"(?:[A-Z]|[0-9]{1,3}(?:st|nd|rd|th)|r(?:ue|[.]|ou|te|[eé]s|ang|ond)|av|b(?:d|l|n|oul)|p(?:l|ass|rom|arv|ort)"
    r"|ch|i(?:mp)|all|qu|c(?:our|it|[oô]te|arr|los|roi)|s(?:q|ent)|ven|f(?:au|bg|g)|esp|lo|ham|lieu|vi|mont"
    r"|voie|tra|dom|gal|mail|ter)"
)
_PLACE_AHEAD = lazy_pattern(
    r"[a-dA-D]?,?[ \xa0\n]{1,2}(?:(?:bo[iî]te|bte\.?|bus) [0-9]|(?:[àa] )?(?:[A-Z]{1,2}-)?[0-9]{4,5}[ \xa0])"
)
_GERMANIC = "straße strasse Straße tr. weg Weg latz llee gasse ring damm ufer straat laan plein"
_NORDIC = "vej vejen vägen vegen veien gatan gata stræde katu kuja"
_GERMAN_ENDINGS = tuple(
    word + end for word in (*_GERMANIC.split(), *_NORDIC.split()) for end in (" ", ", ")
)
_STREET_BEHIND = lazy_pattern(
    r"(?i:\b(?:calle|avda?|avenida|plaza|paseo|carrer|camino|ronda|via|viale|corso|piazza|piazzale"
    r"|largo|vicolo|strada|rua|rúa|travessa|praça|ulica)\b|\bc/|\bul\.)"
)
_STREET_REACH = 50
# "Impasse des Grives 4.": the number ends what is said of the place.
_FRENCH_BEHIND = lazy_pattern(
    r"(?i:\b(?:rue|avenue|chemin|impasse|all[ée]e|quai|boulevard|route|ruelle)) (?:[\w'’-]+ ){1,4}\Z"
)
_ENDS = lazy_pattern(r"[a-dA-D]?(?:[.;!?)](?![0-9])|,(?! ?[0-9])|\s*\Z)")
_BOX_ENDINGS = tuple("ox |OX |oks |ach |ale |eos |tal |PSC |CMR |Unit |AA |AE |AP ".split("|"))
_HOUR = lazy_pattern(r"[0-9] ?[hH] ?\Z")
_LIVED_IN = lazy_pattern(r"\b(?:Close|Crescent|Gardens|Grove|Mews|Drive|Cl|Cres|Gdns)\b")
_HOUSE_LETTER = lazy_pattern(r" ?[a-dA-D]\b")
_NO_HOUSE = frozenset("#@€$£°/:.+")  # before a number that is no house's


class _Address(NamedTuple):
    start: int
    end: int
    unit: bool = False  # says the flat, the floor or the building
    placed: bool = False  # says the postcode

    @property
    def full(self) -> bool:
        return self.unit or self.placed


def addresses(text: str, found: Sequence[Group], *, brand_voice: bool) -> Iterator[PersonalData]:
    """Postal addresses that have a street and a house number."""
    end = -1
    for group in found:
        if group.start < end or len(group.digits) > 5:
            continue
        if group.start and text[group.start - 1] in _NO_HOUSE:
            continue
        if _HOUR.search(text, max(0, group.start - 4), group.start):
            continue  # "19h10, voie 4"
        street = _street(text, group)
        if not street:
            continue
        address = _extended(text, street)
        sure = _sure(text, address) if brand_voice else 0.9 if address.full else 0.6
        if sure:
            end = address.end
            yield PersonalData(Kind.ADDRESS, address.start, end, sure)


def _street(text: str, group: Group) -> _Address | None:
    """The street and house number that the group is part of."""
    if _STREET_AHEAD.match(text, group.end):
        french = _FRENCH.match(text, group.end)
        if french and (_is_named(french) or _LOCALITY.match(text, french.end())):
            return _Address(group.start, french.end())
        english = _ENGLISH.match(text, group.end)
        if english:
            return _Address(group.start, english.end())
        numbered = _NUMBERED.match(text, group.end)
        if numbered:
            return _Address(group.start, numbered.end())
    if text.endswith(_BOX_ENDINGS, 0, group.start):
        return _boxed(text, group)
    if len(group.digits) < 5 and (
        _PLACE_AHEAD.match(text, group.end)
        or text.endswith(_GERMAN_ENDINGS, max(0, group.start - 12), group.start)
        or _may_name_street(text, group.start)
        or (
            _ENDS.match(text, group.end)
            and _FRENCH_BEHIND.search(text, max(0, group.start - _STREET_REACH), group.start)
        )
    ):
        street = _BEFORE.search(text, max(0, group.start - 70), group.start)
        if street:
            letter = _HOUSE_LETTER.match(text, group.end)
            return _Address(street.start(), letter.end() if letter else group.end)
    return None


def _may_name_street(text: str, start: int) -> bool:
    """Whether a name stands before a house number, and a word for a street before that."""
    if start < 2 or text[start - 1] != " ":
        return False
    word = text.rfind(" ", max(0, start - _STREET_REACH), start - 1) + 1
    if not text[word].isupper() and text[word] != "n":  # "Calle Mayor n.º 12"
        return False
    return _STREET_BEHIND.search(text, max(0, start - _STREET_REACH), start) is not None


def _boxed(text: str, group: Group) -> _Address | None:
    """The post office box that the group is the number of."""
    first = max(0, group.start - 40)
    box = _BOX.search(text, first, group.start)
    if box:
        return _Address(box.start(), group.end)
    unit = _MILITARY_BEFORE.search(text, first, group.start)
    military = unit and _MILITARY.match(text, group.end)
    return _Address(unit.start(), military.end()) if unit and military else None


def _is_named(street: re.Match[str]) -> bool:
    name = street["name"]
    named = name[0].isdigit() or any(map(str.isupper, name))
    return named or not _COMMON_NOUN.fullmatch(plain(street["type"]))


def _extended(text: str, street: _Address) -> _Address:
    """The address with the flat, floor, postcode and town around the street."""
    start, end, unit = street.start, street.end, False
    ahead = _UNIT_BEFORE.search(text, max(0, start - 24), start)
    if ahead:
        start, unit = ahead.start(), True
    end, unit = _units(text, end, unit)
    locality = _LOCALITY.match(text, end)
    if locality:
        return _Address(start, locality.end(), unit, True)
    block = _BLOCK.match(text, end) if unit else None
    if block:
        return _Address(start, block.end(), unit, True)
    town = _TOWN.match(text, end)
    if town:
        end, unit = _units(text, town.end(), unit)
    return _Address(start, end, unit)


def _units(text: str, end: int, unit: bool) -> tuple[int, bool]:
    for _ in range(4):
        more = _UNIT.match(text, end)
        if not more:
            break
        end, unit = more.end(), True
    return end, unit


def _sure(text: str, address: _Address) -> float:
    """How sure it is that a customer lives there, by what the brand says around the address."""
    behind = cues.after(text, address.end)
    if _OURS_AFTER.match(behind) or cues.is_sample(text, address.start):
        return 0.0
    owner, theirs = cues.nearest(cues.before(text, address.start, 120), _OURS, _THEIRS), 0.95
    if _THEIRS_AFTER.match(behind):
        owner = Owner.PERSON
    if owner is Owner.UNKNOWN:  # the sentence before may tell
        earlier = plain(text[max(0, address.start - 160) : address.start])
        owner, theirs = cues.nearest(earlier, _OURS, _THEIRS), 0.7
    if owner is Owner.PERSON:
        return theirs if address.full else theirs - 0.1
    if owner is not Owner.UNKNOWN:
        return 0.0
    # Nobody keeps a shop in a close or a crescent.
    lived_in = address.placed and _LIVED_IN.search(text, address.start, address.end) is not None
    return 0.6 if address.unit or lived_in else 0.0
