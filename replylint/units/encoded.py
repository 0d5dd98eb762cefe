"""Length of a text as it is stored or sent: UTF-8 and UTF-16."""

from __future__ import annotations

__all__ = ["utf8", "utf16"]


def utf8(text: str) -> int:
    """Count the bytes of a text in UTF-8; a lone surrogate counts 3. Never raises."""
    return len(text.encode("utf-8", "surrogatepass"))


def utf16(text: str) -> int:
    """Count the 16-bit units of a text, which JavaScript, Java and many platforms call characters.

    Two for each code point above U+FFFF; a lone surrogate counts 1. Never raises.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
