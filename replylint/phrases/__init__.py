"""Phrases: what rules look for in a text, found for all rules in one pass."""

from replylint.phrases.files import PhraseFile, PhraseGroup, parse_phrases
from replylint.phrases.matcher import Found, Hit, Matcher, PhraseSet, Table, compile_table
from replylint.phrases.syntax import PhraseError

__all__ = [
    "Found",
    "Hit",
    "Matcher",
    "PhraseError",
    "PhraseFile",
    "PhraseGroup",
    "PhraseSet",
    "Table",
    "compile_table",
    "parse_phrases",
]
