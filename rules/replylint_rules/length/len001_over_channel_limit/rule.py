"""LEN001: the reply is longer than its channel takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.rule import Flag, Quote, Rule, Severity
from replylint.units import count, fits_prefix, split_point, within
from replylint_rules.length.filling import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from replylint.channel import Channel
    from replylint.document import Document

# The message of each unit that is not simply counted in characters.
_MESSAGES = {"weighted": "weighted", "bytes": "bytes", "sms_parts": "parts"}
# "@names that auto-populate at the start of a reply Tweet will not count towards the character
# limit" (docs.x.com, counting characters).
_LEADING_NAMES = lazy_pattern(r"\s{0,10}(?:@\w{1,20}\s{1,4}){1,50}")
# Where a reply in private goes that bears the name of the public channel.
_PRIVATE = {
    "x": "x_dm", "x_premium": "x_dm", "facebook": "messenger", "instagram": "instagram_dm",
}  # fmt: skip
_NUMBERING = " (1/2)"
_LAST_WORDS = 4
_WORD = lazy_pattern(r"\S+")
_LAST = 60  # code points in which those are looked for


class OverChannelLimit(Rule):
    """Counts the text as the user wrote it, in the channel's own unit.

    In a template the placeholders count nothing: what is flagged overflows whatever fills them.
    """

    code = "LEN001"
    name = "over-channel-limit"
    severity = Severity.ERROR
    needs = ("channel",)
    messages = {
        "en": {
            "default": "{count} characters: {over} over the limit of {limit} ({channel})",
            "weighted": "{count} weighted characters: {over} over the limit of {limit} "
            "({channel}, where a link counts 23, an emoji 2)",
            "bytes": "{count} bytes: {over} over the limit of {limit} ({channel}, where an "
            "accented letter counts 2, an emoji 4 or more)",
            "parts": "{count} parts: {over} over the limit of {limit} ({channel})",
            "shorten": "Shorten it.",
            "split": "Shorten it, or end after “{last}”.",
            "continue": "Shorten it, or go on in a second part after “{last}” (1/2).",
        },
        "fr": {
            "default": "{count} caractères : {over} de plus que la limite de {limit} ({channel})",
            "weighted": "{count} caractères pondérés : {over} de plus que la limite de {limit} "
            "({channel}, où un lien compte 23, un emoji 2)",
            "bytes": "{count} octets : {over} de plus que la limite de {limit} ({channel}, où une "
            "lettre accentuée en compte 2, un emoji 4 ou plus)",
            "parts": "{count} parties : {over} de plus que la limite de {limit} ({channel})",
            "shorten": "Raccourcissez.",
            "split": "Raccourcissez, ou arrêtez-vous après « {last} ».",
            "continue": "Raccourcissez, ou continuez dans une deuxième partie après « {last} » "
            "(1/2).",
        },
    }

    def check(self, doc: Document) -> Iterator[Flag]:
        channel = _counted_as(doc)
        if channel is None or channel.limit is None:
            return
        unit, limit = channel.unit, channel.limit
        # Platforms drop the space at the end; in a file there is a line end.
        text = doc.reply.text.rstrip()
        ahead = 0
        if unit == "weighted" and (names := _LEADING_NAMES.match(text)) is not None:
            ahead = names.end()
            text = text[ahead:]
        if within(text, unit, limit):
            return
        sent = text if doc.kind == "draft" else filled(text, lambda placeholder: "")
        length = count(sent, unit)
        if length <= limit:
            return
        goes_on = "threads" in channel.capabilities
        room = limit - (len(_NUMBERING) if goes_on else 0)
        last = _last_words(doc, text, ahead, unit, room)
        end = doc.reading.back(ahead + len(text))
        yield Flag(
            min(doc.reading.back(ahead + fits_prefix(text, unit, limit)), end - 1),
            end,
            _MESSAGES.get(unit, "default"),
            {
                "count": length,
                "over": length - limit,
                "limit": limit,
                "channel": channel.title,
                "last": last,
            },
            suggestion="shorten" if last is None else "continue" if goes_on else "split",
        )


def _counted_as(doc: Document) -> Channel | None:
    """The channel whose limit holds: for a private message on X that of its direct messages."""
    channel = doc.channel
    if channel is None or channel.visibility == "private" or doc.visibility != "private":
        return channel
    name = _PRIVATE.get(channel.name)
    return None if name is None else doc.channel_named(name)


def _last_words(doc: Document, text: str, ahead: int, unit: str, limit: int) -> Quote | None:
    """The last words of the last sentence that fits; None where none ends in time."""
    ends = [doc.original(*sentence)[1] - ahead for sentence in doc.sentences]
    ends = [end for end in ends if end > 0]
    place = split_point(text, unit, limit, ends)
    if all(len(text[:end].rstrip()) != place for end in ends):
        return None
    end = doc.reading.back(ahead + place)
    start = max(0, end - _LAST)
    words = [match.start() for match in _WORD.finditer(doc.text, start, end)][-_LAST_WORDS:]
    end = start + len(doc.text[start:end].rstrip(" \n."))
    return Quote(words[0], end) if words and words[0] < end else None
