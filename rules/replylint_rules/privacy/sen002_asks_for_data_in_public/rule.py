"""SEN002: the reply asks the customer to post personal data where everybody can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity
from replylint_rules.privacy.asking import (
    Request,
    between,
    link_near,
    lists,
    merged,
    overlaps,
    requests,
    sentence_of,
    words_between,
)
from replylint_rules.privacy.private_way import (
    by_private_message,
    offers_private_way,
    private_params,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.document import Document
    from replylint.phrases import Hit

# What stands farther from a datum than so many characters has nothing to do with it.
_NEAR = 240
# "Have your booking number at hand": what shields a datum stands so few words before it.
_SHIELDED = 3
# "Your order number isn't needed": a denial may stand right behind.
_DENIED = 12
# "Ton \U0001f4e7 en réponse": a picture in the place of the word.
_PICTURES = "\U0001f4f1\U0001f4de\u260e\U0001f4e7\u2709\U0001f4b3\U0001faaa"
# "Votre code postal, on recalcule": what is done with it, not what was done.
_THEN = lazy_pattern(
    r"(?:(?! (?:est|sont|a|etait|sera|is|was|has|are)\b)[^.!?:;()\d]){0,40}?, ?(?:et |pis |and )?(?:(?:on|je|nous|we|i)(?: (?:te|vous|le|la|les|lui|will)|'ll)*"
    r"|j'|(?:on|je|nous) (?:l'|t'|vous l')) ?(?!(?:ai|a|avons|as|n|ne|never|don|won|have|had|did|am|are|suis|sommes|avais|etais|aurais)\b)[a-z]{3}"
)
# "New address, and when did you move?"
_GOES_ON = lazy_pattern(r" ?(?:,|\+|&|and\b|plus\b|et\b)")
# "Who is she (first and last name), and which class?"
_ASIDE = lazy_pattern(r"[^().?!]{0,40}\)")
_WHO = lazy_pattern(
    r"\b(?:who|which|what|whose|qui|quel(?:le)?s?|lequel|laquelle)\b[^().?!]{0,40}\((?:\w+ ){0,3}$"
)
# "On MPRN 7418206395 for Monday": the number itself stands there.
_TOLD = lazy_pattern(r"(?: is| est| no\.?| n°|:)?:? ?#?[a-z]{0,3}-?\d{3}")
_SHORTENED = lazy_pattern(r"(?: ?(?:no|ref|num|nr|tel|nbr))?\. ?(?=[a-z?])")
_PICTURED = lazy_pattern(
    rf"\b(?:votre|ton|ta|vos|tes|your)(?: n[°o]\.?| num(?:ero|ber)?)?(?: de| d'| of)? ?[{_PICTURES}]"
)


# "Your o.r.d.e.r n-u-m-b-e-r below": letters kept apart so that nobody reads the word.
_APART = lazy_pattern(r"(?<![\w.@/-])[a-z]([.\-_*\u00b7\u2022~| ])[a-z](?:\1[a-z])+(?![\w@/])")
_HIDDEN = lazy_pattern(
    r"order|booking|account|number|address|phone|mobile|postcode|e?mail|surname|birth|password|iban|customer"
    r"|policy|refe?r?ence|commande|reservation|dossier|compte|numero|adresse|telephone|portable|codepostal"
    r"|naissance|motdepasse|contrat|courriel|client|^(?:ref|rib|nom|name|pin|cvv|nip|mdp|dob|ssn|nas|sin)$"
)


# A list with one line for each thing: "answer with:", then "- surname", "- policy number".
_LINES = lazy_pattern(r":[ \t]*(?:\n[ \t]*(?:[-–•*·]|\d{1,2}[.)])[ \t]*[^\n]{2,60}){1,12}")
# Fields left blank, each in a line of its own: "Name:", "Member no:".
_BLANKS = lazy_pattern(
    r"(?:(?:\n|\A)[ \t]{0,9}(?:[-–•*·]|\d{1,2}[.)])?[^\n:!?]{2,40}:[ \t_.…]{0,30}(?=\n|\Z)){2,20}"
)


class AsksForDataInPublic(Rule):
    """A way of asking and a name of personal data, with no private way beside them."""

    code = "SEN002"
    name = "asks-for-data-in-public"
    severity = Severity.ERROR
    needs = ("visibility",)
    options = {"private_link": "", "weigh": True}
    messages = {
        "en": {
            "default": "“{phrase}” asks for personal data where everybody can read the answer",
            "default.suggestion": "Ask for it in private: “{invitation}”",
            "choice": "“{phrase}” leaves the customer free to post personal data in public",
            "choice.suggestion": "Leave only the private way: “{invitation}”",
            "weighed": "“{phrase}” seems to ask for personal data where everybody can read the answer, by {evidence}",
        },
        "fr": {
            "default": "« {phrase} » demande une donnée personnelle là où tout le monde peut lire "
            "la réponse",
            "default.suggestion": "Demandez-la en privé : « {invitation} »",
            "choice": "« {phrase} » laisse le client libre de publier une donnée personnelle",
            "choice.suggestion": "Ne laissez que la voie privée : « {invitation} »",
            "weighed": "« {phrase} » semble demander une donnée personnelle là où tout le monde peut lire la réponse, par {evidence}",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.visibility != "public":
            return
        asked = self._asked(doc)
        if not asked:
            return
        private = offers_private_way(doc) or _gives_an_address(doc)
        link = str(self.settings["private_link"])
        params = private_params(self, doc, link)
        for request in asked:
            start, end = sentence_of(doc, request.start)
            if any(between(doc.hits("elsewhere"), start, end)) or link_near(doc, start):
                continue
            if not private:
                fix = by_private_message(self, doc, request.end, link)
                yield Flag(request.start, request.end, params=params, fix=fix)
            elif any(between(self.hits(doc, "either"), start, end)):
                yield Flag(request.start, request.end, "choice", params, confidence=0.7)

    def may_weigh(self, doc: Document) -> bool:
        """Only where everybody reads the answer, and no private way is offered for it."""
        return doc.visibility == "public" and not (
            offers_private_way(doc) or _gives_an_address(doc) or doc.hits("elsewhere")
        )

    def weigh_params(self, doc: Document) -> dict[str, object]:
        return private_params(self, doc, str(self.settings["private_link"]))

    def _asked(self, doc: Document) -> list[Request]:
        data = doc.hits("datum")
        if not data:
            hidden = (*self._pictured(doc), *self._apart(doc))
            return merged([], [*self.hits(doc, "oblique"), *hidden])
        found = requests(doc, data)
        taken = {start for request in found for start in request.data}
        free = [hit for hit in data if hit.start not in taken]
        alone = [request for request in lists(doc, free) if self._stands_alone(doc, request)]
        shields = doc.hits("no_ask")
        handed = [
            hit
            for hit in self.hits(doc, "hand_over")
            if hit.start > data[0].start and not overlaps(hit, shields)
        ]
        listed = _in_lines(doc, data)
        return merged(found, [*alone, *self.hits(doc, "oblique"), *handed, *listed])

    def _pictured(self, doc: Document) -> Iterator[Request]:
        """What a picture names, where an answer under it is asked for: "ton n° de \U0001f4f1 ici"."""
        if doc.text.isascii() or not any(picture in doc.text for picture in _PICTURES):
            return
        for match in _PICTURED.finditer(doc.folded):
            start, end = sentence_of(doc, match.start())
            hits = (*doc.hits("public_place"), *self.hits(doc, "please"), *doc.hits("ask"))
            if any(start <= hit.start < end for hit in hits):
                yield Request(*match.span(), ())

    def _apart(self, doc: Document) -> Iterator[Request]:
        """What is named letter by letter, where an answer under it is asked for."""
        asks = (*doc.hits("public_place"), *self.hits(doc, "please"), *doc.hits("ask"))
        if not asks:
            return
        for match in _APART.finditer(doc.folded):
            start, end = sentence_of(doc, match.start())
            if any(start <= hit.start < end for hit in asks) and _HIDDEN.search(
                match[0].replace(match[1], "")
            ):
                yield Request(*match.span(), ())

    def _stands_alone(self, doc: Document, datum: Request) -> bool:
        """Whether data are asked for without a verb: "Order number?", "your postcode below"."""
        start, end = sentence_of(doc, datum.start)
        if any(between(self.hits(doc, "reassuring"), start, datum.end + _DENIED)):
            return False
        folded = doc.folded
        if _TOLD.match(folded, datum.end):
            return False
        if _SHORTENED.match(doc.text, datum.end):  # "Member no. please?" is one sentence
            end = max(end, sentence_of(doc, datum.end + 2)[1])
        shields = between(doc.hits("no_ask"), max(start, datum.start - _NEAR), datum.start)
        if any(words_between(folded, hit.end, datum.start) <= _SHIELDED for hit in shields):
            return False
        near = max(start, datum.start - _NEAR)
        clause = max(near, *(folded.rfind(mark, near, datum.start) + 1 for mark in ",:;-"))
        before = words_between(folded, clause, datum.start)
        leads = before <= 3
        question = folded.find("?", datum.end, min(end, datum.end + _NEAR))
        if question >= 0 and (
            (leads and words_between(folded, datum.end, question) <= 3)
            or (before == 0 and _GOES_ON.match(folded, datum.end))
            or (_ASIDE.match(folded, datum.end) and _WHO.search(folded, near, datum.start))
        ):
            return True
        if before <= 1 and leads and _THEN.match(folded, datum.end, end):
            return True

        def follows(hits: Sequence[Hit], reach: int) -> bool:
            hit = next(between(hits, datum.end, end), None)
            if hit is None or words_between(folded, datum.end, hit.start) > reach:
                return False
            return not any(between(doc.hits("no_ask"), datum.end, hit.end + _DENIED))

        either = self.hits(doc, "either")  # "DM or right here: name and postcode"
        return (
            (before <= 2 and any(between(either, start, datum.start)))
            or follows(self.hits(doc, "please"), 4 if leads else 1)
            or follows(doc.hits("public_place"), 5)
            or (before <= 5 and follows(self.hits(doc, "wanted"), 8 if leads else 4))
        )


def _in_lines(doc: Document, data: Sequence[Hit]) -> Iterator[Hit]:
    """What is named in the lines of a list whose head asks for it, or in a form to fill in."""
    if ":\n" not in doc.text:
        return
    for form in _BLANKS.finditer(doc.text):
        yield from between(data, *form.span())
    for block in _LINES.finditer(doc.text):
        start, end = doc.text.rfind("\n", 0, block.start()) + 1, block.start()
        aside = (
            *between(doc.hits("no_ask"), start, end),
            *between(doc.hits("elsewhere"), start, end),
        )
        if not aside and any(between(doc.hits("ask"), start, end)):
            yield from between(data, *block.span())


def _gives_an_address(doc: Document) -> bool:
    """Whether the reply holds an e-mail address to write to."""
    text = doc.text
    return "@" in text and any("@" in text[start + 1 : end] for start, end in doc.non_prose)
