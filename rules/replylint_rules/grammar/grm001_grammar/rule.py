"""GRM001: LanguageTool finds a mistake of grammar."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from replylint.rule import Edit, Fix, Flag, Rule, Severity, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.document import Document

# LanguageTool's kinds of issue: of a mistake, and of what is a matter of taste or of typing.
_MISTAKES = ("grammar", "misspelling", "uncategorized", "duplication", "non-conformance")
_SURE, _LIKELY, _GUESS = 0.95, 0.85, 0.6


class Grammar(Rule):
    """What LanguageTool finds in the reply's prose, spelling aside."""

    code = "GRM001"
    name = "grammar"
    severity = Severity.WARNING
    needs = ("languagetool",)
    wants = ("grammar",)
    options = MappingProxyType({"ignore": []})
    messages = {
        "en": {
            "default": "“{phrase}”: {reason}",
            "rather": "Rather: “{instead}”.",
        },
        "fr": {
            "default": "« {phrase} » : {reason}",
            "rather": "Plutôt : « {instead} ».",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag | Skip]:
        answer = doc.grammar
        if answer is None:
            return
        if answer.failure is not None:
            yield Skip(answer.failure, {"language": answer.detail})
            return
        ignored = self.words("ignore")
        for problem in answer.problems:
            start, end = problem.start, problem.end
            if (
                problem.is_spelling
                or problem.issue not in _MISTAKES
                or problem.rule in ignored
                or problem.category in ignored
                or _is_hidden(doc, start, end)
            ):
                continue
            instead = problem.replacements
            yield Flag(
                start,
                end,
                params={"reason": problem.description, "instead": ", ".join(instead[:3])},
                confidence=_SURE if problem.sure else _LIKELY if instead else _GUESS,
                suggestion="rather" if instead else "",
                fix=Fix((Edit(start, end, instead[0]),), safe=False) if instead else None,
            )


def _is_hidden(doc: Document, start: int, end: int) -> bool:
    """Whether LanguageTool was not shown what stands there."""
    return doc.hidden_text[start:end] != doc.text[start:end]
