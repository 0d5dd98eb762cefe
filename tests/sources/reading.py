"""What tests of sources share: texts read from a file's content, without a file."""

from __future__ import annotations

import io

from replylint.linter import installed_plugins
from replylint.sources import File, Found, source_for
from replylint.sources.file import Hints
from replylint.sources.shapes import parse_field


def read(name: str, content: str, *fields: str, kind: str | None = None) -> list[Found]:
    """The replies of a file of that name."""
    file = File(name, stream=io.BytesIO(content.encode()))
    channels = {"email": "email", "twitter": "x", "x": "x"}
    file.hints = Hints(tuple(parse_field(field, "here") for field in fields), kind, channels)
    return list(source_for(name, installed_plugins()).read(file))
