"""Splits a text into sentences: cheap, and good enough to keep phrases apart."""

from __future__ import annotations

from replylint.lazy import lazy_pattern

Span = tuple[int, int]

_EMOJI = "\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
# One set of characters to look for, so that the scan between them is quick; what it means follows.
_BREAK = lazy_pattern(
    rf"[.!?\u2026\u3002\n{_EMOJI}](?:"
    r"(?<=[.!?\u2026\u3002])[.!?\u2026\u3002]{0,8}[\"'\u2019\u00bb\u201d)\]*_]{0,3}(?=\s|$)"
    # A blank line, or a line that does not run on.
    r"|(?<=\n)(?:[ \t\r]*\n|(?=\s{0,20}(?:[^a-z\u00e0-\u00ff\s]|$))"
    r"|(?<=[,:;!?]\n)|(?<=[,:;!?]\r\n))"
    # Emoji in place of a full stop.
    rf"|(?<=\s[^.!?\u2026\u3002\n])[{_EMOJI}\ufe0f\u200d]{{0,15}}(?=\s[A-Z\u00c0-\u00dd]))"
)
# A title or a short form that a sentence goes on after, whatever follows.
_GOES_ON = frozenset((
    "m", "mm", "mr", "mrs", "ms", "messrs", "dr", "mme", "mlle", "st", "ste", "prof", "av", "bd",
    "boul", "vs", "cf", "approx", "fig", "e.g", "i.e", "p.ex",
))  # fmt: skip
# Short forms that only a figure makes: "No. 12", but "Oh no." ends.
_BEFORE_FIGURE = frozenset(("no", "nos", "n", "art", "tel", "tél", "ext", "p", "pp", "réf", "ref"))
# Short forms that may end a sentence: only if the next word has no capital does it go on.
_MAY_END = frozenset((
    "etc", "ex", "max", "min", "env", "inc", "ltd", "co", "dept", "a.m", "p.m", "tél", "tel", "u.s",
    "s.a",
))  # fmt: skip


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text as spans that cover it whole, white space included."""
    spans: list[Span] = []
    start = 0
    for match in _BREAK.finditer(text):
        end = match.end()
        if match.group() == "." and is_abbreviation(text, match.start(), end):
            continue
        if end > start:
            spans.append((start, end))
            start = end
    if start < len(text) or not spans:
        spans.append((start, len(text)))
    return tuple(spans)


def is_abbreviation(text: str, dot: int, end: int) -> bool:
    """Whether a full stop belongs to an abbreviation, so that the sentence goes on."""
    before = text[max(0, dot - 8) : dot].split()
    following = text[end : end + 3].lstrip()[:1]
    if not before or not following or text[dot - 1].isspace():
        return False
    word = before[-1].lstrip("(«\"'\u2019")
    if len(word) == 1 and word.isalpha() and word.isupper():
        return following.isupper()  # an initial: "J. Smith"
    word = word.lower()
    if word in _GOES_ON:
        return True
    if word in _BEFORE_FIGURE and following.isdigit():
        return True
    return word in _MAY_END and not following.isupper()
