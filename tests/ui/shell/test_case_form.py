"""The form of a case: the place is chosen from the list, and organisations among the proposers can be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from desktop.domain.case.case import Case, Level, ProposerKind
from desktop.services.cases.cases import create_case, find_case, get_case
from desktop.services.office.office import read_office, save_office
from desktop.services.office.rules import rules_of
from desktop.services.office.workplace import Workplace
from desktop.ui.dialogs.case_dialogs import EditCaseDialog, NewCaseDialog
from tests.ui.officer import Officer


def stored(officer: Officer) -> Case:
    return officer.program.worker.wait_for(find_case, "085")


def rules_id(work: Workplace, case: Case) -> str:
    return rules_of(work, case).id


def enter(officer: Officer, *fields: tuple[str, str]) -> None:
    officer.begin_new_case()
    for label, words in (("编号", "085"), ("案由", "关于改善社区图书室的提案"), *fields):
        officer.fill_field(label, words)
    officer.ctrl(Qt.Key.Key_Return)
    officer.until(lambda: officer.at_desk)


def correct(officer: Officer) -> EditCaseDialog:
    """Open the form of the case on the desk."""
    officer.desk.source.edit_requested.emit()
    officer.until(lambda: isinstance(QApplication.activeModalWidget(), EditCaseDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EditCaseDialog)
    return dialog


def test_the_chosen_place_gives_the_rules_and_the_level(officer: Officer) -> None:
    enter(officer, ("办理规则", "上海市（市级）"))
    case = stored(officer)
    assert (case.locality, case.level) == ("shanghai-city", Level.CITY)
    assert officer.program.worker.wait_for(rules_id, case) == "shanghai-city"


def in_linjiang(work: Workplace) -> None:
    save_office(work, replace(read_office(work), region="临江区"))
    create_case(work, Case(number="001", subject="关于早先一件的提案", term=15, session=3))
    create_case(work, Case(number="002", subject="关于最近一件的提案", term=15, session=4))


def test_a_new_case_begins_in_the_offices_region_and_the_newest_session(officer: Officer) -> None:
    officer.program.worker.wait_for(in_linjiang)
    enter(officer)
    case = stored(officer)
    assert (case.region, case.term, case.session) == ("临江区", 15, 4)


def test_the_facts_beside_the_original_stay_in_sight_after_a_correction(officer: Officer) -> None:
    enter(officer, ("提案者", "林晓舟"))
    page = officer.desk.source.text
    officer.desk.source.bring(0)
    officer.until(lambda: page._facts_area.height() > 30)
    page.show_case(stored(officer))
    assert page._facts_area.height() > 30


def test_a_level_chosen_before_the_place_stays(officer: Officer) -> None:
    enter(officer, ("层级", "省"), ("办理规则", "上海市（市级）"))
    assert stored(officer).level is Level.PROVINCIAL


def test_the_form_of_a_case_says_whose_rules_hold_without_a_choice(officer: Officer) -> None:
    enter(officer, ("地区", "佛坪县"))
    dialog = correct(officer)
    places = dialog.form.boxes["locality"].control
    assert isinstance(places, QComboBox)
    assert places.currentText() == "自动选择（现按佛坪县）"
    names = [places.itemText(place) for place in range(places.count())]
    assert "全国政协提案" in names
    assert "全国人大代表建议" not in names  # has no rules for proposals
    dialog.reject()


def choose_in_earlier_days(work: Workplace, case: Case) -> Case:
    with work.store.writing() as connection:
        connection.execute("UPDATE cases SET locality = 'national' WHERE id = ?", (case.id,))
    return get_case(work, case.id)


def test_a_place_chosen_under_an_old_id_is_not_dropped_when_something_else_is_corrected(
    officer: Officer,
) -> None:
    enter(officer, ("层级", "全国"))
    officer.open_case(officer.program.worker.wait_for(choose_in_earlier_days, stored(officer)).id)
    dialog = correct(officer)
    dialog.form.boxes["section"].show_text("科创科")
    dialog.store()
    officer.settle()
    assert (stored(officer).section, stored(officer).locality) == ("科创科", "national")


def test_organisations_are_recognised_while_typing_and_can_be_corrected(officer: Officer) -> None:
    dialog = officer.begin_new_case()
    officer.fill_field("编号", "085")
    officer.fill_field("案由", "关于改善社区图书室的提案")
    officer.fill_field("提案者", "区工商联、河畔读书会友")
    assert dialog.form.boxes["group_proposers"].text == "区工商联"
    officer.fill_field("集体提案者", "区工商联、河畔读书会友")
    officer.ctrl(Qt.Key.Key_Return)
    officer.until(lambda: officer.at_desk)
    assert [one.kind for one in stored(officer).proposers] == [ProposerKind.GROUP] * 2


def test_a_body_that_is_none_of_the_proposers_is_named_on_the_form(officer: Officer) -> None:
    dialog = officer.begin_new_case()
    officer.fill_field("案由", "关于改善社区图书室的提案")
    officer.fill_field("提案者", "沈亦澄")
    officer.fill_field("集体提案者", "区妇联")
    officer.ctrl(Qt.Key.Key_Return)
    officer.settle()
    assert dialog.notice.notice is not None
    assert "提案者里没有“区妇联”" in dialog.notice.notice.what


def test_a_fact_that_moves_the_due_day_is_asked_for_its_reason(officer: Officer) -> None:
    enter(officer, ("交办日期", "2024-01-15"), ("办理规则", "上海市长宁区"))
    assert stored(officer).due_at == date(2024, 4, 15)
    dialog = correct(officer)
    dialog.form.boxes["assigned_at"].show_text("2024-02-15")
    dialog.store()
    officer.until(lambda: dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert (
        dialog.notice.notice.what
        == "这样改，期限会变：办理期限 2024年4月15日→2024年5月15日；申请退回期限 2024年1月22日→2024年2月22日。"
    )
    assert dialog.why.fault == "请写明原因，再保存一次。"
    dialog.why.show_text("交办单是二月的")
    dialog.store()
    officer.until(lambda: stored(officer).due_at == date(2024, 5, 15))


def test_the_form_takes_no_due_day_before_the_assignment(officer: Officer) -> None:
    officer.begin_new_case()
    for label, words in (
        ("案由", "关于改善社区图书室的提案"),
        ("交办日期", "2024-01-15"),
        ("办理期限", "2023-04-15"),
    ):
        officer.fill_field(label, words)
    officer.ctrl(Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NewCaseDialog)
    officer.until(lambda: dialog.notice.notice is not None)
    assert dialog.notice.notice is not None
    assert dialog.notice.notice.what == "期限2023年4月15日不晚于交办日期2024年1月15日。"
    dialog.reject()
