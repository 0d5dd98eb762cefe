"""The cases of a well-known recogniser suite and of a phone number library, where present."""

import json
from pathlib import Path

import pytest

from replylint.personal_data import Kind, find

CASES = Path(__file__).parents[3] / "shared" / "data" / "pii"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="needs ../shared")

RECOGNIZERS = {
    "credit_card": (Kind.CARD, None),
    "iban": (Kind.IBAN, None),
    "email": (Kind.EMAIL, None),
    "phone": (Kind.PHONE, None),
    "us_ssn": (Kind.SSN, "US"),
    "us_itin": (Kind.ITIN, "US"),
    "ca_sin": (Kind.SIN, "CA"),
    "uk_nino": (Kind.NINO, "GB"),
    "es_nif": (Kind.DNI, "ES"),
    "es_nie": (Kind.DNI, "ES"),
    "de_tax_id": (Kind.STEUER_ID, "DE"),
    "de_social_security": (Kind.RVNR, "DE"),
}
# The first characters of the cases that are answered otherwise on purpose.
EXCEPTIONS = {
    "122000000000003": "an air travel card of 15 digits counts beside a word for a card only",
    "12345678903": "no digit of the first ten is repeated, which the tax office rules out",
    "98765432106": "the same",
    "Meine Steuer-ID: 12345678903": "the same",
    "IdNr. 98765432106": "the same",
    "LV80 bANK": "mixed case is a way to hide an IBAN, and the check digits are right",
    "Slash as iban separator": "slashes are a way to hide an IBAN",
    "My US number is (415) 555-0132, and my international one is415": "settings of its parser",
    "My US number is (415) 555-0132, and my international one is 91-415": "the same",
    "My US number is (415) 555-0132, and my international one is +91 4155 5": "the same",
    "Here is my National Insurance Number YZ": "its span begins with the space before the number",
    "911-701234": "groups that no tax number is written in",
    "078-051121": "groups that no social security number is written in",
}


def _spans(values: list[object]) -> list[list[int]]:
    """The spans among the values of a case: the only list of pairs of integers."""
    for value in values:
        if isinstance(value, list) and value and all(_is_pair(item) for item in value):
            return value
    return []


def _is_pair(item: object) -> bool:
    return isinstance(item, list) and len(item) == 2 and all(isinstance(end, int) for end in item)


def test_cases_of_the_recogniser_suite() -> None:
    passed, failed, excepted = 0, [], set()
    for line in (CASES / "recognizer_cases.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["recognizer"] not in RECOGNIZERS or len(case["values"]) < 3:
            continue  # two values: the check digits alone, which are no text
        kind, region = RECOGNIZERS[case["recognizer"]]
        text, count, *rest = case["values"]
        spans = _spans(rest)
        found = [
            [data.start, data.end]
            for data in find(text, region=region, brand_voice=False)
            if data.kind is kind
        ]
        if found == spans if spans or not count else len(found) == count:
            passed += 1
            continue
        excuse = next((start for start in EXCEPTIONS if text.startswith(start)), None)
        excepted.add(excuse)
        if excuse is None:
            failed.append((case["recognizer"], text, spans, found))
    assert failed == []
    assert passed > 460
    assert excepted - {None} == set(EXCEPTIONS), "an exception that is none any more"


SENTENCES = {
    "FR": "Je vous rappelle au {} cet après-midi.",
    "BE": "Je vous rappelle au {} cet après-midi.",
    "CH": "Je vous rappelle au {} cet après-midi.",
    "CA": "I'm calling you at {} this afternoon.",
    "US": "I'm calling you at {} this afternoon.",
    "GB": "I'll ring you on {} this afternoon.",
    "DE": "I'm calling you on {} this afternoon.",
    "ES": "I'm calling you on {} this afternoon.",
}


def _examples() -> list[tuple[str, str, str]]:
    if not CASES.exists():
        return []
    rows = map(json.loads, (CASES / "phone_examples.jsonl").read_text("utf-8").splitlines())
    return [
        (row["region"], row["type"], f"+{row['cc']}{row['national']}")
        for row in rows
        if row["region"] in SENTENCES
    ]


@pytest.mark.parametrize(("region", "kind", "number"), _examples())
def test_examples_of_phone_numbers(region: str, kind: str, number: str) -> None:
    import phonenumbers

    parsed = phonenumbers.parse(number, region)
    formats = phonenumbers.PhoneNumberFormat
    for form in (formats.NATIONAL, formats.INTERNATIONAL, formats.E164):
        written = phonenumbers.format_number(parsed, form)
        text = SENTENCES[region].format(written)
        found = [text[data.start : data.end] for data in find(text) if data.kind is Kind.PHONE]
        if kind in ("fixedLine", "mobile"):
            assert found == [written], written
        elif kind in ("tollFree", "premiumRate", "sharedCost", "uan"):
            assert found == [], written
