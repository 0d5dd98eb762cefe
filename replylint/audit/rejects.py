"""The file of rejected rows: one JSON object a line, personal data masked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from replylint.personal_data import mask

if TYPE_CHECKING:
    from replylint.sources.file import FileError

_SHOWN = 2000


def reject_line(error: FileError, ui_lang: str = "en") -> bytes:
    """A rejected row as a line of JSON: its line, the key of what is wrong, why, the row masked.

    The row is cut to its first 2,000 characters. It is null where nothing of it is known, as where
    the file breaks off.
    """
    raw = getattr(error, "raw", "")
    record = {
        "line": error.line,
        "key": error.key,
        "reason": error.say(ui_lang),
        "row": mask(raw.rstrip("\r\n"))[:_SHOWN] if raw else None,
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
