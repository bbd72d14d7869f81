"""Forms filled from a stored case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.case.case import Case, MatterType, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import EventKind
from desktop.domain.case.status import Status
from desktop.domain.errors import Refused
from desktop.domain.forms.form_template import FormKind
from desktop.domain.records.contact import ContactWay
from desktop.domain.records.pre_reply import DraftAnswer
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.domain.rules.clock import ClockName
from desktop.domain.words.dates import chinese_date
from desktop.services.cases.cases import create_case, get_case, set_fields
from desktop.services.cases.clocks import deadline
from desktop.services.cases.merging import merge_case
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.opinions import ask_opinions, receive_opinion
from desktop.services.handling.pre_replies import answer_draft, settle_wish, show_draft
from desktop.services.handling.progress import events, move_case
from desktop.services.handling.promises import add_promise, keep_promise, note_progress
from desktop.services.handling.reviews import record_review, review_disclosure
from desktop.services.office.workplace import Workplace
from desktop.services.paper.forms import (
    export_form,
    find_form,
    form_of_kind,
    form_sheets,
    forms_for,
    source_of,
)
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.store.cases import cases
from desktop.store.letters.replies import read_reply
from desktop.typesetting.forms.compose_form import FormSheet
from desktop.typesetting.lines.measured_text import EmWidths
from desktop.typesetting.model.block import Block, TableBlock
from desktop.typesetting.pages.page_filling import PageFiller
from tests.services.conftest import Clock


def words(sheet: FormSheet) -> str:
    """The text of a sheet, cells separated by |."""
    said = []
    for block in sheet.document.blocks:
        if isinstance(block, Block):
            said.append(block.text)
        else:
            said += ["|".join(" ".join(b.text for b in cell) for cell in row) for row in block.rows]
    return "\n".join(said)


def sheets(work: Workplace, case: Case, kind: FormKind) -> tuple[FormSheet, ...]:
    return form_sheets(source_of(work, case.id), form_of_kind(work, case, kind))


def with_co_signer(work: Workplace, case: Case) -> Case:
    proposers = (
        replace(case.proposers[0], address="临江区云岭路9号", postcode="200050", unit="临江区第三中学"),
        Proposer("何云岫"),
    )
    changed = replace(case, proposers=proposers)
    cases.update_case(work.store, changed)
    return changed


def test_every_proposer_gets_a_separate_feedback_form(work: Workplace, case: Case) -> None:
    first, second = sheets(work, with_co_signer(work, case), FormKind.FEEDBACK)
    assert f"{case.proposers[0].name}委员" in words(first)
    assert "何云岫委员" in words(second)
    assert "临江区政协十五届四次会议" in words(first)
    assert "第085号" in words(first)
    assert "□同意　　□理解　　□保留　　□不同意" in words(first)


def test_the_form_of_the_place_is_taken_before_the_general_one(work: Workplace, case: Case) -> None:
    assert form_of_kind(work, case, FormKind.FEEDBACK).id == "feedback-shanghai"
    elsewhere = set_fields(work, case.id, {"locality": "ningbo"})
    assert form_of_kind(work, elsewhere, FormKind.FEEDBACK).id == "feedback-simple"
    deputies = replace(case, matter_type=MatterType.NPC_SUGGESTION)
    assert form_of_kind(work, deputies, FormKind.FEEDBACK).id == "feedback-simple"


def test_every_form_of_one_side_takes_one_side(work: Workplace, case: Case) -> None:
    open_reply(work, case.id)
    sides = {
        form.id: [sheet.pages for sheet in form_sheets(source_of(work, case.id), form)]
        for form in forms_for(work, case)
        if form.one_page and form.kind is not FormKind.PROOF
    }
    assert len(sides) >= 5
    assert {form for form, pages in sides.items() if pages != [1]} == set()


def test_the_approval_sheet_shows_who_has_reviewed_and_leaves_room_for_the_rest(
    work: Workplace, case: Case
) -> None:
    record_review(work, case.id, ReviewStage.SECTION, "王思远", Verdict.CHANGES, "补充数据")
    record_review(work, case.id, ReviewStage.SECTION, "王思远", Verdict.PASSED)
    record_review(work, case.id, ReviewStage.LEADER, "周明澜", Verdict.PASSED, "同意发。")
    review_disclosure(work, case.id, Disclosure.PROACTIVE, "陈澄", secrecy_reviewer="顾言")
    (sheet,) = sheets(work, case, FormKind.APPROVAL)
    said = words(sheet)
    assert "同意发。 周明澜　2024年4月9日" in said
    assert "补充数据" not in said
    assert "王思远" in said
    assert "☑主动公开　　□依申请公开　　□不予公开" in said
    assert "顾言　2024年4月9日" in said
    assert "不涉及国家秘密" not in said  # nobody recorded an opinion
    assert "年　　月　　日" in said  # no review by the office yet


def test_co_handling_units_are_asked_and_chased_one_by_one(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match="没有等待回复的会办意见"):
        sheets(work, case, FormKind.CHASE)
    ask_opinions(work, case.id, asked_at=date(2024, 2, 1), due_at=date(2024, 3, 1))
    (request,) = sheets(work, case, FormKind.OPINION_REQUEST)
    (chase,) = sheets(work, case, FormKind.CHASE)
    assert "区投资促进办公室：" in words(request)
    assert "1.设立产业基金" in words(request)
    assert "请于2024年3月1日前" in words(request)
    assert "至今已超过期限39天" in words(chase)
    receive_opinion(work, case.id, "区投资促进办公室", "同意。")
    with pytest.raises(Refused):
        sheets(work, case, FormKind.CHASE)


def test_the_process_sheet_tells_contacts_opinions_and_events(work: Workplace, case: Case) -> None:
    record_contact(work, case.id, ContactWay.VISIT, day=date(2024, 3, 12), points="听取具体建议")
    (sheet,) = sheets(work, case, FormKind.PROCESS)
    assert "2024年3月12日|" in words(sheet)
    assert "听取具体建议" in words(sheet)
    assert "未发函" in words(sheet)


def test_the_process_sheet_tells_what_the_proposer_said_to_the_draft(work: Workplace, case: Case) -> None:
    (before,) = sheets(work, case, FormKind.PROCESS)
    assert "预答复情况" not in words(before)
    name = case.proposers[0].name
    open_reply(work, case.id)
    shown = show_draft(work, case.id, way=ContactWay.VISIT, day=date(2024, 4, 7))
    answer_draft(work, shown.id, DraftAnswer.WISHES, "请写明月份", day=date(2024, 4, 8))
    settle_wish(work, shown.id, "已写明十月")
    (sheet,) = sheets(work, case, FormKind.PROCESS)
    row = f"2024年4月7日|走访|{name}|第1稿|有意见，已处理　2024年4月8日 请写明月份 处理：已写明十月"
    assert row in words(sheet)


def test_the_sheet_of_kept_promises_tells_each_with_its_progress(work: Workplace, case: Case) -> None:
    open_reply(work, case.id)
    set_reply_fields(work, case.id, {"办理结果": "列入计划拟解决"})
    first = add_promise(work, case.id, "完成预约系统改造", owner="科普科", due_at=date(2024, 9, 30))
    note_progress(work, first.id, "已招标", date(2024, 4, 8))
    keep_promise(work, first.id, date(2024, 4, 9))
    add_promise(work, case.id, "再建三处")
    (sheet,) = sheets(work, case, FormKind.FOLLOWUP_SHEET)
    told = words(sheet)
    assert "政协提案答复件落实情况登记表" in told
    assert "答复类别|列入计划拟解决" in told
    assert "1|完成预约系统改造 科普科|2024年9月30日|2024年4月8日 已招标|2024年4月9日" in told
    assert "2|再建三处" in told
    assert "目前结果|列入计划拟解决" in told


def test_envelope_and_labels_carry_the_address_digit_by_digit(work: Workplace, case: Case) -> None:
    changed = with_co_signer(work, case)
    envelope, _ = sheets(work, changed, FormKind.ENVELOPE)
    assert "2|0|0|0|5|0|" in words(envelope)
    assert (envelope.layout.paper.width_mm, envelope.layout.paper.height_mm) == (220, 110)
    (labels,) = sheets(work, changed, FormKind.LABELS)
    (table,) = labels.document.blocks
    assert isinstance(table, TableBlock)
    assert not table.ruled
    name = case.proposers[0].name
    assert f"200050 临江区云岭路9号 临江区第三中学 {name}委员　收|何云岫委员　收" in words(labels)


def test_the_archive_list_names_what_is_missing(work: Workplace, case: Case) -> None:
    (cover,) = sheets(work, case, FormKind.ARCHIVE_COVER)
    (papers,) = sheets(work, case, FormKind.ARCHIVE_LIST)
    assert "□永久　　☑30年　　□10年" in words(cover)
    assert "1|" in words(papers)
    assert "沟通记录" in words(papers)
    assert "缺" in words(papers)


def test_forms_do_not_create_a_reply(work: Workplace, case: Case) -> None:
    sheets(work, case, FormKind.OPINION_REQUEST)
    assert read_reply(work.store, case.id) is None


@pytest.mark.parametrize("word", ["征询意见表", "feedback", "feedback-shanghai"])
def test_a_form_is_found_by_kind_name_or_id(work: Workplace, case: Case, word: str) -> None:
    assert find_form(work, case, word).id == "feedback-shanghai"


def test_an_unknown_form_is_answered_with_those_that_there_are(work: Workplace, case: Case) -> None:
    with pytest.raises(Refused, match=r"没有表单“表”.*征询意见表"):
        find_form(work, case, "表")


def test_a_form_is_written_atomically_and_recorded(work: Workplace, case: Case, tmp_path: Path) -> None:
    set_reply_fields(work, case.id, {"contact_phone": "021-62001234"})
    report = export_form(work, case.id, "征询意见表", tmp_path / "征询.docx")
    assert report.path.read_bytes()[:2] == b"PK"
    assert events(work, case.id)[-1].kind is EventKind.EXPORTED
    with pytest.raises(Refused, match="不能导出成"):
        export_form(work, case.id, "征询意见表", tmp_path / "征询.txt")


# The request for return.
@pytest.fixture
def misplaced(work: Workplace) -> Case:
    """A proposal assigned on Monday, 8 April 2024, that belongs to another unit."""
    return create_case(
        work,
        Case(
            region="长宁区", term=15, session=4, number="158", subject="关于增设课程实验室的提案", proposers=(Proposer("段清嘉"),),
            assigning_office="长宁区人民政府办公室", assigned_at=date(2024, 4, 8), locality="shanghai-changning",
        ),
    )  # fmt: skip


def test_the_request_for_return_has_reason_proposed_unit_and_window(work: Workplace, misplaced: Case) -> None:
    set_fields(work, misplaced.id, {"退办理由": "课程设置属于教育部门职责。", "建议改办单位": "长宁区教育局"})
    window = deadline(work, misplaced, ClockName.RETURN)
    assert window is not None
    said = words(sheets(work, get_case(work, misplaced.id), FormKind.RETURN_REQUEST)[0])
    assert said.startswith("关于申请退办区政协十五届四次会议\n第158号提案的函")
    assert "长宁区人民政府办公室：" in said
    assert (
        "2024年4月8日交由我单位主办的区政协十五届四次会议第158号提案《关于增设课程实验室的提案》（提出人：段清嘉委员）"
        in said
    )
    assert f"现按规定在申退期限{chinese_date(window.due)}以前申请退办" in said
    assert "\n课程设置属于教育部门职责。\n建议改由长宁区教育局承办" in said
    assert said.endswith("2024年4月9日")


def test_a_request_already_made_keeps_its_day_and_the_reason_of_the_move(
    work: Workplace, misplaced: Case, clock: Clock
) -> None:
    move_case(work, misplaced.id, Status.RETURN_REQUESTED, note="不属于本单位职责")
    clock.pass_minutes(3 * 24 * 60)
    said = words(sheets(work, get_case(work, misplaced.id), FormKind.RETURN_REQUEST)[0])
    assert "\n不属于本单位职责\n" in said
    assert said.endswith("2024年4月9日")


def test_a_request_that_was_refused_is_none_any_more(work: Workplace, misplaced: Case, clock: Clock) -> None:
    move_case(work, misplaced.id, Status.RETURN_REQUESTED, note="不属于本单位职责")
    move_case(work, misplaced.id, Status.SIGNED, note="区政府办公室不同意")
    clock.pass_minutes(3 * 24 * 60)
    said = words(sheets(work, get_case(work, misplaced.id), FormKind.RETURN_REQUEST)[0])
    assert "不属于本单位职责\n" not in said
    assert said.endswith("2024年4月12日")


def test_the_request_for_return_has_its_time_before_the_case_is_distributed(
    work: Workplace, misplaced: Case
) -> None:
    for status in (Status.SIGNED, Status.DISTRIBUTED):
        assert find_form(work, get_case(work, misplaced.id), "退办申请函").kind is FormKind.RETURN_REQUEST
        move_case(work, misplaced.id, status)
    case = get_case(work, misplaced.id)
    for word in ("退办申请函", "return-request"):
        with pytest.raises(Refused) as refusal:
            find_form(work, case, word)
        assert refusal.value.what.startswith(
            "退办申请函只在“待签收”、“已签收”、“申请退回”时用，这一件是“已分办”"
        )
    assert FormKind.RETURN_REQUEST not in {form.kind for form in forms_for(work, case)}


def test_the_signature_of_a_long_request_never_stands_alone_on_a_page(
    work: Workplace, misplaced: Case
) -> None:
    for sentences in range(1, 40):
        set_fields(
            work,
            misplaced.id,
            {"return_reason": "课程设置属于教育部门职责。" * sentences, "return_unit": "区教育局"},
        )
        sheet = sheets(work, get_case(work, misplaced.id), FormKind.RETURN_REQUEST)[0]
        last = PageFiller(sheet.layout, EmWidths()).fill(sheet.document)[-1]
        assert any("附件：提案原文" in line.text for line in last.lines), sentences


# The joint review of letter and disclosure.
def test_the_joint_review_leaves_room_to_sign_before_it(work: Workplace, case: Case) -> None:
    said = words(sheets(work, case, FormKind.DISCLOSURE_REVIEW)[0])
    assert said.startswith("提案复文与公开同步审查表")
    assert "公开属性|□主动公开　　□依申请公开　　□不予公开" in said
    assert "□是　　□否|公开形式|□全文　　□摘要" in said
    assert "公开审查 意见|年　　月　　日" in said
    assert "保密审查 意见|年　　月　　日" in said


def test_the_joint_review_has_decision_reason_reviewers_and_days(work: Workplace, case: Case) -> None:
    set_fields(work, case.id, {"proposal_open": "否"})
    review_disclosure(
        work, case.id, Disclosure.ON_REQUEST, "陈澄", secrecy_reviewer="顾言", reason="涉及第三方商业秘密",
        decided_at=date(2024, 4, 8), form="摘要",
    )  # fmt: skip
    record_review(work, case.id, ReviewStage.SECTION, "王思远", Verdict.PASSED, "可以公开摘要")
    said = words(sheets(work, get_case(work, case.id), FormKind.DISCLOSURE_REVIEW)[0])
    assert "□主动公开　　☑依申请公开　　□不予公开" in said
    assert "□是　　☑否|公开形式|□全文　　☑摘要" in said
    assert "理由和依据|涉及第三方商业秘密" in said
    assert "公开审查 意见|依申请公开（涉及第三方商业秘密） 陈澄　2024年4月8日" in said
    assert "保密审查 意见| 顾言　2024年4月8日" in said
    assert "科室意见|可以公开摘要 王思远　2024年4月9日" in said


def test_a_merged_case_shows_the_reviews_of_the_joint_letter(work: Workplace, case: Case) -> None:
    open_reply(work, case.id)
    review_disclosure(work, case.id, Disclosure.PROACTIVE, "陈澄", secrecy_reviewer="顾言")
    other = create_case(work, replace(case, id=0, number="086"))
    merge_case(work, other.id, case.id)
    said = words(sheets(work, get_case(work, other.id), FormKind.DISCLOSURE_REVIEW)[0])
    assert "第086号" in said
    assert "主动公开 陈澄　2024年4月9日" in said
