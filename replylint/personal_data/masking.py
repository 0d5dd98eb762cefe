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
        text = _hidden(text, ((data.start, data.end) for data in found))
    return _hidden(text, [(0, len(text))])


def _hidden(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts.append(text[last:start])
        parts.append("".join([MASK if char.isalnum() else char for char in text[start:end]]))
        last = end
    return "".join(parts) + text[last:]
