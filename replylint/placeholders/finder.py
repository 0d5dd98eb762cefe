"""Finds placeholders by their shape, whole ones and those that lost a bracket.

Some shapes are enough by themselves, as nobody writes `{{...}}` in prose. Others (`[...]`, `<...>`,
`--...--`) are prose too, and count only where they name a field: a first name, an order number, a
link. What stands in code, between backticks, is no placeholder.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from replylint.lazy import lazy_pattern
from replylint.placeholders.fields import is_field, names_field
from replylint.spans import overlaps

__all__ = ["SHAPES", "Placeholder", "find", "may_hold"]


class Placeholder(NamedTuple):
    """One placeholder of a text.

    start, end: code points, its delimiters included. shape: one of those of `SHAPES`, or "broken"
    where a delimiter is missing. body: what stands between the delimiters, stripped.
    """

    start: int
    end: int
    shape: str
    body: str

    @property
    def variable(self) -> str:
        """The name of the field, without filters, fallbacks and arguments: "ticket.id"."""
        if self.shape == "brace" and "=" in self.body:  # Mautic: contactfield=firstname|there
            return self.body.partition("|")[0]
        match = _VARIABLE.match(self.body)
        return match.group() if match is not None else self.body

    @property
    def has_fallback(self) -> bool:
        """Whether it says what to write where the field is empty."""
        return _FALLBACK.search(self.body) is not None

    @property
    def is_value(self) -> bool:
        """Whether a value takes its place; a tag such as `{% if %}` or `{{#each}}` only steers."""
        if self.shape == "tag":
            return _HELP_SCOUT.match(self.body) is not None
        return not self.body.startswith(("#", "/", "^", "!--", "else"))


_VARIABLE = lazy_pattern(r"\$?[^\W\d][\w.\-]{0,120}(?: [^\W\d]\w{0,30}){0,4}")
_FALLBACK = lazy_pattern(r"\||\bfallback\s?[=:]|\bdefault\s?[=:(]|\?\?")
_HELP_SCOUT = lazy_pattern(r"(?:customer|conversation|user|mailbox|company)\.\w")

# How each shape is written, by the character that it begins with; where several fit, the first.
SHAPES = {
    "{": (
        ("double_braces", r"\{\{\{?[^{}\n]{0,200}\}\}\}?"),
        # escaped, "\{\{name\}\}", or parted, "{ { name } }"
        ("double_braces", r"\{(?:\\| )\{ ?[^{}\\\n]{1,80}(?:\\| )?\}(?:\\| )\}"),
        ("tag", r"\{%[^%{}\n]{0,200}%\}"),
        ("salesforce", r"\{![^{}\n]{1,120}\}"),
        ("dollar_brace", r"\{\$[^{}\n]{1,120}\}"),
        # fields are counted from 0 or 1: "{12}" counts letters in a pattern
        ("index", r"(?<![\w\])}\\^])\{[0-2]?\}"),
        (
            "brace",
            r"(?<![\\^_}{])\{\s?[^\W\d][\w.' -]{0,60}(?:=[^{}\n|]{0,60})?(?:\|[^{}\n]{0,60})?\}"
            r"(?!\})",
        ),
    ),
    "$": (
        ("dollar_brace", r"\$\{[^{}\n]{1,120}\}"),
        ("dollar", r"(?<![\w$])\$[^\W\d]\w{0,40}(?:\.[^\W\d]\w{0,40}){0,4}(?![\w-])"),
    ),
    "#": (
        ("ruby", r"#\{[^{}\n]{1,120}\}"),
        ("double_hash", r"##[^\W\d]\w{0,60}##"),
        ("hashes", r"(?<![\w#])#[^\W\d]\w{1,60}#(?!\w)"),
    ),
    "%": (
        ("double_braces", r"(?:%7[Bb]){2}[^%\s]{1,80}(?:%7[Dd]){2}"),
        ("percent_brace", r"%\{[^{}\n]{1,120}\}"),
        ("python", r"%\([^\W\d][\w.]{0,60}\)[sdf]"),
        ("double_percent", r"%%[^\W\d]\w{0,60}%%"),
        ("percent", r"(?<!\d)%[^\W\d][\w.-]{1,40}%"),
        ("printf", r"(?<![\w%\u00a0\u202f])(?<!\d )%(?:\d\$)?[sd](?![\w%'\u2019])"),
    ),
    "*": (("mailchimp", r"\*\|[^|*\n]{1,80}\|\*"),),
    "<": (
        ("erb", r"<[%?]=?[^<>%\n]{1,120}[%?]>"),
        ("double_angles", r"<<[^\W\d]\w{1,60}>>"),
        ("angle", r"<[^\W\d][^<>\n@:/=\"]{0,80}>"),
    ),
    "[": (
        ("double_brackets", r"\[\[[^\[\]\n]{1,120}\]\]"),
        ("brackets", r"\[[^\[\]\n]{1,120}\](?!\()"),
    ),
    "\u00ab": (("merge_field", r"\u00ab[^\W\d]\w{1,60}\u00bb"),),
    "\\": (("escaped", r"\\\{\\\{[^{}\\\n]{1,60}\\\}\\\}"),),
    "@": (
        ("double_at", r"@@[^\W\d]\w{0,60}@@"),
        ("at_sign", r"(?<![\w@])@@[^\W\d]\w{0,60}"),
        ("at_signs", r"(?<![\w@.])@[^\W\d]\w{1,30}@(?![\w@])"),
    ),
    "-": (("dashes", r"(?<![\w-])-- ?(?=[^\s-])[^\n-]{2,60}--(?![\w-])"),),
    "_": (("underscores", r"(?<!\w)__(?=[^\W_])[^\n_]{2,40}__(?!\w)"),),
    ":": (("colon", r":[^\W\d_]\w{2,40}(?![\w:])"),),
}
# Prose has these shapes too: they count only where they name a field.
_PROSE_TOO = frozenset(
    ("brace", "brackets", "angle", "dashes", "underscores", "percent", "dollar", "colon", "hashes",
     "merge_field", "double_angles", "at_signs", "at_sign")
)  # fmt: skip
_STARTS = lazy_pattern(
    r"[{\[]|<(?=[^\W\d]|[%?<])|%(?=\w|[{(%])|\$(?=[^\W\d]|\{)|\u00ab(?=\w)|#(?=[{#]|\w{2,60}#)"
    r"|\\(?=\{)|\*(?=\|)|@(?=@|\w{2,31}@)|-(?=-)|_(?=_)|(?<=\s):(?=[a-zA-Z])"
)
_COLON = lazy_pattern(r" :[a-zA-Z]")

# What is left of a placeholder that lost a delimiter. In "sure" ones that is certain; the others
# must also name a field.
_BROKEN_MARK = lazy_pattern(r"[{}]|\*\||\|\*|%[a-zA-Z]|\[[^\[\]\n]{0,60}[,!\n]|\w\](?=[\s,!])")
_BROKEN = lazy_pattern(
    r"\{\{(?:(?P<sure1>[^\W\d][\w.' -]{0,60})\}?|\s{1,2}(?P<sure6>[^\W\d][\w.' -]{0,60})\})"
    r"|(?<![\w.])\{?(?P<sure2>[^\W\d][\w.]{0,60})\s?\}\}"
    r"|[%$#]\{(?P<sure3>[^\W\d][\w.]{0,60})"
    r"|\*\|(?P<sure4>[^\W\d]\w{1,60})\|?"
    r"|(?<!\w)\|(?P<sure5>[^\W\d]\w{1,60})\|\*"
    r"|(?<![\\^_\w])\{(?P<brace>[^\W\d][\w.]{0,60})(?=[\s,;!?])"
    r"|(?<![\w.])(?P<closed>[^\W\d][\w.]{1,60})(?<![_\d])\}"
    r"|(?<![\w%])%(?P<percent>[^\W\d_][\w.]{2,40})(?=[\s,;!?])"
    r"|\[(?P<bracket>[^\W\d][\w' ]{1,40})(?=[,!\n])"
    r"|(?<![\w.])(?P<bracketed>[^\W\d]\w{1,40})\](?=[\s,!])"
)

_CODE = lazy_pattern(r"```[^`]{0,5000}```|`[^`\n]{1,200}`")
_WIDE = str.maketrans(
    "\uff5b\uff5d\uff05\uff3b\uff3d\uff1c\uff1e\uff04\uff03\u27e8\u27e9\u2329\u232a\u3008\u3009\u2039\u203a",
    "{}%[]<>$#<><><><>",
)
_MAY_BE_WIDE = lazy_pattern("[\uff5b\uff05\uff1c\uff3b\u27e8\u2329\u3008\u2039]")
_REACH = 120  # code points; how far back the bracket that opens is looked for


def may_hold(text: str) -> bool:
    """Whether a text could hold a placeholder: a test of a few hundred nanoseconds."""
    if not text.isascii() and _MAY_BE_WIDE.search(text) is not None:
        return True
    return (
        "{" in text or "}" in text or "[" in text or "]" in text or "%" in text or "<" in text
        or "$" in text or "--" in text or "__" in text or "*|" in text or "|*" in text
        or text.count("@") > 1 or text.count("#") > 1 or "\u00ab" in text
        or (" :" in text and _COLON.search(text) is not None)
    )  # fmt: skip


def find(text: str) -> tuple[Placeholder, ...]:
    """The placeholders of a text, in its order, none overlapping another."""
    if not may_hold(text):
        return ()
    if not text.isascii() and _MAY_BE_WIDE.search(text) is not None:
        text = text.translate(_WIDE)
    code = tuple(match.span() for match in _CODE.finditer(text)) if "`" in text else ()
    found: list[Placeholder] = []
    done = 0
    for start in _STARTS.finditer(text):
        if start.start() < done or (code and overlaps(code, *start.span())):
            continue
        placeholder = _read(text, start.start())
        if placeholder is not None:
            found.append(placeholder)
            done = placeholder.end
    if _BROKEN_MARK.search(text) is not None:
        taken = tuple(sorted([*code, *((p.start, p.end) for p in found)]))
        found += _find_broken(text, taken)
        found.sort(key=lambda placeholder: placeholder.start)
    return tuple(found)


def _read(text: str, offset: int) -> Placeholder | None:
    """The placeholder that begins there, if any."""
    for shape, pattern in _patterns()[text[offset]]:
        match = pattern.match(text, offset)
        if match is None:
            continue
        start, end = match.span()
        body = _body(match.group(), shape)
        if shape not in _PROSE_TOO or is_field(text, start, end, shape, body):
            return Placeholder(start, end, shape, body)
    return None


@cache
def _patterns() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    return {
        first: tuple((shape, lazy_pattern(regex)) for shape, regex in shapes)
        for first, shapes in SHAPES.items()
    }


def _body(found: str, shape: str) -> str:
    if shape == "python":
        return found[2:-2]
    if shape == "escaped":
        return found.strip("\\{} ")
    if shape == "double_braces":
        return found.removeprefix("%7B%7B").removesuffix("%7D%7D").strip("{}\\ ")
    return found.strip("{}%#$!*|<>?=[]@_:- \u00ab\u00bb")


def _find_broken(text: str, taken: tuple[tuple[int, int], ...]) -> list[Placeholder]:
    found: list[Placeholder] = []
    for match in _BROKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or ""
        body = match[kind].strip()
        if overlaps(taken, start, end) or not (kind.startswith("sure") or names_field(body)):
            continue
        if kind == "bracketed" and _is_open(text, start):
            continue
        found.append(Placeholder(start, end, "broken", body))
    return found


def _is_open(text: str, offset: int) -> bool:
    """Whether a square bracket was opened shortly before and not closed."""
    low = max(0, offset - _REACH)
    return text.rfind("[", low, offset) > text.rfind("]", low, offset)
