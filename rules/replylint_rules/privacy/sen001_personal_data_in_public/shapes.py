"""Values whose form says what they are, once the talk is of a vehicle, a meter or a door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document
    from replylint.rule import Rule

# "GK-418-LN": no letter that plates leave out; "VD 000 123" of a Swiss canton.
_PLATE = lazy_pattern(
    r"(?<![\w-])[A-HJ-NP-TV-Z]{2}[- ]\d{3}[- ][A-HJ-NP-TV-Z]{2}(?![\w-])|(?<![\w-])[1-9]-[A-Z]{3}-\d{3}(?![\w-])"
    r"|(?<![\w-])(?:A[GIR]|B[ELS]|FR|G[ELR]|JU|LU|N[EW]|OW|S[GHOZ]|T[GI]|UR|V[DS]|Z[GH])[ ·-]\d{3}[ ']?\d{3}(?![\w-])"
)
# The supply point of a home, in the groups of a bill.
_SUPPLY = lazy_pattern(r"(?<![\w,.])\d{2}([ \u00a0]?)\d{3}(?:\1\d{3}){3}(?![\w,.]?\d)")
_GOODS = lazy_pattern(
    r"\b(?:article|modele|ref\w*|produit|piece|siret|version|firmware|dns|serveur|passerelle|masque)"
    r"(?: (?:du|de la|primaire|secondaire|est|le|la))?[ :]*$"
)
_BEFORE = 40
# "Code 48B12", of a door in France.
_DOOR = lazy_pattern(
    r"\b[Cc]ode (?:est )?(?:: ?)?(?:\d{2,4}[AB]\d{0,4}|[AB]\d{3,5}|\d{1,3}[AB]\d{2,4})[#*]?(?!\w)"
)


def find_shapes(rule: Rule, doc: Document) -> Iterator[tuple[int, int, str]]:
    """Plates, supply points and the codes of doors: (start, end, kind)."""
    for group, form, kind in (
        ("vehicle", _PLATE, "reference"),
        ("supply", _SUPPLY, "reference"),
        ("door", _DOOR, "secret"),
    ):
        if not (rule.hits(doc, group) or rule.inbound_hits(doc, f"inbound.{group}")):
            continue
        match = form.search(doc.text)
        if match is not None and not _GOODS.search(
            doc.folded, max(0, match.start() - _BEFORE), match.start()
        ):
            yield *match.span(), kind
