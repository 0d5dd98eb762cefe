"""Phrases: what rules look for in a text, found for all rules in one pass.

`files` and `syntax` read them, `compiling` makes a `table` of them; `matcher` finds them in texts.
Only the last is imported for a check whose phrases were compiled before.
"""

from replylint.phrases.matcher import Found, Hit, Matcher
from replylint.phrases.table import Table

__all__ = ["Found", "Hit", "Matcher", "Table"]
