"""Two spaces in a row where a value was: only between words that cannot follow each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_BEFORE = lazy_pattern(r"[\w'°]{1,30}$")
_AFTER = lazy_pattern(r" {2,9}(?P<word>[\w']{1,30})")
_FR_VERBS = "est a sont ont sera seront arrive arrivera part partira"
_EN_VERBS = "is was has will are left ships shipped arrives arrived"

# What stands before the gap, and what behind it. People type two spaces anywhere: "passer  de
# bonnes fêtes" must not be here.
_PAIRS = tuple(
    (frozenset(before.split()), frozenset(after.split()))
    for before, after in (
        (
            "du le au des jusqu'au",
            f"{_FR_VERBS} pour entre et du au h concernant relatif relative",
        ),
        ("le", "a"),
        ("de pour chez sur avec par", f"{_FR_VERBS} a"),
        ("a de vers entre et", "h heures"),
        ("sous dans d'ici apres", "jour jours heure heures semaine semaines mois"),
        ("commande dossier facture colis contrat ticket reservation numero n°", _FR_VERBS),
        ("for at to from by of with the your", f"{_EN_VERBS} on at for"),
        ("on", f"{_EN_VERBS} at by from between"),
        ("by at", "on"),
        ("within in", "day days hour hours week weeks business working"),
        ("order booking case ticket invoice claim parcel number reference", _EN_VERBS),
    )
)

_SIGNS = ("n°", "numero")  # nothing but a number follows them


def emptied(doc: Document) -> Iterator[tuple[int, int]]:
    """Yield the gaps, from the word before to the word behind, as spans of `doc.text`."""
    own = doc.reply.text
    if "  " not in own:
        return
    for match in _AFTER.finditer(own):
        start, end = doc.reading.back(match.start()), doc.reading.back(match.end())
        word = _BEFORE.search(doc.folded, max(0, start - 31), start)
        if word is None:
            continue
        before, after = word.group(), doc.folded[end - len(match["word"]) : end]
        if before in _SIGNS or any(before in lead and after in follow for lead, follow in _PAIRS):
            yield word.start(), end
