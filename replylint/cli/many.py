"""Checks many files: remembers those that did not change, and shares the rest among processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replylint.cli.records import Record, from_record, to_record
from replylint.errors import ReplylintError
from replylint.i18n import DEFAULT, say
from replylint.outputs import Failed
from replylint.sources import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from replylint.cli.cache import Cache
    from replylint.cli.run import Checker
    from replylint.outputs import Result
    from replylint.sources import File

# From this many files on that the cache does not know, a second process pays.
_FOR_PROCESSES = 100
_CHUNK = 20


def check_many(
    checker: Checker, files: Sequence[File | Failed], given: Mapping[str, Any]
) -> Iterator[Result]:
    """The results of files in their order.

    given: the options of the command, of which `jobs` and `no_cache` count here.
    """
    from replylint.cli.cache import Cache

    cache = None if given["no_cache"] else Cache(checker.extra)
    keys = [None if cache is None else _key(checker, file, cache) for file in files]
    known = [None if cache is None or key is None else cache.get(key) for key in keys]
    unknown = [
        file
        for file, records in zip(files, known, strict=True)
        if records is None and not isinstance(file, Failed)
    ]
    fresh = _check(checker, unknown, given)
    for file, key, found in zip(files, keys, known, strict=True):
        if isinstance(file, Failed):
            yield file
            continue
        records = found
        if records is None:
            records = next(fresh)
            if cache is not None and key is not None and not _failed(records):
                cache.put(key, records)
        yield from (from_record(record, file) for record in records)
    if cache is not None and unknown:
        cache.prune()


def _key(checker: Checker, file: File | Failed, cache: Cache) -> str | None:
    """The cache's key of a file; None for one whose results are not to be remembered."""
    if isinstance(file, Failed) or file.path is None:
        return None
    linter = checker.linters.linter(file.path)
    if linter.settings.languagetool != "off":  # what a server says may change
        return None
    try:
        return cache.key(file, linter)
    except FileError:
        return None  # it is told when the file is checked


def _failed(records: list[Record]) -> bool:
    return any(
        "error" in record or any(note["reason"] == "failed" for note in record["skipped"])
        for record in records
    )


def _check(
    checker: Checker, files: Sequence[File], given: Mapping[str, Any]
) -> Iterator[list[Record]]:
    """The records of each file, in order, by as many processes as pay or as were asked for."""
    from replylint.processes import Crew, DiedError, cores

    jobs = given["jobs"] or (cores() if len(files) >= _FOR_PROCESSES else 1)
    paths = [file.path for file in files if file.path is not None]
    if jobs == 1 or len(paths) < len(files):
        for file in files:
            yield [to_record(result) for result in checker.check(file)]
        return
    chunks = [paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK)]
    # A forked process has this one's linters; elsewhere, each builds its own.
    _CHECKER[:] = [checker]
    crew = Crew(_work, _begin, (dict(given),), min(jobs, len(chunks)), fork=True)
    try:
        for _, results in crew.results(chunks):
            yield from results
    except DiedError as died:
        lang = checker.linters.linter(paths[0]).settings.ui_lang or DEFAULT
        where = say("check.died", lang, first=died.task[0], last=died.task[-1])
        raise ReplylintError(where) from None


_CHECKER: list[Checker] = []


def _begin(given: Mapping[str, Any]) -> None:
    """Build this process's own linters once, unless it has them."""
    if not _CHECKER:
        from replylint.cli.run import make_checker

        _CHECKER[:] = [make_checker(given)]


def _work(paths: Sequence[str]) -> list[list[Record]]:
    checker = _CHECKER[0]
    return [[to_record(r) for r in checker.check(checker.file(path, path))] for path in paths]
