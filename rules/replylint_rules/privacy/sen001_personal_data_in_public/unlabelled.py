"""Identifiers that no label announces: the form, and what is done with them, tell what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint_rules.privacy.asking import between

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.document import Document
    from replylint.phrases import Hit
    from replylint.rule import Rule

# "HM-448120-03", "JD00 0229 1488 3756", "5584 486 674 KD", "485 777 3456".
_CODED = lazy_pattern(
    r"(?<![\w@#/.,€£$+-])(?!(?:KB|CVE|ISO|IEC|RFC|EN|BS|DIN|NF|VAT|TVA|PO|RTX|FAQ)[- ]?\d)"
    r"(?:[A-Z]{1,5}-?\d[\dA-Z]*(?:[ /-]\d[\dA-Z]+){0,4}|\d{3,4}(?:[ -]\d{3,4}){2,3}(?: ?[A-Z]{2}\b)?)(?![\w@/])"
)
_FEWEST = 7
_DOTS, _COLONS = 3, 7  # in an address of a connection
_DOTTED = lazy_pattern(r"\.(?<=\d.)(?=\d)")
_PHONE = lazy_pattern(r"\d{3}-\d{3}-\d{4}")
# "7731-4420-118": not as telephones are written.
_DASHED = lazy_pattern(r"(?!0|1-?8|\d{3}-\d{3}-\d{4})\d{3,4}(?:-\d{3,4}){2,3}")
# "QX7LTB": six capitals and digits.
_LOCATOR = lazy_pattern(
    r"(?<![\w@#/.-])(?=[A-Z]*\d)(?=(?:\d*[A-Z]){3})(?!(?:\w*\d){4})[A-Z\d]{6}(?![\w@/.-]\w|\w)"
)
_ADDRESS = lazy_pattern(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7})(?![\w:]|\.\d)"
)
_OPEN_ADDRESS = lazy_pattern(
    r"(?:10|127|0|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|8\.8|1\.1|1\.0|9\.9|2(?:2[4-9]|[345]\d))\."
)
_NO_ADDRESS = lazy_pattern(
    r"\b(?:v|ver|versions?|firmware|micrologiciel|logiciel|driver|pilote|patch|dns|server|updated?|upgraded?|release"
    r"|build|gateway|subnet|mettez|mise a jour|passez)\b[^.!?]{0,20}$"
)
# "Marigold-482", "Sunset2024!", "k7Rm29xP".
_PASSWORD = lazy_pattern(
    r"(?<![\w@#/.:&-])(?!(?:windows|office|ios|android|chrome|firefox|iphone|galaxy|plan|form|page|step"
    r"|covid|version|build|tls|ssl|sha|mp|usb|hdmi|room|error|code|ref|order|case|ticket)\W?\d)"
    r"(?=[^\s]*[a-z])(?:[A-Za-z]{4,20}(?:[-_.!&+][A-Za-z]{2,20})?[-_.!@#*]?\d{2,4}(?:[A-Z][a-z]{2,9})?"
    r"|[A-Za-z]{3,20}[-_.!&+][A-Z][A-Za-z]{2,20}\d"
    r"|(?=\w*[A-Z])(?=[A-Za-z]*\d+[A-Za-z]+\d)\w{7,14})[!?#*$]{0,2}(?![\w@/]|[.:-]\w)",
)
_SAMPLE = lazy_pattern(
    r"\b(?:like|such as|e\.g\.?|example|instance|similar to|par exemple|comme|du genre|usernames?"
    r"|user names?|identifiants?|logins?(?: is)?|promo|voucher|discount|codes?)\W+(?:\w+ ){0,2}$"
)
_COMPANY = lazy_pattern(
    r"\b(?:company|charity|vat|licen[cs]e|accredited|regulated|siret|siren|rcs|orias|patent|registered in)\b"
)
# What is printed on goods: "every bag stamped L2403187".
_GOODS = lazy_pattern(
    r"\b(?:stamped|marked|printed|batch|lots?|models?|items?|products?|sku|articles?|parts?|every|any|each|the|an?|our"
    r"|all|references?|series|barcode|recall\w*)\W+(?:\w+ ){0,1}$"
)
# "K for Kilo, 7, Q for Quebec, X, 2": a code read out letter by letter.
_FOR = "for|as in|like|comme|pour"
_LETTER = rf"(?:[A-Z](?: (?:{_FOR}) [A-Z][\w-]{{2,12}})?|\d{{1,4}})"
_READS_OUT = lazy_pattern(rf"[A-Z](?<!\w.) (?:{_FOR}|as) ")
_READ_OUT = lazy_pattern(
    rf"(?<![\w'])(?=[^.!?]{{0,60}}\b[A-Z] (?:{_FOR}|as) )"
    rf"{_LETTER}(?:(?:, ?| |-| - ){_LETTER}){{3,15}}(?![\w'])"
)
# Somebody's name, then the number of a house.
_LIVES_AT = lazy_pattern(
    r"\b(?:(?P<one>(?:an?|une?) )|(?:for|of|to|is|pour|de|à|est|chez) "
    r"(?:Mrs?|Ms|Miss|Mme|Mlle|M|Madame|Monsieur)\.? )(?P<first>[A-Z][\w'’-]+)"
    r"(?P<last> [A-Z][\w'’-]+)?,? (?:at |of |au |du |à |in )?\d{1,4},? ?(?:bis |ter )?"
    r"(?:[A-Z][a-z]+ [A-Z]|(?:rue|avenue|boulevard|place|impasse|allée|route|chemin|quai|cours)\b)"
)
_BEHIND = 3  # " : "
# Versions of software have small numbers.
_LEAST = 64


def identifiers(rule: Rule, doc: Document) -> Iterator[tuple[int, int, str]]:
    """Numbers of cases, parcels, patients and bookings, and addresses of connections."""
    text, body = doc.text, doc.zones.body
    dotted = text.count(".") >= _DOTS and _DOTTED.search(text) is not None
    for match in _ADDRESS.finditer(text, *body) if dotted or _has_colons(text) else ():
        if _is_connection(match[0]) and not _NO_ADDRESS.search(
            doc.folded, max(0, match.start() - 30), match.start()
        ):
            yield *match.span(), "reference"
    if _READS_OUT.search(text):
        yield from ((*match.span(), "reference") for match in _READ_OUT.finditer(text, *body))
    filing, handling = rule.hits(doc, "filed"), rule.hits(doc, "handles")
    handled_after = rule.hits(doc, "handled")
    if not (filing or handling or handled_after):
        return
    found = [match.span() for match in _CODED.finditer(text, *body)]
    found = [span for span in found if sum(map(str.isdigit, text[slice(*span)])) >= _FEWEST]
    if rule.hits(doc, "trip") or rule.inbound_hits(doc, "inbound.trip"):
        found += (match.span() for match in _LOCATOR.finditer(text, *body))
    for start, end in found:
        first = max(0, start - 40)
        if (
            not doc.is_prose(start, end)
            or _PHONE.fullmatch(text, start, end)
            or _COMPANY.search(doc.folded, first, start)
            or _GOODS.search(doc.folded, first, start)
        ):
            continue
        named = any(map(str.isalpha, text[start:end])) or _DASHED.fullmatch(text, start, end)
        handled = named and (
            _ends_at(handling, start) or any(between(handled_after, end, end + _BEHIND))
        )
        if handled or _ends_at(filing, start):
            yield start, end, "reference"


def strangers(doc: Document) -> Iterator[tuple[int, int]]:
    """Other people and where they live: "a Rosalind Hale at 5 Mill Lane", "for Mrs Hale, 5 Mill Lane"."""
    for match in _LIVES_AT.finditer(doc.text, *doc.zones.body):
        if match["one"]:
            known = fold(match["first"]) not in doc.words("names")
        else:
            inbound = doc.inbound_reading
            told = doc.folded[: match.start()] + (inbound.folded if inbound is not None else "")
            name = fold(f"{match['first']}{match['last'] or ''}").split()
            known = inbound is None or any(part in told for part in name)
        if not known:
            yield match.span()


def passwords(rule: Rule, doc: Document) -> Iterator[tuple[int, int]]:
    """What has the form of a password, told to one who signs in."""
    typed = rule.hits(doc, "typed")
    if not typed or not (rule.hits(doc, "signs_in") or rule.inbound_hits(doc, "inbound.signs_in")):
        return
    for start, end in (match.span() for match in _PASSWORD.finditer(doc.text, *doc.zones.body)):
        if _ends_at(typed, start) and not _SAMPLE.search(doc.folded, max(0, start - 40), start):
            yield start, end


def _ends_at(hits: Sequence[Hit], start: int) -> bool:
    return any(start - _BEHIND <= hit.end <= start for hit in between(hits, start - 40, start))


def _has_colons(text: str) -> bool:
    """Whether a text has the colons of a long address."""
    return "::" in text or text.count(":") >= _COLONS


def _is_connection(written: str) -> bool:
    if ":" in written:
        return _has_colons(written)
    parts = [int(part) for part in written.split(".")]
    return _LEAST <= max(parts) < 256 and not _OPEN_ADDRESS.match(written)
