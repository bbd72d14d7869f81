"""The notice bar 「提示条」: what happened and what to do, over the page, closable, never modal."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.domain.errors import DeskError
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.notice import Notice, NoticeAction
from desktop.ui.parts.rows import empty_row
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

_ICONS = {
    Tone.DANGER: "circle-alert",
    Tone.WARNING: "triangle-alert",
    Tone.GOOD: "circle-check",
}


class NoticeBar(QFrame):
    """Shows one notice at a time; the newest replaces the one before."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notice: Notice | None = None
        self.setProperty("kind", "notice")
        self._icon = QLabel()
        self._what = make_label(kind="heading")
        self._remedy = make_label(wrap=True)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._close = IconButton(theme, "x", "关闭提示")
        self._close.clicked.connect(self.clear)
        self._lay_out()
        theme.changed.connect(self._tint)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        self._notice = notice
        self._what.setText(notice.what)
        self._remedy.setText(notice.remedy)
        self.setAccessibleName(notice.what + notice.remedy)
        set_form(self, tone=str(notice.tone))
        self._tint()
        empty_row(self._actions)
        for action in notice.actions:
            self._add(action)
        self.show()

    def tell_error(self, error: DeskError) -> None:
        """Show a fault: what happened, what to do."""
        self.show_notice(Notice.of_error(error))

    def clear(self) -> None:
        """Take the notice away."""
        self._notice = None
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is on show; None while the bar is away."""
        return self._notice

    def _add(self, action: NoticeAction) -> None:
        button = Button(self._theme, action.label, action.icon)
        button.clicked.connect(action.act)
        self._actions.addWidget(button)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._what)
        row.addWidget(self._remedy, 1)
        row.addLayout(self._actions)
        row.addWidget(self._close)

    def _tint(self) -> None:
        if self._notice is not None:
            tone = self._notice.tone
            icon = self._theme.icon(_ICONS.get(tone, "info"), tone.ink, 16)
            self._icon.setPixmap(icon.pixmap(QSize(16, 16), self.devicePixelRatioF()))
