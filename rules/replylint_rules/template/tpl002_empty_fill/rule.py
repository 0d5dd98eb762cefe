"""TPL002: a field was filled with nothing, and the gap or the engine's word for it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Rule, Severity
from replylint_rules.template.tpl002_empty_fill.leaks import is_leak
from replylint_rules.template.tpl002_empty_fill.marks import lone_marks
from replylint_rules.template.tpl002_empty_fill.spaces import emptied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from replylint.document import Document
    from replylint.phrases import Hit

# What may stand between a greeting and the end of its line.
_AFTER = lazy_pattern(r"( ?@)?([ \u00a0\u202f]?)([,.;!:]|\n|$)")
# A greeting opens the reply or a sentence of it, perhaps behind a handle.
_OPENS = lazy_pattern(r"(?:\A|[.!?\n]|@[\w.]{1,60})[^\w@]{0,20}\Z")
_OPENING = 60  # code points
_SHORT_TITLES = ("m", "mr", "mrs", "ms", "mx", "dr", "mlle")
_NEEDS_NAME = ("dear", "cher", "chere")
_SPACED = lazy_pattern(r"[^\s!?] [!?]")


class EmptyFill(Rule):
    """Gaps after a greeting or a preposition, lone signs, and words such as "undefined"."""

    code = "TPL002"
    name = "empty-fill"
    severity = Severity.ERROR
    kinds = ("draft",)
    messages = {
        "en": {
            "default": "something is missing at “{phrase}”: a field was filled with nothing",
            "default.suggestion": "Write the value, or reword so that none is needed.",
            "name": "the name after “{phrase}” is missing: its field was empty",
            "name.suggestion": "Write the customer's name, or greet without one: “Hi,”.",
            "leak": "“{phrase}” is what a tool writes where it has no value",
            "leak.suggestion": "Write the value, or reword so that none is needed.",
        },
        "fr": {
            "default": "il manque quelque chose à « {phrase} » : un champ est resté vide",
            "default.suggestion": "Mettez la valeur, ou tournez la phrase sans elle.",
            "name": "il manque le nom après « {phrase} » : le champ était vide",
            "name.suggestion": "Mettez le nom du client, ou saluez sans nom : « Bonjour, ».",
            "leak": "« {phrase} » est ce qu'un outil écrit quand il n'a pas de valeur",
            "leak.suggestion": "Mettez la valeur, ou tournez la phrase sans elle.",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        done = -1
        for flag in sorted(self._found(doc), key=lambda flag: (flag.start, flag.end)):
            if flag.start >= done:
                yield flag
                done = flag.end

    def _found(self, doc: Document) -> Iterator[Flag]:
        """Every gap; some are found twice."""
        for group in doc.groups(self.code):
            message, is_gap = _TESTS[group]
            for hit in self.hits(doc, group):
                if is_gap(doc, hit):
                    yield Flag(hit.start, hit.end, message)
        for start, end in emptied(doc):
            yield Flag(start, end)
        for start, end, message in lone_marks(doc):
            yield Flag(start, end, message)


def _has_double_space(doc: Document, start: int, end: int) -> bool:
    """Whether the reply's own text has two plain spaces in a row there."""
    first, last = doc.original(start, end)
    return "  " in doc.reply.text[first:last]


def _lacks_name(doc: Document, hit: Hit) -> bool:
    """Whether a name is missing behind a greeting: "Bonjour ,", "Dear,", "Hi @,"."""
    after = _AFTER.match(doc.text, hit.end)
    opens = _OPENS.search(doc.text, max(0, hit.start - _OPENING), hit.start)
    if after is None or opens is None:
        return False
    handle, gap, mark = after.groups()
    if handle is not None:
        return True
    if not gap:
        word = doc.folded[hit.start : hit.end].rsplit(" ", 1)[-1]
        return word in _NEEDS_NAME and mark != "."
    if mark in (",", ".", ";"):
        return not doc.folded.startswith(".", after.end())  # "Bonjour ..." only pauses
    return mark in ("!", ":") and (
        _has_double_space(doc, hit.end, after.end())
        # One space before "!" is right in French; in English it is a gap, unless it is a habit.
        or (mark == "!" and doc.language == "en" and not _SPACED.search(doc.text, after.end()))
    )


def _lacks_surname(doc: Document, hit: Hit) -> bool:
    """Whether the name is missing behind a title: "Dear Mr,", "Bonjour Madame ,"."""
    rest = doc.text[hit.end : hit.end + 4]
    if doc.folded[hit.start : hit.end].rsplit(" ", 1)[-1] in _SHORT_TITLES:
        return rest.lstrip(".").lstrip(" ")[:1] in (",", "!", "\n")
    return rest.startswith((" ,", " ;", " .")) or (
        rest.startswith(" !") and _has_double_space(doc, hit.end, hit.end + 2)
    )


def _ends_there(doc: Document, hit: Hit) -> bool:
    return doc.folded[hit.end : hit.end + 2].lstrip().startswith((".", ",", ";", "!"))


# By group of the phrase files: the key of the message, and the test that a hit must pass.
_TESTS: Mapping[str, tuple[str, Callable[[Document, Hit], bool]]] = {
    "greeting": ("name", _lacks_name),
    "title": ("name", _lacks_surname),
    "leak": ("leak", is_leak),
    "gap": ("default", lambda doc, hit: True),
    "end": ("default", _ends_there),
}
