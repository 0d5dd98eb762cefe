"""The shapes of exports: each knows its own by the keys of its rows, and makes messages of them."""

from replylint.audit.exports.shapes.known import KNOWN, shape_of

__all__ = ["KNOWN", "shape_of"]
