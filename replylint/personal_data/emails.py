"""Finds the e-mail addresses of people, plain or spelled out, and spares those of a service."""

import re
from collections.abc import Collection, Iterator

from replylint.lazy import lazy_pattern
from replylint.personal_data import cues
from replylint.personal_data.cues import Owner
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.lookalikes import INVISIBLE, plain
from replylint.personal_data.patterns import words

_LOCAL_REVERSED = lazy_pattern(rf"[\w.+%'’\-{INVISIBLE}]{{1,64}}")
_DOMAIN = lazy_pattern(
    rf"(?:[^\W_](?:[\w\-{INVISIBLE}]{{0,61}}[^\W_])?\.{INVISIBLE}*){{1,6}}(?:xn--[a-z0-9-]{{1,30}}|[^\W\d_](?:[^\W\d_]|{INVISIBLE}){{1,23}})"
)
# Behind the sign in an account to pay to (UPI): "lina.k91@okbank". No domain, so no address.
_PAID_TO = lazy_pattern(r"[a-z]{3,15}(?![\w@-]|\.\w)")
# "jean.dupont", "j.dupont", "jeandupont75": what a person is called.
_NAME = lazy_pattern(r"[a-z]+[._-][a-z]{2,}[0-9]*")

_LISTS = words("emails")
_OURS, _THEIRS, _SERVICE = _LISTS["ours"], _LISTS["theirs"], _LISTS["service"]
_OWN = _LISTS["own"]
_FREE_MAIL, _DOMAIN_END, _NO_MAILBOX = (
    _LISTS["free mail"],
    _LISTS["domain end"],
    _LISTS["no mailbox"],
)

_AT = lazy_pattern(
    r"\s*(?:(?P<bracketed>[\[({<]\s*(?:at|arr?oba(?:se)?|a|chez|@)\s*[\])}>])"
    r"|(?:(?<=[^\W_])[-_]|(?<![^\W_]))(?P<spelled>arr?obase?s?|arobas)(?:[-_](?=[^\W_])|(?![^\W_]))"
    r"|(?<=\s)(?P<word>at)(?=\s)"
    r"|(?<=\s)(?P<house>chez)(?=\s)"
    r"|(?P<spaced>@(?=\s)))\s*",
    re.IGNORECASE,
)
_DOT = (
    r"(?:\s*[\[({<]\s*(?:dot|point|punkt|punto|\.)\s*[\])}>]\s*"
    r"|(?:\s+|[-_])(?:dot|point|punkt|punto)(?:\s+|[-_]))"
)
_DASH = r"(?:\s+(?:tiret(?: du (?:six|6|bas|8|huit))?|dash|hyphen|moins|underscore)\s+)"
_SPELLED_DOMAIN = lazy_pattern(
    rf"[^\W_]{{1,30}}(?:(?:-|{_DASH})[^\W_]{{1,30}}){{0,3}}"
    rf"(?:(?:{_DOT}|\s?\.\s?)[^\W_]{{1,30}}){{0,3}}?"
    rf"(?P<dot>{_DOT}|\s?\.\s?)(?P<tld>[a-z]{{2,12}})\b",
    re.IGNORECASE,
)
_SPELLED_LOCAL = lazy_pattern(
    rf"(?<![\w.@])[^\W_][\w+.-]{{0,39}}(?:(?:{_DOT}|{_DASH})[\w+.-]{{1,40}}){{0,4}}\Z",
    re.IGNORECASE,
)
# Every sign apart: "j o @ e x a m p l e . c o m".
_APART = lazy_pattern(r"(?<![\w@])(?:[\w.+-] ){2,40}@(?: [\w.-]){4,40}(?![\w@])")
# "Meet at the dot": what begins no domain.
_NO_DOMAIN = frozenset("the a an this that my our your his her their which each every any".split())
_SIGN = lazy_pattern(rf"(?P<dot>{_DOT})|(?P<dash>{_DASH})", re.IGNORECASE)


def emails(text: str, *, brand_voice: bool, public: Collection[str]) -> Iterator[PersonalData]:
    """Addresses written with "@". `public` holds the brand's own addresses and domains."""
    at = text.find("@")
    while at > 0:
        run = _LOCAL_REVERSED.match(text[max(0, at - 64) : at][::-1])
        found = _DOMAIN.match(text, at + 1) if run else None
        if run and found:
            local = run[0][::-1].lstrip(f".'’-%+{INVISIBLE}")
            start = at - len(local)
            domain = _trimmed(found[0])
            if local and text[start - 1 : start] not in ("@", "*", "•", "●") and domain:
                end = at + 1 + len(domain)
                written = (local + "@" + domain).replace(INVISIBLE, "")
                sure = _personal(text, start, written, brand_voice, public)
                if sure:
                    yield PersonalData(Kind.EMAIL, start, end, sure)
        elif run and (payee := _PAID_TO.match(text, at + 1)):
            start = at - len(run[0])
            if any(map(str.isdigit, run[0])) and not text[max(0, start - 1) : start].strip(
                "(«\"' \n"
            ):
                yield PersonalData(Kind.BANK_ACCOUNT, start, payee.end(), 0.8)
        at = text.find("@", at + 1)


def _trimmed(domain: str) -> str:
    """The domain without the word that a missing space glued to it: "example.com.Thanks"."""
    labels = domain.rstrip(INVISIBLE).split(".")
    while len(labels) > 2 and labels[-1].istitle() and _DOMAIN_END.fullmatch(labels[-2].lower()):
        labels.pop()
    return ".".join(labels)


def spelled(text: str, *, brand_voice: bool, public: Collection[str]) -> Iterator[PersonalData]:
    """Addresses spelled out or parted: "jean point dupont arobase example point com"."""
    end = 0
    for match in _APART.finditer(text) if " @ " in text else ():
        written = match[0].replace(" ", "")
        sure = _personal(text, match.start(), written, brand_voice, public)
        if sure and "." in written.rpartition("@")[2]:
            end = match.end()
            yield PersonalData(Kind.EMAIL, match.start(), end, sure)
    for sign in _AT.finditer(text):
        domain = _SPELLED_DOMAIN.match(text, sign.end())
        if not domain or sign.start() < end:
            continue
        tld = domain["tld"].lower()
        if not _DOMAIN_END.fullmatch(tld) or (
            sign["word"] and "." in domain["dot"] and "(" not in domain["dot"]
        ):
            continue
        first = max(end, sign.start() - 120)
        local = _SPELLED_LOCAL.search(text, first, sign.start())
        if domain[0].split()[0].lower() in _NO_DOMAIN:
            continue
        if not local or _NO_MAILBOX.fullmatch(local[0].lower()):
            continue
        apart = sign["house"] or (sign["spaced"] and text[sign.start("spaced") - 1].isspace())
        if apart and not any(char in "._+" or char.isdigit() for char in local[0]):
            continue  # "Merci @ lumea.fr", said of a place
        written = _SIGN.sub(_as_sign, f"{local[0]}@{domain[0]}").replace(" ", "")
        sure = _personal(text, local.start(), written, brand_voice, public)
        if sure:
            end = domain.end()
            yield PersonalData(Kind.EMAIL, local.start(), end, sure)


def _as_sign(match: re.Match[str]) -> str:
    if match["dot"]:
        return "."
    return "_" if match["dash"].strip().lower() in ("underscore", "tiret du bas") else "-"


def _personal(
    text: str, start: int, written: str, brand_voice: bool, public: Collection[str]
) -> float:
    """How sure it is that an address is a person's: 0 when it is a service's."""
    local, _, domain = plain(written).rpartition("@")
    if domain in public or f"{local}@{domain}" in public:
        return 0.0
    if not brand_voice:
        return 0.9
    own = _OWN.search(cues.before(text, start)) is not None
    if cues.is_sample(text, start) or (not own and _is_service(local, domain)):
        return 0.0
    if own or _FREE_MAIL.fullmatch(domain):
        return 0.95
    owner = cues.nearest(cues.before(text, start), _OURS, _THEIRS)
    if owner is Owner.BRAND:
        return 0.5 if _NAME.fullmatch(local) else 0.0
    return 0.95 if owner is Owner.PERSON else 0.8


def _is_service(local: str, domain: str) -> bool:
    """Whether the mailbox is named after what it is for, or after the brand itself."""
    name = "".join(filter(str.isalpha, local))
    brand = "".join(filter(str.isalpha, domain.rpartition(".")[0]))
    return _SERVICE.search(local.partition("+")[0]) is not None or (len(name) > 2 and name == brand)
