"""What is done with a chunk of an export: its replies are checked, counted and written as rows."""

from __future__ import annotations

import gc
from collections import deque
from contextlib import suppress
from itertools import islice
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, NamedTuple

from replylint.audit.aggregate import Aggregate, Series
from replylint.audit.chunks import unpack
from replylint.audit.metrics.samples import Shown
from replylint.audit.pseudonyms import shown_agent
from replylint.audit.tables import Row, Rows
from replylint.errors import ConfigError
from replylint.garbage import collect_rarely
from replylint.i18n import DEFAULT
from replylint.linter import BLOCK
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from replylint.audit.arrow import ArrowRows
    from replylint.audit.chunks import Chunk, Item
    from replylint.audit.counting import Counting
    from replylint.audit.exchange import Exchange
    from replylint.audit.tables import Table
    from replylint.document import Document
    from replylint.linter import Linter
    from replylint.report import Report

# Replies that tell which languages an export is in.
_FIRST = 200


class Done(NamedTuple):
    """What came of a chunk. rows: of each table. checking, counting, writing: seconds of the
    processor."""

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
        self._rows = [_rows(table, lang) for table in self.tables]

    def arguments(self) -> tuple[Linter, Counting, tuple[Table, ...], bool]:
        """What `begin` needs to make the same in another process."""
        return self.linter, self.counting, self.tables, self._raise_errors

    def do(self, chunk: Chunk) -> Done:
        """Check a chunk, count it, and make its rows."""
        done = self.check(unpack(chunk.data), self._series.next())
        self._series.learn(done.aggregate)
        return done

    def check(self, items: Iterable[Item], aggregate: Aggregate | None = None) -> Done:
        """Check some items, count them (in an aggregate that is given), and make their rows."""
        aggregate = aggregate or Aggregate(self.counting)
        waiting: deque[Exchange] = deque()
        checking = counting = writing = 0.0
        processor, started = thread_time(), perf_counter()
        began = started
        docs = self.linter.ahead(self._documents(items, aggregate, waiting))
        while block := list(islice(docs, BLOCK)):
            exchanges = [waiting.popleft() for _ in block]
            reports = self._judge(exchanges, block, aggregate)
            checked = perf_counter()
            for exchange, doc, report in zip(exchanges, block, reports, strict=True):
                if report is not None:
                    aggregate.add(exchange, report, doc)
            counted = perf_counter()
            if self._rows:
                for exchange, doc, report in zip(exchanges, block, reports, strict=True):
                    if report is not None:
                        self._write(exchange, report, doc)
            checking += checked - began
            counting += counted - checked
            began = perf_counter()
            writing += began - counted
        rows = tuple(table.take() for table in self._rows)
        # Other processes run meanwhile: of the time that went by, this much was its own.
        share = (thread_time() - processor) / max(perf_counter() - started, 1e-9)
        return Done(
            aggregate, rows, aggregate.replies, checking * share, counting * share, writing * share
        )

    def _documents(
        self, items: Iterable[Item], aggregate: Aggregate, waiting: deque[Exchange]
    ) -> Iterator[Document]:
        """The replies among the items, read; the rest is counted on the way."""
        for item in items:
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

    def _judge(
        self, exchanges: Sequence[Exchange], docs: Sequence[Document], aggregate: Aggregate
    ) -> Sequence[Report | None]:
        """The report of each reply; None for one that cannot be checked, which is rejected."""
        try:
            return self.linter.judge_all(docs)
        except Exception:
            if self._raise_errors:
                raise
        reports: list[Report | None] = []
        for exchange, doc in zip(exchanges, docs, strict=True):
            try:
                reports.append(self.linter.judge(doc))
            except Exception as error:
                # One reply that cannot be checked does not end the audit of all others.
                kind = type(error).__name__
                self._reject(FileError("check-failed", line=exchange.line, kind=kind), aggregate)
                reports.append(None)
        return reports

    def _reject(self, error: FileError, aggregate: Aggregate) -> None:
        aggregate.reject(error)
        if self.counting.key is not None:
            # The row itself says somewhere who answered.
            error = FileError(error.key, line=error.line, **error.params)
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


def _rows(table: Table, ui_lang: str) -> Rows | ArrowRows:
    if table.form != "arrow":
        return Rows(table, ui_lang)
    from replylint.audit.arrow import ArrowRows

    return ArrowRows(table, ui_lang)


# --- in a process of its own ----------------------------------------------------------------------

_WORK: list[Work] = []


def begin(linter: Linter, counting: Counting, tables: Sequence[Table], raise_errors: bool) -> None:
    """Make this process ready for chunks."""
    _WORK[:] = [Work(linter, counting, tables, raise_errors=raise_errors)]
    # What lives as long as the process need not be looked through for garbage again and again.
    collect_rarely()
    gc.collect()
    gc.freeze()


def do(chunk: Chunk) -> Done:
    """Do a chunk, in a process that is ready."""
    return _WORK[0].do(chunk)


def prepare(chunk: Chunk) -> None:
    """Have the phrases compiled that the first replies of a chunk need, for processes to come.

    Compiling takes many times the memory of what comes of it, and a process keeps much of that.
    """
    linter = _WORK[0].linter
    for item in islice(unpack(chunk.data), _FIRST):
        if not isinstance(item, FileError) and item.reply is not None:
            with suppress(Exception):  # it is told where the reply is checked
                doc = linter.read(item.reply)
                _ = doc.owners, doc.inbound
