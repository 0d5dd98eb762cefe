"""Hides personal data in whatever is printed."""

from collections.abc import Iterable

from replylint.personal_data.gate import signs

MASK = "•"
_PASSES = 8  # what is left after them is hidden whole: only a text made to resist comes that far


def mask(text: str) -> str:
    """The text with each letter and digit of personal data replaced by "•".

    Length and separators stay ("•• •• ••"), so that the offsets of `text` hold in what is
    returned: to print an excerpt, mask the whole text and then cut it, since a reference is known
    by the words around it. All contacts are hidden, the brand's own too, and numbers in web
    addresses. `mask(mask(text)) == mask(text)`, and `find` finds nothing more in a masked text.
    """
    for _ in range(_PASSES):
        seen = signs(text)
        if not seen:
            return text
        from replylint.personal_data.detect import detect

        found = detect(text, seen, region=None, skip=(), public=(), brand_voice=False, in_urls=True)
        if not found:
            return text
        text = hide(text, ((data.start, data.end) for data in found))
    return hide(text, [(0, len(text))])


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the letters and digits of the spans, in their order, replaced by "•".

    Of the same length. Spans may overlap: those of `find` do not, but two that are brought back to
    the text as it was written can share a character.
    """
    parts, last = [], 0
    for start, end in spans:
        parts.append(text[last:start])
        parts += [MASK if char.isalnum() else char for char in text[max(start, last) : end]]
        last = max(last, end)
    return "".join(parts) + text[last:]
