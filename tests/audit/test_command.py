"""`replylint audit` as people call it: what it prints, what it writes, what it explains."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from replylint import Linter, report_schema
from replylint.cli import main

BLAME = "You should have read the page first."
CARD = "4111 1111 1111 1111"
MAIL = "camille.durand@example.com"
IBAN = "FR76 3000 6000 0112 3456 7890 189"
PHONE = "06 39 98 12 34"
SELECT = ("--select", "TON002", "--isolated")
TABLES = ("replies", "findings", "rejects")


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    path = folder / "past.csv"
    path.write_text(f"Reply;Channel\n{BLAME};x\nHi Ann, it leaves today. Tom;email\n", "utf-8")
    return path


# --- what it prints -----------------------------------------------------------------------------


def test_audit_prints_a_summary(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "past.csv", *SELECT]) == 0
    ran = capsys.readouterr()
    assert ran.out.startswith("past.csv\nColumns: text=Reply, channel=Channel\n")
    assert "2 replies checked. Mean score 94" in ran.out
    assert ran.err == ""
    assert main(["audit", "past.csv", *SELECT, "--output-format", "json", "--worst", "0"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["totals"]["score_mean"] == 94
    assert record["worst"] == []


def test_complaints_that_come_after_a_reply_are_counted(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export.write_text(
        "conversation,inbound,text,at\n"
        "c1,True,My parcel never arrived and I am furious,2026-01-05T09:00:00Z\n"
        "c1,False,Hi Ann. Sorry about that: another leaves today. Tom,2026-01-05T09:30:00Z\n"
        "c1,True,Still nothing!! This is a disgrace,2026-01-07T09:00:00Z\n"
        "c1,False,Hi Ann. I am sorry and refund you today. Tom,2026-01-07T09:30:00Z\n"
        "c2,True,The lamp came broken and I want my money back,2026-01-05T09:00:00Z\n"
        "c2,False,Hi Bob. Sorry about the lamp: a new one leaves today. Tom,2026-01-05T09:10:00Z\n"
        "c3,True,When do you open?,2026-01-06T09:00:00Z\n"
        "c3,False,Hi Lou. At nine. Tom,2026-01-06T09:10:00Z\n",
        "utf-8",
    )
    main(["audit", "past.csv", *SELECT, "--record", "record.json"])
    out = capsys.readouterr().out
    assert "Complaints after an earlier reply" in out
    shares = json.loads((export.parent / "record.json").read_text("utf-8"))["shares"]
    assert (shares["complaint_again"]["n"], shares["complaint_again"]["of"]) == (1, 3)


def test_the_worst_are_as_many_as_wanted(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export.write_text("text\n" + f"{BLAME}\n" * 30, "utf-8")
    for wanted, shown, kept in ((None, 5, 20), ("7", 7, 7)):
        options = [] if wanted is None else ["--worst", wanted]
        main(["audit", "past.csv", *SELECT, *options, "--record", "record.json"])
        assert capsys.readouterr().out.count("88/100") == shown
        record = json.loads((export.parent / "record.json").read_text("utf-8"))
        assert len(record["worst"]) == kept


@pytest.mark.parametrize(("score", "code"), [("94", 0), ("94.1", 1)])
def test_audit_fails_under_a_mean(export: Path, score: str, code: int) -> None:
    assert main(["audit", "past.csv", *SELECT, "--fail-under", score]) == code


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


def test_one_reply_that_cannot_be_checked_is_named_and_the_rest_goes_on(
    export: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    report = Linter._report

    def breaks(linter: Linter, doc: object, *found: object) -> object:
        if BLAME in doc.text:  # type: ignore[attr-defined]
            raise RuntimeError(BLAME)
        return report(linter, doc, *found)  # type: ignore[arg-type]

    monkeypatch.setattr(Linter, "_report", breaks)
    assert main(["audit", "past.csv", *SELECT]) == 2
    out = capsys.readouterr().out
    assert "1 row left out: could not be checked: RuntimeError in replylint or a plugin" in out
    assert "1 reply checked" in out
    assert BLAME not in out


def test_audit_reads_standard_input(
    export: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(export.read_bytes())))  # type: ignore[type-var]
    monkeypatch.setattr(sys, "stdin", stream)
    options = ("--delimiter", ";", "--map", "text=reply", "-o", "out.jsonl")
    assert main(["audit", "-", *SELECT, *options]) == 0
    assert capsys.readouterr().out.startswith("<stdin>\n")
    assert {path.name for path in export.parent.iterdir()} == {"past.csv", "out.jsonl"}


def test_progress_is_for_terminals_alone(
    export: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from replylint.cli import progress

    export.write_text("text\n" + "Hi\n" * 200, "utf-8")
    monkeypatch.setattr(progress, "_EVERY", 0.001)
    main(["audit", "past.csv", *SELECT])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    main(["audit", "past.csv", *SELECT])
    err = capsys.readouterr().err
    assert "\rreading".replace("\r", "\r\x1b[K") in err
    assert err.endswith("\r\x1b[K")


def test_progress_tells_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    from replylint.cli.progress import Progress

    now, position = 100.0, 0
    monkeypatch.setattr("time.monotonic", lambda: now)
    progress = Progress(lambda: position, 1000, rows=500)
    assert progress.line("en") == "reading 0 %"
    now, position, progress.rows = 102.0, 100, 700
    assert progress.line("en") == "700 10 %"
    now, position, progress.rows = 112.0, 200, 10_700
    assert progress.line("en") == "10,700 (1,000/s) 20 %, 1:20 left"
    assert progress.line("fr") == "10 700 (1 000/s) 20 %, encore 1:20".replace(" 700", "\u202f700").replace(" 000", "\u202f000")  # fmt: skip
    position = 1000
    assert progress.line("en") == "10,700 (1,000/s)"
    assert Progress(lambda: 0, None).line("en") == "reading"


# --- what it explains ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--map", "text"), "--map text: write FIELD=COLUMN"),
        (("--map", "text=Nope"), "past.csv: no column 'Nope'"),
        (("--delimiter", "ab"), "--delimiter 'ab': must be one character"),
        (("--encoding", "utf9"), "command line: --encoding: no encoding 'utf9'"),
        (("--channel", "facebok"), "command line: unknown channel 'facebok'"),
        (("--timezone", "Europe/Pari"), "no time zone"),
        (("--hours", "always"), "hours: cannot read 'always'"),
        (("-o", "no/out.jsonl"), "no/out.jsonl: cannot be written: "),
        (("--report", "no/report.html"), "no/report.html: cannot be written: "),
        (("-o", "out.xlsx"), "out.xlsx: no table can be written as .xlsx; end the name with .csv"),
        (("--compare", "missing.json"), "missing.json: no such file"),
        (("--compare", "past.csv"), "past.csv: is no record of an audit"),
        (("--pseudonym-key", "missing"), "missing: no such file"),
    ],
)
def test_audit_explains_wrong_options(
    export: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert main(["audit", "past.csv", *arguments]) == 2
    err = capsys.readouterr().err
    assert err.startswith(f"replylint: {said}")
    assert err.count("\n") == 1
    assert {path.name for path in export.parent.iterdir()} == {"past.csv"}


def test_what_was_read_once_is_not_read_again(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "-", "--resume"]) == 2
    assert "standard input cannot be read again" in capsys.readouterr().err


# --- what it writes -----------------------------------------------------------------------------


def test_each_reply_is_a_line_that_fits_the_schema(export: Path) -> None:
    assert main(["audit", "past.csv", *SELECT, "-o", "out.jsonl"]) == 0
    records = [json.loads(line) for line in (export.parent / "out.jsonl").open(encoding="utf-8")]
    for record in records:
        jsonschema.validate(record, report_schema())
    assert [record["row"] for record in records] == [2, 3]
    linter = Linter(select=["TON002"], ui_lang="en")
    assert records[0]["findings"] == [f.to_dict() for f in linter.check(BLAME).findings]
    assert records[1]["skipped"] == [n.to_dict() for n in linter.check("Hi").skipped]


def test_files_appear_whole_or_not_at_all(
    export: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["audit", "past.csv", *SELECT, "-o", "out.csv", "--report", "report.html"]
    assert main(arguments) == 0
    before = (export.parent / "out.csv").read_bytes()

    def breaks(*_: object) -> None:
        raise RuntimeError(BLAME)

    monkeypatch.setattr("replylint.audit.aggregate.Aggregate.add", breaks)
    assert main(arguments) == 2
    assert BLAME not in capsys.readouterr().err
    assert (export.parent / "out.csv").read_bytes() == before
    assert {path.name for path in export.parent.iterdir()} == {"past.csv", "out.csv", "report.html"}


def personal(folder: Path) -> Path:
    """An export with personal data in every cell that can have some."""
    path = folder / "personal.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "conversation", "channel", "agent", "author", "question", "reply",
                         "received_at", "sent_at"])  # fmt: skip
        for n, secret in enumerate((CARD, MAIL, IBAN, PHONE)):
            writer.writerow(
                [MAIL, f"+{PHONE}", "x", "Brunhilde Muster", "Brunhilde", f"My {secret}?",
                 f"=Hello {secret}, you should have read the page\r\nfirst. Brunhilde {n}",
                 "2026-03-01T09:00:00Z", "2026-03-01T10:30:00+01:00"]
            )  # fmt: skip
        file.write(f'9,9,x,Brunhilde,B,"a" {CARD} {MAIL},"{IBAN} {PHONE}"x,1,1\r\n')
    return path


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("pseudonyms", [False, True])
def test_no_personal_data_in_any_file(
    export: Path, form: str, pseudonyms: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = export.parent
    personal(folder)
    tables = [
        part for n in TABLES for part in ("-o" if n == "replies" else f"--{n}", f"{n}.{form}")
    ]
    more = ["--pseudonymise"] if pseudonyms else []
    main(["audit", "personal.csv", "--isolated", *tables, *more,
          "--report", "report.html", "--record", "record.json"])  # fmt: skip
    ran = capsys.readouterr()
    written = {p.name: p.read_bytes() for p in folder.iterdir() if p.name != "personal.csv"}
    if form == "parquet":
        pq = pytest.importorskip("pyarrow.parquet")
        for name in TABLES:
            rows = pq.read_table(folder / f"{name}.parquet").to_pylist()
            written[name] = repr(rows).encode()
    written["terminal"] = (ran.out + ran.err).encode()
    for name, data in written.items():
        text = data.decode("utf-8", "replace")
        for secret in (CARD, MAIL, IBAN, PHONE):
            assert secret not in text, name
            assert secret.replace(" ", "") not in text, name
        if pseudonyms:
            assert "brunhilde" not in text.lower(), name
            assert "muster" not in text.lower(), name
    assert {"replies", "report", "record"} <= {name.partition(".")[0] for name in written}


def test_the_tables_say_the_same_in_every_form(export: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    folder = export.parent
    personal(folder)
    for form in ("csv", "jsonl", "parquet"):
        main(["audit", "personal.csv", *SELECT, "-o", f"r.{form}", "--findings", f"f.{form}",
              "--rejects", f"x.{form}"])  # fmt: skip
    with (folder / "r.csv").open(encoding="utf-8-sig", newline="") as file:
        replies = list(csv.DictReader(file))
    typed = pq.read_table(folder / "r.parquet").to_pylist()
    lines = [json.loads(line) for line in (folder / "r.jsonl").open(encoding="utf-8")]
    assert len(replies) == len(typed) == len(lines) == 4
    for cells, row, record in zip(replies, typed, lines, strict=True):
        assert cells["row"] == str(row["row"]) == str(record["row"])
        assert float(cells["score"]) == row["score"] == record["score"]
        assert cells["rules"] == " ".join(row["rules"]) == "TON002"
        # A spreadsheet must not take it for a formula.
        assert cells["text"] == "'" + row["text"]
        assert row["text"].startswith("=Hello ")
        assert "page\r\nfirst" in row["text"]
        assert row["response_seconds"] == 1800
        assert cells["sent_at"] == "2026-03-01 09:30:00"
        assert row["sent_at"].isoformat() == "2026-03-01T09:30:00+00:00"
        assert row["conversation"] != f"+{PHONE}"
        assert row["id"] == record["id"] != MAIL
        assert row["agent"] == "Brunhilde"
    with (folder / "f.csv").open(encoding="utf-8-sig", newline="") as file:
        findings = list(csv.DictReader(file))
    typed = pq.read_table(folder / "f.parquet").to_pylist()
    lines = [json.loads(line) for line in (folder / "f.jsonl").open(encoding="utf-8")]
    for cells, row, record in zip(findings, typed, lines, strict=True):
        assert row.items() <= record.items()
        assert {
            k: str(v) for k, v in row.items() if v is not None and k != "suggestion"
        }.items() <= (cells.items())
    (rejected,) = [json.loads(line) for line in (folder / "x.jsonl").open(encoding="utf-8")]
    assert (rejected["row"], rejected["reason"]) == (10, "csv")
    assert pq.read_table(folder / "x.parquet").to_pylist() == [rejected]


def test_pseudonyms_can_stay_the_same(export: Path) -> None:
    folder = export.parent
    export.write_text("Reply;Agent\nHi;Julie\nHello;Tom\nHi;Julie\n", "utf-8")
    (folder / "key").write_text("a secret\n", "utf-8")

    def agents(*more: str) -> list[str]:
        main(["audit", "past.csv", *SELECT, "-o", "out.csv", *more])
        with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            return [row["agent"] for row in csv.DictReader(file)]

    first = agents("--pseudonym-key", "key")
    assert first == agents("--pseudonym-key", "key")
    assert first[0] == first[2] != first[1]
    assert first != agents("--pseudonymise") != agents("--pseudonymise")
    assert agents() == ["Julie", "Tom", "Julie"]


def test_an_audit_is_compared_with_an_earlier_one(
    export: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "past.csv", *SELECT, "--record", "before.json", "--title", "Spring"]) == 0
    capsys.readouterr()
    assert main(["audit", "past.csv", *SELECT, "--compare", "before.json"]) == 0
    assert "Spring" in capsys.readouterr().out
