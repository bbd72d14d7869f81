"""Undo and redo 「撤销、重做」 across the sections and fields of the open letter, and further back to what was stored earlier."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.domain.case.case import Case
from desktop.domain.case.reply import Reply, SectionVersion
from desktop.domain.gates.letter_lock import LetterLock, lock_at
from desktop.domain.letter.letter_steps import LetterSteps, Step
from desktop.domain.words.dates import short_moment
from desktop.services.writing.drafting import earlier_wordings
from desktop.ui.desk.writing.editor_pane import EditorPane
from desktop.ui.desk.writing.reply_session import ReplySession
from desktop.ui.parts.notice import Notice
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker


class LetterUndo(QObject):
    """Notes every change of the open letter and shows the section or field whose change is taken back.

    Behind the first change since the letter was opened it goes back by the wordings that the store has kept of its sections, the
    newest first. It never goes behind a signature: what was signed is changed by a new version, not taken back.
    """

    noticed = Signal(object)
    failed = Signal(object)

    def __init__(self, worker: StoreWorker, session: ReplySession, pane: EditorPane, parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._session, self._pane = worker, session, pane
        self.steps = LetterSteps()
        self._known = session.reply
        self._showing = False
        self._asked = Newest()
        self._oldest = 0  # the id of the kept wording that was shown last
        session.reply_changed.connect(self._note)
        session.case_changed.connect(self._on_case)
        for left in (pane.section_opened, pane.field_left, pane.editor_left):
            left.connect(self.steps.close)

    def turn_to(self, reply: Reply) -> None:
        """Begin with the letter that has been opened."""
        self._known, self._oldest = reply, 0
        self._asked.drop()
        self.steps.forget()

    def undo(self) -> None:
        """Take the last change back, wherever in the letter it was made."""
        if self._may_change():
            step = self.steps.undo()
            if step is not None:
                self._show(step)
            else:
                self._session.when_stored(self._ask_older)

    def redo(self) -> None:
        """Make the change that was taken back last once more."""
        if self._may_change():
            step = self.steps.redo()
            if step is not None:
                self._show(step)
            else:
                self.noticed.emit(
                    Notice("没有可以重做的改动。", tone=Tone.NEUTRAL, case_id=self._session.case.id)
                )

    def _may_change(self) -> bool:
        if self._pane.lock_bar.lock is LetterLock.OPEN and not self._pane.writing.editor.isReadOnly():
            return True
        self._pane.writing.editor.write_refused.emit()
        return False

    def _on_case(self, case: Case) -> None:
        if lock_at(case.status) is not LetterLock.OPEN:
            self.steps.forget()

    def _note(self, reply: Reply) -> None:
        step, self._known = Step(self._pane.key, self._known, reply), reply
        if self._showing or not (step.sections or step.fields) or self._is_stored_by_service(step):
            return
        changed = step.sections or step.fields
        self.steps.note(step if step.place in changed else Step(changed[0], step.before, step.after))

    def _is_stored_by_service(self, step: Step) -> bool:
        """True for fields that a record (a sign-off, a review) has put into the letter: they go with that record only."""
        stored = self._session.stored.fields
        return not step.sections and all(
            getattr(stored, key) == getattr(step.after.fields, key) for key in step.fields
        )

    def _show(self, step: Step) -> None:
        """Open the place of the change, then make it there."""
        self._pane.open_section(step.place)
        self._showing = True
        self._session.edit(step.made_in(self._session.reply))
        self._showing = False
        show_change(self._pane, self._session.reply, step)

    def _ask_older(self) -> None:
        reply = self._session.reply
        task = self._asked.follow(self._worker.looker.send(earlier_wordings, reply))
        task.done.connect(lambda found: self._take_older(reply, found))
        task.failed.connect(self.failed)

    def _take_older(self, reply: Reply, found: tuple[SectionVersion, ...]) -> None:
        """Show the newest kept wording that has not been shown yet, unless something was typed meanwhile."""
        if reply is not self._session.reply:
            return
        older = next((one for one in found if self._is_older(one, reply)), None)
        case_id = self._session.case.id
        if older is None:
            words = "更早的写法没有存下来；签发过的，签发以前的改动不能撤销。"
            self.noticed.emit(Notice("没有可以撤销的改动了。", words, Tone.NEUTRAL, case_id=case_id))
            return
        self._oldest = older.id
        before = reply.with_section(older.key, older.text)
        self._show(self.steps.undo_older(Step(older.key, before, reply)))
        words = f"已换回 {short_moment(older.replaced_at)} 以前的写法。"
        remedy = "打开以前的改动，按存下的写法一次退一版；不要的按 Ctrl+Y。"
        self.noticed.emit(Notice(words, remedy, Tone.NEUTRAL, case_id=case_id))

    def _is_older(self, version: SectionVersion, reply: Reply) -> bool:
        section = reply.section(version.key)
        unseen = not self._oldest or version.id < self._oldest
        return unseen and section is not None and section.text != version.text


def show_change(pane: EditorPane, reply: Reply, step: Step) -> None:
    """Show what a step has changed: the section with the cursor behind the change, or the field."""
    keys = [item.key for item in pane.items]
    pane.refresh(reply)
    if step.fields:
        pane.show_fields(reply.fields, step.fields)
    section = reply.section(step.place)
    if section is not None:
        pane.open_section(step.place)
        pane.writing.editor.show_change(section.text)
        pane.focus_writing()
    elif step.place in step.fields:
        pane.open_field(step.place)
    elif step.place in keys:  # the section is gone: open the one before it
        pane.open_section(keys[max(keys.index(step.place) - 1, 0)])
        pane.focus_writing()
