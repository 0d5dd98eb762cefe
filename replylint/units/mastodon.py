"""The length of a post on Mastodon.

Source: Mastodon's `StatusLengthValidator`, `Extractor` and `config/initializers/twitter_regex.rb`
(https://github.com/mastodon/mastodon), and https://docs.joinmastodon.org/user/posting/#text.
"""

from __future__ import annotations

import re
from functools import cache

from replylint.lazy import lazy_pattern
from replylint.units import graphemes, links

__all__ = ["LINK", "count", "find_links", "upper_bound"]

LINK = 23  # `URL_PLACEHOLDER_CHARS`
_SHORTEST_LINK = len("http://t.co")

# A mention of an account on another server: the group is what counts. `Account::MENTION_RE`.
_REMOTE = lazy_pattern(
    r"(?<![=/\w])(?>(@[A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*)@\w+(?:[.-]+\w+)*)"
    rf"(?![@＠{links.LATIN}]|://)"
)

# Unlike on X, a path may hold nearly anything.
_PATH = r"^\s<>()?"
_PATH_END = r"""[^\s()?!*"'「」<>;:=,.$%\[\]~&|@]"""
_BEYOND_ASCII = r"\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\uffef\U00010000-\U0010fffd"


@cache
def _tail() -> re.Pattern[str]:
    parens = links.balanced(_PATH)
    return re.compile(
        rf"(?::[0-9]+)?(/(?:[{_PATH}]*(?:{parens}[{_PATH}]*)*(?:{_PATH_END}|{parens})"
        rf"|[{_PATH}]+/)*)?(?:\?[a-zA-Z0-9!?*'();:&=+$/%#\[\]\-_.,~|@^{_BEYOND_ASCII}]*"
        rf"[a-zA-Z0-9_&=#/\-{_BEYOND_ASCII}])?"
    )


def count(text: str) -> int:
    """Count a text as a Mastodon server counts it.

    In: any text. Out: its length in grapheme clusters, where 500 is the usual limit: a link with
    http:// or https:// counts 23 however long, a mention @name@server counts as @name. A text of
    white space alone counts 0. Never raises.
    """
    if not text or text.isspace():
        return 0
    pieces, done = [], 0
    for start, end in find_links(text):
        pieces += [_shorten(text[done:start]), "x" * LINK]
        done = end
    return graphemes.count("".join(pieces) + _shorten(text[done:]))


def find_links(text: str) -> list[tuple[int, int]]:
    """Find what counts as a link here: the (start, end) of each, in code points."""
    return links.find(text, bare=False, tail=_tail()) if "://" in text else []


def upper_bound(text: str) -> int:
    """A length that `count(text)` does not exceed, found without looking for links."""
    return len(text) + (LINK - _SHORTEST_LINK) * text.count("://")


def _shorten(text: str) -> str:
    return _REMOTE.sub(r"\1", text) if "@" in text else text
