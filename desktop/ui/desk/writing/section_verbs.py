"""Actions on sections besides typing: add, remove, insert a phrase, restore an earlier version, tie an ask."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QTextEdit, QVBoxLayout, QWidget

from desktop.domain.case.reply import SectionVersion
from desktop.domain.errors import DeskError, Refused
from desktop.domain.letter.bracketed import bracketed
from desktop.domain.letter.outline import is_heading
from desktop.domain.words.dates import short_moment
from desktop.domain.words.lengths import characters
from desktop.services.cases.cases import link_ask
from desktop.services.writing.drafting import history, with_own_section, without_section
from desktop.ui.desk.case_opening import LetterSetting
from desktop.ui.desk.writing.editor_pane import EditorPane
from desktop.ui.desk.writing.reply_session import ReplySession
from desktop.ui.desk.writing.section_list import FOOT_FORM, HEAD_FORM
from desktop.ui.dialogs.fitted_dialog import FittedDialog, dialog_foot
from desktop.ui.drafts.dialog_draft import DialogDraft
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.tone import Tone
from desktop.ui.store_worker import Newest, StoreWorker
from desktop.ui.theme.theme import Theme

Setting = Callable[[], LetterSetting | None]


class TitleDialog(FittedDialog):
    """The dialog that asks for the heading of a section, a new one or an open one. `named` carries it."""

    named = Signal(str)

    def __init__(
        self, theme: Theme, title: str, sentence: str, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self._name = QLineEdit(name)
        self._name.setPlaceholderText("如 （五）有关政策说明")
        self._name.setAccessibleName("小节标题")
        self._name.selectAll()
        self._ok = Button(theme, "改好" if name else "添加", kind="primary")
        self._ok.setDefault(True)
        self._cancel = Button(theme, "取消")
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 10)
        column.setSpacing(10)
        column.addWidget(make_label(title, "title"))
        column.addWidget(make_label(sentence, tone=Tone.SECONDARY, wrap=True))
        column.addWidget(self._name)
        self.draft = DialogDraft(theme, self, {"name": self._name}, f"{title} {sentence}{name}")
        column.addWidget(self.draft.line)
        foot = dialog_foot(self._cancel, self._ok)
        foot.setContentsMargins(24, 6, 24, 16)
        self.lay_out(column, foot)
        self._ok.clicked.connect(self._give)
        self._cancel.clicked.connect(self.reject)
        self._name.returnPressed.connect(self._give)

    def _give(self) -> None:
        name = self._name.text().strip()
        if name:
            self.accept()
            self.named.emit(name)


class HistoryDialog(FittedDialog):
    """The dialog of earlier versions 「历史」 of a section.

    `restored` carries the text of the version to restore; the editor takes it as one undo step.
    """

    restored = Signal(str)

    def __init__(
        self, theme: Theme, title: str, versions: tuple[SectionVersion, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._versions = versions
        self.setWindowTitle(f"历史：{title}")
        self.resize(760, 480)
        self._list = QListWidget()
        self._list.setAccessibleName("保存过的版本")
        self._list.setMaximumWidth(210)
        self._text = QTextEdit()
        self._text.setAccessibleName("这个版本的文字")
        self._text.setReadOnly(True)
        self._restore = Button(theme, "恢复这一版", "undo-2", "primary")
        self._close = Button(theme, "关闭")
        for version in versions:
            at = version.replaced_at
            count = characters(version.text)
            self._list.addItem(f"{short_moment(at)}　{count} 字")
        self._lay_out(title)
        self._list.currentRowChanged.connect(self._show)
        self._restore.clicked.connect(self._on_restore)
        self._close.clicked.connect(self.reject)
        self._restore.setEnabled(bool(versions))
        if versions:
            self._list.setCurrentRow(0)
        else:
            self._text.setPlainText("这一节还没有较早的版本。改动较大时，会自动留下改动前的文字。")

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._versions):
            self._text.setPlainText(bracketed(self._versions[row].text))

    def _on_restore(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._versions):
            self.restored.emit(self._versions[row].text)
        self.accept()

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(make_label(title, "title"))
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._list)
        body.addWidget(self._text, 1)
        column.addLayout(body, 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(make_label("恢复后仍可撤销（Ctrl+Z）。", "small", Tone.SECONDARY), 1)
        foot.addWidget(self._close)
        foot.addWidget(self._restore)
        column.addLayout(foot)


class SectionVerbs(QObject):
    """Carries out the requests of the editor pane. `facts` gives the facts of the letter as it stands."""

    failed = Signal(object)
    sections_changed = Signal(str)

    def __init__(
        self, theme: Theme, worker: StoreWorker, session: ReplySession, pane: EditorPane, setting: Setting, window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._theme, self._worker, self._pane, self._window = theme, worker, pane, window
        self._session, self._setting = session, setting
        self._asked = Newest()
        pane.head.phrases.set_filling(self._filled)
        pane.head.phrases.phrase_chosen.connect(pane.writing.editor.insert_phrase)
        pane.head.history_requested.connect(self.show_history)
        pane.sections.add_requested.connect(self.ask_new_section)
        pane.sections.remove_requested.connect(self.remove)
        pane.sections.rename_requested.connect(self.ask_title)

    def show_history(self) -> None:
        """Show the earlier versions of the open section."""
        self._session.when_stored(self._ask_history)

    def _ask_history(self) -> None:
        place = self._session.reply.id, self._pane.key
        task = self._asked.follow(self._worker.looker.send(history, *place))
        task.done.connect(lambda versions: self._open_history(place, versions))
        task.failed.connect(self.failed)

    def _open_history(self, place: tuple[int, str], versions: tuple[SectionVersion, ...]) -> None:
        """Show the versions, unless another section has been opened by now."""
        if place != (self._session.reply.id, self._pane.key):
            return
        title = self._label(self._pane.key)
        dialog = HistoryDialog(self._theme, title, versions, self._window)
        dialog.restored.connect(self._pane.writing.editor.replace_text)
        dialog.open()

    def ask_new_section(self) -> None:
        """Ask for the heading of a new section, to be added after the open one."""
        after = self._after()
        sentence = f"接在“{self._label(after) or '标题与结果'}”之后，标题照公文写法带上序号。"
        dialog = TitleDialog(self._theme, "添加小节", sentence, parent=self._window)
        dialog.named.connect(lambda name: self.add(after, name))
        dialog.open()

    def add(self, after: str, name: str) -> None:
        """Add a section and open it."""
        before = self._session.reply
        known = {section.key for section in before.sections}
        try:
            reply = with_own_section(before, after, name)
        except DeskError as error:
            self.failed.emit(error)
            return
        self._session.edit(reply)
        self.sections_changed.emit(next(one.key for one in reply.sections if one.key not in known))

    def ask_title(self) -> None:
        """Ask for another heading of the open section; a section that begins without one has none to change."""
        key = self._pane.key
        section = self._session.reply.section(key)
        if section is None or not is_heading(_first_line(section.text)):
            self.failed.emit(Refused("这里没有小节标题可以改", "标题是一节的第一行，如“（一）开放时间”"))
            return
        if not self._pane.sections.can_change:
            self._pane.writing.editor.write_refused.emit()
            return
        words = "标题照公文写法带上序号，印在这一节的第一行。"
        dialog = TitleDialog(self._theme, "改小节标题", words, _first_line(section.text), self._window)
        dialog.named.connect(lambda name: self.rename(key, name))
        dialog.open()

    def rename(self, key: str, name: str) -> None:
        """Give a section another heading, its first line."""
        section = self._session.reply.section(key)
        if section is not None:
            text = name + section.text[len(_first_line(section.text)) :]
            self._session.edit_section(key, text)
            self._pane.refresh(self._session.reply)
            self._pane.open_section(key)
            self._pane.writing.editor.show_change(text)

    def remove(self, key: str) -> None:
        """Remove a section; its text stays in the history."""
        setting = self._setting()
        neighbour = self._pane.sections.neighbour(key, -1)
        try:
            reply = without_section(self._session.reply, setting.template if setting else None, key)
        except DeskError as error:
            self.failed.emit(error)
            return
        self._session.edit(reply)
        self.sections_changed.emit(neighbour)

    def tie(self, number: int) -> None:
        """Record that the open section answers that ask."""
        if self._pane.key not in {HEAD_FORM, FOOT_FORM}:
            self._tie(number, self._pane.key)

    def untie(self, number: int) -> None:
        """Record that no section answers that ask."""
        self._tie(number, "")

    def _tie(self, number: int, key: str) -> None:
        task = self._worker.send(link_ask, self._session.case.id, number, key)
        task.done.connect(self._session.adopt_case)
        task.failed.connect(self.failed)

    def _filled(self, phrase: str) -> str:
        """The phrase with the known facts filled in; the placeholder of a missing fact stays and is filled in later."""
        setting, session = self._setting(), self._session
        if setting is None:
            return phrase
        return bracketed(setting.facts(session.case, session.reply).fill(phrase, keep_missing=True).text)

    def _after(self) -> str:
        key = self._pane.key
        if key != FOOT_FORM:
            return "" if key == HEAD_FORM else key
        written = [item.key for item in self._pane.items if not item.is_form]
        return written[-1] if written else ""

    def _label(self, key: str) -> str:
        return next((item.label for item in self._pane.items if item.key == key), "")


def _first_line(text: str) -> str:
    return text.partition("\n")[0]
