"""The report as a file: its size, its words, what it says, and that nothing put into it breaks it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from typing import Any

import html5lib
import pytest
from report_records import BAD, RECORDS, SECRETS, exchanges, rendered, shop

from replylint.audit.aggregate import Aggregate
from replylint.audit.report import BUDGET, glance, render_report
from replylint.audit.report.bounds import Limits
from replylint.audit.report.cube import cube
from replylint.audit.report.html import clean, data, el
from replylint.audit.report.marked import Mark, marked, window
from replylint.audit.report.words import LANGUAGES, Words, table

ASSETS = files("replylint.audit.report") / "assets"


def parsed(page: str) -> Any:
    """The page as a tree; raises where it is not valid HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def texts(tree: Any, path: str) -> list[str]:
    return ["".join(found.itertext()) for found in tree.findall(f".//{path}")]


@pytest.fixture(
    scope="module", params=[(r, lang) for r in RECORDS for lang in LANGUAGES], ids="-".join
)
def page(request: pytest.FixtureRequest) -> str:
    name, lang = request.param
    return rendered(name, lang)


# --- any page ----------------------------------------------------------------------------------


def test_it_is_valid_and_small(page: str) -> None:
    assert len(page.encode()) < BUDGET < 500_000
    parsed(page)


def test_only_its_own_style_and_scripts_may_run(page: str) -> None:
    tree = parsed(page)
    policy = tree.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    scripts = tree.findall(".//script")
    assert [script.get("type") for script in scripts] == ["application/json", None]
    for element, source in ((tree.find(".//style"), "style-src"), (scripts[1], "script-src")):
        digest = b64encode(sha256(element.text.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert name != "style" and not str(name).startswith("on")
            if name in ("src", "href"):
                assert value.startswith("#") or value == "data:,"
    assert not tree.findall(".//img") and not tree.findall(".//iframe")


def test_its_data_can_be_read_back(page: str) -> None:
    found = json.loads(parsed(page).find(".//script[@id='data']").text)
    assert found["lang"] in LANGUAGES


def test_it_has_landmarks_headings_labels_and_single_ids(page: str) -> None:
    tree = parsed(page)
    assert tree.get("lang") in LANGUAGES
    for name in ("title", "header", "main", "footer", "h1"):
        assert len(tree.findall(f".//{name}")) == 1, name
    levels = [
        int(e.tag[1])
        for e in tree.iter()
        if isinstance(e.tag, str) and re.fullmatch("h[1-6]", e.tag)
    ]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for link in tree.findall(".//a"):
        assert link.get("href").removeprefix("#") in ids
    for section in tree.findall(".//section"):
        assert section.get("aria-labelledby") in ids
    labelled = {id(select) for label in tree.findall(".//label") for select in label.iter("select")}
    assert all(id(select) in labelled for select in tree.iter("select"))


def test_no_character_is_left_that_a_page_cannot_hold(page: str) -> None:
    assert "\x00" not in page
    assert not re.search("[\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]", page)


# --- what it says ------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_answers_how_good_where_when_why_and_what_to_fix(lang: str) -> None:
    record, say = shop(lang), Words(lang)
    tree = parsed(rendered("shop", lang))
    answers = texts(tree, "div[@class='answers']/div")
    assert say.tenths(record["totals"]["score_mean"]) in answers[0]
    low = min((one for one in record["by_channel"]), key=lambda one: one["score_mean"])
    assert low["key"].capitalize() in answers[1] and say.tenths(low["score_mean"]) in answers[1]
    evening = min(
        (o for o in record["by_hour"] if o["replies"] >= 20), key=lambda o: o["score_mean"]
    )
    assert say("clock", h=evening["key"]) in answers[2]
    first = glance.fixes(record)[0]
    assert first.rule["code"] in answers[3]
    fixes = texts(tree, "ol[@class='fixes']/li")
    assert len(fixes) == 5
    assert first.rule["code"] in fixes[0] and say("plain", n=round(first.gain, 1)) in fixes[0]


def test_fix_first_is_by_replies_touched_times_points() -> None:
    rules = [
        {"code": "A", "replies": 50, "points": 150.0, "samples": []},  # 50 replies lose 3 each
        {"code": "B", "replies": 10, "points": 300.0, "samples": []},  # 10 lose 30 each
        {"code": "C", "replies": 1, "points": 60.0, "samples": []},
    ]
    found = glance.fixes({"totals": {"replies": 100}, "rules": rules})
    assert [(fix.rule["code"], fix.gain) for fix in found] == [("B", 3.0), ("A", 1.5), ("C", 0.6)]


def test_points_of_rules_add_up_to_what_scores_lack() -> None:
    record = shop()
    lost = sum(rule["points"] for rule in record["rules"])
    totals = record["totals"]
    assert lost / totals["replies"] == pytest.approx(100 - totals["score_mean"], abs=0.051)


def test_what_was_flagged_is_marked_with_its_number() -> None:
    record = shop()
    worst = record["worst"][0]
    tree = parsed(rendered("shop", "en"))
    shown = tree.find(".//ol[@class='replies']/li")
    assert (
        "".join(shown.find("blockquote").itertext())
        .replace("2", "")
        .startswith(worst["masked"][:20])
    )
    places = [f for f in worst["findings"] if f["start"] < f["end"]]
    assert len(shown.findall(".//mark")) >= len({f["start"] for f in places}) > 0
    reasons = texts(shown, "ul[@class='reasons']/li")
    assert all(
        finding["message"] in reason
        for finding, reason in zip(worst["findings"], reasons, strict=True)
    )
    numbers = {e.text for e in shown.findall(".//blockquote/sup")}
    assert numbers == {str(n) for n, f in enumerate(worst["findings"], 1) if f["start"] < f["end"]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_personal_data_is_in_it(lang: str) -> None:
    page = rendered("shop", lang)
    bare_page = re.sub(r"\s", "", page)
    for secret in SECRETS:
        assert any(secret in one.reply.text for one in exchanges() if one.reply)
        assert secret not in page
        assert secret.replace(" ", "") not in bare_page


def test_lists_that_are_cut_say_so() -> None:
    notes = texts(parsed(rendered("monster", "en")), "p[@class='soft cut']")
    assert any(re.fullmatch(r"\d+ of 2,000 shown\.", note) for note in notes)
    assert any(re.fullmatch(r"\d+ of 300 shown\.", note) for note in notes)


def test_hostile_text_is_shown_as_it_was_written() -> None:
    tree = parsed(rendered("hostile", "en"))
    for quote in tree.iter("blockquote"):
        for number in quote.findall("sup"):
            number.text = ""
    quote = texts(tree, "blockquote")[0]
    assert (
        "</script><script>alert(1)</script><img src=x onerror=alert(2)><!-- ]]> \"'&amp;&#0;"
        in quote
    )
    assert "�abc�" in quote


def test_tables_hold_the_figures_of_the_charts() -> None:
    record = shop()
    tree = parsed(rendered("shop", "en"))
    rows = texts(tree, "section[@id='scores']//tbody/tr")
    assert len(rows) == sum(1 for _, _, n in record["scores"] if n)
    weeks = texts(tree, "section[@id='trend']//tbody/tr")
    assert len(weeks) == len(record["trend"]) and "5 January 2026" in weeks[0]
    assert len(texts(tree, "section[@id='heat']//tbody/tr")) == sum(
        map(bool, record["week_hours"]["sent"])
    )


def test_folders_are_not_shown() -> None:
    record = Aggregate().record(name="/home/jane/secret/replies.csv")
    page = render_report(record, "en")
    assert "replies.csv" in page and "jane" not in page
    assert "mine / yours" in render_report({**record, "title": "mine / yours"}, "en")


def test_an_unknown_language_is_english() -> None:
    assert '<html lang="en">' in render_report(Aggregate().record(), "de")


# --- parts -------------------------------------------------------------------------------------


def test_every_language_says_everything() -> None:
    braces = {
        lang: {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in table(lang).items()}
        for lang in LANGUAGES
    }
    assert braces["en"] == braces["fr"]
    assert all(text.strip() for lang in LANGUAGES for text in table(lang).values())


def test_words_that_the_code_asks_for_are_there() -> None:
    folder = files("replylint.audit.report")
    sources = [*folder.iterdir(), *ASSETS.iterdir()]
    code = "".join(one.read_text("utf-8") for one in sources if one.name.endswith((".py", ".js")))
    asked = set(re.findall(r"say\(\s*\"([a-z]+[a-z0-9_.-]*)\"", code))
    assert len(asked) > 60
    assert asked <= set(table("en"))


@pytest.mark.parametrize(
    ("seconds", "en", "fr"),
    [(None, "–", "–"), (0, "0 s", "0 s"), (59.6, "1 min", "1 min"), (300, "5 min", "5 min"),
     (3599, "1 h", "1 h"), (5400, "1.5 h", "1,5 h"), (86_399, "1 d", "1 j"), (216_000, "2.5 d", "2,5 j")],
)  # fmt: skip
def test_times_as_people_say_them(seconds: float | None, en: str, fr: str) -> None:
    assert (Words("en").duration(seconds), Words("fr").duration(seconds)) == (en, fr)


def test_shares_and_means() -> None:
    assert Words("en").share(0.0004) == "<\u00a00.1%"
    assert [Words("en").share(x) for x in (0, 0.0123, 0.5, 0.996, 1)] == [
        "0%",
        "1.2%",
        "50%",
        "100%",
        "100%",
    ]
    assert Words("fr").share(0.0123) == "1,2\u202f%"
    assert [Words("fr").tenths(x) for x in (81, 81.04, 81.96)] == ["81,0", "81,0", "82,0"]


def test_elements_escape_what_is_put_into_them() -> None:
    assert el("p", "<b>", el("i", "&"), title='"<', data_key=1, hidden=True, open=False) == (
        '<p title="&quot;&lt;" data-key="1" hidden>&lt;b&gt;<i>&amp;</i></p>'
    )
    assert data({"a": "</script>\u2028"}) == '{"a":"\\u003c/script\\u003e\\u2028"}'
    assert len(clean(BAD)) == len(BAD)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Mark(0, 0, "error", 1)], "abcdef"),
        ([Mark(1, 3, "info", 1)], 'a<mark class="sev info">bc</mark><sup>1</sup>def'),
        ([Mark(0, 4, "info", 1), Mark(2, 9, "error", 2)],
         '<mark class="sev info">ab</mark><mark class="sev error">cd</mark><sup>1</sup>'
         '<mark class="sev error">ef</mark><sup>2</sup>'),
        ([Mark(-3, 1, "info"), Mark(8, 9, "info")], '<mark class="sev info">a</mark>bcdef'),
    ],
)  # fmt: skip
def test_marks(marks: list[Mark], expected: str) -> None:
    assert marked("abcdef", marks, 100) == expected


def test_a_long_text_is_cut_around_its_first_mark() -> None:
    text = "a" * 1000 + "bad" + "z" * 1000
    shown = marked(text, [Mark(1000, 1003, "error", 1), Mark(1990, 2003, "info", 2)], 100)
    assert shown == f'…{"a" * 25}<mark class="sev error">bad</mark><sup>1</sup>{"z" * 72}…'
    assert window(10, 5, 10) == (0, 10)
    assert window(100, 99, 10) == (90, 100)


def test_the_cube_keeps_every_reply_however_small_it_gets() -> None:
    codes = [f"R{n}" for n in range(12)]
    cells = [
        {"channel": f"c{agent % 3}", "agent": f"a{agent}", "week": f"2026-W{week:02}", "replies": agent + week,
         "score_sum_tenths": 700 * week, "rules": dict.fromkeys(codes[agent % 7 : agent % 7 + 5], week)}
        for agent in range(30) for week in range(1, 20)
    ]  # fmt: skip
    for numbers in (1_000_000, 3_000, 500, 1):
        found = cube(cells, codes, Limits(numbers=numbers))
        for kind in ("replies", "tenths"):
            name = {"tenths": "score_sum_tenths"}.get(kind, kind)
            kept = sum(getattr(one, kind) for one in found.cells.values())
            assert kept == sum(cell[name] for cell in cells)
        kept = sum(n for one in found.cells.values() for n in one.rules.values())
        assert kept == sum(n for cell in cells for n in cell["rules"].values())
        assert found.numbers <= numbers or not found.weeks
        assert len(found.agents) == 30 - found.folded + bool(found.folded)


def test_weakest_and_direction() -> None:
    groups = [
        {"key": "a", "replies": 5, "score_mean": 10.0},
        {"key": "b", "replies": 30, "score_mean": 70.0},
        {"key": "c", "replies": 30, "score_mean": 90.0},
        {"key": "d", "replies": 30, "score_mean": None},
    ]
    low, high = glance.weakest(groups, 20) or ({}, {})
    assert (low["key"], high["key"]) == ("b", "c")
    assert glance.weakest(groups[:2], 20) is None
    weeks = [
        {"replies": n, "score_mean": mean}
        for n, mean in ((1, 50.0), (3, 90.0), (0, None), (5, 60.0))
    ]
    assert glance.direction(weeks) == (50.0, 60.0)
    assert glance.direction(weeks[:2]) is None
    assert [glance.enough(n) for n in (1, 100, 10_000)] == [5, 5, 20]


def test_weeks_by_their_monday() -> None:
    assert glance.monday("2026-W01") == date(2025, 12, 29)
    assert glance.monday("2026-03-02") == date(2026, 3, 2)
    assert glance.monday("2025-W60") is None and glance.monday("soon") is None


# --- colours -----------------------------------------------------------------------------------

_STYLE = (ASSETS / "page.css").read_text("utf-8")
_COLORS = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", _STYLE)


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_texts_stand_out_and_so_do_shapes(theme: int) -> None:
    colors = {name: pair[theme] for name, *pair in _COLORS}
    for name in ("ink", "soft", "accent", "good", "bad", "info", "warning", "error", "critical"):
        for ground in ("bg", "card"):
            assert contrast(colors[name], colors[ground]) >= 4.5, (name, ground)
    for heat in range(5):
        ink = colors["on-heat01" if heat < 2 else "on-heat24"]
        assert contrast(ink, colors[f"heat{heat}"]) >= 4.5, heat
    assert contrast(colors["on-accent"], colors["accent"]) >= 4.5
    for name in ("send", "review", "block", "accent"):
        assert contrast(colors[name], colors["card"]) >= 2.5, name
