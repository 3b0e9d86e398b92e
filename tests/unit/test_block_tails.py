"""What stands below an article and reads like one is no part of it."""

import numpy as np

from onrecord.layout import Hint, Layout, Line
from onrecord.stages.blocks.lines import look
from onrecord.stages.blocks.tails import without

TEXT = "The harbour council of Lindmouth agreed on Tuesday to close the northern lock for repairs."


def kept(lines, *, html=False):
    body = np.array([line == TEXT for line in lines])
    return without(body, [look(line) for line in lines], Layout((), html=html)).tolist()


def test_comments_below_the_text_are_dropped():
    assert kept([TEXT, TEXT, "Comments (2)", TEXT, TEXT]) == [True, True, False, False, False]


def test_a_heading_of_comments_above_most_of_the_text_changes_nothing():
    assert kept([TEXT, "Comments", TEXT, TEXT, TEXT]) == [True, False, True, True, True]


def test_another_text_far_below_is_dropped_where_no_markup_tells():
    lines = [TEXT, TEXT, *["Menu"] * 40, TEXT]
    assert kept(lines)[-1] is False
    assert kept(lines, html=True)[-1] is True


def test_a_small_text_far_above_is_kept_with_the_article():
    assert kept([TEXT, *["Menu"] * 40, TEXT, TEXT, TEXT])[0] is True


def test_no_lines_and_no_body():
    assert kept([]) == []
    assert kept(["Menu"]) == [False]


def test_a_second_main_heading_marked_up_like_the_first_begins_another_article():
    head = Hint("h1", 0, 0.0, 0.0, (0, 1), ("story", "headline"))
    plain = Hint("p", 0, 0.0, 0.0, (0, 2), ())
    lines = ["Lindmouth closes its lock", *[TEXT] * 4, "Ferry to run all winter", *[TEXT] * 4]
    layout = Layout(tuple(Line(0, 0, head if len(t) < 40 else plain) for t in lines), html=True)
    body = np.array([line == TEXT for line in lines])
    found = without(body, [look(line) for line in lines], layout)
    assert found.tolist() == [False, *[True] * 4, *[False] * 5]
