"""How an export is opened: columns, encodings, dates, standard input, the config."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from exports_made import FORMATS, as_csv, as_jsonl, read, read_bytes, written

from replylint.audit.exports import ExportOptions, open_export
from replylint.cli import main
from replylint.errors import ConfigError, ReplylintError
from replylint.settings import Settings

ROWS = [
    {"Réponse": "Bonjour, c’est parti — à bientôt !", "Question": "Où ?", "Date": "03/04/2026 09:30"},
    {"Réponse": 'Bonjour "Zoé";\r\nmerci.\r\n\r\nTom', "Question": "", "Date": "13/04/2026 10:00:05"},
]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("hint", [True, False])
def test_french_excel(encoding: str, hint: bool) -> None:
    exchanges, rejected = read_bytes(as_csv(ROWS, ";", encoding, hint=hint))
    assert not rejected
    assert [e.reply.text for e in exchanges if e.reply] == [row["Réponse"] for row in ROWS]
    assert [e.sent_at for e in exchanges] == [
        datetime(2026, 4, 3, 9, 30, tzinfo=UTC), datetime(2026, 4, 13, 10, 0, 5, tzinfo=UTC),
    ]  # fmt: skip
    assert [e.line for e in exchanges] == ([3, 4] if hint else [2, 3])


@pytest.mark.parametrize(
    ("dates", "day_first"),
    [
        (["03/04/2026", "03/14/2026"], False),
        (["03/04/2026", "14/03/2026"], True),
        (["03.04.2026", "03.05.2026"], True),
        (["03/04/2026", "03/05/2026"], None),
    ],
)
def test_the_order_of_day_and_month_is_never_guessed(
    dates: list[str], day_first: bool | None
) -> None:
    exchanges, _ = read_bytes(as_csv([{"reply": "Hello", "date": date} for date in dates]))
    expected = {
        True: datetime(2026, 4, 3, tzinfo=UTC),
        False: datetime(2026, 3, 4, tzinfo=UTC),
        None: None,
    }
    assert exchanges[0].sent_at == expected[day_first]
    assert (exchanges[0].problems == ("no-date",)) is (day_first is None)


@pytest.mark.parametrize(
    "written_as",
    ["2026-03-01T10:00:00Z", "2026-03-01 12:00:00+02:00", "2026-03-01 10:00", "1772359200",
     "1772359200000", "1772359200.0", "Sun Mar 01 10:00:00 +0000 2026", "Sun Mar 01 05:00:00 -0500 2026",
     "2026-03-01 10:00:00 UTC", "2026-03-01 12:00:00 +0200", "2026/03/01 10:00:00",
     "13/03/2026 10:00", "2026-03-01T10:00:00.000000000Z"],
)  # fmt: skip
def test_times_as_exports_write_them(written_as: str) -> None:
    exchanges, _ = read_bytes(as_csv([{"reply": "Hello", "sent_at": written_as}]))
    day = 13 if written_as.startswith("13") else 1
    assert exchanges[0].sent_at == datetime(2026, 3, day, 10, tzinfo=UTC)


def test_a_time_zone_for_dates_without() -> None:
    data = as_csv([{"reply": "Hello", "sent_at": "2026-07-01 10:00"}])
    exchanges, _ = read_bytes(data, timezone="Europe/Paris")
    assert exchanges[0].sent_at == datetime(2026, 7, 1, 8, tzinfo=UTC)
    with pytest.raises(ConfigError, match="no time zone 'Paris'"):
        read_bytes(data, timezone="Paris")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"txt": "reply"}, "--map txt: no such field; did you mean 'text'?"),
        (
            {"text": "repply"},
            "<stdin>: no column 'repply'; did you mean 'reply'? Columns: reply, other",
        ),
    ],
)
def test_a_wrong_mapping_is_explained(mapping: dict[str, str], said: str) -> None:
    for data in (as_csv([{"reply": "a", "other": "b"}]), as_jsonl([{"reply": "a", "other": "b"}])):
        with pytest.raises(ConfigError) as error:
            read_bytes(data, mapping=mapping)
        assert str(error.value) == said


def test_no_column_for_the_replies() -> None:
    with pytest.raises(
        ConfigError, match=r"name it: --map text=Repllies\. Columns: Repllies, When"
    ):
        read_bytes(as_csv([{"Repllies": "a", "When": "b"}]))


def test_dotted_names_reach_into_objects() -> None:
    rows = [{"data": {"answer": {"words": "Hello"}}, "meta": {"at": "2026-03-01"}}]
    exchanges, _ = read_bytes(
        as_jsonl(rows), mapping={"text": "data.answer.words", "at": "meta.at"}
    )
    assert exchanges[0].reply is not None
    assert (exchanges[0].reply.text, exchanges[0].sent_at) == (
        "Hello",
        datetime(2026, 3, 1, tzinfo=UTC),
    )


def test_the_config_can_name_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                     capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    written(
        tmp_path, "a.csv", as_csv([{"Corps": "Hello Ann, it left today. Tom", "Le": "2026-03-01"}])
    )
    config = tmp_path / "replylint.toml"
    config.write_text('[audit.map]\ntext = "Corps"\nat = "Le"\n', "utf-8")
    assert main(["audit", "a.csv"]) == 0
    assert "1 reply" in capsys.readouterr().out
    for text, said in (
        (
            '[audit.map]\ntext = "Corp"\n',
            "audit.map.text: a.csv: no column 'Corp'; did you mean 'Corps'?",
        ),
        ('[audit.map]\ntxt = "Corps"\n', "audit.map.txt: no such field; did you mean 'text'?"),
        ("[audit]\nmapp = {}\n", "audit.mapp: unknown key; did you mean 'map'?"),
        ("[audit.map]\ntext = 3\n", "audit.map.text: must be a text, not 3"),
    ):
        config.write_text(text, "utf-8")
        assert main(["audit", "a.csv"]) == 2
        error = capsys.readouterr().err
        assert error.startswith(f"replylint: {config}: {said}"), error
        assert error.count("\n") == 1


def test_settings_of_audits_are_laid_over_each_other() -> None:
    base = Settings().updated({"audit": {"map": {"text": "Body"}, "agents": ["Tom"]}}, "base")
    top = base.updated({"audit": {"map": {"at": "When"}, "timezone": "Europe/Paris"}}, "top")
    assert (top.audit.map, top.audit.agents) == ({"text": "Body", "at": "When"}, ("Tom",))
    assert top.audit.timezone == "Europe/Paris"


@pytest.mark.parametrize(
    "form", ["a.csv", "wide.jsonl", "a.parquet", "a.xlsx", "a.zip", "a.csv.gz"]
)
def test_standard_input(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"id": str(n), "reply": f"Hello {n}"} for n in range(20)]
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(FORMATS[form](rows))))  # type: ignore[type-var]
    monkeypatch.setattr(sys, "stdin", stream)
    exchanges, _ = read("-")
    assert len(exchanges) == 20


def test_a_pipe_can_be_an_export(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, as_csv([{"reply": "Hello"}]))
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        exchanges, _ = read(stream)
    assert len(exchanges) == 1


def test_where_it_stands_is_told_while_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", as_csv([{"reply": f"Hello {n} " * 20} for n in range(5000)]))
    with open_export(path) as export:
        seen = [export.position() for _ in export.exchanges()]
        assert seen == sorted(seen)
        assert 0 < seen[0] < seen[-1] == export.size() == path.stat().st_size


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    written(tmp_path, "export.csv", b"reply\n")
    with pytest.raises(ReplylintError, match=r"did you mean .*export\.csv\?"):
        open_export(tmp_path / "exports.csv")
    with pytest.raises(ReplylintError, match="is a folder"):
        open_export(tmp_path, ExportOptions())


@pytest.mark.parametrize(("form", "module"), [("a.parquet", "pyarrow"), ("a.xlsx", "openpyxl")])
def test_without_the_library_the_way_to_get_it_is_told(
    form: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = FORMATS[form]([{"reply": "Hello"}])
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ReplylintError, match=rf"pip install 'replylint\[{form[2:]}\]'"):
        read_bytes(data)
