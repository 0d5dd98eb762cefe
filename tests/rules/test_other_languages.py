"""Spanish, German and Italian: whole replies, what is flagged in them and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from replylint import Linter, Reply

# Style and length say nothing of a language.
LINTER = Linter(raise_errors=True, ignore=["STY", "RDB", "LEN002"])
CASES = [
    line.split("|", 3)
    for line in (Path(__file__).parents[1] / "data" / "other_languages.txt")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("code", "language", "channel", "text"), CASES)
def test_replies(code: str, language: str, channel: str, text: str) -> None:
    report = LINTER.check(Reply(text.replace("\\n", "\n"), channel=channel))
    assert report.language == language
    codes = {finding.code for finding in report.findings}
    assert codes == set() if code == "clean" else code in codes


@pytest.mark.parametrize(
    ("language", "text", "sentence"),
    [
        ("es", "Hola Ana, dinos tu correo. ^LR", "Envíelo por mensaje directo"),
        ("de", "Hallo Jan, nenn uns deine E-Mail-Adresse. ^LR", "per Direktnachricht"),
        ("it", "Ciao Luca, dicci la tua e-mail. ^LR", "tramite messaggio diretto"),
        ("pt", "Order 4820117733 is 12345678", ""),
    ],
)
def test_suggestions_speak_the_language_of_the_reply(
    language: str, text: str, sentence: str
) -> None:
    report = LINTER.check(Reply(text, channel="x", language=language))
    assert any(sentence in (finding.suggestion or "") for finding in report.findings)


@pytest.mark.parametrize("initials", ["^PM", "^DM", "^MP"])
def test_initials_are_no_private_way(initials: str) -> None:
    report = LINTER.check(Reply(f"Hi Jo, reply here with your order number. {initials}", "x"))
    assert [finding.code for finding in report.findings] == ["SEN002"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("DNI 12345678Z", "dni"),
        ("NIE X1234567L", "dni"),
        ("Steuer-ID 86095742719", "steuer_id"),
        ("RSSMRA85T10A562S", "codice_fiscale"),
        ("rssmra85t10a562s", "codice_fiscale"),
        ("Personalausweis-Nr. L01X00T471", "id_document"),
        ("nacido el 3 de mayo de 1985", "date_of_birth"),
        ("geboren am 3. Mai 1985", "date_of_birth"),
        ("nata il 3 maggio 1985", "date_of_birth"),
    ],
)
def test_numbers_by_which_states_know_people(text: str, kind: str) -> None:
    assert [str(one.kind) for one in LINTER.read(text).personal_data] == [kind]


@pytest.mark.parametrize("text", ["DNI 12345678A", "Steuer-ID 86095742718", "RSSMRA85T10A562T"])
def test_a_wrong_check_digit_is_another_number(text: str) -> None:
    kinds = {str(one.kind) for one in LINTER.read(text).personal_data}
    assert kinds.isdisjoint({"dni", "steuer_id", "codice_fiscale"})
