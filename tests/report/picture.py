"""Make the picture of a report for the README: its first page, what differs, and a passage lit in its article.

python tests/report/picture.py OUT/report.html docs/report.png
"""

import base64
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

WIDTH, HEIGHT = 740, 940
FRAME = """<style>body{margin:0;padding:20px;background:#d9dde0;display:flex;gap:20px}
img{width:440px;border-radius:8px;box-shadow:0 2px 14px rgb(0 0 0/.18)}</style>"""


def shot(page: Page, address: str) -> str:
    """What the window shows at `address`, as an image element."""
    page.goto(address)
    page.evaluate(
        "document.querySelectorAll('.held, .find, .contents').forEach(e => e.style.display = 'none')"
    )
    page.evaluate("location.hash && document.querySelector(location.hash).scrollIntoView()")
    return f'<img src="data:image/png;base64,{base64.b64encode(page.screenshot()).decode()}">'


def main(report: Path, picture: Path) -> None:
    """Write `picture` of `report`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        address = report.resolve().as_uri()
        first = shot(page, address)
        passage = page.locator(".columns a.quote, .quotations a.quote").first.get_attribute("href")
        differences = page.locator(".finding").first.locator("xpath=..").get_attribute("id")
        second = shot(page, f"{address}#{differences}")
        third = shot(page, f"{address}{passage}")
        frame = browser.new_page(viewport={"width": 1400, "height": 599})
        frame.set_content(FRAME + first + second + third)
        frame.screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
