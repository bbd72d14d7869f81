"""Screenshots of the casework: tabs of the desk, explanation of the due date, course, and actions on many cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.case.work_list import GroupKey
from desktop.domain.records.co_opinion import Position
from desktop.domain.records.contact import ContactPhase, ContactWay
from desktop.domain.records.review import ReviewStage, Verdict
from desktop.services.cases.cases import set_fields
from desktop.services.handling.contacts import record_contact
from desktop.services.handling.opinions import ask_opinions, chase, receive_opinion
from desktop.services.handling.promises import add_promise, note_progress
from desktop.services.handling.reviews import add_remark, record_review
from desktop.services.office.workplace import Workplace
from desktop.store.history.handling import CONTACTS
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.store_worker import StoreWorker

ENOUGH = 2


def record_around(work: Workplace, case_id: int, section: str) -> None:
    """Record invented casework on a demo case, once."""
    if len(CONTACTS.of(work.store, case_id)) > ENOUGH:
        return
    today = work.today
    set_fields(work, case_id, {"co_units": "区财政局、区投资促进服务中心、区文化和旅游局"})
    for ago, way, phase, points in (
        (20, ContactWay.PHONE, ContactPhase.BEFORE, "电话听取提案背景，约定走访时间"),
        (6, ContactWay.VISIT, ContactPhase.DURING, "到园区座谈，委员希望写明产业基金的设立时间"),
        (1, ContactWay.MESSAGE, ContactPhase.DURING, "答复稿要点已请委员过目"),
    ):
        record_contact(work, case_id, way, day=today - timedelta(days=ago), phase=phase, points=points)
    asked = today - timedelta(days=15)
    ask_opinions(work, case_id, ("区财政局",), asked_at=asked, due_at=today - timedelta(days=3))
    chase(work, case_id, "区财政局", note="，答应本周五前报来")
    ask_opinions(work, case_id, ("区投资促进服务中心",), due_at=today + timedelta(days=12))
    text = "我局支持在园区布局公共文化空间，建议结合片区更新同步建设展示窗口。"
    receive_opinion(work, case_id, "区文化和旅游局", text, position=Position.AGREES)
    review = record_review(
        work, case_id, ReviewStage.SECTION, "王启明", Verdict.CHANGES, "数据请与统计口径核对"
    )
    add_remark(work, review.id, section, "这一段的时间节点再核实，不能写“近期”", 3)
    promise = add_promise(work, case_id, "年底前完成产业基金组建方案", due_at=today + timedelta(days=20))
    note_progress(work, promise.id, "已完成选址，正在招标")


def take_casework(
    window: MainWindow, worker: StoreWorker, settle: Callable[[], None], picture: Callable[[str], None]
) -> None:
    """Take pictures of the case on the desk with its casework, then of the list."""
    desk = window.desk
    worker.wait_for(record_around, desk.case_id, desk.pane.key)
    desk.panels.casework.open_case(desk.case_id)
    settle()
    for place, name in ((2, "contacts"), (3, "opinions"), (4, "handling")):
        desk.source.bring(place)
        picture(f"desk-{name}")
    desk.panels.explain_deadline()
    settle()
    card = QApplication.activePopupWidget()
    assert card is not None
    corner = window.mapFromGlobal(card.pos())
    card.setParent(
        window, Qt.WindowType.Widget
    )  # a popup is a separate window and not in the picture of this one
    card.move(corner)
    card.show()
    card.raise_()
    picture("desk-deadline")
    card.close()
    desk.body.toggle()
    picture("course")
    desk.body.toggle()
    take_list(window, settle, picture)


def take_list(window: MainWindow, settle: Callable[[], None], picture: Callable[[str], None]) -> None:
    """Take a picture of the grouped list with several cases chosen."""
    window.show_inbox()
    inbox = window.inbox
    inbox.header.view.group_by(GroupKey.STATUS)
    settle()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(1, min(inbox.model.rowCount(), 8)):
        if inbox.model.places.head(row) is None:
            inbox.table.selectionModel().select(inbox.model.index(row, 0), flags)
    picture("inbox-groups")
    inbox.header.view.group_by(None)
