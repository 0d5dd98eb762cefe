"""The report in a real headless Chromium: charts, filters, colours, paper, phones, and no network.

Skipped where there is no Chromium, unless REPLYLINT_REQUIRE_CHROMIUM=1. `.ci/chromium` installs it.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_records import rendered, shop

from replylint.audit.report.words import Words

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
if os.environ.get("REPLYLINT_REQUIRE_CHROMIUM") == "1":
    from selenium import webdriver

    assert CHROMIUM and DRIVER, "there is no chromium, or no chromedriver; run .ci/chromium"
else:
    webdriver = pytest.importorskip("selenium.webdriver")
    if not (CHROMIUM and DRIVER):
        pytest.skip("no chromium", allow_module_level=True)

WIDTHS = (320, 375, 768, 1280)


class Browser:
    """A page in Chromium, and what happened while it was open."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver = driver
        self.folder = folder

    def cdp(self, command: str, **values: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, values)

    def js(self, script: str, *values: Any) -> Any:
        return self.driver.execute_script(script, *values)

    def width(self, width: int) -> None:
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
                 mobile=False)  # fmt: skip
        # The charts are drawn anew in the frame after the one that has the new width.
        self.driver.execute_async_script(
            "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(arguments[0])))"
        )

    def media(self, media: str = "", scheme: str = "light") -> None:
        self.cdp("Emulation.setEmulatedMedia", media=media,
                 features=[{"name": "prefers-color-scheme", "value": scheme}])  # fmt: skip

    def open(self, page: str) -> str:
        """Open a page from a file; gives back its address."""
        path = self.folder / "report.html"
        path.write_text(page, "utf-8")
        self.logs()
        self.driver.get(path.as_uri())
        return path.as_uri()

    def logs(self) -> tuple[list[Any], list[str]]:
        """What the console said, and the addresses that were asked for, since the last time."""
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                asked.append(message["params"]["request"]["url"])
        return self.driver.get_log("browser"), asked

    def texts(self, selector: str) -> list[str]:
        """The texts of the elements that can be seen."""
        return self.js(
            "return [...document.querySelectorAll(arguments[0])]"
            ".filter((e) => e.checkVisibility()).map((e) => (e.innerText ?? e.textContent).trim())",
            selector,
        )

    def choose(self, kind: str, value: str) -> None:
        """Choose as a hand would: by the list's own event."""
        self.js(
            "const list = document.querySelector(`select[name=${arguments[0]}]`);"
            "list.value = arguments[1] && `=${arguments[1]}`;"
            "list.dispatchEvent(new Event('change', {bubbles: true}))",
            kind,
            value,
        )


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--disable-dev-shm-usage", "--disable-gpu"):
        options.add_argument(argument)
    if os.geteuid() == 0:  # as in a container
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_script_timeout(10)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium: Any, tmp_path: Path) -> Iterator[Browser]:
    found = Browser(chromium, tmp_path)
    found.media()
    found.width(1280)
    yield found
    found.cdp("Emulation.setScriptExecutionDisabled", value=False)


PAGES = (("shop", "en"), ("shop", "fr"), ("hostile", "en"), ("monster", "fr"), ("empty", "en"))


@pytest.mark.parametrize("name", PAGES, ids="-".join)
def test_it_says_nothing_on_the_console_and_asks_nothing_of_any_network(
    browser: Browser, name: tuple[str, str]
) -> None:
    address = browser.open(rendered(*name))
    browser.js(
        "document.querySelectorAll('details').forEach((one) => { one.open = true; });"
        "document.querySelectorAll('button.pick').forEach((one, at) => { if (at % 7 === 0) one.click(); })"
    )
    console, asked = browser.logs()
    assert console == []
    assert {url for url in asked if not url.startswith("data:")} == {address}
    assert browser.js("return performance.getEntriesByType('resource').length") == 0
    assert browser.js("return document.querySelectorAll('script, img, iframe, object').length") == 2


def test_nothing_else_may_run_in_it(browser: Browser) -> None:
    browser.open(rendered("shop", "en"))
    browser.js(
        "const script = document.createElement('script');"
        "script.textContent = 'window.broken = 1'; document.body.append(script);"
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.broken = 2\">');"
    )
    assert browser.js("return window.broken ?? null") is None
    console, _ = browser.logs()
    assert len(console) >= 2 and all("Content Security Policy" in one["message"] for one in console)


def test_charts_are_drawn(browser: Browser) -> None:
    browser.open(rendered("shop", "en"))
    record = shop()
    charts = browser.js(
        "return Object.fromEntries([...document.querySelectorAll('[data-chart]')].map((place) => {"
        "  const svg = place.querySelector('svg'), box = svg.getBoundingClientRect();"
        "  const sizes = [...svg.querySelectorAll('rect')].map((r) => r.getBoundingClientRect());"
        "  return [place.dataset.chart, {role: svg.getAttribute('role'),"
        "    alt: svg.getAttribute('aria-label'), width: box.width, height: box.height,"
        "    place: place.getBoundingClientRect().width,"
        "    bars: sizes.filter((r) => r.width > 0 && r.height > 0).length,"
        "    line: svg.querySelector('.line')?.getTotalLength() ?? 0,"
        "    texts: [...svg.querySelectorAll('text')].map((t) => t.textContent)}];"
        "}))"
    )
    assert set(charts) == {"scores", "trend", "response", "heat"}
    for name, chart in charts.items():
        assert chart["role"] == "img" and len(chart["alt"]) > 40, name
        assert chart["width"] == pytest.approx(chart["place"], abs=2) and chart["height"] > 150, (
            name
        )
    assert charts["scores"]["bars"] == sum(1 for _, _, n in record["scores"] if n)
    assert charts["heat"]["bars"] >= sum(map(bool, record["week_hours"]["sent"]))
    assert charts["trend"]["line"] > 200
    times = record["response"]["all"]
    assert f"{round(100 * times['within_5min'])}% within 5 min" in charts["response"]["texts"]
    assert f"{round(100 * times['within_1h'])}% within 1 h" in charts["response"]["texts"]
    assert f"mean {record['totals']['score_mean']:.1f}" in charts["scores"]["texts"]


def test_filters_change_what_is_shown_and_back(browser: Browser) -> None:
    browser.open(rendered("shop", "en"))
    record = shop()
    everything = browser.texts("main")
    whole = f"{record['totals']['score_mean']:.1f}"

    browser.choose("channel", "X")
    x = next(row for row in record["by_channel"] if row["key"] == "x")
    (status,) = browser.texts("#status")
    assert (
        status
        == f"{x['replies']} of {record['totals']['replies']} replies, mean score {x['score_mean']:.1f} (all: {whole})"
    )
    agents = {row["agent"] for row in record["cube"] if row["channel"] == "x"}
    assert set(browser.texts("[data-bars=agent] tbody tr th")) == agents
    rules = dict(
        zip(
            browser.texts("[data-bars=rule] .name"),
            browser.texts("[data-bars=rule] .n"),
            strict=True,
        )
    )
    assert rules["No empathy"] == str(x["rules"]["TON009"])
    shown = browser.texts("#worst .meta")
    assert shown and all("X" in text.split() for text in shown)
    times = record["response"]["by_channel"]["x"]
    assert f"{round(100 * times['within_1h'])}% within 1 h" in browser.texts("#response text")
    assert browser.texts("#clusters .whole")
    for follower in ("trend", "response", "scores", "heat"):
        assert not browser.texts(f"#{follower} .whole"), follower
    assert f"mean {x['score_mean']:.1f}" in browser.texts("#scores text")
    assert browser.texts("#response .lead")[0].startswith(
        f"Median {Words('en').duration(times['median'])},"
    )

    browser.choose("agent", "Dan")
    dan = [row for row in record["cube"] if row["channel"] == "x" and row["agent"] == "Dan"]
    n = sum(row["replies"] for row in dan)
    mean = sum(row["score_sum_tenths"] for row in dan) / n / 10
    assert browser.texts("#status") == [
        f"{n} of {record['totals']['replies']} replies, mean score {mean:.1f} (all: {whole})"
    ]

    for one_at_a_time in ("scores", "heat"):
        assert "one filter at a time" in browser.texts(f"#{one_at_a_time} .whole")[0]
    assert f"mean {whole}" in browser.texts("#scores text")

    browser.choose("rule", "SIG001")
    touched = sum(row["rules"].get("SIG001", 0) for row in dan)
    assert (
        f"{touched} of them ({round(100 * touched / n)}%) touched by SIG001"
        in browser.texts("#status")[0]
    )
    for place in ("trend", "agents", "channels"):
        assert "SIG001" in browser.texts(f"#{place} .lead")[0]
    shares = [float(text.rstrip("%")) for text in browser.texts("[data-bars=rule] td.value")]
    assert shares == sorted(shares, reverse=True)
    assert browser.texts("#response .whole")
    assert len(browser.texts("#samples details")) == 1
    for reasons in browser.texts("#worst .reply .reasons"):
        assert "SIG001" in reasons

    browser.js("document.querySelector('button.clear').click()")
    browser.driver.execute_async_script("setTimeout(arguments[0], 20)")
    browser.js(
        "document.querySelectorAll('#samples details').forEach((one) => { one.open = false; })"
    )
    assert browser.texts("main") == everything


def test_histogram_and_hours_follow_one_filter(browser: Browser) -> None:
    browser.open(rendered("shop", "en"))
    record = shop()

    def heights(chart: str) -> list[str]:
        return browser.js(
            f"return [...document.querySelectorAll('#{chart} rect title')].map((t) => t.textContent)"
        )

    everything = heights("scores"), heights("heat")
    for kind, name, key in (
        ("channel", "X", "x"), ("agent", "Dan", "Dan"), ("rule", "SIG001", "SIG001"),
    ):  # fmt: skip
        browser.choose(kind, name)
        (own,) = [row for row in record["spread"][kind] if row["key"] == key]
        assert sum(own["scores"]) == own["replies"] == sum(n for _, n, _ in own["hours"])
        counts = [int(title.split(": ")[1].split()[0]) for title in heights("scores")]
        assert counts == own["scores"]
        assert f"mean {own['score_mean']:.1f}" in browser.texts("#scores text")
        hours = [title for title in heights("heat") if title != "–"]
        if kind == "rule":
            sent = record["week_hours"]["sent"]
            touched = {hour: n for hour, n, _ in own["hours"]}
            shares = sorted(100 * touched.get(hour, 0) / n for hour, n in enumerate(sent) if n)
            told = sorted(float(title.split(": ")[1].split("%")[0]) for title in hours)
            assert told == pytest.approx(shares, abs=0.51)
            assert "SIG001" in browser.texts("#heat .lead")[0]
        else:
            assert len(hours) == len(own["hours"])
        browser.choose(kind, "")
    assert (heights("scores"), heights("heat")) == everything


def test_tables_say_what_their_drawings_show(browser: Browser) -> None:
    browser.open(rendered("shop", "en"))
    browser.js("document.querySelectorAll('details.table').forEach((one) => { one.open = true; })")
    record = shop()

    def rows(chart: str) -> list[list[str]]:
        return browser.js(
            f"return [...document.querySelectorAll('#{chart} .table tbody tr')]"
            ".filter((row) => row.checkVisibility())"
            ".map((row) => [...row.cells].map((cell) => cell.textContent))"
        )

    charts = ("scores", "trend", "response", "heat")
    everything = {chart: rows(chart) for chart in charts}
    heads = {chart: browser.texts(f"#{chart} .table thead th") for chart in charts}

    browser.choose("channel", "X")
    (own,) = [row for row in record["spread"]["channel"] if row["key"] == "x"]
    assert [int(n) for _, n, _ in rows("scores")] == [n for n in own["scores"] if n]
    assert [(float(mean), int(n)) for _, _, mean, n in rows("heat")] == [
        (mean, n) for _, n, mean in own["hours"]
    ]
    times = record["response"]["by_channel"]["x"]
    assert [int(n) for _, n, _ in rows("response")] == [n for _, n in times["histogram"]]
    weeks: dict[str, int] = {}
    for row in record["cube"]:
        if row["channel"] == "x":
            weeks[row["week"]] = weeks.get(row["week"], 0) + row["replies"]
    assert [int(n) for _, _, n, _ in rows("trend")] == [weeks[week] for week in sorted(weeks)]
    assert {chart: browser.texts(f"#{chart} .table thead th") for chart in charts} == heads

    browser.choose("channel", "")
    browser.choose("rule", "SIG001")
    assert browser.texts("#trend .table thead th")[1] == "share"
    assert browser.texts("#heat .table thead th")[2] == "share"
    assert all(row[1].endswith("%") for row in rows("trend"))
    assert rows("response") == everything["response"]  # it follows no rule, and says so

    browser.choose("rule", "")
    assert {chart: rows(chart) for chart in charts} == everything
    assert {chart: browser.texts(f"#{chart} .table thead th") for chart in charts} == heads


def test_names_of_bars_filter_by_keyboard(browser: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open(rendered("shop", "en"))
    button = browser.js(
        "return [...document.querySelectorAll('[data-bars=agent] button')].find((b) => b.innerText === 'Dan')"
    )
    button.send_keys(Keys.ENTER)
    assert browser.js("return document.querySelector('select[name=agent]').value") == "=Dan"
    assert browser.js("return document.activeElement.innerText") == "Dan"
    assert set(browser.texts("#worst .meta bdi:last-child")) <= {"Dan"}
    button.send_keys(Keys.SPACE)
    assert browser.js("return document.querySelector('select[name=agent]').value") == ""
    # Every control can be reached by the Tab key.
    reached = set()
    browser.js("document.activeElement.blur(); window.scrollTo(0, 0)")
    for _ in range(60):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        reached.add(
            browser.js(
                "const e = document.activeElement; return e.name || e.id || e.className || e.tagName"
            )
        )
    assert {"skip", "theme", "channel", "agent", "rule", "pick"} <= reached


def test_more_of_the_worst_replies_can_be_shown(browser: Browser) -> None:
    browser.open(rendered("shop", "en"))
    assert len(browser.texts("#worst .reply")) == 10
    browser.js("document.getElementById('more').click()")
    assert len(browser.texts("#worst .reply")) == len(shop()["worst"]) == 20
    assert not browser.texts("#more")


def test_a_fix_leads_to_its_examples(browser: Browser) -> None:
    browser.open(rendered("shop", "en"))
    code = browser.js(
        "const link = document.querySelector('.fixes a'); link.click(); return link.hash.slice(1)"
    )
    assert browser.js("return document.getElementById(arguments[0]).open", code) is True
    assert browser.texts(f"#{code} blockquote")


_CONTRAST = """
const parse = (color) => {
  const numbers = color.match(/[\\d.]+/g).map(Number);
  const scale = color.startsWith('color(') ? 255 : 1;
  return [...numbers.slice(0, 3).map((n) => n * scale), numbers[3] ?? 1];
};
const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
const ground = (element) => element
  ? over(parse(getComputedStyle(element).backgroundColor), ground(element.parentElement)) : [255, 255, 255, 1];
const light = (color) => color.slice(0, 3).map((n) => n / 255)
  .map((n) => n <= 0.04045 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4)
  .reduce((sum, n, i) => sum + n * [0.2126, 0.7152, 0.0722][i], 0);
const poor = [];
let seen = 0;
for (const element of document.querySelectorAll('body *')) {
  if (element.closest('svg, option') || !element.checkVisibility()) continue;
  if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
  const below = ground(element);
  const pair = [light(over(parse(getComputedStyle(element).color), below)), light(below)];
  const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
  seen += 1;
  if (ratio < 4.5) poor.push(`${ratio.toFixed(1)} ${element.tagName}.${element.className} ${element.innerText.slice(0, 30)}`);
}
return [seen, poor];
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["auto", "light", "dark"])
def test_every_text_stands_out_in_light_and_dark(
    browser: Browser, scheme: str, chosen: str
) -> None:
    browser.media(scheme=scheme)
    browser.open(rendered("shop", "en"))
    browser.js(
        "const list = document.getElementById('theme'); list.value = arguments[0];"
        "list.dispatchEvent(new Event('change'));"
        "document.querySelectorAll('details').forEach((one) => { one.open = true; })",
        chosen,
    )
    ground = browser.js("return getComputedStyle(document.body).backgroundColor")
    dark = chosen == "dark" or (chosen == "auto" and scheme == "dark")
    assert (sum(map(int, ground[4:-1].split(","))) < 200) is dark
    seen, poor = browser.js(_CONTRAST)
    assert seen > 300
    assert poor == []


@pytest.mark.parametrize("name", PAGES, ids="-".join)
@pytest.mark.parametrize("width", WIDTHS)
def test_it_never_scrolls_sideways(browser: Browser, name: tuple[str, str], width: int) -> None:
    browser.open(rendered(*name))
    browser.js(
        "document.querySelectorAll('#samples details').forEach((one) => { one.open = true; })"
    )
    browser.width(width)
    assert browser.js("return document.documentElement.scrollWidth") <= width
    for place in browser.js(
        "return [...document.querySelectorAll('[data-chart] svg')].map((s) => s.getBoundingClientRect().right)"
    ):
        assert place <= width


def test_on_paper_it_has_no_controls_and_is_light(browser: Browser) -> None:
    browser.open(rendered("shop", "en"))
    browser.media("print", "dark")
    assert browser.texts("select, .theme, #more, details.table") == []
    assert len(browser.texts("[data-chart] svg")) == 4
    assert browser.texts(".answers .score") and browser.texts("#worst .reply")
    assert (
        browser.js("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    )
    pdf = base64.b64decode(browser.cdp("Page.printToPDF", printBackground=True)["data"])
    assert pdf.startswith(b"%PDF") and len(pdf) > 50_000


def test_without_script_the_figures_are_there_as_tables(browser: Browser) -> None:
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(rendered("shop", "en"))
    browser.cdp("Emulation.setScriptExecutionDisabled", value=False)
    record = shop()
    assert f"{record['totals']['score_mean']:.1f}" in browser.texts(".answers .score")[0]
    assert len(browser.texts(".fixes li")) == 5
    assert len(browser.texts("#trend tbody tr")) == len(record["trend"])
    assert len(browser.texts("#agents tbody tr")) == len(record["by_agent"])
    assert len(browser.texts("#worst .reply")) == len(record["worst"])
    assert browser.texts("select, button") == []
