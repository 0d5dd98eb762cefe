"""The channels that come with replylint: their limits, each counted in its own unit."""

from __future__ import annotations

import pytest

from replylint import Linter, Reply
from replylint.channel import Channel
from replylint.units import UNITS, count
from replylint_rules.channels import CHANNELS

LINTER = Linter(select=["LEN001"], raise_errors=True)
LIMITED = [channel for channel in CHANNELS if channel.limit is not None]

# What the platforms document: the limit and a character that tells its unit from the others.
DOCUMENTED = {
    "x": (280, "weighted"),
    "x_premium": (25_000, "weighted"),
    "x_dm": (10_000, "code_points"),
    "facebook": (8_000, "utf16"),
    "messenger": (2_000, "utf16"),
    "instagram": (2_200, "utf16"),
    "instagram_dm": (1_000, "bytes"),
    "whatsapp": (4_096, "code_points"),
    "sms": (10, "sms_parts"),
    "rcs": (3_072, "code_points"),
    "google_review": (4_096, "bytes"),
    "google_play": (350, "code_points"),
    "app_store": (5_970, "code_points"),
    "bluesky": (300, "graphemes"),
    "mastodon": (500, "mastodon"),
    "threads": (500, "code_points"),
    "discord": (2_000, "code_points"),
    "telegram": (4_096, "utf16"),
    "linkedin": (1_250, "utf16"),
    "youtube": (10_000, "code_points"),
    "tiktok": (150, "utf16"),
    "pinterest": (500, "utf16"),
    "reddit": (10_000, "code_points"),
    "line": (5_000, "utf16"),
    "viber": (7_000, "code_points"),
}
UNLIMITED = {"email", "chat", "trustpilot", "tripadvisor"}

# A word whose length differs from unit to unit, and its length in each.
WORD = "été€👍🏽 "
LENGTHS = {
    "weighted": 8,  # é t é, the euro sign 2, the emoji 2, the space
    "code_points": 7,
    "utf16": 9,
    "bytes": 5 + 3 + 8 + 1,
    "graphemes": 6,
    "mastodon": 6,
}


def flagged(text: str, channel: str) -> bool:
    return bool(LINTER.check(Reply(text, channel=channel)).findings)


def text_of(length: int, unit: str) -> str:
    """A text of exactly that length in a unit, most of it of the words that tell units apart."""
    words, rest = divmod(length - 1, LENGTHS[unit])
    return WORD * words + "a" * (rest + 1)


def test_the_documented_limits() -> None:
    assert {c.name: (c.limit, c.unit) for c in LIMITED} == DOCUMENTED
    assert {c.name for c in CHANNELS if c.limit is None} == UNLIMITED


@pytest.mark.parametrize("unit", LENGTHS)
def test_the_word_tells_units_apart(unit: str) -> None:
    assert count(WORD, unit) == LENGTHS[unit]


@pytest.mark.parametrize("channel", [c for c in LIMITED if c.name != "sms"], ids=lambda c: c.name)
def test_at_the_limit_and_one_over(channel: Channel) -> None:
    assert channel.limit is not None
    text = text_of(channel.limit, channel.unit)
    assert count(text, channel.unit) == channel.limit
    assert not flagged(text, channel.name)
    assert not flagged(f"{text}\n", channel.name)
    assert flagged(f"{text}a", channel.name)


@pytest.mark.parametrize(
    ("character", "room"),
    [("a", 1_530), ("é", 1_530), ("€", 76 * 10), ("ê", 670), ("’", 670), ("😀", 33 * 10)],
)
def test_ten_parts_of_sms(character: str, room: int) -> None:
    """153 septets or 67 16-bit units a part; a character of two units is never split."""
    assert not flagged(character * room, "sms")
    assert flagged(character * (room + 1), "sms")


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("a" * 256 + " https://example.com/" + "b" * 300, False),
        ("a" * 257 + " https://example.com/" + "b" * 300, True),
        ("a" * 256 + " example.com", False),
        ("a" * 257 + " example.com", True),
        ("e\u0301" * 280, False),
        ("👩‍👩‍👧" * 140, False),
        ("👩‍👩‍👧" * 140 + "a", True),
        ("\u202f" + "a" * 279, True),
        ("日" * 140, False),
        ("日" * 141, True),
        ("@ines_k @metro " + "a" * 280, False),
        ("@ines_k @metro " + "a" * 281, True),
        ("Hi @ines_k " + "a" * 280, True),
    ],
)
def test_weighted_characters(text: str, over: bool) -> None:
    assert flagged(text, "x") is over


def test_names_are_plain_and_unique() -> None:
    names = [channel.name for channel in CHANNELS]
    assert len(set(names)) == len(names)
    assert all(name.islower() and name.replace("_", "").isalnum() for name in names)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda c: c.name)
def test_every_channel_is_complete(channel: Channel) -> None:
    assert channel.title
    assert channel.unit in UNITS
    assert channel.visibility in ("public", "private")
    assert channel.family in ("social", "review", "messaging", "sms", "email", "chat", "store")
    assert set(channel.capabilities) <= {"threads", "no_contact_details", "no_rating_requests"}
    assert channel.budget is not None and channel.budget > 0
    assert bool(channel.source) is (channel.family not in ("email", "chat"))
    assert set(channel.private_message) in (set(), {"en", "fr", "es", "de", "it", "nl", "pt"})
    # A private channel is a private message itself; a review has no way to one.
    if channel.visibility == "private" or channel.family in ("review", "store"):
        assert not channel.private_message


def test_signatures_are_expected_in_public_and_in_mails() -> None:
    expected = {c.name for c in CHANNELS if c.visibility == "public"} | {"email"}
    assert {c.name for c in CHANNELS if c.signed} == expected
