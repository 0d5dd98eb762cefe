"""Checks many files: remembers those that did not change, and shares the rest among processes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from replylint.cli.records import Record, from_record, to_record
from replylint.outputs import Failed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from replylint.cli.run import Checker
    from replylint.outputs import Result
    from replylint.sources import File

# From this many files on that the cache does not know, a second process pays.
_FOR_PROCESSES = 100
_CHUNK = 25


def check_many(
    checker: Checker, files: Sequence[File | Failed], given: Mapping[str, Any]
) -> Iterator[Result]:
    """The results of files in their order.

    given: the options of the command, of which `jobs` and `no_cache` count here.
    """
    known: dict[int, list[Record]] = {}
    keys: dict[int, str] = {}
    cache = None
    if not given["no_cache"]:
        from replylint.cli.cache import Cache

        cache = Cache(checker.extra)
        for i, file in enumerate(files):
            if not isinstance(file, Failed) and file.path is not None:
                _look_up(checker, file, i, cache, keys, known)
    unknown = [i for i, f in enumerate(files) if i not in known and not isinstance(f, Failed)]
    fresh = _check(checker, [(i, files[i]) for i in unknown], given)
    for i, file in enumerate(files):
        if isinstance(file, Failed):
            yield file
            continue
        records = known.get(i)
        if records is None:
            records = next(fresh)
            if cache is not None and i in keys and not _failed(records):
                cache.put(keys[i], records)
        yield from (from_record(record, file) for record in records)
    if cache is not None and unknown:
        cache.prune()


def _look_up(
    checker: Checker, file: File, i: int, cache: Any, keys: dict[int, str],
    known: dict[int, list[Record]],
) -> None:  # fmt: skip
    from replylint.sources import FileError

    try:
        keys[i] = cache.key(file, checker.linters.linter(file.path))
    except FileError:
        return  # it is told when the file is checked
    records = cache.get(keys[i])
    if records is not None:
        known[i] = records


def _failed(records: list[Record]) -> bool:
    return any(
        "error" in record or any(note["reason"] == "failed" for note in record["skipped"])
        for record in records
    )


def _check(
    checker: Checker, files: Sequence[tuple[int, File | Failed]], given: Mapping[str, Any]
) -> Iterator[list[Record]]:
    """The records of each file, in order, by as many processes as pay or as were asked for."""
    jobs = given["jobs"] or ((os.cpu_count() or 1) if len(files) >= _FOR_PROCESSES else 1)
    paths = [file.path for _, file in files if not isinstance(file, Failed)]
    if jobs == 1 or None in paths:
        for _, file in files:
            assert not isinstance(file, Failed)
            yield [to_record(result) for result in checker.check(file)]
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    chunks = [paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK)]
    with ProcessPoolExecutor(
        min(jobs, len(chunks)), get_context("forkserver"), _begin, (dict(given),)
    ) as pool:
        for records in pool.map(_work, chunks):
            yield from records


_CHECKER: list[Checker] = []


def _begin(given: Mapping[str, Any]) -> None:
    """Build this process's own linters once."""
    from replylint.cli.run import make_checker

    _CHECKER[:] = [make_checker(given)]


def _work(paths: Sequence[str]) -> list[list[Record]]:
    checker = _CHECKER[0]
    return [[to_record(r) for r in checker.check(checker.file(path, path))] for path in paths]
