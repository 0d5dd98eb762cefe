"""Placeholders: the fields of a template that a tool, or an agent, fills in before sending.

Pure functions of a text. What the tools call their fields is in `dialects`, which is imported only
where it is needed.
"""

from replylint.placeholders.fields import names_field
from replylint.placeholders.finder import SHAPES, Placeholder, find, may_hold

__all__ = ["SHAPES", "Placeholder", "find", "may_hold", "names_field"]
