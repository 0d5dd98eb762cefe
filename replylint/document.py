"""A reply read once for all rules; every part is computed when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from replylint import language as languages
from replylint.inbound import Inbound, read_inbound
from replylint.lazy import lazy
from replylint.placeholders import find as find_placeholders
from replylint.prose import find_non_prose, find_quotes, find_words, overlaps
from replylint.reading import Reading, read
from replylint.sentences import split_sentences
from replylint.weights import grams
from replylint.zones import Zones, read_zones

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from replylint.channel import Channel
    from replylint.grammar.answer import Answer
    from replylint.grammar.service import GrammarService
    from replylint.personal_data import PersonalData
    from replylint.phrases import Found, Hit, Matcher
    from replylint.placeholders import Placeholder
    from replylint.reply import Kind, Reply, Visibility
    from replylint.spelling import Speller
    from replylint.weights import Scales

Span = tuple[int, int]

# Owners of the phrase groups that belong to the language packs.
READING = "reading"
INBOUND = "inbound"


class Context(NamedTuple):
    """What a Linter shares with all documents.

    votes: what each word says for each language. matcher(languages, of_inbound): the phrases for
    these languages, all languages where the tuple is empty. words(name): the words of the packs'
    files of that name, folded. speller: the packs' word lists. scales(language): what the rules
    weigh its words by.
    grammar: asks LanguageTool, where the settings switch it on.
    """

    channels: Mapping[str, Channel]
    votes: languages.Votes
    matcher: Callable[[tuple[str, ...], bool], Matcher]
    words: Callable[[str], frozenset[str]]
    speller: Callable[[], Speller]
    scales: Callable[[str], Scales]
    region: str | None = None
    grammar: GrammarService | None = None


class Document:
    """A reply, read. `text` is what people see of it; all offsets of a rule are offsets in `text`.

    `text` differs from the reply's own text only where that has zero-width characters, decomposed
    accents, HTML entities or runs of spaces; `original` gives the way back.
    """

    def __init__(self, reply: Reply, context: Context) -> None:
        self.reply = reply
        self._context = context
        self.channel: Channel | None = (
            context.channels.get(reply.channel) if reply.channel is not None else None
        )
        self._concealed: tuple[Span, ...] = ()

    @lazy
    def reading(self) -> Reading:
        """The cleaned and folded text with its offsets."""
        return read(self.reply.text)

    @lazy
    def text(self) -> str:
        """The text as people see it."""
        return self.reading.text

    @lazy
    def folded(self) -> str:
        """`text` in lower case, without accents, of the same length."""
        return self.reading.folded

    def original(self, start: int, end: int) -> Span:
        """The span of the reply's own text behind start..end of `text`."""
        return self.reading.span(start, end)

    @property
    def kind(self) -> Kind:
        """Whether the reply is a draft about to be sent or a template still to be filled."""
        return self.reply.kind or "draft"

    @lazy
    def visibility(self) -> Visibility | None:
        """Who reads the reply: as the reply says, else as its channel is; None if not known."""
        if self.reply.visibility is not None:
            return self.reply.visibility
        return self.channel.visibility if self.channel is not None else None

    def channel_named(self, name: str) -> Channel | None:
        """Another channel than the reply's, as the settings have it."""
        return self._context.channels.get(name)

    @property
    def is_signed(self) -> bool:
        """Whether readers expect a signature: not in a private message on a public network."""
        channel = self.channel
        if channel is None or not channel.signed:
            return False
        return channel.visibility == "private" or self.visibility != "private"

    @lazy
    def _detected(self) -> tuple[str, tuple[str, ...]]:
        return languages.detect(self.folded, self._context.votes)

    @lazy
    def language(self) -> str:
        """The reply's language as given or detected; "und" where it cannot be told."""
        return self.reply.language or self._detected[0]

    @lazy
    def languages(self) -> tuple[str, ...]:
        """Every language whose phrases count here; empty means all, as nothing could be told."""
        given = self.reply.language
        if given is not None:
            return (given,)
        code, present = self._detected
        return present if code != languages.UNDETERMINED else ()

    @property
    def detected_language(self) -> str:
        """The language that the reply looks to be in, whatever was given; "und" if none."""
        return self._detected[0]

    @property
    def detected_languages(self) -> tuple[str, ...]:
        """Every language that is clearly in the reply, best first, whatever was given."""
        return self._detected[1]

    def votes(self, folded: str) -> dict[str, float]:
        """How many stop words of each language a folded text has; shared words count in part."""
        return languages.count(folded, self._context.votes)

    @lazy
    def sentences(self) -> tuple[Span, ...]:
        """The sentences; together they cover the text."""
        return split_sentences(self.text)

    @lazy
    def non_prose(self) -> tuple[Span, ...]:
        """Links, handles, hashtags, placeholders, markup and quoted lines."""
        return find_non_prose(self.text, self.placeholders)

    @lazy
    def word_starts(self) -> list[int]:
        """Where each word of prose starts."""
        return find_words(self.folded, self.non_prose)

    @lazy
    def placeholders(self) -> tuple[Placeholder, ...]:
        """The placeholders of every dialect, whole or broken."""
        return find_placeholders(self.text)

    @lazy
    def quotes(self) -> tuple[Span, ...]:
        """What stands between quotation marks."""
        return find_quotes(self.text)

    def is_prose(self, start: int, end: int) -> bool:
        """Whether start..end lies wholly in prose."""
        return not self.non_prose or not overlaps(self.non_prose, start, end)

    @lazy
    def _found(self) -> Found:
        return self._context.matcher(self.languages, False).find(self.folded, self.sentences)

    @lazy
    def _kept(self) -> dict[tuple[str, str], list[Hit]]:
        """The hits in prose of the groups that were asked for."""
        return {}

    @lazy
    def owners(self) -> Collection[str]:
        """Whose phrases may be in the text: without its code here, a rule has none."""
        return self._found.owners

    def hits(self, group: str, owner: str = READING) -> list[Hit]:
        """The phrases found of a group: of a rule (its code is the owner) or of the language pack."""
        key = owner, group
        if key not in self._found.keys:
            return []
        kept = self._kept.get(key)
        if kept is None:
            kept = self._found.get(owner, group)
            if kept and (self.non_prose or self.quotes):
                kept = [
                    hit
                    for hit in kept
                    if not overlaps(self.non_prose, hit.start, hit.end)
                    and (hit.quoted or not overlaps(self.quotes, hit.start, hit.end))
                ]
            self._kept[key] = kept
        return kept

    def groups(self, owner: str) -> Iterable[str]:
        """The groups of an owner that may have hits; cheaper to ask than the hits."""
        return self._found.groups(owner)

    def all_hits(self, owner: str) -> list[tuple[str, list[Hit]]]:
        """Every phrase found of an owner, with the group it belongs to."""
        groups = self._found.groups(owner)
        return [(group, hits) for group in groups if (hits := self.hits(group, owner))]

    def words(self, name: str) -> frozenset[str]:
        """The words of the language packs' files of a name, "names" or "roles", folded."""
        return self._context.words(name)

    @property
    def speller(self) -> Speller:
        """The words that the language packs know."""
        return self._context.speller()

    @lazy
    def grammar(self) -> Answer | None:
        """What LanguageTool says of the reply; waits for it. None where it is not switched on."""
        service = self._context.grammar
        return None if service is None else service.answer(self)

    @lazy
    def hidden_text(self) -> str:
        """`text` as LanguageTool sees it: only its prose, of the same length."""
        from replylint.grammar.service import hidden_text

        return hidden_text(self)

    @lazy
    def grams(self) -> frozenset[str]:
        """The words and pairs of words of the reply and of the customer's message."""
        inbound = self.inbound_reading
        return grams(self.folded, "" if inbound is None else inbound.folded)

    @lazy
    def scales(self) -> Scales:
        """What the rules weigh the words of the reply's language by."""
        return self._context.scales(self.language)

    @lazy
    def weighed(self) -> Mapping[str, float]:
        """By file of weights, "TON001.veto", how far the reply's score lies over the threshold."""
        return self.scales.beyond(self.grams)

    def is_common(self, word: str, language: str | None = None) -> bool:
        """Whether a folded word is among the most frequent of a language, or of any."""
        votes = self._context.votes
        return word in votes if language is None else votes.has(word, language)

    @lazy
    def zones(self) -> Zones:
        """Greeting, body and signatures."""
        return read_zones(self)

    @lazy
    def personal_data(self) -> tuple[PersonalData, ...]:
        """The personal data in the text, whoever may read it."""
        from replylint.personal_data import find

        return find(self.text, region=self._context.region)

    def conceal(self, spans: Iterable[Span]) -> None:
        """Hide these spans too wherever the reply is shown: a rule knows them to be personal."""
        self._concealed += tuple(spans)
        self.__dict__.pop("masked", None)

    @property
    def hidden(self) -> list[Span]:
        """The spans that nothing may show, in their order; some may overlap."""
        found = ((data.start, data.end) for data in self.personal_data)
        return sorted((*found, *self._concealed))

    @lazy
    def masked(self) -> str:
        """`text` with its personal data masked, of the same length: the only form to show."""
        hidden = self.hidden
        if not hidden:
            return self.text
        from replylint.personal_data import hide

        return hide(self.text, hidden)

    @lazy
    def inbound_reading(self) -> Reading | None:
        """The customer's message, cleaned and folded; None without one."""
        return (
            read(self.reply.inbound) if self.reply.inbound and self.reply.inbound.strip() else None
        )

    @lazy
    def _inbound_found(self) -> Found | None:
        reading = self.inbound_reading
        if reading is None:
            return None
        code, present = self._inbound_languages
        sentences = split_sentences(reading.text)
        return self._context.matcher(present if code != "und" else (), True).find(
            reading.folded, sentences
        )

    def inbound_hits(self, group: str, owner: str = INBOUND) -> list[Hit]:
        """The phrases found of a group in the customer's message; none without a message."""
        found = self._inbound_found
        return found.get(owner, group) if found is not None else []

    @lazy
    def _inbound_languages(self) -> tuple[str, tuple[str, ...]]:
        reading = self.inbound_reading
        if reading is None:
            return languages.UNDETERMINED, ()
        return languages.detect(reading.folded, self._context.votes)

    @property
    def inbound_language(self) -> str:
        """The language of the customer's message; "und" without one, or where it cannot be told."""
        return self._inbound_languages[0]

    @lazy
    def inbound(self) -> Inbound | None:
        """The reading of what the customer wrote; None where it is not known."""
        reading, found = self.inbound_reading, self._inbound_found
        if reading is None or found is None:
            return None
        hits = {
            group: hits for group in found.groups(INBOUND) if (hits := found.get(INBOUND, group))
        }
        return read_inbound(reading.text, reading.folded, self.inbound_language, hits)
