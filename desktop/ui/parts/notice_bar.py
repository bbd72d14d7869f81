"""The notice bar 「提示条」: what happened and what to do, under the page's head, closable, never modal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.domain.errors import DeskError
from desktop.ui.parts.buttons import Button, IconButton
from desktop.ui.parts.labels import make_label
from desktop.ui.parts.rows import empty_row
from desktop.ui.parts.tone import Tone, set_form
from desktop.ui.theme.theme import Theme

_ICONS = {
    Tone.DANGER: "circle-alert",
    Tone.WARNING: "triangle-alert",
    Tone.GOOD: "circle-check",
    Tone.ACCENT: "info",
}


class NoticeBar(QFrame):
    """Shows one notice at a time; the newest replaces the one before. Actions are buttons beside the words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone = Tone.ACCENT
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

    def tell(self, what: str, remedy: str = "", tone: Tone = Tone.ACCENT) -> None:
        """Show a notice without actions."""
        self._clear_actions()
        self._tone = tone
        self._what.setText(what)
        self._remedy.setText(remedy)
        self.setAccessibleName(what + remedy)
        set_form(self, tone=str(tone))
        self._tint()
        self.show()

    def tell_error(self, error: DeskError) -> None:
        """Show a fault: what happened, what to do."""
        self.tell(error.what, error.remedy, Tone.DANGER)

    def offer(self, label: str, icon: str, action: Callable[[], None]) -> None:
        """Add a button to the notice on show."""
        button = Button(self._theme, label, icon)
        button.clicked.connect(action)
        self._actions.addWidget(button)

    def clear(self) -> None:
        self.hide()
        self._clear_actions()

    @property
    def words(self) -> str:
        """What the notice says now; "" while none is on show."""
        return "" if self.isHidden() else self._what.text() + self._remedy.text()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._what)
        row.addWidget(self._remedy, 1)
        row.addLayout(self._actions)
        row.addWidget(self._close)

    def _clear_actions(self) -> None:
        empty_row(self._actions)

    def _tint(self) -> None:
        icon = self._theme.icon(_ICONS.get(self._tone, "info"), self._tone.ink, 16)
        self._icon.setPixmap(icon.pixmap(QSize(16, 16), self.devicePixelRatioF()))
