"""Spelling without a server: the packs' word lists, and the right words near a wrong one."""

from __future__ import annotations

from replylint.spelling.corrections import Correction
from replylint.spelling.speller import Speller

__all__ = ["Correction", "Speller"]
