"""The grammar service of a Linter: remembers answers, asks in batches, beside the other rules."""

from __future__ import annotations

import re
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from replylint.grammar.answer import Answer
from replylint.grammar.batch import join, split
from replylint.grammar.client import Client, NoClientError, UnreachableError
from replylint.grammar.mask import mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from replylint.document import Document
    from replylint.grammar.answer import Problem

# `languagetool = "on"` means the server of `replylint languagetool start`; else it is an address.
MANAGED = "on"
# A batch takes as long as its last text: small enough to go on beside the rules, large enough for
# the cost of a request not to count.
BATCH_TEXTS = 32
BATCH_CHARACTERS = 20_000
WORKERS = 2
_REMEMBERED = 20_000
_TRIES = 3
# Without a variant LanguageTool does not check the spelling of these languages.
_VARIANTS = {"en": "en-US", "de": "de-DE", "pt": "pt-PT"}
_REGIONS = {"GB": "en-GB", "IE": "en-GB", "AU": "en-AU", "CA": "en-CA", "NZ": "en-NZ",
            "ZA": "en-ZA", "AT": "de-AT", "CH": "de-CH", "BR": "pt-BR"}  # fmt: skip

_TOKEN = re.compile(r"\w{4,}")

_Key = tuple[str, str]


class GrammarService:
    """Asks one LanguageTool on behalf of a Linter. Safe for several threads.

    target: "on" or the address of a server. region: decides between variants of a language.
    The worker threads start with the first question.
    """

    def __init__(self, target: str, region: str | None = None, *, workers: int = WORKERS) -> None:
        self._target = target
        self._region = region
        self._pool = ThreadPoolExecutor(workers, "replylint-grammar")
        self._clients = threading.local()
        self._lock = threading.Lock()
        self._answers: dict[_Key, Future[Answer]] = {}
        # Why nobody answers: found out once, not once a reply.
        self._failure: Answer | None = None

    def ahead(self, docs: Iterable[Document]) -> Iterator[Document]:
        """The documents in their order, each asked about some batches before it comes out."""
        from collections import deque

        waiting: deque[list[Document]] = deque()
        for batch in _batches(docs):
            self.prefetch(batch)
            waiting.append(batch)
            if len(waiting) > WORKERS:
                yield from waiting.popleft()
        while waiting:
            yield from waiting.popleft()

    def prefetch(self, docs: Sequence[Document]) -> None:
        """Ask about documents without waiting: one request for each language."""
        new: dict[str, list[tuple[str, Future[Answer]]]] = {}
        for doc in docs:
            language, text = self._key(doc)
            with self._lock:
                if (language, text) in self._answers:
                    continue
                if len(self._answers) >= _REMEMBERED:
                    for key in list(self._answers)[: _REMEMBERED // 2]:
                        del self._answers[key]
                future = self._answers[language, text] = Future()
            new.setdefault(language, []).append((text, future))
        for language, asked in new.items():
            self._pool.submit(self._ask, language, asked)

    def answer(self, doc: Document) -> Answer:
        """What LanguageTool says of a document; waits for it."""
        key = self._key(doc)
        future = self._answers.get(key)
        while future is None:
            self.prefetch((doc,))
            future = self._answers.get(key)
        return future.result()

    def _key(self, doc: Document) -> _Key:
        code = doc.language
        if "-" not in code:
            regional = _REGIONS.get(self._region or "", "")
            code = regional if regional.startswith(f"{code}-") else _VARIANTS.get(code, code)
        return code, doc.hidden_text

    # --- on a worker thread ------------------------------------------------------------------

    def _ask(self, language: str, asked: Sequence[tuple[str, Future[Answer]]]) -> None:
        texts = [text for text, _ in asked]
        try:
            answers = self._answers_for(language, texts)
        except BaseException as error:  # whoever waits must be told, whatever it was
            for _, future in asked:
                future.set_exception(error)
            raise
        for (_, future), answer in zip(asked, answers, strict=True):
            future.set_result(answer)

    def _answers_for(self, language: str, texts: Sequence[str]) -> list[Answer]:
        failure = self._failure
        if failure is None:
            joined, starts = join(texts)
            try:
                problems = self._problems(language, joined)
                return [Answer(tuple(found)) for found in split(problems, texts, starts)]
            except NoClientError:
                failure = self._failure = Answer(failure="needs-languagetool-client")
            except UnreachableError:
                failure = self._failure = Answer(failure="needs-languagetool-server")
            except ValueError:
                failure = Answer(failure="grammar-language", detail=language)
        return [failure] * len(texts)

    def _problems(self, language: str, text: str) -> list[Problem]:
        """Ask, and where the server died meanwhile, have it started again and ask once more."""
        for attempt in range(1, _TRIES + 1):
            try:
                return self._client(language).ask(text)
            except UnreachableError:
                self._clients.__dict__.clear()
                if attempt == _TRIES or not self._revived():
                    raise
        raise AssertionError

    def _client(self, language: str) -> Client:
        clients: dict[str, Client] = self._clients.__dict__.setdefault("by_language", {})
        client = clients.get(language)
        if client is None:
            client = clients[language] = Client(self._url(), language)
        return client

    def _url(self) -> str:
        if self._target != MANAGED:
            return self._target
        from replylint.grammar import place

        server = place.load()
        if server is None:
            raise UnreachableError("none was started")
        return server.url

    def _revived(self) -> bool:
        """Whether there is a server to ask again."""
        if self._target != MANAGED:
            import time

            time.sleep(0.5)
            return True
        from replylint.grammar.place import LanguageToolError
        from replylint.grammar.server import revive

        try:
            return revive() is not None
        except LanguageToolError:
            return False


def hidden_text(doc: Document) -> str:
    """What LanguageTool is shown of a document: its prose."""
    spans = [*doc.non_prose, *doc.quotes]
    spans += [(found.start, found.end) for found in doc.personal_data]
    spans += [(one.start, one.end) for one in doc.zones.signatures]
    if doc.zones.addressee is not None:
        spans.append(doc.zones.addressee)
    text = doc.text
    # Names and codes: no list has them, and they are not written as words are.
    spans += [
        match.span()
        for match in _TOKEN.finditer(text)
        if not match[0].islower() and not doc.speller.knows(match[0].lower())
    ]
    return mask(text, spans)


def _batches(docs: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for doc in docs:
        batch.append(doc)
        size += len(doc.text)
        if len(batch) >= BATCH_TEXTS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
