"""The desk 「撰写」: one case with its reply, in three columns: the source, the editor, the paper; moves and export."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.domain.case.case import Case
from desktop.domain.case.case_field import REPLY_FIELDS
from desktop.domain.case.next_step import steps
from desktop.domain.case.work_list import due_state
from desktop.domain.errors import DeskError
from desktop.domain.gates.letter_lock import LetterLock, LetterLocked
from desktop.domain.words.lengths import characters
from desktop.painting.bundled_fonts import load_one_by_one
from desktop.ui.desk.case_opening import CaseOpener, LetterSetting, Opening, OpeningQueue
from desktop.ui.desk.case_verbs import CaseVerbs
from desktop.ui.desk.casework_panels import CaseworkPanels, file_verbs
from desktop.ui.desk.desk_columns import DeskColumns
from desktop.ui.desk.desk_header import DeskHeader
from desktop.ui.desk.letter_guard import LetterGuard
from desktop.ui.desk.move_controller import MoveController
from desktop.ui.desk.paper.page_composer import PageComposer
from desktop.ui.desk.paper.paper_column import PaperColumn
from desktop.ui.desk.paper.paper_controller import PaperController
from desktop.ui.desk.tabs.timeline_page import TimelineSwitch
from desktop.ui.desk.writing.editor_pane import EditorPane
from desktop.ui.desk.writing.finder import Finder
from desktop.ui.desk.writing.letter_undo import LetterUndo
from desktop.ui.desk.writing.reply_session import ReplySession
from desktop.ui.desk.writing.section_editor import show_as_printed
from desktop.ui.desk.writing.section_verbs import SectionVerbs
from desktop.ui.desk.writing.source_panel import SourcePanel
from desktop.ui.dialogs.case_dialogs import EditCaseDialog
from desktop.ui.dialogs.record_dialog import ReasonDialog
from desktop.ui.menus.place_menus import MenuVerb, widget_verbs
from desktop.ui.parts.keys import Area, bind
from desktop.ui.parts.page import Page, PageWays, StatusFact, StatusFacts
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import StoreWorker
from desktop.ui.theme.theme import Theme
from desktop.ui.window_settings import WindowSettings


# The status line of the desk.
def desk_facts(session: ReplySession, pages: str, missing: int, layout: str, template: str) -> StatusFacts:
    """The round (from the second on), save state, length, pages, missing parts on the left; layout and template on the right."""
    sections = session.reply.sections
    length = sum(characters(section.text) for section in sections)
    left = [_saved(session), StatusFact(f"全文 {length:,} 字")]
    if session.reply.round > 1:
        left.insert(0, StatusFact(f"第 {session.reply.round} 次办理", "refresh-cw", Tone.WARNING))
    if pages:
        left.append(StatusFact(pages))
    if missing:
        left.append(StatusFact(f"未写 {missing} 处", "triangle-alert", Tone.WARNING))
    right = [StatusFact(f"版式 {layout}")] if layout else []
    if template:
        right.append(StatusFact(f"模板 {template}"))
    return StatusFacts(tuple(left), tuple(right))


def _saved(session: ReplySession) -> StatusFact:
    if session.failed:
        return StatusFact("还没有保存", "circle-alert", Tone.DANGER)
    if session.dirty:
        return StatusFact("正在保存…", "pencil")
    if session.saved_at is None:
        return StatusFact("已保存", "check", Tone.GOOD)
    return StatusFact(f"已保存 {session.saved_at:%H:%M:%S}", "check", Tone.GOOD)


# The page.
_REMOVES = ("撤回", "删除", "移除")
"""How the link of a card or row begins that takes it back."""
_SHOW_DELAY_MS = 120
"""Lists and counts are updated this long after a key, so that typing itself stays fast."""


class DeskPage(Page):
    """Shows one case at a time; its ReplySession is the only writer of the reply."""

    chapter = "写答复"

    leave_requested = Signal()
    opened = Signal()
    """The case asked for is on the desk."""
    return_requested = Signal()
    """Text could not be stored after the desk had been left: it should be shown again."""

    def __init__(
        self, theme: Theme, worker: StoreWorker, columns: DeskColumns, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self.session = ReplySession(worker, self)
        self._setting: LetterSetting | None = None
        self.header = DeskHeader(theme)
        self.columns = columns
        self.source, self.pane, self.paper = columns.source, columns.pane, columns.paper
        self.opening = OpeningQueue(worker, self.session.when_stored, self)
        self.read_again = CaseOpener(worker, self)
        self.verbs = SectionVerbs(theme, worker, self.session, self.pane, lambda: self._setting, self)
        self.moves = MoveController(
            theme, worker, self.session.when_stored, (self.header.next, self.header.more), self
        )
        self.case_verbs = CaseVerbs(theme, worker, self.session.when_stored, lambda: self.session.case, self)
        self.undo = LetterUndo(worker, self.session, self.pane, self)
        self.finder = Finder(theme, self.session, self.pane, self.undo, self)
        self.guard = LetterGuard(self.session, self.pane, self.moves, self.opening.open, self)
        self.panels = CaseworkPanels(
            theme, worker, self.session, self.source, self.pane, self.paper, self.header, self.moves
        )
        self.body = TimelineSwitch(theme, self.panels.casework, self.columns)
        self.paper_controller = PaperController(
            theme, worker, self.paper, self.session.when_stored, lambda: self.session.case, self
        )
        self.composer = PageComposer(worker, self)
        self._delay = QTimer(self, singleShot=True, interval=_SHOW_DELAY_MS)
        self._connect()

    @property
    def case_id(self) -> int:
        """The id of the open case; 0 before the first."""
        return self.session.case.id

    @property
    def case(self) -> Case:
        return self.session.case

    def on_shown(self) -> None:
        self.emit_facts()

    def may_leave(self) -> bool:
        """Start to store what is unsaved and leave; only text that could not be stored before keeps the desk."""
        self.save_now()
        self.session.refused.say()
        return not (self.session.dirty and self.session.failed)

    def emit_facts(self) -> None:
        """Emit the facts of the status line."""
        session, setting = self.session, self._setting
        missing = sum(item.missing for item in self.pane.items)
        layout = setting.layout_name(session.reply) if setting else ""
        template = setting.template_name(session.reply) if setting else ""
        self.facts_changed.emit(desk_facts(session, self.paper.amount, missing, layout, template))

    def _show_opening(self, found: Opening) -> None:
        self.session.open(found.case, found.reply)
        self.undo.turn_to(found.reply)
        self.body.close_course()
        self._setting = found.setting
        self.pane.show_reply(found.reply, found.setting.template, found.setting.choices, found.setting.hints)
        self.pane.head.show_layouts(found.setting.choices.layouts, found.setting.layout_id(found.reply))
        self.pane.show_lock(found.setting.lock, found.setting.lead)
        self.header.show_next(found.step, found.waits_for)
        self.header.show_standing(found.reply.round, found.setting.merger, found.stand_in)
        self._show_case(found.case)
        self.source.open_first(found.case)
        self.pane.focus_writing()
        self.opened.emit()

    def _show_case(self, case: Case) -> None:
        due = due_state(case.status, case.due_at, self._worker.work.today)
        self.header.show_case(case, steps(case.handling_role, case.status), due)
        self.moves.set_case(case)
        self.composer.compose(case, self.session.reply)
        labels = {item.key: item.label for item in self.pane.items}
        self.source.show_case(case, labels, self.session.reply.round)
        self.panels.contacts.turn_to(case)
        self.panels.casework.open_case(case.id)

    def _read_again(self, case: Case) -> None:
        """Show a changed case, then what follows from it: the next step, and in another round another reply."""
        self._show_case(case)
        self.read_again.ask(case.id)

    def _take_again(self, found: Opening) -> None:
        if found.case.id != self.case_id:
            return
        if found.reply.id != self.session.reply.id:
            self.session.when_stored(lambda: self._show_opening(found))
        else:
            self._setting = found.setting
            _lock_again(self, found.setting)
            self.header.show_next(found.step, found.waits_for)
            self.header.show_standing(found.reply.round, found.setting.merger, found.stand_in)

    def _follow_typing(self) -> None:
        self.pane.refresh(self.session.reply)
        self.composer.compose(self.session.case, self.session.reply)
        self.emit_facts()

    def _on_composed(self) -> None:
        if self.isVisible():
            self.emit_facts()

    def _on_sections(self, key: str) -> None:
        self._follow_typing()
        self.pane.open_section(key)
        self.pane.focus_writing()

    def _on_save_failed(self, error: DeskError) -> None:
        if not self.isVisible():
            self.return_requested.emit()
        if isinstance(error, LetterLocked):
            self.guard.ask_about_typing(error, self._setting.lead if self._setting else 0)
        else:
            self.failed.emit(error)
        self.emit_facts()

    def save_now(self) -> None:
        """Start to store what is typed."""
        self.session.fields.leave_all()
        self.session.save_soon()

    def _ask_why(self, key: str) -> None:
        """Ask why a fact of a signed letter is overwritten; without a reason it stays."""
        question = f"这一件已经是“{self.session.case.status.label}”，更改要写明原因，会记入办理经过。"
        dialog = ReasonDialog(self._theme, f"更改{REPLY_FIELDS[key].label}", question, self)
        typed = REPLY_FIELDS[key].show(getattr(self.session.reply.fields, key))
        dialog.submitted.connect(partial(_explain, self.session, key, typed, dialog))
        dialog.rejected.connect(lambda: self.session.fields.take_back(key))
        self.session.save_failed.connect(dialog.notice.show_error)
        dialog.open()

    def _edit_case(self) -> None:
        if self._setting is not None:
            places, in_force = self._setting.places, self._setting.rules.name
            dialog = EditCaseDialog(self._theme, self._worker, self.session.case, places, in_force, self)
            dialog.corrected.connect(self.session.adopt_case)
            dialog.open()

    def lay_out(self) -> None:
        """Put the parts into the page: a step of its own, because each widget below takes its style anew."""
        self.header.set_menu(self.moves.menu)
        self.header.export.setMenu(self.paper_controller.menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        header, pane, source, session = self.header, self.pane, self.source, self.session
        session.reply_changed.connect(self._delay.start)
        session.case_changed.connect(self._read_again)
        self.opening.opened.connect(self._show_opening)
        self.read_again.opened.connect(self._take_again)
        session.saved.connect(self.emit_facts)
        session.save_failed.connect(self._on_save_failed)
        pane.text_edited.connect(session.edit_section)
        pane.field_edited.connect(session.fields.edit)
        pane.field_left.connect(session.fields.leave)
        session.fields.reason_wanted.connect(self._ask_why)
        session.fields.returned.connect(lambda keys: pane.show_fields(session.reply.fields, keys))
        pane.editor_left.connect(session.save_soon)
        pane.head.layout_chosen.connect(session.edit_layout)
        pane.head.fold_requested.connect(self.columns.fold)
        self.moves.moved.connect(session.adopt_case)
        header.back_requested.connect(self.leave_requested)
        self.moves.menu.aboutToShow.connect(lambda: self.case_verbs.add_to(self.moves.menu))
        self.case_verbs.changed.connect(session.adopt_case)
        self.case_verbs.deleted.connect(self.leave_requested)
        self.case_verbs.put_back.connect(self.cases_changed)
        header.next_requested.connect(self.moves.advance)
        pane.section_opened.connect(self.paper.view.mark_section)
        pane.cursor_moved.connect(self.paper.follow)
        self.composer.composed.connect(self.paper.show_pages)
        self.composer.composed.connect(self._on_composed)
        self.composer.composed.connect(
            lambda _pages, layout, _fonts: show_as_printed(pane.writing.editor, layout)
        )
        self.paper.position_clicked.connect(pane.go_to)
        source.edit_requested.connect(self._edit_case)
        source.asks.tie_requested.connect(self.verbs.tie)
        source.asks.untie_requested.connect(self.verbs.untie)
        source.asks.section_requested.connect(pane.open_section)
        self.verbs.sections_changed.connect(self._on_sections)
        for part in (self.verbs, self.composer, self.opening, self.read_again):
            part.failed.connect(self.failed)
        self.finder.noticed.connect(self.noticed)
        for told in (self.paper_controller, self.panels, self.guard, self.case_verbs, self.undo):
            told.failed.connect(self.failed)
            told.noticed.connect(self.noticed)
        self.moves.noticed.connect(self.noticed)
        self._delay.timeout.connect(self._follow_typing)
        self.panels.timeline_requested.connect(self.body.toggle)
        self.paper_controller.exports.review_requested.connect(self.panels.review_disclosure)
        self.panels.case_requested.connect(self.opening.open)
        _bind(self)
        self.ways = _ways(self)


def _bind(page: DeskPage) -> None:
    """Bind the keys of the desk, and what the editor's menu has of them."""
    menu = page.panels.menu
    menu.undo_requested.connect(page.undo.undo)
    menu.redo_requested.connect(page.undo.redo)
    menu.find_requested.connect(page.finder.find)
    menu.replace_requested.connect(page.finder.find_and_replace)
    page.pane.head.find_requested.connect(page.finder.find)
    paper, panels = page.paper_controller, page.panels
    bind(
        page,
        {
            "desk.next_step": page.moves.advance,
            "desk.save": page.save_now,
            "desk.previous_section": partial(page.pane.step, -1),
            "desk.next_section": partial(page.pane.step, 1),
            "desk.rename": page.verbs.ask_title,
            "desk.undo": page.undo.undo,
            "desk.redo": page.undo.redo,
            "desk.find": page.finder.find,
            "desk.replace": page.finder.find_and_replace,
            "desk.find_next": partial(page.finder.step, 1),
            "desk.find_previous": partial(page.finder.step, -1),
            "desk.phrases": page.pane.head.open_phrases,
            "desk.history": page.verbs.show_history,
            "desk.contact": panels.enter_contact,
            "desk.deadline": panels.explain_deadline,
            "desk.timeline": page.body.toggle,
            "desk.promise": panels.menu.ask_promise,
            "desk.remark": panels.menu.remark_requested.emit,
            "desk.remove": partial(_remove, page),
            "desk.export": paper.export,
            "desk.print": paper.print,
            "desk.portal": paper.fill_in,
            "desk.pages": paper.show_pages,
            "desk.fold_source": partial(page.columns.fold, 0),
            "desk.fold_paper": partial(page.columns.fold, 2),
        },
    )


def _remove(page: DeskPage) -> None:
    """Remove what the focus is at, after a question: a section, or what the link of its card or row takes back."""
    focused = QApplication.focusWidget()
    if focused is page.pane.sections.view:
        if page.pane.sections.can_change and page.pane.writing.isVisible():
            page.verbs.remove(page.pane.key)
    elif focused is not None and page.isAncestorOf(focused):
        found = [one for one in widget_verbs(focused, page) if isinstance(one, MenuVerb)]
        links = [one.act for one in found if one.words.startswith(_REMOVES)]
        if links:
            links[0]()


def _ways(page: DeskPage) -> PageWays:
    """The three columns, the written one first; the timeline is one column."""

    def columns() -> tuple[QWidget, ...]:
        return (page.source, page.pane, page.paper) if page.columns.isVisible() else (page.body,)

    def first() -> tuple[QWidget, ...]:
        return page.pane.writing_parts if page.columns.isVisible() else (page.body,)

    def read_again() -> None:
        if page.case_id:
            page.read_again.ask(page.case_id)
            page.panels.casework.reload()

    def close_open() -> bool:
        return page.finder.close() or page.body.close_course()

    return PageWays(
        lambda: Area.DESK, columns, first, close_open, read_again, partial(file_verbs, page.panels)
    )


def _explain(session: ReplySession, key: str, typed: str, dialog: ReasonDialog, why: str) -> None:
    """Store the changed fact with its reason; the dialog stays with both until that is done. A refusal gave the fact back."""
    dialog.hold()
    session.fields.edit(key, typed)
    session.fields.explain(key, why)
    session.when_stored(dialog.accept, dialog.release)


def _lock_again(page: DeskPage, setting: LetterSetting) -> None:
    """Show the lock after the case has changed; a correction that has begun goes on while the letter is just out."""
    fields = page.session.fields
    if not (fields.correcting and setting.lock is LetterLock.SENT):
        fields.correcting = ""
        page.pane.show_lock(setting.lock, setting.lead)


def desk_steps(theme: Theme, worker: StoreWorker, settings: WindowSettings) -> Iterator[DeskPage | None]:
    """Make the desk: None after each step but the last, which gives the page."""
    for _family in load_one_by_one():
        yield None
    source, paper = SourcePanel(theme), PaperColumn(theme)
    yield None
    pane = EditorPane(theme)
    pane.writing.zoom.choose(settings.zoom)
    pane.writing.zoom.changed.connect(partial(setattr, settings, "zoom"))
    yield None
    columns = DeskColumns(theme, settings, source, pane, paper)
    yield None
    page = DeskPage(theme, worker, columns)
    yield None
    page.lay_out()
    yield None
    yield page
