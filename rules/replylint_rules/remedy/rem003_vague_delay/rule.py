"""REM003: the reply promises something without saying when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity
from replylint.spans import stripped
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
        r"\b(?:by|before|on|until|from|(?<!some time )(?<!sometime )(?:this|next)|around) "
        rf"(?:the )?(?:{_DAYS_EN}|{_MONTHS_EN}"
        r"|\d{1,2}(?:st|nd|rd|th)?|noon|midday|midnight|end of|weekend|week|close of)\b"
        rf"|\b(?:by|within|in|takes?|allow|under|usually|about|to|between) (?:about |up to |the next "
        rf"|the |just |around )?{_FEW_EN}(?:[ -]?(?:to|-|and|or) ?\d{{1,3}})? ?(?:more )?(?:working "
        r"|business )?(?:h|hrs?|hours?|days?|mins?|minutes?|weeks?|months?)\b"
        r"|\b(?:at|by|before|between|until|around|from) \d{1,2}(?:[:.]\d\d)?(?! (?:days|people))"
        r"|\b(?:at|by|before|until|till|from|around|after|past) (?:half past |quarter past |quarter to )?"
        r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|one)(?: thirty| fifteen| o'clock)?"
        r"(?=[,.!?;:)-]|$| (?:on|to|till|and|or|sharp|this|in the|at night|o'clock|for|if|so|with)\b)"
        r"|\b(?:by|before|until|in time for) (?:christmas|easter|your|you|the (?:holidays|party))\b"
        r"|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b(?:at|by|before|until) (?:noon|midday|midnight)\b"
        r"|\b(?:tomorrow|tonight|today|this (?:afternoon|evening|friday))\b"
        rf"|(?:^|[.!?:,] |just |only |give me ){_FEW_EN} (?:more )?min(?:ute)?s\b"
        r"|\b\d{1,2} ?min(?:ute)?s? (?:away|off|out)\b"
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


# A reply that leaves all open: neither a bare word nor a long letter.
_SHORTEST, _LONGEST = 12, 320
# A reply that is sorry answers trouble, whether or not the customer's words tell it.
_REGRET = lazy_pattern(
    r"\b(?:sorry|apolog|desole|navre|pardon|excus|regret|confus|dommage|penible|mince|zut|aie|oups)"
)
# The customer waits for something, whether or not they complain.
_AWAITS = lazy_pattern(
    r"\b(?:when (?:will|do|does|is|are|can|should|am|would)|how (?:much )?long(?:er)?|how soon"
    r"|any (?:news|answers?|updates?|word|decision|joy|progress|idea when|eta|date|luck|movement|sign)"
    r"|(?:eta|timescale|update|status)\b|(?:has|have|had) (?:my|our|the|it|you|anyone|anybody|they|he|she)"
    r"|(?:is|are) (?:my|our|the|it|they) [^?]{0,40}\b(?:ready|done|fixed|sorted|repaired|back|here|decided|approved"
    r"|agreed|open|in yet|yet)|still (?:no|not|waiting|haven't|hasn't|isn't|aren't|nothing|missing|broken|out|closed|shut"
    r"|down|pending|without|stuck|off)|since (?:\w+ )?(?:easter|christmas|yesterday|last|\w+day|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|the)"
    r"|for (?:\d+|a|two|three|four|five|six|several|many|over|almost|nearly|the past|the last) (?:\w+ )?"
    r"(?:days?|weeks?|months?|years?|hours?|fortnight)|waiting|waited|restock|no sign of)\b"
)
# What goes on or is to come, whatever the words: in folded text.
_TO_COME = {
    "en": lazy_pattern(
        r"(?:\b(?:will|should (?!have (?:\w+(?:ed|en|ne|wn|ld|pt|ft)|had)\b|never|not)|shall|ought to|bound to|minded to|tends? to"
        r"|somewhere (?:between|in|on|along|with)|patience|(?:big|great|exciting) plans|(?:good )?things (?:come|take|have|do)|hope|hopes|hoping|expect|expecting|going to|gonna|due to|about to)"
        r"|(?<=\w)'ll|\b(?:has|have|had|is|are|was|were|'s|'ve|it's) (?:all |now |already |just )?been \w+"
        r"|(?:\b(?:is|are|am)|'re|'m|(?:it|he|she|that|who|team|everyone|everything)'s) (?:\w+ ){0,2}\w{2,}ing"
        r"|\b(?:i|we|they|he|she)(?:'ve|'s| have| has| had)? (?:\w+ )?(?:asked|told|let|given|gave|made|passed"
        r"|raised|logged|noted|flagged|put|got|had|spoken|escalated|reported|taken|left|alerted|nudged|chased)"
        r"|\b(?:is|are|'s) (?:now )?(?:in|on|with|at|near|under|up to|over to|down to) "
        r"|(?:\bhas|\bhave|'ve|'s) (?:now |just |already )?\w{2,}(?:ed|wn|en|ne)\b|\b(?:still|not) \w+ing\b"
        r"|\b(?:is|are) (?:\w+ )?(?:planned|coming|scheduled|ongoing|expected|awaited|underway|under way|pending))"
    ),
    # A future, a participle, what "we" or one of ours does: but not that we are sorry or thankful.
    "fr": lazy_pattern(
        r"\b(?:\w{2,}(?:rons|ront|ra|rai)|va|vont|allons|vais|devrait|devraient|esperons|espere|comptons"
        r"|(?:est|sont|etait|(?<=\w )(?:a|ont)|ai|avons|reste|demeure) (?:(?!desol|navr|ravi)\w+ ){0,3}?"
        r"(?!desol|navr|ravi)\w{2,}(?:e|ee|es|ees|is|it|u|us|ue)"
        r"|nous (?:\w{1,3} )?(?!remerc|compren|regret|excus|souhait|pri|mesur|sommes|avons|savons)\w{3,}ons"
        r"|(?:on|je|j'|il|elle|ils|elles|service|equipes?|collegues?|mairie|direction|atelier|siege|technique"
        r"|informatique|logistique|syndic|compta|fournisseur|fabricant|transporteur|technicien|livreur"
        r"|responsable|dossier|demande|cas|probleme|geste|avis) (?!(?:\w{1,4} ){0,2}(?:remerc|compren|regret|excus"
        r"|souhait|prie|presente|mesur|suis|sais|imagin|desol|aime|ador))(?:\w{1,4} ){0,2}\w{3,}"
        r"|(?:nos|notre|mes|mon|leurs?|l'|la|le|les) ?(?!plus|moins)\w{4,} (?:\w{1,3} ){0,2}(?:ont|a|est|sont|fait|font|\w{3,}(?:e|ent|it))"
        r"|en (?:cours|attente|suspens|traitement|chemin|route)|c'est (?:\w+ ){0,2}(?:chez|entre|dans|sur|au|a|en) )\b"
    ),
}
# What the customer is told to do ("rallumez-la", "et passez au guichet"), but to be patient.
_TOLD = lazy_pattern(
    r"(?:^|[.!?:;,\u2026)] ?|\b(?:et|puis|ou|donc|alors|sinon|ne) |\bn')(?!veuillez|patientez|excusez|sachez|soyez|restez|rassurez"
    r"|croyez|tenez|comptez|recevez|gardez|chez|assez|acceptez|agreez|voyez|laissez|donnez|accordez|avez|etes|pardonnez|esperez|inquietez|hesitez|doutez)"
    r"[a-z]{3,}ez\b"
)
# What one of us has done or does, if it is more than to pass on, to ask or to look.
_SOFT = (
    r"signal|transm|remont|relanc|not[eo]|preven|inform|alert|aver|demand|parl|pass|escalad|contact|sollicit|fait (?:suivre"
    r"|remonter|passer|part|le)|saisi|pris|lu|vu|bien|eu|mis|regard|verifi|etudi|analys|examin|entend|compris|pens|travaill"
    r"|cherch|recherch|enquet|interrog|adress|communiqu|partag|relay|aler|insist|pouss|second|encore|toujours|deja|rien|pas"
    r"|tout|conscien|desol|navr|confus|ouvert|soumis|rapport|souleve|discut|evoqu|echang|press|hate|suiv|reclam|releve|pu|ete|hon"
)
_DONE = lazy_pattern(
    rf"\b(?:j'ai|j'avais|(?:je|nous|on) (?:vous|te|l'|les) ?(?:ai|avons|a)|nous avons|on a|(?:je|on|nous) (?:viens?|venons) de) (?:(?:vous|te|le|la|les|l'|tout|bien|donc|aussi) )?(?!{_SOFT})"
    r"\w{2,}"
)


class VagueDelay(Rule):
    """A promise with no time, and no step either.

    What no phrase knows is told by its shape: a complaint is answered with what goes on or is to
    come, and the whole reply names no time, no number, no reason and no step.
    """

    code = "REM003"
    name = "vague-delay"
    severity = Severity.INFO
    options = {"weigh": True}
    messages = {
        "en": {
            "default": "“{phrase}” says neither when nor how",
            "default.suggestion": "Give a day or an hour, or when you will write again.",
            "work": "“{phrase}” is all that is promised: no time, no step",
            "work.suggestion": "Say what happens next and when they hear from you.",
            "open": "“{phrase}” leaves open what happens and when",
            "open.suggestion": "Say what happens next and when they hear from you.",
            "weighed": "“{phrase}” seems to promise without saying when, by {evidence}",
        },
        "fr": {
            "default": "« {phrase} » ne dit ni quand ni comment",
            "default.suggestion": "Donnez un jour ou une heure, ou quand vous réécrivez.",
            "work": "« {phrase} », c'est tout ce qui est promis : ni délai ni étape",
            "work.suggestion": "Dites ce qui se passe ensuite et quand vous donnez des nouvelles.",
            "open": "« {phrase} » laisse ouvert ce qui se passe, et quand",
            "open.suggestion": "Dites ce qui se passe ensuite et quand vous donnez des nouvelles.",
            "weighed": "« {phrase} » semble promettre sans dire quand, par {evidence}",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        found = self._promises(doc) or self._shrugs(doc)
        # What bounds a promise is looked for last: it takes longer than all before.
        if found and not _says_when(doc) and not _nothing_is_awaited(doc):
            yield from found

    def is_doubtful(self, doc: Document) -> bool:
        """Where a time is named, or nobody waits for anything."""
        return _says_when(doc) or _nothing_is_awaited(doc)

    def _promises(self, doc: Document) -> list[Flag]:
        """What is promised in known words; of work, only where nothing else is said."""
        promises = self.hits(doc, "promise") + self.hits(doc, "promise.soon")
        if promises:
            return [Flag(hit.start, hit.end) for hit in promises]
        work = self.hits(doc, "work")
        if work and "://" not in doc.text and not self.hits(doc, "step"):
            return [Flag(work[0].start, work[0].end, "work", confidence=0.7)]
        return []

    def _shrugs(self, doc: Document) -> list[Flag]:
        """An apology and then nothing, or nothing but what goes on or is to come."""
        if self.hits(doc, "work") or self.hits(doc, "step"):
            return []
        sorry = self.hits(doc, "sorry")
        if sorry and _offers_nothing(doc) and not self._is_concrete(doc):
            return [Flag(*_after(doc, sorry[0].end), "work", confidence=0.5)]
        return self._left_open(doc)

    def _left_open(self, doc: Document) -> list[Flag]:
        """A reply to a complaint with nothing but what goes on or is to come."""
        to_come = _TO_COME.get(doc.language)
        if to_come is None or not doc.reply.inbound or "?" in doc.text or "://" in doc.text:
            return []
        start, end = doc.zones.body
        if not _SHORTEST < end - start < _LONGEST or any(map(str.isdigit, doc.text[start:end])):
            return []
        match = to_come.search(doc.folded, start, end)
        if match is None or self._is_concrete(doc):
            return []
        inbound = doc.inbound
        if (
            inbound is None
            or any(one.group == "praise" for one in inbound.evidence)
            or not (inbound.complaint or _REGRET.search(doc.folded) or _is_awaited(doc))
        ):
            return []
        first, last = _sentence_at(doc, match.start())
        span = stripped(doc.text, max(first, start), min(last, end))
        return [Flag(*span, "open", confidence=0.5)]

    def _is_concrete(self, doc: Document) -> bool:
        """Whether a reply says something that the customer can use."""
        if self.hits(doc, "concrete"):
            return True
        span = doc.zones.body
        return doc.language == "fr" and any(p.search(doc.folded, *span) for p in (_TOLD, _DONE))


def _sentence_at(doc: Document, place: int) -> tuple[int, int]:
    """The sentence that holds a place."""
    return next(s for s in doc.sentences if s[0] <= place < s[1])


def _is_awaited(doc: Document) -> bool:
    """Whether the customer asks when, or says how long it has been."""
    reading = doc.inbound_reading
    return reading is not None and _AWAITS.search(reading.folded) is not None


def _nothing_is_awaited(doc: Document) -> bool:
    """Whether the customer only praises or looks forward: "see you very soon" is no promise to them."""
    inbound = doc.inbound
    return (
        inbound is not None
        and (inbound.praise or inbound.playful)
        and not (inbound.complaint or inbound.question)
    )


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
