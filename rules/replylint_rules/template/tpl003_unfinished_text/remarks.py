"""What is said to a colleague and set apart by signs: ### ask Ana ###, <!-- late? -->, (option 1)."""

from __future__ import annotations

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
_COMMENT = lazy_pattern(r"<!--[^<>]{0,300}(?:-->|$)")
# One of two texts to choose from.
_CHOICE = lazy_pattern(
    r"[\[(](?:option|version|variant|choice|alternative) (?:1|a|one)\b ?[:)\]\u2013-]"
)


def remarks(doc: Document) -> Iterator[Span]:
    """Yield what is said to a colleague between signs; in drafts also what a template may hold."""
    text = doc.text
    if slots.present(text, _FENCES) or text.startswith(("//", "!!")):
        for match in _FENCED.finditer(doc.folded):
            if _is_a_remark(doc, *match.span(), match["said"]):
                yield match.span()
    if "<!--" in text:
        for match in _COMMENT.finditer(text):
            yield match.span()
    if doc.kind != "draft":
        return
    if "<" in text:
        for match in _IN_ANGLES.finditer(text):
            yield match.span()
    if "(" in text or "[" in text:
        for match in _CHOICE.finditer(doc.folded):
            yield match.span()


def _is_a_remark(doc: Document, start: int, end: int, said: str) -> bool:
    """What may be a title, or what is shouted, only if it tells what to do."""
    before = doc.text[max(0, start - 3) : start].rstrip(" ")
    heads_line = not before or before.endswith("\n")
    may_be_said = doc.text[start] in _SHOUTED or before.endswith(":") or heads_line
    return not may_be_said or _TO_DO.match(said) is not None
