"""The line above the editor of an issued letter: that its text is locked, and the button that asks why it should change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.domain.gates.letter_lock import LetterLock
from desktop.ui.dialogs.record_dialog import ReasonDialog
from desktop.ui.parts.buttons import Button
from desktop.ui.parts.labels import make_label
from desktop.ui.theme.theme import Theme

_WORDS = {
    LetterLock.OPEN: "",
    LetterLock.SIGNED: "已签发，正文不再改动。要改的退回待签发，改好后重新签发。",
    LetterLock.SENT: "答复已经发出，正文不再改动。要更正的写明原因，发出的那一稿会留着。",
    LetterLock.ARCHIVED: "已归档，答复不再改动。确要更正的，先恢复到“办结”。",
    LetterLock.PAST: "这是上一轮的答复，不再改动。",
}
_ASKED = {
    LetterLock.SIGNED: ("改稿…", "退回待签发改稿", "改好以后要重新签发。请写明为什么改，会记入办理经过。"),
    LetterLock.SENT: ("更正…", "更正已经发出的答复", "请写明更正什么、为什么，会记入办理经过。"),
}
_BY_LEAD = "并案的答复在主件里改。"


class LetterLockBar(QFrame):
    """Hidden while the letter is open. `reopen_requested` and `correction_requested` carry the dialog that asked and the reason;
    `lead_requested` the id of the lead case whose letter this is.
    """

    reopen_requested = Signal(object, str)
    correction_requested = Signal(object, str)
    lead_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lead = 0
        self.lock = LetterLock.OPEN
        self.setProperty("ground", "background")
        self.setProperty("edge", "bottom")
        self._picture = QLabel()
        self._words = make_label(wrap=True)
        self.change = Button(theme, "", kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self.change)
        self.change.clicked.connect(self.ask)
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self._words.text()

    def show_lock(self, lock: LetterLock, lead: int = 0) -> None:
        """Show the lock; `lead` is the case whose letter it is, 0 = the open one."""
        self.lock, self._lead = lock, lead
        asked = _ASKED.get(lock)
        self._words.setText(_WORDS[lock] + (_BY_LEAD if lead and asked else ""))
        self.change.setVisible(asked is not None)
        if asked:
            self.change.setText("打开主件" if lead else asked[0])
            self.change.setAccessibleName(self.change.text())
        self.setVisible(bool(_WORDS[lock]))

    def show_correction(self, why: str) -> None:
        """Say that a letter which is out is being corrected, and why."""
        self.lock = LetterLock.OPEN
        self._words.setText(f"正在更正已经发出的答复：{why}")
        self.change.hide()
        self.show()

    def ask(self) -> None:
        """Ask why the text should change, or request the lead case, where its letter is changed."""
        if self.lock not in _ASKED:
            return
        if self._lead:
            self.lead_requested.emit(self._lead)
            return
        _, title, question = _ASKED[self.lock]
        signal = self.reopen_requested if self.lock is LetterLock.SIGNED else self.correction_requested
        dialog = ReasonDialog(self._theme, title, question, self.window())
        dialog.submitted.connect(lambda why: signal.emit(dialog, why))
        dialog.open()

    def _tint(self) -> None:
        self._picture.setPixmap(self._theme.picture("info", "accent", 16, self.devicePixelRatioF()))
