"""What is done with a chunk of an export: its replies are checked, counted and written as rows."""

from __future__ import annotations

import gc
from collections import deque
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from replylint.audit.aggregate import Series
from replylint.audit.chunks import unpack
from replylint.audit.metrics.samples import Shown
from replylint.audit.pseudonyms import shown_agent
from replylint.audit.tables import Row, Rows
from replylint.errors import ConfigError
from replylint.i18n import DEFAULT
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from replylint.audit.aggregate import Aggregate
    from replylint.audit.chunks import Chunk
    from replylint.audit.counting import Counting
    from replylint.audit.exchange import Exchange
    from replylint.audit.tables import Table
    from replylint.document import Document
    from replylint.linter import Linter
    from replylint.report import Report


class Done(NamedTuple):
    """What came of a chunk. rows: of each table. checking, counting, writing: seconds."""

    aggregate: Aggregate
    rows: tuple[bytes, ...]
    replies: int
    checking: float
    counting: float
    writing: float


class Work:
    """Does chunks. raise_errors: let an error of the engine through."""

    def __init__(
        self,
        linter: Linter,
        counting: Counting,
        tables: Sequence[Table] = (),
        *,
        raise_errors: bool = False,
    ) -> None:
        self.linter = linter
        self.counting = counting
        self.tables = tuple(tables)
        self._raise_errors = raise_errors
        self._series = Series(counting)
        lang = linter.settings.ui_lang or DEFAULT
        self._rows = [Rows(table, lang) for table in self.tables]

    def arguments(self) -> tuple[Linter, Counting, tuple[Table, ...], bool]:
        """What `begin` needs to make the same in another process."""
        return self.linter, self.counting, self.tables, self._raise_errors

    def do(self, chunk: Chunk) -> Done:
        """Check a chunk, count it, and make its rows."""
        aggregate = self._series.next()
        waiting: deque[Exchange] = deque()
        checking = counting = writing = 0.0
        began = perf_counter()
        for doc in self.linter.ahead(self._documents(chunk, aggregate, waiting)):
            exchange = waiting.popleft()
            report = self._judge(exchange, doc, aggregate)
            checked = perf_counter()
            checking += checked - began
            if report is None:
                began = checked
                continue
            aggregate.add(exchange, report, doc)
            began = perf_counter()
            counting += began - checked
            if self._rows:
                self._write(exchange, report, doc)
                written = perf_counter()
                writing += written - began
                began = written
        self._series.learn(aggregate)
        rows = tuple(table.take() for table in self._rows)
        return Done(aggregate, rows, aggregate.replies, checking, counting, writing)

    def _documents(
        self, chunk: Chunk, aggregate: Aggregate, waiting: deque[Exchange]
    ) -> Iterator[Document]:
        """The replies of a chunk, read; the rest of it is counted on the way."""
        for item in unpack(chunk.data):
            if isinstance(item, FileError):
                self._reject(item, aggregate)
            elif item.reply is None:
                aggregate.add(item, None, None)
            else:
                try:
                    doc = self.linter.read(item.reply)
                except ConfigError as error:  # a channel, say, that a plugin brings no longer
                    self._reject(FileError("said", line=item.line, problem=str(error)), aggregate)
                    continue
                waiting.append(item)
                yield doc

    def _judge(self, exchange: Exchange, doc: Document, aggregate: Aggregate) -> Report | None:
        try:
            return self.linter.judge(doc)
        except Exception as error:
            if self._raise_errors:
                raise
            # One reply that cannot be checked does not end the audit of all others.
            kind = type(error).__name__
            self._reject(FileError("check-failed", line=exchange.line, kind=kind), aggregate)
            return None

    def _reject(self, error: FileError, aggregate: Aggregate) -> None:
        aggregate.reject(error)
        for table in self._rows:
            table.rejected(error)

    def _write(self, exchange: Exchange, report: Report, doc: Document) -> None:
        agent = exchange.agent or doc.reply.author
        key = self.counting.key
        row = Row(
            exchange,
            report,
            None if agent is None else shown_agent(agent, key),
            Shown(doc, exchange.agent, pseudonyms=key is not None),
        )
        for table in self._rows:
            table.reply(row)


# --- in a process of its own ----------------------------------------------------------------------

_WORK: list[Work] = []


def begin(linter: Linter, counting: Counting, tables: Sequence[Table], raise_errors: bool) -> None:
    """Make this process ready for chunks."""
    _WORK[:] = [Work(linter, counting, tables, raise_errors=raise_errors)]
    # What lives as long as the process need not be looked through for garbage again and again.
    gc.collect()
    gc.freeze()


def do(chunk: Chunk) -> Done:
    """Do a chunk, in a process that is ready."""
    return _WORK[0].do(chunk)
