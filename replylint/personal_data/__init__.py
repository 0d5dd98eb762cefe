"""Finds personal data in a text, and masks it: cards, identity numbers, contacts, references."""

from replylint.personal_data.finding import find
from replylint.personal_data.kinds import Kind, PersonalData
from replylint.personal_data.masking import hide, mask

__all__ = ["Kind", "PersonalData", "find", "hide", "mask"]
