"""A text in pieces for input boxes that take a limited number of characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.letter.pieces import cut_to_pieces, units

SENTENCE = "我局已安排资金二十万元。"  # 12 characters


def paragraph(sentences: int) -> str:
    return SENTENCE * sentences + "\n"


def test_a_text_that_fits_stays_whole() -> None:
    assert cut_to_pieces("一、办理情况\n已经完成。", 13) == ("一、办理情况\n已经完成。",)
    assert cut_to_pieces("没有上限的正文。", 0) == ("没有上限的正文。",)
    assert cut_to_pieces("", 2500) == ()


def test_the_cap_counts_every_character_and_line_break() -> None:
    body = "一" * 5 + "\n" + "二" * 5  # 11
    assert len(cut_to_pieces(body, 11)) == 1
    assert cut_to_pieces(body, 10) == ("一" * 5 + "\n", "二" * 5)


def test_a_character_outside_the_basic_plane_counts_twice_as_in_a_browser() -> None:
    assert units("𠮷林") == 3
    assert cut_to_pieces("𠮷𠮷𠮷", 4) == ("𠮷𠮷", "𠮷")


def test_pieces_end_with_a_paragraph_where_that_fills_half_of_the_room() -> None:
    body = paragraph(3) + paragraph(2) + paragraph(4)  # 37, 25 and 49 characters
    assert cut_to_pieces(body, 70) == (paragraph(3) + paragraph(2), paragraph(4))


def test_a_paragraph_goes_before_a_sentence_that_would_fill_more() -> None:
    body = paragraph(3) + SENTENCE * 4  # a cut after 37 or after 37 + 24 of 65 characters
    assert cut_to_pieces(body, 65) == (paragraph(3), SENTENCE * 4)


def test_a_heading_alone_is_no_piece_if_sentences_follow_that_fit() -> None:
    body = "一、对建议的答复\n" + SENTENCE * 10  # 9 + 120
    first, *rest = cut_to_pieces(body, 60)
    assert first == "一、对建议的答复\n" + SENTENCE * 4
    assert rest == [SENTENCE * 5, SENTENCE]


def test_a_long_paragraph_is_cut_after_a_sentence_and_its_closing_mark() -> None:
    assert cut_to_pieces("他说：“现在就办。”第二句比较长一些，还没完。", 12) == (
        "他说：“现在就办。”",
        "第二句比较长一些，还没完。"[:9],
        "还没完。",
    )


def test_a_sentence_is_not_left_within_quotation_marks_or_brackets() -> None:
    body = "前一句。他说“先调研。再论证。后实施”，大家同意。"
    assert cut_to_pieces(body, 20)[0] == "前一句。"


def test_a_sentence_longer_than_the_cap_is_cut_after_a_clause() -> None:
    body = "坚持统筹规划、分步实施，优先保障老旧小区改造所需的资金和土地"
    assert cut_to_pieces(body, 20)[0] == "坚持统筹规划、分步实施，"


@pytest.mark.parametrize(
    "whole",
    [
        "1,234.56万元", "2024年4月9日", "99.8%", "〔2020〕", "《上海市促进科技成果转化条例。修订》", "二〇二四年", "GB/T9704-2012",
        "http://www.example.gov.cn/a1", "《关于〈条例〉的说明》",
    ],
)  # fmt: skip
def test_no_number_date_or_title_is_cut(whole: str) -> None:
    for before in range(1, 60):
        body = "前" * before + whole + "后" * 30
        pieces = cut_to_pieces(body, 50)
        assert any(whole in piece for piece in pieces), before


def test_a_title_mark_that_is_never_closed_binds_its_own_paragraph_only() -> None:
    body = "《没写完\n" + "乙" * 8 + "。" + "丙" * 8 + "》丁"
    assert cut_to_pieces(body, 17)[0] == "《没写完\n" + "乙" * 8 + "。"


def test_a_title_within_a_title_is_not_cut() -> None:
    body = "前" * 10 + "《关于《条例》的说明和解释》后文"
    assert cut_to_pieces(body, 20) == ("前" * 10, "《关于《条例》的说明和解释》后文")


def test_no_piece_begins_with_a_closing_mark() -> None:
    body = "甲" * 19 + "。" + "乙" * 19 + "，" + "丙" * 30
    assert [piece[0] for piece in cut_to_pieces(body, 19)] == ["甲", "甲", "乙", "乙", "丙", "丙"]


def test_what_is_longer_than_the_cap_is_cut_at_the_cap() -> None:
    title = "《" + "长" * 30 + "》"
    assert [len(piece) for piece in cut_to_pieces(title, 10)] == [10, 10, 10, 2]


@given(
    st.text(alphabet="甲乙。，；《》“”（）\n1234,.年月日%〔〕a𠮷\ufe00", max_size=200),
    st.integers(min_value=2, max_value=60),
)
def test_the_pieces_joined_are_the_text_and_each_fits(body: str, limit: int) -> None:
    pieces = cut_to_pieces(body, limit)
    assert "".join(pieces) == body
    assert all(pieces)
    assert max(map(units, pieces), default=0) <= limit
