"""Plain text is decoded from UTF-8, UTF-16 and GB18030, with or without a byte order mark."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.reading.document import DEFAULT_LIMITS, FileFormat, ReadingLimits
from desktop.documents.reading.text_reader import decode_text, read_plain_text, read_text_file
from desktop.domain.errors import FileProblem

SAMPLE = "关于推动社区食堂建设的提案\n提案者：周某某  界别：社会福利\n一、2024年我区共有12家……“一刻钟”服务圈（试点）。\n"
MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be"])
def test_chinese_text_is_decoded_without_a_byte_order_mark(encoding: str) -> None:
    assert read_text_file(SAMPLE.encode(encoding), DEFAULT_LIMITS).text == SAMPLE


@pytest.mark.parametrize("encoding", MARKS)
def test_a_byte_order_mark_decides_and_is_removed(encoding: str) -> None:
    assert read_text_file(MARKS[encoding] + "甲乙".encode(encoding), DEFAULT_LIMITS).text == "甲乙"


@pytest.mark.parametrize("words", ["联通", "移动", "提案", "A类", "王某某委员：", "085", "ABC", "答复"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_encoding_of_a_few_characters_is_detected(words: str, encoding: str) -> None:
    decoded = decode_text(words.encode(encoding))
    assert decoded is not None
    assert decoded.text == words


def test_names_beyond_gb2312_and_beyond_the_basic_plane_survive_gb18030() -> None:
    text = "朱镕某、陶喆某、𠮷田某、㙍某委员：\n您好！您提出的建议收悉。"
    assert read_text_file(text.encode("gb18030"), DEFAULT_LIMITS).text == text


@given(
    st.text(
        alphabet=st.sampled_from(
            "的一是在不了有和人这中大为上个国我以要他，。、：（）《》“”0123456789一二三\n提案答复"
        ),
        min_size=8,
    )
)
def test_any_chinese_sentence_survives_every_encoding(words: str) -> None:
    text = "政协提案" + words + "。"
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        decoded = decode_text(text.encode(encoding))
        assert decoded is not None
        assert decoded.text == text


@given(st.binary(max_size=2000))
def test_any_bytes_give_text_or_a_file_problem(data: bytes) -> None:
    try:
        text = read_text_file(data, DEFAULT_LIMITS).text
    except FileProblem as problem:
        text = str(problem)
    assert text.strip().encode("utf-8")
    assert "\0" not in text


def test_a_damaged_place_is_marked_and_noted() -> None:
    data = bytearray((SAMPLE * 4).encode("utf-8"))
    data[30] = 0xFF
    document = read_text_file(bytes(data), DEFAULT_LIMITS)
    assert "\ufffd" in document.text
    assert document.text.endswith("（试点）。\n")
    assert "无法识别" in document.notes[0]


def test_a_text_cut_in_the_middle_of_a_character_is_read() -> None:
    assert read_text_file(SAMPLE.encode("utf-8")[:-5], DEFAULT_LIMITS).text.startswith("关于推动社区食堂")


def test_line_ends_of_every_system_are_alike_and_page_breaks_divide_pages() -> None:
    document = read_plain_text("甲\r\n乙\r丙\u2028丁\n\f戊", DEFAULT_LIMITS)
    assert document.text == "甲\n乙\n丙\n丁\f戊"
    assert [line.page for line in document.paragraphs] == [1, 1, 1, 1, 2]
    assert document.format is FileFormat.TEXT


def test_null_bytes_and_lone_surrogates_are_taken_out() -> None:
    document = read_plain_text("提\0案\ud800答\udfff复\ufeff", DEFAULT_LIMITS)
    assert document.text == "提案答复"
    assert document.notes == ("去掉了文字里看不见的控制字符。",)


def test_blanks_and_full_width_marks_stay_as_they_are() -> None:
    assert read_plain_text("　　一、Ａ类：（1）　", DEFAULT_LIMITS).text == "　　一、Ａ类：（1）　"


@pytest.mark.parametrize("nothing", ["", " \n\t　\n", "\ufeff\0", "\x7f\x01"])
def test_text_without_visible_characters_is_refused(nothing: str) -> None:
    with pytest.raises(FileProblem, match="没有文字"):
        read_plain_text(nothing, DEFAULT_LIMITS)


def test_random_bytes_are_not_text() -> None:
    noise = random.Random(7).randbytes(5000)
    with pytest.raises(FileProblem, match="不是能读的文字"):
        read_text_file(noise, DEFAULT_LIMITS)


def test_too_long_a_text_is_refused() -> None:
    with pytest.raises(FileProblem, match="太多"):
        read_plain_text("长" * 101, ReadingLimits(characters=100))
