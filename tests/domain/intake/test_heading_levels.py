"""Which paragraphs of a body are headings (GB/T 9704-2012 7.3.3, DOMAIN 2.2)."""

from __future__ import annotations

import pytest

from desktop.domain.intake.parsed_reply import heading_level


@pytest.mark.parametrize(
    ("text", "below", "level"),
    [
        ("一、基本情况", "正文。", 1),
        ("（一）基本情况", "正文。", 2),
        ("1.基本情况", "正文。", 3),
        ("（1）基本情况", "正文。", 4),
        ("正文。", "正文。", 0),
        ("一是基本情况", "正文。", 0),
        # With a mark at the end only 一、 and （一） can be headings, and only above something deeper.
        ("一、基本情况。", "正文。", 1),
        ("一、基本情况：", "（一）甲", 1),
        ("（一）基本情况。", "1.甲", 2),
        ("（一）基本情况。", "一是甲。", 2),
        ("（一）基本情况。", "（二）甲。", 0),
        ("（一）基本情况。", "一、甲", 0),
        ("1.基本情况。", "正文。", 0),
        ("（1）基本情况。", "正文。", 0),
        ("一、基本情况；", "正文。", 0),
        ("一、基本情况，", "正文。", 0),
        ("一、基本情况、", "正文。", 0),
        ("一、基本情况，现状。", "正文。", 0),
        ("一、基本情况，现状", "正文。", 1),
        ("一、基本情况。已完成", "正文。", 0),
        ("一、基本情况！已完成", "正文。", 0),
        ("一、", "正文。", 0),
    ],
)
def test_a_numbered_line_of_its_own_is_a_heading(text: str, below: str, level: int) -> None:
    assert heading_level([text, below], 0) == level


def test_a_sentence_at_the_end_of_a_body_is_no_heading() -> None:
    assert heading_level(["一、基本情况。"], 0) == 0
    assert heading_level(["正文。", "一、基本情况"], 1) == 1


@pytest.mark.parametrize(("length", "level"), [(60, 1), (61, 0)])
def test_a_heading_has_at_most_sixty_characters(length: int, level: int) -> None:
    assert heading_level(["一、" + "字" * (length - 2), "正文。"], 0) == level


@pytest.mark.parametrize(("length", "level"), [(36, 1), (37, 0)])
def test_a_heading_that_ends_like_a_sentence_is_shorter(length: int, level: int) -> None:
    assert heading_level(["一、" + "字" * (length - 3) + "。", "正文。"], 0) == level
