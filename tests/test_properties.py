"""What must hold for every text: no exception, exact spans, masked output, bounded time."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from replylint import Linter, Reply
from replylint.report import apply_fixes

FRAGMENTS = [
    "Bonjour", "Hi ", "Léa", "\n\n", "\r\n", ", ", ". ", "!!!", " ?", "…", "«", "»", "(", "[", "{{",
    "}}", "{{first_name}}", "%s", "&amp;", "&#", "https://example.com/a?b=1", "www.", "@anna", "#ok",
    "^JL", "-Anna", "1/2", "😀", "👩‍👧", "🇫🇷", "e\u0301", "\u200b", "\u00a0", "\u202f", "\ud800",
    "06 39 98 12 34", "4111 1111 1111 1111", "FR76 3000 6000 0112 3456 7890 189", "a@example.com",
    "commande n° 12345678", "your password", "il fallait", "calm down", "lol", "MDR", "TODO", "XXX",
    "désolé si", "votre numéro de commande", "could you send us", "DM", "as soon as possible", "le",
    "the", "and", "tu", "vous", "字", "ﬁ", "İ", "\x00", "<b>", "> ", "`", "$", "^", "*", "12 rue",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(), max_size=200),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4)), max_size=25).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join),
)
REPLIES = st.builds(
    Reply,
    TEXTS,
    channel=st.sampled_from(["x", "sms", "email", "facebook", "google_review", "chat", None]),
    visibility=st.sampled_from(["public", "private", None]),
    language=st.sampled_from(["fr", "en", "es", None]),
    inbound=st.one_of(st.none(), TEXTS),
    author=st.sampled_from(["Julie", "Marie-Pier", "É", "", None]),
    customer=st.sampled_from(["Léa", "@lea", None]),
    brand=st.sampled_from(["Lumea", None]),
    kind=st.sampled_from(["draft", "template"]),
    turn=st.sampled_from([1, 2, None]),
    history=st.lists(TEXTS, max_size=2).map(tuple),
    thread=st.lists(TEXTS, max_size=2).map(tuple),
)
LINTERS = {ui: Linter(preset="preview", ui_lang=ui, raise_errors=True) for ui in ("en", "fr")}
SLOW = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)


@SLOW
@given(REPLIES, st.sampled_from(["en", "fr"]))
def test_every_text_gets_a_report(reply: Reply, ui_lang: str) -> None:
    report = LINTERS[ui_lang].check(reply)
    text = reply.text
    assert 0 <= report.score <= 100
    assert sum(report.breakdown.values()) == pytest.approx(100 - report.score)
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.line == text.count("\n", 0, finding.start) + 1
        lines = text.split("\n")
        assert lines[finding.line - 1][finding.column - 1 :].startswith(
            text[finding.start : finding.end].split("\n")[0]
        )
        assert finding.message
        assert 0 < finding.confidence <= 1
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.start <= edit.end <= len(text)
    assert LINTERS[ui_lang].check(reply) == report
    apply_fixes(text, report.findings, unsafe=True)


@SLOW
@given(REPLIES)
def test_a_fix_leaves_nothing_safe_to_fix(reply: Reply) -> None:
    linter = LINTERS["en"]
    text = reply.text
    for _ in range(6):  # fixes that overlapped come in later rounds
        report = linter.check(Reply(text, channel=reply.channel, language=reply.language or "en"))
        fixed = report.fixed()
        if fixed == text:
            return
        text = fixed
    pytest.fail(f"the fixes never come to an end: {[f.code for f in report.findings if f.fix]}")


@SLOW
@given(TEXTS, st.sampled_from(["4111 1111 1111 1111", "FR7630006000011234567890189"]))
def test_no_output_shows_personal_data(text: str, secret: str) -> None:
    digits = re.sub(r"\D", "", secret)[:12]
    assume(digits not in re.sub(r"\D", "", text))  # a number of its own, which may be shown
    for visibility in ("public", "private"):
        reply = Reply(f"{text} \n {secret} \n {text}", channel="x", visibility=visibility)  # type: ignore[arg-type]
        for shown in strings(LINTERS["fr"].check(reply).to_dict()):
            assert secret not in shown
            assert digits not in re.sub(r"\D", "", shown)


def strings(value: object) -> Iterator[str]:
    """Every string in plain JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


HOSTILE = {
    "one letter": "a" * 100_000,
    "one word": "bonjour " * 12_500,
    "digits": "1" * 100_000,
    "spaced digits": "1 " * 50_000,
    "spaces": " " * 100_000,
    "newlines": "\n" * 100_000,
    "crlf": "\r\n" * 50_000,
    "dots": "." * 100_000,
    "brackets": "(" * 50_000 + ")" * 50_000,
    "braces": "{{" * 50_000,
    "angles": "<a " * 33_000,
    "quotes": '"a' * 50_000,
    "ampersands": "&#1" * 33_000,
    "handles": "@a " * 33_000,
    "at signs": "a@" * 50_000,
    "hashtags": "#a" * 50_000,
    "links": "https://a.b " * 8_000,
    "domains": "a." * 50_000,
    "marks": "e\u0301" * 50_000,
    "zero width": "a\u200b" * 50_000,
    "emoji": "👩‍👩‍👧‍👦" * 10_000,
    "surrogates": "\ud800" * 50_000,
    "asks": "could you send us your order number " * 2_800,
    "demande": "pouvez-vous nous envoyer votre numéro de commande " * 2_000,
    "sorry": "sorry if " * 11_000,
    "caps": "STOP !!! " * 11_000,
    "phones": "06 39 98 12 34 " * 6_600,
    "cards": "4111 1111 1111 1111 " * 5_000,
    "streets": "12 rue de la Paix 75002 Paris " * 3_300,
    "signatures": "^JL " * 25_000,
    "commas": "a, " * 33_000,
    "chinese": "字" * 100_000,
    "blank form": "your order number:\nyour name:\n" + " " * 100_000 + "a",
    "indented": "your order number:\n" + ("\n" + "\t" * 900) * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_hangs_the_linter(name: str) -> None:
    text = HOSTILE[name]
    linter = LINTERS["en"]
    started = time.process_time()
    for channel in ("x", "email"):
        report = linter.check(
            Reply(text, channel=channel, inbound=text[:20_000], history=(text[:20_000],))
        )
        assert all(0 <= f.start <= f.end <= len(text) for f in report.findings)
    assert time.process_time() - started < 60  # a bound against explosion, not a measure of speed
