"""Casework on the desk: tabs in the left column, remark marks on the paper, the card that explains the deadline."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.case.status import Status
from desktop.domain.gates.readiness import Finding, Need
from desktop.domain.records.co_opinion import OpinionState
from desktop.domain.records.review import open_remarks
from desktop.domain.words.shortened import shortened
from desktop.services.case_steps import written_fields
from desktop.services.handling.casework import Casework
from desktop.services.handling.reviews import RemarkPlace
from desktop.typesetting.pages.page_places import TypedPosition
from desktop.ui.desk.casework_controller import CaseworkController
from desktop.ui.desk.desk_header import DeskHeader
from desktop.ui.desk.move_controller import MoveController
from desktop.ui.desk.paper.form_export import FormExport
from desktop.ui.desk.paper.paper_column import PaperColumn
from desktop.ui.desk.tabs.contacts_page import ContactsPage
from desktop.ui.desk.tabs.deadline_card import DeadlineCard
from desktop.ui.desk.tabs.handling_page import HandlingPage, work_badge
from desktop.ui.desk.tabs.last_round_page import LastRoundPage
from desktop.ui.desk.tabs.opinions_page import OpinionsPage
from desktop.ui.desk.writing.editor_head import EditorMenu
from desktop.ui.desk.writing.editor_pane import EditorPane
from desktop.ui.desk.writing.reply_session import ReplySession
from desktop.ui.desk.writing.section_list import FOOT_FORM, HEAD_FORM
from desktop.ui.desk.writing.source_panel import ASKS, SourcePanel
from desktop.ui.menus.place_menus import MenuVerb, Verbs
from desktop.ui.paper.page_renderer import Remark as PaperRemark
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme

_LOOK_AGAIN_MS = 1200
"""What is missing is read again this long after the last save, so that typing is not slowed down by it."""


class CaseworkPanels(QObject):
    """Creates and connects the parts. The desk page calls `open_case` and passes `failed` and `noticed` on."""

    failed = Signal(object)
    noticed = Signal(object)
    timeline_requested = Signal()
    case_requested = Signal(int)
    """Carries the id of another case that should be opened: one that is merged with this one."""

    def __init__(
        self,
        theme: Theme,
        worker: StoreWorker,
        session: ReplySession,
        source: SourcePanel,
        pane: EditorPane,
        paper: PaperColumn,
        header: DeskHeader,
        moves: MoveController,
    ) -> None:
        super().__init__(source)
        self._theme, self._session, self._source = theme, session, source
        self._pane, self._paper, self._header, self._moves = pane, paper, header, moves
        self.casework = CaseworkController(worker, session.when_stored, self)
        self.contacts = ContactsPage(theme, self.casework)
        self.opinions = OpinionsPage(theme, self.casework)
        self.handling = HandlingPage(theme, self.casework, self.cursor_place)
        self.last_round = LastRoundPage()
        self.forms = FormExport(self.casework, source)
        self._look_again = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_MS)
        self.menu = EditorMenu(pane.writing.editor)
        self._tabs = {
            page: source.add_page(label, page)
            for label, page in (
                ("沟通", self.contacts),
                ("会办", self.opinions),
                ("办理", self.handling),
                ("上次", self.last_round),
            )
        }
        source.tabs.setTabVisible(self._tabs[self.last_round], False)
        self._connect()

    def enter_contact(self, evidence: Path | None = None) -> None:
        """Show the tab 「沟通」 with the cursor in its entry line, and this file beside it."""
        self._source.bring(self._tabs[self.contacts])
        self.contacts.line.points.setFocus()
        if evidence is not None:
            self.contacts.line.evidence.take(evidence)

    def show_missing(self, gate: Status) -> None:
        """Show the tab 「办理」 with everything missing before that status."""
        self._source.bring(self._tabs[self.handling])
        self.casework.look_at(gate)
        self.handling.show_ready()

    def _mend(self, finding: Finding) -> None:
        """Go to where the finding is mended."""
        if finding.of:
            self.case_requested.emit(finding.of)
            return
        match finding.need:
            case Need.DRAFT | Need.UNWRITTEN:
                self._open_writing(finding.key.partition(":")[0])
            case Need.FIELD:
                self._pane.open_field(finding.key)
            case Need.CONTACT:
                self.enter_contact()
            case Need.ASK:
                self._source.bring(ASKS)
            case Need.OPINION:
                self._source.bring(self._tabs[self.opinions])
            case _:
                self.handling.ask_record(finding)

    def _open_writing(self, key: str) -> None:
        first = next((item.key for item in self._pane.items if not item.is_form), "")
        self._pane.open_section(key or first)
        self._pane.focus_writing()

    def review_disclosure(self, case: Case) -> None:
        """Ask for the disclosure review of that case, if it is still open."""
        if case.id == self._session.case.id:
            self._source.bring(self._tabs[self.handling])
            self.handling.disclosure.ask_review()

    def explain_deadline(self) -> None:
        """Show how the due date was computed."""
        found = self.casework.found
        if found is not None:
            card = DeadlineCard(self._theme, self.casework, found, self._header.window())
            card.show_under(self._header.due)

    def cursor_place(self) -> RemarkPlace | None:
        """The section and paragraph of the cursor; None while a form is open."""
        position = self._pane.position
        if any(item.key == position.section_key and not item.is_form for item in self._pane.items):
            return RemarkPlace(position.section_key, position.paragraph + 1)
        return None

    def _connect(self) -> None:
        handling, casework = self.handling, self.casework
        casework.loaded.connect(self._show)
        casework.failed.connect(self.failed)
        casework.noticed.connect(self.noticed)
        for page in (handling, self.opinions):
            page.form_requested.connect(self.forms.ask)
        handling.timeline_requested.connect(self.timeline_requested)
        handling.ready.mend_requested.connect(self._mend)
        self._moves.barred.connect(self.show_missing)
        self._moves.taken.connect(self._adopt_step)
        self._session.saved.connect(self._look_again.start)
        self._look_again.timeout.connect(casework.reload)
        handling.reviews.place_requested.connect(self._go_to)
        handling.reviews.signed.connect(self._adopt_signer)
        handling.disclosure.decided.connect(self._adopt_decision)
        handling.feedback.second_round_requested.connect(
            lambda case: self._moves.ask(case, Status.REHANDLING)
        )
        self.opinions.insert_requested.connect(self._insert)
        self.menu.promise_requested.connect(handling.promises.ask_promise)
        self.menu.remark_requested.connect(handling.reviews.ask_remark)
        self._header.due.clicked.connect(self.explain_deadline)
        self._pane.section_opened.connect(lambda _key: self._name_sections())
        self._source.asks.contacts_requested.connect(lambda: self._source.bring(self._tabs[self.contacts]))

    def _show(self, found: Casework) -> None:
        self._name_sections()
        for page in (self.contacts, self.opinions, self.handling, self.last_round):
            page.show_work(found)
        self._source.show_tab(self._tabs[self.last_round], shown=len(found.rounds) > 1)
        self._source.asks.show_contacts(contact_words(found))
        self._count(found)
        self._mark_paper(found)
        self._header.show_next(found.step, found.waits_for)
        if not found.case.status.is_replied and found.case.due_at:
            self._header.due.show_due(found.clock.clock.state(found.today), found.case.replied_at)
        before = self._session.case
        if found.case.status is not before.status:
            self._moves.report_move(found.case)
        elif found.case != before:
            self._session.adopt_case(found.case)

    def _count(self, found: Casework) -> None:
        source = self._source
        source.tabs.set_badge(self._tabs[self.contacts], str(len(found.contacts) or ""), Tone.SECONDARY)
        late = sum(one.opinion.state(found.today) is OpinionState.LATE for one in found.opinions)
        tone = Tone.DANGER if late else Tone.SECONDARY
        source.tabs.set_badge(self._tabs[self.opinions], str(late or len(found.opinions) or ""), tone)
        source.tabs.set_badge(self._tabs[self.handling], work_badge(found), Tone.WARNING)

    def _mark_paper(self, found: Casework) -> None:
        marks = tuple(
            PaperRemark(TypedPosition(one.section_key, max(one.paragraph - 1, 0), 0), must=True)
            for one in open_remarks(found.remarks)
        )
        self._paper.mark("reviews", marks)

    def _name_sections(self) -> None:
        labels = {item.key: item.label for item in self._pane.items}
        self.handling.reviews.labels = labels
        place = self.cursor_place()
        self.opinions.open_section(place.section_key if place else "", labels)

    def _insert(self, words: str) -> None:
        editor = self._pane.writing.editor
        editor.insert_phrase(words)

    def _go_to(self, place: RemarkPlace) -> None:
        self._pane.go_to(place.section_key, max(place.paragraph - 1, 0), 0)

    def _adopt_decision(self, case_id: int, label: str, reason: str) -> None:
        """The review has stored its decision in the reply; show it in the open one, if that is still the reply of this case."""
        if case_id == self._session.case.id:
            self._show_stored(FOOT_FORM, disclosure=label, disclosure_reason=reason)

    def _adopt_signer(self, case_id: int, name: str) -> None:
        """The sign-off has named the signer of a letter that had none; show it in the open one, if that is still this letter."""
        if case_id == self._session.case.id and not self._session.reply.fields.signer:
            self._show_stored(HEAD_FORM, signer=name)

    def _show_stored(self, form: str, **texts: str) -> None:
        for key, text in texts.items():
            self._pane.forms[form].boxes[key].show_text(text)
            self._session.fields.adopt(key, text)

    def _adopt_step(self, case_id: int, to: Status, values: Mapping[str, Any]) -> None:
        """A step has written fields of the letter; show them in the open one, if that is still this letter."""
        if case_id != self._session.case.id:
            return
        before = self._session.reply.fields
        after = written_fields(before, to, values, self.casework.worker.work.today)
        for key, field in REPLY_FIELDS.items():
            if getattr(before, key) != getattr(after, key):
                form = next(name for name, one in self._pane.forms.items() if key in one.boxes)
                self._show_stored(form, **{key: field.show(getattr(after, key))})


_NAME_SHOWN = 24


def file_verbs(panels: CaseworkPanels, file: Path) -> Verbs:
    """Where a file dropped on the desk may belong: to the opinion of a unit, or to a contact that is being entered."""
    found = panels.casework.found
    if found is None:
        return ()
    name = shortened(file.name, _NAME_SHOWN)
    head = MenuVerb(f"“{name}”是 {found.case.number or '这一件'} 的：", int, is_on=False)
    units = [work.opinion.unit for work in found.opinions]
    opinions = [
        MenuVerb(f"{unit}的会办意见…", partial(panels.opinions.receive, unit, file)) for unit in units
    ]
    return (head, *opinions, MenuVerb("沟通的佐证材料", partial(panels.enter_contact, file)))


_CONTACTS_NAMED = 2


def contact_words(found: Casework) -> str:
    """The last contacts of this round in one line: 「3月12日 办前电话沟通 · 3月26日 办中走访」."""
    if not found.case.handling_role.answers_proposer:
        return ""
    contacts = [one.label for one in found.contacts if one.round == found.round]
    return " · ".join(contacts[-_CONTACTS_NAMED:]) or "还没有和提案者沟通"
