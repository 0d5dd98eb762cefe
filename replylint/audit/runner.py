"""Runs an audit: chunks of an export go out to processes, what comes of them is put together.

The parent reads the export and merges; all else is done by others. Results are merged in the order
of the export, so that they are the same for any number of processes, and after a stop.
"""

from __future__ import annotations

from collections import deque
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from time import perf_counter, thread_time
from typing import TYPE_CHECKING, Protocol

from replylint.audit import work
from replylint.audit.aggregate import Aggregate
from replylint.audit.chunks import ITEMS, ITEMS_OF_GRAMMAR, chunked
from replylint.audit.stop import Stop
from replylint.processes import Crew, DiedError, cores

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from replylint.audit.checkpoint import Folder, Saved
    from replylint.audit.chunks import Chunk, Item
    from replylint.audit.parts import Parts
    from replylint.audit.work import Done, Work

# For fewer chunks no process is worth its start.
_FOR_PROCESSES = 3
# Seconds between two checkpoints; and they take no more than this share of the time.
EVERY = 5.0
_SHARE = 0.05


class Export(Protocol):
    """What is needed of an export."""

    def exchanges(self, skip: int = 0) -> Iterator[Item]:
        """Its items, without the first `skip`."""

    def position(self) -> int:
        """How much of it was read."""


@dataclass
class Timings:
    """Seconds of a processor by what they were spent on; the first three by all processes.

    reading: the export, into chunks. storing: the rows of tables. saving: checkpoints.
    """

    checking: float = 0.0
    counting: float = 0.0
    writing: float = 0.0
    reading: float = 0.0
    merging: float = 0.0
    storing: float = 0.0
    saving: float = 0.0

    def __str__(self) -> str:
        return "seconds: " + ", ".join(f"{name} {value:.2f}" for name, value in vars(self).items())


@dataclass
class Runner:
    """An audit that runs, and can be stopped and go on.

    work: what is done with each chunk. parts: the tables. folder: of the checkpoints; None for
    none. saved: how far it is. jobs: how many processes; None for one a core, where that pays.
    watch: called now and then with how many items are done, and the position in the export.
    """

    export: Export
    work: Work
    parts: Parts
    folder: Folder | None
    saved: Saved
    jobs: int | None = None
    watch: Callable[[int, int], None] | None = None
    timings: Timings = field(default_factory=Timings)

    @property
    def merged(self) -> Aggregate:
        """What was counted until now. None of it is lost where `run` raises."""
        return self._aggregate

    def run(self, stop: Stop) -> Aggregate:
        """Do all that is left to do, and give back what was counted.

        Raises StoppedError, DiedError, FileError, and ReplylintError for what cannot be written;
        whatever it was, what was merged until then is saved.
        """
        saved, counting = self.saved, self.work.counting
        self._aggregate = (
            Aggregate(counting)
            if saved.aggregate is None
            else Aggregate.from_state(saved.aggregate, counting)
        )
        saved.aggregate = None  # it may be large
        if saved.finished:
            return self._aggregate
        self.parts.begin(saved.parts if saved.items else None)
        self._next_save = perf_counter() + EVERY
        try:
            with closing(self._results()) as results:
                while (result := self._next(results, stop)) is not None:
                    self._merge(*result)
                    if perf_counter() >= self._next_save:
                        self._save()
            saved.finished = True
            if self.folder is not None and self.folder.made:
                self._save()
        finally:
            self.parts.close()
        return self._aggregate

    def _next(self, results: Iterator[tuple[Chunk, Done]], stop: Stop) -> tuple[Chunk, Done] | None:
        """The next result. If none can be had, what was merged until now is saved first."""
        try:
            with stop.allowed():
                return next(results, None)
        except BaseException:
            if self.saved.items:
                self._save()
            raise

    def _results(self) -> Generator[tuple[Chunk, Done], None, None]:
        grammar = self.work.linter.settings.languagetool != "off"
        size = ITEMS_OF_GRAMMAR if grammar else ITEMS
        done = self.saved.items
        chunks = self._timed(chunked(self.export.exchanges(skip=done), size, done))
        first = list(islice(chunks, _FOR_PROCESSES))
        jobs = self.jobs or (cores() if len(first) == _FOR_PROCESSES else 1)
        if jobs == 1:
            for chunk in chain(first, chunks):
                yield chunk, self.work.do(chunk)
            return
        folder = None
        if self.folder is not None:
            self.folder.make()
            folder = str(self.folder.path)
        arguments = self.work.arguments()
        alone = Crew(work.prepare, work.begin, arguments, 1, folder=folder)
        with suppress(DiedError):  # whatever it died of is told of a chunk that is done
            deque(alone.results(first[:1]), maxlen=0)
        crew = Crew(work.do, work.begin, arguments, jobs, folder=folder)
        yield from crew.results(chain(first, chunks))

    def _timed(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        while True:
            began = thread_time()
            chunk = next(chunks, None)
            self.timings.reading += thread_time() - began
            if chunk is None:
                return
            yield chunk

    def _merge(self, chunk: Chunk, done: Done) -> None:
        timings = self.timings
        began = thread_time()
        self._aggregate.merge(done.aggregate)
        merged = thread_time()
        self.parts.write(done.rows)
        self.saved.items = chunk.last
        self.saved.replies += done.replies
        stored = thread_time()
        timings.merging += merged - began
        timings.storing += stored - merged
        timings.checking += done.checking
        timings.counting += done.counting
        timings.writing += done.writing
        if self.watch is not None:
            self.watch(chunk.last, self.export.position())

    def _save(self) -> None:
        if self.folder is None:
            return
        began = thread_time()
        self.saved.parts = self.parts.sizes()
        self.saved.aggregate = self._aggregate.state()
        self.folder.save(self.saved)
        self.saved.aggregate = None
        ended = thread_time()
        self.timings.saving += ended - began
        self._next_save = perf_counter() + max(EVERY, (ended - began) / _SHARE)
