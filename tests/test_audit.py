"""The audit: exports as they are in the wild, read row by row; what cannot be read is named."""

from __future__ import annotations

import io
import json
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from replylint import ConfigError, Linter, Reply, report_schema
from replylint.audit.columns import Reader, resolve_columns
from replylint.audit.lines import Lines
from replylint.audit.rows import Row, guess_delimiter, read_table
from replylint.audit.run import audit, json_lines
from replylint.audit.summary import render, to_dict
from replylint.audit.tally import Tally
from replylint.cli import main
from replylint.outputs import View
from replylint.sources import FileError

BLAME = "You should have read the page first."
CHANNELS = Linter().channels


def lines_of(data: bytes, *, encoding: str | None = None, limit: int = 1000) -> Lines:
    return Lines(io.BufferedReader(io.BytesIO(data)), encoding=encoding, limit=limit)  # type: ignore[type-var]


def rows_of(text: str | bytes, name: str = "a.csv", **options: object) -> list[Row | FileError]:
    data = text.encode() if isinstance(text, str) else text
    return list(read_table(lines_of(data), name, **options).rows)  # type: ignore[arg-type]


# --- lines and rows ----------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_common_encoding_is_read(encoding: str) -> None:
    text = "Réponse;été\r\n« déjà » – 5 €;x\r\n"
    assert list(lines_of(text.encode(encoding))) == text.splitlines(keepends=True)


def test_lines_that_are_not_utf8_are_counted() -> None:
    lines = lines_of("é\n".encode() + b"\xe9\n" + "è\n".encode() + b"\x81\n")
    assert list(lines) == ["é\n", "é\n", "è\n", "\ufffd\n"]
    assert lines.fallbacks == 2
    assert lines.number == 4


def test_a_wanted_encoding_is_kept_to() -> None:
    lines = lines_of(b"a\n\xe9\nb\n", encoding="utf-8")
    assert next(lines) == "a\n"
    with pytest.raises(FileError) as error:
        next(lines)
    assert error.value.line == 2
    assert next(lines) == "b\n"
    assert list(lines_of("é\n".encode("utf-16-le"), encoding="utf-16-le")) == ["é\n"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_without_end_is_skipped_without_being_read_whole(encoding: str) -> None:
    data = ("a\n" + "x" * 5000 + "\nb\n").encode(encoding)
    lines = lines_of(data, limit=100)
    assert next(lines) == "a\n"
    with pytest.raises(FileError, match="longer than 100 bytes") as error:
        next(lines)
    assert error.value.line == 2
    assert next(lines) == "b\n"
    assert lines.number == 3


def test_broken_utf16_ends_the_reading() -> None:
    lines = lines_of("a\nb\n".encode("utf-16") + b"\x00\xd8\n\0")
    found: list[str] = []
    with pytest.raises(FileError):
        found.extend(lines)
    assert list(lines) == []


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [("a,b;c,d", ","), ("a;b", ";"), ("a\tb,c\td", "\t"), ("a|b|c", "|"), ("text", ","),
     ('"a;b;c",d', ",")],
)  # fmt: skip
def test_the_delimiter_is_found_in_the_header(header: str, delimiter: str) -> None:
    assert guess_delimiter(header) == delimiter


def test_rows_know_the_line_they_begin_in() -> None:
    assert rows_of('a;b\n1;"two\nlines"\n\n3;4\n5\n') == [
        Row(2, {"a": "1", "b": "two\nlines"}),
        Row(5, {"a": "3", "b": "4"}),
        Row(6, {"a": "5", "b": ""}),
    ]


def test_bad_rows_are_named_and_the_rest_goes_on() -> None:
    found = rows_of('a,b\n1,2,3\n1,2,\n"x"y,2\n3,4\n' + "1,2\n")
    assert [(row.line, row.key) for row in found if isinstance(row, FileError)] == [
        (2, "cells"), (4, "csv"),
    ]  # fmt: skip
    assert [row.values["a"] for row in found if isinstance(row, Row)] == ["1", "3", "1"]


def test_an_open_quotation_mark_is_an_error() -> None:
    found = rows_of('a,b\n1,"open\n2,3\n')
    assert [type(row) for row in found] == [FileError]


def test_the_hint_of_excel_and_doubled_columns() -> None:
    assert rows_of("sep=;\r\na;a;b\r\n1;2;3\r\n") == [Row(3, {"a": "1", "b": "3"})]
    assert rows_of("a^b\n1^2\n", delimiter="^") == [Row(2, {"a": "1", "b": "2"})]


def test_json_lines() -> None:
    text = (
        '{"text": "Hi", "n": 3, "ok": true, "none": null, "list": [1]}\n\nnot json\n[1]\n'
        '{"reply": {"body": "Yo", "deep": {"er": "x"}}}\n{"text": "\\ud83d"}\n'
    )
    table = read_table(lines_of(text.encode()), "a.jsonl")
    assert table.columns == ("text", "n", "ok", "none", "reply.body", "reply.deep.er")
    rows = list(table.rows)
    assert rows[0] == Row(1, {"text": "Hi", "n": "3", "ok": "true", "none": ""})
    assert [(r.line, r.key) for r in rows if isinstance(r, FileError)] == [
        (3, "json"), (4, "json-object"),
    ]  # fmt: skip
    assert rows[-1] == Row(6, {"text": "?"})
    assert read_table(lines_of(b'{"a": 1}\n'), "<stdin>").columns == ("a",)


def test_exports_without_rows_or_in_another_form() -> None:
    for data, key in ((b"", "no-rows"), (b"\n \n", "no-rows"), (b'[{"a": 1}]', "json-array")):
        with pytest.raises(FileError) as error:
            read_table(lines_of(data), "a")
        assert error.value.key == key


# --- columns -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (["Id", "Canal", "Question", "Réponse", "Agent", "Date"],
         {"text": "Réponse", "channel": "Canal", "inbound": "Question", "author": "Agent",
          "id": "Id", "sent_at": "Date"}),
        (["tweet_id", "created_at", "text", "lang"],
         {"text": "text", "id": "tweet_id", "sent_at": "created_at", "language": "lang"}),
        (["message", "reply"], {"text": "reply"}),
        (["Message"], {"text": "Message"}),
        (["REVIEW TEXT", "Owner-Response"], {"text": "Owner-Response", "inbound": "REVIEW TEXT"}),
    ],
)  # fmt: skip
def test_common_names_are_understood(columns: list[str], found: dict[str, str]) -> None:
    assert resolve_columns(columns, {}, "a.csv") == found


def test_columns_can_be_named() -> None:
    columns = ["Corps", "text", "Canal d'origine"]
    assert resolve_columns(columns, {"text": "corps", "channel": "Canal d'origine"}, "a") == {
        "text": "Corps",
        "channel": "Canal d'origine",
    }


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"txt": "Body"}, "--map txt: no such field; did you mean 'text'?"),
        ({"text": "Bodi"}, "a.csv: no column 'Bodi'; did you mean 'Body'? Columns: Body, When"),
        ({}, "a.csv: no column is known to hold the replies; name it: --map text=Texts. Columns:"),
    ],
)
def test_a_missing_column_is_explained(wanted: dict[str, str], said: str) -> None:
    columns = ["Texts", "When"] if not wanted else ["Body", "When"]
    with pytest.raises(ConfigError) as error:
        resolve_columns(columns, wanted, "a.csv")
    assert str(error.value).startswith(said)


def test_an_export_without_a_header_gives_nothing_away() -> None:
    with pytest.raises(ConfigError) as error:
        resolve_columns(["Your card 4111 1111 1111 1111", "x" * 500], {}, "a.csv")
    assert "4111" not in str(error.value)
    assert len(str(error.value)) < 300


def reply_of(**values: str) -> Reply:
    reader = Reader({name: name for name in values}, CHANNELS)
    return reader.reply(Row(2, values))


@pytest.mark.parametrize(
    ("written", "name"),
    [("x", "x"), ("Twitter", "x"), ("X (Twitter)", "x"), ("Google Review", "google_review"),
     ("E-mail", "email"), ("Instagram direct message", "instagram_dm"), ("SMS", "sms")],
)  # fmt: skip
def test_channels_as_exports_call_them(written: str, name: str) -> None:
    assert reply_of(text="Hi", channel=written).channel == name


def test_a_reply_is_made_of_a_row() -> None:
    reply = reply_of(text="Hi\r\n", inbound="Where?", language="fr-FR", visibility="Privé",
                     sent_at="2026-03-01 10:00", turn="1")  # fmt: skip
    assert (reply.text, reply.inbound, reply.language) == ("Hi", "Where?", "fr")
    assert (reply.visibility, reply.turn) == ("private", 1)
    assert reply.sent_at is not None
    assert reply.sent_at.isoformat() == "2026-03-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00+00:00"),
        ("2026-03-01T10:00:00+02:00", "2026-03-01T10:00:00+02:00"),
        ("1772359200", "2026-03-01T10:00:00+00:00"),
        ("1772359200000", "2026-03-01T10:00:00+00:00"),
        ("Sun Mar 01 10:00:00 +0000 2026", "2026-03-01T10:00:00+00:00"),
    ],
)
def test_times_as_exports_write_them(written: str, read: str) -> None:
    sent = reply_of(text="Hi", sent_at=written).sent_at
    assert sent is not None
    assert sent.isoformat() == read


def test_values_that_make_no_sense_are_left_out_and_counted() -> None:
    names = ("text", "channel", "sent_at", "language", "visibility", "turn")
    reader = Reader({name: name for name in names}, CHANNELS)
    values = {"text": "Hi", "channel": "Minitel", "sent_at": "yesterday", "language": "42",
              "visibility": "maybe", "turn": "first"}  # fmt: skip
    assert reader.reply(Row(7, values)) == Reply("Hi")
    assert {field: trouble.lines for field, trouble in reader.ignored.items()} == {
        name: [7] for name in names[1:]
    }
    assert "yesterday" not in " ".join(t.error.say("en") for t in reader.ignored.values())


def test_a_flag_in_the_place_of_the_customers_words() -> None:
    assert reply_of(text="Hi", inbound="False").inbound is None
    with pytest.raises(FileError, match="written by the customer"):
        reply_of(text="Hi", inbound="True")
    with pytest.raises(FileError, match="no reply"):
        reply_of(text=" ")


# --- counting ----------------------------------------------------------------------------------


def audited(texts: list[str], worst: int = 5) -> tuple[Tally, Reader]:
    tally = Tally(worst)
    reader = Reader({"text": "text"}, CHANNELS)
    rows = (Row(line, {"text": text}) for line, text in enumerate(texts, start=2))
    linter = Linter(select=["TON002"])
    for _ in audit(rows, reader, linter, tally):
        pass
    return tally, reader


def test_scores_findings_and_shares_are_counted() -> None:
    tally, reader = audited(["Hi", BLAME, f"{BLAME} {BLAME}", "Hello", ""])
    assert tally.replies == 4
    assert tally.clean == 2
    assert tally.mean == round((100 + 88 + 76 + 100) / 4, 1)
    assert (tally.percentile(0.5), tally.percentile(0.1), tally.percentile(1)) == (88, 76, 100)
    assert [replies for _, _, replies in tally.bands()] == [2, 1, 1, 0, 0]
    assert (tally.rules["TON002"].findings, tally.rules["TON002"].replies) == (3, 2)
    assert tally.rejected["no-text"].lines == [6]
    record = to_dict(tally, reader, "en")
    assert record["rules"] == [
        {"code": "TON002", "rule": "blaming", "severity": "warning", "findings": 3, "replies": 2,
         "share": 0.5}
    ]  # fmt: skip
    json.dumps(record)


def test_the_worst_are_kept_in_order_and_masked() -> None:
    texts = [BLAME, f"{BLAME} {BLAME} 4111 1111 1111 1111", BLAME, "Hi"] * 3
    tally, _ = audited(texts, worst=4)
    assert [(s.line, s.score) for s in tally.worst] == [(3, 76), (7, 76), (11, 76), (2, 88)]
    assert all("4111" not in sample.text for sample in tally.worst)
    assert audited(texts, worst=0)[0].worst == []


def test_nothing_to_count() -> None:
    tally, reader = audited([])
    assert (tally.mean, tally.percentile(0.5)) == (None, None)
    assert "No reply was checked." in "".join(render("a.csv", tally, reader, View()))


def test_the_summary_reads_well_in_both_languages() -> None:
    tally, reader = audited(["Hi", BLAME, "", ""])
    english = "".join(render("a.csv", tally, reader, View()))
    assert english.startswith(
        "a.csv\nColumns: text=text\n2 rows left out: no reply in the row (lines 4, 5)\n"
    )
    assert "2 replies checked. Mean score 94, median 88, the lowest tenth at 88 or under" in english
    assert "TON002  blaming  warning          1        1   50 %\n" in english
    assert f"line 3: 88/100, ready to send, TON002\n    {BLAME}\n" in english
    french = "".join(render("a.csv", tally, reader, View(ui_lang="fr")))
    assert "2 lignes laissées de côté : pas de réponse dans la ligne (lignes 4, 5)" in french


def test_each_reply_is_a_line_that_fits_the_schema() -> None:
    tally = Tally()
    reader = Reader({"text": "text"}, CHANNELS)
    rows = [Row(2, {"text": BLAME}), FileError("csv", line=3), Row(4, {"text": "Hi é"})]
    written = list(json_lines(audit(rows, reader, Linter(), tally)))
    records = [json.loads(line) for line in written]
    for record in records:
        jsonschema.validate(record, report_schema())
    assert [record["row"] for record in records] == [2, 4]


def test_memory_does_not_grow_with_the_export() -> None:
    reader = Reader({"text": "text"}, CHANNELS)
    linter = Linter(select=["TON002"])
    linter.check(BLAME)

    def peak(rows: int) -> int:
        def export() -> Iterator[bytes]:
            yield b"text,id\n"
            for number in range(rows):
                yield f'"{BLAME} {number}",{number}\n'.encode()

        class Stream(io.RawIOBase):
            pieces = export()

            def readable(self) -> bool:
                return True

            def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
                piece = next(self.pieces, b"")
                buffer[: len(piece)] = piece
                return len(piece)

        lines = Lines(io.BufferedReader(Stream()), limit=1000)  # type: ignore[type-var]
        tally = Tally()
        tracemalloc.start()
        for _ in audit(read_table(lines, "a.csv").rows, reader, linter, tally):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert tally.replies == rows
        return found

    peak(50)
    assert peak(2000) < peak(200) + 100_000


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "past.csv"
    path.write_text(f"Reply;Channel\n{BLAME};x\nHi Ann, it leaves today. Tom;email\n", "utf-8")
    return path


SELECT = ("--select", "TON002", "--isolated")


def test_audit_prints_a_summary(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "past.csv", *SELECT]) == 0
    ran = capsys.readouterr()
    assert ran.out.startswith("past.csv\nColumns: text=Reply, channel=Channel\n")
    assert "2 replies checked. Mean score 94" in ran.out
    assert ran.err == ""
    assert main(["audit", "past.csv", *SELECT, "--output-format", "json", "--worst", "0"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["score"]["mean"] == 94
    assert record["worst"] == []


@pytest.mark.parametrize(("score", "code"), [("94", 0), ("94.1", 1)])
def test_audit_fails_under_a_mean(export: Path, score: str, code: int) -> None:
    assert main(["audit", "past.csv", *SELECT, "--fail-under", score]) == code


def test_audit_writes_each_reply_whole_or_not_at_all(
    export: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["audit", "past.csv", *SELECT, "-o", "out.jsonl"]) == 0
    lines = (export.parent / "out.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["row"] for line in lines] == [2, 3]
    checked = 0
    judge = Linter.judge

    def breaks(linter: Linter, doc: object) -> object:
        nonlocal checked
        checked += 1
        if checked == 2:
            raise RuntimeError
        return judge(linter, doc)  # type: ignore[arg-type]

    monkeypatch.setattr(Linter, "judge", breaks)
    assert main(["audit", "past.csv", *SELECT, "-o", "out.jsonl"]) == 2
    assert (export.parent / "out.jsonl").read_text("utf-8").splitlines() == lines
    assert {p.name for p in export.parent.iterdir()} == {"past.csv", "out.jsonl"}
    capsys.readouterr()
    assert main(["audit", "past.csv", "-o", "no/out.jsonl"]) == 2
    assert capsys.readouterr().err.startswith("replylint: no/out.jsonl: cannot be written: ")


def test_audit_names_bad_rows_and_exits_with_2(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with export.open("a", encoding="utf-8") as file:
        file.write("a;b;c\nlast one;x\n")
    assert main(["audit", "past.csv", *SELECT]) == 2
    out = capsys.readouterr().out
    assert "1 row left out: 3 cells where the header has 2" in out
    assert "(line 4)" in out
    assert "3 replies checked" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--map", "text"), "--map text: write FIELD=COLUMN"),
        (("--map", "text=Nope"), "past.csv: no column 'Nope'"),
        (("--delimiter", "ab"), "--delimiter 'ab': must be one character"),
        (("--encoding", "utf9"), "command line: --encoding: no encoding 'utf9'"),
        (("--channel", "facebok"), "command line: unknown channel 'facebok'"),
    ],
)
def test_audit_explains_wrong_options(
    export: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert main(["audit", "past.csv", *arguments]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"replylint: {said}")
    assert err.count("\n") == 1


def test_audit_reads_standard_input(
    export: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(export.read_bytes())))  # type: ignore[type-var]
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["audit", "-", *SELECT, "--delimiter", ";", "--map", "text=reply"]) == 0
    assert capsys.readouterr().out.startswith("<stdin>\n")


def test_progress_is_for_terminals_alone(
    export: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from replylint.cli import progress

    export.write_text("text\n" + "Hi\n" * 200, "utf-8")
    monkeypatch.setattr(progress, "_EVERY", 0)
    main(["audit", "past.csv", *SELECT])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    main(["audit", "past.csv", *SELECT])
    err = capsys.readouterr().err
    assert "\r" in err
    assert "/s)" in err
    assert err.endswith("\r\x1b[K")
