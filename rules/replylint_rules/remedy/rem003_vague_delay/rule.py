"""REM003: the reply promises something without saying when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity
from replylint_rules.channel.clauses import answers, clauses_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_DAYS_EN = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAYS_FR = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTHS_EN = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_MONTHS_FR = (
    "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
)
_FEW_EN = r"(?:\d{1,3}|an|one|two|three|four|five|six|seven|eight|ten|twelve|a few|a couple of)"
_FEW_FR = r"(?:\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|quelques)"

# When something will happen, in folded text. What has happened ("since Monday", "two days ago",
# "a three day wait") bounds nothing.
_DEADLINE = {
    "en": lazy_pattern(
        rf"\b(?:by|before|on|until|from|this|next|around) (?:the )?(?:{_DAYS_EN}|{_MONTHS_EN}"
        r"|\d{1,2}(?:st|nd|rd|th)?|noon|midday|midnight|end of|weekend|week|close of)\b"
        rf"|\b(?:by|within|in|takes?|allow|under|usually|about|to|between) (?:about |up to |the next "
        rf"|the |just |around )?{_FEW_EN}(?:[ -]?(?:to|-|and|or) ?\d{{1,3}})? ?(?:more )?(?:working "
        r"|business )?(?:h|hrs?|hours?|days?|mins?|minutes?|weeks?|months?)\b"
        r"|\b(?:at|by|before|between|until|around|from) \d{1,2}(?:[:.]\d\d)?(?! (?:days|people))"
        r"|\b(?:by|before|until|in time for) (?:christmas|easter|your|you|the (?:holidays|party))\b"
        r"|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b(?:at|by|before|until) (?:noon|midday|midnight)\b"
        r"|\b(?:tomorrow|tonight|today|this (?:afternoon|evening|friday|week))\b"
        rf"|(?:^|[.!?:,] |just |only |give me ){_FEW_EN} (?:more )?min(?:ute)?s\b"
        rf"|\b(?:on|by|before|next) {_DAYS_EN}|\bwithin the (?:hour|day|week)\b|\b24 ?/ ?7\b"
        rf"|(?<!since )(?<!for )\b{_DAYS_EN}\b(?=[ ,]+(?:\d|at|morning|afternoon|the|latest|evening))"
    ),
    "fr": lazy_pattern(
        r"\b(?:avant|sous|dans|d'ici|au plus tard|entre|vers|jusqu'au?|des|pour|a partir (?:de|du)) "
        rf"(?:le |la |les |au |a |de |un delai de |environ )?(?:{_FEW_FR} ?(?:a \d+ ?)?"
        r"(?:h|heures?|jours?|min|minutes?|semaines?|mois)\b|\d{1,2}|midi|minuit|demain|ce soir"
        rf"|{_DAYS_FR}|la fin|fin|l'heure|la journee|la soiree|la semaine|noel|votre depart|les fetes)"
        rf"|\b(?:demain|ce soir|cet apres-midi|cette semaine|aujourd'hui|{_DAYS_FR} (?:prochain|matin|\d|au|avant"
        rf"|apres|soir))|\b(?:le|ce|du|au) (?:{_DAYS_FR} )?\d{{1,2}} {_MONTHS_FR}"
        r"|\b(?:le|au|du) (?:1er|\d{1,2})(?![\d/])(?! ?(?:euros|mai l))"
        r"|\b(?:a|vers|avant|des|entre) \d{1,2} ?h\b|\b\d{1,2} ?h ?(?:\d\d)?\b(?! (?:de|d'))"
        rf"|\b(?:prend|prennent|met|mettent|compter|comptez|environ|delai de) (?:environ )?{_FEW_FR} ?"
        r"(?:a \d+ ?)?(?:h|heures?|jours?|min|minutes?|semaines?)"
        rf"|(?:^|[.!?:,\u2026] ?|moi |juste |encore ){_FEW_FR} (?:petites? )?(?:min|minutes?|secondes?)\b"
        rf"|(?<!depuis )\b{_DAYS_FR}\b(?! (?:dernier|passe))|\b\d+ (?:a|ou|et) \d+ ?(?:h|heures|jours)"
    ),
}

# How long a reply is that says sorry and offers nothing.
_FEWEST_WORDS, _MOST_WORDS = 4, 25


class VagueDelay(Rule):
    """A promise with no time, and no step either."""

    code = "REM003"
    name = "vague-delay"
    severity = Severity.INFO
    messages = {
        "en": {
            "default": "“{phrase}” says neither when nor how",
            "default.suggestion": "Give a day or an hour, or when you will write again.",
            "work": "“{phrase}” is all that is promised: no time, no step",
            "work.suggestion": "Say what happens next and when they hear from you.",
        },
        "fr": {
            "default": "« {phrase} » ne dit ni quand ni comment",
            "default.suggestion": "Donnez un jour ou une heure, ou quand vous réécrivez.",
            "work": "« {phrase} », c'est tout ce qui est promis : ni délai ni étape",
            "work.suggestion": "Dites ce qui se passe ensuite et quand vous donnez des nouvelles.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        promises = self.hits(doc, "promise") + self.hits(doc, "promise.soon")
        work = self.hits(doc, "work")
        sorry = () if promises or work else self.hits(doc, "sorry")
        if not (promises or work or sorry) or _says_when(doc) or _nothing_is_awaited(doc):
            return
        if sorry and not self.hits(doc, "step") and _offers_nothing(doc):
            yield Flag(*_after(doc, sorry[0].end), "work", confidence=0.5)
        for hit in promises:
            yield Flag(hit.start, hit.end)
        if work and not promises and "://" not in doc.text and not self.hits(doc, "step"):
            yield Flag(work[0].start, work[0].end, "work", confidence=0.7)


def _nothing_is_awaited(doc: Document) -> bool:
    """Whether the customer only praises: "see you very soon" is no promise to them."""
    inbound = doc.inbound
    return inbound is not None and inbound.praise and not (inbound.complaint or inbound.question)


def _offers_nothing(doc: Document) -> bool:
    """Whether a short reply to trouble says sorry and then nothing that could be held against it:
    no figure, no question, no link, and no clause that the customer can use.
    """
    start, end = doc.zones.body
    body = doc.folded[start:end]
    return (
        doc.inbound is not None
        and (doc.inbound.complaint or doc.inbound.question)
        and _FEWEST_WORDS <= body.count(" ") <= _MOST_WORDS
        and "?" not in body
        and "://" not in body
        and not any(map(str.isdigit, body))
        and not any(answers(doc, clause) for clause in clauses_of(doc))
    )


def _after(doc: Document, place: int) -> tuple[int, int]:
    """The words of the body that stand behind a place."""
    end = doc.zones.body[1]
    rest = doc.text[place:end]
    bare = rest.strip(" .,;:!\n")
    return place + rest.find(bare), place + rest.find(bare) + len(bare)


def _says_when(doc: Document) -> bool:
    """Whether a reply names a time to come."""
    deadline = _DEADLINE.get(doc.language)
    return deadline is not None and deadline.search(doc.folded) is not None
