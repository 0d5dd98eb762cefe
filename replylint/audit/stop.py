"""Being stopped: Ctrl-C and the like end an audit where that loses nothing."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class StoppedError(KeyboardInterrupt):
    """Somebody wants this to end. `signal` is the number of the signal that said so.

    Like KeyboardInterrupt it is no Exception, so that no rule catches it.
    """

    def __init__(self, number: int) -> None:
        self.signal = number
        super().__init__()


class Stop:
    """While it is entered, signals to end are kept until a moment that is right.

    Between such moments the counts and the files of an audit may not fit each other.
    """

    def __init__(self) -> None:
        self._wanted: int | None = None
        self._open = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Stop:
        if threading.current_thread() is threading.main_thread():
            for number in _SIGNALS:
                before = signal.getsignal(number)
                # What is ignored, as `nohup` does with the end of a terminal, stays so.
                if before not in (signal.SIG_IGN, None):
                    self._before[number] = before
                    signal.signal(number, self._heard)
        return self

    def __exit__(self, *error: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    @contextmanager
    def allowed(self) -> Iterator[None]:
        """Within this, or at its beginning, StoppedError is raised if somebody wants the end."""
        self._open = True
        try:
            if self._wanted is not None:
                raise StoppedError(self._wanted)
            yield
        finally:
            self._open = False

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self._wanted = number
        if self._open:
            self._open = False  # once: what is being ended must not be ended again
            raise StoppedError(number)
