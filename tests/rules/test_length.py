"""The rules of the category length, beyond the examples of their pages."""

from __future__ import annotations

import pytest

from replylint import Linter, Reply
from replylint.report import Report

LIMIT = Linter(select=["LEN001"], raise_errors=True)
BUDGET = Linter(select=["LEN002"], raise_errors=True)


def limit(text: str, channel: str = "x", **context: object) -> Report:
    return LIMIT.check(Reply(text, channel=channel, **context))  # type: ignore[arg-type]


def test_the_finding_covers_what_is_too_much() -> None:
    finding = limit("a" * 300).findings[0]
    assert (finding.start, finding.end) == (280, 300)
    assert "20 over" in finding.message


def test_the_span_is_that_of_the_text_as_written() -> None:
    text = "Caf\u0065\u0301  &amp; " + "mot " * 80 + "\n\n"
    finding = limit(text).findings[0]
    assert finding.end == len(text.rstrip())
    kept = text[: finding.start]
    assert limit(kept).ok
    assert not limit(text[: finding.start + 6]).ok


@pytest.mark.parametrize(
    ("channel", "text", "length", "over"),
    [
        ("google_review", "é" * 2_050, 4_100, 4),
        ("instagram_dm", "é" * 501, 1_002, 2),
        ("google_play", "é" * 360, 360, 10),
        ("bluesky", "👩‍👩‍👧" * 301, 301, 1),
        ("sms", "ê" * 680, 11, 1),
    ],
)
def test_the_message_says_by_how_much(channel: str, text: str, length: int, over: int) -> None:
    message = limit(text, channel).findings[0].message
    assert message.startswith(f"{length} ")
    assert f" {over} over" in message


def test_where_to_split() -> None:
    text = f"{'Mot ' * 40}fin une. {'Mot ' * 20}fin deux. {'Mot ' * 20}fin."
    suggestion = limit(text).findings[0].suggestion
    assert suggestion is not None
    assert "fin deux" in suggestion
    assert "second part" in suggestion
    assert "end after" in (limit(text * 2, "google_play").findings[0].suggestion or "")
    assert limit("mot" * 100).findings[0].suggestion == "Shorten it."


def test_room_is_left_for_the_numbers_of_the_parts() -> None:
    text = f"Un. {'a' * 270}. Deux {'b' * 40}."
    suggestion = limit(text).findings[0].suggestion or ""
    assert "aaa" not in suggestion


def test_personal_data_is_not_repeated() -> None:
    text = f"{'Mot ' * 60}la carte 4111 1111 1111 1111. {'Mot ' * 40}"
    finding = limit(text, "google_play").findings[0]
    assert "4111" not in f"{finding.message} {finding.suggestion}"


def test_the_names_that_a_reply_begins_with_do_not_count_on_x() -> None:
    names = "@Ines_K @lyon_metro "
    assert limit(names + "a" * 280).ok
    finding = limit(names + "a" * 281).findings[0]
    assert (finding.start, finding.end) == (len(names) + 280, len(names) + 281)
    assert not limit(names + "a" * 300, "bluesky").ok


def test_a_template_counts_without_its_placeholders() -> None:
    text = "{{ticket.requester.first_name | default: 'there'}} " + "a" * 270
    assert not limit(text).ok
    assert limit(text, kind="template").ok
    assert not limit(text + "a" * 20, kind="template").ok


def test_no_channel_no_limit() -> None:
    report = LIMIT.check(Reply("a" * 100_000))
    assert report.ok
    assert [note.reason for note in report.skipped] == ["needs-channel"]
    assert limit("a" * 100_000, "email").ok


def test_a_channel_of_the_config() -> None:
    linter = Linter(select=["LEN001"], channels={"pager": {"limit": 20, "unit": "bytes"}})
    assert linter.check(Reply("é" * 10, channel="pager")).ok
    assert not linter.check(Reply("é" * 11, channel="pager")).ok


@pytest.mark.parametrize(("channel", "budget"), [("x", 50), ("chat", 60), ("email", 250)])
def test_half_as_much_again_is_within_the_budget(channel: str, budget: int) -> None:
    assert BUDGET.check(Reply("mot " * (budget * 3 // 2), channel=channel)).ok
    report = BUDGET.check(Reply("mot " * (budget * 3 // 2 + 1), channel=channel))
    assert [finding.severity.label for finding in report.findings] == ["info"]
    assert f"{budget * 3 // 2 + 1} words" in report.findings[0].message


def test_own_budget() -> None:
    linter = Linter(select=["LEN002"], rule={"LEN002": {"max_words": 5}})
    assert linter.check(Reply("un deux trois quatre cinq", channel="email")).ok
    finding = linter.check(Reply("un deux trois quatre cinq six sept\n", channel="email")).findings[
        0
    ]
    assert finding.excerpt == "six sept"


def test_a_budget_of_none() -> None:
    linter = Linter(select=["LEN002"], channels={"email": {"budget": 0}})
    assert linter.check(Reply("mot " * 5_000, channel="email")).ok


# --- threads -------------------------------------------------------------------------------------

THREAD = Linter(select=["LEN004"], raise_errors=True)


def thread(text: str, *before: str) -> Report:
    return THREAD.check(Reply(text, channel="x", thread=before))


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("La suite. ^ZB", "Le début. (1/2) ^ZB", "La suite. ^ZB (2/2)"),
        ("La suite. ^ZB", "Le début. 1/3 https://example.com", "La suite. ^ZB (2/3)"),
        ("La suite. (1/2) ^ZB", "Le début. (1/2) ^ZB", "La suite. (2/2) ^ZB"),
        ("La fin. [3/3]", "Le début. [1/3]", "La fin. (2/3)"),
        ("2/2 La suite.", "1/3 Le début.", "(2/3) La suite."),
    ],
)
def test_parts_are_numbered(text: str, before: str, expected: str) -> None:
    report = thread(text, "Une question ?", before)
    assert report.fixed() == expected
    assert thread(expected, "Une question ?", before).ok


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("La suite. (2/2)", "Le début. (1/2)"),
        ("Merci à vous !", "C'est la fin. (2/2)"),
        ("Merci à vous !", "C'est ouvert 24/7 et 1/2 tarif le soir."),
        ("Un billet sur 2 est gratuit, à 1/3 du prix.", "Et le tarif ?"),
        ("Le rapport 1/2 est en ligne depuis hier, vous y verrez tout.", "Et le rapport ?"),
    ],
)
def test_parts_in_order(text: str, before: str) -> None:
    assert thread(text, before).ok


def test_a_second_part_without_its_thread_is_not_judged() -> None:
    report = THREAD.check(Reply("La suite. (2/2)", channel="x"))
    assert report.ok
    assert [note.reason for note in report.skipped] == ["needs-thread"]


def test_too_many_parts() -> None:
    assert not THREAD.check(Reply("Le début. (1/4)")).ok
    linter = Linter(select=["LEN004"], rule={"LEN004": {"max_parts": 4}})
    assert linter.check(Reply("Le début. (1/4)")).ok


# --- filled templates ----------------------------------------------------------------------------

FILLED = Linter(select=["LEN001", "LEN005"], raise_errors=True)


def template(text: str, channel: str = "x") -> list[str]:
    report = FILLED.check(Reply(text, channel=channel, kind="template"))
    return [finding.code for finding in report.findings]


def test_a_template_is_filled_with_likely_values() -> None:
    assert template("a" * 267 + " {{first_name}}") == []
    assert template("a" * 268 + " {{first_name}}") == ["LEN005"]
    assert template("a" * 281 + " {{first_name}}") == ["LEN001"]
    assert template("a" * 281) == ["LEN001"]


def test_a_link_counts_as_its_channel_counts_it() -> None:
    assert template("a" * 256 + " {{tracking_url}}") == []
    assert template("a" * 257 + " {{tracking_url}}") == ["LEN005"]
    assert template("a" * 256 + " {{tracking_url}}", "bluesky") == ["LEN005"]


def test_steering_tags_count_nothing() -> None:
    assert template("{% if customer %}" + "a" * 280 + "{% endif %}") == []


def test_filled_drafts_are_left_to_the_limit() -> None:
    assert (
        FILLED.check(Reply("a" * 270 + " {{first_name}}", channel="x")).findings[0].code == "LEN001"
    )


def test_a_private_reply_goes_by_the_limit_of_private_messages() -> None:
    linter = Linter(select=["LEN001"], raise_errors=True)
    assert not linter.check(Reply("a" * 600, channel="x", visibility="private")).findings
    assert linter.check(Reply("a" * 600, channel="x")).findings
    assert linter.check(Reply("a" * 10_001, channel="x", visibility="private")).findings
    assert not linter.check(Reply("a" * 600, channel="tiktok", visibility="private")).findings


# --- text messages -------------------------------------------------------------------------------

SMS = Linter(select=["LEN006"], raise_errors=True)


def sms(text: str) -> Report:
    return SMS.check(Reply(text, channel="sms"))


@pytest.mark.parametrize(
    ("strange", "plain"),
    [
        ("’", "'"),
        ("“a”", '"a"'),
        ("« a »", '"a"'),
        ("«\u00a0a\u00a0»", '"a"'),
        ("…", "..."),
        ("–", "-"),
        ("a\u202fb", "a b"),
        ("œ", "oe"),
    ],
)
def test_typography_is_mended_safely(strange: str, plain: str) -> None:
    tail = " b" * 40
    assert sms(strange + tail).fixed() == plain + tail
    assert sms(plain + tail).ok


def test_accents_are_mended_with_a_look() -> None:
    text = "Fête à l'île, ça coûte 5 €" + " b" * 40
    report = sms(text)
    assert report.fixed() == text
    assert report.fixed(unsafe=True) == "Fete à l'ile, ca coute 5 €" + " b" * 40
    assert report.findings[0].start == 1


def test_an_emoji_has_no_fix() -> None:
    finding = sms("A jeudi 😊" + " b" * 40).findings[0]
    assert finding.fix is None
    assert "😊" in (finding.suggestion or "")


@pytest.mark.parametrize("text", ["C’est noté.", "a" * 300, "é€àùñ" * 30, "😊" * 35, ""])
def test_nothing_to_save(text: str) -> None:
    assert sms(text).ok


def test_only_text_messages_are_judged() -> None:
    assert SMS.check(Reply("C’est noté." + " b" * 60, channel="x")).ok
