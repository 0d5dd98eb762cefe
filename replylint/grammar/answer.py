"""What LanguageTool says of a text."""

from __future__ import annotations

from dataclasses import dataclass

# How the rules of LanguageTool that look words up in a dictionary are called.
_DICTIONARIES = ("MORFOLOGIK_RULE", "HUNSPELL_")


@dataclass(frozen=True, slots=True)
class Problem:
    """One match of LanguageTool, in code points of the text that was asked about.

    rule, category, issue: LanguageTool's own identifiers, such as "HE_VERB_AGR", "GRAMMAR",
    "grammar". description: what its rule looks for; it never quotes the text. sure: whether
    LanguageTool itself needs no more context to be sure.
    """

    start: int
    end: int
    rule: str
    category: str
    issue: str
    description: str
    replacements: tuple[str, ...]
    sure: bool

    @property
    def is_spelling(self) -> bool:
        """Whether a dictionary found it, and no rule about words: "could of" is one of grammar."""
        return self.rule.startswith(_DICTIONARIES) or self.rule.endswith("_SPELLING_RULE")


@dataclass(frozen=True, slots=True)
class Answer:
    """The problems of a text; or, where nobody could be asked, why: a key of `Skip`."""

    problems: tuple[Problem, ...] = ()
    failure: str | None = None
    detail: str = ""
