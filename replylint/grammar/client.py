"""Asks a LanguageTool server, through language-tool-python.

The library builds the requests and reads the answers. Gone round: starting and downloading (it is
only ever given a server), its own retry without a pause, its fixed time limit of 300 seconds, the
proxy of the environment on the way to this machine, and its class Match, which drops the rule's
description, mixes code points with UTF-16 units and keeps a cache that threads share.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from replylint.errors import ReplylintError
from replylint.grammar.answer import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# A request that takes longer has met a server in trouble. The first one of a language loads it.
TIMEOUT = 60.0
_LOCAL = ("127.0.0.1", "localhost", "::1")
# What other rules judge, what is a matter of taste, and what looks beyond one paragraph, which in
# a batch would be another reply.
_CATEGORIES = (
    "CASING", "TYPOGRAPHY", "CAT_TYPOGRAPHIE", "PUNCTUATION", "STYLE", "CAT_STYLE", "REDUNDANCY",
    "REPETITIONS_STYLE", "REPETITIONS", "COLLOQUIALISMS", "GENDER_NEUTRALITY", "PLAIN_ENGLISH",
    "WIKIPEDIA", "CREATIVE_WRITING", "TEXT_ANALYSIS", "REGIONALISMS", "ANGLICISMS", "PLEONASMES",
    "CAT_PLEONASMES", "CAT_ANGLICISMES", "CAT_REGIONALISMES", "BARBARISMS",
)  # fmt: skip
_RULES = (
    "ENGLISH_WORD_REPEAT_BEGINNING_RULE", "FRENCH_WORD_REPEAT_BEGINNING_RULE",
    "EN_WORD_COHERENCY", "FR_WORD_COHERENCY", "EN_UNPAIRED_BRACKETS", "EN_UNPAIRED_QUOTES",
    "FRENCH_WHITESPACE", "A_A_ACCENT", "FR_UNPAIRED_BRACKETS", "UNPAIRED_BRACKETS", "PARAGRAPH_REPEAT_BEGINNING_RULE",
)  # fmt: skip
# The library keeps these in sets, whose order changes from process to process; the server prepares
# its rules anew, for seconds, whenever a request differs from all before in any parameter.
_LEFT_OUT = {"disabledCategories": ",".join(_CATEGORIES), "disabledRules": ",".join(_RULES)}


class NoClientError(ReplylintError):
    """language-tool-python is not installed."""


class UnreachableError(ReplylintError):
    """No LanguageTool answers at the address, or it cannot answer this."""


class Client:
    """A connection to one server for one language. Not for several threads at once.

    Raises UnreachableError, NoClientError, and ValueError for a language that the server has not.
    """

    def __init__(self, url: str, language: str) -> None:
        proxies = {"http": "", "https": ""} if urlsplit(url).hostname in _LOCAL else None
        self._tool = _guarded(
            lambda: _class()(language, remote_server=url.rstrip("/"), proxies=proxies)
        )

    def ask(self, text: str) -> list[Problem]:
        """What the server finds. The text has no character beyond the Basic Multilingual Plane."""
        return [_problem(match) for match in _guarded(lambda: self._tool.matches(text))]


def _problem(match: Mapping[str, Any]) -> Problem:
    rule = match["rule"]
    return Problem(
        start=match["offset"],
        end=match["offset"] + match["length"],
        rule=rule["id"],
        category=rule["category"]["id"],
        issue=rule["issueType"],
        description=rule["description"],
        replacements=tuple(one["value"] for one in match["replacements"][:5]),
        sure=match.get("contextForSureMatch") == 0,
    )


def _guarded(ask: Callable[[], Any]) -> Any:
    """What `ask` returns, the library's errors as ours."""
    try:
        from language_tool_python.exceptions import LanguageToolError
    except ImportError:
        raise NoClientError("language-tool-python is not installed") from None
    try:
        return ask()
    except (LanguageToolError, OSError, KeyError) as error:
        # Only the kind of error: its text may hold the reply.
        raise UnreachableError(type(error).__name__) from None


@cache
def _class() -> Any:
    """The library's class with a time limit of ours, and with the matches as they come."""
    from language_tool_python import LanguageTool

    class Tool(LanguageTool):
        _TIMEOUT = TIMEOUT  # type: ignore[assignment]

        def matches(self, text: str) -> Any:
            params = {**self._create_params(text), **_LEFT_OUT}
            return self._query_server(f"{self._url}check", params, 1, "post")["matches"]

    return Tool
