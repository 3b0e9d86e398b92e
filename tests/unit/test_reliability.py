"""The plot of the confidence: its numbers are those of the table, and it reads as SVG."""

from xml.etree import ElementTree

from eval.reliability import Bin, bins, error, svg


def test_tenths_hold_what_was_said_and_what_was_right():
    found = bins([(0.91, True), (0.99, True), (1.0, False), (0.15, False)])
    assert [(b.count, round(b.right, 2)) for b in found] == [(1, 0.0), (3, 0.67)]
    assert abs(error([Bin(3, 0.8, 0.5), Bin(1, 0.2, 0.2)]) - 0.225) < 1e-9


def test_the_plot_names_every_point():
    text = svg({"a & b": [Bin(4, 0.75, 0.5)]})
    root = ElementTree.fromstring(text)
    described = next(e for e in root if e.get("id") == "d")
    assert described.text == "a & b: 0.75 said 0.50 right of 4"
