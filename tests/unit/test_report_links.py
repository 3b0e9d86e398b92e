"""Links lead out to web addresses only; anchors are fit for HTML and CSS."""

import pytest

from onrecord.report import links


@pytest.mark.parametrize("url", ["https://a.example/x?y=1#z", "http://a.example"])
def test_web_addresses_are_linked(url: str) -> None:
    assert links.outward(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "JAVASCRIPT:alert(1)", " https://a.example", "https://a.example/\nx", "data:text/html,x",
        "file:///etc/passwd", "//a.example/x", "https://", "http://[::1", "a.example/x", "https://a.example/" + "x" * 3000,
    ],
)  # fmt: skip
def test_nothing_else_is_linked(url: str | None) -> None:
    assert links.outward(url) is None


def test_host_and_language() -> None:
    assert links.host("https://www.a.example:8080/x") == "a.example"
    assert links.host("javascript:x") is None
    assert links.language("zh-Hant") == "zh-Hant"
    assert links.language('en" onload="x') is None


def test_anchors_hold_only_letters_digits_and_hyphens() -> None:
    assert links.passage_anchor('"><b>', 3, 9) == "a-b-3-9"
    assert links.slug("") == "x"


def test_a_file_is_named_without_its_folders() -> None:
    assert links.file_name("/home/somebody/secret/page.html") == "page.html"
    assert links.file_name("C:\\Users\\somebody\\pages.jsonl#3") == "pages.jsonl#3"
    assert links.file_name("https://a.example/x/y") == "https://a.example/x/y"
