"""Composing a letter from case, reply and template in the order and formatting of its layout."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from desktop.domain.case.case import Proposer
from desktop.domain.case.reply import Reply
from desktop.typesetting.model.block import Block, PrintedDocument
from desktop.typesetting.words.compose import compose
from tests.letters import (
    CASE,
    CO_HANDLED,
    FIELDS,
    GROUP,
    LAYOUTS,
    NATIONAL,
    REPLY,
    SUGGESTION,
    blocks_of,
    letter,
    library,
    locality,
    reply_saying,
    words_of,
)


def styles(printed: PrintedDocument) -> list[str]:
    return [block.style for block in printed.blocks if isinstance(block, Block) and block.runs]


def title_lines(printed: PrintedDocument) -> list[str]:
    (block,) = blocks_of(printed, "title")
    lines = [""]
    for index, run in enumerate(block.runs):
        lines[-1] += run.text
        if index in block.line_breaks_after:
            lines.append("")
    return lines


def test_a_district_reply_has_its_parts_in_order() -> None:
    printed = letter("district-plain")
    assert styles(printed)[:5] == ["title", "result", "salutation", "body", "body"]
    assert styles(printed)[-4:] == ["body", "issuer", "issue_date", "note"]
    assert title_lines(printed) == ["对澄江区政协九届二次会议", "第046号提案的答复"]
    assert words_of(printed, "salutation") == ["林知遥委员："]
    assert words_of(printed, "issuer") == ["澄江区民政局"]
    assert words_of(printed, "issue_date") == ["2025年4月9日"]
    assert words_of(printed, "note") == ["（此件公开发布）"]
    assert printed.missing == ()
    assert printed.warnings == ()


def test_result_and_signer_share_a_line_and_the_name_is_in_kai() -> None:
    (block,) = blocks_of(letter("district-plain"), "result")
    assert block.text == "办理结果：解决或采纳"
    assert [(run.text, run.font) for run in block.right_runs] == [("签发人：", "body"), ("顾文澜", "h2")]


def test_a_result_too_long_for_one_line_takes_two() -> None:
    printed = letter(signer="顾文澜、许见川、何云岫、周衡、林知遥、陈一鸣")
    first, second = blocks_of(printed, "result")
    assert (first.right_runs, second.text[:4]) == ((), "签发人：")


def test_missing_facts_are_listed_and_leave_blanks() -> None:
    printed = letter(case=replace(CASE, number=""), signer="", issue_date=None, issuer="")
    assert printed.missing == ("编号", "签发人", "落款单位", "成文日期")
    assert title_lines(printed)[1] == "第　　号提案的答复"
    assert words_of(printed, "issue_date") == ["　　年　月　日"]
    assert not any("{" in block.text for block in printed.blocks if isinstance(block, Block))


def test_placeholders_inside_a_section_are_filled_and_other_braces_stay() -> None:
    printed = letter(reply=reply_saying("{you}提出的{subject}，{co_units}，{待定}，{unknown}。"))
    (words,) = words_of(printed, "body")
    assert words.startswith("您提出的关于推进澄江区")
    assert words.endswith("{待定}，{unknown}。")


def test_headings_follow_from_numbering() -> None:
    text = "一、总述\n（一）分述\n1.小项\n（1）细项\n一是首先，二是其次。\n（二）做好服务。各项工作有序推进。"
    printed = letter(reply=reply_saying(text))
    assert styles(printed)[3:9] == ["heading_1", "heading_2", "heading_3", "heading_4", "body", "body"]
    bodies = [block for block in blocks_of(printed, "body") if block.runs]
    assert [(run.text, run.font) for run in bodies[-1].runs] == [
        ("（二）做好服务。", "h2"), ("各项工作有序推进。", "body"),
    ]  # fmt: skip


def test_headings_stay_with_what_they_head() -> None:
    pairs = [
        (block, following)
        for block, following in pairwise(letter().blocks)
        if isinstance(block, Block) and block.style.startswith("heading")
    ]
    assert len(pairs) >= 4
    for block, following in pairs:
        assert block.keep_with_next
        assert isinstance(following, Block)
        assert following.runs


def test_the_signature_is_one_chain_from_the_last_paragraph_on() -> None:
    blocks = letter().blocks
    last_body = max(i for i, block in enumerate(blocks) if isinstance(block, Block) and block.anchor)
    chain = [block.keep_with_next for block in blocks[last_body:] if isinstance(block, Block)]
    assert chain == [True] * (len(chain) - 1) + [False]


def test_paragraphs_have_their_origin() -> None:
    printed = letter(reply=reply_saying("\n　　第一段。\n\n 第二段。"))
    anchors = [block.anchor for block in blocks_of(printed, "body") if block.anchor]
    assert [(a.section_key, a.paragraph, a.offset) for a in anchors] == [("answer", 1, 2), ("answer", 3, 1)]


def test_attachments_hang_below_the_first_character_of_the_name() -> None:
    one = blocks_of(letter(attachments=("提案办理情况表。",)), "attachment_list")
    assert [(b.text, b.left_chars, b.first_line_chars) for b in one] == [("附件：提案办理情况表", 5, -3)]
    two = blocks_of(letter(attachments=("情况表", "项目清单")), "attachment_list")
    assert [(b.text, b.left_chars, b.first_line_chars) for b in two] == [
        ("附件：1.情况表", 6, -4), ("2.项目清单", 6, -1),
    ]  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_title_and_blank_below_fill_whole_lines_of_the_grid(layout: str) -> None:
    known = library().layouts[layout]
    blocks = letter(layout).blocks
    index = next(i for i, block in enumerate(blocks) if isinstance(block, Block) and block.style == "title")
    title, blank = blocks[index], blocks[index + 1]
    assert isinstance(title, Block)
    assert isinstance(blank, Block)
    height = title.pitch_pt * (len(title.line_breaks_after) + 1) + blank.pitch_pt
    assert height / known.grid.pitch_pt == pytest.approx(round(height / known.grid.pitch_pt), abs=0.01)


def test_a_letter_has_a_head_and_copies_and_a_plain_one_neither() -> None:
    plain, formal = letter(), letter("gbt9704-letter", "higher-level-letter")
    assert (plain.letterhead.issuing_mark, plain.imprint.copies_to) == ("", "")
    assert formal.letterhead.issuing_mark == "澄江区民政局"
    assert formal.letterhead.document_number == "澄民提复〔2025〕6号"
    assert (
        formal.imprint.copies_to
        == "抄送：区政协提案委员会，区政府办公室，区卫生健康委员会，区规划和自然资源局。"
    )
    assert formal.imprint.printing_office == ""


def test_a_red_headed_file_says_so_in_its_mark_and_has_a_whole_imprint() -> None:
    printed = letter("gbt9704-general", "deputy-suggestion", SUGGESTION)
    assert printed.letterhead.issuing_mark == "澄江区民政局文件"
    assert printed.imprint.printing_office == "澄江区民政局办公室"
    assert printed.imprint.printing_date == "2025年4月9日印发"


def test_the_contact_line_stands_in_the_file_and_not_in_the_public_copy() -> None:
    assert "（联系人：周衡，联系电话：021-62001234）" in words_of(
        letter(template="deputy-suggestion"), "note"
    )
    public = letter(template="deputy-suggestion", public=True)
    assert words_of(public, "note") == ["（此件公开发布）"]
    assert "62001234" not in repr(public)


def test_a_class_mark_replaces_the_result_line_where_the_locality_uses_it() -> None:
    printed = letter(place="general-abc", handling_result="A")
    assert words_of(printed, "class_mark") == ["A"]
    (line,) = blocks_of(printed, "result")
    assert line.text == ""
    assert words_of(letter(), "class_mark") == []


def test_several_deputies_are_addressed_together() -> None:
    printed = letter(template="deputy-suggestion", case=SUGGESTION)
    assert words_of(printed, "salutation") == ["许见川、何云岫代表："]
    assert words_of(letter(case=GROUP), "salutation") == ["民盟澄江区委："]


def test_a_co_handling_unit_writes_to_the_lead_unit() -> None:
    printed = letter(template="co-opinion", case=CO_HANDLED)
    assert words_of(printed, "salutation") == ["澄江区卫生健康委员会："]
    assert printed.title == "关于澄江区政协九届二次会议第046号提案的会办意见"
    assert words_of(printed, "result") == []


def test_a_national_letter_names_the_national_committee() -> None:
    printed = letter("gbt9704-letter", "higher-level-letter", NATIONAL, place="national-cppcc")
    assert printed.title == "关于政协第十四届全国委员会第二次会议第01234号提案答复的函"


def test_merged_cases_get_one_letter_each_with_one_body() -> None:
    other = replace(CASE, id=21, number="052", proposers=(Proposer("陈一鸣"),), merged_into=CASE.id)
    written = replace(
        REPLY, fields=replace(FIELDS, salutation="林知遥委员并各联名人：", title_lines=("手写的标题",))
    )
    known = library()
    template, layout = known.replies["merged-reply"], known.layouts["gbt9704"]
    letters = [
        compose(case, written, template, layout, locality(), merged=(merged,))
        for case, merged in ((CASE, other), (other, CASE))
    ]
    assert [printed.title for printed in letters] == [
        "手写的标题",
        "对澄江区政协九届二次会议第052号提案的答复",
    ]
    assert [words_of(printed, "salutation") for printed in letters] == [
        ["林知遥委员并各联名人："],
        ["陈一鸣委员："],
    ]
    bodies = [[b.text for b in p.blocks if isinstance(b, Block) and b.anchor] for p in letters]
    assert bodies[0] == bodies[1]


def test_a_sealed_letter_leaves_room_for_the_seal() -> None:
    (issuer,) = blocks_of(letter(template="deputy-suggestion"), "issuer")
    (date,) = blocks_of(letter(template="deputy-suggestion"), "issue_date")
    assert date.right_chars == 4
    assert issuer.right_chars == pytest.approx(4 + (7.25 - 6) / 2)


def test_an_empty_reply_can_be_composed() -> None:
    known = library()
    printed = compose(
        replace(CASE, proposers=()),
        Reply(),
        known.replies["district-cppcc"],
        known.layouts["gbt9704"],
        locality(),
    )
    assert "第一提案人" in printed.missing
    assert styles(printed)[-2:] == ["issuer", "issue_date"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("template", sorted(library().replies))
def test_every_template_works_with_every_layout(template: str, layout: str) -> None:
    printed = letter(layout, template)
    known = library().layouts[layout]
    assert all(block.style in known.styles for block in printed.blocks if isinstance(block, Block))
    assert compose(CASE, REPLY, library().replies[template], known, locality()) == printed


def test_rare_names_are_warned_about_by_name() -> None:
    printed = letter(signer="陈喆")
    assert any("喆" in warning for warning in printed.warnings)


def test_rare_characters_of_head_and_copies_are_warned_about_too() -> None:
    printed = letter(
        "gbt9704-letter", "higher-level-letter", issuer="澄江区镕湾街道办事处", copies_to=("区堃区办",)
    )
    assert any("镕" in warning for warning in printed.warnings)
    assert any("堃" in warning for warning in printed.warnings)


@pytest.mark.parametrize(("lines", "warned"), [(4, False), (5, True)])
def test_a_title_of_more_than_four_lines_is_warned_about(lines: int, warned: bool) -> None:
    printed = letter(title_lines=tuple(f"关于推进第{number}项工作的答复" for number in range(1, lines + 1)))
    assert any("标题排成了" in warning for warning in printed.warnings) is warned


def test_a_title_that_takes_too_many_lines_is_warned_about() -> None:
    assert any(
        "标题排成了" in warning for warning in letter(title_lines=("关于推进工作的建议" * 20,)).warnings
    )


def test_a_note_that_names_a_telephone_stays_out_of_the_public_copy() -> None:
    assert words_of(letter(note="联系人：周衡，62001234", public=True), "note") == []
    assert words_of(letter(note="此件主动公开", public=True), "note") == ["（此件主动公开）"]


def test_no_note_is_alone_on_the_last_page() -> None:
    closing = [b for b in letter(template="deputy-suggestion").blocks if isinstance(b, Block)][-3:]
    assert [block.style for block in closing] == ["issue_date", "note", "note"]
    assert [block.keep_with_next for block in closing] == [True, True, False]


def test_blank_lines_around_an_element_follow_its_style() -> None:
    known = library().layouts["gbt9704"]
    roomy = replace(known, styles={**known.styles, "note": replace(known.styles["note"], blank_before=2)})
    plain = compose(CASE, REPLY, library().replies["district-cppcc"], known, locality())
    spaced = compose(CASE, REPLY, library().replies["district-cppcc"], roomy, locality())
    assert len(spaced.blocks) == len(plain.blocks) + 2
