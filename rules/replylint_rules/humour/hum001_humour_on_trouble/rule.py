"""HUM001: the reply jokes while the customer is in trouble."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.inbound import Gravity
from replylint.lazy import lazy_pattern
from replylint.reading import fold
from replylint.rule import Flag, Rule, Severity
from replylint_rules.channel.clauses import answers, clauses_of
from replylint_rules.praise.joy import rejoices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.phrases import Hit

# Laughter, winks, tongues, smirks, and what covers its face or sweats: never a plain smile.
_LAUGHS = lazy_pattern(
    "[\U0001f602\U0001f923\U0001f639\U0001f606\U0001f605\U0001f61c\U0001f61d\U0001f61b\U0001f92a"
    "\U0001f609\U0001f60f\U0001f643\U0001f92d\U0001f648\U0001f649\U0001f64a\U0001f921\U0001f480"
    "\U0001f638\U0001f60b\U0001f47b\U0001f92b\U0001f47d\U0001f984\U0001f40c\U0001f422\U0001f4a9"
    "\U0001f60e\U0001f607\U0001f920\U0001f973\U0001f37f\U0001f57a\U0001f483\U0001f3aa\U0001f3a2\U0001f9a5\U0001f99e]"
    "|\\*(?:rires?|rit|laughs?|chuckles?|giggles?|grins?|winks?|clin d'.il|glousse|ricane|smirks?)\\*"
    "|\u00af\\\\?_?\\(\u30c4\\)_?/\u00af"
    "|(?<![\\w;]);-?[)pPD](?![\\w)])|(?<!\\w)(?:[:=]-?[DpP]|[xX]D)(?!\\w)"
)
# Thanks, care, regret, and what points at a parcel, a phone or a message: no emoji of a joke.
_EARNEST_EMOJI = (
    "[\U0001f64f\u2764\U0001f499-\U0001f49c\U0001f9e1\U0001f90d\U0001f90e\U0001f5a4\U0001f614\U0001f622"
    "\U0001f625\U0001f61e\U0001f97a\U0001f615\U0001f641\U0001f64c\U0001f917\U0001f642\U0001f60a\u263a"
    "\U0001f44d\U0001f4e6\U0001f4e7-\U0001f4ee\U0001f4de\U0001f4f1\U0001f4f2\u260e\u2709\U0001f48c"
    "\U0001f447\U0001f448\U0001f449\U0001f446\u2705\u2714\U0001f512-\U0001f513\U0001f527\U0001f6e0"
    "\U0001f4ac\U0001f5e8\U0001f4c5\U0001f4c6\U0001f550-\U0001f567\u23f0\u23f3\u26a0\U0001f4b3"
    "\U0001f490\U0001f91e\U0001f62d\U0001f630\U0001f633\U0001f62e\U0001f631\U0001f494]"
)
_EMOJI = "\U0001f300-\U0001faff\u2600-\u27bf"
# What ends a clause; `joking` is there, though mostly empty, where a joke may end so.
_MARKS = lazy_pattern(
    f"[!\u2026.?\\n{_EMOJI}](?P<joking>(?<=[!\u2026{_EMOJI}])(?<!{_EARNEST_EMOJI})|(?<=\\.)\\.{{1,5}}"
    f"|(?<=\\?) ?[{_EMOJI}](?<!{_EARNEST_EMOJI}))?"
)
_TRAILS = "\u2026."  # before an apology that is regret, not wit
_SHORTEST_CLAUSE, _LONGEST_CLAUSE = 6, 160
_SHOWS = lazy_pattern(f"[{_EMOJI}](?<!{_EARNEST_EMOJI})")
_WORD = lazy_pattern(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# A word with a capital inside a sentence.
_NAME = lazy_pattern(r"(?<=[\w,] )[A-Z\u00c0-\u00de]\w{3,}")
_FEWEST_WORDS, _MOST_WORDS = 3, 18
_FEWEST_MEANT = 2
# How many words may stand before a mock explanation: it opens a reply, or comes after a sigh.
_FEW_BEFORE = 6
# Where the sign of a face or an emoji may begin: most replies have neither.
_MAY_LAUGH = lazy_pattern(
    "\\*(?=[a-z])|[:;=xX\u00af\U0001f000-\U0001faff](?:(?<=[:;=])[-)dDpP]|(?<=[xX])D|(?<=[^:;=xX]))"
)
# A hashtag that plays: none of it says what the reply is about.
_HASHTAG = lazy_pattern(
    r"(?<![\w&])#(?=\w{0,20}(?:oups|oops|fail|mdr|lol|karma|body|zen|yolo|mood|goals|vintage|detox|lundi"
    r"|monday|chill|vibes|loose|boulet|sorrynotsorry|pasdechance|poisse|humour|joke|blague|aventure"
    r"|adventure|survi|fun\b|spa\b|karaoke|fatigue|tropmignon|cadeau|noel|apero|aleau|splash|bronz"
    r"|regime|sport|team\w|life\b|love\b|style|surprise|magie|magic|vacances|holiday))\w{3,30}",
    re.IGNORECASE,
)
_PUN = "on."
# What takes up a word of the customer's to deny it.
_DENIES = frozenset(("no", "not", "pas", "aucune", "sans", "ni"))
_FIRST_EMOJI = "\U0001f300"
_A_GAME = "LoL"
# Languages in which the answers of a reply are known well enough to tell trouble by them.
_ACTED_ON = frozenset(("fr", "en"))
# What the reply itself tells of trouble: regret, and what is mended, swapped or paid back.
_NO_JOKES = ("sorry", "remedy", "frame", "cue", "world")
# How a mock explanation or mock cheer begins; what follows decides.
_FRAME = "frame"
# What a quip often has somewhere; the rest of its sentence decides.
_CUE = "cue"
# Words of another world than the customer's; nobody speaks of themselves beside them.
_WORLD = "world"
_MAY_OPEN = (_FRAME, _CUE, _WORLD)
# Who laughs at themselves in the customer's stead.
_AT_MYSELF = lazy_pattern(
    r"\bc'est (?:bien |plutot )?(?:nous|moi) qu|\bthe joke('s| is) on (?:us|me)\b"
)
_OF_MYSELF = lazy_pattern(r"\b(?:i|my|me|we|us|our|je|j|mon|ma|mes|moi|nous)\b")


class HumourOnTrouble(Rule):
    """Jokes, puns, irony and laughter where the customer complains or is in trouble.

    A group `on.<subject>` of the phrase files holds idioms that turn into a pun where the customer
    writes about that subject: where `inbound.<subject>` is in the message, or where the matter is
    grave for that reason.

    What no phrase knows is told by its shape: an exclamation in answer to trouble without one word
    of regret, of help or of fact is a quip. The words that a reply in earnest has are those of the
    language packs' `earnest_<language>.txt`. A sentence that begins like a mock explanation (the
    group "frame") is one too where nothing in it is of goods, ways and repairs either
    (`plain_<language>.txt`), however it ends.
    """

    code = "HUM001"
    name = "humour-on-trouble"
    needs = ("inbound",)
    options = {"weigh": True}
    messages = {
        "en": {
            "default": "“{phrase}” makes light of the customer's trouble",
            "emoji": "{phrase} laughs or winks while the customer is in trouble",
            "laughter": "“{phrase}” laughs while the customer is in trouble",
            "pun": "“{phrase}” reads as a pun on the customer's trouble",
            "default.suggestion": "Leave the joke out; say that you see the trouble and what you do about it.",
            "emoji.suggestion": "Leave the emoji out.",
            "laughter.suggestion": "Leave the laugh out; say that you see the trouble and what you do about it.",
            "pun.suggestion": "Say it in plain words.",
            "quip": "“{phrase}” answers trouble with a quip",
            "quip.suggestion": "Say that you see the trouble and what you do about it.",
            "weighed": "“{phrase}” sounds like a joke on the customer's trouble, by {evidence}",
        },
        "fr": {
            "default": "« {phrase} » prend à la légère l'ennui du client",
            "emoji": "{phrase} rit ou fait un clin d'œil alors que le client a un ennui",
            "laughter": "« {phrase} » rit alors que le client a un ennui",
            "pun": "« {phrase} » se lit comme un jeu de mots sur l'ennui du client",
            "default.suggestion": "Retirez la plaisanterie ; dites que vous voyez l'ennui et ce que vous faites.",
            "emoji.suggestion": "Retirez l'emoji.",
            "laughter.suggestion": "Retirez le rire ; dites que vous voyez l'ennui et ce que vous faites.",
            "pun.suggestion": "Dites-le simplement.",
            "quip": "« {phrase} » répond à un ennui par une boutade",
            "quip.suggestion": "Dites que vous voyez l'ennui et ce que vous faites.",
            "weighed": "« {phrase} » sonne comme une plaisanterie sur l'ennui du client, par {evidence}",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.reply.inbound is None:
            return
        laughs = list(_laughs(doc))
        found_groups = set(doc.groups(self.code))
        groups = sorted(found_groups.difference(_NO_JOKES))
        clauses = list(_exclamations(doc))
        if not (laughs or groups or clauses or found_groups.intersection(_MAY_OPEN)):
            return
        inbound = doc.inbound
        if inbound is None:
            return
        troubled = inbound.gravity is not Gravity.NONE
        if not troubled and not (inbound.playful or inbound.praise):
            mended = not inbound.question and bool(self.hits(doc, "remedy"))
            troubled = mended or _acts_on_it(doc)
            if not troubled and not self.hits(doc, "sorry"):
                return  # nothing is wrong, as far as the customer or the reply says
        elif not troubled:
            return
        grave = inbound.gravity is Gravity.GRAVE
        if inbound.playful and not (grave or inbound.upset):
            return  # the customer jokes about a small mishap: joining in is fine
        severity = Severity.ERROR if grave else Severity.WARNING
        for start, end in laughs:
            yield Flag(start, end, "emoji", severity=severity)
        joked = bool(laughs)
        reached = 0
        found = [
            (hit, group)
            for group in groups
            if self._fits(doc, group, grave)
            for hit in self.hits(doc, group)
            if _jokes(doc, group, hit, grave)
        ]
        for hit, group in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
            if hit.start < reached:
                continue  # one finding a place
            reached = hit.end
            joked = True
            key = "pun" if group.startswith(_PUN) else group
            yield Flag(
                hit.start,
                hit.end,
                key if key in self.messages["en"] else "default",
                severity=severity,
                confidence=hit.confidence,
            )
        if not joked and not rejoices(doc, inbound):
            yield from self._quips(doc, clauses if troubled else [], severity)

    def may_veto(self, doc: Document) -> bool:
        """Not where the customer merely complains: a laugh is a laugh."""
        inbound = doc.inbound
        return inbound is None or inbound.playful or inbound.praise or not inbound.complaint

    def is_doubtful(self, doc: Document) -> bool:
        """Where the reply is sorry, the customer jokes about it, or it rejoices with them."""
        inbound = doc.inbound
        if inbound is None or self.hits(doc, "sorry"):
            return True
        playful = inbound.playful and inbound.gravity is not Gravity.GRAVE
        return playful or rejoices(doc, inbound)

    def _quips(
        self, doc: Document, clauses: list[tuple[int, int]], severity: Severity
    ) -> Iterator[Flag]:
        """The first clause that is a joke by its shape alone."""
        sorry = bool(self.hits(doc, "sorry"))
        quip = next(
            (
                (start, end)
                for start, end in clauses
                if not (sorry and doc.text[end - 1] in _TRAILS) and _is_quip(doc, start, end)
            ),
            None,
        )
        if quip is None:
            hits = [(hit, group) for group in _MAY_OPEN for hit in self.hits(doc, group)]
            found = (_mock(doc, hit, group) for hit, group in hits)
            quip = next(filter(None, found), None)
        if quip is not None:
            yield Flag(*quip, "quip", severity=severity, confidence=0.5)

    def _fits(self, doc: Document, group: str, grave: bool) -> bool:
        """Whether a group's subject is that of the customer's trouble."""
        if not group.startswith(_PUN):
            return grave or group != "grave"
        subject = group[len(_PUN) :]
        assert doc.inbound is not None
        return bool(
            doc.inbound.found(f"grave.{subject}") or self.inbound_hits(doc, f"inbound.{subject}")
        )


def _jokes(doc: Document, group: str, hit: Hit, grave: bool) -> bool:
    """Whether a phrase is a joke here."""
    words = doc.folded[hit.start : hit.end].split()
    alone = len(words) == 1
    if doc.text[hit.start : hit.end] == _A_GAME or (
        alone and not _counts_alone(doc, group, hit, words[0])
    ):
        return False
    if group.startswith(_PUN):
        quoted = not alone and _is_quoted(doc, hit)
        return not quoted and (len(words) != 2 or _exclaims(doc, hit.end))
    denies = group == "joking" and words[0] in _DENIES  # "is this a joke?" "No joke"
    if (denies and _is_theirs(doc, words[-1])) or (
        (group == "joking" or len(words) > 1) and _is_quoted(doc, hit)
    ):
        return False
    if group == "fantasy":  # a dragon is no joke where they bought a toy dragon, nor is a Mario
        return _in_body(doc, hit) and not _is_theirs(doc, max(words, key=len))
    if group == "light":
        return grave or _exclaims(doc, hit.end)
    return True


def _in_body(doc: Document, hit: Hit) -> bool:
    """Whether a phrase is part of neither the greeting nor the signature."""
    start, end = doc.zones.body
    return start <= hit.start and hit.end <= end


def _acts_on_it(doc: Document) -> bool:
    """Whether a message that merely states something is answered with a fact or a step."""
    inbound = doc.inbound
    return (
        inbound is not None
        and doc.language in _ACTED_ON
        and not (inbound.question or inbound.found("applause") or "!" in inbound.text)
        and max(inbound.text) < _FIRST_EMOJI
        and inbound.text.count(" ") > 1
        and any(answers(doc, clause) for clause in clauses_of(doc))
    )


def _exclamations(doc: Document) -> Iterator[tuple[int, int]]:
    """The clauses of the body that exclaim, trail off or have an emoji behind them."""
    text = doc.text
    if "!" not in text and text.isascii() and "..." not in text:
        return
    if not doc.words(f"earnest_{doc.language}"):
        return
    start, stop = doc.zones.body
    for mark in _MARKS.finditer(text, start, stop):
        words = text[start : mark.start()].lstrip()
        if mark["joking"] is not None and _SHORTEST_CLAUSE <= len(words) <= _LONGEST_CLAUSE:
            first = mark.start() - len(words)
            end = mark.end() if mark.group() in "!\u2026..." else mark.start()
            if doc.is_prose(first, end):
                yield first, end
        start = mark.end()


def _is_quip(doc: Document, start: int, end: int) -> bool:
    """Whether an exclamation has nothing of a reply in earnest."""
    folded = doc.folded[start:end]
    words = [match.group() for match in _WORD.finditer(folded)]
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or any(map(str.isdigit, folded)):
        return False
    if _AT_MYSELF.search(folded):
        return False
    known = doc.words(f"earnest_{doc.language}")
    if "+" + words[0] in known or not known.isdisjoint(words):
        return False
    tails = [word.rpartition("'")[2] for word in words]  # of "l'echange" too
    if not known.isdisjoint(tails):
        return False
    meant = sum("=" + word not in known for word in tails)
    weak = sum("~" + word in known for word in tails)
    return weak <= 1 and meant - weak >= _FEWEST_MEANT and not _echoes(doc, start, end)


def _echoes(doc: Document, start: int, end: int) -> bool:
    """Whether a clause only takes up a word of the customer's, and names them: "A year, Ellie!"."""
    names = {fold(name) for name in _NAME.findall(doc.text, start, end)}
    known = doc.words(f"earnest_{doc.language}")
    return all(
        word in names or "=" + word in known or _is_theirs(doc, word)
        for word in _WORD.findall(doc.folded[start:end])
    )


def _mock(doc: Document, hit: Hit, group: str) -> tuple[int, int] | None:
    """The sentence of a frame, a cue or a foreign word, where it has no word of a reply in earnest.

    Behind a frame, only what follows counts.
    """
    sentence = next((s for s in doc.sentences if s[0] <= hit.start < s[1]), None)
    if sentence is None:
        return None
    body = doc.zones.body
    start = max(hit.start if group == _FRAME else sentence[0], body[0])
    end = min(sentence[1], body[1])
    opens = doc.folded.count(" ", body[0], start) <= _FEW_BEFORE
    if not (opens and start <= hit.end <= end) or any(map(str.isdigit, doc.folded[start:end])):
        return None
    if group == _WORLD and (
        _is_theirs(doc, doc.folded[hit.start : hit.end])
        or _OF_MYSELF.search(doc.folded, start, end)
    ):
        return None
    said = doc.folded[hit.start : hit.end] if group != _FRAME else ""
    return (start, end) if _in_jest(doc, (start, end), hit, said) else None


def _in_jest(doc: Document, span: tuple[int, int], hit: Hit, said: str) -> bool:
    """Whether what stands around a hit has no word in earnest and, with what is said, some meaning."""
    words = _WORD.findall(f"{doc.folded[span[0] : hit.start]} {doc.folded[hit.end : span[1]]}")
    if len(words) > _MOST_WORDS:
        return False
    earnest, plain = doc.words(f"earnest_{doc.language}"), doc.words(f"plain_{doc.language}")
    tails = [word.rpartition("'")[2] for word in words]  # of "l'echange" too
    if any(word in earnest or word in plain for word in (*words, *tails)):
        return False
    meant = sum("=" + word not in earnest for word in (*tails, *_WORD.findall(said)))
    return meant >= _FEWEST_MEANT


def _counts_alone(doc: Document, group: str, hit: Hit, word: str) -> bool:
    """Whether one word may be a joke: it may be meant as it is, in a plain sentence or as the
    customer's own word, such as the "MDR" plan that they ask about.
    """
    said = doc.text[hit.start : hit.end]
    if said.isupper() and said in (doc.reply.inbound or ""):
        return False
    if group in ("laughter", "joking"):
        return True
    return not _is_theirs(doc, word) and (group in ("fantasy", "grave") or _exclaims(doc, hit.end))


def _is_theirs(doc: Document, word: str) -> bool:
    """Whether the customer wrote the word too."""
    reading = doc.inbound_reading
    return reading is not None and word[:6] in reading.folded


def _is_quoted(doc: Document, hit: Hit) -> bool:
    """Whether the customer wrote the phrase word for word, or a name that stands in it: that of a
    mug, a film, a game.
    """
    reading = doc.inbound_reading
    if reading is None or doc.reply.inbound is None:
        return False
    if doc.folded[hit.start : hit.end] in reading.folded:
        return True
    names = _NAME.findall(doc.text, hit.start, hit.end)
    return any(name in doc.reply.inbound for name in names)


def _laughs(doc: Document) -> Iterator[tuple[int, int]]:
    text = doc.text
    if "#" in text:
        theirs = "" if doc.inbound_reading is None else doc.inbound_reading.folded
        for match in _HASHTAG.finditer(text):
            if match.group().lower() not in theirs:
                yield match.span()
    first = _MAY_LAUGH.search(text)
    if first is None:
        return
    for match in _LAUGHS.finditer(text, first.start()):
        if doc.is_prose(*match.span()):
            yield match.span()


def _exclaims(doc: Document, end: int) -> bool:
    """Whether the sentence that goes on at `end` is an exclamation, trails off or has an emoji."""
    sentence = next((s for s in doc.sentences if s[0] <= end - 1 < s[1]), None)
    if sentence is None:
        return False
    rest = doc.text[end : sentence[1]].rstrip(" \n\"'»”)")
    if rest.endswith(("!", "…", "...", "!)", ", right?", ", eh?", ", huh?", ", no?", "isn't it?")):
        return True
    return not rest.isascii() and _SHOWS.search(rest) is not None
