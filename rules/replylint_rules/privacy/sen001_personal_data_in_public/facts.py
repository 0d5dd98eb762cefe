"""Facts about a customer that words tell: health, money, private life, codes and rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint_rules.privacy.asking import between, sentence_of, words_between
from replylint_rules.privacy.sen001_personal_data_in_public.names import (
    bearers,
    medicines,
    relatives,
    trips,
)
from replylint_rules.privacy.sen001_personal_data_in_public.shapes import find_shapes
from replylint_rules.privacy.sen001_personal_data_in_public.unlabelled import (
    identifiers,
    passwords,
    strangers,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from replylint.document import Document
    from replylint.phrases import Hit
    from replylint.rule import Rule

_CURRENCY = (
    r"(?:[€£$₹]|eur|euros?|dollars?|pounds?|quid|gbp|usd|cad|chf|francs?"
    r"|btc|eth|usd[ct]|xrp|doge|bitcoins?|ethers?|litecoins?)"
)
_AMOUNT = lazy_pattern(
    rf"{_CURRENCY} ?-?\d(?:[\d.,]{{0,11}}\d)?"
    rf"|(?<![\w.,])-?\d[\d., ]{{0,12}}{_CURRENCY}(?!\w)"
    r"|(?<!\w)\d{1,4}k(?!\w)"
)
# "your", then at most so many words of the same clause, then the illness.
_OWNER_WORDS = 6
_OWNER_BEFORE = 80
_BREAK = lazy_pattern("[.,;:!?()]")
# "If you have asthma or [you're on]": advice to everybody.
_CONDITION = lazy_pattern(
    r"\b(?:if|unless|whether|si|personnes qui|ceux qui|anyone who|people who)\b"
    r"[^.;:!?]{1,45}\b(?:or|and|ou|et)(?: (?:if|si|que))? $"
)
# An amount may stand a few words after what it is an amount of, or just before.
_AMOUNT_AFTER = 32
_AMOUNT_BEFORE = 22
_CODE_AFTER = 40
# "Moins 20 %" is a price that falls, not what is on an account.
_PERCENT = lazy_pattern(r" ?\d[\d.,]{0,6} ?%")
_STOP = lazy_pattern("[.!?]")
# A code stands right behind its name: "code 4821", "is now: Kestrel-4821".
_TOKEN = lazy_pattern(
    r"(?:['’]s|\s(?:to|for|pour|afin)\s[^.!?:;\n]{2,32}(?=:))?[\s:=(\"'«“]{1,3}(?:(?:is|now|still|the|est|le|toujours|maintenant|désormais)\s){0,2}[\"'«“(:\s]{0,2}"
    r"(?P<token>(?:[^\s,;!?\"»”)]|[!?](?=\w)){3,40}(?:(?<=\d)[ .-]\d{2,4}){0,3})"
)
# "The code for the hall, 4419,".
_ASIDE = lazy_pattern(
    r",? (?P<token>(?=\w{0,7}\d{2})[A-Z\d]{4,8}[#*]?)(?=[\s,.;!?)]|$)(?! ?(?:[€£$%]|h\b))"
)
_PASSWORD = lazy_pattern(
    r"\b(?:(?:card|account|banking) pin|code (?:confidentiel|pin) de (?:la|votre) carte"
    r"|mots?[ -]de[ -]passe|mdp|password|passcode|pass-?phrase|phrase de passe)\b(?! wi-?fi)"
)
_DIGIT = lazy_pattern(r"\d")
_LONG_WORD = lazy_pattern(r"[a-z]{4,}")
# What the customer told makes it a fact, or makes it known already: group, kind, the group of the
# customer's words, and whether they must be there.
_HANGING = (
    ("aged", "private_life", "inbound.aged", False),
    ("kin", "private_life", "inbound.relative", False),
    ("schooled", "private_life", "inbound.relative", True),
    ("pupil", "private_life", "inbound.pupil", True),
    ("decision", "money", "inbound.money", False),
    ("law", "private_life", "inbound.law", False),
    ("private_life", "private_life", "inbound.private_life", False),
)
_HEALTH = frozenset(("illness", "illness_of", "health", "course"))
# What is so grave that to speak of one's health in general has not told it.
_GRAVE = ("pregnancy", "mind", "tumours")
_NUMBER = lazy_pattern(r"\s{0,2}(?:number\s|no\.?\s?|n°\s?|numero\s|#)?[a-z]?\d{1,4}(?![\w%€£$])")
# "your code is 481 920": four to eight digits, never a price or a date.
_PASSCODE = lazy_pattern(
    r"(?: is|:| was|'s| now)?(?: is)?:? {1,2}(?:\d{3}[ -]\d{3}|\d{4,8})(?![\w%€£$]|[.,/:]\d)"
)
# "It's 4 4 1 9", said to one who asks for a code: neither a year nor a phone number.
_SECRET_DIGITS = lazy_pattern(
    r"(?<![\w£$€.,:/+-])(?<!\d[ -])(?!(?:19|20)\d\d(?!\d))\d(?:[ -]?\d){3,7}(?![ -]?\d|[\w%€£$]|[.,:/]\d)"
)
# "730 418", said to one who waits for a code to arrive.
_SIX_DIGITS = lazy_pattern(
    r"(?<![\w£$€.,:/+#-])(?<!\d[ -])(?:\d{3}[ -]?\d{3}|\d\d(?:[ -]\d\d){2})(?![ -]?\d|[\w%€£$]|[.,:/]\d)"
)
# A number to call or to send a text to is no secret.
_DIALLED = lazy_pattern(
    r"(?:forward|text|sen[dt]|report|transf|signal|envo|call|dial|appel|compos|ring|phone|sms)\w*"
    r"[^.!?]{0,30}?(?:\b(?:to|on|at|au|le)|\w)(?<! is)(?<! was)(?<! est) $"
)
# Codes are sent by themselves where a person does not write.
_BY_MACHINE = frozenset(("sms", "email"))
# Six capitals and digits that stand alone, as airlines and hotels have them.
_BOOKING_CODE = lazy_pattern(
    r"(?<![\w/@#.-])(?=[A-Z]{0,5}\d)(?=\d{0,5}[A-Z])(?=(?:[A-Z]*\d){1,4}[A-Z]*(?![A-Z\d]))[A-Z\d]{6}(?![\w./-])"
)
_LAST_DIGITS = lazy_pattern(r"(?: in| with| on)? {0,2}[*x.…•-]{0,4} ?\d{3,4}(?![\w%€£$])")
_BIRTH = lazy_pattern(
    r"(?<!\d)(?:\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)|(?:\d{1,2}(?:er|st|nd|rd|th)? (?:of |de )?[a-z]{3,9}"
    r"|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?),? )(?:19[2-9]\d|20(?:0\d|1[0-2]))(?!\d)"
)
# "You turn 66 on 3 November".
_AGE = lazy_pattern(
    r" (?:1[0-9]|[2-9]\d)(?![\d%:.,]\d)(?= (?:on|next|this|last|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|today|tomorrow|yesterday|now|so|and|years? old)|[,.;!])"
)
_OPENS = lazy_pattern(
    r"[A-Z\d](?<![\w£$€@#/-].)(?:(?<=\d)\d{2,5}|(?<=[A-Z])\d{3,6})[A-Z#*]?"
    r"(?= (?:for|on|opens|at|unlocks|gets you (?:in|through)) "
    r"(?:the|your|her|his|their) (?:\w+ ){0,2}(?:box|door|gate|safe|key ?safe|lock"
    r"|padlock|garage|shed|alarm|keypad|barrier|porch|hall|panel|intercom)\b)"
)
# "Coping with Divorce and Living with Pain are due on the 30th".
_TITLE = lazy_pattern(
    r"(?<![.!?] )[A-Z]\w+(?: [\w'’]+){0,8} [A-Z]\w+(?= (?:is|are|was|were)"
    r"(?: now| both| all)* (?:due|renewed|overdue|reserved|out|on hold)\b)"
)
# Before a date that only shows how one is written.
_SHOWN = lazy_pattern(
    r"\b(?:as in|like|such as|e\.? ?g\.?|i\.e\.|for (?:example|instance)|example|format|par exemple|ex\.?|comme"
    r"|du (?:type|genre|style))\b[^.!?]{0,12}$"
)
_BIRTH_BEFORE, _BIRTH_AFTER = 40, 20


def find_facts(rule: Rule, doc: Document) -> list[tuple[int, int, str]]:
    """The facts in a public reply, as (start, end, kind), sorted, none overlapping another.

    What the customer has told already does not count, where the rule's `inbound.*` phrases show
    it: health, private life, and the mere outcome of an application or a payment.
    """
    groups = frozenset(doc.groups(rule.code))
    has_digit = _DIGIT.search(doc.folded) is not None
    found: list[tuple[int, int, str]] = []
    if has_digit:
        found += _answers(rule, doc)
        found += identifiers(rule, doc)
        found += ((*span, "secret") for span in passwords(rule, doc))
        found += _opening(doc)
        found += find_shapes(rule, doc)
    found += trips(rule, doc)
    found += relatives(rule, doc)
    found += bearers(rule, doc)
    if not groups:
        return _apart(sorted(found))
    found += _debts(rule, doc)
    found += _health(rule, doc, groups)
    # A paper that is asked for, "a photo of your prescription", tells nothing yet.
    papers = doc.hits("datum") if found else ()
    found = [
        fact
        for fact in found
        if fact[2] != "health" or not any(one.start < fact[0] < one.end for one in papers)
    ]
    found += ((hit.start, hit.end, "money") for hit in rule.hits(doc, "money"))
    found += ((hit.start, hit.end, "health") for hit in rule.hits(doc, "results"))
    # Who speaks of a child has not told what the school thinks of it.
    for group in ("family", "profile"):
        found += ((hit.start, hit.end, "private_life") for hit in rule.hits(doc, group))
    if rule.inbound_hits(doc, "inbound.loans"):
        found += ((*match.span(), "private_life") for match in _TITLE.finditer(doc.text))
    for group, kind, inbound, known in _HANGING:
        hits = rule.hits(doc, group) if group in groups else ()
        if hits and bool(rule.inbound_hits(doc, inbound)) is known:
            found += ((hit.start, hit.end, kind) for hit in hits)
    for group, kind, reach in _REACHES:
        if group not in groups or not (has_digit or group == "token"):
            continue
        found += (
            (hit.start, end, kind) for hit in rule.hits(doc, group) if (end := reach(doc, hit))
        )
    found.sort(key=lambda fact: (fact[0], -fact[1]))
    return _apart(found)


def _health(rule: Rule, doc: Document, groups: frozenset[str]) -> list[tuple[int, int, str]]:
    """What is told of the customer's health and was not told by them."""
    found: list[tuple[int, int, str]] = []
    told = doc.inbound_reading.folded if doc.inbound_reading is not None else ""
    if not groups.isdisjoint(_HEALTH) and not rule.inbound_hits(doc, "inbound.health"):
        spans = ((hit.start, hit.end) for hit in rule.hits(doc, "illness"))
        found += ((*span, "health") for span in _owned(rule, doc, spans, told))
        found += (
            (hit.start, hit.end, "health")
            for hit in rule.hits(doc, "illness_of")
            if doc.text[hit.end : hit.end + 2].lstrip()[:1].isupper()
        )
        found += (
            (hit.start, hit.end, "health")
            for hit in rule.hits(doc, "course")
            if not any(word in told for word in _LONG_WORD.findall(doc.folded, hit.start, hit.end))
        )
        # Who speaks of a doctor has told that there is a doctor, not what for.
        if not rule.inbound_hits(doc, "inbound.care"):
            found += ((hit.start, hit.end, "health") for hit in rule.hits(doc, "health"))
    for topic in _GRAVE:
        if topic in groups and not rule.inbound_hits(doc, f"inbound.{topic}"):
            spans = ((hit.start, hit.end) for hit in rule.hits(doc, topic))
            found += ((*span, "health") for span in _owned(rule, doc, spans, told))
    remedies = [(hit.start, hit.end) for hit in rule.hits(doc, "remedy")] + [*medicines(doc)]
    if remedies:
        found += ((*span, "health") for span in _owned(rule, doc, remedies, told))
    return found


def find_private_facts(rule: Rule, doc: Document) -> list[tuple[int, int, str]]:
    """What a private reply should not tell either: a password, and where somebody else lives."""
    found = _private_passwords(rule, doc)
    if _DIGIT.search(doc.folded) is not None:
        found += ((*span, "private-others") for span in strangers(doc))
    return found


def _private_passwords(rule: Rule, doc: Document) -> list[tuple[int, int, str]]:
    """The passwords in a private reply; a code that opens a locker is meant to be sent there."""
    # Who says that no code came is answered by a person.
    by_machine = doc.reply.channel in _BY_MACHINE and not rule.inbound_hits(doc, "inbound.one_time")
    code = None if by_machine else _one_time(rule, doc)
    if code is not None:
        return [(*code, "private-password")]
    found = [
        (hit.start, end, "private-password")
        for hit in (rule.hits(doc, "token") if "token" in doc.groups(rule.code) else ())
        if _PASSWORD.search(doc.folded, hit.start, hit.end) and (end := _to_token(doc, hit))
    ]
    if not found and _DIGIT.search(doc.folded) is not None:
        found = [(*span, "private-password") for span in passwords(rule, doc)]
    return found


def _answers(rule: Rule, doc: Document) -> Iterator[tuple[int, int, str]]:
    """What only they may know, told because they asked: "what's my balance?" "£48.10"."""
    if doc.reply.inbound is None:
        return
    start, end = doc.zones.body
    if rule.inbound_hits(doc, "inbound.balance"):
        amount = _AMOUNT.search(doc.folded, start, end)
        if amount is not None:
            yield *amount.span(), "money"
    if rule.inbound_hits(doc, "inbound.secret"):
        secret = _SECRET_DIGITS.search(doc.folded, start, end)
        if secret is not None and not _is_dialled(doc, secret.start()):
            yield *secret.span(), "secret"
    elif (sent := _one_time(rule, doc)) is not None:
        yield *sent, "secret"
    if rule.inbound_hits(doc, "inbound.birth"):
        born = _BIRTH.search(doc.folded, start, end)
        if born is not None and not _SHOWN.search(doc.folded, start, born.start()):
            yield *born.span(), "date_of_birth"
    if rule.inbound_hits(doc, "inbound.booking"):
        code = _BOOKING_CODE.search(doc.text, start, end)
        if code is not None and "000" not in code[0]:
            yield *code.span(), "reference"


def _debts(rule: Rule, doc: Document) -> Iterator[tuple[int, int, str]]:
    """What is owed, an amount and what for in one sentence: "there's £48 left on your rent"."""
    owing = rule.hits(doc, "owes")
    for hit in rule.hits(doc, "due") if owing else ():
        start, end = sentence_of(doc, hit.start)
        if any(between(owing, start, end)) and (amount := _AMOUNT.search(doc.folded, start, end)):
            yield min(amount.start(), hit.start), max(amount.end(), hit.end), "money"


def _one_time(rule: Rule, doc: Document) -> tuple[int, int] | None:
    """A one-time code that is told: it proves who has the telephone, so no agent may know it."""
    for hit in rule.hits(doc, "one_time"):
        code = _SECRET_DIGITS.search(doc.folded, hit.end, hit.end + _CODE_AFTER)
        if code is not None and not _STOP.search(doc.folded, hit.end, code.start()):
            return code.span()
    if not rule.inbound_hits(doc, "inbound.one_time"):
        return None
    code = _SIX_DIGITS.search(doc.folded, *doc.zones.body)
    return None if code is None or _is_dialled(doc, code.start()) else code.span()


def _is_dialled(doc: Document, start: int) -> bool:
    return _DIALLED.search(doc.folded, max(0, start - 45), start) is not None


def _owned(
    rule: Rule, doc: Document, spans: Iterable[tuple[int, int]], told: str
) -> Iterator[tuple[int, int]]:
    """Illnesses and treatments that are said to be the customer's: "your (weekly) dialysis".

    spans: where they are named; told: what the customer wrote; what they named themselves is no news.
    """
    whose = rule.hits(doc, "whose")
    named = bool(rule.inbound_hits(doc, "inbound.relative"))  # "Maya's speech therapy"
    for start, end in spans:
        if doc.folded[start:end].rsplit(" ", 1)[-1] in told:
            continue
        if named:
            yield start, end
            continue
        for owner in between(whose, start - _OWNER_BEFORE, start):
            if (
                words_between(doc.folded, owner.end, start) <= _OWNER_WORDS
                and _BREAK.search(doc.folded, owner.end, start) is None
                and not _CONDITION.search(doc.folded, max(0, owner.start - 60), owner.start)
            ):
                yield owner.start, end
                break


def _to_amount(doc: Document, hit: Hit) -> int:
    """The end of the amount of money beside a hit; 0 where there is none."""
    if _PERCENT.match(doc.folded, hit.end):
        return 0
    start, end = sentence_of(doc, hit.start)  # a price may stand in the next one
    after = _AMOUNT.search(doc.folded, hit.start, min(max(end, hit.end), hit.end + _AMOUNT_AFTER))
    if after is not None:
        return max(hit.end, after.end())
    before = _AMOUNT.search(doc.folded, max(start, hit.start - _AMOUNT_BEFORE), hit.start)
    return hit.end if before is not None else 0


def _to_token(doc: Document, hit: Hit) -> int:
    """The end of the code or login that stands behind its name; 0 where a plain word does."""
    match = _TOKEN.match(doc.text, hit.end) or _ASIDE.match(doc.text, hit.end)
    if match is None:
        return 0
    token = match["token"].rstrip(".")
    digits = sum(character.isdigit() for character in token)
    inner = any(mark in token[1:-1] for mark in "._@")
    told = digits >= 2 or (inner and "://" not in token)
    return match.start("token") + len(token) if told else 0


def _opening(doc: Document) -> Iterator[tuple[int, int, str]]:
    """A code told with what it opens: "1948C for the box by the back door"."""
    for match in _OPENS.finditer(doc.text, *doc.zones.body):
        yield *match.span(), "secret"


def _to_birth(doc: Document, hit: Hit) -> int:
    """The end of a hit that has a date beside it on which a living grown-up may be born."""
    place = max(0, hit.start - _BIRTH_BEFORE)
    match = _BIRTH.search(doc.folded, place, hit.end + _BIRTH_AFTER)
    return hit.end if match is not None else 0


def _behind(form: re.Pattern[str]) -> Callable[[Document, Hit], int]:
    """What gives the end of a form right behind a hit; 0 where it is not there."""

    def reach(doc: Document, hit: Hit) -> int:
        match = form.match(doc.folded, hit.end)
        return match.end() if match is not None else 0

    return reach


# Groups that are a fact together with what stands beside them: which, and how far that reaches.
_REACHES: tuple[tuple[str, str, Callable[[Document, Hit], int]], ...] = (
    ("amount", "money", _to_amount),
    ("room", "place", _behind(_NUMBER)),
    ("passcode", "secret", _behind(_PASSCODE)),
    ("ending", "money", _behind(_LAST_DIGITS)),
    ("birth", "private_life", _to_birth),
    ("age", "private_life", _behind(_AGE)),
    ("token", "secret", _to_token),
)


def _apart(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for fact in found:
        if not kept or fact[0] >= kept[-1][1]:
            kept.append(fact)
    return kept
