"""CHN004: the talk should go on in private, and the reply does not offer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.rule import Flag, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# Kinds of personal data that lead straight to a person; an order number does not.
_TELLING = frozenset(
    "card iban bank_account email phone address date_of_birth ssn nir nino sin niss ahv "
    "id_document".split()
)
_SURE = 0.8
_MAY_HOLD_DATA = 6  # digits


class StaysPublic(Rule):
    """The customer posted data, or the thread is long and heated, and no private way is offered."""

    code = "CHN004"
    name = "stays-public"
    preview = True
    languages = ("en", "fr")
    needs = ("visibility", "inbound")
    options = {"max_turns": 4}
    messages = {
        "en": {
            "data": "The customer has posted personal data where everybody can read it, and the "
            "reply leaves it there",
            "data.suggestion": "Ask them to take it down, and go on in private.",
            "long": "This thread goes back and forth in public without coming to an end",
            "long.suggestion": "Offer to go on in private, and come back with the outcome.",
        },
        "fr": {
            "data": "Le client a publié des données personnelles, et la réponse les laisse là",
            "data.suggestion": "Invitez-le à les retirer et poursuivez en privé.",
            "long": "L'échange s'éternise en public sans aboutir",
            "long.suggestion": "Proposez de poursuivre en privé, et revenez dire comment cela "
            "finit.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        if doc.visibility != "public" or doc.inbound is None:
            return
        start, end = doc.zones.body
        if _holds_data(doc.inbound.text):
            if not (doc.hits("private_way") or doc.hits("take_down")):
                yield Flag(start, end, "data", confidence=0.8)
        elif (
            len(doc.reply.thread) > self.number("max_turns")
            and doc.inbound.complaint
            and not doc.hits("private_way")
        ):
            yield Flag(start, end, "long", confidence=0.6)


def _holds_data(text: str) -> bool:
    if "@" not in text and sum(character.isdigit() for character in text) < _MAY_HOLD_DATA:
        return False
    from replylint.personal_data import find

    return any(data.kind in _TELLING and data.confidence >= _SURE for data in find(text))
