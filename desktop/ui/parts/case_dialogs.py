"""A dialog that holds a case form: notice on top, the form, one sentence and two buttons at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.parts.buttons import Button
from desktop.ui.parts.case_form import CaseForm
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice_bar import NoticeBar
from desktop.ui.parts.tone import Tone
from desktop.ui.theme.theme import Theme


class FormDialog(QDialog):
    """Ctrl+Enter stores, Esc leaves. Children say what storing means in `store`."""

    def __init__(
        self, theme: Theme, title: str, sentence: str, action: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(780, 760)
        self.form = CaseForm(theme, title)
        self.notice = NoticeBar(theme)
        self.save = Button(theme, action, kind="primary")
        self.save.setToolTip("Ctrl+Enter")
        self._cancel = Button(theme, "取消")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.form, 1)
        column.addWidget(self._make_foot(sentence))
        self.save.clicked.connect(self.store)
        self._cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.store)

    def store(self) -> None:
        """Store what was typed and close, or say why not."""
        raise NotImplementedError

    def _make_foot(self, sentence: str) -> QFrame:
        foot = QFrame()
        foot.setProperty("edge", "top")
        foot.setProperty("ground", "surface")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(10)
        row.addWidget(make_label(sentence, "small", Tone.SECONDARY), 1)
        row.addWidget(self._cancel)
        row.addWidget(self.save)
        return foot
