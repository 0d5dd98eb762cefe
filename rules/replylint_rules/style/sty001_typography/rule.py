"""STY001: spaces and marks that are set against the reply's own language and habit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Edit, Fix, Flag, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

_SPACE = "[ \u00a0\u202f\u2009]"
# High marks with a space before them, and those with none; "?!" is one, a face is none.
_SPACED = lazy_pattern(rf"[!?;](?<=[^\W_]{_SPACE}.)(?=[\s!?]|$)")
_UNSPACED = lazy_pattern(r"[!?;](?<=[^\W_].)(?=[\s!?]|$)")
_TIGHT = lazy_pattern(r"\u00ab(?P<inside>[^\W_][^\u00ab\u00bb\n]{0,160})\u00bb")
_LOOSE = lazy_pattern(rf"\u00ab(?P<space>{_SPACE})[^\u00ab\u00bb\n]{{1,160}}\u00bb")
# "word ," and "word,word", "word.Word"; the first word of a sentence is left to TPL002.
_AHEAD = lazy_pattern(r"[,.](?<=[^\W_]{2} .)(?=\s|$)")
_BEHIND = lazy_pattern(r"[,.!?](?<=[^\W\d_]{2}.)(?=[^\W\d_]{2})")
_NEXT_SENTENCE = lazy_pattern(r"(?!(?:Com|Fr|Net)\b)[A-Z\u00c0-\u00dd][a-z\u00e0-\u00ff]")
# A link that runs into the word before it, or takes the next sentence with it.
_INTO_LINK = lazy_pattern(r"https?://(?<=[^\W_]https://)|http://(?<=[^\W_]http://)")
_OUT_OF_LINK = lazy_pattern(
    r"https?://[^\s<>\"\u00ab\u00bb]{4,400}[.!?,](?P<word>[A-Z\u00c0-\u00dd][a-z\u00e0-\u00ff]{1,30})(?=\s|$)"
)


class Typography(Rule):
    """French high marks and guillemets only where the reply is at odds with itself."""

    code = "STY001"
    name = "typography"
    severity = Severity.INFO
    languages = ("fr", "en")
    messages = {
        "en": {
            "default": "“{phrase}”: a space too many before the mark",
            "missing": "“{phrase}”: a space is missing",
            "mixed": "“{phrase}” is set in another way than the same marks in this reply",
            "link": "“{phrase}”: what is glued to the link becomes part of it",
        },
        "fr": {
            "default": "« {phrase} » : une espace de trop avant le signe",
            "missing": "« {phrase} » : il manque une espace",
            "mixed": "« {phrase} » n'est pas composé comme les mêmes signes dans cette réponse",
            "link": "« {phrase} » : ce qui colle au lien en devient une partie",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        text = doc.text
        if "://" in text:
            yield from _links(text)
        if " ," in text or " ." in text:
            for match in _AHEAD.finditer(text):
                start = match.start() - 1
                word = start - len(text[max(0, start - 30) : start].split()[-1])
                opens = text[:word].rstrip()[-1:] in ("", ".", "!", "?")
                if not opens and doc.is_prose(word, match.end()):
                    fix = Fix((Edit(start, start + 1, ""),))
                    yield Flag(word, match.end(), fix=fix)
        for match in _BEHIND.finditer(text):
            start, end = match.start() - 2, match.end() + 2
            is_comma = match.group() == ","
            if (is_comma or _ends_sentence(text, match.end())) and doc.is_prose(start, end):
                yield Flag(start, end, "missing", fix=Fix((Edit(end - 2, end - 2, " "),)))
        if "!" in text or "?" in text or ";" in text:
            yield from _high_marks(doc)
        if "\u00ab" in text:
            yield from _guillemets(text)


def _ends_sentence(text: str, place: int) -> bool:
    """Whether the mark before that place ends a sentence: not that of a host or an initial."""
    return text[place - 2].islower() and _NEXT_SENTENCE.match(text, place) is not None


def _high_marks(doc: Document) -> Iterator[Flag]:
    """English has no space before them. French has, or in Quebec has not: never both."""
    text = doc.text
    # Behind a link a space is wise: some readers take the mark for a part of it.
    spaced = [m for m in _SPACED.finditer(text) if doc.is_prose(m.start() - 2, m.end())]
    if not spaced:
        return
    is_french = doc.language == "fr"
    unspaced = [match for match in _UNSPACED.finditer(text) if doc.is_prose(*match.span())]
    if not is_french or len(unspaced) > len(spaced):
        for match in spaced:
            start = match.start() - 1
            fix = Fix((Edit(start, start + 1, ""),))
            key = "mixed" if is_french else "default"
            yield Flag(start - 1, match.end(), key, fix=fix)
    else:
        for match in unspaced:
            start = match.start()
            fix = Fix((Edit(start, start, text[spaced[0].start() - 1]),))
            yield Flag(start - 1, match.end(), "mixed", fix=fix)


def _guillemets(text: str) -> Iterator[Flag]:
    """Tight ones beside loose ones."""
    loose = _LOOSE.search(text)
    if loose is None:
        return
    for match in _TIGHT.finditer(text):
        space = loose["space"]
        first, last = match.span("inside")
        edits = [Edit(first, first, space)]
        if not match["inside"][-1].isspace():
            edits.append(Edit(last, last, space))
        yield Flag(*match.span(), "mixed", fix=Fix(tuple(edits)))


def _links(text: str) -> Iterator[Flag]:
    for match in _INTO_LINK.finditer(text):
        start = match.start()
        yield Flag(start - 1, match.end(), "link", fix=Fix((Edit(start, start, " "),)))
    for match in _OUT_OF_LINK.finditer(text):
        start, end = match.span("word")
        yield Flag(start - 1, end, "link", fix=Fix((Edit(start, start, " "),)))
