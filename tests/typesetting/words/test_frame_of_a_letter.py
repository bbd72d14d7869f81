"""Blocks around the body with their indents, blank lines and keep rules, measured against GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.typesetting.model.block import Align, Block, Imprint, Letterhead, Placed, PrintedDocument
from desktop.typesetting.model.layout import MM, Layout, NumberPlace, RedRule, SignaturePlan
from desktop.typesetting.words.head import blanks_below_head, place_head
from desktop.typesetting.words.imprint import place_imprint
from desktop.typesetting.words.letter_frame import (
    closing_blocks,
    opening_blocks,
    signature_indents,
    title_block,
)
from desktop.typesetting.words.letter_words import LetterWords
from desktop.typesetting.words.paragraphs import (
    blank_block,
    blanks,
    paragraph_block,
    section_blocks,
    spaced,
    styled_block,
)
from tests.letters import letter, library

PLAIN, LETTER, GENERAL = (
    library().layouts[name] for name in ("gbt9704", "gbt9704-letter", "gbt9704-general")
)
WORDS = LetterWords(
    ("对区政协九届四次会议", "第012号提案的答复"), "林知遥委员：", (), "澄江区民政局", "2025年4月9日"
)


def outline(blocks: list[Block]) -> list[str]:
    """Style and words of each block; - for a blank line, + behind one that stays with the next."""
    return [
        (f"{block.style}: {block.text}" if block.text else "-") + ("+" if block.keep_with_next else "")
        for block in blocks
    ]


# Below the body.
def closing(words: LetterWords, *, sealed: bool = False, layout: Layout = PLAIN) -> list[Block]:
    return list(closing_blocks(words, layout, sealed=sealed))


def test_a_plain_letter_ends_with_issuer_and_date_one_line_below_the_body() -> None:
    assert outline(closing(WORDS)) == ["-+", "issuer: 澄江区民政局+", "issue_date: 2025年4月9日"]
    assert outline(closing(WORDS, sealed=True)) == [
        "-+",
        "-+",
        "issuer: 澄江区民政局+",
        "issue_date: 2025年4月9日",
    ]


def test_a_signature_is_measured_with_the_gaps_of_the_layout() -> None:
    # 澄江区民政局 is 6 字; 2025年4月9日 is 6 字 and five gaps of a quarter.
    _, issuer, date = closing(WORDS)
    assert (issuer.right_chars, date.right_chars) == (2 + 7.25 + 2 - 6, 2)
    narrow = replace(PLAIN, text=replace(PLAIN.text, autospace=False))
    _, issuer, date = closing(WORDS, layout=narrow)
    assert (issuer.right_chars, date.right_chars) == (2, 0)


def test_a_very_wide_issuer_of_a_sealed_letter_ends_at_the_edge() -> None:
    indents = signature_indents(40, 7, SignaturePlan(), sealed=True)
    assert (indents.issuer_right, indents.date_right, indents.blank_lines) == (0.0, 4.0, 2)
    equal = signature_indents(8, 8, SignaturePlan(), sealed=True)
    assert equal.issuer_right == 4.0


def test_notes_follow_the_date_and_stay_with_it() -> None:
    found = closing(replace(WORDS, notes=("（此件公开发布）", "（联系人：周衡）")))
    assert outline(found)[-3:] == [
        "issue_date: 2025年4月9日+",
        "note: （此件公开发布）+",
        "note: （联系人：周衡）",
    ]


def test_one_attachment_has_no_number_and_several_hang_behind_theirs() -> None:
    # 7.3.4: one blank line below the body; a wrapped name is aligned with its first character.
    blank, only, *_ = closing(replace(WORDS, attachments=("补短板清单。",)))
    assert (blank.text, blank.keep_with_next, only.text) == ("", True, "附件：补短板清单")
    assert (only.left_chars, only.first_line_chars) == (2 + 3, -3)
    _, first, second, third, *_ = closing(replace(WORDS, attachments=("甲；", " 乙， ", "丙")))
    assert [block.text for block in (first, second, third)] == ["附件：1.甲", "2.乙", "3.丙"]
    # 附件：1. is 3 字 and two halves wide; the others begin below the number.
    assert [(b.left_chars, b.first_line_chars) for b in (first, second, third)] == [(6, -4), (6, -1), (6, -1)]
    assert all(block.keep_with_next for block in (first, second, third))


# Above the body.
def opening(words: LetterWords, layout: Layout = PLAIN, head: Placed = Placed()) -> list[Block]:  # noqa: B008 - frozen
    return list(opening_blocks(words, head, layout))


def test_what_a_letter_does_not_have_takes_no_line() -> None:
    assert outline(opening(replace(WORDS, salutation=""))) == [
        "title: 对区政协九届四次会议第012号提案的答复+",
        "-+",
    ]


def test_class_mark_result_and_salutation_follow_in_order() -> None:
    full = replace(WORDS, class_mark="A", result_left="办理结果：采纳", result_right="签发人：顾文澜")
    assert outline(opening(full)) == [
        "class_mark: A",
        "title: 对区政协九届四次会议第012号提案的答复+",
        "-+",
        "result: 办理结果：采纳",
        "-",
        "salutation: 林知遥委员：",
    ]


def test_only_a_signer_stands_right_on_a_line_of_its_own() -> None:
    result = opening(replace(WORDS, result_right="签发人：顾文澜"))[2]
    assert (result.text, "".join(run.text for run in result.right_runs)) == ("", "签发人：顾文澜")
    assert [run.font for run in result.right_runs] == ["body", "h2"]


def test_result_and_signer_share_a_line_of_at_most_26_characters() -> None:
    # 28 字 less the 字 that the signer stays from the edge, and one between them.
    def lines(count: int) -> int:
        found = opening(replace(WORDS, result_left="果" * count, result_right="签发人：顾文澜"))
        return sum(block.style == "result" for block in found)

    assert [lines(count) for count in (19, 20)] == [1, 2]
    second = opening(replace(WORDS, result_left="果" * 20, result_right="签发人：顾文澜"))[3]
    assert (second.text, second.align) == ("签发人：顾文澜", Align.RIGHT)


@pytest.mark.parametrize(("lines", "blank"), [(1, 2 * 28.95 - 34), (2, 3 * 28.95 - 68), (3, 5 * 28.95 - 102)])
def test_title_and_blank_take_whole_lines_of_the_grid(lines: int, blank: float) -> None:
    words = replace(WORDS, title_lines=tuple("第012号提案的答复" for _ in range(lines)))
    _, below, *_ = opening(words)
    assert below.pitch_pt == pytest.approx(blank, abs=0.01)
    assert below.pitch_pt >= 0.6 * 28.95 - 0.01
    free = replace(PLAIN, grid=replace(PLAIN.grid, title_on_grid=False))
    assert opening(words, free)[1].pitch_pt == 28.95


def test_more_blank_lines_below_the_title_are_of_the_grid() -> None:
    roomy = replace(PLAIN, styles=PLAIN.styles | {"title": replace(PLAIN.styles["title"], blank_after=3)})
    assert [block.pitch_pt for block in opening(WORDS, roomy)[2:4]] == [28.95, 28.95]
    none = replace(PLAIN, styles=PLAIN.styles | {"title": replace(PLAIN.styles["title"], blank_after=0)})
    assert outline(opening(WORDS, none))[1] == "salutation: 林知遥委员："


def test_lines_of_a_title_end_at_their_runs() -> None:
    block = title_block(("对区政协会议", "第012号提案的答复"), PLAIN)
    assert [run.text for run in block.runs] == ["对区政协会议", "第", "012", "号提案的答复"]
    assert (block.line_breaks_after, block.keep_with_next, block.style) == ((0,), True, "title")
    assert title_block(("对区政协会议",), PLAIN).line_breaks_after == ()


# The red head: visible distances in mm (7.2, 10.1).
HEAD = Letterhead("澄江区民政局", "澄民提复〔2025〕6号")


def test_a_double_line_is_drawn_as_two_with_their_gap_between() -> None:
    assert LETTER.head is not None
    doubled = replace(LETTER, head=replace(LETTER.head, rule=RedRule(170, 3.0, 1.0, 2.0), foot_rule=None))
    first, second = place_head(HEAD, doubled).rules
    assert (first.thickness_pt, second.thickness_pt, first.colour) == (3.0, 1.0, "FF0000")
    assert second.top_mm - first.top_mm == pytest.approx(5 / MM)
    assert place_head(HEAD, doubled).last_text_mm == 262


def test_a_line_as_wide_as_the_type_area_begins_with_it_and_a_wider_one_is_centred() -> None:
    assert GENERAL.head is not None
    for width, left in ((156.0, 28.0), (156.05, 28.0), (156.2, (210 - 156.2) / 2), (170.0, 20.0)):
        changed = replace(GENERAL, head=replace(GENERAL.head, rule=RedRule(width, 1.5)))
        (rule,) = place_head(HEAD, changed).rules
        assert rule.left_mm == pytest.approx(left)


def test_a_head_without_a_number_has_its_line_below_the_mark() -> None:
    placed = place_head(Letterhead("澄江区民政局"), GENERAL)
    assert (len(placed.texts), len(placed.rules)) == (1, 1)
    with_number = place_head(HEAD, GENERAL)
    assert with_number.rules[0].top_mm > placed.rules[0].top_mm
    assert placed.first_text_mm < with_number.first_text_mm


def test_the_number_stands_where_the_format_puts_it() -> None:
    assert (GENERAL.head and GENERAL.head.number_place, LETTER.head and LETTER.head.number_place) == (
        NumberPlace.CENTER,
        NumberPlace.RIGHT,
    )
    assert [place_head(HEAD, layout).texts[1].blocks[0].align for layout in (GENERAL, LETTER)] == [
        Align.CENTER,
        Align.RIGHT,
    ]


def test_the_text_of_page_one_ends_above_the_foot_line() -> None:
    placed = place_head(HEAD, LETTER)
    foot = placed.rules[-1].top_mm
    # 4.9 mm between the last line and the foot rule, which lies below the type area here.
    assert placed.last_text_mm == pytest.approx(min(262, placed.rules[-2].top_mm - 4.9))
    assert foot > 262
    high = replace(LETTER, head=replace(LETTER.head, foot_rule_bottom_mm=60.0))  # type: ignore[type-var]
    raised = place_head(HEAD, high)
    assert raised.last_text_mm == pytest.approx(raised.rules[-2].top_mm - 4.9)


def test_boxes_of_the_head_are_as_wide_as_the_type_area_and_one_line_high() -> None:
    for text in place_head(HEAD, GENERAL).texts:
        (block,) = text.blocks
        assert (text.left_mm, text.width_mm) == (28.0, 156.0)
        assert text.height_mm == pytest.approx(block.pitch_pt / MM)
    mark = place_head(HEAD, GENERAL).texts[0].blocks[0]
    assert mark.pitch_pt == mark.runs[0].size_pt * 1.25


def test_a_long_mark_shrinks_by_half_points() -> None:
    assert GENERAL.head is not None
    room = GENERAL.head.mark_max_width_mm * MM
    words = "区" * 14
    size = place_head(Letterhead(words), GENERAL).texts[0].blocks[0].runs[0].size_pt
    assert size * 2 == int(size * 2)
    assert 14 * size <= room < 14 * (size + 0.5)


def test_without_a_head_no_line_is_left_free() -> None:
    assert blanks_below_head(Placed(), GENERAL) == ()
    assert blanks_below_head(place_head(HEAD, GENERAL), PLAIN) == ()
    assert GENERAL.head is not None
    none = replace(GENERAL, head=replace(GENERAL.head, blank_lines=0))
    assert blanks_below_head(place_head(HEAD, none), none) == ()
    off = replace(GENERAL, grid=replace(GENERAL.grid, title_on_grid=False))
    assert blanks_below_head(place_head(HEAD, off), off) == (27.95, 28.95)


# The imprint (7.4).
IMPRINT = Imprint("抄送：区政府办公室。", "澄江区民政局办公室", "2025年4月9日印发")


def test_copies_and_printing_are_indented_by_one_of_their_characters() -> None:
    copies, printing = (text.blocks[0] for text in place_imprint(IMPRINT, GENERAL).texts)
    size = GENERAL.styles["copies"].size_pt
    for block in (copies, printing):
        assert block.left_chars == block.right_chars == pytest.approx(size / 16)
        assert (block.align, block.style) == (Align.LEFT, "copies")
    assert "".join(run.text for run in printing.right_runs) == "2025年4月9日印发"
    assert printing.text == "澄江区民政局办公室"


def test_a_group_without_words_takes_no_line_and_no_rule() -> None:
    only = place_imprint(replace(IMPRINT, printing_office=""), GENERAL)
    assert ([len(text.blocks) for text in only.texts], len(only.rules)) == ([1], 2)
    assert (
        place_imprint(replace(IMPRINT, copies_to="抄送："), GENERAL).texts[0].blocks[0].text
        == "澄江区民政局办公室"
    )


def test_rules_lie_on_the_edges_of_their_lines() -> None:
    assert GENERAL.imprint is not None
    pitch = GENERAL.imprint.pitch_pt / MM
    placed = place_imprint(IMPRINT, GENERAL)
    tops = [rule.top_mm for rule in placed.rules]
    assert tops == pytest.approx([262 - 2 * pitch, 262 - pitch, 262 - 1.0 / MM])
    assert {(rule.left_mm, rule.width_mm, rule.colour) for rule in placed.rules} == {(28.0, 156.0, "000000")}
    # Text boxes begin 3 pt below their rule, and the first line is 3 pt lower.
    first, second = placed.texts
    assert (first.top_mm, second.top_mm) == pytest.approx((tops[0] + 3 / MM, tops[1] + 3 / MM))
    assert first.blocks[0].pitch_pt == pytest.approx(GENERAL.imprint.pitch_pt - 3)
    assert first.height_mm == pytest.approx(first.blocks[0].pitch_pt / MM - 0.5)


def copies(names: str) -> list[str]:
    (text,) = place_imprint(Imprint(f"抄送：{names}"), LETTER).texts
    return [block.text for block in text.blocks]


def test_units_stay_whole_and_marks_stay_with_them() -> None:
    # 14 pt on 156 mm: 31.6 字, less one on each side and 抄送： leaves 26.
    assert copies("甲" * 26 + "。") == ["抄送：" + "甲" * 26 + "。"]
    assert copies("甲" * 13 + "，" + "乙" * 11 + "。") == ["抄送：" + "甲" * 13 + "，" + "乙" * 11 + "。"]
    assert copies("甲" * 14 + "，" + "乙" * 13 + "，丙。") == [
        "抄送：" + "甲" * 14 + "，",
        "乙" * 13 + "，丙。",
    ]
    assert copies("甲" * 27 + "。") == ["抄送：" + "甲" * 26, "甲。"]


# Paragraphs.
def test_blank_lines_are_of_the_grid_unless_given() -> None:
    assert (blank_block(PLAIN).pitch_pt, blank_block(PLAIN, 6.0).pitch_pt) == (28.95, 6.0)
    assert (blank_block(PLAIN).text, blank_block(PLAIN).align, blank_block(PLAIN).keep_with_next) == (
        "",
        Align.LEFT,
        False,
    )
    assert [block.keep_with_next for block in blanks(PLAIN, 2, keep_with_next=True)] == [True, True]
    assert list(blanks(PLAIN, 0)) == []


def test_a_style_asks_for_blank_lines_before_and_after() -> None:
    style = replace(PLAIN.styles["note"], blank_before=2, blank_after=1)
    roomy = replace(PLAIN, styles=PLAIN.styles | {"note": style})
    found = list(spaced("note", [styled_block("note", "甲", roomy)], roomy, keep_with_next=True))
    assert outline(found) == ["-+", "-+", "note: 甲", "-+"]


def test_paragraphs_remember_their_line_and_the_blanks_before_it() -> None:
    found = list(section_blocks("answer", "一、办理\n\n　　正文。 \n \u00a0乙", PLAIN))
    assert [
        (b.text, b.anchor and (b.anchor.section_key, b.anchor.paragraph, b.anchor.offset)) for b in found
    ] == [
        ("一、办理", ("answer", 0, 0)),
        ("正文。", ("answer", 2, 2)),
        ("乙", ("answer", 3, 2)),
    ]


@pytest.mark.parametrize(
    ("words", "style", "fonts"),
    [
        ("一、办理情况", "heading_1", ["h1"]),
        ("（一）办理情况", "heading_2", ["h2"]),
        ("正文一句。又一句。", "body", ["body"]),
        ("（一）做好服务。各项工作有序推进。", "body", ["h2", "body"]),
        ("一、做好服务。各项工作。", "body", ["h1", "body"]),
        ("（一）" + "字" * 56 + "。正文", "body", ["h2", "body"]),
        ("（一）" + "字" * 57 + "。正文", "body", ["body"]),
    ],
)
def test_a_first_sentence_of_up_to_sixty_characters_is_a_heading_within_its_line(
    words: str, style: str, fonts: list[str]
) -> None:
    block = paragraph_block(words, PLAIN)
    assert (block.style, [run.font for run in block.runs], block.text) == (style, fonts, words)
    assert block.anchor is None


def test_a_block_has_the_form_of_its_style() -> None:
    style = replace(
        PLAIN.styles["note"], align=Align.RIGHT, pitch_pt=20.0, first_line_chars=1.0, left_chars=2.0, right_chars=3.0,
        keep_with_next=True,
    )  # fmt: skip
    layout = replace(PLAIN, styles=PLAIN.styles | {"note": style})
    block = styled_block("note", "甲", layout)
    assert (block.align, block.pitch_pt, block.keep_with_next) == (Align.RIGHT, 20.0, True)
    assert (block.first_line_chars, block.left_chars, block.right_chars) == (1.0, 2.0, 3.0)


# Whole letters.
def test_the_last_paragraph_of_the_body_stays_with_the_signature() -> None:
    printed: PrintedDocument = letter()
    bodies = [block for block in printed.blocks if isinstance(block, Block) and block.anchor]
    assert bodies[-1].keep_with_next
    assert not bodies[-2].keep_with_next
    assert (printed.layout, printed.title) == ("gbt9704", "对澄江区政协九届二次会议第046号提案的答复")


@pytest.mark.parametrize(("lines", "warned"), [(4, False), (5, True)])
def test_more_than_four_lines_of_title_are_warned_about(lines: int, warned: bool) -> None:
    printed = letter(title_lines=tuple("第012号提案的答复" for _ in range(lines)))
    assert [w for w in printed.warnings if "标题" in w] == (
        [f"标题排成了{lines}行，请精简标题或自行分行"] if warned else []
    )
