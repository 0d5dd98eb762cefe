"""Names that a word beside them makes private: a relative's, a customer's, a medicine's, a trip's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.rule import Rule

# How medicines are called by international rule, without the "e" or "s" that may follow.
_ENDINGS = tuple(
    "zepam zolam azin oxetin tralin alopram triptan triptylin tiapin anzapin peridon prazol conazol "
    "nidazol sartan statin formin glutid gliptin gliflozin cillin cillen mycin cyclin floxacin ciclovir "
    "cyclovir navir tegravir fovir buvir xaban parin pidogrel warfarin olol dipin pril thiazid semid "
    "thyroxin nisolon metason cortison codon morphon morphin codein tramadol triptorelin relix tinib "
    "tuzumab ciximab limumab lizumab trexat platin taxel rubicin dronat dronic lukast terol barbital "
    "gabapentin gabalin trigin valproat racetam zolpidem zopiclon setron azepin denafil dalafil".split()
)
_LONG = lazy_pattern(r"\b[a-z]{6,18}\b")
# Words that only end so, and what is sold over every counter.
_NO_MEDICINE = frozenset("magazine magazines april avril cholesterol".split())
_NAME = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]+[\w'’-]*"
_ONE_NAME = lazy_pattern(rf",? (?P<name>{_NAME})(?![\w@])")
# "under Julie Lemoine", "under A. Kowal", "in the name of Mrs Hale".
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|M|Mme|Mlle|Me|Madame|Monsieur)\.?"
_FULL_NAME = lazy_pattern(
    rf"[ :«“\"]{{0,3}}(?:(?:of|de|d['’]) ?)?"
    rf"(?!(?:My|Your|The|Our|All|New|Account|Settings|Orders|Help|Mon|Ma|Mes|Nos|Votre|Vos|Le|La|Les)\b)"
    rf"(?P<name>{_TITLE} (?:[A-Z]\. ?)?{_NAME}|[A-Z]\. ?{_NAME}|{_NAME} {_NAME})"
    rf"(?![\w@])(?! (?:Ltd|Limited|Inc|LLC|GmbH|SA|SAS|SARL|plc))"
)
_COMPANY = lazy_pattern(
    r"\b(?:ltd|limited|trust|club|rescue|association|asso|amicale|refuge|hotel|team|society"
    r"|fund|fondation|foundation|school|ecole"
    r"|royal|services?|company|group|north|south|east|west|general|data|consumer|act|law|terms|section"
    r"|article|loi|code)\b"
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december lundi mardi mercredi jeudi vendredi samedi dimanche "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)
# A reference that says no more than that it is one: "ref HX4419K", "dossier: ZK4P9T".
_REFERRED = lazy_pattern(
    r"\b(?:[Rr]efs?|REFS?|[Rr]éfs?|RÉFS?|[Rr]eference|[Rr]éférence|[Cc]ode|[Dd]ossier|[Bb]ooking|[Rr]ésa|PNR)"
    r"[ .:#n°(]{1,4}(?P<code>(?=[A-Z\d]*[A-Z])(?=[A-Z]*\d)[A-Z\d]{5,9})(?![\w-])"
)
# An order named by its number alone, as a shop calls it: "la FR-55821", "your KK-208-5517".
_ORDERED = lazy_pattern(
    r"\b(?:[Ll]a|[Vv]otre|[Tt]a|[Yy]our|c'est la|C'est la) "
    r"(?P<code>(?!RTX|GTX|USB|ISO|TV|PS|RX|MP|HD)[A-Z]{2,4}-?\d{4,}(?:-\d+)?)(?= |$)(?! ?(?:€|euros?\b))"
    r"|\b(?:[Ll]e|[Ll]a|[Yy]our) (?P<digits>\d{3,5}-\d{3,6})(?= (?:est|part|arrive|a|is|was|has|sera|avance)\b)"
)
# A home that has no number: "résidence Les Écureuils bât C".
_HOME = lazy_pattern(
    r"\b(?:[Rr]ésidence|[Ll]otissement|[Hh]ameau|[Ii]mmeuble|[Ll]ieu-dit) (?:(?:les?|la|du|des|de la|de l'|aux?) ?)?"
    r"(?:[A-ZÀ-Ý][\w'’-]+ ?){1,4},? ?"
    r"(?:b[âa]t(?:iment)?|esc(?:alier)?|appt?|appartement|étage|porte|entrée)\.? ?[A-Z\d]{1,4}\b"
)


def medicines(doc: Document) -> Iterator[tuple[int, int]]:
    """Words that have the ending of a medicine."""
    for match in _LONG.finditer(doc.folded, *doc.zones.body):
        stem = match[0].rstrip("s").rstrip("e")
        if stem.endswith(_ENDINGS) and match[0] not in _NO_MEDICINE:
            yield match.span()


def relatives(rule: Rule, doc: Document) -> Iterator[tuple[int, int, str]]:
    """Relatives that are told with their name, to one who spoke of none: "your husband Rui"."""
    if rule.inbound_hits(doc, "inbound.relative"):
        return
    for hit in rule.hits(doc, "relative"):
        match = _ONE_NAME.match(doc.text, hit.end)
        if match and fold(match["name"]) not in _CALENDAR and not _is_told(doc, match["name"]):
            yield hit.start, match.end(), "private_life"


def bearers(rule: Rule, doc: Document) -> Iterator[tuple[int, int, str]]:
    """The full name that a booking or an account is under, where the customer did not post it."""
    if rule.hits(doc, "payee") or rule.inbound_hits(doc, "inbound.pay"):
        return
    for hit in rule.hits(doc, "named"):
        match = _FULL_NAME.match(doc.text, hit.end)
        if match is None or _is_told(doc, match["name"]):
            continue
        if not _COMPANY.search(doc.folded, match.start(), match.end() + 12):
            yield hit.start, match.end(), "private_life"


def trips(rule: Rule, doc: Document) -> Iterator[tuple[int, int, str]]:
    """References and homes that only the customer's question makes clear."""
    body = doc.zones.body
    if rule.inbound_hits(doc, "inbound.booking") or rule.inbound_hits(doc, "inbound.trip"):
        for match in _REFERRED.finditer(doc.text, *body):
            if "000" not in match["code"]:
                yield *match.span("code"), "reference"
    if rule.inbound_hits(doc, "inbound.ordered"):
        for match in _ORDERED.finditer(doc.text, *body):
            if "000" not in match[0]:
                yield *match.span(match.lastgroup or 0), "reference"
    if rule.hits(doc, "at_home"):
        for match in _HOME.finditer(doc.text, *body):
            yield *match.span(), "address"


def _is_told(doc: Document, name: str) -> bool:
    """Whether the customer wrote the name, or a part of it."""
    inbound = doc.inbound_reading
    parts = [part for part in fold(name).replace(".", " ").split() if len(part) > 2]
    return inbound is not None and any(part in inbound.folded for part in parts)
