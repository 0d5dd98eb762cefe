"""The tables of an audit while they grow; each appears at its place whole, at the end."""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import TYPE_CHECKING

from replylint.audit.checkpoint import DamagedError
from replylint.errors import ReplylintError
from replylint.outputs.files import move_whole
from replylint.sources.file import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from replylint.audit.checkpoint import Folder
    from replylint.audit.tables import Table


class Parts:
    """A file for each table, in the folder of the checkpoint.

    targets: the file that each table is for. Raises ReplylintError where something cannot be
    written.
    """

    def __init__(self, targets: Mapping[Table, str], folder: Folder, ui_lang: str) -> None:
        self._targets = targets
        self._folder = folder
        self._lang = ui_lang
        self._files: dict[Table, BinaryIO] = {}
        self._open = ExitStack()

    def begin(self, sizes: Mapping[str, int] | None) -> None:
        """Open the files. sizes: how much of each to keep; None for nothing, as they are new.

        Raises DamagedError where a file is smaller than it was.
        """
        if not self._targets:
            return
        self._folder.make()
        try:
            for table in self._targets:
                path = self._path(table)
                file = self._open.enter_context(path.open("wb" if sizes is None else "r+b"))
                self._files[table] = file
                if sizes is None:
                    file.write(table.head())
                else:
                    size = sizes[path.name]
                    if file.seek(0, os.SEEK_END) < size:
                        raise DamagedError
                    file.truncate(size)
                    file.seek(size)
        except (FileNotFoundError, KeyError):
            raise DamagedError from None
        except OSError as error:
            raise self._folder.unwritable(error) from None

    def write(self, pieces: Iterable[bytes]) -> None:
        """Add rows to each table."""
        try:
            for file, piece in zip(self._files.values(), pieces, strict=True):
                file.write(piece)
        except OSError as error:
            raise self._folder.unwritable(error) from None

    def sizes(self) -> dict[str, int]:
        """How long each file is, once all of it is on the disk."""
        try:
            for file in self._files.values():
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._folder.unwritable(error) from None
        return {self._path(table).name: file.tell() for table, file in self._files.items()}

    def close(self) -> None:
        """Close the files."""
        self._open.close()
        self._files.clear()

    def publish(self) -> None:
        """Put each table in its place. What was there already since an earlier try stays."""
        self.close()
        for table, target in self._targets.items():
            part = self._path(table)
            if not part.exists():
                continue
            try:
                if table.form == "parquet":
                    from replylint.audit.parquet import to_parquet

                    made = part.with_suffix(".parquet")
                    to_parquet(part, made, table)
                    move_whole(made, target)
                    part.unlink()
                else:
                    move_whole(part, target)
            except FileError as error:
                raise ReplylintError(f"{target}: {error.say(self._lang)}") from None
            except OSError as error:
                raise self._folder.unwritable(error) from None

    def _path(self, table: Table) -> Path:
        return self._folder.path / f"replylint-{table.name}.part"


def see_targets(targets: Sequence[str], ui_lang: str) -> None:
    """Find out early that a file cannot be written: raises ReplylintError."""
    from replylint.outputs.files import see_writable

    for target in targets:
        try:
            see_writable(target)
        except FileError as error:
            raise ReplylintError(f"{target}: {error.say(ui_lang)}") from None
