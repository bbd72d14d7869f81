"""The ledger: what it says of a case, which columns an office has chosen, forms of a superior office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from desktop.documents.sheets.form_file import FormMap, open_form
from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.errors import Refused
from desktop.domain.figures.ledger import LedgerRow
from desktop.domain.records.contact import ContactWay
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling import contacts, feedback, opinions, promises
from desktop.services.office.office import Office, save_office
from desktop.services.office.workplace import Workplace
from desktop.services.reporting.form_preview import (
    FormPreview,
    SheetPreview,
    Span,
    guess,
    letters,
    preview_form,
    save_map,
)
from desktop.services.reporting.ledger import (
    choose_columns,
    chosen_columns,
    export_form,
    export_ledger,
    form_map,
    ledger_columns,
    ledger_row,
    ledger_rows,
)
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.store.cases import cases


def row(work: Workplace, case: Case) -> LedgerRow:
    return ledger_row(work, get_case(work, case.id))


# What the ledger says of a case.
def test_a_new_case_has_its_facts_and_empty_places(work: Workplace, case: Case) -> None:
    found = row(work, case)
    assert {
        key: found[key]
        for key in (
            "number",
            "title",
            "meeting",
            "first_proposer",
            "co_signers",
            "co_signer_count",
            "section",
        )
    } == {
        "number": "085",
        "title": "关于推动生物医药孵化器建设的提案",
        "meeting": "十五届四次会议",
        "first_proposer": "沈亦澄",
        "co_signers": "",
        "co_signer_count": 1,
        "section": "科创科",
    }
    assert (found["assigned_at"], found["due_at"], found["replied_at"]) == (
        date(2024, 1, 22),
        date(2024, 4, 21),
        "",
    )
    for key in ("contacts", "followup", "result", "satisfaction", "sector", "proposer_unit"):
        assert found[key] == "", key
    assert (found["followup_due_at"], found["disclosed_at"]) == (None, None)


def test_a_case_without_proposers_has_nobody_to_count(work: Workplace) -> None:
    found = row(work, create_case(work, Case(number="009", subject="甲")))
    assert (found["first_proposer"], found["co_signer_count"], found["proposer_phone"]) == ("", None, "")


def test_proposers_are_told_by_the_first_one(work: Workplace, case: Case) -> None:
    first = Proposer("林知遥", sector="教育界", party="民进", unit="第三中学", phone="62001234")
    cases.update_case(work.store, replace(case, proposers=(first, Proposer("何云岫"), Proposer("周砚"))))
    found = row(work, case)
    assert (found["co_signers"], found["co_signer_count"]) == ("何云岫、周砚", 3)
    assert (found["sector"], found["proposer_unit"], found["proposer_phone"]) == (
        "教育界",
        "第三中学",
        "62001234",
    )
    cases.update_case(work.store, replace(case, proposers=(replace(first, sector=""),)))
    assert row(work, case)["sector"] == "民进"


def test_contacts_and_promises_are_told_in_one_line_each(work: Workplace, case: Case) -> None:
    contacts.record_contact(work, case.id, ContactWay.PHONE, day=date(2024, 3, 12))
    contacts.record_contact(work, case.id, ContactWay.VISIT, day=date(2024, 3, 26))
    first = promises.add_promise(work, case.id, "增设座位", due_at=date(2024, 9, 30))
    promises.add_promise(work, case.id, "延长时间", due_at=date(2024, 12, 31))
    promises.add_promise(work, case.id, "继续研究")
    found = row(work, case)
    assert found["contacts"] == "3月12日 办前电话沟通；3月26日 办前走访"
    assert (found["followup"], found["followup_due_at"]) == (
        "增设座位；延长时间；继续研究",
        date(2024, 9, 30),
    )
    promises.keep_promise(work, first.id)
    found = row(work, case)
    assert (found["followup"], found["followup_due_at"]) == (
        "增设座位（已兑现）；延长时间；继续研究",
        date(2024, 12, 31),
    )


def test_opinions_are_told_unit_by_unit(work: Workplace, case: Case) -> None:
    cases.update_case(work.store, replace(case, co_units=("区财政局", "区教育局", "区文旅局", "区民政局")))
    opinions.ask_opinions(work, case.id, ("区财政局",), asked_at=date(2024, 4, 1), due_at=date(2024, 4, 8))
    opinions.ask_opinions(work, case.id, ("区教育局",), asked_at=date(2024, 4, 1), due_at=date(2024, 4, 30))
    opinions.receive_opinion(work, case.id, "区文旅局", "同意", received_at=date(2024, 4, 2))
    # One late, one awaited, one received on a day, one not asked.
    assert row(work, case)["co_opinion_at"] == (
        "区财政局 会办逾期；区教育局 等待会办意见；区文旅局 2024-04-02；区民政局"
    )


def test_of_a_co_handled_case_it_says_when_the_opinion_was_sent(work: Workplace, case: Case) -> None:
    ours = replace(case, handling_role=HandlingRole.CO_HANDLING)
    cases.update_case(work.store, ours)
    assert row(work, case)["co_opinion_at"] == ""
    cases.update_case(work.store, replace(ours, replied_at=date(2024, 3, 9)))
    assert row(work, case)["co_opinion_at"] == "2024-03-09 已报主办"


def test_the_result_is_printed_as_the_place_prints_it(work: Workplace, case: Case) -> None:
    open_reply(work, case.id)
    set_reply_fields(work, case.id, {"handling_result": "解决或采纳", "signer": "周明澜"})
    found = row(work, case)
    assert (found["result"], found["signer"]) == ("解决或采纳", "周明澜")
    lettered = create_case(
        work,
        Case(
            number="009",
            subject="甲",
            proposers=(Proposer("沈亦澄"),),
            locality="weixian",
            assigned_at=date(2024, 1, 22),
        ),
    )
    open_reply(work, lettered.id)
    set_reply_fields(work, lettered.id, {"handling_result": "计划解决"})
    assert row(work, lettered)["result"] == "B"


def test_the_worst_answer_of_all_proposers_is_the_satisfaction(work: Workplace, case: Case) -> None:
    two = replace(
        case,
        proposers=(Proposer("林知遥"), Proposer("何云岫")),
        status=Status.FEEDBACK_WAIT,
        replied_at=date(2024, 4, 1),
    )
    cases.update_case(work.store, two)
    feedback.record_feedback(work, case.id, "同意", "林知遥")
    assert row(work, case)["satisfaction"] == "满意"
    feedback.record_feedback(work, case.id, "不同意", "何云岫")
    assert row(work, case)["satisfaction"] == "不满意"


# Which rows and columns.
@pytest.mark.usefixtures("case")
def test_rows_are_numbered_in_the_order_of_the_list(work: Workplace) -> None:
    create_case(work, Case(number="009", subject="甲", due_at=date(2024, 4, 1)))
    found = [(one["row_no"], one["number"]) for one in ledger_rows(work)]
    assert found == [(1, "009"), (2, "085")]
    assert [one["number"] for one in ledger_rows(work, CaseQuery(text="孵化器"))] == ["085"]


def test_telephones_are_left_out_unless_asked_for() -> None:
    usual, every = ledger_columns(), ledger_columns(private=True)
    assert {column.key for column in every} - {column.key for column in usual} == {"proposer_phone"}
    assert [column.caption for column in usual[:3]] == ["序号", "编号", "类型"]


def test_columns_are_named_by_key_or_caption() -> None:
    found = ledger_columns(keys=("案由", "number", "联系电话"))
    assert [column.key for column in found] == ["title", "number", "proposer_phone"]
    with pytest.raises(Refused, match="台账没有“胡写”这一列"):
        ledger_columns(keys=("胡写",))


def test_the_columns_chosen_last_are_remembered_in_order(work: Workplace) -> None:
    assert "proposer_phone" not in chosen_columns(work)
    assert chosen_columns(work)[:2] == ("row_no", "number")
    choose_columns(work, ("title", "number"))
    assert chosen_columns(work) == ("title", "number")
    # A column that a later version of the program no longer has is passed over; none at all means the usual ones.
    choose_columns(work, ("gone", "title"))
    assert chosen_columns(work) == ("title",)
    choose_columns(work, ())
    assert len(chosen_columns(work)) > 30


@pytest.mark.usefixtures("case")
def test_a_ledger_is_written_with_unit_and_day(work: Workplace, tmp_path: Path) -> None:
    save_office(work, Office(unit="澄江区民政局"))
    assert export_ledger(work, tmp_path / "台账.xlsx", columns=ledger_columns(keys=("编号", "案由"))) == 1
    sheet = load_workbook(tmp_path / "台账.xlsx").worksheets[0]
    assert str(sheet["A1"].value).startswith("澄江区民政局办理台账")
    assert "2024-04-09" in "".join(str(cell.value) for cell in sheet[1])
    assert [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2, max_col=2)] == [
        ["编号", "案由"],
        ["085", "关于推动生物医药孵化器建设的提案"],
    ]
    for name in ("台账.csv", "台账"):
        with pytest.raises(Refused, match=f"“{Path(name).suffix or name}”"):
            export_ledger(work, tmp_path / name)


# Forms of a superior office.
@pytest.fixture
def form(tmp_path: Path) -> Path:
    """An invented form: a title over all columns, headings in rows 2 and 3, three of four that the ledger knows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "报送表"
    sheet["A1"] = "办理情况报送表"
    sheet.merge_cells("A1:D1")
    for cell, words in {"A2": "提案号", "B2": "案由", "C2": "承办科室", "D2": "负责人意见"}.items():
        sheet[cell] = words
    for column in "ABCD":
        sheet.merge_cells(f"{column}2:{column}3")
    book.create_sheet("说明")["A1"] = "请于10月底前报送"
    book.save(tmp_path / "表样.xlsx")
    return tmp_path / "表样.xlsx"


def test_a_form_is_shown_with_the_columns_its_headings_mean(work: Workplace, form: Path) -> None:
    shown = preview_form(work, form)
    assert (shown.sheet, [sheet.name for sheet in shown.sheets]) == ("报送表", ["报送表", "说明"])
    assert shown.cells == {(1, 0): "number", (1, 1): "title", (1, 2): "section"}
    sheet = shown.sheets[0]
    assert sheet.rows[:2] == (("办理情况报送表", "", "", ""), ("提案号", "案由", "承办科室", "负责人意见"))
    assert Span(0, 0, 1, 4) in sheet.spans
    assert Span(1, 2, 2, 1) in sheet.spans


def test_a_map_pointed_out_once_is_kept_for_the_form_and_its_copies(
    work: Workplace, form: Path, case: Case, tmp_path: Path
) -> None:
    save_map(work, form, "报送表", {(1, 0): "number", (1, 3): "officer"})
    copy = tmp_path / "四月.xlsx"
    copy.write_bytes(form.read_bytes())
    assert preview_form(work, copy).cells == {(1, 0): "number", (1, 3): "officer"}
    assert form_map(work, open_form(copy)) == FormMap("报送表", 4, (("A", "number"), ("D", "officer")))
    assert export_form(work, copy, tmp_path / "填好.xlsx").cases == 1
    filled = load_workbook(tmp_path / "填好.xlsx")["报送表"]
    assert [cell.value for cell in filled[4]] == ["085", None, None, case.officer or None]
    with pytest.raises(Refused):
        export_form(work, copy, tmp_path / "填好.docx")


def test_a_form_with_too_few_known_headings_is_guessed_for_the_officer_to_correct(
    work: Workplace, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["全区情况一览"])
    sheet.append(["何时", "案由", "案由", "领导意见"])
    book.save(tmp_path / "表.xlsx")
    # One known heading is too few to fill by; it is shown at its first cell.
    assert preview_form(work, tmp_path / "表.xlsx").cells == {(1, 1): "title"}
    with pytest.raises(Refused):
        form_map(work, open_form(tmp_path / "表.xlsx"))


def test_headings_below_the_tenth_row_are_not_looked_for(work: Workplace, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A11"] = "案由"
    book.save(tmp_path / "表.xlsx")
    assert preview_form(work, tmp_path / "表.xlsx").cells == {}


MERGED = SheetPreview("表", (), (Span(1, 1, 2, 3),))


@pytest.mark.parametrize(
    ("cell", "anchor"),
    [
        ((1, 1), (1, 1)),
        ((2, 3), (1, 1)),
        ((0, 1), (0, 1)),
        ((3, 1), (3, 1)),
        ((1, 0), (1, 0)),
        ((1, 4), (1, 4)),
    ],
)
def test_a_merged_cell_belongs_to_its_first_one(cell: tuple[int, int], anchor: tuple[int, int]) -> None:
    assert MERGED.anchor(*cell) == anchor


def test_below_a_merged_cell_comes_the_row_behind_it() -> None:
    assert (MERGED.below(1, 1), MERGED.below(2, 1), MERGED.below(1, 0)) == (3, 3, 2)


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA")])
def test_columns_are_lettered_as_in_spreadsheets(column: int, name: str) -> None:
    assert letters(column) == name


@pytest.mark.parametrize(
    ("words", "key"), [("案由", "title"), ("提案号", "number"), ("负责人意见", ""), ("", "")]
)
def test_a_heading_is_guessed_only_if_the_ledger_has_that_column(words: str, key: str) -> None:
    assert guess(words) == key


def test_a_preview_is_plain_data(work: Workplace, form: Path) -> None:
    assert preview_form(work, form) == FormPreview(
        form,
        preview_form(work, form).sheets,
        "报送表",
        {(1, 0): "number", (1, 1): "title", (1, 2): "section"},
    )
