"""Every character of every text knows its place on disk: generated files of each format."""

from __future__ import annotations

import csv
import html
import io
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from replylint.sources.csv_cells import guess_delimiter, rows
from replylint.sources.html_text import html_text
from replylint.sources.json_strings import strings
from replylint.sources.mapped import Mapped
from replylint.sources.markdown_text import markdown_text
from replylint.sources.yaml_texts import yaml_documents

# In all well over 20,000 generated texts.
ROUNDS = 1_200
PIECES = [
    "a", "bonjour", "Hi", " ", "  ", "\n", "\n\n",
    "é", "e\u0301", "😀", "👩‍👧", ":", "#", " #", "- ",
    "'", '"', "\\", "{{ x }}", "%{a}", "<b>", "&amp;",
    "\t", "…", "«", "»", "\u00a0", "\u202f",
    "mot " * 12, ", ", ";", "&", "*", "|", ">", "[",
    "]", "@bob", "`", "~", "?", "!", "\u2028", "\x85",
]  # fmt: skip


def text(draw: random.Random, size: int = 10) -> str:
    return "".join(draw.choice(PIECES) for _ in range(draw.randrange(size)))


def value(draw: random.Random, depth: int = 0) -> Any:
    kind = draw.randrange(6)
    if kind < 3 or depth > 2:
        return text(draw)
    if kind == 3:
        return draw.choice([1, 2.5, None, True, [], {}])
    if kind == 4:
        return [value(draw, depth + 1) for _ in range(draw.randrange(4))]
    return {f"{text(draw, 3)}{i}": value(draw, depth + 1) for i in range(draw.randrange(4))}


def flat(
    node: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, list):
        for i, item in enumerate(node):
            yield from flat(item, (*path, i))
    elif isinstance(node, dict):
        for key, item in node.items():
            yield from flat(item, (*path, key))


def assert_places(mapped: Mapped, content: str) -> None:
    """Places are in the content, in order, and never overlap."""
    last = 0
    for start, end in zip(mapped.starts, mapped.ends, strict=True):
        assert last <= start <= end <= len(content)
        last = end
    assert len(mapped.starts) == len(mapped.text)


@pytest.mark.parametrize("seed", range(4))
def test_json(seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(ROUNDS):
        root = value(draw)
        content = json.dumps(
            root, ensure_ascii=draw.random() < 0.5, indent=draw.choice([None, 1, "\t"])
        )
        if draw.random() < 0.3:
            content = content.replace("\n", "\r\n")
        found = list(strings(content))
        assert [(path, mapped.text) for path, mapped in found] == list(flat(root))
        for _, mapped in found:
            assert_places(mapped, content)
            for character, start, end in zip(mapped.text, mapped.starts, mapped.ends, strict=True):
                assert json.loads(f'"{content[start:end]}"') == character


@pytest.mark.parametrize("style", [None, '"', "'", "|", ">"])
@pytest.mark.parametrize("seed", range(2))
def test_yaml(seed: int, style: str | None) -> None:
    draw = random.Random(f"{seed}{style}")
    read = 0
    for _ in range(ROUNDS):
        root = {f"k{i}": text(draw) for i in range(3)}
        root["list"] = [text(draw, 6), {"x": text(draw, 6)}]  # type: ignore[assignment]
        content = yaml.dump(
            root, default_style=style, width=draw.choice([20, 40, 80]),
            allow_unicode=draw.random() < 0.6, indent=draw.choice([2, 4]), sort_keys=False,
        )  # fmt: skip
        if draw.random() < 0.3:
            content = content.replace("\n", "\r\n")
        if draw.random() < 0.2:
            content = f"\ufeff# un commentaire 😀\n---\n{content}"
        try:
            loaded = yaml.compose(content, Loader=yaml.CSafeLoader)
        except yaml.YAMLError:
            continue  # PyYAML writes a few things that it does not read
        assert loaded is not None
        ((_, texts),) = yaml_documents(content)
        expected = [(path, string) for path, string in flat(_values(loaded)) if string is not None]
        assert [(path, mapped.text) for path, mapped in texts] == expected
        read += len(texts)
        for _, mapped in texts:
            assert_places(mapped, content)
            for character, start, end in zip(mapped.text, mapped.starts, mapped.ends, strict=True):
                if end - start == 1 and character not in " \n":
                    assert content[start] == character
    assert read > 3 * ROUNDS


def _values(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _values(item) for key, item in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_values(item) for item in node.value]
    return node.value if node.tag == "tag:yaml.org,2002:str" else None


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(delimiter: str) -> None:
    draw = random.Random(delimiter)
    for _ in range(2 * ROUNDS):
        table = [["text", "author"], *([text(draw), text(draw, 3)] for _ in range(3))]
        buffer = io.StringIO()
        csv.writer(
            buffer, delimiter=delimiter, lineterminator=draw.choice(["\n", "\r\n"]),
            quoting=draw.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
        ).writerows(table)  # fmt: skip
        content = draw.choice(["", "\ufeff"]) + buffer.getvalue()
        assert guess_delimiter(content.removeprefix("\ufeff")) == delimiter
        found = list(rows(content, delimiter))
        expected = csv.reader(
            io.StringIO(content.removeprefix("\ufeff"), newline=""), delimiter=delimiter
        )
        assert [[cell.text for cell in row] for row in found] == [row for row in expected if row]
        for row in found:
            for cell in row:
                assert_places(cell, content)
                for character, start in zip(cell.text, cell.starts, strict=True):
                    assert content[start] == character


def test_html() -> None:
    draw = random.Random(5)
    words = ["bonjour", "é", "😀", "&", "<3", "5 < 6", "«", "{{ x < y }}", "e\u0301", '"', "fin."]
    for _ in range(3 * ROUNDS):
        shown = [draw.choice(words) for _ in range(draw.randrange(1, 9))]
        written = []
        for word in shown:
            kept = word if word.startswith("{{") else html.escape(word, quote=draw.random() < 0.5)
            if draw.random() < 0.3 and "{" not in word:
                kept = "".join(f"&#{ord(c)};" for c in word)
            tag = draw.choice(["b", "i", "span", "a"])
            written.append(f'<{tag} title="a > b">{kept}</{tag}>' if draw.random() < 0.4 else kept)
        content = f"<div>\n<p>{draw.choice([' ', chr(10), '  '])}{' '.join(written)}</p>\r\n</div>"
        mapped = html_text(content)
        assert mapped.text == " ".join(shown)
        assert_places(mapped, content)
        for character, start, end in zip(mapped.text, mapped.starts, mapped.ends, strict=True):
            source = content[start:end]
            assert source.isspace() or html.unescape(source) == character


def test_markdown() -> None:
    draw = random.Random(6)
    words = [
        "bonjour",
        "é",
        "😀",
        "snake_case",
        "2 * 3",
        "{{first_name}}",
        "[NOM]",
        "fin.",
        "e\u0301",
    ]
    for _ in range(3 * ROUNDS):
        shown, written = [], []
        for _ in range(draw.randrange(1, 9)):
            word = draw.choice(words)
            shown.append(word)
            form = draw.choice(["{}", "{}", "**{}**", "[{}](https://example.com/a_b)", "~~{}~~"])
            written.append(form.format(word) if "[" not in word and "{" not in word else word)
        content = f"# {' '.join(written)}\r\n\r\n<!-- **note** -->\r\n"
        mapped = markdown_text(content)
        assert mapped.text == " ".join(shown)
        assert_places(mapped, content)
        assert all(content[s] == c for c, s in zip(mapped.text, mapped.starts, strict=True))


@pytest.mark.parametrize(
    "hostile",
    ["<a " * 30_000, "<!--" * 25_000, "<" * 100_000, "&#" * 50_000, "</" * 50_000, "`" * 100_000,
     "**" * 50_000, "[a](" * 25_000, "<script>" * 12_000, "\n" * 50_000, "{{" * 50_000],
    ids=lambda text: text[:8].strip() or "newlines",
)  # fmt: skip
def test_markup_bombs_are_read(hostile: str) -> None:
    for read in (html_text, markdown_text):
        assert_places(read(hostile), hostile)


def test_a_yaml_bomb_is_read_once() -> None:
    content = "a: &a [lol lol lol]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(12)
    )
    ((_, texts),) = yaml_documents(content)
    assert [mapped.text for _, mapped in texts] == ["lol lol lol"]
