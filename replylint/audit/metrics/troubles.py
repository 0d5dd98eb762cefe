"""What was odd or left out, counted, with the lines of the first ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from replylint.sources.file import FileError

_LINES = 5


class Trouble:
    """Rows with the same trouble. params: of the first of them, to say it in any language."""

    __slots__ = ("lines", "n", "params")

    def __init__(self) -> None:
        self.n = 0
        self.lines: list[int] = []
        self.params: dict[str, Any] = {}

    def add(self, line: int | None, params: dict[str, Any] | None = None) -> None:
        """Count a row."""
        self.n += 1
        self._see([line] if line is not None else [], params or {})

    def merge(self, other: Trouble) -> None:
        """Add the count of another."""
        self.n += other.n
        self._see(other.lines, other.params)

    def _see(self, lines: list[int], params: dict[str, Any]) -> None:
        first = (self.lines[:1] or [1 << 62], repr(self.params))
        if not self.params or (lines[:1] or [1 << 62], repr(params)) < first:
            self.params = params
        self.lines = sorted({*self.lines, *lines})[:_LINES]


class Troubles:
    """Troubles by key."""

    __slots__ = ("by_key",)

    def __init__(self) -> None:
        self.by_key: dict[str, Trouble] = {}

    def add(self, key: str, line: int | None, params: dict[str, Any] | None = None) -> None:
        """Count a row."""
        self.by_key.setdefault(key, Trouble()).add(line, params)

    def reject(self, error: FileError) -> None:
        """Count a row that was left out. What fills its message is masked."""
        from replylint.outputs.masking import masked_text

        params = {
            name: value if isinstance(value, int) else masked_text(str(value))
            for name, value in error.params.items()
        }
        self.add(error.key, error.line, params)

    def merge(self, other: Troubles) -> None:
        """Add the counts of another."""
        for key, trouble in other.by_key.items():
            self.by_key.setdefault(key, Trouble()).merge(trouble)

    def state(self) -> list[list[Any]]:
        """As plain values."""
        return [[key, one.n, one.lines, one.params] for key, one in self.by_key.items()]

    @classmethod
    def from_state(cls, state: list[list[Any]]) -> Troubles:
        """The one that had this state."""
        made = cls()
        for key, n, lines, params in state:
            one = made.by_key[key] = Trouble()
            one.n, one.lines, one.params = n, list(lines), dict(params)
        return made
