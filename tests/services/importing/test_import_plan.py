"""Import plans: the result for every file and row is known beforehand, and nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.case.case import Ask, Case, Proposer
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.importing.plan import ImportStatus, IntakeKind, Offer, PlannedChange, PlannedItem, SetBy
from desktop.domain.intake.lists.ledger_cells import CellValue
from desktop.domain.intake.lists.ledger_reading import read_ledger
from desktop.services.cases.cases import create_case, set_fields
from desktop.services.cases.work_list import list_cases
from desktop.services.handling.deadlines import extend
from desktop.services.importing.plan import plan_import
from desktop.services.importing.reading import Reading, as_other_kind, recognise_text
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace

TITLE = "临江区政协十五届四次会议提案交办清单"
HEAD = ("提案号", "案由", "提案人", "主办单位", "交办日期", "办理期限")
ROW = ("096", "关于优化社区养老服务设施布局的提案", "民盟临江区委", "临江区民政局", "2024.1.22", "")


def listed(*rows: Sequence[CellValue], title: str = TITLE, head: Sequence[str] = HEAD) -> Reading:
    """A list as read from a spreadsheet."""
    return Reading("清单.xlsx", IntakeKind.LEDGER, ledger=read_ledger([[title], head, *rows]))


def only(work: Workplace, reading: Reading) -> PlannedItem:
    (item,) = plan_import(work, [reading]).items
    return item


def test_a_new_row_gets_a_name_and_a_suggested_due_date(work: Workplace) -> None:
    item = only(work, listed(ROW))
    assert (item.status, item.name, item.row) == (ImportStatus.NEW, "十五届四次会议第096号", 3)
    assert (item.due_at, item.due_derived) == (date(2024, 4, 22), True)
    assert list_cases(work, CaseQuery()).total == 0


def test_a_due_day_that_the_list_gives_is_not_derived(work: Workplace) -> None:
    item = only(work, listed((*ROW[:5], "2024.4.8")))
    assert (item.due_at, item.due_derived) == (date(2024, 4, 8), False)


def test_a_known_case_shows_what_changes_and_who_set_it(work: Workplace, case: Case) -> None:
    set_fields(work, case.id, {"lead_unit": "区科委"})
    item = only(
        work, listed(("085", "关于推动生物医药孵化器建设的提案", "", "区经委", "2024.1.22", "2024.5.8"))
    )
    assert (item.status, item.case_id) == (ImportStatus.UPDATED, case.id)
    assert item.changes == (
        PlannedChange("lead_unit", "主办单位", "区科委", "区经委", SetBy.OFFICER, needs_decision=True),
        PlannedChange("due_at", "办理期限", "2024-04-21", "2024-05-08", SetBy.OFFICER, needs_decision=True),
    )
    assert (
        item.message
        == "十五届四次会议第085号：主办单位、办理期限 2024-04-21→2024-05-08与现有内容不同，等您决定"
    )


def test_a_case_that_a_spreadsheet_wrote_as_85_is_the_same(work: Workplace, case: Case) -> None:
    item = only(work, listed((85, "关于推动生物医药孵化器建设的提案", "", "", "2024.1.22", "")))
    assert (item.status, item.case_id) == (ImportStatus.UNCHANGED, case.id)


def test_a_row_without_title_or_with_an_odd_date_is_refused_by_its_number(work: Workplace) -> None:
    plan = plan_import(
        work, [listed(ROW, ("112", "", "沈一鸣"), ("144", "关于公寓的提案", "方砚秋", "", "不详", ""))]
    )
    assert [(item.row, item.status) for item in plan.items] == [
        (3, ImportStatus.NEW),
        (4, ImportStatus.REFUSED),
        (5, ImportStatus.REFUSED),
    ]
    assert "标题" in plan.items[1].message
    assert "不详" in plan.items[2].message


def test_two_rows_with_the_same_number_and_different_subjects_are_refused(work: Workplace) -> None:
    plan = plan_import(work, [listed(ROW, ("096", "关于修缮河堤步道和护栏的提案", "白露", "", "", ""))])
    assert [item.status for item in plan.items] == [ImportStatus.NEW, ImportStatus.REFUSED]
    assert plan.items[1].message == "编号与第 3 行相同，案由却不同，请核对清单。"


def test_the_same_row_twice_makes_one_case(work: Workplace) -> None:
    first, second = plan_import(work, [listed(ROW, ROW)]).items
    assert (first.status, second.status) == (ImportStatus.NEW, ImportStatus.UNCHANGED)
    assert second.follows == first.key


def test_lists_without_a_session_are_not_matched_with_each_other(work: Workplace) -> None:
    create_case(work, Case(number="001", subject="关于疏浚河道淤泥的提案"))
    item = only(work, listed(("001", "关于推广阳光食堂经验的提案", "白露"), title="清单"))
    assert item.status is ImportStatus.REFUSED
    assert "没有届次" in item.message


def test_a_proposal_after_a_list_completes_the_case_of_the_list(work: Workplace) -> None:
    paper = recognise_text(
        "096号提案.txt", "临江区政协十五届四次会议提案\n提案编号：096\n案由：关于优化社区养老服务设施布局的提案\n"
        "提案人：民盟临江区委\n具体建议\n一、增设日间照料中心。\n二、开通助餐热线。\n",
    )  # fmt: skip
    first, second = plan_import(work, [listed(ROW), paper]).items
    assert (second.status, second.follows) == (ImportStatus.UPDATED, first.key)
    assert {change.key for change in second.changes} >= {"asks", "body"}
    assert not second.pending_changes


def test_a_similar_matter_is_offered_for_merging_if_of_the_same_session_else_for_reference(
    work: Workplace,
) -> None:
    now = create_case(
        work,
        Case(region="临江区", term=15, session=4, number="102", subject="关于完善社区养老服务设施布局的建议"),
    )
    before = create_case(
        work, Case(region="临江区", term=15, session=3, number="017", subject="关于社区养老设施布局的提案")
    )
    item = only(work, listed(ROW))
    assert [(alike.case_id, alike.offer, alike.by_asks) for alike in item.similar_matters] == [
        (now.id, Offer.MERGE, False),
        (before.id, Offer.EARLIER, False),
    ]
    assert item.similar_matters[0].name == "十五届四次会议第102号"


def test_a_similar_row_of_the_same_list_is_offered_too(work: Workplace) -> None:
    other = ("101", "关于进一步完善社区养老服务设施布局的提案", "白露", "", "", "")
    _, second = plan_import(work, [listed(ROW, other)]).items
    assert [alike.item for alike in second.similar_matters] == [(0, 3)]


def test_similar_asks_are_found_under_another_title(work: Workplace) -> None:
    asks = ("在每个街道增设日间照料中心", "开通全区统一的助餐送餐热线")
    stored = create_case(
        work,
        Case(term=15, session=4, number="130", subject="关于银龄友好的提案", asks=tuple(Ask(n, a) for n, a in enumerate(asks, 1))),
    )  # fmt: skip
    text = "关于让老人安享晚年的提案\n提案人：白露\n具体建议\n" + "\n".join(
        f"{n}、{a}。" for n, a in zip("一二", asks, strict=True)
    )
    item = only(work, recognise_text("提案.txt", text, IntakeKind.PROPOSAL))
    assert [(alike.case_id, alike.by_asks) for alike in item.similar_matters] == [(stored.id, True)]


def test_columns_about_the_reply_go_into_the_reply(work: Workplace) -> None:
    head = (*HEAD, "办理结果", "发文字号", "签发人", "答复日期")
    item = only(work, listed((*ROW, "A", "临民提〔2024〕8号", "周砚", "2024.4.2"), head=head))
    assert {change.key: change.new for change in item.changes} == {
        "reply.handling_result": "解决采纳",
        "reply.document_number": "临民提〔2024〕8号",
        "reply.signer": "周砚",
    }


def test_the_original_due_date_in_a_list_does_not_change_an_extended_one(work: Workplace, case: Case) -> None:
    extend(work, case.id, date(2024, 5, 20), "情况复杂", "区政协提案委")
    row = ("085", "关于推动生物医药孵化器建设的提案", "", "", "2024.1.22", "2024.4.21")
    assert only(work, listed(row)).status is ImportStatus.UNCHANGED


def test_a_correction_counts_as_typed_and_may_lead_to_another_matter(work: Workplace, case: Case) -> None:
    reading = listed(("058", "关于推动生物医药孵化器建设的提案", "", "区经委", "", ""))
    plan = plan_import(work, [reading])
    assert plan.items[0].status is ImportStatus.NEW
    again = plan_import(work, [reading], {plan.items[0].key: {"number": "085", "officer": "苏叶"}})
    assert (again.items[0].status, again.items[0].case_id) == (ImportStatus.UPDATED, case.id)
    assert {change.key for change in again.items[0].changes} == {"lead_unit", "officer"}


def test_a_correction_that_cannot_be_read_says_so(work: Workplace) -> None:
    plan = plan_import(work, [listed(ROW)], {(0, 3): {"due_at": "下个月"}})
    assert plan.items[0].status is ImportStatus.REFUSED
    assert "不是日期" in plan.items[0].message


def test_a_refused_reading_keeps_its_position(work: Workplace) -> None:
    bad = Reading("坏.docx", IntakeKind.PROPOSAL, refusal="文件打不开。")
    plan = plan_import(work, [bad, listed(ROW)])
    assert [(item.key, item.status) for item in plan.items] == [
        ((0, 0), ImportStatus.REFUSED),
        ((1, 3), ImportStatus.NEW),
    ]


def test_a_text_may_be_taken_for_the_other_kind() -> None:
    reading = recognise_text("文.txt", "关于修缮乡村道路的提案\n提案人：白露\n一、尽快修缮。")
    assert reading.kinds == (IntakeKind.PROPOSAL, IntakeKind.REPLY)
    other = as_other_kind(reading, IntakeKind.REPLY)
    assert (other.kind, other.reply is not None, other.kinds[0]) == (IntakeKind.REPLY, True, IntakeKind.REPLY)


@pytest.mark.parametrize("names", [("沈亦澄", "沈一鸣"), ("沈亦澄",)])
def test_a_list_with_fewer_proposers_removes_none(
    work: Workplace, case: Case, names: tuple[str, ...]
) -> None:
    create_case(work, replace(case, id=0, number="086", proposers=(Proposer("沈亦澄"), Proposer("沈一鸣"))))
    head = ("提案号", "案由", "第一提案人", "联名人")
    item = only(work, listed(("086", case.subject, names[0], "、".join(names[1:])), head=head))
    assert item.status is ImportStatus.UNCHANGED


@pytest.mark.parametrize(
    ("assigned", "replied", "words"),
    [  # today is 9 April 2024
        ("2024.1.22", "2024.1.19", "答复日期2024年1月19日早于交办日期2024年1月22日"),
        ("2024.1.22", "2024.4.10", "答复日期2024年4月10日还没到"),
        ("2024.4.10", "", "交办日期2024年4月10日还没到"),
    ],
)
def test_a_row_whose_days_contradict_each_other_is_refused(
    work: Workplace, assigned: str, replied: str, words: str
) -> None:
    head, row = (*HEAD, "答复日期"), (*ROW[:4], assigned, "", replied)
    item = only(work, listed(row, head=head))
    assert item.status is ImportStatus.REFUSED
    assert words in item.message


def test_a_row_in_drafting_with_a_day_of_reply_is_refused(work: Workplace) -> None:
    item = only(work, listed((*ROW, "拟稿", "2024.4.2"), head=(*HEAD, "办理状态", "答复日期")))
    assert item.status is ImportStatus.REFUSED
    assert "这一件还是“拟稿”，没有答复，不能填写答复日期" in item.message


# What a list says and a case does not take, or not as it stands.
def test_a_result_that_the_place_does_not_have_is_reported_and_kept_as_it_is_written(work: Workplace) -> None:
    save_office(work, Office(locality="shanghai-changning"))
    item = only(work, listed((*ROW, "已采纳"), head=(*HEAD, "办理结果")))
    assert item.status is ImportStatus.NEW
    (remark,) = item.remarks
    assert remark.startswith("办理结果“已采纳”不在本地的分类里（解决或采纳、")
    (change,) = [change for change in item.changes if change.key == "reply.handling_result"]
    assert change.new == "已采纳"


@pytest.mark.parametrize("words", ["已办妥", "部分吸收了意见"])
def test_no_word_about_the_result_is_dropped(work: Workplace, words: str) -> None:
    item = only(work, listed((*ROW, words), head=(*HEAD, "办理结果")))
    assert f"办理结果“{words}”不在本地的分类里" in item.remarks[0]


@pytest.mark.parametrize("words", ["无", "—", "/"])
def test_a_dash_is_no_result(work: Workplace, words: str) -> None:
    assert only(work, listed((*ROW, words), head=(*HEAD, "办理结果"))).remarks == ()


@pytest.mark.parametrize("words", ["解决或采纳", "留作参考"])
def test_a_result_of_the_place_is_not(work: Workplace, words: str) -> None:
    save_office(work, Office(locality="shanghai-changning"))
    assert only(work, listed((*ROW, words), head=(*HEAD, "办理结果"))).remarks == ()


@pytest.mark.parametrize("heading", ["满意度", "委员评价", "测评结果"])
def test_a_rating_in_a_list_is_said_not_to_be_taken(work: Workplace, heading: str) -> None:
    """A rating belongs to one proposer and one day, which a list does not name."""
    item = only(work, listed((*ROW, "满意"), head=(*HEAD, heading)))
    assert item.remarks == ("满意度“满意”没有收：请在办件里登记，写明哪一位、哪一天",)
