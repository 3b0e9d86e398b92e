"""The report in a real Chromium: nothing runs, nothing is fetched, every link arrives, it fits the screen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.report import render, write
from onrecord.report.pages import report_page
from tests.report.collection import records, store
from tests.report.poison import Poisoned

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no browser at {CHROMIUM}")
POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "report.html"
    with store() as filled:
        write(filled, path)
    return path.as_uri()


def opened(browser: sync_api.Browser, address: str, **options: object) -> tuple[sync_api.Page, list[str]]:
    """A page, and whatever it complains of or tries to fetch."""
    page = browser.new_context(**options).new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("dialog", lambda d: said.append(d.message))
    page.on(
        "request",
        lambda r: said.append(r.url) if r.url.split("#")[0] != address.split("#", maxsplit=1)[0] else None,
    )
    page.goto(address)
    return page, said


def test_nothing_is_fetched_and_nothing_is_blocked(browser: sync_api.Browser, report: str) -> None:
    _, said = opened(browser, report)
    assert said == []


@pytest.mark.parametrize("guarded", [True, False], ids=["with its policy", "by escaping alone"])
def test_attacks_in_every_field_do_not_run(browser: sync_api.Browser, tmp_path: Path, guarded: bool) -> None:
    html = render(report_page(Poisoned(records())))
    assert POLICY.search(html)
    path = tmp_path / "report.html"
    path.write_text(html if guarded else POLICY.sub("", html), encoding="utf-8", errors="replace")
    page, said = opened(browser, path.as_uri())
    page.wait_for_timeout(200)
    for link in page.query_selector_all("main a[href^='#a-']")[:5]:
        link.evaluate("e => e.click()")
    assert page.evaluate("window.hit === undefined")
    assert said == []
    assert page.locator("script, style, meta, title").count() == 3 + (5 if guarded else 4)
    assert (
        page.locator("img, iframe, base, [onerror], [onload], [onfocus], [onmouseover], [autofocus]").count()
        == 0
    )


def test_links_lead_out_to_web_addresses_only(browser: sync_api.Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(render(report_page(Poisoned(records()))), encoding="utf-8", errors="replace")
    page, _ = opened(browser, path.as_uri())
    out = page.eval_on_selector_all("a:not([href^='#'])", "all => all.map(a => [a.protocol, a.host, a.rel])")
    assert {(protocol, host) for protocol, host, _ in out} <= {("https:", "x.example")}
    assert all("noopener" in rel for _, _, rel in out)


def test_every_link_inside_arrives_at_its_words(browser: sync_api.Browser, report: str) -> None:
    page, _ = opened(browser, report, java_script_enabled=True)
    lost = page.evaluate(
        """[...document.querySelectorAll("a[href^='#']")].map(a => a.getAttribute("href").slice(1))
           .filter(id => !document.getElementById(id))"""
    )
    assert lost == []
    wrong = page.evaluate(
        """[...document.querySelectorAll("a.quote")].filter(a => {
             const id = a.getAttribute("href").slice(1);
             const all = [document.getElementById(id), ...document.querySelectorAll(`[data-of="${id}"]`)];
             const there = all.map(e => e.textContent).join(" ").replace(/\\s+/g, " ");
             const said = (a.querySelector("b") ?? a).textContent.split(" … ")[0];
             return !there.includes(said); }).map(a => a.outerHTML)"""
    )
    assert wrong == []


def test_a_passage_is_lit_and_in_view_without_script(browser: sync_api.Browser, report: str) -> None:
    page, _ = opened(browser, report, java_script_enabled=False)
    link = page.locator(".moments a.quote").first
    target = link.get_attribute("href")
    link.click()
    lit = page.locator(f"[id='{(target or '')[1:]}']")
    sync_api.expect(lit).to_be_in_viewport()
    sync_api.expect(lit).to_have_css("background-color", "rgb(255, 228, 138)")


def test_everything_is_there_without_script(browser: sync_api.Browser, report: str) -> None:
    page, _ = opened(browser, report, java_script_enabled=False)
    words = page.inner_text("body")
    for expected in (
        "7 = 5 read, 1 rejected, 1 duplicate", "5 outlets · 4 origins", "14 May 2031", "differs", "planned", "denied",
        "not comparable", "Told by one only", "so-called inspectors", "through Northern Wire", "index page",
        "described as “a paper close to the neighbouring government”", "Read also: Ferry fares to rise in June",
    ):  # fmt: skip
        assert expected in words
    assert "false" not in words.lower()


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_screen_with_enough_contrast(
    browser: sync_api.Browser, report: str, width: int, scheme: str
) -> None:
    page, _ = opened(browser, report, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(FAINT) == []


def test_it_prints_dark_on_white_whatever_the_screen(browser: sync_api.Browser, report: str) -> None:
    page, _ = opened(browser, report, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(FAINT) == []
    assert not page.locator(".contents, .layers, .find").first.is_visible()


def test_the_script_opens_filters_and_offers_to_copy(browser: sync_api.Browser, report: str) -> None:
    page, said = opened(browser, report)
    lines = page.locator(".moments > li:visible")
    every = lines.count()
    page.fill(".find input", "rockfall")
    sync_api.expect(lines).to_have_count(1)
    page.fill(".find input", "")
    sync_api.expect(lines).to_have_count(every)
    page.locator(".bars a").first.click()
    sync_api.expect(lines).to_have_count(1)
    page.get_by_text("Show all periods").click()
    sync_api.expect(lines).to_have_count(every)
    page.locator(".moments a.quote").first.click()
    sync_api.expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    assert said == []


def test_it_can_be_used_by_keyboard(browser: sync_api.Browser, report: str) -> None:
    page, _ = opened(browser, report)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    named = (
        "[...document.querySelectorAll('a, button, summary, input')].filter(e => !(e.textContent.trim() || "
    )
    assert page.evaluate(named + "e.getAttribute('aria-label') || e.labels?.length)).length") == 0


# Text below the contrast of WCAG 2.2 AA (4.5:1), each as tag, class and ratio.
FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const e of document.querySelectorAll("body *:not(script)")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(rgb(e.closest("svg") ? style.fill : style.color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)}`);
  }
  return faint;
}"""
