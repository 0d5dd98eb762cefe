"""Work shared among processes: results in the order of the tasks, few tasks under way at a time.

A process that dies is noticed: what was under way is done again, one task at a time, and a task
during which a process dies once more is named. When this process dies, the others end by themselves.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkstemp
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

Task = TypeVar("Task")
Result = TypeVar("Result")
# Tasks under way or waiting for each process: enough that none of them waits for a task.
_EACH = 2
# A pipe takes so much at once or not at all.
_PIPE = 2048


class DiedError(Exception):
    """A process died each time it did `task`."""

    def __init__(self, task: Any) -> None:
        self.task = task
        super().__init__("a process died")


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Crew(Generic[Task, Result]):
    """Processes that all do the same work.

    work: does a task. begin(*arguments): called once in each process before its first task.
    fork: the processes have all that this one has, where the system can; else each starts clean,
    which takes longer and is safe beside threads. folder: for results on their way.
    """

    work: Callable[[Task], Result]
    begin: Callable[..., None]
    arguments: tuple[Any, ...]
    jobs: int
    fork: bool = False
    folder: str | None = None

    def results(self, tasks: Iterable[Task]) -> Generator[tuple[Task, Result], None, None]:
        """Each task with its result, in order; tasks are taken only a few ahead of the results.

        Raises DiedError, and whatever the work raises. Closed early, it ends its processes.
        """
        coming = iter(tasks)
        with TemporaryDirectory(prefix="replylint-results-", dir=self.folder) as folder:
            while True:
                under_way: deque[Task] = deque()
                try:
                    with self._pool(self.jobs, folder) as pool:
                        yield from _in_order(pool, coming, under_way, self.jobs * _EACH + 1)
                    return
                except BrokenProcessPool:
                    pass
                for task in under_way:
                    try:
                        with self._pool(1, folder) as pool:
                            yield from _in_order(pool, iter((task,)), deque(), 1)
                    except BrokenProcessPool:
                        raise DiedError(task) from None

    @contextmanager
    def _pool(self, jobs: int, folder: str) -> Iterator[ProcessPoolExecutor]:
        from multiprocessing import active_children

        others = active_children()
        pool = ProcessPoolExecutor(
            jobs, _context(self), _begin, (self.work, self.begin, self.arguments, folder)
        )
        try:
            yield pool
        except BaseException:
            # Nobody waits any longer for what they do.
            for process in active_children():
                if process not in others:
                    process.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, coming: Iterator[Task], under_way: deque[Task], ahead: int
) -> Iterator[tuple[Task, Any]]:
    """Tasks and results. under_way: the tasks without a result yet, also after an error."""
    futures: deque[Future[bytes | str]] = deque()

    def first() -> tuple[Task, Any]:
        sent = futures[0].result()
        futures.popleft()
        return under_way.popleft(), _unpacked(sent)

    for task in coming:
        under_way.append(task)
        futures.append(pool.submit(_work, task))
        if len(futures) >= ahead:
            yield first()
    while futures:
        yield first()


def _unpacked(sent: bytes | str) -> object:
    if isinstance(sent, bytes):
        return pickle.loads(sent)
    data = Path(sent).read_bytes()
    Path(sent).unlink()
    return pickle.loads(data)


def _context(crew: Crew[Any, Any]) -> BaseContext:
    from multiprocessing import get_context

    if sys.platform == "win32":
        return get_context("spawn")
    if crew.fork and sys.platform == "linux":
        return get_context("fork")
    context = get_context("forkserver")
    context.set_forkserver_preload([crew.begin.__module__, crew.work.__module__])
    from multiprocessing.forkserver import ensure_running

    # Ctrl-C is meant for this process, which tells the others; they inherit what is blocked here.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


# --- in the other processes -----------------------------------------------------------------------

_HERE: list[Any] = []  # what to do, and the folder for results


def _begin(
    work: Callable[[Any], object],
    begin: Callable[..., None],
    arguments: tuple[Any, ...],
    folder: str,
) -> None:
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()
    begin(*arguments)
    _HERE[:] = work, folder


def _follow(sentinel: int) -> None:
    """End with the process that started this one: nobody else would end it, were it killed."""
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)


def _work(task: object) -> bytes | str:
    """The result, packed; a large one in a file.

    A process that is killed while it writes to a pipe leaves the reader waiting for the rest.
    """
    work, folder = _HERE
    packed: bytes = pickle.dumps(work(task), pickle.HIGHEST_PROTOCOL)
    if len(packed) <= _PIPE:
        return packed
    handle, path = mkstemp(dir=str(folder))
    with os.fdopen(handle, "wb") as file:
        file.write(packed)
    return path
