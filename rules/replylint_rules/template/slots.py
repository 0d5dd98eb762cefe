"""What stands before a value: a greeting, a title, a thing that has a number, a date or a price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    from replylint.document import Document

_GREETINGS = "bonjour|bonsoir|salut|coucou|hello|hi|hey|dear|cher|chere"
_TITLES = r"m\.?|mr\.?|mrs\.?|ms\.?|mme|mlle|monsieur|madame|mademoiselle"
_NUMBERED = (
    r"commande|dossier|facture|colis|contrat|ticket|reservation|reference|ref\.?|numero|n°|code|"
    r"suivi|agence|magasin|ville|montant|rayon|casier|case|"
    r"order|number|no\.|case|invoice|booking|claim|parcel|account|store in|amount|shelf|locker|aisle"
)
_DATED = (
    r"le|du|au|jusqu'au|de|d'|pour|chez|a|sous|dans|entre|vers|avant|des|par|sur|"
    r"on|until|by|at|for|of|from|to|with|between|within|in|before|after"
)

# All are searched in the folded text that ends where the value should begin.
GREETED = lazy_pattern(rf"(?:{_GREETINGS}) (?:(?:{_TITLES}) ?)?$")
TITLED = lazy_pattern(rf"(?:^|\s)(?:{_TITLES}) $")
THANKED = lazy_pattern(
    rf"(?:{_GREETINGS}|good morning|good afternoon|good evening|morning|evening|welcome|congrats|"
    rf"congratulations|well done|sorry|oh no|no worries|take care|merci|thanks|thank you|bravo|bienvenue|"
    rf"felicitations|desolee?|navree?|oh non|a bientot|courage)"
    rf"(?: so much| a lot| again| a toi| a vous| beaucoup| bien| encore)?,? (?:(?:{_TITLES}) ?)?$"
)
NAMED = lazy_pattern(
    rf"(?:^|\s)(?:{_GREETINGS}|merci|thanks|thank you|morning|afternoon|evening|{_TITLES}) $"
)
VALUE = lazy_pattern(
    rf"(?:^|[\s(\"'>*@/£$€#])(?:{_GREETINGS}|{_TITLES}|morning|afternoon|evening|{_NUMBERED}|"
    rf"{_DATED}|[:£$€#^@]) ?$"
)
DATE = lazy_pattern(
    r"(?:^|\s)(?:le|du|au|jusqu'au|avant|on|by|until|from|before|a|at|vers|entre) $"
)
NUMBER = lazy_pattern(r"(?:n°|numero|#|£|\$) ?$")
# A form to follow, not a blank to fill: "au format XX-000".
MODEL = lazy_pattern(
    r"\b(?:format|forme|modele|motif|pattern|commenc\w{1,5}|start\w{0,4}|begin\w{0,5}) "
    r"[^.!?]{0,12}$|\b(?:as(?: in)?|like|looks?|comme|type|genre|exemple|example) ?:? [(x) -]{0,12}$"
)


def greets(doc: Document, start: int) -> bool:
    """Whether a greeting of the reply's language stands right before start, maybe with a title."""
    before = max((hit.end for hit in doc.hits("greeting") if hit.end <= start), default=None)
    if before is None or start - before > REACH:
        return False
    titles = doc.words("titles")
    words = doc.folded[before:start].replace(".", " ").split()
    return all(word in titles or f"={word}" in titles for word in words)


REACH = 30  # code points that they may need


def present(text: str, hints: tuple[str, ...]) -> frozenset[str]:
    """Those of a few strings that are in a text."""
    found = [hint for hint in hints if hint in text]
    return frozenset(found) if found else _NONE


_NONE: frozenset[str] = frozenset()
