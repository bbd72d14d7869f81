"""The store is busy, the officer goes on to another case: the late answer reaches the case asked about, and no other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QCheckBox

from desktop.domain.case.case import Case, HandlingRole, Proposer
from desktop.domain.case.disclosure import Disclosure
from desktop.domain.case.event import EventKind
from desktop.domain.case.reply import Reply
from desktop.domain.case.status import Status
from desktop.services.cases.cases import create_case, get_case
from desktop.services.handling.contacts import contacts_of
from desktop.services.handling.progress import events
from desktop.services.handling.promises import promises_of
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import open_reply, set_reply_fields
from desktop.ui.desk.case_opening import _created
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.parts.notice import NoticeAction
from tests.complete_case import complete
from tests.ui.officer import Officer
from tests.ui.record_dialogs import dialog_of, panels, recorded
from tests.ui.store_threads import busy

A, B = 1, 2


def begin_cases(work: Workplace) -> None:
    """Two cases with a draft each; 085 gets the id A, 086 the id B."""
    for number, subject in (("085", "关于改善社区图书室的提案"), ("086", "关于增设公交站点的提案")):
        case = Case(
            number=number, term=15, session=4, region="长宁区", subject=subject, proposers=(Proposer("林晓舟"),),
            handling_role=HandlingRole.LEAD, status=Status.DRAFTING, assigned_at=date(2024, 2, 23),
        )  # fmt: skip
        set_reply_fields(work, complete(work, create_case(work, case).id).id, {"签发人": ""})


@pytest.fixture
def at_desk(officer: Officer) -> Officer:
    """Case A is open."""
    officer.program.worker.wait_for(begin_cases)
    officer.open_case(A)
    return officer


def is_at(officer: Officer, case_id: int) -> bool:
    """True if that case is on the desk, with everything recorded."""
    found = panels(officer).casework.found
    return officer.desk.case_id == case_id and found is not None


def go_to_b(officer: Officer) -> None:
    """Open case B, with everything recorded, while the store's writer is busy."""
    officer.program.window.open_case(B)
    officer.until(lambda: is_at(officer, B))


def submit_and_ask_for_b(officer: Officer, *unticked: str, **texts: str) -> None:
    """Fill the open dialog, submit it, press Esc before the answer is there, and ask for case B."""
    dialog = dialog_of(officer)
    assert isinstance(dialog, RecordDialog)
    dialog.fill(texts)
    boxes: Iterable[QCheckBox] = dialog.findChildren(QCheckBox)
    for box in boxes:
        if box.text() in unticked:
            box.setChecked(False)
    dialog.submit()
    dialog.reject()
    officer.program.window.open_case(B)


def points(officer: Officer, case_id: int) -> list[str]:
    """What was said in the contacts of the case."""
    found = [one.points for one in officer.program.worker.wait_for(contacts_of, case_id)]
    return [one for one in found if one]


def letter(officer: Officer, case_id: int) -> Reply:
    """The stored letter, after what is typed has been stored as well."""
    officer.wait_saved()
    return officer.program.worker.wait_for(open_reply, case_id)


def status(officer: Officer, case_id: int) -> Status:
    return officer.program.worker.wait_for(get_case, case_id).status


def test_a_late_disclosure_review_is_written_into_its_own_letter_only(at_desk: Officer) -> None:
    before = letter(at_desk, B)
    with busy(at_desk, at_desk.program.worker):
        panels(at_desk).handling.disclosure.ask_review()
        submit_and_ask_for_b(
            at_desk, decision="不予公开", reviewer="王启明", secrecy_reviewer="周立群", reason="涉及商业秘密"
        )
    at_desk.until(lambda: is_at(at_desk, B))
    assert letter(at_desk, B) == before == at_desk.desk.session.reply
    fields = letter(at_desk, A).fields
    assert (fields.disclosure, fields.disclosure_reason) == (Disclosure.NONE, "涉及商业秘密")
    at_desk.open_case(A)
    assert at_desk.desk.session.reply.fields.disclosure is Disclosure.NONE


def test_a_late_sign_off_names_the_signer_of_its_own_letter_only(at_desk: Officer) -> None:
    before = letter(at_desk, B)
    with busy(at_desk, at_desk.program.worker):
        panels(at_desk).handling.reviews.ask_review()
        submit_and_ask_for_b(at_desk, "同时流转", stage="签发", reviewer="周副区长", verdict="同意")
    at_desk.until(lambda: is_at(at_desk, B))
    assert letter(at_desk, B) == before == at_desk.desk.session.reply
    assert (before.fields.signer, letter(at_desk, A).fields.signer) == ("", "周副区长")


def test_a_late_move_leaves_the_officer_at_the_case_opened_meanwhile(at_desk: Officer) -> None:
    with busy(at_desk, at_desk.program.worker):
        at_desk.desk.moves.move(Status.SECTION_REVIEW)
        go_to_b(at_desk)
        at_desk.desk.pane.focus_writing()
    session = at_desk.desk.session
    assert (session.case.id, session.reply.case_id) == (B, B)
    assert at_desk.desk.header.isVisible()
    assert (status(at_desk, A), status(at_desk, B)) == (Status.SECTION_REVIEW, Status.DRAFTING)


def undo_of(officer: Officer) -> NoticeAction:
    """The button 「撤销」 of the shown notice."""
    notice = officer.program.window.notice.notice
    assert notice is not None
    return next(action for action in notice.actions if action.label == "撤销")


def test_a_late_move_is_reported_with_its_number_and_undone_there(at_desk: Officer) -> None:
    with busy(at_desk, at_desk.program.worker):
        at_desk.desk.moves.move(Status.SECTION_REVIEW)
        go_to_b(at_desk)
    assert at_desk.notice.startswith("085 已流转到“科室核稿”")
    late = undo_of(at_desk)
    at_desk.desk.moves.move(Status.SECTION_REVIEW)
    at_desk.until(lambda: at_desk.notice.startswith("086 已流转到“科室核稿”"))
    late.act()
    at_desk.until(lambda: at_desk.notice.startswith("085 已撤销"))
    assert (status(at_desk, A), status(at_desk, B)) == (Status.DRAFTING, Status.SECTION_REVIEW)
    assert (at_desk.desk.case_id, at_desk.desk.session.case.status) == (B, Status.SECTION_REVIEW)


def test_the_notice_of_a_move_goes_when_another_case_is_opened(at_desk: Officer) -> None:
    at_desk.desk.moves.move(Status.SECTION_REVIEW)
    at_desk.until(lambda: "085 已流转到" in at_desk.notice)
    at_desk.open_case(A)
    assert "085 已流转到" in at_desk.notice
    at_desk.open_case(B)
    assert at_desk.notice == ""


def test_a_late_contact_is_recorded_once_and_what_is_typed_meanwhile_stays(at_desk: Officer) -> None:
    line = panels(at_desk).contacts.line
    line.points.setText("与委员通话，谈夜间开放")
    with busy(at_desk, at_desk.program.worker):
        line.recorded.emit()
        line.recorded.emit()
        go_to_b(at_desk)
        line.points.setText("站点选址还没谈完")
    assert line.points.text() == "站点选址还没谈完"
    stored = [points(at_desk, case) for case in (A, B)]
    assert stored == [["与委员通话，谈夜间开放"], []]


def type_while_saving(officer: Officer, words: str = "正在写的一句。") -> None:
    """Type into the letter of case A; what is typed cannot be stored before the store is free."""
    officer.desk.session.edit_section("opening", words)


def test_who_goes_to_the_list_while_a_case_is_opening_stays_there(at_desk: Officer) -> None:
    with busy(at_desk, at_desk.program.worker):
        type_while_saving(at_desk)
        at_desk.program.window.open_case(B)
        at_desk.program.window.show_inbox()
    at_desk.until(lambda: not at_desk.desk.session.dirty)
    at_desk.settle()
    assert at_desk.inbox.isVisible()
    assert at_desk.desk.case_id == A


def test_who_goes_to_the_list_after_the_case_was_read_stays_there_too(at_desk: Officer) -> None:
    with busy(at_desk, at_desk.program.worker):
        at_desk.program.window.open_case(B)
        type_while_saving(at_desk)  # after B has been asked for, before it can be shown
        at_desk.until(lambda: at_desk.desk.opening._found is not None)
        at_desk.program.window.show_inbox()
    at_desk.until(lambda: not at_desk.desk.session.dirty)
    at_desk.settle()
    assert at_desk.inbox.isVisible()


def test_who_takes_files_in_while_a_case_is_opening_stays_at_them(at_desk: Officer) -> None:
    with busy(at_desk, at_desk.program.worker):
        type_while_saving(at_desk)
        at_desk.program.window.open_case(B)
        at_desk.program.window.intake.show_requested.emit()
    at_desk.until(lambda: not at_desk.desk.session.dirty)
    at_desk.settle()
    assert at_desk.program.window.intake.isVisible()


def test_of_two_cases_asked_for_the_last_is_opened(at_desk: Officer) -> None:
    opened: list[int] = []
    at_desk.desk.opened.connect(lambda: opened.append(at_desk.desk.case_id))
    with busy(at_desk, at_desk.program.worker):
        type_while_saving(at_desk)
        at_desk.program.window.open_case(B)
        at_desk.program.window.open_case(A)
        at_desk.program.window.open_case(B)
    at_desk.until(lambda: is_at(at_desk, B))
    assert opened == [B]


def test_a_case_asked_for_waits_until_the_dialog_about_the_other_is_closed(at_desk: Officer) -> None:
    panels(at_desk).handling.promises.ask_promise("年内开放")
    dialog = dialog_of(at_desk)
    assert isinstance(dialog, RecordDialog)
    at_desk.program.window.open_case(B)
    at_desk.until(lambda: at_desk.desk.opening._found is not None)
    at_desk.settle()
    assert at_desk.desk.case_id == A
    dialog.submit()
    at_desk.until(lambda: is_at(at_desk, B))
    promises = [[one.text for one in at_desk.program.worker.wait_for(promises_of, case)] for case in (A, B)]
    assert promises == [["年内开放"], []]


def test_a_case_asked_for_waits_until_the_menu_of_moves_is_closed(at_desk: Officer) -> None:
    menu = at_desk.desk.moves.menu
    menu.popup(at_desk.desk.mapToGlobal(QPoint(200, 200)))
    at_desk.program.window.open_case(B)
    at_desk.until(lambda: at_desk.desk.opening._found is not None)
    at_desk.settle()
    assert at_desk.desk.case_id == A
    menu.close()
    at_desk.until(lambda: is_at(at_desk, B))


def test_nothing_of_the_case_before_is_filled_in_before_a_case_has_been_read(at_desk: Officer) -> None:
    with busy(at_desk, at_desk.program.worker.looker):
        at_desk.desk._show_opening(at_desk.program.worker.wait_for(_created, B))
        panels(at_desk).handling.disclosure.ask_review()
        panels(at_desk).handling.reviews.ask_review()
        panels(at_desk).handling.feedback.ask_answers()
        panels(at_desk).handling.promises.ask_conversion()
        panels(at_desk).explain_deadline()
        assert QApplication.activeModalWidget() is None
        assert QApplication.activePopupWidget() is None


def test_the_history_of_a_section_is_not_offered_in_another(at_desk: Officer) -> None:
    with busy(at_desk, at_desk.program.worker.looker):
        at_desk.desk.verbs.show_history()
        at_desk.desk.pane.step(1)
    assert QApplication.activeModalWidget() is None


def test_a_move_under_way_bars_a_second_one_of_its_own_case_only(at_desk: Officer) -> None:
    with busy(at_desk, at_desk.program.worker):
        at_desk.desk.moves.move(Status.SECTION_REVIEW)
        at_desk.desk.moves.move(Status.SECTION_REVIEW)
        go_to_b(at_desk)
        at_desk.desk.moves.move(Status.SECTION_REVIEW)
    assert (status(at_desk, A), status(at_desk, B)) == (Status.SECTION_REVIEW, Status.SECTION_REVIEW)
    moves = [event for event in at_desk.program.worker.wait_for(events, A) if event.kind is EventKind.MOVED]
    assert len(moves) == 1


def test_the_buttons_are_grey_for_the_case_that_waits_only(at_desk: Officer) -> None:
    button = at_desk.desk.header.next
    with busy(at_desk, at_desk.program.worker):
        at_desk.desk.moves.move(Status.SECTION_REVIEW)
        at_desk.until(lambda: not button.isEnabled())
        go_to_b(at_desk)
        assert button.isEnabled()
        at_desk.program.window.open_case(A)
        at_desk.until(lambda: is_at(at_desk, A) and not button.isEnabled())
    assert button.isEnabled()


def test_a_contact_under_way_does_not_bar_that_of_another_case(at_desk: Officer) -> None:
    line = panels(at_desk).contacts.line
    line.points.setText("与委员通话，谈夜间开放")
    with busy(at_desk, at_desk.program.worker):
        line.recorded.emit()
        go_to_b(at_desk)
        line.points.setText("站点选址还没谈完")
        line.recorded.emit()
    stored = [points(at_desk, case) for case in (A, B)]
    assert stored == [["与委员通话，谈夜间开放"], ["站点选址还没谈完"]]


def test_a_contact_typed_before_the_rest_of_the_case_is_there_stays(at_desk: Officer) -> None:
    line = panels(at_desk).contacts.line
    line.points.setText("写了一半，不登记")
    opening = at_desk.program.worker.wait_for(_created, B)
    with busy(at_desk, at_desk.program.worker.looker):
        at_desk.desk._show_opening(opening)
        assert line.points.text() == ""
        assert line.people.text() == "林晓舟"
        line.points.setText("站点选址")
        line.people.setText("周文")
    assert recorded(at_desk).case.id == B
    assert (line.points.text(), line.people.text()) == ("站点选址", "周文")


def test_a_late_save_of_a_letter_is_not_taken_for_that_of_another(at_desk: Officer) -> None:
    session = at_desk.desk.session
    as_stored, opening = session.reply, at_desk.program.worker.wait_for(_created, B)
    with busy(at_desk, at_desk.program.worker):
        type_while_saving(at_desk)
        session.save_soon()
        session.edit(as_stored)  # typed and taken back: nothing is unsaved
        at_desk.desk._show_opening(opening)
    assert session.stored == session.reply == opening.reply
    assert not session.dirty
