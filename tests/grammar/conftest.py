"""A LanguageTool for the tests that talk to one: the installed one, started, or none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from replylint.grammar import place, server


@pytest.fixture(scope="session")
def languagetool() -> Iterator[place.Server]:
    """A running server of the user's installed LanguageTool; the tests are skipped without one.

    REPLYLINT_REQUIRE_LANGUAGETOOL=1, as in CI, makes its absence a failure.
    """
    pytest.importorskip("language_tool_python")
    required = os.environ.get("REPLYLINT_REQUIRE_LANGUAGETOOL") == "1"
    try:
        running, new = server.start()
    except place.LanguageToolError as error:
        if required:
            raise
        pytest.skip(str(error))
    yield running
    if new:
        server.stop()


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("REPLYLINT_CACHE_DIR", str(tmp_path))
    return tmp_path
