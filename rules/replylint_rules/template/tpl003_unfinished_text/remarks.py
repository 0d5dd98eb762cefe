"""What is said to a colleague and set apart by signs: ### ask Ana ###, <!-- late? -->, (option 1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint_rules.template import slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

Span = tuple[int, int]

_FENCED = lazy_pattern(
    r"(?<!\S)(?P<mark>#{2,6}|@{2,6}|%{2,6}|\u00a7{1,4}|\+{2,6}|<{2,6}|>{2,6}|={2,6}|~{3,6}|\*{3,6}|!{2,6}|/{2,4}|\|{2,4})"
    r" ?(?P<said>[^\W\d_][^#@%<>\n]{6,160}?) ?(?:(?P=mark)|[<>]{2,6})(?=[\s.]|$)"
)
_FENCES = ("##", "@@", "%%", "\u00a7", "++", "<<", ">>", "==", "~~~", "***", " !!", "\n!!",
           " //", "\n//", "||")  # fmt: skip
_SHOUTED = "!*=~+"  # around a title, or what is shouted
_TO_DO = lazy_pattern(
    r"(?:(?:a|penser a|faut|il faut|bien|avant de) )?(?:(?!venir)\w{2,}(?:er|ir)"
    r"|mettre|prendre|attendre|faire|dire|relire|joindre|voir|check|ask|insert|add|confirm|verify|stp"
    r"|svp|pls|todo|note|interne|internal) "
)
# "<if late, say so>": words, and no attributes of a tag.
_IN_ANGLES = lazy_pattern(r"<[^\W\d_]\w*(?: [^\s<>=/]{1,30}){2,40}>")
# What a writing assistant counts, and where a text was marked to end.
_COUNTED = lazy_pattern(
    r"\(\d{2,4} (?:words|characters|mots|caracteres|signes)\)|-{2,6} ?(?:end|fin) ?-{2,6}"
)
_COMMENT = lazy_pattern(r"<!--[^<>]{0,300}(?:-->|$)")
# One of two texts to choose from.
_CHOICE = lazy_pattern(
    r"[\[(](?:option|version|variant|choice|alternative) (?:1|a|one)\b ?[:)\]\u2013-]"
)
# What a text is called that was pasted with its name, or with another to choose from: "SHORT: Thanks
# Paula", "CANNED #7\nChantelle, ...".
_KIND = (
    r"(?:(?:(?:version|variante?|draft|brouillon|canned|macro|template|snippet|gabarit|reponse type|stock reply|v[1-9]"
    r"|final (?:version|draft|reply)|(?:option|reply|response|answer|reponse|proposition) (?:[a-d]|\d))"
    r"\b[^\n:.!?]{0,40})|(?:short|long|shorter|longer|formal|informal|casual|warm|warmer|neutral|courte?|longue|formelle?"
    r"|neutre|chaleureu(?:x|se))(?: version| reply| draft)?(?: ?\([^()\n]{2,40}\))?)"
)
_GREETS = (
    r"(?:bonjour|bonsoir|salut|coucou|cher|chere|merci|un grand merci|hi|hello|hey|dear|thanks|thank you|sorry|desolee?"
    r"|good morning|good afternoon|many thanks)"
)
# ">> agent: do not mention the others"
_TO_AGENT = lazy_pattern(
    r"(?:\A|\n)>{2,4} ?(?:agent|advis[eo]r|conseill(?:er|[e\u00e8]re)|staff|team|[e\u00e9]quipe|note"
    r"|nb|interne?|internal|todo)s? ?:[^\n]{1,160}",
    re.IGNORECASE,
)
# "You won't be charged. <-- take this out if she cancelled"
_ARROW = lazy_pattern(
    r"(?:<[-=]{1,3}|\u2190) ?(?:pls |please |\u00e0 |a )?(?:take|remove|delete|check|add|change|put|keep|edit"
    r"|confirm|insert|not sure|only if|if (?:she|he|they|the)|enlever|supprimer|retirer|v[e\u00e9]rifier|ajouter"
    r"|garder|mettre|changer|confirmer|relire|seulement si|si (?:le|la|elle|il)\b|pas s[u\u00fb]re?)[^\n]{0,160}",
    re.IGNORECASE,
)
_LABELLED = lazy_pattern(rf"[^\w\n]{{0,3}}{_KIND} ?: ?[\"'\u00ab\u201c]?\s?(?={_GREETS}(?![\w-]))")
_TITLED = lazy_pattern(
    r"[^\w\n]{0,3}(?:canned(?: reply| response)?|macro|template|snippet|mod[e\u00e8]le|gabarit|r[e\u00e9]ponse type"
    r"|saved reply|script)(?: ?:|_| [-\u2013] |[ _]?(?:#|n\u00b0|no\.?)? ?\d{1,2}(?!\d))[^\n.!?]{0,60}(?=\n)",
    re.IGNORECASE,
)


def remarks(doc: Document) -> Iterator[Span]:
    """Yield what is said to a colleague between signs; in drafts also what a template may hold."""
    text = doc.text
    yield from _said_to_a_colleague(doc)
    if doc.kind != "draft":
        return
    pasted = _LABELLED.match(doc.folded) or _TITLED.match(text)
    if pasted is not None:
        yield pasted.span()
    if "<" in text:
        for match in _IN_ANGLES.finditer(text):
            yield match.span()
    if "(" in text or "[" in text:
        for match in _CHOICE.finditer(doc.folded):
            yield match.span()


def _said_to_a_colleague(doc: Document) -> Iterator[Span]:
    text = doc.text
    if slots.present(text, _FENCES) or text.startswith(("//", "!!")):
        for match in _FENCED.finditer(doc.folded):
            if _is_a_remark(doc, *match.span(), match["said"]):
                yield match.span()
    if "(" in text or "--" in text:
        for match in _COUNTED.finditer(doc.folded):
            yield match.span()
    if "<!--" in text:
        for match in _COMMENT.finditer(text):
            yield match.span()
    if ("<-" in text or "<=" in text or "\u2190" in text) and (
        arrow := _ARROW.search(text)
    ) is not None:
        yield arrow.span()
    if ">>" in text and (told := _TO_AGENT.search(text)) is not None:
        yield told.span()


def _is_a_remark(doc: Document, start: int, end: int, said: str) -> bool:
    """What may be a title, or what is shouted, only if it tells what to do."""
    before = doc.text[max(0, start - 3) : start].rstrip(" ")
    heads_line = not before or before.endswith("\n")
    may_be_said = doc.text[start] in _SHOUTED or before.endswith(":") or heads_line
    return not may_be_said or _TO_DO.match(said) is not None
