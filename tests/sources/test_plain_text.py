"""Plain text files: what front matter says, what belongs to the reply, and what cannot be read."""

from __future__ import annotations

import io
import os
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint import Reply
from replylint.finding import Edit
from replylint.sources import File, FileError, Found, Place
from replylint.sources.front_matter import FIELDS, read_front_matter
from replylint.sources.plain import PlainText
from replylint.sources.walk import expand


def found_in(content: str) -> Found:
    (found,) = PlainText().read(File("a.txt", encoding="utf-8").with_text(content))
    return found


@pytest.mark.parametrize(
    ("content", "text", "line"),
    [
        ("Hi", "Hi", 1),
        ("Hi\nAnn\n\n", "Hi\nAnn", 1),
        ("\n Hi\r\n", "\n Hi", 1),
        ("---\nchannel: x\n---\nHi", "Hi", 4),
        ("---\r\nchannel: x\r\n---\r\n\r\nHi\r\n", "Hi", 5),
        ("--- \nid: 1\n...\n\n\n  Hi", "  Hi", 6),
        ("---\n# a note\n\nid: 1\n---\nHi", "Hi", 6),
    ],
)
def test_the_reply_and_its_place(content: str, text: str, line: int) -> None:
    found = found_in(content)
    assert found.reply.text == text
    assert found.origin.place(0).line == line
    assert found.origin.place(len(text)).line >= line
    edit = found.origin.edit(Edit(0, len(text), "Bye"))
    assert edit is not None
    assert content[edit.start : edit.end] == text


@pytest.mark.parametrize(
    "content",
    [
        "---\nHi there\n---\nBye",
        "---\n\n---\nHi",
        "----\nid: 1\n---\nHi",
        "---\nid: 1\nHi",
        "--- id: 1",
        " ---\nid: 1\n---\nHi",
    ],
)
def test_a_rule_above_a_text_is_no_front_matter(content: str) -> None:
    found = found_in(content)
    assert found.reply == Reply(content)
    assert found.origin.place(0) == Place(1, 1)


def test_every_field_can_be_given() -> None:
    content = """---
channel: x_dm
visibility: private
lang: fr
inbound: |
  @Lumea bonjour : où est-ce ?

    Merci #colis
author: 'Ana'
customer: @zoe
brand: "Lumea"
id: order #12
sent_at: 2026-03-01T10:00
received-at: 2026-03-01T09:00+01:00
kind: template
part: subject
turn: 2
history:
  - Hi Tom: soon
  - "Hello"
thread:
- one
title: of another tool
tags: [a, b]
---
Hi"""
    assert found_in(content).reply == Reply(
        "Hi", channel="x_dm", visibility="private", language="fr",
        inbound="@Lumea bonjour : où est-ce ?\n\n  Merci #colis",
        author="Ana", customer="@zoe", brand="Lumea", id="order #12",
        sent_at=datetime(2026, 3, 1, 10, tzinfo=UTC),
        received_at=datetime.fromisoformat("2026-03-01T09:00+01:00"),
        kind="template", part="subject", turn=2, history=("Hi Tom: soon", "Hello"),
        thread=("one",),
    )  # fmt: skip
    assert set(FIELDS) == {field.name for field in fields(Reply)} - {"text"}


def test_folded_blocks_and_empty_values() -> None:
    values, _ = read_front_matter("---\ninbound: >\n  one\n  two\nauthor:\nkind:\n---\n")
    assert values == {"inbound": "one two"}


@pytest.mark.parametrize(
    ("front", "line", "key"),
    [
        ("id: 1\nnonsense", 3, "front-matter-line"),
        ("chanel: x", 2, "field-near"),
        ("id: 1\nvisibility: all", 3, "choice"),
        ("kind: macro", 2, "choice"),
        ("lang: français de France", 2, "language"),
        ("turn: first", 2, "number"),
        ("sent_at: hier", 2, "date"),
        ("history: one", 2, "list"),
        ("thread:\n  one", 2, "list"),
        ("inbound: one\n  two", 2, "block"),
    ],
)
def test_what_is_wrong_in_front_matter_is_named_by_line(front: str, line: int, key: str) -> None:
    with pytest.raises(FileError) as error:
        found_in(f"---\n{front}\n---\nHi")
    assert (error.value.line, error.value.key) == (line, key)


@given(st.text(st.sampled_from("-: \r\n#ab|>'\"\u2028é"), max_size=80))
def test_any_content_is_read_or_refused(content: str) -> None:
    try:
        found = found_in(content)
    except FileError:
        return
    edit = found.origin.edit(Edit(0, len(found.reply.text), ""))
    assert edit is not None
    assert content[edit.start : edit.end] == found.reply.text


@pytest.mark.parametrize("content", ["", " \n\r\n", "---\nid: 1\n---\n\n"])
def test_a_file_without_a_reply(content: str) -> None:
    with pytest.raises(FileError, match="holds no reply"):
        found_in(content)


def test_a_pipe_is_read_up_to_the_limit(tmp_path: Path) -> None:
    assert File("-", stream=io.BytesIO(b"x" * 10), limit=10).text == "x" * 10
    with pytest.raises(FileError, match="more than the limit of 10 bytes"):
        _ = File("-", stream=io.BytesIO(b"x" * 11), limit=10).text
    with pytest.raises(FileError, match="more than the limit of 1,000"):
        _ = File("zero", "/dev/zero", limit=1000).text


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        _ = File("a", str(tmp_path)).text


def test_encodings() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file = File("-", stream=io.BytesIO("é\r\n".encode(encoding)))
        assert file.text == "é\r\n"
        assert file.text.encode(file.encoding) == file.data
    assert File("-", stream=io.BytesIO(b"\xe9"), encoding="cp1252").text == "é"
    with pytest.raises(FileError, match="UTF-16"):
        _ = File("-", stream=io.BytesIO(b"\xff\xfea")).text


def test_folders_that_cannot_be_listed_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open" / "a.txt").write_text("Hi", "utf-8")
    (tmp_path / "shut").mkdir()
    scandir = os.scandir

    def guarded(path: str) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = list(expand([str(tmp_path)], (".txt",)))
    assert found[0] == (str(tmp_path / "open" / "a.txt"), None)
    assert found[1][0] == str(tmp_path / "shut")
    assert found[1][1] is not None
    assert found[1][1].key == "forbidden"
