"""Counts a text in the unit that its channel counts in, and says where to cut it.

Pure functions of a text; nothing here knows what a reply, a rule or a channel is.
"""

from replylint.units.cut import fits_prefix, split_point
from replylint.units.registry import UNITS, Measure, count, measure, within

__all__ = ["UNITS", "Measure", "count", "fits_prefix", "measure", "split_point", "within"]
