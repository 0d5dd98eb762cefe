"""Work shared among processes: in order, never too far ahead, and no death goes unnoticed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from replylint.processes import Crew, DiedError, cores

FACTOR: list[int] = []


def begin(factor: int) -> None:
    FACTOR[:] = [factor]


def times(number: int) -> bytes:
    """A result too large for one write to a pipe, for odd numbers."""
    if number % 5 == 0:
        time.sleep(0.05)
    return b"%d " % (number * FACTOR[0]) * (1 if number % 2 else 50_000)


def dying(task: tuple[str, int]) -> int:
    """Dies once in the task that the file is for: "once" when it is done first, "always"."""
    kind, number = task
    if kind == "once" and not Path(f"{FACTOR[0]}").exists():
        Path(f"{FACTOR[0]}").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "always":
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def pid(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def wrong(_: int) -> int:
    raise ValueError("no")


def crew(work: object, jobs: int = 2, **options: object) -> Crew[object, object]:
    return Crew(work, begin, (3,), jobs, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("fork", [False, True])
def test_results_come_in_order(fork: bool) -> None:
    found = list(crew(times, fork=fork).results(range(12)))
    assert [task for task, _ in found] == list(range(12))
    assert all(result == times_here(task) for task, result in found)


def times_here(number: object) -> bytes:
    assert isinstance(number, int)
    return b"%d " % (number * 3) * (1 if number % 2 else 50_000)


def test_tasks_are_taken_only_a_few_ahead() -> None:
    taken = 0

    def tasks() -> Iterator[int]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield number

    results = crew(times).results(tasks())
    for done, _ in enumerate(results, start=1):
        assert taken <= done + 6
        if done == 20:
            results.close()  # type: ignore[attr-defined]
            break
    assert taken < 30


def test_all_processes_work() -> None:
    assert len({process for _, process in crew(pid).results(range(20))}) == 2
    assert cores() >= 1


def test_a_process_that_dies_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flag = str(tmp_path / "died")
    tasks = [("fine", 0), ("fine", 1), ("once", 2), *(("fine", n) for n in range(3, 20))]
    found = list(Crew(dying, begin, (flag,), 2).results(tasks))  # type: ignore[arg-type]
    assert [number for _, number in found] == list(range(20))
    assert Path(flag).exists()


def test_a_task_that_kills_is_named() -> None:
    tasks = [("fine", 0), ("always", 1), *(("fine", n) for n in range(2, 20))]
    found = []
    with pytest.raises(DiedError) as died:
        for task, _ in crew(dying).results(tasks):
            found.append(task)
    assert died.value.task == ("always", 1)
    assert found == [("fine", 0)]


def test_an_error_of_the_work_comes_back() -> None:
    with pytest.raises(ValueError, match="no"):
        list(crew(wrong).results(range(5)))


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    results = crew(pid, folder=str(tmp_path)).results(range(50))
    _, process = next(results)
    assert isinstance(process, int)
    results.close()  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []
    for _ in range(100):
        if not Path(f"/proc/{process}").exists():
            break
        time.sleep(0.05)
    else:
        pytest.fail("the process goes on")
