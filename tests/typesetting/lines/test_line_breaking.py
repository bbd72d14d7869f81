"""Line breaking: Word's rule for the district layout, LibreOffice's for the 28 x 22 layouts, and prohibitions of both."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.typesetting.lines.line_breaking import break_lines
from desktop.typesetting.lines.measured_text import EmWidths, MeasuredText, measure
from desktop.typesetting.model.layout import Layout
from desktop.typesetting.model.runs import make_runs
from tests.letters import library

WORD, GRID = "district-plain", "gbt9704"
NEVER_FIRST = "。，、；：！？”’）〕］】》〉」』%％·"
"""GB/T 15834-2011 5.1.1 to 5.1.4: marks of a sentence, second halves of pairs, 间隔号. A percent sign belongs to its number."""
NEVER_LAST = "“‘（〔［【《〈「『"
"""GB/T 15834-2011 5.1.3: the first halves of 引号, 括号, 书名号."""


@cache
def layout(name: str) -> Layout:
    return library().layouts[name]


def measured(text: str, name: str) -> MeasuredText:
    return measure(make_runs(text, layout(name).body, layout(name)), layout(name), EmWidths())


def lines(text: str, name: str, indent: float = 0.0) -> list[str]:
    """The lines of a paragraph whose first line is `indent` 字 shorter."""
    used, width = layout(name), layout(name).paper.text_width_pt
    parts = break_lines(measured(text, name), used.text, width - indent * 16, width)
    return [text[start:end] for start, end in parts]


# An invented paragraph with lines computed by the rule of TRAPS 7b: 25.96 em a line, Chinese 1, digits and letters 1/2, gaps
# between them 1/4, compression of marks up to half an em. After each line its width, and the width with the next character.
WORD_LINES = (
    "我局对“慢行步道”“口袋公园”两项建议作了专题研",  # 2 + 24 = 26; 27
    "究。截至2025年6月底，全区已建成步道36.5公里、口袋",  # 26; 27
    "公园48个（其中街道自建15个），绿化覆盖率达到38.2%",  # 25 3/4; 27
    "以上。按照《云溪区绿道建设三年计划（试行）》（云府发",  # 26 - 1 = 25; an opening bracket may not end the line
    "〔2024〕7号）要求，明年再建12公里，并把Wi-Fi、AED",  # 25 1/2; 26 3/4
    "等设施一并装好；对占道堆物、毁绿种菜等行为，由城管部",  # 26; 27
    "门会同街道依法处置，做到“发现一处、整改一处”，并向",  # 26; 27
    "您反馈。",
)


def test_an_invented_paragraph_breaks_as_the_rule_says() -> None:
    assert lines("".join(WORD_LINES), WORD, indent=2) == list(WORD_LINES)


def test_by_words_rule_a_line_without_marks_has_25_characters() -> None:
    """26 em are 416 pt and the line has 415.3: without a mark to compress the last one moves to the next line."""
    assert lines("天" * 60, WORD) == ["天" * 25, "天" * 25, "天" * 10]


def test_a_line_with_a_mark_is_compressed_by_up_to_half_an_em() -> None:
    assert lines("天" * 10 + "，" + "天" * 40, WORD)[0] == "天" * 10 + "，" + "天" * 15


def test_compression_is_limited_to_half_an_em() -> None:
    """26 characters and a digit make 26.5 em and more with the gap: too much for one line."""
    assert lines("天" * 10 + "，" + "天" * 15 + "7" + "天" * 9, WORD)[0] == "天" * 10 + "，" + "天" * 15


def test_one_closing_mark_hangs_behind_a_full_line() -> None:
    assert lines("天" * 25 + "，" + "地" * 9, WORD) == ["天" * 25 + "，", "地" * 9]
    assert (
        lines("天" * 12 + "、" + "天" * 13 + "。" + "地" * 9, WORD)[0] == "天" * 12 + "、" + "天" * 13 + "。"
    )


def test_a_closing_bracket_and_its_mark_hang_together() -> None:
    text = "（" + "天" * 25 + "）、" + "地" * 9
    assert lines(text, WORD) == ["（" + "天" * 25 + "）、", "地" * 9]


def test_a_closing_bracket_before_an_opening_one_takes_one_em_less() -> None:
    text = "依据《" + "天" * 21 + "》（长" + "科" * 9
    assert lines(text, WORD)[0] == "依据《" + "天" * 21 + "》（长"


def test_gaps_between_chinese_and_digits_are_a_quarter_em() -> None:
    """25 em of characters, two digits and two gaps: 26.5 em do not fit, so the line has one character less."""
    assert lines("天" * 20 + "22" + "地" * 9, WORD)[0] == "天" * 20 + "22" + "地" * 4


def test_a_line_of_the_grid_has_28_characters() -> None:
    assert lines("天" * 60, GRID) == ["天" * 28, "天" * 28, "天" * 4]
    assert lines("天" * 60, GRID, indent=2)[0] == "天" * 26


def test_no_mark_leaves_the_type_area_of_the_grid() -> None:
    assert lines("天" * 28 + "，" + "地" * 5, GRID) == ["天" * 27, "天，" + "地" * 5]


def test_in_the_grid_a_mark_hangs_after_chinese_but_not_after_a_word() -> None:
    used = replace(layout(GRID).text, hanging=True)
    width = layout(GRID).paper.text_width_pt

    def first(text: str) -> str:
        start, end = break_lines(measured(text, GRID), used, width, width)[0]
        return text[start:end]

    assert first("天" * 28 + "，" + "地" * 5) == "天" * 28 + "，"
    assert first("天" * 28 + "，。" + "地" * 5) == "天" * 27
    assert first("天" * 26 + "2025，" + "地" * 5) == "天" * 26


def test_the_grid_keeps_a_word_with_the_comma_before_it() -> None:
    """LibreOffice never separates ， from a following letter or digit; if they do not fit, the previous character moves too."""
    assert lines("天" * 26 + "，GB9704的", GRID)[0] == "天" * 25
    assert lines("天" * 26 + "；GB9704的", GRID)[0] == "天" * 26 + "；"


@pytest.mark.parametrize("name", [WORD, GRID])
@pytest.mark.parametrize("token", ["——", "……", "12,640", "2.35", "25%", "ISO9001", "3.5%"])
def test_dashes_numbers_and_words_stay_whole(name: str, token: str) -> None:
    for before in range(20, 30):
        assert any(token in line for line in lines("天" * before + token + "地" * 30, name)), before


@pytest.mark.parametrize("name", [WORD, GRID])
def test_a_word_longer_than_a_line_is_cut_where_the_line_is_full(name: str) -> None:
    broken = lines("天地" + "x" * 200, name)
    assert "".join(broken) == "天地" + "x" * 200
    assert len(broken) <= 5


@pytest.mark.parametrize("name", [WORD, GRID])
def test_a_word_may_be_split_after_its_hyphen(name: str) -> None:
    broken = lines("天" * 23 + "Changning-District" + "地" * 5, name)
    assert broken[0].endswith("天") or broken[0].endswith("-")


@pytest.mark.parametrize("name", [WORD, GRID])
def test_blanks_at_the_end_of_a_line_have_no_width(name: str) -> None:
    assert lines("word " * 60, name)[1].startswith("word")


@pytest.mark.parametrize("name", [WORD, GRID])
def test_forced_breaks_end_lines(name: str) -> None:
    text = measured("天地玄黄宇宙洪荒", name)
    assert break_lines(text, layout(name).text, 400, 400, forced=(4,)) == ((0, 4), (4, 8))


@pytest.mark.parametrize("name", [WORD, GRID])
def test_an_empty_text_has_no_lines(name: str) -> None:
    assert break_lines(measured("", name), layout(name).text, 400, 400) == ()


TEXTS = st.text(
    st.sampled_from("天地玄黄宇宙，。、；：！？“”‘’（）《》〔〕—…·0123456789ABCxyz%.-+ 喆𠮷\ud800"),
    max_size=160,
)


@pytest.mark.parametrize("name", [WORD, GRID])
@given(text=TEXTS)
def test_every_character_is_printed_once_and_in_order(name: str, text: str) -> None:
    broken = lines(text, name, indent=2)
    assert "".join(broken) == text
    assert all(broken)


@pytest.mark.parametrize("name", [WORD, GRID])
@given(
    text=st.lists(
        st.sampled_from(["天", "地", "玄黄", "，", "。", "“宇宙”", "《洪荒》", "（日）", "12", "AB", "——"])
    )
)
def test_usual_text_respects_line_start_and_end_prohibitions(name: str, text: list[str]) -> None:
    """If a possible line end is near, no closing mark starts a line and no opening one ends it."""
    parted = "天地".join(text)
    for earlier, later in zip(broken := lines(parted, name), broken[1:], strict=False):
        assert later[0] not in NEVER_FIRST, (earlier, later)
        assert earlier[-1] not in NEVER_LAST, (earlier, later)


@pytest.mark.parametrize("name", [WORD, GRID])
@given(text=TEXTS.filter(lambda text: " " not in text))
def test_no_line_is_wider_than_its_width_without_hanging_marks(name: str, text: str) -> None:
    used, whole = layout(name), measured(text, name)
    width = used.paper.text_width_pt
    for start, end in break_lines(whole, used.text, width, width):
        spare = 8.0 if used.text.compress else 0.05
        hung = 2 if used.text.hanging else 0
        assert whole.width(start, max(start, end - hung)) <= width + spare or end - start == 1


@pytest.mark.parametrize("name", [WORD, GRID])
@pytest.mark.parametrize("mark", NEVER_FIRST)
def test_no_line_begins_with_a_mark_that_belongs_to_what_is_before_it(name: str, mark: str) -> None:
    for before in range(22, 32):
        broken = lines("天" * before + mark + "地" * 30, name)
        assert [line for line in broken if line[0] == mark] == [], before


@pytest.mark.parametrize("name", [WORD, GRID])
@pytest.mark.parametrize("mark", NEVER_LAST)
def test_no_line_ends_with_a_mark_that_belongs_to_what_follows(name: str, mark: str) -> None:
    for before in range(22, 32):
        broken = lines("天" * before + mark + "地" * 30, name)
        assert [line for line in broken if line[-1] == mark] == [], before


@pytest.mark.parametrize("mark", "。，、；：！？")
def test_each_mark_of_a_sentence_may_hang_behind_a_full_line(mark: str) -> None:
    """TRAPS 7b: one of ，。、；：！？ hangs in the margin of the district layout."""
    assert lines("天" * 25 + mark + "地" * 9, WORD) == ["天" * 25 + mark, "地" * 9]
