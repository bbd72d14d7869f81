"""How each dialog of the program is opened on the long case: one entry for each function in desktop/ui that makes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.case.case import Case, MatterType
from desktop.domain.case.field import text_field
from desktop.domain.case.reply import SectionVersion
from desktop.domain.case.status import Status
from desktop.domain.case.work_list import CaseQuery
from desktop.domain.gates.letter_lock import LetterLock
from desktop.domain.gates.readiness import Finding, Need, Passing
from desktop.domain.records.examination import Examination, Examined
from desktop.domain.records.feedback import Feedback
from desktop.domain.records.followup_letter import FollowupLetter
from desktop.domain.records.issued_text import IssuedText
from desktop.domain.records.pre_reply import PreReply
from desktop.domain.records.promise import Promise
from desktop.domain.records.review import Remark
from desktop.domain.records.store_report import StoreComparison, StoreReport
from desktop.domain.rules.locality import Satisfaction
from desktop.services.case_steps import StepForm, step_form
from desktop.services.cases.list_view import SavedList
from desktop.services.handling.casework import Casework
from desktop.services.handling.rule_changes import DueChange, EditionChange
from desktop.services.many_cases import Assignees
from desktop.services.office.licences import about
from desktop.services.paper.portal_card import portal_card
from desktop.services.paper.proof import proof_case
from desktop.services.paper.public_copy import public_copy
from desktop.ui.board.board_page import BoardPage
from desktop.ui.desk.tabs.deadline_card import DeadlineCard
from desktop.ui.inbox.smart_list_panel import ListChoice
from desktop.ui.intake.intake_page import ComparisonDialog
from desktop.ui.settings.about_part import LicencesDialog
from desktop.ui.settings.settings_page import SettingsPage
from desktop.ui.shell.pages import Place
from tests.ui.dialogs.long_case import SECTION, SUBJECT, UNITS
from tests.ui.officer import Officer

_LONG = SUBJECT + "。" + SUBJECT
_DAY = date(2024, 4, 1)


@dataclass(frozen=True)
class Stage:
    """The window with the long case on the desk."""

    officer: Officer
    case: Case

    @property
    def window(self) -> Any:  # noqa: ANN401 - private verbs are called
        return self.officer.program.window

    @property
    def desk(self) -> Any:  # noqa: ANN401 - private verbs are called
        return self.officer.desk

    @property
    def handling(self) -> Any:  # noqa: ANN401 - private verbs are called
        return self.officer.desk.panels.handling

    @property
    def found(self) -> Casework:
        found = self.officer.desk.panels.casework.found
        assert found is not None
        return found

    @property
    def inbox(self) -> Any:  # noqa: ANN401 - private verbs are called
        return self.officer.program.window.inbox

    def asked(self, verb: Callable[..., Any], *args: object) -> Any:  # noqa: ANN401 - whatever the verb gives
        return self.officer.program.worker.wait_for(verb, *args)

    def page(self, place: Place, part: type[QWidget]) -> Any:  # noqa: ANN401 - private verbs are called
        """The page of a place, made but not shown."""
        page = self.officer.program.window.maker.now(place)
        return page if isinstance(page, part) else page.findChild(part)

    @property
    def promises(self) -> Any:  # noqa: ANN401 - private verbs are called
        return self.handling.promises

    @property
    def paper(self) -> Any:  # noqa: ANN401 - private verbs are called
        return self.desk.paper_controller

    @property
    def board_moves(self) -> Any:  # noqa: ANN401 - private verbs are called
        return self.page(Place.BOARD, BoardPage).moves

    @property
    def settings(self) -> Any:  # noqa: ANN401 - private parts are taken
        return self.page(Place.SETTINGS, SettingsPage)

    @property
    def card(self) -> DeadlineCard:
        desk = self.officer.desk
        return DeadlineCard(self.officer.program.theme, desk.panels.casework, self.found, desk.window())


_CALENDAR = "临江区机关放假安排表（含调休和临时停工）.toml"
_NAMES = f"第9001号《{SUBJECT}》等 2 件"
_SAVED = ListChoice("重点", 4, saved=SavedList(SECTION, CaseQuery(), 4))
Open = Callable[[Stage], object]


def _promise(stage: Stage) -> Promise:
    return Promise(stage.case.id, _LONG, owner=SECTION, id=1)


def _pre_reply(stage: Stage) -> PreReply:
    return PreReply(stage.case.id, "欧阳晓舟", _DAY, words=_LONG, id=1)


def _examined(stage: Stage) -> Examined:
    return Examined(Examination(stage.case.id, _DAY, UNITS[0], _LONG), ())


def _letter(stage: Stage) -> FollowupLetter:
    return FollowupLetter(stage.case.id, body=_LONG, signer="上官文渊", id=1)


def _finding(passing: Passing) -> Finding:
    return Finding(Need.OPINION, f"没有收到{UNITS[0]}的会办意见", basis=_LONG, passing=passing)


def _changes(stage: Stage) -> tuple[DueChange, ...]:
    edition = EditionChange("上海市长宁区 第1版", "上海市长宁区 第2版", ())
    change = DueChange(
        stage.case.id, "9001", SUBJECT, MatterType.CPPCC_PROPOSAL, _DAY, date(2024, 5, 1), edition
    )
    return (change,) * 30


def _issued(stage: Stage) -> list[IssuedText]:
    return [IssuedText(stage.case.id, 1, _DAY, _LONG * 8, "上官文渊", why) for why in ("", _LONG)]


def _licences(stage: Stage) -> None:
    LicencesDialog(stage.officer.program.theme, stage.asked(about), stage.window).open()


def _comparison(stage: Stage) -> StoreComparison:
    name = "承办备份-20240408-173000（换硬盘以前，存在科室公用移动硬盘上的那一份）.db"
    report = StoreReport(stage.officer.program.data_dir / name, 6, 4, 12, 2_000_000)
    then = datetime(2024, 4, 8, 17, 30)
    return StoreComparison(report, then, datetime(2024, 4, 9, 10, 0), 16, 12, 3, 240, same_kind=True)


def _step(stage: Stage) -> StepForm:
    """A step that asks for much; the long case lacks a lot for it."""
    form: StepForm = stage.asked(step_form, stage.case.id, Status.SECTION_REVIEW)
    lacking = stage.found.ready[:8]
    return replace(form, lacking=lacking, rows=form.rows or ((text_field("note", "备注"),),), records=_LONG)


def _history(stage: Stage) -> None:
    desk = stage.desk
    versions = tuple(SectionVersion(n, desk.pane.key, _LONG * 8, datetime(2024, 4, n + 1)) for n in range(20))
    desk.verbs._open_history((desk.session.reply.id, desk.pane.key), versions)


def _lock(stage: Stage) -> None:
    bar = stage.desk.pane.lock_bar
    bar.show_lock(LetterLock.SIGNED)
    bar.ask()
    bar.show_lock(LetterLock.OPEN)


def _title(stage: Stage) -> None:
    stage.desk.pane.open_section("overview")  # a section that begins with a heading
    stage.desk.verbs.ask_title()


def _remark_at(stage: Stage) -> None:
    stage.desk.pane.open_section(next(item.key for item in stage.desk.pane.items if not item.is_form))
    stage.handling.reviews.ask_remark()


def _consent(stage: Stage) -> None:
    """Asked where somebody is not satisfied: such forms take the place of those of the case."""
    casework = stage.desk.panels.casework
    form = Feedback(
        stage.case.id,
        "欧阳晓舟",
        rating="dissatisfied",
        counts_as=Satisfaction.DISSATISFIED,
        returned_at=_DAY,
    )
    kept = casework.found
    casework.found = replace(kept, forms=(form,))
    stage.handling.feedback.ask_consent()
    casework.found = kept


def _compare(stage: Stage) -> None:
    dialog = ComparisonDialog(stage.officer.program.theme, "相近程度 93%", stage.officer.program.window)
    for heading in ("这一份", "十五届四次会议第9001号"):
        dialog.show_side(heading, SUBJECT, "\n".join([_LONG] * 6), "\n".join([_LONG] * 12))
    dialog.open()


_OPENERS: dict[str, dict[str, Open]] = {
    "board.board_moves": {
        "BoardMoves._ask_day": lambda at: at.board_moves._ask_day(at.case.id),
        "BoardMoves._take_form": lambda at: at.board_moves._take_form(replace(_step(at), lacking=())),
        "BoardMoves._ask_reason": lambda at: at.board_moves._ask_reason(at.case, Status.RETURNED, jump=True),
    },
    "desk.case_verbs": {
        "CaseVerbs.ask_merge": lambda at: at.desk.case_verbs.ask_merge(),
    },
    "dialogs.deleting": {
        "Deleting._ask_why": lambda at: at.inbox.many.deleting._ask_why((1, 2), _NAMES),
        "Deleting._ask_sure": lambda at: at.inbox.many.deleting._ask_sure((1, 2), _NAMES),
    },
    "desk.desk_page": {
        "DeskPage._ask_why": lambda at: at.desk._ask_why("signer"),
        "DeskPage._edit_case": lambda at: at.desk._edit_case(),
    },
    "desk.move_controller": {
        "MoveController._open": lambda at: at.desk.moves._open(_step(at)),
        "MoveController._ask_reason": lambda at: at.desk.moves._ask_reason(at.case, Status.WITHDRAWN, True),
        "MoveController.ask_day": lambda at: at.desk.moves.ask_day(),
    },
    "desk.paper.export_controller": {
        "ExportController._ask_removals": lambda at: at.paper.exports._ask_removals(
            at.case, at.asked(public_copy, at.case.id)
        ),
        "ProofController.show": lambda at: at.paper.proofs.show(at.asked(proof_case, at.case.id)),
    },
    "desk.paper.paper_controller": {
        "PaperController.show_pages": lambda at: at.paper.show_pages(),
    },
    "desk.paper.portal_controller": {
        "PortalController._make": lambda at: at.paper.portals._show(at.asked(portal_card, at.case.id)),
    },
    "desk.tabs.contacts_page": {
        "ContactsPage.ask_waiver": lambda at: at.desk.panels.contacts.ask_waiver(),
    },
    "desk.tabs.deadline_card": {
        "DeadlineCard.ask_extension": lambda at: at.card.ask_extension(),
        "DeadlineCard.ask_given": lambda at: at.card.ask_given(),
        "DeadlineCard.ask_pause": lambda at: at.card.ask_pause(),
        "DeadlineCard.ask_resumption": lambda at: at.card.ask_resumption(),
    },
    "desk.tabs.disclosure_part": {
        "DisclosurePart.ask_place": lambda at: at.handling.disclosure.ask_place(),
        "DisclosurePart.ask_review": lambda at: at.handling.disclosure.ask_review(),
    },
    "desk.tabs.examination_part": {
        "ExaminationPart.ask_examination": lambda at: at.handling.examination.ask_examination(),
        "ExaminationPart.ask_removal": lambda at: at.handling.examination.ask_removal(_examined(at)),
    },
    "desk.tabs.feedback_part": {
        "FeedbackPart.ask_answers": lambda at: at.handling.feedback.ask_answers(),
        "FeedbackPart.ask_consent": _consent,
        "FeedbackPart.ask_sending": lambda at: at.handling.feedback.ask_sending(),
    },
    "desk.tabs.followup_letters": {
        "FollowupLetters.ask_sent": lambda at: at.promises.letters.ask_sent(_letter(at)),
        "FollowupLetters.ask_text": lambda at: at.promises.letters.ask_text(_letter(at)),
        "FollowupLetters.ask_withdrawal": lambda at: at.promises.letters.ask_withdrawal(_letter(at)),
    },
    "desk.tabs.handling_page": {
        "ReturnPart.ask_reason": lambda at: at.handling.returning.ask_reason(),
    },
    "desk.tabs.opinions_page": {
        "OpinionsPage._ask_about": lambda at: at.desk.panels.opinions._ask_about(list(UNITS)),
        "OpinionsPage._chase": lambda at: at.desk.panels.opinions._chase(UNITS[0]),
        "OpinionsPage.receive": lambda at: at.desk.panels.opinions.receive(UNITS[0]),
    },
    "desk.tabs.pre_reply_part": {
        "PreReplyPart.ask_answer": lambda at: at.handling.pre_replies.ask_answer(_pre_reply(at)),
        "PreReplyPart.ask_settled": lambda at: at.handling.pre_replies.ask_settled(_pre_reply(at)),
        "PreReplyPart.ask_shown": lambda at: at.handling.pre_replies.ask_shown(),
    },
    "desk.tabs.promises_part": {
        "PromisesPart.ask_conversion": lambda at: at.promises.ask_conversion(),
        "PromisesPart.ask_kept": lambda at: at.promises.ask_kept(_promise(at)),
        "PromisesPart.ask_progress": lambda at: at.promises.ask_progress(_promise(at)),
        "PromisesPart.ask_promise": lambda at: at.promises.ask_promise(_LONG),
    },
    "desk.tabs.ready_part": {
        "ReadyPart.ask_waiver": lambda at: at.handling.ready.ask_waiver(
            _finding(Passing("分管领导", _LONG, approver=True))
        ),
    },
    "desk.tabs.record_changes": {
        "RecordChanges.ask_correction": lambda at: at.promises.changes.ask_correction(_promise(at)),
        "RecordChanges.ask_withdrawal": lambda at: at.promises.changes.ask_withdrawal(1, _LONG),
    },
    "desk.tabs.reviews_part": {
        "ReviewsPart._ask_answer": lambda at: at.handling.reviews._ask_answer(Remark(1, "answer", _LONG, 1)),
        "ReviewsPart.ask_remark": _remark_at,
        "ReviewsPart.ask_review": lambda at: at.handling.reviews.ask_review(),
        "ReviewsPart.show_issued": lambda at: at.handling.reviews.show_issued(_issued(at)),
    },
    "desk.writing.letter_lock_bar": {
        "LetterLockBar.ask": _lock,
    },
    "desk.writing.section_verbs": {
        "SectionVerbs._open_history": _history,
        "SectionVerbs.ask_title": _title,
        "SectionVerbs.ask_new_section": lambda at: at.desk.verbs.ask_new_section(),
    },
    "inbox.list_controller": {
        "ListController.ask_new_name": lambda at: at.inbox.saved_lists.ask_new_name(_SAVED),
        "ListController.ask_drop": lambda at: at.inbox.saved_lists.ask_drop(_SAVED),
        "ListController.ask_name": lambda at: at.inbox.saved_lists.ask_name(CaseQuery()),
    },
    "inbox.many_cases_controller": {
        "ManyCasesController._ask_assignee": lambda at: at.inbox.many._ask_assignee(
            (1, 2), Assignees((SECTION,), ("司马知行",))
        ),
        "ManyCasesController.ask_day": lambda at: at.inbox.many.ask_day((Status.SIGNED, Status.DISTRIBUTED)),
        "ManyCasesController.ask_pack": lambda at: at.inbox.many.ask_pack(),
        "Merging._ask_among": lambda at: at.inbox.many.merging._ask_among(
            ((1, f"9001　{SUBJECT}"), (2, f"9002　{SUBJECT}"))
        ),
    },
    "intake.intake_page": {
        "IntakePage._compare": _compare,
    },
    "printing.print_dialog": {
        "open_print_dialog.show": lambda at: at.paper.print_set(),
    },
    "settings.about_part": {
        "AboutPart._open": _licences,
    },
    "settings.backup_part": {
        "BackupPart._open": lambda at: at.settings.backups._open(_comparison(at)),
    },
    "settings.calendar_dialog": {
        "CalendarPart._open": lambda at: at.settings.calendar._open("", _CALENDAR, _changes(at)),
    },
    "settings.handover_part": {
        "HandoverPart.ask": lambda at: at.settings.handovers.ask(),
    },
    "settings.rules_dialog": {
        "RulesPart._open": lambda at: at.settings.rules._open(_changes(at)),
    },
    "shell.window_keys": {
        "WindowKeys._show_list": lambda at: at.window.keys._show_list(at.window),
    },
    "shell.main_window": {
        "MainWindow.new_case.ask": lambda at: at.window.new_case(),
    },
}
OPENERS = {f"{module}:{verb}": opens for module, verbs in _OPENERS.items() for verb, opens in verbs.items()}
"""By `module:Class.function`, as dialog_places() names them."""
