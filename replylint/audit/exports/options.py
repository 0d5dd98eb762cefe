"""What a caller may say about an export; all of it is found out where it is not said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from replylint.sources.file import MAX_SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to read an export.

    mapping: the column of each field that is named, the others are guessed. mapping_source:
    what stands before a field's name in errors: an option, or a file and its key.
    delimiter, encoding: of CSV and text; None to find them.
    limit: the longest row, in bytes. ratio: how many times its size an archive may unpack to.
    channels: the channel behind each name, see `columns.channel_names`; None leaves names as they
    are.
    agents: ids or names of those who answer, where the export itself does not say.
    timezone: of dates that name none, as "Europe/Paris"; UTC by default.
    thread: how many earlier messages of a conversation a reply knows.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    mapping_source: str = "--map "
    delimiter: str | None = None
    encoding: str | None = None
    limit: int = MAX_SIZE
    ratio: int = 200
    channels: Mapping[str, str] | None = None
    agents: tuple[str, ...] = ()
    timezone: str | None = None
    thread: int = 6
