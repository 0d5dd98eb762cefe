"""What holds for every text, and how long the worst may take."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.personal_data import Kind, find, mask

# Pieces that detectors look for, glued in all ways: plain random text never gets deep enough.
PIECES = st.sampled_from(
    [
        *("06 39 98 12 34", "4111 1111 1111 1111", "FR76 3000 6000 0112 3456 7890 189", "+33 6 39"),
        *("jean@example.com", "773-58-2041", "1 85 05 78 006 084 91", "AB 12 34 56 C", "55108823"),
        *("12 rue des Lilas", "75011 Paris", "14 Elm Row", "Hull HU5 2AB", "né le ", "12/05/1980"),
        *(
            "commande n° ",
            "order #",
            "XK7P2Q",
            "je vous appelle au ",
            "call us on ",
            "SSN ",
            "NAS ",
        ),
        *(
            "zéro ",
            "six ",
            "trente-neuf ",
            "arobase",
            " point com",
            " at ",
            " dot com",
            "chez vous ",
        ),
        *(
            "\u200b",
            "0️⃣",
            "🟢1",
            "٠٦",
            "①②",
            "𝟎𝟔",
            "212",
            "555-0187",
            "(212) ",
            "1-800-",
            "your ",
            "PIN ",
        ),
        *"() -.,\n/01@é\u0301\ud800•*#aBO",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="0123456789 .-+()@aA\u200b•", max_size=80),
    st.lists(PIECES, max_size=14).map("".join),
)
NEVER_LEFT = {Kind.CARD, Kind.IBAN, Kind.EMAIL, Kind.PHONE, Kind.SSN}


@given(TEXTS, st.booleans(), st.sampled_from([None, "FR", "CA", "US", "GB", "ES", "DE", "XX"]))
@settings(max_examples=400, deadline=None)
def test_spans_lie_in_the_text_and_apart(text: str, brand_voice: bool, region: str | None) -> None:
    end = 0
    for data in find(text, brand_voice=brand_voice, region=region):
        assert end <= data.start < data.end <= len(text)
        assert 0 < data.confidence <= 1
        end = data.end


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_a_mask_keeps_the_length_and_leaves_nothing(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert mask(masked) == masked
    assert NEVER_LEFT.isdisjoint(data.kind for data in find(masked))
    assert all(new in (old, "•") for old, new in zip(text, masked, strict=True))


def test_a_mask_keeps_the_signs_between() -> None:
    text = "Je vous appelle au 06.39.98.12.34, jean@example.com, ou au 01 ☎ 99 ☎ 00 ☎ 27 ☎ 61."
    assert mask(text) == (
        "Je vous appelle au ••.••.••.••.••, ••••@•••••••.•••, ou au •• ☎ •• ☎ •• ☎ •• ☎ ••."
    )


def test_a_mask_hides_numbers_in_web_addresses_too() -> None:
    text = "https://lumea.example/pay?card=4111111111111111"
    assert find(text) == ()
    assert mask(text) == "https://lumea.example/pay?card=" + "•" * 16


def test_a_mask_leaves_other_text_alone() -> None:
    text = "Bonjour, le 12/05/2026 à 14h30, 12,40 € et 3 articles. 24/7 !"
    assert mask(text) == text


HOSTILE = [
    *("1", "1 ", "4 ", "1-", "0639981234 ", "06 39 98 12 34, ", "4111 1111 1111 1111, ", "a@", "@"),
    *(
        "a.",
        "a@a.",
        "12 rue ",
        "12 rue de ",
        "12 Elm ",
        "12 Elm Street ",
        "Rue Ab 12 1000 ",
        "FR76",
    ),
    *("FR76 ", "A1", "1\u200b", "order #12345 ", "commande n° ", "né le 12/05/1980 ", "zéro "),
    *("six one ", "double ", "(at)", " at a dot ", "PNR ABCDEF ", "+1", "+33 6 ", "AB 12 34 56 "),
    *(
        "://",
        "@1",
        "@a1",
        "call you at 212-555-0187, ",
        "www.a.fr/1 ",
        "1️⃣",
        "🟢1",
        "é1 ",
        "\ud8001 ",
    ),
    *("x" * 300 + "1", "1" + " " * 50, "appelez vous appeler 0639981234"),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    """100,000 characters of anything in seconds; it takes hours if something backtracks."""
    text = piece * (100_000 // len(piece))
    started = time.process_time()  # others may be at work on the machine
    find(text)
    assert time.process_time() - started < 10
