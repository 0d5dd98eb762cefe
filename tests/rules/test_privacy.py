"""What the privacy rules and the rules of channels flag, and what they leave alone."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import pytest

from replylint import Linter, Reply
from replylint.errors import ConfigError
from replylint.finding import Severity
from replylint.report import apply_fixes

DATA = Path(__file__).parents[1] / "data"
GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "gold"
LINTERS: dict[str, Linter] = {}


def linter(*codes: str) -> Linter:
    """A linter of these rules alone."""
    key = " ".join(codes)
    if key not in LINTERS:
        LINTERS[key] = Linter(select=list(codes), preset="preview", raise_errors=True)
    return LINTERS[key]


def codes(text: str, *select: str, **context: object) -> list[str]:
    """The codes of what these rules find in a reply."""
    return [f.code for f in linter(*select).check(Reply(text, **context)).findings]  # type: ignore[arg-type]


def cases(name: str) -> list[object]:
    """The cases of a table: rule, verdict, language, channel, inbound, reply."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        pytest.param(row, id=f"{row['rule']}-{row['language']}-{row['verdict']}-{number}")
        for number, row in enumerate(rows)
    ]


@pytest.mark.parametrize("row", [*cases("privacy_cases.tsv"), *cases("redirect_cases.tsv")])
def test_cases(row: dict[str, str]) -> None:
    reply = Reply(
        row["reply"].replace("\\n", "\n"),
        channel=row["channel"],
        inbound=row["inbound"].replace("\\n", "\n") or None,
    )
    report = linter(row["rule"]).check(reply)
    assert bool(report.findings) == (row["verdict"] == "bad"), [f.excerpt for f in report.findings]


# --- SEN001 ----------------------------------------------------------------------------------

CARD = "4111 1111 1111 1111"


def test_data_is_critical_in_public_and_blocks() -> None:
    report = linter("SEN001").check(Reply("Order 48201177 was lost.", channel="x"))
    assert [f.severity for f in report.findings] == [Severity.CRITICAL]
    assert report.verdict == "block"


def test_in_private_only_a_card_counts() -> None:
    text = f"Your order 48201177 was paid with {CARD}."
    report = linter("SEN001").check(Reply(text, channel="email"))
    assert [text[f.start : f.end] for f in report.findings] == [CARD]
    assert report.findings[0].severity is Severity.CRITICAL


def test_where_nobody_knows_who_reads_only_a_card_counts_and_the_report_says_so() -> None:
    report = linter("SEN001").check(Reply(f"Order 48201177, card {CARD}"))
    assert len(report.findings) == 1
    assert [s.reason for s in report.skipped] == ["visibility-partly"]


def test_no_message_shows_what_was_found() -> None:
    text = f"Hi, order 48201177 was paid with {CARD}, ring me on 07700 900461 at 22 Acacia Avenue."
    for language in ("en", "fr"):
        report = Linter(select=["SEN"], ui_lang=language).check(Reply(text, channel="x"))
        assert report.findings
        shown = json.dumps([f.to_dict() for f in report.findings], ensure_ascii=False)
        for secret in ("48201177", "4111", "900461", "Acacia"):
            assert secret not in shown


def test_the_fix_masks_and_is_not_safe() -> None:
    text = "Order 48201177 was lost."
    report = linter("SEN001").check(Reply(text, channel="x"))
    assert apply_fixes(text, report.findings) == text
    mended = "Order •••••••• was lost. Let's go on by DM, just for your safety."
    assert apply_fixes(text, report.findings, unsafe=True) == mended


@pytest.mark.parametrize(
    ("inbound", "flagged"),
    [("Can I have an aisle seat?", True), ("I'm epileptic, can I have an aisle seat?", False)],
)
def test_what_the_customer_told_of_their_health_does_not_count(inbound: str, flagged: bool) -> None:
    text = "Given your epilepsy we've put you beside the crew."
    assert bool(codes(text, "SEN001", channel="facebook", inbound=inbound)) is flagged


def test_a_number_that_the_customer_posted_counts_all_the_same() -> None:
    found = codes("Order 48201177 is lost.", "SEN001", channel="x", inbound="where's 48201177")
    assert found == ["SEN001"]


def test_the_suggestion_names_the_channels_private_way() -> None:
    reply = Reply("La commande 48201177 est perdue.", channel="x", language="fr")
    finding = linter("SEN001").check(reply).findings[0]
    assert finding.suggestion is not None
    assert "message privé" in finding.suggestion
    on_a_review = linter("SEN001").check(Reply("Order 48201177 is lost.", channel="trustpilot"))
    assert "phone" in (on_a_review.findings[0].suggestion or "")


# --- SEN002, SEN003 --------------------------------------------------------------------------


def test_asking_in_private_is_fine() -> None:
    text = "Could you give me your order number and your postcode?"
    assert codes(text, "SEN002", channel="chat") == []
    assert codes(text, "SEN002", channel="x") == ["SEN002"]
    assert codes(text, "SEN002", channel="chat", visibility="public") == ["SEN002"]


def test_without_visibility_the_rule_says_that_it_cannot_tell() -> None:
    report = linter("SEN002").check(Reply("What's your order number?"))
    assert [s.reason for s in report.skipped] == ["needs-visibility"]


@pytest.mark.parametrize(
    "negation",
    [
        "Please don't post your name, phone number or address here.",
        "Never share your order number, your name or your postcode in public.",
        "No need to give us your address.",
        "Sans publier votre nom, votre adresse ou votre numéro de commande, dites-nous tout.",
        "Ne donnez jamais votre numéro client ni votre date de naissance en commentaire.",
        "Pas besoin de nous envoyer votre adresse.",
    ],
)
def test_a_negation_shields_the_whole_list(negation: str) -> None:
    assert codes(negation, "SEN002", channel="facebook") == []


def test_several_data_make_one_request() -> None:
    text = "Please send us your full name, order number and postcode."
    report = linter("SEN002").check(Reply(text, channel="x"))
    assert [text[f.start : f.end] for f in report.findings] == [
        "send us your full name, order number and postcode"
    ]


def test_the_fix_moves_the_request_to_the_private_way() -> None:
    text = "Could you drop your booking reference below?"
    fixed = "Could you drop your booking reference by DM?"
    report = linter("SEN002").check(Reply(text, channel="x"))
    assert apply_fixes(text, report.findings, unsafe=True) == fixed
    nowhere = linter("SEN002").check(Reply(text, channel="trustpilot"))
    assert nowhere.findings[0].fix is None


def test_the_brands_own_link_is_suggested() -> None:
    link = "https://x.com/messages/compose?recipient_id=42"
    lint = Linter(select=["SEN002"], rule={"SEN002": {"private-link": link}})
    finding = lint.check(Reply("What's your order number?", channel="x")).findings[0]
    assert link in (finding.suggestion or "")


def test_leaving_the_choice_is_less_sure_than_asking_in_public() -> None:
    choice = (
        linter("SEN002")
        .check(Reply("Reply here or DM us your date of birth.", channel="x"))
        .findings[0]
    )
    plain = linter("SEN002").check(Reply("Reply with your date of birth.", channel="x")).findings[0]
    assert choice.confidence < plain.confidence == 1


@pytest.mark.parametrize("channel", ["x", "chat", "email", "sms", "google_review"])
def test_a_secret_is_never_asked_for_on_any_channel(channel: str) -> None:
    report = linter("SEN003").check(Reply("Could you give me your PIN?", channel=channel))
    assert [f.severity for f in report.findings] == [Severity.CRITICAL]
    assert codes("Quel est votre mot de passe ?", "SEN003", channel=channel) == ["SEN003"]


def test_a_code_sent_in_one_sentence_and_asked_for_in_the_next() -> None:
    text = "I've texted you a 6-digit code. Read it back to me and we're done."
    assert codes(text, "SEN003", channel="chat") == ["SEN003"]
    assert codes("Read it back to me and we're done.", "SEN003", channel="chat") == []


# --- CHN, PUB, ANS ---------------------------------------------------------------------------


def test_praise_with_a_link_is_no_redirect() -> None:
    text = "Thank you so much Joan! See you soon, and visit our website for the new menu."
    assert codes(text, "CHN001", channel="google_review", inbound="Lovely meal, thank you!") == []


def test_the_customers_own_handle_is_no_other_account() -> None:
    text = "It's for @anna_b!"
    assert codes(text, "CHN006", channel="x", customer="@Anna_B") == []
    assert codes("Hi Ann, ask @KestrelBilling.", "CHN006", channel="x") == ["CHN006"]


@pytest.mark.parametrize("line", ["monday 8-18", "mon-fri", "xyz 08:00-18:00", ""])
def test_hours_that_cannot_be_read_are_named(line: str) -> None:
    with pytest.raises(ConfigError, match=r"CHN003\.hours"):
        Linter(select=["CHN003"], rule={"CHN003": {"hours": [line]}})


@pytest.mark.parametrize(
    ("moment", "flagged"),
    [
        ("2026-05-15T17:59:00+02:00", False),  # a Friday
        ("2026-05-15T18:00:00+02:00", True),
        ("2026-05-16T10:00:00+02:00", True),
        ("2026-05-18T07:59:00+02:00", True),
        ("2026-05-18T08:00:00+02:00", False),
    ],
)
def test_hours_end_before_their_last_minute(moment: str, flagged: bool) -> None:
    from datetime import datetime

    lint = Linter(select=["CHN003"], rule={"CHN003": {"hours": ["lun-ven 08:00-18:00"]}})
    reply = Reply("Passez en MP !", channel="x", sent_at=datetime.fromisoformat(moment))
    assert bool(lint.check(reply).findings) is flagged


@pytest.mark.parametrize(
    ("link", "flagged"),
    [
        ("https://x.com/messages/compose?recipient_id=158413912", False),
        ("https://twitter.com/messages/compose?text=hi&recipient_id=158413912", False),
        ("https://x.com/messages/compose?recipient_id=", True),
        ("https://x.com/messages/compose", True),
        ("https://m.me/tandemandco", False),
        ("https://m.me/", True),
        ("https://wa.me/441632960123", False),
        ("https://api.whatsapp.com/send?phone=+441632960123", False),
        ("https://wa.me/", True),
        ("https://x.com/tandemandco", False),
    ],
)
def test_messaging_links(link: str, flagged: bool) -> None:
    assert bool(codes(f"Message us: {link} ^PK", "CHN007", channel="x")) is flagged


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Call me on 020 7946 0018.", 1),
        ("Call me on +33 1 99 00 12 34.", 1),
        ("Write to anna@hotel.example or call 0199001234.", 2),
        ("It cost 4 200 € on 12/03/2026, room 412, 24/7.", 0),
        ("We opened in 1998 and have 120 rooms.", 0),
    ],
)
def test_contact_details_on_a_channel_that_bans_them(text: str, count: int) -> None:
    assert len(codes(text, "PUB002", channel="tripadvisor")) == count
    assert codes(text, "PUB002", channel="google_review") == []


# --- measured and bounded --------------------------------------------------------------------


@pytest.mark.skipif(not GOLD.exists(), reason="the labelled replies are not here")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_labelled_replies(language: str) -> None:
    asked: list[tuple[bool, bool]] = []
    sent_away: list[tuple[bool, bool]] = []
    lint = linter("SEN002", "CHN001", "CHN006")
    for line in (GOLD / f"dev.{language}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        reply = Reply(
            row["text"], channel=row["channel"], language=language, inbound=row["inbound"],
            visibility="public",
        )  # fmt: skip
        found = {f.code for f in lint.check(reply).findings}
        labels = row["labels"]
        if labels["asks"] is not None:
            asked.append((labels["asks"] == "public", "SEN002" in found))
        if labels["redirect"] is not None:
            sent_away.append((labels["redirect"], bool(found & {"CHN001", "CHN006"})))
    for pairs, recall in ((asked, 0.9), (sent_away, 0.8)):
        right = sum(truth and flagged for truth, flagged in pairs)
        assert right / sum(flagged for _, flagged in pairs) >= 0.9
        assert right / sum(truth for truth, _ in pairs) >= recall


@pytest.mark.parametrize(
    "piece",
    [
        "give us your order number ", "a", "1", "your ", "send ", "what's your ", ", ", "DM ",
        "https://x.com/a ", "@a ", "code is ", "votre numéro de commande ", "n'", "pour votre ",
        "ask @a ", "? ", "-", "\u200b", "€ 1 ",
    ],
)  # fmt: skip
def test_time_grows_with_the_text(piece: str) -> None:
    lint = linter("SEN", "CHN", "PUB", "ANS001", "ANS002", "ANS003", "ANS004")
    text = (piece * (40_000 // len(piece) + 1))[:40_000]
    lint.check(Reply(text[:1_000], channel="x", inbound=text[:1_000]))
    start = time.perf_counter()
    lint.check(Reply(text, channel="x", inbound=text))
    assert time.perf_counter() - start < 8
