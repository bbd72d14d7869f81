"""What an officer does to sections besides typing: add, remove, fill a phrase in, look back, tie an ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.errors import DeskError
from desktop.services.cases.cases import tie_ask
from desktop.services.office.workplace import Workplace
from desktop.services.writing.drafting import add_section, history, remove_section
from desktop.services.writing.phrases import case_facts
from desktop.ui.clerk import Clerk
from desktop.ui.desk.writing.add_section_dialog import AddSectionDialog
from desktop.ui.desk.writing.desk_item import FOOT_FORM, HEAD_FORM
from desktop.ui.desk.writing.editor_pane import EditorPane
from desktop.ui.desk.writing.history_dialog import HistoryDialog
from desktop.ui.desk.writing.reply_session import ReplySession
from desktop.ui.theme.theme import Theme

P = ParamSpec("P")
T = TypeVar("T")


class SectionVerbs(QObject):
    """Carries out the wishes of the editor pane."""

    failed = Signal(object)
    sections_changed = Signal(str)

    def __init__(
        self, theme: Theme, clerk: Clerk, session: ReplySession, pane: EditorPane, window: QWidget
    ) -> None:
        super().__init__(window)
        self._theme, self._clerk, self._pane, self._window = theme, clerk, pane, window
        self._session = session
        pane.head.phrases.set_filling(self._filled)
        pane.head.phrases.phrase_chosen.connect(pane.writing.editor.insert_phrase)
        pane.head.history_requested.connect(self.show_history)
        pane.sections.add_requested.connect(self.ask_new_section)
        pane.sections.remove_requested.connect(self.remove)

    def show_history(self) -> None:
        """Show the earlier wordings of the open section."""
        session = self._session
        if not session.flush():
            return
        versions = self._try(history, session.reply.id, self._pane.key)
        if versions is not None:
            dialog = HistoryDialog(self._theme, self._label(self._pane.key), versions, self._window)
            dialog.restored.connect(self._pane.writing.editor.replace_text)
            dialog.open()

    def ask_new_section(self) -> None:
        """Ask for the heading of a new section, to stand after the open one."""
        after = self._after()
        dialog = AddSectionDialog(self._theme, self._label(after) or "标题与结果", self._window)
        dialog.named.connect(lambda name: self.add(after, name))
        dialog.open()

    def add(self, after: str, name: str) -> None:
        """Add a section and open it."""
        session = self._session
        if not session.flush():
            return
        known = {section.key for section in session.reply.sections}
        reply = self._try(add_section, session.case.id, after, name)
        if reply is not None:
            session.adopt_reply(reply)
            fresh = next((section.key for section in reply.sections if section.key not in known), after)
            self.sections_changed.emit(fresh)

    def remove(self, key: str) -> None:
        """Take a section out; its words stay in the history."""
        session = self._session
        if not session.flush():
            return
        neighbour = self._pane.sections.neighbour(key, -1)
        reply = self._try(remove_section, session.case.id, key)
        if reply is not None:
            session.adopt_reply(reply)
            self.sections_changed.emit(neighbour)

    def tie(self, number: int) -> None:
        """The open section answers that ask."""
        if self._pane.key not in {HEAD_FORM, FOOT_FORM}:
            self._tie(number, self._pane.key)

    def untie(self, number: int) -> None:
        """No section answers that ask any more."""
        self._tie(number, "")

    def _tie(self, number: int, key: str) -> None:
        session = self._session
        if case := self._try(tie_ask, session.case.id, number, key):
            session.adopt_case(case)

    def _try(
        self, verb: Callable[Concatenate[Workplace, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        try:
            return self._clerk.ask(verb, *args, **kwargs)
        except DeskError as error:
            self.failed.emit(error)
            return None

    def _filled(self, phrase: str) -> str:
        """The phrase with the facts known so far; a missing one stays a marked place and fills itself in later."""
        facts = self._try(case_facts, self._session.case, self._session.reply)
        return facts.fill(phrase, keep_missing=True).text if facts else phrase

    def _after(self) -> str:
        key = self._pane.key
        if key != FOOT_FORM:
            return "" if key == HEAD_FORM else key
        written = [item.key for item in self._pane.items if not item.is_form]
        return written[-1] if written else ""

    def _label(self, key: str) -> str:
        return next((item.label for item in self._pane.items if item.key == key), "")
