"""Exports of past replies: whatever their format and shape, read into exchanges one by one.

The way: bytes (source), rows (formats), messages or pairs (shapes), exchanges (join).
"""

from replylint.audit.exports.export import Export, open_export
from replylint.audit.exports.options import ExportOptions

__all__ = ["Export", "ExportOptions", "open_export"]
