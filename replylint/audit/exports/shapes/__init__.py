"""The shapes of exports: each knows its own by the keys of its rows, and makes messages of them."""

from replylint.audit.exports.shapes.known import shape_of

__all__ = ["shape_of"]
